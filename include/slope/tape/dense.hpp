// SPDX-License-Identifier: MIT
// A layer of a network as one entry of a tape.
#pragma once

#include "slope/tape/block.hpp"

namespace slope {

/// For `dense`: no activation.
struct Identity;

namespace detail {

// Where the derivatives by an operand go. (In place: what is copied right after it was written waits for it.)
template <class T> void set_target(typename kernel::LayerReverse<T>::To& to, const MatrixRecord<T>& operand,
                                   Recorder<T>& recorder) {
  if (operand.first == 0) return;
  to.step = recorder.step_of(operand);
  if (to.step != 0) {
    --recorder.steps_left;
    to.at = const_cast<T*>(operand.values);  // NOLINT(cppcoreguidelines-pro-type-const-cast): a leaf's
    to.store = true;
  } else {
    const auto [at, init] = recorder.sums_or_none(operand);
    to.at = at;
    to.store = init == nullptr;
  }
}

// A layer, by a kernel if F has one.
template <class F, class T> void layer(const kernel::Layer<T>& l) {
  const kernel::Activation<T>* f = nullptr;
  constexpr bool curved = !std::same_as<F, Identity>;
  if constexpr (curved) f = activation_of<F, T>();
  kernel::layer<T>(l, f);
  if constexpr (curved)
    if (f == nullptr) linearize_all<F>(l.rows * l.out, l.y, l.y, l.slope);
}

// Z = X W + b, Y = f(Z); Z̄ = Ȳ f′(Z), X̄ += Z̄ Wᵀ, W̄ += Xᵀ Z̄, b̄ += Σ rows of Z̄.
template <class T> void reverse_dense(const MatrixRecord<T>& record, Recorder<T>& recorder) {
  T* const seed = recorder.adjoints.data() + record.first;
  const MatrixRecord<T>&x = *record.a, &w = *record.b, &b = *record.c;
  if constexpr (kernel::Native<T>) {
    kernel::LayerReverse<T> layer{x.rows,
                                  x.columns,
                                  w.columns,
                                  x.values,
                                  w.values,
                                  record.saved,
                                  seed,
                                  {},
                                  {},
                                  {},
                                  recorder.scratch.data()};
    set_target(layer.b_bar, b, recorder);  // in the order in which they are found: two may be one
    set_target(layer.x_bar, x, recorder);
    set_target(layer.w_bar, w, recorder);
    return recorder.template call<kernel::layer_reverse<T>>(layer);
  }
  if (record.saved != nullptr)
    for (std::size_t i = 0; i < record.size(); ++i)
      seed[i] = is_zero(seed[i]) || is_zero(record.saved[i]) ? T(0) : T(seed[i] * record.saved[i]);
  if (x.first != 0) add_product_nt(x.rows, w.columns, x.columns, seed, w.values, recorder.sums(x), seed);
  if (w.first != 0) add_product_tn(x.columns, x.rows, w.columns, x.values, seed, recorder.sums(w));
  if (b.first != 0) {
    T* const sums = recorder.sums(b);
    for (std::size_t row = 0; row < x.rows; ++row) add_scaled(b.columns, T(1), seed + row * b.columns, sums);
  }
}

// Z = [X 1] Mᵀ, Y = f(Z); Z̄ = Ȳ f′(Z), X̄ += Z̄ M but for its last column, M̄ += Z̄ᵀ [X 1]. Saved are f′ and [X 1].
template <bool curved, class T> void reverse_units(const MatrixRecord<T>& record, Recorder<T>& recorder) {
  T* const seed = recorder.adjoints.data() + record.first;
  const MatrixRecord<T>&x = *record.a, &m = *record.b;
  const std::size_t rows = x.rows, in = x.columns, out = m.rows, n = record.size();
  const T* const x1 = curved ? record.saved + n : record.saved;
  if constexpr (kernel::Native<T>) {
    if (curved)
      kernel::blocks<T>().layer_reverse(
          {rows, 0, out, nullptr, nullptr, record.saved, seed, {}, {}, {}, nullptr});
    typename kernel::LayerReverse<T>::To x_bar, m_bar;
    set_target(x_bar, x, recorder);
    set_target(m_bar, m, recorder);
    if (x_bar.at != nullptr)
      kernel::product<T>({rows, out, in, seed, out, 1, m.values, in + 1, x_bar.init(), in, x_bar.at, in});
    if (m_bar.at != nullptr)
      kernel::product<T>(
          {out, rows, in + 1, seed, 1, out, x1, in + 1, m_bar.init(), in + 1, m_bar.at, in + 1, m_bar.step});
    return;
  }
  T* const x_bar = x.first != 0 ? recorder.sums(x) : nullptr;
  T* const m_bar = m.first != 0 ? recorder.sums(m) : nullptr;
  for (std::size_t i = 0; i < n; ++i) {
    if (is_zero(seed[i]) || (curved && is_zero(record.saved[i]))) continue;
    const T z_bar = curved ? T(seed[i] * record.saved[i]) : seed[i];
    const std::size_t row = i / out, unit = i % out;
    if (x_bar != nullptr) add_scaled(in, z_bar, m.values + unit * (in + 1), x_bar + row * in);
    if (m_bar != nullptr) add_scaled(in + 1, z_bar, x1 + row * (in + 1), m_bar + unit * (in + 1));
  }
}

}  // namespace detail

/// f(x W + b), as one record: x is rows×in, W in×out, b 1×out; F is a rule of one argument, or Identity. It is the same
/// as lift<F>(matmul(x, w) + b). O(rows · in · out), forward once and in reverse once for each of x and W that are
/// variables. Where an adjoint or a slope of f is 0, their product is, whatever the other is; in the products of matrices
/// 0 times an infinite element is NaN, forward and in reverse, as of `matmul`.
/// @throws UsageError if the shapes do not go together
template <class F, class T>
VarMatrix<T> dense(const VarMatrix<T>& x, const VarMatrix<T>& w, const VarMatrix<T>& b) {
  const detail::MatrixRecord<T>&xo = x.operand(), &wo = w.operand(), &bo = b.operand();
  if (xo.columns != wo.rows) detail::refuse_shapes("dense", xo.rows, xo.columns, wo.rows, wo.columns);
  if (bo.rows != 1 || bo.columns != wo.columns)
    detail::refuse_shapes("dense, bias", wo.rows, wo.columns, bo.rows, bo.columns);
  constexpr bool curved = !std::same_as<F, Identity>;
  detail::NewBlock<T> block(detail::join(detail::join(xo.tape, wo.tape), bo.tape), xo.rows, wo.columns,
                            curved ? xo.rows * wo.columns : 0);
  if constexpr (kernel::Native<T>) {
    if (xo.first != 0) block.recorder.prepare_scratch(wo.size());
    block.template compute<detail::layer<F, T>>(kernel::Layer<T>{
        xo.rows, xo.columns, wo.columns, xo.values, wo.values, bo.values, block.out, block.saved});
  } else {
    for (std::size_t row = 0; row < xo.rows; ++row)
      std::copy_n(bo.values, bo.columns, block.out + row * bo.columns);
    detail::add_product(xo.rows, xo.columns, wo.columns, xo.values, wo.values, block.out);
    if constexpr (curved) detail::linearize_all<F>(block.size, block.out, block.out, block.saved);
  }
  return block.recorded(detail::reverse_dense<T>, &xo, &wo, &bo, kernel::Native<T>);
}

/// f(x Wᵀ + b) with m = [W b], as code that loops over units has them: m is out×(in + 1), a row for each unit, its bias last.
/// Nothing of it is transposed, which for few rows of x would cost more than all else; for many rows the other is faster.
/// @throws UsageError if the shapes do not go together
template <class F, class T> VarMatrix<T> dense(const VarMatrix<T>& x, const VarMatrix<T>& m) {
  const detail::MatrixRecord<T>&xo = x.operand(), &mo = m.operand();
  const std::size_t rows = xo.rows, in = xo.columns, out = mo.rows;
  if (in + 1 != mo.columns) detail::refuse_shapes("dense, units", rows, in, out, mo.columns);
  constexpr bool curved = !std::same_as<F, Identity>;
  detail::NewBlock<T> block(detail::join(xo.tape, mo.tape), rows, out,
                            rows * (in + 1) + (curved ? rows * out : 0));
  const T *xv = xo.values, *const mv = mo.values;
  T *x1 = curved ? block.saved + rows * out : block.saved, *y = block.out;
  for (std::size_t row = 0; row < rows; ++row, xv += in, x1 += in + 1, y += out) {
    std::copy_n(xv, in, x1);
    x1[in] = T(1);
    if constexpr (kernel::Native<T>) {
      kernel::product<T>({out, in + 1, 1, mv, in + 1, 1, x1, 1, nullptr, 1, y, 1});
    } else {
      std::fill_n(y, out, T(0));
      detail::add_product_nt(1, in + 1, out, x1, mv, y, y);
    }
  }
  if constexpr (curved) detail::linearize_all<F>(block.size, block.out, block.out, block.saved);
  return block.recorded(detail::reverse_units<curved, T>, &xo, &mo, nullptr, kernel::Native<T>);
}

}  // namespace slope
