// SPDX-License-Identifier: MIT
// Activation functions of neural networks.
#pragma once

#include "slope/function/error_function.hpp"
#include "slope/function/hyperbolic.hpp"
#include "slope/function/sigmoid.hpp"
#include "slope/kernel/scalar.hpp"

namespace slope {

struct Relu;
struct LeakyRelu;
struct Elu;
struct Selu;
struct Gelu;
struct Swish;
struct Mish;
template <Scalar T> inline auto relu(const T& x) { return lift<Relu>(x); }
template <Scalar T> inline auto leaky_relu(const T& x) { return lift<LeakyRelu>(x); }
template <Scalar T> inline auto elu(const T& x) { return lift<Elu>(x); }
template <Scalar T> inline auto selu(const T& x) { return lift<Selu>(x); }
template <Scalar T> inline auto gelu(const T& x) { return lift<Gelu>(x); }
template <Scalar T> inline auto swish(const T& x) { return lift<Swish>(x); }
template <Scalar T> inline auto silu(const T& x) { return lift<Swish>(x); }
template <Scalar T> inline auto mish(const T& x) { return lift<Mish>(x); }

namespace detail {
// a e^x for x far below 0, right while the product is not 0 though e^x may be.
template <Real R> R times_exp(const R& a, const R& x) {
  using std::exp;
  const R half = exp(R(x / R(2)));
  return half == 0 ? R(0) : R(a * half * half);
}
template <Real R> R times_exp(const R& x) { return times_exp(x, x); }
}  // namespace detail

/// max(x, 0). The slope at 0 is 0.
struct Relu {
  static constexpr std::string_view name = "relu";
  static constexpr Trend trend = Trend::rising;
  static constexpr std::array kinks{0.0};
  static constexpr std::string_view latex = "\\operatorname{relu}";
  static constexpr double ulps = 0;
  static std::optional<Rational> exact(const Rational& x) { return x.sign() < 0 ? Rational(0) : x; }
  template <class T> static T enclose(const T& x) { return max(x, T(0)); }
  template <Real R> static R value(const R& x) { return x <= 0 ? R(0) : x; }
  template <class T> static T slope(const T& x, const T&) { return where(greater(x, T(0)), T(1), T(0)); }
};

/// x for x > 0, else x/100.
struct LeakyRelu {
  static constexpr std::string_view name = "leaky_relu";
  static constexpr Trend trend = Trend::rising;
  static constexpr std::array kinks{0.0};
  static constexpr std::string_view latex = "\\operatorname{leakyrelu}";
  static constexpr double ulps = 0.5;
  static std::optional<Rational> exact(const Rational& x) { return x.sign() < 0 ? x / 100 : x; }
  template <class T> static T enclose(const T& x) { return max(x, T(x / T(100))); }
  template <Real R> static R value(const R& x) { return x < 0 ? R(x / R(100)) : x; }
  template <class T> static T slope(const T& x, const T&) {
    return where(greater(x, T(0)), T(1), T(T(1) / T(100)));
  }
};

/// x for x > 0, else e^x − 1.
struct Elu {
  static constexpr std::string_view name = "elu";
  static constexpr Trend trend = Trend::rising;
  static constexpr std::string_view latex = "\\operatorname{elu}";
  static constexpr double ulps = 1;
  static std::optional<Rational> exact(const Rational& x) {
    return x.sign() < 0 ? std::nullopt : std::optional(x);
  }
  template <class T> static T enclose(const T& x) { return max(x, T(0)) + expm1(min(x, T(0))); }
  template <Real R> static R value(const R& x) {
    using std::expm1;
    return x > 0 ? x : R(expm1(x));
  }
  template <class T> static T slope(const T& x, const T&) { return where(greater(x, T(0)), T(1), exp(x)); }
};

/// λx for x > 0, else λα(e^x − 1), with the published constants (Klambauer et al., 2017).
struct Selu {
  static constexpr std::string_view name = "selu";
  static constexpr Trend trend = Trend::rising;
  static constexpr std::array kinks{0.0};
  static constexpr std::string_view latex = "\\operatorname{selu}";
  static constexpr double ulps = 3;
  template <class T> static T lambda() {
    return decimal<T>("1.0507009873554804934193349852946", 1.0507009873554804934193349852946L);
  }
  template <class T> static T alpha() {
    return decimal<T>("1.6732632423543772848170429916717", 1.6732632423543772848170429916717L);
  }
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 0}}); }
  template <class T> static T enclose(const T& x) {
    return lambda<T>() * (max(x, T(0)) + alpha<T>() * expm1(min(x, T(0))));
  }
  template <Real R> static R value(const R& x) {
    using std::expm1;
    return lambda<R>() * (x > 0 ? x : R(alpha<R>() * expm1(x)));
  }
  template <class T> static T slope(const T& x, const T&) {
    return where(less(x, T(0)), T(lambda<T>() * alpha<T>() * exp(x)), lambda<T>());
  }
};

/// x Φ(x), Φ the distribution function of the standard normal: the exact form, not the one with tanh.
struct Gelu {
  static constexpr std::string_view name = "gelu";
  static constexpr std::string_view latex = "\\operatorname{gelu}";
  static constexpr double ulps = 4;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 0}}); }
  // In the tail erfc(z) feels the rounding of z = −x/√2 some z² times: e^(z² − x²/2) takes it back.
  static constexpr std::array valley{-0.7518, -0.7517, -0.1699712075};
  template <class T> static T enclose(const T& x) { return x * erfc(T(-x / sqrt(T(2)))) / T(2); }
  template <Real R> static R value(const R& x) {
    using std::erfc, std::exp, std::fma, std::sqrt;
    if constexpr (kernel::Native<R>) return kernel::gelu(x);
    const R z = -x / sqrt(R(2));
    R tail = erfc(z);
    if (tail == 0) return tail;
    if constexpr (std::is_floating_point_v<R>)
      if (z > 1) {
        const R half = x / 2, p = z * z, q = x * half;
        tail *= exp((p - q) + (fma(z, z, -p) - fma(x, half, -q)));
      }
    return x * tail / R(2);
  }
  template <kernel::Native R> static std::pair<R, R> value_and_slope(R x) {
    const auto [value, slope] = kernel::gelu_value_and_slope(x);
    return {value, slope};
  }
  template <class T> static T slope(const T& x, const T&) {
    return erfc(T(-x / sqrt(T(2)))) / T(2) + x * detail::bell<2>(x) / sqrt(T(T(2) * pi<T>()));
  }
};

/// x σ(x).
struct Swish {
  static constexpr std::string_view name = "swish";
  static constexpr std::string_view latex = "\\operatorname{swish}";
  static constexpr double ulps = 4;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 0}}); }
  static constexpr std::array valley{-1.2785, -1.2784, -0.2784645428};
  template <class T> static T enclose(const T& x) { return x * sigmoid(x); }
  template <Real R> static R value(const R& x) {
    using std::exp;
    if constexpr (kernel::Native<R>) return kernel::swish(x);
    if (x >= 0) return x / (R(1) + exp(R(-x)));
    const R e = exp(x);
    return R(1) + e == 1 ? detail::times_exp(x) : R(x * e / (R(1) + e));
  }
  template <Real R> static std::pair<R, R> value_and_slope(const R& x) {
    using std::exp, std::fabs;
    const R e = exp(R(-fabs(x))), larger = R(1) / (R(1) + e);
    if (x >= 0) return {R(x * larger), R(larger * (x * e * larger + R(1)))};
    if (R(1) + e == 1) return {detail::times_exp(x), detail::times_exp(R(x + R(1)), x)};
    return {R(x * e * larger), R(e * larger * (x * larger + R(1)))};
  }
  template <class T> static T slope(const T& x, const T&) {
    if constexpr (is_numeric<T> && !Real<T>) return sigmoid(x) + x * lift<detail::SigmoidSlope>(x);
    else return sigmoid(x) * (x * sigmoid(T(-x)) + T(1));
  }
};

/// x tanh(softplus(x)), rational in e^−|x|.
struct Mish {
  static constexpr std::string_view name = "mish";
  static constexpr std::string_view latex = "\\operatorname{mish}";
  static constexpr double ulps = 5;
  static std::optional<Rational> exact(const Rational& x) { return known(x, {{0, 0}}); }
  static constexpr std::array valley{-1.1925, -1.1924, -0.3088434131};
  template <class T> static T enclose(const T& x) { return x * tanh(softplus(x)); }
  template <Real R> static R value(const R& x) {
    using std::exp, std::fabs;
    const R e = exp(R(-fabs(x)));
    if (x >= 0) return x * ((R(1) + 2 * e) / (R(1) + 2 * e * (R(1) + e)));
    if (R(1) + e == 1) return detail::times_exp(x);
    const R m = e * (R(2) + e);
    return x * (m / (R(2) + m));
  }
  template <Real R> static std::pair<R, R> value_and_slope(const R& x) {
    using std::exp;
    const R y = value(x);
    if (x < 0 && R(1) + exp(x) == 1) return {y, detail::times_exp(R(x + R(1)), x)};
    return {y, slope(x, y)};
  }
  template <class T> static T slope(const T& x, const T&) {
    const T u = softplus(x), t = tanh(u);
    return t + x * sigmoid(x) * detail::complement_of_square(u, t);
  }
};

}  // namespace slope
