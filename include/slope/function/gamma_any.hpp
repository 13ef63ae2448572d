// SPDX-License-Identifier: MIT
// The gamma function and its relatives in any number type.
#pragma once

#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/polygamma.hpp>

#include "slope/function/gamma.hpp"

namespace slope::detail {

// Errors are values, NaN or an infinity, as in <cmath>; nothing throws, errno stays untouched.
namespace policy = boost::math::policies;
using Quiet = policy::policy<
    policy::domain_error<policy::ignore_error>, policy::pole_error<policy::ignore_error>,
    policy::overflow_error<policy::ignore_error>, policy::underflow_error<policy::ignore_error>,
    policy::denorm_error<policy::ignore_error>, policy::evaluation_error<policy::ignore_error>,
    policy::rounding_error<policy::ignore_error>, policy::indeterminate_result_error<policy::ignore_error>>;

template <class R> bool is_pole_of_gamma(const R& x) {
  using std::floor;
  return x <= 0 && x == floor(x);
}

template <class R> struct BoostGammaFamily {
  static R gamma(const R& x) {
    if (is_pole_of_gamma(x)) return std::numeric_limits<R>::quiet_NaN();
    return boost::math::tgamma(x, Quiet());
  }
  static R lgamma(const R& x) {
    if (is_pole_of_gamma(x)) return std::numeric_limits<R>::infinity();
    return boost::math::lgamma(x, Quiet());
  }
  static R digamma(const R& x) {
    if (is_pole_of_gamma(x)) return std::numeric_limits<R>::quiet_NaN();
    // In more than 30 digits Boost 1.81 is wrong here.
    if (!std::is_floating_point_v<R> && 2 * x == -1) return boost::math::digamma(R(x + 1), Quiet()) - 1 / x;
    return boost::math::digamma(x, Quiet());
  }
  static R polygamma(const R& n, const R& x) {
    using std::floor;
    const bool order = n >= 0 && n <= 1000 && n == floor(n);
    if (!order || x != x || is_pole_of_gamma(x)) return std::numeric_limits<R>::quiet_NaN();
    return boost::math::polygamma(static_cast<int>(n), x, Quiet());
  }
};

template <class R> struct GammaFamily : BoostGammaFamily<R> {};

}  // namespace slope::detail
