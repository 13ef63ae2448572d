// SPDX-License-Identifier: MIT
// The result of an operation on tape variables, before it is written to the tape.
#pragma once

#include <array>
#include <utility>

#include "slope/tape/recorder.hpp"

namespace slope {

template <class T> class Var;

/// A value and its partial derivatives by n variables of a tape, all known at once. What an operator returns. A
/// temporary one fuses into the next operation, so that a statement like `y = sigmoid(w*x + b)` writes one record of
/// three pairs; a named one (`auto t = a*b;`) is written when it is first used, so that it is computed once. Both are
/// values: no reference to an operand is kept, and `auto` is safe everywhere.
template <class T, std::size_t n> class Term {
 public:
  using Partials = std::array<T, n>;
  using Indices = std::array<std::uint32_t, n>;

  [[gnu::always_inline]] Term(const T& value, detail::Handle<T> tape, const Partials& p, const Indices& i)
      : value_(value), tape_(tape), partials_(p), indices_(i) {}
  /// A number.
  [[gnu::always_inline]] Term(const T& value) : value_(value) {}
  /// A result of fewer pairs.
  template <std::size_t m>
  requires(m < n) [[gnu::always_inline]] Term(const Term<T, m>& other)
      : value_(other.value()), tape_(other.tape()) {
    copy(other, std::make_index_sequence<m>());
  }
  // Copies of a named result share its record.
  [[gnu::always_inline]] Term(const Term& other) : value_(other.value_), tape_(other.tape_) {
    other.settle();
    partials_ = other.partials_;
    indices_ = other.indices_;
    self_ = other.self_;
    settled_ = other.settled_;
  }
  [[gnu::always_inline]] Term(Term&& other) noexcept
      : value_(std::move(other.value_)),
        tape_(other.tape_),
        self_(other.self_),
        settled_(other.settled_),
        partials_(std::move(other.partials_)),
        indices_(other.indices_) {}
  [[gnu::always_inline]] Term& operator=(const Term& other) { return *this = Term(other); }
  [[gnu::always_inline]] Term& operator=(Term&& other) noexcept {
    value_ = std::move(other.value_);
    tape_ = other.tape_;
    self_ = other.self_;
    settled_ = other.settled_;
    partials_ = std::move(other.partials_);
    indices_ = other.indices_;
    return *this;
  }
  /// A result of more pairs, which is written to the tape for that.
  template <std::size_t m>
  requires(m > n) [[gnu::always_inline]] Term& operator=(const Term<T, m>& other) {
    return *this = Term(other.settled());
  }
  /// A variable.
  template <std::same_as<Var<T>> V>
  requires(n > 0) [[gnu::always_inline]] Term& operator=(const V& x) {
    return *this = Term<T, 1>(x.value(), x.tape(), {T(1)}, {x.index()});
  }

  [[gnu::always_inline]] const T& value() const { return value_; }
  [[gnu::always_inline]] detail::Handle<T> tape() const { return tape_; }
  [[gnu::always_inline]] const Partials& partials() const { return partials_; }
  [[gnu::always_inline]] const Indices& indices() const { return indices_; }

  /// The index of the record of this result, which is written now if it was not.
  [[gnu::always_inline]] std::uint32_t settle() const {
    if constexpr (n > 1)
      if (!settled_) {
        self_ = write(std::make_index_sequence<n>());
        settled_ = true;
      }
    return self_;
  }
  /// This result as a function of itself alone, if that is shorter.
  [[gnu::always_inline]] auto settled() const {
    if constexpr (n > 1) return Term<T, 1>(value_, tape_, {T(1)}, {settle()});
    else return *this;
  }
  /// The index of a new record of this result.
  [[gnu::always_inline]] std::uint32_t written() const {
    if constexpr (n > 1) return settle();
    else return write(std::make_index_sequence<n>());
  }

 private:
  template <std::size_t m, std::size_t... k>
  [[gnu::always_inline]] void copy(const Term<T, m>& other, std::index_sequence<k...>) {
    ((partials_[k] = other.partials()[k], indices_[k] = other.indices()[k]), ...);
  }
  template <std::size_t... k> [[gnu::always_inline]] std::uint32_t write(std::index_sequence<k...>) const {
    if (!tape_) return 0;
    detail::Recorder<T>& r = detail::with_room(tape_);
    detail::PairWriter<T> out(r, detail::first_pair);
    (out.write(partials_[k], indices_[k]), ...);
    out.finish();
    return static_cast<std::uint32_t>(r.records++);
  }

  T value_;
  detail::Handle<T> tape_;
  mutable std::uint32_t self_ = 0;  ///< the index of the record, once it is written
  mutable bool settled_ = false;
  Partials partials_{};
  Indices indices_{};
};

}  // namespace slope
