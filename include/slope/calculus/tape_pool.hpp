// SPDX-License-Identifier: MIT
// Tapes for those who never heard of tapes.
#pragma once

#include <vector>

#include "slope/calculus/callable.hpp"
#include "slope/tape/tape.hpp"

namespace slope {

// Of variables, all parts are their values and their records; a constant 0 alone absorbs what multiplies it.
template <class T> bool identical(const Var<T>& a, const Var<T>& b) {
  return a.tape() == b.tape() && a.index() == b.index() && is_identical(a.value(), b.value());
}

namespace detail {

/// An empty tape of this thread, taken for as long as this lives: no two live ones have the same, so a derivative may
/// be computed within another.
template <class AnyTape> class Pooled {
 public:
  Pooled() : tape_(take()) {}
  ~Pooled() {
    tape_.clear();
    auto& free = pool();
    if (free.size() < free.capacity()) free.push_back(std::move(tape_));
  }
  Pooled(const Pooled&) = delete;
  Pooled& operator=(const Pooled&) = delete;

  AnyTape* operator->() { return &tape_; }
  AnyTape& operator*() { return tape_; }

 private:
  static std::vector<AnyTape>& pool() {
    static thread_local std::vector<AnyTape> free;
    return free;
  }
  static AnyTape take() {
    auto& free = pool();
    free.reserve(free.size() + 1);
    if (free.empty()) return AnyTape();
    AnyTape tape = std::move(free.back());
    free.pop_back();
    return tape;
  }
  AnyTape tape_;
};
template <class T> using PooledTape = Pooled<Tape<T>>;

/// Variables of the tape at the values x, in the form of x.
template <class X, class AnyTape, class Values> auto record_inputs(AnyTape& tape, const Values& x) {
  using V = typename AnyTape::Variable;
  auto variables = make_list<Of<V, X>>(size_of(x));
  const std::span<const typename AnyTape::Number> values(x.data(), size_of(x));
  tape.variables(values, std::span<V>(variables.data(), size_of(x)));
  return variables;
}
template <class X, class AnyTape> auto record_list(AnyTape& tape, const X& x) {
  using T = typename AnyTape::Number;
  if constexpr (std::same_as<std::remove_cv_t<typename ListOf<X>::Number>, T>)
    return record_inputs<X>(tape, x);
  else return record_inputs<X>(tape, constants<T>(x));
}
/// The result Y of f at variables of a tape. A function of its own, so that what lives on after it takes no register
/// from f: two to three times faster where f is a short loop (g++ 12).
template <class Y, class X, class F, class L> [[gnu::noinline]] Y record(const F& f, const L& variables) {
  return call<X>(f, variables);
}
/// The adjoints of these variables, after a sweep.
template <class T, class L> const T* adjoints(Tape<T>& tape, const L& variables) {
  return tape.recorder().adjoints.data() + variables[0].index();
}

}  // namespace detail
}  // namespace slope
