// SPDX-License-Identifier: MIT
// Rules without arguments.
#pragma once

#include <numbers>

#include "slope/function/rule.hpp"

namespace slope {

struct Pi;
struct E;
template <Scalar T> T pi() { return constant<Pi, T>(); }
template <Scalar T> T e() { return constant<E, T>(); }

struct Pi {
  static constexpr std::string_view name = "pi";
  static constexpr std::string_view latex = "\\pi";
  static constexpr std::string_view unicode = "π";
  static constexpr std::string_view cpp = "std::numbers::pi";
  static constexpr std::string_view c = "M_PI";
  static constexpr std::string_view python = "np.pi";
  static constexpr double ulps = 0.5;
  template <Real R> static R value() {
    if constexpr (std::is_floating_point_v<R>) return std::numbers::pi_v<R>;
    else return acos(R(-1));
  }
};

struct E {
  static constexpr std::string_view name = "e";
  static constexpr std::string_view latex = "e";
  static constexpr std::string_view cpp = "std::numbers::e";
  static constexpr std::string_view c = "M_E";
  static constexpr std::string_view python = "np.e";
  static constexpr double ulps = 0.5;
  template <Real R> static R value() {
    if constexpr (std::is_floating_point_v<R>) return std::numbers::e_v<R>;
    else return exp(R(1));
  }
};

}  // namespace slope
