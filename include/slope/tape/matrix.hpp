// SPDX-License-Identifier: MIT
// Matrices of tape variables.
#pragma once

#include <algorithm>

#include "slope/tape/products.hpp"
#include "slope/tape/tape.hpp"

namespace slope {

/// A matrix of variables with consecutive indices, row by row; a vector is a matrix of one row or one column. Values,
/// and in the sweep adjoints, are contiguous, so that an operation on a whole matrix and its reverse are loops or
/// products on arrays. It is a view into its tape, as cheap to copy as a span, and gone with the tape or a rewind to a
/// position before it, as are matrices of numbers.
///
/// Every rule of one or two arguments works element by element: sigmoid(a), max(a, b), a * b. A matrix of one row
/// combines with every row of another. For float and double the usual activations are vectorised, and right to a few
/// units in the last place: σ, log σ, softplus, tanh, swish, elu, relu, leaky relu and gelu.
template <class T> class VarMatrix {
 public:
  /// For the operations' own use. @{
  explicit VarMatrix(const detail::Operand<T>* matrix) : matrix_(matrix), serial_(matrix->serial) {}
  VarMatrix(detail::Handle<T> tape, std::uint32_t first, std::size_t rows, std::size_t columns,
            const T* values)
      : VarMatrix(detail::live(tape).matrices.keep(tape, first, 0, rows, columns, values)) {}
  /// @}

  std::size_t rows() const { return operand().rows; }
  std::size_t columns() const { return operand().columns; }
  std::size_t size() const { return operand().size(); }
  std::span<const T> values() const {
    const detail::Operand<T>& own = operand();
    return {own.values, own.size()};
  }
  /// An element as a variable. REQUIRES i < size(), row < rows(), column < columns().
  Var<T> operator[](std::size_t i) const {
    const detail::Operand<T>& own = operand();
    if (own.first == 0) return own.values[i];
    own.tape.recorder()->use_elements(own);
    return {own.values[i], own.first + static_cast<std::uint32_t>(i), own.tape};
  }
  Var<T> operator()(std::size_t row, std::size_t column) const { return (*this)[row * columns() + column]; }

  detail::Handle<T> tape() const { return operand().tape; }
  const detail::Operand<T>& operand() const {
    if (matrix_->serial != serial_) [[unlikely]]
      detail::refuse_gone_matrix();
    return *matrix_;
  }

 private:
  // Two words, which go in registers: matrices are handed on from one operation to the next.
  const detail::Operand<T>* matrix_;
  std::uint64_t serial_;
};

namespace detail {

[[noreturn, gnu::cold]] void refuse_shapes(const char* operation, std::size_t rows_a, std::size_t columns_a,
                                           std::size_t rows_b, std::size_t columns_b);

// @throws UsageError if there are not rows · columns elements
inline void check_matrix(const char* what, std::size_t found, std::size_t rows, std::size_t columns) {
  std::size_t size = 0;
  if (__builtin_mul_overflow(rows, columns, &size) || size != found)
    refuse_matrix_size(what, rows, columns, found);
}

// A new matrix, whose values `out` the caller computes, with room for what its reverse needs, and then its record.
template <class T> struct NewBlock {
  // `by_element` if its elements are used as variables, as that of a single number is.
  NewBlock(Handle<T> of, std::size_t rows, std::size_t columns, std::size_t saved_count,
           bool by_element = false)
      : recorder(live(of)), size(rows * columns), out(room(saved_count)) {
    const auto first = static_cast<std::uint32_t>(recorder.records);
    matrix = recorder.matrices.keep(of, first, 0, rows, columns, out);
    matrix->own.by_element = by_element;
    if (by_element) set_to_zero(recorder.adjoints.data() + first, size);
    if (saved_count != 0) saved = recorder.take_reserved(saved_count);
  }
  VarMatrix<T> recorded(typename BlockRecord<T>::Reverse reverse, const VarMatrix<T>& a) {
    return recorded(reverse, &a.operand(), nullptr, nullptr, false);
  }
  VarMatrix<T> recorded(typename BlockRecord<T>::Reverse reverse, const VarMatrix<T>& a,
                        const VarMatrix<T>& b) {
    return recorded(reverse, &a.operand(), &b.operand(), nullptr, false);
  }
  // Whether the reverse heeds Recorder::step_of for b and c.
  VarMatrix<T> recorded(typename BlockRecord<T>::Reverse reverse, const Operand<T>* a, const Operand<T>* b,
                        const Operand<T>* c, bool takes_steps) {
    recorder.note_use(a, false);
    recorder.note_use(b, takes_steps);
    recorder.note_use(c, takes_steps);
    recorder.blocks.push_back({matrix, reverse, a, b, c, saved});
    recorder.records += size;
    return VarMatrix<T>(matrix);
  }
  Recorder<T>& recorder;
  std::size_t size;
  T* out;
  Operand<T>* matrix;
  T* saved = nullptr;

 private:
  T* room(std::size_t saved_count) {
    recorder.reserve(0, size, (size + saved_count) * sizeof(T));
    return recorder.take_reserved(size);
  }
};

}  // namespace detail

template <class T>
VarMatrix<T> Tape<T>::constants_view(std::span<const T> values, std::size_t rows, std::size_t columns) {
  detail::check_matrix("a matrix", values.size(), rows, columns);
  return {handle(), 0, rows, columns, values.data()};
}
template <class T>
VarMatrix<T> Tape<T>::constants(std::span<const T> values, std::size_t rows, std::size_t columns) {
  detail::check_matrix("a matrix", values.size(), rows, columns);
  T* const copy = recorder_->take(values.size());
  std::copy(values.begin(), values.end(), copy);
  return constants_view({copy, values.size()}, rows, columns);
}
template <class T>
VarMatrix<T> Tape<T>::variables(std::span<const T> values, std::size_t rows, std::size_t columns) {
  detail::check_matrix("a matrix", values.size(), rows, columns);
  recorder_->reserve(0, values.size(), values.size() * sizeof(T));
  T* const copy = recorder_->take_reserved(values.size());
  std::copy(values.begin(), values.end(), copy);
  return VarMatrix<T>(recorder_->add_leaf_matrix(rows, columns, copy, true));
}
template <class T>
VarMatrix<T> Tape<T>::variables_view(std::span<const T> values, std::size_t rows, std::size_t columns) {
  detail::check_matrix("a matrix", values.size(), rows, columns);
  return VarMatrix<T>(recorder_->add_leaf_matrix(rows, columns, values.data(), false));
}

template <class T> const detail::Operand<T>& Tape<T>::leaf(const VarMatrix<T>& inputs) const {
  const detail::Operand<T>& operand = inputs.operand();
  if (operand.tape.recorder() != recorder_) detail::refuse_mixture();
  if (operand.leaf == 0) detail::refuse_intermediate();
  return operand;
}
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): they are an array of this tape's
template <class T> std::span<T> Tape<T>::values(const VarMatrix<T>& inputs) {
  const detail::Operand<T>& operand = leaf(inputs);
  if (!recorder_->leaf_matrices[operand.leaf - 1].is_own) detail::refuse_to_change();
  return {const_cast<T*>(operand.values), operand.size()};
}
template <class T> std::span<const T> Tape<T>::adjoints(const VarMatrix<T>& inputs) const {
  const detail::Operand<T>& operand = leaf(inputs);
  return {recorder_->adjoints.data() + operand.first, operand.size()};
}

template <class T>
void Tape<T>::descend(const Var<T>& y, const T& rate, std::span<const VarMatrix<T>> parameters) {
  recorder_->begin_sweep();
  bool steps_left = false;
  for (const VarMatrix<T>& p : parameters) {
    detail::LeafMatrix& matrix = recorder_->leaf_matrices[leaf(p).leaf - 1];
    if (!matrix.is_own) detail::refuse_to_change();
    if (!recorder_->take_step(matrix)) steps_left = true;
  }
  const std::uint32_t from = add_seed(y, T(1));
  recorder_->step = -rate;
  recorder_->sweep(from);
  if (!steps_left) return;
  for (const VarMatrix<T>& p : parameters) {
    detail::LeafMatrix& found = recorder_->leaf_matrices[leaf(p).leaf - 1];
    if (found.steps == recorder_->sweeps || found.adjoints.sweep != recorder_->sweeps) continue;
    const std::span<T> w = values(p);
    detail::add_scaled(w.size(), recorder_->step, adjoints(p).data(), w.data());
    found.steps = recorder_->sweeps;  // it may be named twice
  }
}

}  // namespace slope
