// SPDX-License-Identifier: MIT
#include "reference.hpp"

#include <algorithm>

#include <boost/multiprecision/cpp_bin_float.hpp>

#include "slope/function/gamma_any.hpp"

namespace slope {

// MPFR's own gamma functions; of Boost's, lgamma does not return for some negative numbers of this type.
template <> struct detail::GammaFamily<differential::Big> {
  using Big = differential::Big;
  static Big gamma(const Big& x) {
    Big y;
    mpfr_gamma(y.backend().data(), x.backend().data(), MPFR_RNDN);
    return y;
  }
  static Big lgamma(const Big& x) {
    Big y;
    int sign = 0;
    mpfr_lgamma(y.backend().data(), &sign, x.backend().data(), MPFR_RNDN);
    return y;
  }
  static Big digamma(const Big& x) {
    Big y;
    mpfr_digamma(y.backend().data(), x.backend().data(), MPFR_RNDN);
    return y;
  }
  static Big polygamma(const Big& n, const Big& x) {
    using boost::multiprecision::cpp_bin_float, boost::multiprecision::et_off;
    using Wide = boost::multiprecision::number<cpp_bin_float<130>, et_off>;
    return static_cast<Big>(BoostGammaFamily<Wide>::polygamma(static_cast<Wide>(n), static_cast<Wide>(x)));
  }
};

}  // namespace slope

namespace slope::differential {

SLOPE_RULE_TABLE(Big)

Reference::Reference(const Program& f, const Point& at)
    : f_(f), at_{Big(at[0]), Big(at[1]), Big(at[2])}, base_(run(f, at_)) {}

Big Reference::value(std::size_t variable, const Big& move) const {
  std::array<Big, variables> moved = at_;
  moved[variable] += move;
  return run(f_, moved, AsIs(), &base_, 1u << variable).back();
}

Big Reference::step(std::size_t variable, int exponent) const {
  return at_[variable] == 0 ? ldexp(Big(1), exponent) : Big(ldexp(abs(at_[variable]), exponent));
}

std::array<Big, variables + 1> Reference::derivatives() const {
  std::array<Big, variables + 1> out;
  const Big& y = base_.back();
  for (std::size_t i = 0; i < variables; ++i) {
    if ((f_.steps.back().depends >> i & 1) == 0) continue;
    const Big h = step(i, -100), right = value(i, h), left = value(i, -h);
    out[i] = (right - left) / (2 * h);
    if (i == 0) out[second] = (right - y + (left - y)) / (h * h);
  }
  return out;
}

double Reference::rounding(std::size_t i) const {
  const Big h = step(i == second ? 0 : i, -100);
  const Big size = std::max<Big>(abs(base_.back()), 1);
  return static_cast<double>(ldexp(Big(size / (i == second ? Big(h * h) : h)), -390));
}

bool Reference::has_infinite_slope() const {
  for (std::size_t i = 0; i < f_.steps.size(); ++i) {
    const Program::Step& step = f_.steps[i];
    for (std::size_t k = 0; k < step.count; ++k) {
      std::vector<Big> x;
      for (std::size_t j = 0; j < step.count; ++j) x.push_back(base_[f_.args[step.first + j]]);
      if (f_.steps[f_.args[step.first + k]].depends == 0) continue;
      const Big at = x[k], size = at == 0 ? Big(1) : Big(abs(at));
      const auto quotient = [&](const Big& h) {
        x[k] = at + h;
        return Big((rule<Big>(step.op)(x, 0) - base_[i]) / h);
      };
      for (const int sign : {1, -1}) {
        const Big far = quotient(ldexp(size, -80) * sign), near = quotient(ldexp(size, -100) * sign);
        if (!isfinite(near) || abs(near) > 2 * abs(far) + 1) return true;
      }
    }
  }
  return false;
}

bool Reference::is_settled(std::size_t i) const {
  const std::size_t variable = i == second ? 0 : i;
  const Big& y = base_.back();
  Big least, most;
  bool first = true;
  for (const int exponent : {-100, -90}) {
    const Big h = step(variable, exponent);
    const Big a1 = value(variable, h), b1 = value(variable, -h), a2 = value(variable, Big(2 * h)),
              b2 = value(variable, Big(-2 * h));
    // One-sided quotients of second order, so that they err by h² too.
    const std::array<Big, 3> quotients =
        i == second ? std::array<Big, 3>{Big((a2 - 2 * a1 + y) / (h * h)), Big((b2 - 2 * b1 + y) / (h * h)),
                                         Big((a1 - 2 * y + b1) / (h * h))}
                    : std::array<Big, 3>{Big((4 * a1 - a2 - 3 * y) / (2 * h)),
                                         Big((3 * y - 4 * b1 + b2) / (2 * h)), Big((a1 - b1) / (2 * h))};
    for (const Big& q : quotients) {
      if (!isfinite(q)) return false;
      if (first || q < least) least = q;
      if (first || q > most) most = q;
      first = false;
    }
  }
  return most - least <= ldexp(std::max<Big>(abs(most), abs(least)), -60) + rounding(i);
}

}  // namespace slope::differential
