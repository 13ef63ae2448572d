// SPDX-License-Identifier: MIT
// A layer of a network as one entry of a tape.
#pragma once

#include <tuple>

#include "slope/tape/block.hpp"

namespace slope {

/// For `dense`: no activation.
struct Identity;

namespace detail {

// Z = X W + b, Y = f(Z); Z̄ = Ȳ f′(Z), X̄ += Z̄ Wᵀ, W̄ += Xᵀ Z̄, b̄ += Σ rows of Z̄.
template <class T> void reverse_dense(const BlockRecord<T>& record, Recorder<T>& recorder) {
  T* const seed = recorder.adjoints.data() + record.outputs.first;
  const auto& [x, w, b] = std::tie(record.a, record.b, record.c);
  if (record.saved != nullptr)
    for (std::size_t i = 0; i < record.outputs.count; ++i)
      seed[i] = is_zero(seed[i]) || is_zero(record.saved[i]) ? T(0) : T(seed[i] * record.saved[i]);
  if (x.first != 0) add_product_nt(x.rows, w.columns, x.columns, seed, w.values, recorder.sums(x));
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
  detail::NewBlock<T> block(detail::join(detail::join(x.tape(), w.tape()), b.tape()), x.rows(), w.columns());
  const std::size_t size = block.result.size();
  for (std::size_t row = 0; row < x.rows(); ++row)
    std::copy_n(b.operand().values, b.columns(), block.out + row * b.columns());
  detail::add_product(x.rows(), x.columns(), w.columns(), x.operand().values, w.operand().values, block.out);
  T* slopes = nullptr;
  if constexpr (!std::same_as<F, Identity>) {
    slopes = block.recorder.take(size);
    detail::linearize_all<F>(size, block.out, block.out, slopes);
  }
  return block.recorded({.reverse = detail::reverse_dense<T>,
                         .a = x.operand(),
                         .b = w.operand(),
                         .c = b.operand(),
                         .saved = slopes});
}

}  // namespace slope
