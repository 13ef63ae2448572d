// SPDX-License-Identifier: MIT
// The compiled kernels, as tables of plain functions, one table per instruction set.
#pragma once

#include <cstddef>

namespace slope::kernel {

/// f(x) and f′(x).
template <class T> struct ValueAndSlope {
  T value;
  T slope;
};

/// One function of one argument: for a number, and for arrays of n numbers. An output array is the input array
/// or does not overlap it.
template <class T> struct Function {
  T (*value)(T);
  T (*slope)(T);
  ValueAndSlope<T> (*value_and_slope)(T);
  void (*values)(const T* in, T* value, std::size_t n);
  void (*slopes)(const T* in, T* slope, std::size_t n);
  void (*values_and_slopes)(const T* in, T* value, T* slope, std::size_t n);
};

template <class T> struct Functions { Function<T> sigmoid, logsigmoid, softplus, logit, tanh, swish, gelu; };

/// C = init + A B for A of rows×inner, B of inner×columns. Elements of a row of B, C and init are next to each other,
/// those of A anywhere; a stride of 0 repeats what it passes over. C is init, or overlaps nothing. If `step` is not 0,
/// C += step · (A B) instead.
template <class T> struct Product {
  std::size_t rows, inner, columns;
  const T* a;
  std::size_t a_row, a_column;  ///< from one row of A to the next, and from one column
  const T* b;
  std::size_t b_row;
  const T* init;  ///< nullptr for zeros
  std::size_t init_row;
  T* c;
  std::size_t c_row;
  T step = 0;
};

/// Y = f(X W + b) and f′: X is rows×in, W in×out, b one row.
template <class T> struct Layer {
  std::size_t rows, in, out;
  const T *x, *w, *b;
  T *y, *slope;
};
/// At a few units in the last place: f(x) and f′(x) of n elements, `value` being `in` or not overlapping it; and a layer.
template <class T> struct Activation {
  void (*map)(const T* in, T* value, T* slope, std::size_t n);
  void (*layer)(const Layer<T>&);
};
template <class T> struct Activations {
  Activation<T> sigmoid, logsigmoid, softplus, tanh, swish, elu, relu, leaky_relu, gelu;
};

/// Z̄ = Ȳ f′, in place of Ȳ unless W̄ and b̄ alone are wanted; X̄ = Z̄ Wᵀ, W̄ = Xᵀ Z̄, b̄ = the sum of the rows of Z̄: stored, or
/// added to what is there, or not wanted (nullptr). W̄ and b̄ may change W and b instead, by `step` times themselves.
template <class T> struct LayerReverse {
  struct To {
    T* at = nullptr;
    bool store = false;
    T step = 0;
    const T* init() const { return store ? nullptr : at; }
  };
  std::size_t rows, in, out;
  const T *x, *w, *slope;
  T* seed;
  To x_bar, w_bar, b_bar;
  T* scratch;  ///< of in·out elements, if x_bar is wanted
};

/// What block operations do with arrays.
template <class T> struct Blocks {
  Activations<T> activations;
  void (*product)(const Product<T>&);
  void (*transpose)(std::size_t rows, std::size_t columns, const T* from, T* to);
  /// Without an activation; nothing is done with `slope`.
  void (*layer)(const Layer<T>&);
  void (*layer_reverse)(const LayerReverse<T>&);
  /// y = init + s x. y is init or overlaps nothing, here and below; `init` is nullptr for zeros.
  void (*scaled)(std::size_t n, T s, const T* x, const T* init, T* y);
  /// z = x y.
  void (*products)(std::size_t n, const T* x, const T* y, T* z);
  /// z = init + s x y; what is multiplied by 0 stays out.
  void (*absorbing_products)(std::size_t n, T s, const T* x, const T* y, const T* init, T* z);
  /// Losses: their value, and their slopes. @{
  T (*squared_error)(std::size_t n, const T* a, const T* target, T* slope);
  T (*sum_of_squares)(std::size_t n, const T* a);
  T (*binary_cross_entropy)(std::size_t n, const T* logits, const T* target, T* slope);
  /// Of one row.
  T (*cross_entropy)(std::size_t n, const T* logits, std::size_t label, T* slope);
  /// @}
};

struct Table {
  Functions<float> of_float;
  Functions<double> of_double;
  Blocks<float> blocks_of_float;
  Blocks<double> blocks_of_double;
};

}  // namespace slope::kernel
