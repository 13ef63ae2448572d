// SPDX-License-Identifier: MIT
// Numbers of many digits, and what tells their rounding errors: which operations are exact, and random changes in the
// last places of the others. For the library's own files, since it brings in the headers of Boost.
#pragma once

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <set>
#ifdef SLOPE_HAVE_MPFR
#include <boost/multiprecision/mpfr.hpp>
#endif

#include "slope/expr/function.hpp"
#include "slope/function/catalog.hpp"

namespace slope::many_digits {

namespace mp = boost::multiprecision;

template <unsigned Digits> using Fixed = mp::number<mp::cpp_bin_float<Digits>, mp::et_off>;
#ifdef SLOPE_HAVE_MPFR
using Number = mp::number<mp::mpfr_float_backend<0>, mp::et_off>;
#endif

/// The built-in rule of an operation in T: Number, or without MPFR Fixed<150>, <300> and <600>. Null for a user's.
template <class T> Function::Evaluator<T> evaluator_of(Op op);

template <unsigned Digits> std::size_t precision_bits(const Fixed<Digits>&) {
  return std::numeric_limits<Fixed<Digits>>::digits;
}
template <unsigned Digits> std::size_t significant_bits(const Fixed<Digits>& v) {
  if (v == 0 || !isfinite(v)) return 0;
  return precision_bits(v) - mp::backends::eval_lsb(v.backend().bits());
}
#ifdef SLOPE_HAVE_MPFR
inline std::size_t precision_bits(const Number& v) {
  return static_cast<std::size_t>(mpfr_get_prec(v.backend().data()));
}
inline std::size_t significant_bits(const Number& v) {
  return static_cast<std::size_t>(mpfr_min_prec(v.backend().data()));
}

/// The precision of new numbers in this thread, until the end of the scope.
class WorkingPrecision {
 public:
  explicit WorkingPrecision(unsigned digits) : before_(Number::thread_default_precision()) {
    Number::thread_default_precision(digits);
  }
  ~WorkingPrecision() { Number::thread_default_precision(before_); }
  WorkingPrecision(const WorkingPrecision&) = delete;
  WorkingPrecision& operator=(const WorkingPrecision&) = delete;

 private:
  unsigned before_;
};
#endif

/// Whether the rule of an operation never rounds.
inline bool is_exact_function(Op op) {
  static const std::set<Op> set{op_of<Floor>(), op_of<Ceil>(),      op_of<Sign>(),    op_of<Abs>(),
                                op_of<Max>(),   op_of<Min>(),       op_of<Clamp>(),   op_of<Where>(),
                                op_of<Less>(),  op_of<LessEqual>(), op_of<Greater>(), op_of<GreaterEqual>(),
                                op_of<Equal>(), op_of<NotEqual>(),  op_of<Relu>(),    Op::negate};
  return set.contains(op);
}

/// Whether q is an integer over a power of two that fits the precision of y.
template <class T> bool is_representable(const Rational& q, const T& y) {
  if (q.bits() > precision_bits(y)) return false;
  return q.is_integer() || (q.is_small() && (q.small_denominator() & (q.small_denominator() - 1)) == 0);
}

/// Whether y is the exact result of an operation on its operands, operand(0) and operand(1).
template <class T, class Operand> bool is_exact(Op op, const T& y, const Operand& operand) {
  switch (op) {
    case Op::add: return y - operand(0) == operand(1) && y - operand(1) == operand(0);
    case Op::subtract: return y + operand(1) == operand(0) && operand(0) - y == operand(1);
    case Op::multiply:
      return significant_bits(operand(0)) + significant_bits(operand(1)) <= precision_bits(y);
    case Op::divide:
      return significant_bits(y) + significant_bits(operand(1)) <= precision_bits(y) &&
             y * operand(1) == operand(0);
    default: return is_exact_function(op);
  }
}

/// Changes the last places of y at random, by more than the rounding errors of the rules. They are those of its precision,
/// or of a number of so many bits.
template <class T> void shake(T& y, std::uint64_t& state, int bits = 0) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  const int places = static_cast<int>(state >> 60) - 8;  // −8 … 7
  y += ldexp(T(y * (2 * places + 1)), 1 - (bits > 0 ? bits : static_cast<int>(precision_bits(y))));
}

}  // namespace slope::many_digits
