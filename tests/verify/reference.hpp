// SPDX-License-Identifier: MIT
// Values in many digits that do not come from Slope's rules: MPFR's own functions.
#pragma once

#include <boost/multiprecision/mpfr.hpp>
#include <map>
#include <string>

#include "slope/expr/expr.hpp"

namespace slope::fuzz {

using Number = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<0>,
                                             boost::multiprecision::et_off>;

/// f at a point, computed in that many digits; NaN where it is undefined. Knows the functions that the fuzz program
/// uses.
Number reference(const Expr& f, const std::map<std::string, std::string>& at, unsigned digits);

}  // namespace slope::fuzz
