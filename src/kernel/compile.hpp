// SPDX-License-Identifier: MIT
// The table of one instruction set.
#pragma once

#include "activations.hpp"
#include "layer.hpp"
#include "slope/kernel/table.hpp"

namespace slope::kernel::SLOPE_INSTRUCTION_SET {

template <class T> struct Work;
/// Doubles need pairs.
template <> struct Work<double> {
  template <class V> using number = Pair<V>;
  static Doubles load(const double* from) {
    Doubles x;
    __builtin_memcpy(&x, from, sizeof x);
    return x;
  }
  static void store(double* to, Doubles x) { __builtin_memcpy(to, &x, sizeof x); }
};
/// Floats are computed as doubles, and rounded.
template <> struct Work<float> {
  template <class V> using number = V;
  static Doubles load(const float* from) {
    Floats x;
    __builtin_memcpy(&x, from, sizeof x);
    return widened(x);
  }
  static void store(float* to, Doubles x) {
    const Floats y = narrowed(x);
    __builtin_memcpy(to, &y, sizeof y);
  }
};

template <class F, class T, class V> Both<V> at(V x) {
  return F::template at<typename Work<T>::template number<V>>(x);
}

template <class F, class T> [[gnu::flatten]] T value(T x) {
  return static_cast<T>(at<F, T>(static_cast<double>(x)).value);
}
template <class F, class T> [[gnu::flatten]] T slope(T x) {
  return static_cast<T>(at<F, T>(static_cast<double>(x)).slope);
}
template <class F, class T> [[gnu::flatten]] ValueAndSlope<T> value_and_slope(T x) {
  const Both<double> both = at<F, T>(static_cast<double>(x));
  return {static_cast<T>(both.value), static_cast<T>(both.slope)};
}

template <std::size_t outputs> struct Results { Doubles of[outputs]; };

/// Applies f to all lanes at once, and to what is left over, filled up with zeros.
template <class T, std::size_t outputs, class F>
void map(F f, const T* in, T* const (&out)[outputs], std::size_t n) {
  using W = Work<T>;
  std::size_t i = 0;
  for (; i + lanes <= n; i += lanes) {
    const Results<outputs> y = f(W::load(in + i));
    for (std::size_t k = 0; k < outputs; ++k) W::store(out[k] + i, y.of[k]);
  }
  if (i == n) return;
  T rest[lanes] = {}, rest_out[outputs][lanes];
  for (std::size_t j = i; j < n; ++j) rest[j - i] = in[j];
  const Results<outputs> y = f(W::load(rest));
  for (std::size_t k = 0; k < outputs; ++k) {
    W::store(rest_out[k], y.of[k]);
    for (std::size_t j = i; j < n; ++j) out[k][j] = rest_out[k][j - i];
  }
}
template <class F, class T> [[gnu::flatten]] void values(const T* in, T* out, std::size_t n) {
  map<T, 1>([](Doubles x) { return Results<1>{{at<F, T>(x).value}}; }, in, {out}, n);
}
template <class F, class T> [[gnu::flatten]] void slopes(const T* in, T* out, std::size_t n) {
  map<T, 1>([](Doubles x) { return Results<1>{{at<F, T>(x).slope}}; }, in, {out}, n);
}
template <class F, class T>
[[gnu::flatten]] void values_and_slopes(const T* in, T* value, T* slope, std::size_t n) {
  const auto both = [](Doubles x) {
    const Both<Doubles> y = at<F, T>(x);
    return Results<2>{{y.value, y.slope}};
  };
  map<T, 2>(both, in, {value, slope}, n);
}

template <class F, class T> constexpr Function<T> function{
    value<F, T>, slope<F, T>, value_and_slope<F, T>, values<F, T>, slopes<F, T>, values_and_slopes<F, T>};

template <class T> constexpr Functions<T> functions{
    function<Sigmoid, T>, function<LogSigmoid, T>, function<Softplus, T>, function<Logit, T>,
    function<Tanh, T>,    function<Swish, T>,      function<Gelu, T>};

template <class T>
constexpr Activations<T> activations{activation_kernel<BriefSigmoid, T>,
                                     activation_kernel<BriefLogSigmoid, T>,
                                     activation_kernel<BriefSoftplus, T>,
                                     activation_kernel<BriefTanh, T>,
                                     activation_kernel<BriefSwish, T>,
                                     activation_kernel<BriefElu, T>,
                                     activation_kernel<BriefRelu, T>,
                                     activation_kernel<BriefLeakyRelu, T>,
                                     {values_and_slopes<Gelu, T>, layer_then<T, values_and_slopes<Gelu, T>>}};
template <class T> constexpr Blocks<T> blocks{activations<T>,
                                              product<T>,
                                              transpose<T>,
                                              layer<T>,
                                              layer_reverse<T>,
                                              scaled<T>,
                                              products<T>,
                                              absorbing_products<T>,
                                              squared_error<T>,
                                              sum_of_squares<T>,
                                              binary_cross_entropy<T>,
                                              cross_entropy<T>};

extern const Table table;
// NOLINTNEXTLINE(misc-definitions-in-headers): one file per instruction set includes this, in its own namespace
const Table table{functions<float>, functions<double>, blocks<float>, blocks<double>};

}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET
