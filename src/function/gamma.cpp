// SPDX-License-Identifier: MIT
#include "slope/function/gamma_any.hpp"

// For lgamma_r, which unlike lgamma may be called from several threads.
#include <math.h>  // NOLINT(modernize-deprecated-headers)

namespace slope::detail {

namespace {

double lgamma_of(double x) {
  int sign;
  return lgamma_r(x, &sign);
}
long double lgamma_of(long double x) {
  int sign;
  return lgammal_r(x, &sign);
}

// float is computed in double, and so rounded once.
template <class R> using Wide = std::conditional_t<std::is_same_v<R, float>, double, R>;
template <class R> using Boost = BoostGammaFamily<Wide<R>>;

}  // namespace

template <class R> R CompiledGammaFamily<R>::gamma(R x) {
  return static_cast<R>(Boost<R>::gamma(Wide<R>(x)));
}
template <class R> R CompiledGammaFamily<R>::lgamma(R x) { return static_cast<R>(lgamma_of(Wide<R>(x))); }
template <class R> R CompiledGammaFamily<R>::digamma(R x) {
  return static_cast<R>(Boost<R>::digamma(Wide<R>(x)));
}
template <class R> R CompiledGammaFamily<R>::polygamma(R n, R x) {
  return static_cast<R>(Boost<R>::polygamma(Wide<R>(n), Wide<R>(x)));
}

template struct CompiledGammaFamily<float>;
template struct CompiledGammaFamily<double>;
template struct CompiledGammaFamily<long double>;

}  // namespace slope::detail
