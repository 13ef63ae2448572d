// SPDX-License-Identifier: MIT
// A tape for second derivatives.
#pragma once

#include "slope/calculus/second_order/lift.hpp"
#include "slope/calculus/second_order/sweep.hpp"
#include "slope/tape/tape.hpp"

namespace slope {

/// Records operations on its variables, and computes Hessians from one recording.
///
///   SecondOrderTape tape;
///   auto x = tape.variables(std::vector{2.0, 0.5});
///   auto z = x[0] * sigmoid(x[1]);
///   tape.hessian(z);   // ∂²z/∂xᵢ∂xⱼ, row by row
///
/// It is to `Tape` what `SecondOrderVar` is to `Var`: a value, of which any number may live at once; mixing variables of
/// two tapes and using a variable after its tape is gone are UsageErrors. T is float, double, long double or a
/// Boost.Multiprecision number.
template <class T = double> class SecondOrderTape {
 public:
  using Number = T;
  using Variable = SecondOrderVar<T>;

  /// Of at most 2³² pairs, which are counted in 32 bits.
  SecondOrderTape() { tape_.limit_bytes((std::size_t{1} << 32U) * (sizeof(T) + 4)); }

  /// An input.
  Variable variable(const T& value) { return {value, T(1), recorder().add_leaves(1), handle()}; }
  /// Inputs, one for each value.
  std::vector<Variable> variables(std::span<const T> values) {
    std::vector<Variable> x(values.size());
    variables(values, x);
    return x;
  }
  /// The same into `x`, of the same size. @throws UsageError if it is not
  void variables(std::span<const T> values, std::span<Variable> x) {
    if (x.size() != values.size()) detail::refuse_size("variables", values.size(), x.size());
    std::uint32_t record = recorder().add_leaves(values.size());
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = Variable(values[i], T(1), record++, handle());
  }
  std::size_t variable_count() {
    std::size_t n = 0;
    for (const auto& range : recorder().leaves) n += range.count;
    return n;
  }

  /// The derivatives of y by all variables, in the order in which they were made.
  /// @throws UsageError if y belongs to another tape
  std::vector<T> gradient(const Variable& y) {
    tape_.reverse(Var<T>(y.value(), y.record(), y.tape()), y.slope());
    std::vector<T> g;
    for (const auto& [first, count] : recorder().leaves)
      g.insert(g.end(), &recorder().adjoints[first], &recorder().adjoints[first] + count);
    return g;
  }

  /// The second derivatives of y by all n variables, in the order in which they were made: n rows, row by row, exactly
  /// symmetric. Costs O(n) operations for each partial derivative recorded, and n numbers for each record that a curved
  /// one depends on, but at most 32 at a time.
  /// @throws UsageError if y belongs to another tape
  std::vector<T> hessian(const Variable& y) {
    std::vector<T> h(variable_count() * variable_count());
    hessian(y, h);
    return h;
  }
  /// The same into `out`, of n² elements. @throws UsageError if it is not
  void hessian(const Variable& y, std::span<T> out) {
    const std::size_t n = variable_count();
    if (out.size() != n * n) detail::refuse_size("hessian", n * n, out.size());
    hessian(y, [&](std::size_t i, std::size_t j, const T& h) { out[i * n + j] = out[j * n + i] = h; });
  }
  /// result(i, j, h) is handed each element with j ≤ i.
  template <std::invocable<std::size_t, std::size_t, const T&> Result>
  void hessian(const Variable& y, const Result& result) {
    start(y);
    sweep_.hessian(result);
  }

  /// The Hessian of y times `count` vectors, of which seed(i, j) is the element of the j-th for variable i;
  /// result(i, j, h) is handed that of the product. @throws UsageError if y belongs to another tape
  template <class Seed, class Result>
  void products(const Variable& y, std::size_t count, const Seed& seed, const Result& result) {
    start(y);
    sweep_.products(count, seed, result);
  }

  /// Forgets everything, so that variables made before are those of a tape that is gone. Memory is kept for the next
  /// recording.
  void clear() { tape_.clear(); }

 private:
  void start(const Variable& y) {
    if (y.tape()) {
      if (y.tape().recorder() != &recorder()) detail::refuse_mixture();
      if (y.tape() != recorder().tape) detail::refuse_dead_tape();
      if (y.record() >= recorder().records) detail::refuse_rewound();
    }
    sweep_.start(recorder(), y.record(), y.slope());
  }
  detail::Recorder<T>& recorder() { return tape_.recorder(); }
  detail::Handle<T> handle() { return recorder().tape; }

  Tape<T> tape_;
  detail::SecondOrderSweep<T> sweep_;
};

}  // namespace slope
