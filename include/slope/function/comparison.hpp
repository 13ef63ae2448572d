// SPDX-License-Identifier: MIT
// Conditions (1 if true, 0 if false) and the choice between two values.
#pragma once

#include "slope/function/constants.hpp"

namespace slope {

struct Less;
struct LessEqual;
struct Greater;
struct GreaterEqual;
struct Equal;
struct NotEqual;
struct Where;
template <class A, class B>
requires Scalars<A, B>
inline auto less(const A& a, const B& b) { return lift<Less>(a, b); }
template <class A, class B>
requires Scalars<A, B>
inline auto less_equal(const A& a, const B& b) { return lift<LessEqual>(a, b); }
template <class A, class B>
requires Scalars<A, B>
inline auto greater(const A& a, const B& b) { return lift<Greater>(a, b); }
template <class A, class B>
requires Scalars<A, B>
inline auto greater_equal(const A& a, const B& b) { return lift<GreaterEqual>(a, b); }
template <class A, class B>
requires Scalars<A, B>
inline auto equal(const A& a, const B& b) { return lift<Equal>(a, b); }
template <class A, class B>
requires Scalars<A, B>
inline auto not_equal(const A& a, const B& b) { return lift<NotEqual>(a, b); }
template <class C, class A, class B>
requires Scalars<C, A, B>
inline auto where(const C& condition, const A& a, const B& b) { return lift<Where>(condition, a, b); }

// What all comparisons share. A comparison with NaN is 0 (`not_equal` 1), as in every language.
struct Comparison {
  static constexpr double ulps = 0;
  template <class T> static std::array<T, 2> slope(const T&, const T&, const T&) { return {T(0), T(0)}; }
};

struct Less : Comparison {
  static constexpr std::string_view name = "less";
  static std::optional<Rational> exact(const Rational& a, const Rational& b) { return Rational(a < b); }
  template <Real R> static R value(const R& a, const R& b) { return R(a < b ? 1 : 0); }
};
struct LessEqual : Comparison {
  static constexpr std::string_view name = "less_equal";
  static std::optional<Rational> exact(const Rational& a, const Rational& b) { return Rational(a <= b); }
  template <Real R> static R value(const R& a, const R& b) { return R(a <= b ? 1 : 0); }
};
struct Greater : Comparison {
  static constexpr std::string_view name = "greater";
  static std::optional<Rational> exact(const Rational& a, const Rational& b) { return Rational(a > b); }
  template <Real R> static R value(const R& a, const R& b) { return R(a > b ? 1 : 0); }
};
struct GreaterEqual : Comparison {
  static constexpr std::string_view name = "greater_equal";
  static std::optional<Rational> exact(const Rational& a, const Rational& b) { return Rational(a >= b); }
  template <Real R> static R value(const R& a, const R& b) { return R(a >= b ? 1 : 0); }
};
struct Equal : Comparison {
  static constexpr std::string_view name = "equal";
  static std::optional<Rational> exact(const Rational& a, const Rational& b) { return Rational(a == b); }
  template <Real R> static R value(const R& a, const R& b) { return R(a == b ? 1 : 0); }
};
struct NotEqual : Comparison {
  static constexpr std::string_view name = "not_equal";
  static std::optional<Rational> exact(const Rational& a, const Rational& b) { return Rational(!(a == b)); }
  template <Real R> static R value(const R& a, const R& b) { return R(a != b ? 1 : 0); }
};

/// a where the condition is not 0, else b. The value and the slope of the branch not taken are never used.
struct Where {
  static constexpr std::string_view name = "where";
  static constexpr std::string_view latex = "\\begin{cases}#2&#1\\\\#3&\\text{otherwise}\\end{cases}";
  static constexpr std::string_view python = "np.where";
  static constexpr double ulps = 0;
  static std::optional<Rational> exact(const Rational& condition, const Rational& a, const Rational& b) {
    return condition.is_zero() ? b : a;
  }
  template <Real R> static R value(const R& condition, const R& a, const R& b) {
    return condition != 0 ? a : b;
  }
  template <class T> static std::array<T, 3> slope(const T& condition, const T&, const T&, const T&) {
    return {T(0), where(condition, T(1), T(0)), where(condition, T(0), T(1))};
  }
};

}  // namespace slope
