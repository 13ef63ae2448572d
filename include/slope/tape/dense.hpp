// SPDX-License-Identifier: MIT
// A layer of a network as one entry of a tape.
#pragma once

#include "slope/tape/block.hpp"

namespace slope {

/// For `dense`: no activation.
struct Identity;

namespace detail {

// Z = X W + b, Y = f(Z); Z̄ = Ȳ f′(Z), X̄ += Z̄ Wᵀ, W̄ += Xᵀ Z̄, b̄ += Σ rows of Z̄.
template <class T> void reverse_dense(const BlockRecord<T>& record, Recorder<T>& recorder) {
  T* const seed = recorder.adjoints.data() + record.outputs.first;
  const Operand<T>&x = record.a, &w = record.b, &b = record.c;
  if constexpr (kernel::Native<T>) {
    const auto to = [&](const Operand<T>& operand) -> typename kernel::LayerReverse<T>::To {
      if (operand.first == 0) return {};
      return {recorder.adjoints.data() + operand.first, recorder.is_first(operand)};
    };
    const auto x_bar = to(x), w_bar = to(w), b_bar = to(b);
    return kernel::layer_reverse<T>({x.rows, x.columns, w.columns, x.values, w.values, record.saved, seed,
                                     x_bar, w_bar, b_bar, recorder.scratch.data()});
  }
  if (record.saved != nullptr)
    for (std::size_t i = 0; i < record.outputs.count; ++i)
      seed[i] = is_zero(seed[i]) || is_zero(record.saved[i]) ? T(0) : T(seed[i] * record.saved[i]);
  if (x.first != 0) add_product_nt(x.rows, w.columns, x.columns, seed, w.values, recorder.sums(x), seed);
  if (w.first != 0) add_product_tn(x.columns, x.rows, w.columns, x.values, seed, recorder.sums(w));
  if (b.first != 0) {
    T* const sums = recorder.sums(b);
    for (std::size_t row = 0; row < x.rows; ++row) add_scaled(b.columns, T(1), seed + row * b.columns, sums);
  }
}

}  // namespace detail

/// f(x W + b), as one record: x is rows×in, W in×out, b 1×out; F is a rule of one argument, or Identity. It is the same
/// as lift<F>(matmul(x, w) + b). O(rows · in · out), forward once and in reverse once for each of x and W that are
/// variables. Where an adjoint or a slope of f is 0, nothing passes, whatever the other is.
/// @throws UsageError if the shapes do not go together
template <class F, class T>
VarMatrix<T> dense(const VarMatrix<T>& x, const VarMatrix<T>& w, const VarMatrix<T>& b) {
  if (x.columns() != w.rows()) detail::refuse_shapes("dense", x.rows(), x.columns(), w.rows(), w.columns());
  if (b.rows() != 1 || b.columns() != w.columns())
    detail::refuse_shapes("dense, bias", w.rows(), w.columns(), b.rows(), b.columns());
  constexpr bool curved = !std::same_as<F, Identity>;
  detail::NewBlock<T> block(detail::join(detail::join(x.tape(), w.tape()), b.tape()), x.rows(), w.columns(),
                            curved ? x.rows() * w.columns() : 0);
  const T *const xv = x.operand().values, *const wv = w.operand().values, *const bv = b.operand().values;
  kernel::Activation<T> f = nullptr;
  if constexpr (kernel::Native<T>) {
    if constexpr (curved) f = detail::activation_of<F, T>();
    if (x.operand().first != 0) block.recorder.prepare_scratch(w.size());
    kernel::layer<T>({x.rows(), x.columns(), w.columns(), xv, wv, bv, f, block.out, block.saved});
  } else {
    for (std::size_t row = 0; row < x.rows(); ++row)
      std::copy_n(bv, b.columns(), block.out + row * b.columns());
    detail::add_product(x.rows(), x.columns(), w.columns(), xv, wv, block.out);
  }
  if constexpr (curved)
    if (f == nullptr) detail::linearize_all<F>(block.result.size(), block.out, block.out, block.saved);
  return block.recorded(detail::reverse_dense<T>, x.operand(), w.operand(), b.operand());
}

}  // namespace slope
