// SPDX-License-Identifier: MIT
// The operators as rules, so that every evaluator treats x*y as it treats hypot(x, y).
#pragma once

#include "slope/function/rule.hpp"

namespace slope {

struct Add {
  static constexpr std::string_view name = "+";
  template <Real R> static R value(const R& a, const R& b) { return a + b; }
  template <class T> static std::array<T, 2> slope(const T&, const T&, const T&) { return {T(1), T(1)}; }
};
struct Subtract {
  static constexpr std::string_view name = "-";
  template <Real R> static R value(const R& a, const R& b) { return a - b; }
  template <class T> static std::array<T, 2> slope(const T&, const T&, const T&) { return {T(1), T(-1)}; }
};
struct Multiply {
  static constexpr std::string_view name = "*";
  template <Real R> static R value(const R& a, const R& b) { return a * b; }
  template <class T> static std::array<T, 2> slope(const T& a, const T& b, const T&) { return {b, a}; }
};
struct Divide {
  static constexpr std::string_view name = "/";
  template <Real R> static R value(const R& a, const R& b) { return a / b; }
  template <class T> static std::array<T, 2> slope(const T&, const T& b, const T& y) {
    return {T(1) / b, -y / b};
  }
};
struct Negate {
  static constexpr std::string_view name = "negate";
  template <Real R> static R value(const R& a) { return -a; }
  template <class T> static T slope(const T&, const T&) { return T(-1); }
};

}  // namespace slope
