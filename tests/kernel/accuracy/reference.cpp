// SPDX-License-Identifier: MIT
#include "reference.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace slope::accuracy {
namespace {

// Formulas in R, double or long double, for arguments of fewer bits.

template <class R> R sigmoid(R x) {
  const R e = std::exp(-std::fabs(x));
  return (x < 0 ? e : R(1)) / (1 + e);
}
template <class R> Both<R> sigmoid_both(R x) {
  const R e = std::exp(-std::fabs(x)), d = 1 + e;
  return {(x < 0 ? e : R(1)) / d, e / (d * d)};
}
template <class R> Both<R> softplus_both(R x) {
  const R e = std::exp(-std::fabs(x));
  return {(x > 0 ? x : x != x ? x : R(0)) + std::log1p(e), (x < 0 ? e : R(1)) / (1 + e)};
}
template <class R> Both<R> logsigmoid_both(R x) {
  const Both<R> y = softplus_both(-x);
  return {-y.value, y.slope};
}
template <class R> Both<R> logit_both(R p) {
  const R nan = std::numeric_limits<R>::quiet_NaN(), q = 1 - p;
  if (!(p >= 0 && p <= 1)) return {nan, nan};
  const R value = p > R(0.25) && p < R(0.75) ? std::log1p((p - q) / q) : std::log(p / q);
  return {value, 1 / (p * q)};
}
template <class R> Both<R> tanh_both(R x) {
  const R e = std::exp(-2 * std::fabs(x));
  return {std::tanh(x), 4 * e / ((1 + e) * (1 + e))};
}
template <class R> Both<R> swish_both(R x) {
  if (x < -20000) return {R(-0.0), R(-0.0)};
  const R value = std::isinf(x) ? x : x * sigmoid(x);
  const R rest = std::isinf(x) ? R(0) : x * sigmoid(-x);
  return {value, sigmoid(x) * (1 + rest)};
}
template <class R> Both<R> gelu_both(R x) {
  if (std::fabs(x) > 200) return x < 0 ? Both<R>{R(-0.0), R(-0.0)} : Both<R>{x, R(1)};
  // erfc(z) and e^(−x²/2) feel the roundings of z and x² some x² times: they are taken back.
  const R z = -x / std::sqrt(R(2)), p = z * z, q = x * x, p_rest = std::fma(z, z, -p),
          q_rest = std::fma(x, x, -q);
  R tail = std::erfc(z) / 2;
  if (z > 1) tail *= std::exp((p - q / 2) + (p_rest - q_rest / 2));
  const R density = std::exp(-q / 2) * std::exp(-q_rest / 2) / std::sqrt(8 * std::atan(R(1)));
  return {x * tail, tail + x * density};
}

// MPFR. `t`, `u`, `v` are scratch.

constexpr mpfr_rnd_t near = MPFR_RNDN;
struct Scratch {
  Scratch() { mpfr_inits2(Exact::bits, x, t, u, v, nullptr); }
  ~Scratch() { mpfr_clears(x, t, u, v, nullptr); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  mpfr_t x, t, u, v;
};
Scratch& scratch() {
  thread_local Scratch s;
  return s;
}

/// σ(x), for sign = −1 σ(−x).
void exact_sigmoid(mpfr_ptr y, double x, int sign) {
  Scratch& s = scratch();
  mpfr_set_d(s.t, sign > 0 ? -x : x, near);
  mpfr_exp(s.t, s.t, near);
  mpfr_add_ui(s.t, s.t, 1, near);
  mpfr_ui_div(y, 1, s.t, near);
}
void sigmoid_exact(Exact& y, double x) {
  exact_sigmoid(y.value, x, 1);
  exact_sigmoid(y.slope, x, -1);
  mpfr_mul(y.slope, y.slope, y.value, near);
}
void softplus_exact(Exact& y, double x) {
  exact_sigmoid(y.slope, x, 1);
  Scratch& s = scratch();
  mpfr_set_d(s.t, -std::fabs(x), near);
  mpfr_exp(s.t, s.t, near);
  mpfr_log1p(y.value, s.t, near);
  if (!(x <= 0)) mpfr_add_d(y.value, y.value, x, near);
}
void logsigmoid_exact(Exact& y, double x) {
  softplus_exact(y, -x);
  mpfr_neg(y.value, y.value, near);
}
void logit_exact(Exact& y, double p) {
  Scratch& s = scratch();
  if (!(p >= 0 && p <= 1)) return mpfr_set_nan(y.value), mpfr_set_nan(y.slope);
  mpfr_set_prec(s.u, 1300);  // 1 − p without error
  mpfr_d_sub(s.u, 1, (mpfr_set_d(s.x, p, near), s.x), near);
  mpfr_mul_d(s.t, s.u, std::fabs(p), near);
  mpfr_ui_div(y.slope, 1, s.t, near);
  mpfr_d_div(s.t, p, s.u, near);
  mpfr_log(y.value, s.t, near);
  mpfr_set_prec(s.u, Exact::bits);
}
void tanh_exact(Exact& y, double x) {
  Scratch& s = scratch();
  mpfr_set_d(s.x, x, near);
  mpfr_tanh(y.value, s.x, near);
  mpfr_sech(y.slope, s.x, near);
  mpfr_sqr(y.slope, y.slope, near);
}
void swish_exact(Exact& y, double x) {
  if (std::isinf(x)) {
    mpfr_set_d(y.value, x > 0 ? x : -0.0, near);
    return void(mpfr_set_d(y.slope, x > 0 ? 1 : 0, near));
  }
  Scratch& s = scratch();
  exact_sigmoid(s.u, x, 1);
  exact_sigmoid(s.v, x, -1);
  mpfr_mul_d(y.value, s.u, x, near);
  mpfr_mul_d(s.v, s.v, x, near);
  mpfr_add_ui(s.v, s.v, 1, near);
  mpfr_mul(y.slope, s.u, s.v, near);
}
void gelu_exact(Exact& y, double x) {
  if (std::isinf(x)) return swish_exact(y, x);
  Scratch& s = scratch();
  mpfr_set_d(s.x, x, near);
  mpfr_sqrt_ui(s.t, 2, near);
  mpfr_div(s.t, s.x, s.t, near);
  mpfr_neg(s.t, s.t, near);
  mpfr_erfc(s.u, s.t, near);
  mpfr_div_2ui(s.u, s.u, 1, near);  // Φ(x)
  mpfr_mul(y.value, s.u, s.x, near);
  mpfr_sqr(s.t, s.x, near);
  mpfr_div_si(s.t, s.t, -2, near);
  mpfr_exp(s.t, s.t, near);
  mpfr_const_pi(s.v, near);
  mpfr_mul_2ui(s.v, s.v, 1, near);
  mpfr_sqrt(s.v, s.v, near);
  mpfr_div(s.t, s.t, s.v, near);  // φ(x)
  mpfr_fma(y.slope, s.t, s.x, s.u, near);
}

using F = kernel::Functions<float>;
using D = kernel::Functions<double>;

template <class T> double ulps_in(T y, mpfr_srcptr truth) {
  using Limits = std::numeric_limits<T>;
  constexpr double wrong = std::numeric_limits<double>::infinity();
  if (mpfr_nan_p(truth) || std::isnan(y)) return mpfr_nan_p(truth) && std::isnan(y) ? 0 : wrong;
  if (mpfr_inf_p(truth)) return std::isinf(y) && (y > 0) == (mpfr_sgn(truth) > 0) ? 0 : wrong;
  if (mpfr_zero_p(truth)) return y == 0 ? 0 : wrong;
  Scratch& s = scratch();
  const auto exponent = std::max<mpfr_exp_t>(mpfr_get_exp(truth), Limits::min_exponent);
  // An infinite y stands for 2^max_exponent, as rounding does.
  if (std::isinf(y)) mpfr_set_si_2exp(s.t, y > 0 ? 1 : -1, Limits::max_exponent, near);
  else mpfr_set_d(s.t, static_cast<double>(y), near);
  mpfr_sub(s.t, s.t, truth, near);
  if (std::isinf(y) && mpfr_sgn(s.t) * mpfr_sgn(truth) < 0) return 0;
  mpfr_mul_2si(s.t, s.t, Limits::digits - exponent, near);
  return std::fabs(mpfr_get_d(s.t, near));
}

}  // namespace

double ulps(float y, mpfr_srcptr truth) { return ulps_in(y, truth); }
double ulps(double y, mpfr_srcptr truth) { return ulps_in(y, truth); }

std::span<const Subject> subjects() {
  using L = long double;
  static const std::array all{
      Subject{"sigmoid", &F::sigmoid, &D::sigmoid, sigmoid_both<double>, sigmoid_both<L>, sigmoid_exact},
      Subject{"logsigmoid", &F::logsigmoid, &D::logsigmoid, logsigmoid_both<double>, logsigmoid_both<L>,
              logsigmoid_exact},
      Subject{"softplus", &F::softplus, &D::softplus, softplus_both<double>, softplus_both<L>,
              softplus_exact},
      Subject{"logit", &F::logit, &D::logit, logit_both<double>, logit_both<L>, logit_exact},
      Subject{"tanh", &F::tanh, &D::tanh, tanh_both<double>, tanh_both<L>, tanh_exact},
      Subject{"swish", &F::swish, &D::swish, swish_both<double>, swish_both<L>, swish_exact,
              -1.2784645427610738},
      Subject{"gelu", &F::gelu, &D::gelu, gelu_both<double>, gelu_both<L>, gelu_exact, -0.75179152469356446},
  };
  return all;
}

}  // namespace slope::accuracy
