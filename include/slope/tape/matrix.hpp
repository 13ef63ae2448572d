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
  explicit VarMatrix(const detail::MatrixRecord<T>* matrix) : matrix_(matrix), serial_(matrix->serial) {}
  VarMatrix(detail::Handle<T> tape, std::uint32_t first, std::size_t rows, std::size_t columns,
            const T* values)
      : VarMatrix(detail::live(tape).matrices.keep(tape, first, rows, columns, values)) {}
  /// @}

  std::size_t rows() const { return operand().rows; }
  std::size_t columns() const { return operand().columns; }
  std::size_t size() const { return operand().size(); }
  std::span<const T> values() const {
    const detail::MatrixRecord<T>& own = operand();
    return {own.values, own.size()};
  }
  /// An element as a variable. REQUIRES i < size(), row < rows(), column < columns().
  Var<T> operator[](std::size_t i) const {
    const detail::MatrixRecord<T>& own = operand();
    if (own.first == 0) return own.values[i];
    own.tape.recorder()->use_elements(own);
    return {own.values[i], own.first + static_cast<std::uint32_t>(i), own.tape};
  }
  Var<T> operator()(std::size_t row, std::size_t column) const { return (*this)[row * columns() + column]; }

  detail::Handle<T> tape() const { return operand().tape; }
  const detail::MatrixRecord<T>& operand() const {
    if (matrix_->serial != serial_) [[unlikely]]
      detail::refuse_gone_matrix();
    return *matrix_;
  }

 private:
  // Two words, which go in registers: matrices are handed on from one operation to the next.
  const detail::MatrixRecord<T>* matrix_;
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
      : recorder(live(of)), size(size_of(rows, columns)), out(room(saved_count)) {
    const auto first = static_cast<std::uint32_t>(recorder.records);
    matrix = recorder.matrices.keep(of, first, rows, columns, out);
    matrix->state.by_element = by_element;
    matrix->can_replay = false;
    if (by_element) set_to_zero(recorder.adjoints.data() + first, size);
    if (saved_count != 0) saved = out + Arena<T>::rounded(size);
  }
  // For blocks whose numbers, in reverse too, are the work of Recorder::call alone.
  template <auto f, class A> void compute(const A& argument) {
    recorder.template call<f>(argument);
    matrix->can_replay = Recorder<T>::can_replay;
  }
  VarMatrix<T> recorded(typename MatrixRecord<T>::Reverse reverse, const VarMatrix<T>& a) {
    return recorded(reverse, &a.operand(), nullptr, nullptr, false);
  }
  VarMatrix<T> recorded(typename MatrixRecord<T>::Reverse reverse, const VarMatrix<T>& a,
                        const VarMatrix<T>& b) {
    return recorded(reverse, &a.operand(), &b.operand(), nullptr, false);
  }
  VarMatrix<T> recorded(typename MatrixRecord<T>::Reverse reverse, const MatrixRecord<T>* a,
                        const MatrixRecord<T>* b, const MatrixRecord<T>* c, bool takes_steps) {
    matrix->reverse = reverse;
    matrix->a = a;
    matrix->b = b;
    matrix->c = c;
    matrix->saved = saved;
    matrix->before = recorder.last_block;
    matrix->takes_steps = takes_steps;
    recorder.last_block = matrix;
    recorder.records += size;
    return VarMatrix<T>(matrix);
  }
  Recorder<T>& recorder;
  std::size_t size;
  T* out;
  MatrixRecord<T>* matrix;
  T* saved = nullptr;

 private:
  // (Without elements there are matrices of any number of rows.)
  static std::size_t size_of(std::size_t rows, std::size_t columns) {
    std::size_t size = 0;
    if (__builtin_mul_overflow(rows, columns, &size) || size > max_records) refuse_length();
    return size;
  }
  T* room(std::size_t saved_count) {
    recorder.reserve(0, size, (size + saved_count) * sizeof(T));
    return recorder.take_reserved(saved_count, size);
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
  recorder_->refuse_replay();  // which would not copy
  T* const copy = recorder_->take(values.size());
  std::copy(values.begin(), values.end(), copy);
  return constants_view({copy, values.size()}, rows, columns);
}
template <class T>
VarMatrix<T> Tape<T>::variables(std::span<const T> values, std::size_t rows, std::size_t columns) {
  detail::check_matrix("a matrix", values.size(), rows, columns);
  recorder_->reserve(0, values.size(), values.size() * sizeof(T));
  recorder_->refuse_replay();  // which would not copy
  T* const copy = recorder_->take_reserved(values.size());
  std::copy(values.begin(), values.end(), copy);
  return VarMatrix<T>(recorder_->add_leaf_matrix(rows, columns, copy, true));
}
template <class T>
VarMatrix<T> Tape<T>::variables_view(std::span<const T> values, std::size_t rows, std::size_t columns) {
  detail::check_matrix("a matrix", values.size(), rows, columns);
  return VarMatrix<T>(recorder_->add_leaf_matrix(rows, columns, values.data(), false));
}

template <class T> const detail::MatrixRecord<T>& Tape<T>::leaf(const VarMatrix<T>& inputs) const {
  const detail::MatrixRecord<T>& operand = inputs.operand();
  if (operand.tape.recorder() != recorder_) detail::refuse_mixture();
  if (operand.input == detail::Input::none) detail::refuse_intermediate();
  return operand;
}
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): they are an array of this tape's
template <class T> std::span<T> Tape<T>::values(const VarMatrix<T>& inputs) {
  const detail::MatrixRecord<T>& operand = leaf(inputs);
  if (operand.input != detail::Input::own) detail::refuse_to_change();
  return {const_cast<T*>(operand.values), operand.size()};
}
template <class T> std::span<const T> Tape<T>::adjoints(const VarMatrix<T>& inputs) const {
  const detail::MatrixRecord<T>& operand = leaf(inputs);
  return {recorder_->adjoints.data() + operand.first, operand.size()};
}

template <class T> T Tape<T>::value(const Var<T>& y) const {
  if (!y.tape()) return y.value();
  check_owner(y);
  for (const auto* block = recorder_->last_block; block != nullptr && block->first >= y.index();
       block = block->before)
    if (block->first == y.index() && block->size() == 1) return *block->values;
  return y.value();
}

template <class T>
void Tape<T>::descend(const Var<T>& y, const T& rate, std::span<const VarMatrix<T>> parameters) {
  begin_descent(parameters);
  descend_from(add_seed(y, T(1)), rate, parameters);
}
template <class T>
void Tape<T>::descend(std::span<const Seed> seeds, const T& rate, std::span<const VarMatrix<T>> parameters) {
  for (const auto& [y, seed] : seeds) check_seed(y, seed);
  begin_descent(parameters);
  descend_from(add_seeds(seeds), rate, parameters);
}
template <class T> void Tape<T>::begin_descent(std::span<const VarMatrix<T>> parameters) {
  recorder_->begin_sweep();
  for (const VarMatrix<T>& p : parameters) {
    const detail::MatrixRecord<T>& matrix = leaf(p);
    if (matrix.input != detail::Input::own) detail::refuse_to_change();
    matrix.state.uses = 0;
    matrix.state.stepped = recorder_->sweeps;
  }
}
template <class T>
void Tape<T>::descend_from(std::uint32_t record, const T& rate, std::span<const VarMatrix<T>> parameters) {
  recorder_->count_uses();
  recorder_->step = -rate;
  recorder_->steps_left = parameters.size();
  recorder_->sweep(record);
  if (recorder_->steps_left == 0) return;
  for (const VarMatrix<T>& p : parameters) {
    detail::SweepState& state = p.operand().state;
    if (state.steps_in_place() || state.stepped != recorder_->sweeps) continue;
    state.stepped = 0;  // it may be named twice
    if (state.sweep != recorder_->sweeps) continue;
    const std::span<T> w = values(p);
    recorder_->template call<detail::scale<T>>(
        detail::Scaled<T>{w.size(), recorder_->step, adjoints(p).data(), w.data(), w.data()});
  }
}

}  // namespace slope
