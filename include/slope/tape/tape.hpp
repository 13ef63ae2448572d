// SPDX-License-Identifier: MIT
// A tape: reverse-mode automatic differentiation.
#pragma once

#include "slope/core/error.hpp"
#include "slope/tape/operators.hpp"
#include "slope/tape/sweep.hpp"

namespace slope {

template <class T> class VarMatrix;

/// What a tape holds.
struct TapeStatistics {
  std::size_t variables;       ///< inputs
  std::size_t records;         ///< operations, or statements where operations fused
  std::size_t pairs;           ///< partial derivatives stored
  std::size_t blocks;          ///< block operations
  std::size_t bytes;           ///< in use
  std::size_t bytes_reserved;  ///< address space, of which only what was ever used is memory
};

/// Records operations on its variables and carries derivatives backwards through them.
///
///   Tape tape;
///   auto x = tape.variable(2.0), y = tape.variable(0.5);
///   auto z = x * sigmoid(y);
///   tape.reverse(z);
///   tape.adjoint(x);   // ∂z/∂x
///
/// A tape is a value: any number of them may live at once, in any threads, though each is used by one thread at a time.
/// Mixing variables of two tapes, and using a variable after its tape is gone, are UsageErrors. T is float, double,
/// long double, a Dual (for second derivatives) or a Boost.Multiprecision number.
template <class T = double> class Tape {
 public:
  using Number = T;
  using Variable = Var<T>;
  using Seed = std::pair<Var<T>, T>;
  /// A place in the recording.
  using Position = detail::Mark<T>;

  Tape() : recorder_(detail::Recorder<T>::take()) {}
  /// A tape that was moved from has no recording: it may be assigned to, or destroyed. @{
  Tape(Tape&& other) noexcept : recorder_(std::exchange(other.recorder_, nullptr)) {}
  Tape& operator=(Tape&& other) noexcept {
    std::swap(recorder_, other.recorder_);
    return *this;
  }
  /// @}
  ~Tape() {
    if (recorder_ != nullptr) detail::Recorder<T>::give_back(recorder_);
  }

  /// An input.
  Var<T> variable(const T& value) { return {value, recorder_->add_leaves(1), handle()}; }
  /// Inputs, one for each value.
  std::vector<Var<T>> variables(std::span<const T> values) {
    std::vector<Var<T>> x(values.size());
    variables(values, x);
    return x;
  }
  /// The same into `x`, of the same size. @throws UsageError if it is not
  void variables(std::span<const T> values, std::span<Var<T>> x) {
    if (x.size() != values.size()) detail::refuse_size("variables", values.size(), x.size());
    std::uint32_t index = recorder_->add_leaves(values.size());
    const detail::Handle<T> tape = handle();
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = Var<T>(values[i], index++, tape);
  }

  /// A matrix of inputs, or of numbers, with these values row by row (tape/block.hpp says what to do with it).
  /// @throws UsageError if there are not rows · columns of them
  /// @{
  VarMatrix<T> variables(std::span<const T> values, std::size_t rows, std::size_t columns);
  VarMatrix<T> constants(std::span<const T> values, std::size_t rows, std::size_t columns);
  /// @}
  /// The same without a copy: `values` must live until the tape is rewound to before the matrix, and not change from the
  /// first use to the last sweep. To change inputs, rewind to a position taken just after they were made. @{
  VarMatrix<T> variables_view(std::span<const T> values, std::size_t rows, std::size_t columns);
  VarMatrix<T> constants_view(std::span<const T> values, std::size_t rows, std::size_t columns);
  /// @}

  /// The values of a matrix of inputs, to be changed when nothing recorded uses them: after a rewind to a position behind
  /// the inputs. Those of matrices that were made one after the other need not be.
  /// @throws UsageError if the matrix was not made by `variables` of this tape (a view is the caller's), or is gone
  std::span<T> values(const VarMatrix<T>& inputs);
  /// What the last `reverse` found for a matrix of inputs. Those of matrices that were made one after the other are
  /// contiguous. They stay until the next `reverse`. @throws UsageError as `values`
  std::span<const T> adjoints(const VarMatrix<T>& inputs) const;

  /// Computes the adjoints of all variables: the derivatives of `y` by them, times `seed`.
  /// Costs about as much as the recording; adjoints of an earlier call are forgotten.
  /// @throws UsageError if y belongs to another tape or the seed is not a number
  [[gnu::always_inline]] void reverse(const Var<T>& y, const T& seed = T(1)) {
    recorder_->begin_sweep();
    recorder_->sweep(add_seed(y, seed));
  }
  /// The same for Σ seedᵢ · yᵢ, in one sweep.
  void reverse(std::span<const Seed> seeds) {
    for (const auto& [y, seed] : seeds) check_seed(y, seed);
    recorder_->begin_sweep();
    recorder_->sweep(add_seeds(seeds));
  }
  /// A step of gradient descent: `reverse(y)`, and p −= rate · ∂y/∂p for matrices of inputs, which are not views. Rewind to
  /// behind them before the next recording. A matrix that one layer alone uses changes while its derivatives are found, so
  /// numbers of the recording that are a view of its values must not be; what `adjoints` says of these is unspecified.
  /// @throws UsageError as `reverse` and `values`, before a value changes
  /// @{
  void descend(const Var<T>& y, const T& rate, std::span<const VarMatrix<T>> parameters);
  void descend(std::span<const Seed> seeds, const T& rate, std::span<const VarMatrix<T>> parameters);
  /// @}
  /// The value of y: what it was when y was recorded, or, of a loss that was replayed since (tape/replay.hpp), the new one.
  /// O(operations on matrices since). @throws UsageError if y belongs to another tape, or is gone
  T value(const Var<T>& y) const;
  /// What the last `reverse` found for a variable; 0 for a constant.
  /// @throws UsageError if x is no variable of this tape (adjoints of intermediate results are not kept)
  [[gnu::always_inline]] const T& adjoint(const Var<T>& x) const {
    static const T zero(0);
    if (!x.tape()) return zero;
    check_owner(x);
    if (!recorder_->is_leaf(x.index())) detail::refuse_intermediate();
    return recorder_->adjoints[x.index()];
  }
  /// The derivatives of y by all variables, in the order in which they were made.
  [[gnu::always_inline]] std::vector<T> gradient(const Var<T>& y) {
    std::vector<T> g(variable_count());
    gradient(y, g);
    return g;
  }
  /// The same into `out`, of as many elements as there are variables. @throws UsageError if it is not
  [[gnu::always_inline]] void gradient(const Var<T>& y, std::span<T> out) {
    if (out.size() != variable_count()) detail::refuse_size("gradient", variable_count(), out.size());
    reverse(y);
    std::size_t i = 0;
    for (const auto& [first, count] : recorder_->leaves)
      for (std::uint32_t k = first; k < first + count; ++k) out[i++] = recorder_->adjoints[k];
  }

  /// The derivatives of each y by all variables: y.size() rows, row by row. Eight rows are one sweep, unless the
  /// recording has block operations.
  std::vector<T> jacobian(std::span<const Var<T>> y);

  Position position() const { return recorder_->mark(); }
  /// Forgets everything recorded since. Variables made since must not be used any more.
  /// @throws UsageError if the position is not this tape's, or was itself forgotten by a rewind to before it or by `clear`
  void rewind(const Position& to) { recorder_->rewind(to); }
  /// Forgets everything, so that variables made before are those of a tape that is gone. Memory is kept for the next
  /// recording; the cost is that of setting as many adjoints to 0 as there are variables.
  void clear() { recorder_->clear(); }

  /// The most bytes that recordings may use from now on. An operation beyond it throws a LimitError that says so, and
  /// the tape is as it was before that operation.
  void limit_bytes(std::size_t most) {
    recorder_->byte_limit = most;
    recorder_->pair_limit = 0;
    recorder_->block_limit = detail::Recorder<T>::no_blocks;
  }
  TapeStatistics statistics() const {
    const auto& r = *recorder_;
    std::size_t leaves = 0;
    for (const auto& range : r.leaves) leaves += range.count;
    std::size_t blocks = 0;
    for (const auto* block = r.last_block; block != nullptr; block = block->before) ++blocks;
    return {leaves,
            r.records - 1 - leaves,
            r.pairs,
            blocks,
            r.bytes(),
            r.partials.capacity() * (sizeof(T) + 4) + r.adjoints.capacity() * sizeof(T) + r.block_bytes};
  }

  detail::Recorder<T>& recorder() { return *recorder_; }

 private:
  [[gnu::always_inline]] void check_seed(const Var<T>& y, const T& seed) const {
    if (!y.tape()) return;
    check_owner(y);
    if (seed != seed) detail::refuse_seed();
  }
  [[gnu::always_inline]] std::uint32_t add_seed(const Var<T>& y, const T& seed) {
    check_seed(y, seed);
    if (!y.tape()) return 0;
    const std::uint32_t index = y.index();
    recorder_->adjoints[index] += seed;
    return index;
  }

  void begin_descent(std::span<const VarMatrix<T>> parameters);
  void descend_from(std::uint32_t record, const T& rate, std::span<const VarMatrix<T>> parameters);
  std::uint32_t add_seeds(std::span<const Seed> seeds) {
    std::uint32_t from = 0;
    for (const auto& [y, seed] : seeds) {
      const std::uint32_t index = add_seed(y, seed);
      if (index > from) from = index;
    }
    return from;
  }

  const detail::MatrixRecord<T>& leaf(const VarMatrix<T>& inputs) const;
  std::size_t variable_count() const {
    std::size_t n = 0;
    for (const auto& range : recorder_->leaves) n += range.count;
    return n;
  }
  detail::Handle<T> handle() const { return recorder_->tape; }
  [[gnu::always_inline]] void check_owner(const Var<T>& x) const {
    if (x.tape().recorder() != recorder_) detail::refuse_mixture();
    if (x.tape() != recorder_->tape) detail::refuse_dead_tape();
    if (x.index() >= recorder_->records) detail::refuse_rewound();
  }

  detail::Recorder<T>* recorder_;
};

template <class T> std::vector<T> Tape<T>::jacobian(std::span<const Var<T>> y) {
  using Lanes = typename detail::Recorder<T>::Lanes;
  constexpr std::size_t lanes = detail::Recorder<T>::lanes;
  const std::size_t n = variable_count();
  std::vector<T> rows;
  rows.reserve(y.size() * n);
  if (y.size() == 1 || recorder_->last_block != nullptr) {
    for (const Var<T>& yi : y) {
      const std::vector<T> row = gradient(yi);
      rows.insert(rows.end(), row.begin(), row.end());
    }
    return rows;
  }
  std::vector<Lanes> adjoint(recorder_->records);
  for (std::size_t i = 0; i < y.size(); i += lanes) {
    const std::size_t some = y.size() - i < lanes ? y.size() - i : lanes;
    std::uint32_t from = 0;
    for (std::size_t lane = 0; lane < some; ++lane) {
      if (!y[i + lane].tape()) continue;
      check_owner(y[i + lane]);
      const std::uint32_t index = y[i + lane].index();
      adjoint[index][lane] = T(1);
      if (index > from) from = index;
    }
    recorder_->sweep_lanes(from, adjoint.data());
    for (std::size_t lane = 0; lane < some; ++lane)
      for (const auto& [first, count] : recorder_->leaves)
        for (std::uint32_t k = first; k < first + count; ++k) rows.push_back(adjoint[k][lane]);
    adjoint[0] = Lanes{};
    for (const auto& [first, count] : recorder_->leaves)
      for (std::uint32_t k = first; k < first + count; ++k) adjoint[k] = Lanes{};
  }
  return rows;
}

}  // namespace slope
