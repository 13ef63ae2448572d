// SPDX-License-Identifier: MIT
// Tapes for those who never heard of tapes.
#pragma once

#include <memory>
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
template <class T> class PooledTape {
 public:
  PooledTape() {
    auto& free = pool();
    free.reserve(free.size() + 1);
    if (free.empty()) tape_ = std::make_unique<Tape<T>>();
    else {
      tape_ = std::move(free.back());
      free.pop_back();
    }
  }
  ~PooledTape() {
    tape_->clear();
    auto& free = pool();
    if (free.size() < free.capacity()) free.push_back(std::move(tape_));
  }
  PooledTape(const PooledTape&) = delete;
  PooledTape& operator=(const PooledTape&) = delete;

  Tape<T>* operator->() const { return tape_.get(); }
  Tape<T>& operator*() const { return *tape_; }

 private:
  static std::vector<std::unique_ptr<Tape<T>>>& pool() {
    static thread_local std::vector<std::unique_ptr<Tape<T>>> free;
    return free;
  }
  std::unique_ptr<Tape<T>> tape_;
};

/// Variables of the tape at the values x, in the form of x.
template <class X, class T, class Values> Of<Var<T>, X> record_inputs(Tape<T>& tape, const Values& x) {
  auto variables = make_list<Of<Var<T>, X>>(size_of(x));
  tape.variables(std::span<const T>(x.data(), size_of(x)), std::span<Var<T>>(variables.data(), size_of(x)));
  return variables;
}
template <class X, class T> Of<Var<T>, X> record_list(Tape<T>& tape, const X& x) {
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
