// SPDX-License-Identifier: MIT
// Matrices of tape variables, and operations that take one entry of the tape for a whole matrix.
#pragma once

#include <algorithm>

#include "slope/function/sigmoid.hpp"
#include "slope/tape/products.hpp"
#include "slope/tape/tape.hpp"

namespace slope {

/// A matrix of variables with consecutive indices, row by row; a vector is a matrix of one row or one column. Values,
/// and in the sweep adjoints, are contiguous, so that an operation on a whole matrix and its reverse are loops or
/// products on arrays. It is a view into its tape, as cheap to copy as a span, and gone with the tape or a rewind.
///
/// Every rule of one or two arguments works element by element: sigmoid(a), max(a, b), a * b. A matrix of one row
/// combines with every row of another. For float and double the usual activations are vectorised, and right to a few
/// units in the last place: σ, log σ, softplus, tanh, swish, elu, relu, leaky relu and gelu.
template <class T> class VarMatrix {
 public:
  /// For the operations' own use.
  VarMatrix(detail::Handle<T> tape, const detail::Operand<T>& operand) : tape_(tape), operand_(operand) {}

  std::size_t rows() const { return operand_.rows; }
  std::size_t columns() const { return operand_.columns; }
  std::size_t size() const { return operand_.size(); }
  std::span<const T> values() const { return {operand_.values, size()}; }
  /// An element as a variable. REQUIRES i < size(), row < rows(), column < columns().
  Var<T> operator[](std::size_t i) const {
    if (operand_.first == 0) return operand_.values[i];
    if (operand_.leaf != 0) tape_.recorder()->use_elements(tape_, operand_);
    return {operand_.values[i], operand_.first + static_cast<std::uint32_t>(i), tape_};
  }
  Var<T> operator()(std::size_t row, std::size_t column) const { return (*this)[row * columns() + column]; }

  detail::Handle<T> tape() const { return tape_; }
  const detail::Operand<T>& operand() const { return operand_; }

 private:
  detail::Handle<T> tape_;
  detail::Operand<T> operand_;
};

namespace detail {

[[noreturn, gnu::cold]] void refuse_shapes(const char* operation, std::size_t rows_a, std::size_t columns_a,
                                           std::size_t rows_b, std::size_t columns_b);

// A new matrix, whose values `out` the caller computes, with room for what its reverse needs, and then its record.
template <class T> struct NewBlock {
  NewBlock(Handle<T> tape, std::size_t rows, std::size_t columns, std::size_t saved_count)
      : recorder(live(tape)), result(tape, {}) {
    const std::size_t size = rows * columns;
    recorder.reserve(0, size, (size + saved_count) * sizeof(T));
    out = recorder.take_reserved(size);
    if (saved_count != 0) saved = recorder.take_reserved(saved_count);
    result = {tape, {static_cast<std::uint32_t>(recorder.records), rows, columns, out}};
  }
  const VarMatrix<T>& recorded(typename BlockRecord<T>::Reverse reverse, const Operand<T>& a,
                               const Operand<T>& b = {}, const Operand<T>& c = {}) {
    BlockRecord<T>& record = recorder.blocks.emplace_back();
    record.outputs = {result.operand().first, static_cast<std::uint32_t>(result.size())};
    record.reverse = reverse;
    record.a = a;
    record.b = b;
    record.c = c;
    record.saved = saved;
    recorder.records += result.size();
    return result;
  }
  Recorder<T>& recorder;
  T* out;
  T* saved = nullptr;
  VarMatrix<T> result;
};

// The reverse of a single number whose derivatives by the elements of `a` were saved.
template <class T> void reverse_gradient(const BlockRecord<T>& record, Recorder<T>& recorder) {
  const T seed = recorder.adjoints[record.outputs.first];
  if (!is_zero(seed)) add_scaled(record.a.size(), seed, record.saved, recorder.sums(record.a));
}

// The number y, whose derivatives by the elements of a are `saved`.
template <class T> Var<T> scalar_of(const VarMatrix<T>& a, const T& y, T* saved) {
  if (a.operand().first == 0) return y;
  NewBlock<T> block(a.tape(), 1, 1, 0);
  *block.out = y;
  block.saved = saved;
  return block.recorded(reverse_gradient<T>, a.operand())[0];
}

// The reverse of a rule at every element: `saved` are the derivatives by a's, then those by b's.
template <class T> void reverse_elements(const BlockRecord<T>& record, Recorder<T>& recorder) {
  const T* const seed = recorder.adjoints.data() + record.outputs.first;
  const std::size_t n = record.outputs.count;
  const auto add = [&](const Operand<T>& to, const T* slope) {
    if (to.first == 0) return;
    T* const sums = recorder.sums(to);
    for (std::size_t start = 0; start < n; start += to.size())
      add_products(to.size(), slope + start, seed + start, sums);
  };
  add(record.a, record.saved);
  if (record.b.values != nullptr) add(record.b, record.saved + n);
}

template <class F, class T> VarMatrix<T> apply_to_elements(const VarMatrix<T>& a) {
  NewBlock<T> block(a.tape(), a.rows(), a.columns(), a.size());
  linearize_all<F>(a.size(), a.operand().values, block.out, block.saved);
  return block.recorded(reverse_elements<T>, a.operand());
}

template <class F, class T> VarMatrix<T> apply_to_elements(const VarMatrix<T>& a, const VarMatrix<T>& b) {
  const bool same = a.rows() == b.rows(), fits = a.columns() == b.columns();
  if (!fits || (!same && a.rows() != 1 && b.rows() != 1))
    refuse_shapes("element by element", a.rows(), a.columns(), b.rows(), b.columns());
  const std::size_t rows = std::max(a.rows(), b.rows()), n = rows * a.columns();
  NewBlock<T> block(join(a.tape(), b.tape()), rows, a.columns(), 2 * n);
  T* const slopes = block.saved;
  const T *const x = a.operand().values, *const y = b.operand().values;
  for (std::size_t i = 0, ia = 0, ib = 0; i < n; ++i, ++ia, ++ib) {
    if (ia == a.size()) ia = 0;
    if (ib == b.size()) ib = 0;
    const Linear<T, 2> z = linearize<F>(x[ia], y[ib]);
    block.out[i] = z.value;
    slopes[i] = z.slope[0];
    slopes[n + i] = z.slope[1];
  }
  return block.recorded(reverse_elements<T>, a.operand(), b.operand());
}

// C = A B; Ā += C̄ Bᵀ, B̄ += Aᵀ C̄.
template <class T> void reverse_product(const BlockRecord<T>& record, Recorder<T>& recorder) {
  const T* const seed = recorder.adjoints.data() + record.outputs.first;
  const auto &a = record.a, &b = record.b;
  if (a.first != 0)
    add_product_nt(a.rows, b.columns, a.columns, seed, b.values, recorder.sums(a), recorder.scratch.data());
  if (b.first != 0) add_product_tn(a.columns, a.rows, b.columns, a.values, seed, recorder.sums(b));
}

}  // namespace detail

/// A matrix of copies of these variables, one record each.
/// @throws UsageError if there are not rows · columns of them, or none is on a tape
template <class T> VarMatrix<T> gather(std::span<const Var<T>> x, std::size_t rows, std::size_t columns) {
  if (x.size() != rows * columns) detail::refuse_size("gather", rows * columns, x.size());
  detail::Handle<T> tape;
  for (const Var<T>& xi : x) tape = detail::join(tape, xi.tape());
  if (!tape) detail::refuse_dead_tape();
  T* const values = detail::live(tape).take(x.size());
  const auto first = static_cast<std::uint32_t>(tape.recorder()->records);
  for (std::size_t i = 0; i < x.size(); ++i) {
    values[i] = x[i].value();
    const detail::Pair<T> pair{T(1), x[i].index()};
    detail::write_record<T>(tape, {&pair, 1});
  }
  return {tape, {first, rows, columns, values}};
}

template <class T> struct Lift<VarMatrix<T>> {
  static constexpr bool takes_mixtures = true;
  template <class F, class... M> static VarMatrix<T> apply(const M&... m) {
    return detail::apply_to_elements<F>(m...);
  }
};

template <class T> VarMatrix<T> operator+(const VarMatrix<T>& a, const VarMatrix<T>& b) {
  return lift<Add>(a, b);
}
template <class T> VarMatrix<T> operator-(const VarMatrix<T>& a, const VarMatrix<T>& b) {
  return lift<Subtract>(a, b);
}
template <class T> VarMatrix<T> operator*(const VarMatrix<T>& a, const VarMatrix<T>& b) {
  return lift<Multiply>(a, b);
}
template <class T> VarMatrix<T> operator/(const VarMatrix<T>& a, const VarMatrix<T>& b) {
  return lift<Divide>(a, b);
}

/// The matrix product. O(rows · columns · inner), forward once and in reverse once for each operand of variables.
/// @throws UsageError if a.columns() ≠ b.rows()
template <class T> VarMatrix<T> matmul(const VarMatrix<T>& a, const VarMatrix<T>& b) {
  if (a.columns() != b.rows()) detail::refuse_shapes("matmul", a.rows(), a.columns(), b.rows(), b.columns());
  detail::NewBlock<T> block(detail::join(a.tape(), b.tape()), a.rows(), b.columns(), 0);
  if (a.operand().first != 0 && kernel::Native<T>) block.recorder.prepare_scratch(b.size());
  std::fill_n(block.out, block.result.size(), T(0));
  detail::add_product(a.rows(), a.columns(), b.columns(), a.operand().values, b.operand().values, block.out);
  return block.recorded(detail::reverse_product<T>, a.operand(), b.operand());
}

/// Σ aᵢ bᵢ over all elements. @throws UsageError if the sizes differ
template <class T> Var<T> dot(const VarMatrix<T>& a, const VarMatrix<T>& b) {
  if (a.size() != b.size()) detail::refuse_shapes("dot", a.rows(), a.columns(), b.rows(), b.columns());
  const VarMatrix<T> row(a.tape(), a.operand().reshaped(1, a.size()));
  const VarMatrix<T> column(b.tape(), b.operand().reshaped(b.size(), 1));
  return matmul(row, column)[0];
}

/// The sum of all elements.
template <class T> Var<T> sum(const VarMatrix<T>& a) {
  T* const ones = detail::live(a.tape()).take(a.size());
  std::fill_n(ones, a.size(), T(1));
  T y(0);
  for (const T& x : a.values()) y += x;
  return detail::scalar_of(a, y, ones);
}

/// log Σ e^aᵢ over all elements, without overflow. Its derivatives are the softmax.
template <class T> Var<T> logsumexp(const VarMatrix<T>& a) {
  T* const softmax = detail::live(a.tape()).take(a.size());
  const T y = LogSumExp::value(a.values());
  for (std::size_t i = 0; i < a.size(); ++i) softmax[i] = LogSumExp::slope(a.values(), y, i);
  return detail::scalar_of(a, y, softmax);
}

template <class T>
VarMatrix<T> Tape<T>::constants_view(std::span<const T> values, std::size_t rows, std::size_t columns) {
  if (values.size() != rows * columns) detail::refuse_size("a matrix", rows * columns, values.size());
  return {handle(), {0, rows, columns, values.data()}};
}
template <class T>
VarMatrix<T> Tape<T>::constants(std::span<const T> values, std::size_t rows, std::size_t columns) {
  const detail::Operand<T> view = constants_view(values, rows, columns).operand();
  T* const copy = recorder_->take(values.size());
  std::copy(values.begin(), values.end(), copy);
  return {handle(), {0, view.rows, view.columns, copy}};
}
template <class T>
VarMatrix<T> Tape<T>::variables(std::span<const T> values, std::size_t rows, std::size_t columns) {
  const T* const copy = constants(values, rows, columns).operand().values;
  return {handle(), recorder_->add_leaf_matrix(rows, columns, copy)};
}

template <class T> const detail::Operand<T>& Tape<T>::leaf(const VarMatrix<T>& inputs) const {
  if (inputs.tape() != handle()) detail::refuse_dead_tape();
  const detail::Operand<T>& operand = inputs.operand();
  if (operand.leaf == 0) detail::refuse_intermediate();
  if (operand.leaf > recorder_->leaf_matrices.size()) detail::refuse_rewound();
  return operand;
}
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): they are an array of this tape's
template <class T> std::span<T> Tape<T>::values(const VarMatrix<T>& inputs) {
  const detail::Operand<T>& operand = leaf(inputs);
  return {const_cast<T*>(operand.values), operand.size()};
}
template <class T> std::span<const T> Tape<T>::adjoints(const VarMatrix<T>& inputs) const {
  const detail::Operand<T>& operand = leaf(inputs);
  return {recorder_->adjoints.data() + operand.first, operand.size()};
}

}  // namespace slope
