// SPDX-License-Identifier: MIT
// A variable of a tape.
#pragma once

#include "slope/tape/term.hpp"

namespace slope {

/// A number on a tape: its value, and which record defines it. Copying one copies 24 bytes (T = double) and records
/// nothing. One that was made from a number is a constant, belongs to no tape, and mixes with the variables of any.
///
/// `s += …` and `s −= …` on an accumulator extend its record as long as nothing else was recorded and nobody has
/// read `s` since, so that a sum of a thousand products is one record.
template <class T> class Var {
 public:
  Var() : value_() {}
  [[gnu::always_inline]] Var(const T& constant) : value_(constant) {}
  template <class N>
  requires(std::is_arithmetic_v<N> && !std::same_as<N, T> && std::convertible_to<N, T>)
      [[gnu::always_inline]] Var(N constant)
      : value_(static_cast<T>(constant)) {}
  /// Writes the record of an operation's result.
  /// @throws LimitError beyond the tape's byte limit, UsageError if the tape is gone
  template <std::size_t n> [[gnu::always_inline]] Var(const Term<T, n>& result)
      : Var(result.value(), result.written(), result.tape()) {}
  /// The variable with that index, for a tape's own use.
  [[gnu::always_inline]] Var(const T& value, std::uint32_t index, detail::Handle<T> tape)
      : value_(value), tape_(tape), index_(index) {}

  [[gnu::always_inline]] Var(const Var& other) : Var(other.value_, other.index(), other.tape()) {}
  // NOLINTNEXTLINE(bugprone-unhandled-self-assignment): harmless, it ends at most an accumulation
  [[gnu::always_inline]] Var& operator=(const Var& other) {
    value_ = other.value_;
    tape_ = other.tape_;
    index_ = other.index();
    next_ = 0;
    return *this;
  }

  [[gnu::always_inline]] const T& value() const { return value_; }
  /// The number of its record; 0 for a constant.
  [[gnu::always_inline]] std::uint32_t index() const {
    if (next_ != 0) next_ = 0;
    return index_;
  }
  [[gnu::always_inline]] detail::Handle<T> tape() const { return tape_; }

  /// Adds a result's pairs to the record of this accumulator, or to a new one.
  template <int sign, std::size_t n> [[gnu::always_inline]] void accumulate(const Term<T, n>& t) {
    const detail::Handle<T> tape = t.tape();
    if (tape && (tape_ != tape || !is_newest())) {
      index_ = detail::open_record(tape_, tape, index_);
      tape_ = tape;
      next_ = index_ + 1;
    }
    if constexpr (sign > 0) value_ += t.value();
    else value_ -= t.value();
    if (tape) append<sign>(*tape.recorder(), t, std::make_index_sequence<n>());
  }

 private:
  template <int sign, std::size_t n, std::size_t... k>
  [[gnu::always_inline]] static void append(detail::Recorder<T>& r, const Term<T, n>& t,
                                            std::index_sequence<k...>) {
    detail::PairWriter<T> out(r, 0);
    if constexpr (sign > 0) (out.write(t.partials()[k], t.indices()[k]), ...);
    else (out.write(T(-t.partials()[k]), t.indices()[k]), ...);
    out.finish();
  }

  // Whether its record may grow: nobody has read this accumulator, and nothing was recorded since.
  [[gnu::always_inline]] bool is_newest() const {
    const detail::Recorder<T>& r = *tape_.recorder();
    return next_ == static_cast<std::uint32_t>(r.records) && r.tape == tape_ && r.pairs < r.pair_limit;
  }

  T value_;
  detail::Handle<T> tape_;
  std::uint32_t index_ = 0;
  /// The index after its own, or 0 once somebody has read this accumulator since it was added to.
  mutable std::uint32_t next_ = 0;
};

namespace detail {

template <class T> struct OperandOf;
template <class T> struct OperandOf<Var<T>> {
  using Inner = T;
  static constexpr std::size_t pairs = 1;
};
template <class T, std::size_t n> struct OperandOf<Term<T, n>> {
  using Inner = T;
  static constexpr std::size_t pairs = n;
};

}  // namespace detail

/// A variable of a tape or an unfinished result.
template <class X>
concept TapeOperand = requires {
  detail::OperandOf<std::remove_cvref_t<X>>::pairs;
};

template <class T, std::size_t n> struct ScalarOf<Term<T, n>> { using type = Var<T>; };

}  // namespace slope
