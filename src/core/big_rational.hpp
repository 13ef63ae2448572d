// SPDX-License-Identifier: MIT
// The big-number types: GMP when it is there, else Boost's own.
#pragma once

#ifdef SLOPE_HAVE_GMP
#include <boost/multiprecision/gmp.hpp>
#else
#include <boost/multiprecision/cpp_int.hpp>
#endif

#include <atomic>
#include <cstddef>

#include "slope/core/rational.hpp"

namespace slope::detail {

#ifdef SLOPE_HAVE_GMP
using Integer = boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;
using Quotient =
    boost::multiprecision::number<boost::multiprecision::gmp_rational, boost::multiprecision::et_off>;
#else
using Integer =
    boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>, boost::multiprecision::et_off>;
using Quotient =
    boost::multiprecision::number<boost::multiprecision::cpp_rational_backend, boost::multiprecision::et_off>;
#endif

struct BigRational {
  Quotient value;
  mutable std::atomic<std::size_t> holders{1};
};

/// The Rational equal to `value`, in its small form if it fits.
Rational from_big(Quotient value);
Rational from_big(const Integer& value);

}  // namespace slope::detail
