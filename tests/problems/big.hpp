// SPDX-License-Identifier: MIT
// Numbers of 50 digits.
#pragma once

#include <boost/multiprecision/cpp_bin_float.hpp>

namespace slope::problems {

using Big =
    boost::multiprecision::number<boost::multiprecision::cpp_bin_float<50>, boost::multiprecision::et_off>;

}  // namespace slope::problems
