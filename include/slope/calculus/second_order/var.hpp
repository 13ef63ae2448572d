// SPDX-License-Identifier: MIT
// A variable of a tape that keeps second derivatives.
//
// Records are those of a recorder (tape/recorder.hpp), except that the pairs of one that is not linear in its m
// arguments are followed by its second partial derivatives, the lower triangle row by row, as pairs without an argument:
//
//   partials    p₁ p₂ c₁₁ c₂₁ c₂₂
//   arguments  *i₁ i₂  0   0   0
#pragma once

#include <bit>

#include "slope/dual/dual.hpp"
#include "slope/function/arithmetic.hpp"
#include "slope/tape/recorder.hpp"

namespace slope {

namespace detail {

// The bits in which two tapes differ.
template <class T> [[gnu::always_inline]] inline std::uintptr_t difference(Handle<T> a, Handle<T> b) {
  return std::bit_cast<std::uintptr_t>(a) ^ std::bit_cast<std::uintptr_t>(b);
}

/// A record under construction, with room for `pairs`.
template <class T> class SecondOrderRecord {
 public:
  SecondOrderRecord(Handle<T> tape, std::size_t pairs) : recorder_(with_room(tape)), at_(recorder_.pairs) {
    if (pairs > max_pairs) recorder_.reserve(pairs, 1);
  }
  void add(const T& partial, std::uint32_t argument) {
    recorder_.partials[at_] = partial;
    recorder_.arguments[at_++] = argument | mark_;
    mark_ = 0;
  }
  std::uint32_t finish() {
    recorder_.pairs = at_;
    return static_cast<std::uint32_t>(recorder_.records++);
  }

 private:
  Recorder<T>& recorder_;
  std::size_t at_;
  std::uint32_t mark_ = first_pair;
};

// A record that may grow: slope·accumulator + by·argument. (The accumulator itself is not passed, so that it stays in
// registers.)
template <class T> [[gnu::noinline, gnu::cold]] std::uint32_t open_sum(Handle<T> accumulator, const T slope,
                                                                       std::uint32_t before, Handle<T> tape,
                                                                       const T by, std::uint32_t argument) {
  join(accumulator, tape);
  SecondOrderRecord<T> sum(tape, 2);
  if (before != 0) sum.add(slope, before);
  sum.add(by, argument);
  return sum.finish();
}

}  // namespace detail

/// A number on a `SecondOrderTape`: a multiple of one record's result and a constant. So multiples, sums with numbers
/// and whatever else is linear in one variable record nothing. One that was made from a number is a constant, belongs
/// to no tape, and mixes with the variables of any.
///
/// `s += …` and `s −= …` on an accumulator extend its record as long as nothing else was recorded and nobody has
/// read `s` since.
template <class T> class SecondOrderVar {
  using V = SecondOrderVar;

 public:
  SecondOrderVar() : value_(), slope_() {}
  [[gnu::always_inline]] SecondOrderVar(const T& constant) : value_(constant), slope_() {}
  template <class N>
  requires(std::is_arithmetic_v<N> && !std::same_as<N, T> && std::convertible_to<N, T>)
      SecondOrderVar(N constant)
      : SecondOrderVar(static_cast<T>(constant)) {}
  /// A function of the record's result, with that derivative; for the tape and the rules.
  [[gnu::always_inline]] SecondOrderVar(const T& value, const T& slope, std::uint32_t record,
                                        detail::Handle<T> tape)
      : value_(value), slope_(slope), tape_(tape), record_(record) {}

  /// The result of a linear record, the last of that tape, that may still grow.
  static V growing(const T& value, std::uint32_t record, detail::Handle<T> tape) {
    V y(value, T(1), open + record, tape);
    y.end_ = static_cast<std::uint32_t>(tape.recorder()->pairs);
    return y;
  }

  [[gnu::always_inline]] SecondOrderVar(const V& other)
      : V(other.value_, other.slope_, other.record(), other.tape_) {}
  // NOLINTNEXTLINE(bugprone-unhandled-self-assignment): harmless, it ends at most an accumulation
  [[gnu::always_inline]] V& operator=(const V& other) {
    value_ = other.value_;
    slope_ = other.slope_;
    record_ = other.record();
    tape_ = other.tape_;
    return *this;
  }

  [[gnu::always_inline]] const T& value() const { return value_; }
  /// The derivative by the result of its record.
  [[gnu::always_inline]] const T& slope() const { return slope_; }
  /// The number of its record; 0 for a constant.
  [[gnu::always_inline]] std::uint32_t record() const {
    if (record_ >= open) [[unlikely]]
      record_ -= open;
    return record_;
  }
  [[gnu::always_inline]] detail::Handle<T> tape() const { return tape_; }

  friend V operator+(const V& a) { return a; }
  friend V operator-(const V& a) { return lift<Negate>(a); }
  friend V operator+(const V& a, const V& b) { return lift<Add>(a, b); }
  friend V operator-(const V& a, const V& b) { return lift<Subtract>(a, b); }
  friend V operator*(const V& a, const V& b) { return lift<Multiply>(a, b); }
  friend V operator/(const V& a, const V& b) { return lift<Divide>(a, b); }
  template <ConstantOf<T> U> friend V operator+(const V& a, const U& b) { return lift<Add>(a, T(b)); }
  template <ConstantOf<T> U> friend V operator-(const V& a, const U& b) { return lift<Subtract>(a, T(b)); }
  template <ConstantOf<T> U> friend V operator*(const V& a, const U& b) { return lift<Multiply>(a, T(b)); }
  template <ConstantOf<T> U> friend V operator/(const V& a, const U& b) { return lift<Divide>(a, T(b)); }
  template <ConstantOf<T> U> friend V operator+(const U& a, const V& b) { return lift<Add>(T(a), b); }
  template <ConstantOf<T> U> friend V operator-(const U& a, const V& b) { return lift<Subtract>(T(a), b); }
  template <ConstantOf<T> U> friend V operator*(const U& a, const V& b) { return lift<Multiply>(T(a), b); }
  template <ConstantOf<T> U> friend V operator/(const U& a, const V& b) { return lift<Divide>(T(a), b); }

  [[gnu::always_inline]] V& operator+=(const V& b) {
    accumulate(b.slope_, b);
    value_ += b.value_;
    return *this;
  }
  /// A result that nobody else has read, and that is a sum, is extended instead.
  [[gnu::always_inline]] V& operator+=(V&& b) {
    if (this == &b || (b.record_ < open) || !b.takes(*this)) return *this += static_cast<const V&>(b);
    if (const std::uint32_t before = record(); before != 0) b.extend(slope_, before);
    record_ = b.record_;
    end_ = b.end_;
    slope_ = T(1);
    tape_ = b.tape_;
    value_ += b.value_;
    return *this;
  }
  [[gnu::always_inline]] V& operator-=(const V& b) {
    accumulate(T(-b.slope_), b);
    value_ -= b.value_;
    return *this;
  }
  template <std::convertible_to<V> U> V& operator*=(const U& b) { return *this = *this * b; }
  template <std::convertible_to<V> U> V& operator/=(const U& b) { return *this = *this / b; }

  friend bool operator==(const V& a, const V& b) { return a.value_ == b.value_; }
  friend bool operator<(const V& a, const V& b) { return a.value_ < b.value_; }
  friend bool operator<=(const V& a, const V& b) { return a.value_ <= b.value_; }
  friend bool operator>(const V& a, const V& b) { return a.value_ > b.value_; }
  friend bool operator>=(const V& a, const V& b) { return a.value_ >= b.value_; }

  friend bool identical(const V& a, const V& b) {
    return a.record() == b.record() && a.tape_ == b.tape_ && a.slope_ == b.slope_ &&
           is_identical(a.value_, b.value_);
  }

 private:
  // Added to the number of a record that may still grow, since nobody has read this accumulator.
  static constexpr std::uint32_t open = std::uint32_t{1} << 31U;

  // Whether its record may grow: nobody has read this variable, and nothing was recorded since on that tape.
  [[gnu::always_inline]] bool is_newest(detail::Handle<T> tape) const {
    const detail::Recorder<T>& r = *tape.recorder();
    return (detail::difference(tape_, tape) | detail::difference(r.tape, tape) |
            (record_ ^ (open + static_cast<std::uint32_t>(r.records) - 1))) == 0;
  }
  [[gnu::always_inline]] bool takes(const V& before) const {
    return is_newest(tape_) && end_ < tape_.recorder()->pair_limit &&
           (!before.tape_ || before.tape_ == tape_);
  }
  [[gnu::always_inline]] void extend(const T& slope, std::uint32_t argument) {
    detail::Recorder<T>& r = *tape_.recorder();
    r.partials[end_] = slope;
    r.arguments[end_] = argument;
    r.pairs = ++end_;
  }

  // Adds slope·b to the record of this accumulator, or to a new one.
  [[gnu::always_inline]] void accumulate(const T& slope, const V& b) {
    const std::uint32_t argument = b.record();
    if (argument == 0) return;
    detail::Recorder<T>& r = *b.tape_.recorder();
    if (is_newest(b.tape_) && end_ < r.pair_limit) [[likely]] {
      extend(slope, argument);
      return;
    }
    record_ = open + detail::open_sum(tape_, slope_, record(), b.tape_, slope, argument);
    end_ = static_cast<std::uint32_t>(r.pairs);
    slope_ = T(1);
    tape_ = b.tape_;
  }

  T value_, slope_;
  detail::Handle<T> tape_;
  mutable std::uint32_t record_ = 0;
  std::uint32_t end_ = 0;  ///< of an open record
};

}  // namespace slope
