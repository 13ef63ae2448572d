// SPDX-License-Identifier: MIT
// The logistic sigmoid and its relatives.
#pragma once

#include "slope/function/hyperbolic.hpp"
#include "slope/kernel/scalar.hpp"

namespace slope {

struct Sigmoid;
struct Logit;
struct Softplus;
struct LogSigmoid;
struct LogAddExp;
struct LogSumExp;
template <Scalar T> inline auto sigmoid(const T& x) { return lift<Sigmoid>(x); }
template <Scalar T> inline auto logit(const T& p) { return lift<Logit>(p); }
template <Scalar T> inline auto softplus(const T& x) { return lift<Softplus>(x); }
template <Scalar T> inline auto logsigmoid(const T& x) { return lift<LogSigmoid>(x); }
template <class A, class B>
requires Scalars<A, B>
inline auto logaddexp(const A& a, const B& b) { return lift<LogAddExp>(a, b); }
template <class... A>
requires Scalars<A...>
inline auto logsumexp(const A&... a) { return lift<LogSumExp>(a...); }

namespace detail {
/// σ′(x), so that higher derivatives are right near 0 too, where σ(x) hides x behind ½. Not in the catalog.
struct SigmoidSlope {
  static constexpr std::string_view name = "sigmoid_slope";
  static constexpr bool internal = true;
  template <Real R> static R value(const R& x) {
    if constexpr (kernel::Native<R>) return kernel::sigmoid_slope(x);
    else return value_and_slope(x).first;
  }
  template <Real R> static std::pair<R, R> value_and_slope(const R& x) {
    using std::exp, std::expm1, std::fabs;
    const R size = fabs(x);
    R e, m;  // e^−|x|, e^−|x| − 1
    if (size < 1) m = expm1(R(-size)), e = m + R(1);
    else e = exp(R(-size)), m = e - R(1);
    const R larger = R(1) / (R(1) + e), y = e * larger * larger, less = y * m * larger;
    return {y, x < 0 ? R(-less) : less};
  }
  template <class T> static T slope(const T& x, const T& y) { return -(y * tanh(T(x / T(2)))); }
};
}  // namespace detail

/// σ(x) = 1/(1 + e^−x). Two branches, so that no exponential overflows and neither tail cancels.
struct Sigmoid {
  static constexpr std::string_view name = "sigmoid";
  static constexpr Trend trend = Trend::rising;
  static constexpr Symmetry symmetry = Symmetry::complement;
  static constexpr std::string_view latex = "\\sigma";
  static constexpr std::string_view unicode = "σ";
  static constexpr double ulps = 3;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, Rational(1, 2)}}); }
  template <class T> static T enclose(const T& x) { return T(1) / (exp(T(-x)) + T(1)); }
  template <Real R> static R value(const R& x) {
    using std::exp;
    if constexpr (kernel::Native<R>) return kernel::sigmoid(x);
    if (x >= 0) return R(1) / (R(1) + exp(R(-x)));
    const R e = exp(x);
    return e / (R(1) + e);
  }
  template <Real R> static std::pair<R, R> value_and_slope(const R& x) {
    using std::exp, std::fabs;
    const R e = exp(R(-fabs(x))), larger = R(1) / (R(1) + e), smaller = e * larger;
    return {x < 0 ? smaller : larger, smaller * larger};
  }
  // Right in both tails, where y(1 − y) is 0 from x = 37 on; as an expression σ(−x) reads 1 − σ(x).
  template <class T> static T slope(const T& x, const T& y) {
    if constexpr (is_numeric<T> && !Real<T>) return lift<detail::SigmoidSlope>(x);
    else return y * sigmoid(T(-x));
  }
};

/// log(p/(1 − p)), the inverse of σ; log1p where p/(1 − p) is near 1.
struct Logit {
  static constexpr std::string_view name = "logit";
  static constexpr Domain domain{.low = 0, .high = 1, .text = "0 < x < 1"};
  static constexpr Trend trend = Trend::rising;
  static constexpr std::string_view latex = "\\operatorname{logit}";
  static constexpr double ulps = 3;
  static std::optional<Rational> exact(const Rational& p) { return known(p, {{Rational(1, 2), 0}}); }
  template <class T> static T enclose(const T& p) { return -log(T(T(1) / p - T(1))); }
  template <Real R> static R value(const R& p) {
    using std::log, std::log1p;
    if constexpr (kernel::Native<R>) return kernel::logit(p);
    const R q = R(1) - p;
    if (4 * p > 1 && 4 * p < 3) return log1p(R((p - q) / q));
    return log(R(p / q));
  }
  template <class T> static T slope(const T& p, const T&) { return T(1) / (p * (T(1) - p)); }
};

/// log(1 + e^x), without overflow.
struct Softplus {
  static constexpr std::string_view name = "softplus";
  static constexpr Trend trend = Trend::rising;
  static constexpr std::string_view latex = "\\operatorname{softplus}";
  static constexpr double ulps = 2;
  template <class T> static T enclose(const T& x) { return max(x, T(0)) + log1p(exp(T(-abs(x)))); }
  template <Real R> static R value(const R& x) {
    using std::exp, std::fabs, std::log1p;
    if constexpr (kernel::Native<R>) return kernel::softplus(x);
    const R tail = log1p(R(exp(R(-fabs(x)))));
    return x > 0 ? R(x + tail) : tail;
  }
  template <Real R> static std::pair<R, R> value_and_slope(const R& x) {
    using std::exp, std::fabs, std::log;
    const R e = exp(R(-fabs(x))), sum = R(1) + e, larger = R(1) / sum;
    // log1p(e), in less time: what rounding took from the sum is e − (sum − 1).
    const R tail = log(sum) + (e - (sum - R(1))) * larger;
    if (x > 0) return {R(x + tail), larger};
    return {tail, R(e * larger)};
  }
  template <class T> static T slope(const T& x, const T&) { return sigmoid(x); }
};

/// log σ(x) = −softplus(−x).
struct LogSigmoid {
  static constexpr std::string_view name = "logsigmoid";
  static constexpr Trend trend = Trend::rising;
  static constexpr std::string_view latex = "\\ln\\sigma";
  static constexpr double ulps = 2;
  template <class T> static T enclose(const T& x) { return -softplus(T(-x)); }
  template <Real R> static R value(const R& x) { return -Softplus::value(R(-x)); }
  template <Real R> static std::pair<R, R> value_and_slope(const R& x) {
    const auto [y, slope] = Softplus::value_and_slope(R(-x));
    return {R(-y), slope};
  }
  template <class T> static T slope(const T& x, const T&) { return sigmoid(T(-x)); }
};

/// log(e^a + e^b), without overflow.
struct LogAddExp {
  static constexpr std::string_view name = "logaddexp";
  static constexpr std::string_view latex = "\\operatorname{logaddexp}";
  static constexpr std::string_view python = "np.logaddexp";
  static constexpr double ulps = 2;
  static constexpr bool cancels = true;
  template <Real R> static R value(const R& a, const R& b) {
    using std::exp, std::fabs, std::log1p;
    if (a == b) return a + log1p(R(1));  // infinities too
    const R tail = log1p(R(exp(R(-fabs(R(a - b))))));
    return (a > b ? a : b) + tail;
  }
  template <class T> static std::array<T, 2> slope(const T& a, const T& b, const T&) {
    return {sigmoid(T(a - b)), sigmoid(T(b - a))};
  }
};

/// log(e^x₁ + … + e^xₙ), shifted by the largest. Its slopes are the softmax.
struct LogSumExp {
  static constexpr std::string_view name = "logsumexp";
  static constexpr std::string_view latex = "\\operatorname{logsumexp}";
  static constexpr double ulps = 3;
  static constexpr bool cancels = true;
  template <Real R> static R value(std::span<const R> x) {
    using std::exp, std::log1p;
    const R& largest = largest_of(x);
    R rest = 0;
    for (const R& xi : x)
      if (&xi != &largest) rest += xi == largest ? R(1) : R(exp(R(xi - largest)));
    return largest + log1p(rest);
  }
  // Numbers not through y, whose rounding would count: x − y is exact only up to the size of y.
  template <class T> static T slope(std::span<const T> x, const T& y, std::size_t i) {
    if constexpr (is_numeric<T>) {
      const T& largest = largest_of(x);
      T sum = T(0);
      for (const T& other : x) sum = sum + exp(T(other - largest));
      return exp(T(x[i] - largest)) / sum;
    } else return exp(T(x[i] - y));
  }
  template <Real R> static void slopes(std::span<const R> x, const R&, std::span<R> out) {
    using std::exp;
    const R& largest = largest_of(x);
    R sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
      sum += out[i] = x[i] == largest ? R(1) : R(exp(R(x[i] - largest)));
    for (R& p : out) p /= sum;
  }

 private:
  // The first of the largest.
  template <class T> static const T& largest_of(std::span<const T> x) {
    const T* largest = x.data();
    for (const T& xi : x)
      if (*largest < xi) largest = &xi;
    return *largest;
  }
};

}  // namespace slope
