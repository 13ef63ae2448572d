// SPDX-License-Identifier: MIT
// Which results depend on which inputs: a scalar that computes a number and remembers the inputs in it.
//
// A function of `Dependency` shows the pattern of its Jacobian. A tape of `Dependency` shows that of the Hessian: there
// the partial derivatives carry the inputs that they depend on, hence so does the gradient. In y = Σ xᵢxᵢ₊₁ the
// derivatives by the terms are the constant 1 and depend on nothing, and the one by xᵢ on xᵢ₋₁ and xᵢ₊₁ only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "slope/function/arithmetic.hpp"

namespace slope::detail {

/// Sets of inputs, made by union, each known by a number; 0 is the empty set. Small ones are sorted lists. Beyond
/// `most_listed` elements a set is a node with two parts, which is written out only when somebody asks: so a sum over
/// all inputs costs O(1) a term.
class InputSets {
 public:
  static constexpr std::size_t most_listed = 32;
  static constexpr std::uint32_t empty = 0;

  InputSets() { sets_.push_back({0, 0}); }
  /// {input}
  std::uint32_t single(std::uint32_t input);
  std::uint32_t unite(std::uint32_t a, std::uint32_t b);
  /// Appends the elements to `out`, in increasing order.
  void write(std::uint32_t set, std::vector<std::uint32_t>& out);

  /// The sets of this thread, for as long as at least one session is open.
  static InputSets& current();
  class Session {
   public:
    Session();
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
  };

 private:
  // A list: elements_[begin], …, or a node: its two parts.
  struct Set {
    std::uint32_t begin, size;  // size = node for a node, whose parts are at elements_[begin] and the next
  };
  static constexpr std::uint32_t node = 0xFFFFFFFFU;
  std::uint32_t add(std::uint32_t size);

  std::vector<Set> sets_;
  std::vector<std::uint32_t> elements_, stack_, visited_;
  std::uint32_t visit_ = 0;
  std::size_t sessions_ = 0;
};

template <class T> struct Dependency {
  using value_type = T;

  T value{};
  std::uint32_t inputs = InputSets::empty;

  Dependency() = default;
  template <class U>
  requires(std::convertible_to<const U&, T> || (std::is_arithmetic_v<U> && std::constructible_from<T, U>))
      Dependency(const U& constant)
      : value(static_cast<T>(constant)) {}
  Dependency(const T& y, std::uint32_t set) : value(y), inputs(set) {}

  friend Dependency operator+(const Dependency& a) { return a; }
  friend Dependency operator-(const Dependency& a) { return {T(-a.value), a.inputs}; }
  friend Dependency operator+(const Dependency& a, const Dependency& b) {
    return {T(a.value + b.value), both(a, b)};
  }
  friend Dependency operator-(const Dependency& a, const Dependency& b) {
    return {T(a.value - b.value), both(a, b)};
  }
  friend Dependency operator*(const Dependency& a, const Dependency& b) {
    return {T(a.value * b.value), both(a, b)};
  }
  friend Dependency operator/(const Dependency& a, const Dependency& b) {
    return {T(a.value / b.value), both(a, b)};
  }
  Dependency& operator+=(const Dependency& b) { return *this = *this + b; }
  Dependency& operator-=(const Dependency& b) { return *this = *this - b; }
  Dependency& operator*=(const Dependency& b) { return *this = *this * b; }
  Dependency& operator/=(const Dependency& b) { return *this = *this / b; }

  friend bool operator==(const Dependency& a, const Dependency& b) { return a.value == b.value; }
  friend bool operator<(const Dependency& a, const Dependency& b) { return a.value < b.value; }
  friend bool operator<=(const Dependency& a, const Dependency& b) { return a.value <= b.value; }
  friend bool operator>(const Dependency& a, const Dependency& b) { return a.value > b.value; }
  friend bool operator>=(const Dependency& a, const Dependency& b) { return a.value >= b.value; }

  // A value that happens to be 0 is not the constant 0.
  friend bool identical(const Dependency& a, const Dependency& b) {
    return a.inputs == b.inputs && is_identical(a.value, b.value);
  }
  friend Dependency absorb(const Dependency& a, const Dependency& b) {
    return identical(a, Dependency(0)) ? a : a * b;
  }

 private:
  static std::uint32_t both(const Dependency& a, const Dependency& b) {
    if (a.inputs == b.inputs || b.inputs == InputSets::empty) return a.inputs;
    if (a.inputs == InputSets::empty) return b.inputs;
    return InputSets::current().unite(a.inputs, b.inputs);
  }
};

}  // namespace slope::detail

namespace slope {

template <class T> struct Lift<detail::Dependency<T>> {
  using D = detail::Dependency<T>;
  template <class F, class... Args> static D apply(const Args&... args) {
    if constexpr (sizeof...(Args) == 0) return D(constant<F, T>());
    else {
      std::uint32_t set = detail::InputSets::empty;
      ((set = detail::InputSets::current().unite(set, args.inputs)), ...);
      return {T(lift<F>(args.value...)), set};
    }
  }
};

}  // namespace slope
