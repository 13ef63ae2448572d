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
      : value_(value), recorder_(tape.recorder), index_(index), generation_(tape.generation) {}

  [[gnu::always_inline]] Var(const Var& other) : Var(other.value_, other.index(), other.tape()) {}
  // NOLINTNEXTLINE(bugprone-unhandled-self-assignment): harmless, it ends at most an accumulation
  [[gnu::always_inline]] Var& operator=(const Var& other) {
    value_ = other.value_;
    recorder_ = other.recorder_;
    index_ = other.index();
    generation_ = other.generation_;
    open_ = false;
    return *this;
  }

  [[gnu::always_inline]] const T& value() const { return value_; }
  /// The number of its record; 0 for a constant.
  [[gnu::always_inline]] std::uint32_t index() const {
    if (open_) open_ = false;
    return index_;
  }
  [[gnu::always_inline]] detail::Handle<T> tape() const { return {recorder_, generation_}; }

  /// Adds a result's pairs to the record of this accumulator, or to a new one.
  template <int sign, std::size_t n> [[gnu::always_inline]] void accumulate(const Term<T, n>& t) {
    const detail::Handle<T> tape = t.tape();
    const bool extends = recorder_ == tape.recorder && open_ && generation_ == tape.generation &&
                         index_ + 1 == static_cast<std::uint32_t>(recorder_->records) &&
                         recorder_->pairs < recorder_->pair_limit;
    if (!extends && tape.recorder != nullptr) {
      index_ = detail::open_record(this->tape(), tape, index_);
      recorder_ = tape.recorder;
      generation_ = tape.generation;
      open_ = true;
    }
    if constexpr (sign > 0) value_ += t.value();
    else value_ -= t.value();
    if (extends || tape.recorder != nullptr) append<sign>(*recorder_, t, std::make_index_sequence<n>());
  }

 private:
  template <int sign, std::size_t n, std::size_t... k>
  [[gnu::always_inline]] static void append(detail::Recorder<T>& r, const Term<T, n>& t,
                                            std::index_sequence<k...>) {
    const std::size_t begin = r.pairs;
    std::size_t at = begin;
    if constexpr (sign > 0) (detail::write_pair(r, at, t.partials()[k], t.indices()[k]), ...);
    else (detail::write_pair(r, at, T(-t.partials()[k]), t.indices()[k]), ...);
    if (at == begin) detail::write_no_pair(r, at);
    r.pairs = at;
  }

  T value_;
  detail::Recorder<T>* recorder_ = nullptr;
  std::uint32_t index_ = 0;
  std::uint16_t generation_ = 0;
  mutable bool open_ = false;  ///< nobody has read this accumulator, so its record may still grow
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
