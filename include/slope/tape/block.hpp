// SPDX-License-Identifier: MIT
// Operations that take one entry of the tape for a whole matrix.
#pragma once

#include <algorithm>

#include "slope/function/sigmoid.hpp"
#include "slope/tape/matrix.hpp"

namespace slope {
namespace detail {

// The reverse of a single number whose derivatives by the elements of `a` are `slopes`, times its adjoint, `seed`.
template <class T>
void reverse_scalar(const MatrixRecord<T>& record, Recorder<T>& recorder, const T& seed, const T* slopes) {
  if (is_zero(seed)) return;
  const auto [at, init] = recorder.sums_or_none(*record.a);
  recorder.template call<scale<T>>(Scaled<T>{record.a->size(), seed, slopes, init, at});
}
template <class T> void reverse_saved(const MatrixRecord<T>& record, Recorder<T>& recorder) {
  reverse_scalar(record, recorder, recorder.adjoints[record.first], record.saved);
}
template <class T> void reverse_squares(const MatrixRecord<T>& record, Recorder<T>& recorder) {
  const T seed = recorder.adjoints[record.first], twice = T(2) * seed;
  const bool overflows = !(twice - twice == T(0));
  reverse_scalar(record, recorder, overflows ? seed : twice, record.a->values);
  if (overflows) reverse_scalar(record, recorder, seed, record.a->values);
}
template <class T> bool is_of_scalar(typename MatrixRecord<T>::Reverse reverse) {
  return reverse == reverse_saved<T> || reverse == reverse_squares<T>;
}

// A new number, whose derivatives by the elements of a matrix the caller computes, unless `reverse` knows them.
template <class T> struct NewScalar {
  using Reverse = typename MatrixRecord<T>::Reverse;
  explicit NewScalar(const VarMatrix<T>& matrix, Reverse how = reverse_saved<T>)
      : a(matrix.operand()),
        reverse(how),
        block(a.tape, 1, 1, how == reverse_saved<T> ? a.size() : 0, true) {}
  Var<T> recorded(const T& y) {
    *block.out = y;
    return recorded();
  }
  // Of what is in block.out.
  Var<T> recorded() {
    const T y = *block.out;
    if (a.first == 0) {
      block.recorder.refuse_replay();  // there is no record that has its value
      return y;
    }
    const auto index = static_cast<std::uint32_t>(block.recorder.records);
    block.recorded(reverse, &a, nullptr, nullptr, false);
    return {y, index, a.tape};
  }
  const MatrixRecord<T>& a;
  const Reverse reverse;
  NewBlock<T> block;
};

// The reverse of a rule at every element: `saved` are the derivatives by a's, then those by b's.
template <class T> void reverse_elements(const MatrixRecord<T>& record, Recorder<T>& recorder) {
  const T* const seed = recorder.adjoints.data() + record.first;
  const std::size_t n = record.size();
  const auto add = [&](const MatrixRecord<T>& to, const T* slope) {
    if (to.first == 0) return;
    auto [at, init] = recorder.sums_or_none(to);
    for (std::size_t start = 0; start < n; start += to.size(), init = at)
      absorbing_products(to.size(), T(1), slope + start, seed + start, init, at);
  };
  add(*record.a, record.saved);
  if (record.b != nullptr) add(*record.b, record.saved + n);
}

template <class F, class T> VarMatrix<T> apply_to_elements(const VarMatrix<T>& a) {
  NewBlock<T> block(a.tape(), a.rows(), a.columns(), a.size());
  linearize_all<F>(a.size(), a.operand().values, block.out, block.saved);
  return block.recorded(reverse_elements<T>, a);
}

// Sums, differences and products, of the rows or of one for all. Their slopes are known, and not saved: Ā += C̄, B̄ ± C̄; Ā += B C̄,
// B̄ += A C̄.
template <class F, class T> void arithmetic(std::size_t n, const T* x, const T* y, T* z) {
  if constexpr (!kernel::Native<T>)
    for (std::size_t i = 0; i < n; ++i) z[i] = lift<F>(x[i], y[i]);
  else if constexpr (std::same_as<F, Multiply>) kernel::blocks<T>().products(n, x, y, z);
  else kernel::blocks<T>().scaled(n, std::same_as<F, Subtract> ? T(-1) : T(1), y, x, z);
}
template <class F, class T> void reverse_arithmetic(const MatrixRecord<T>& record, Recorder<T>& recorder) {
  const T* const seed = recorder.adjoints.data() + record.first;
  const std::size_t n = record.size();
  const auto add = [&](const MatrixRecord<T>& to, const MatrixRecord<T>& other, const T& factor) {
    if (to.first == 0) return;
    const auto [first, init] = recorder.sums_or_none(to);
    const std::size_t step = to.size() < other.size() ? to.size() : other.size();
    for (std::size_t start = 0; start < n; start += step) {
      T* const at = first + start % to.size();
      const T* const from = init == nullptr && start < to.size() ? nullptr : at;
      if constexpr (std::same_as<F, Multiply>)
        absorbing_products(step, factor, other.values + start % other.size(), seed + start, from, at);
      else scaled(step, factor, seed + start, from, at);
    }
  };
  if (std::same_as<F, Multiply> && record.a == record.b) return add(*record.a, *record.a, T(2));
  add(*record.a, *record.b, T(1));
  add(*record.b, *record.a, std::same_as<F, Subtract> ? T(-1) : T(1));
}

template <class F, class T> VarMatrix<T> apply_to_elements(const VarMatrix<T>& a, const VarMatrix<T>& b) {
  const bool same = a.rows() == b.rows(), fits = a.columns() == b.columns();
  if (!fits || (!same && a.rows() != 1 && b.rows() != 1))
    refuse_shapes("element by element", a.rows(), a.columns(), b.rows(), b.columns());
  const std::size_t rows = a.rows() == 1 ? b.rows() : a.rows(), n = rows * a.columns();
  if constexpr (std::same_as<F, Add> || std::same_as<F, Subtract> || std::same_as<F, Multiply>) {
    NewBlock<T> block(join(a.tape(), b.tape()), rows, a.columns(), 0);
    const std::size_t step = std::min(a.size(), b.size());
    for (std::size_t start = 0; start < n; start += step)
      arithmetic<F>(step, a.operand().values + start % a.size(), b.operand().values + start % b.size(),
                    block.out + start);
    return block.recorded(reverse_arithmetic<F, T>, a, b);
  }
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
  return block.recorded(reverse_elements<T>, a, b);
}

// C = A B; Ā += C̄ Bᵀ, B̄ += Aᵀ C̄.
template <class T> void reverse_product(const MatrixRecord<T>& record, Recorder<T>& recorder) {
  const T* const seed = recorder.adjoints.data() + record.first;
  const MatrixRecord<T>&a = *record.a, &b = *record.b;
  if (a.first != 0)
    add_product_nt(a.rows, b.columns, a.columns, seed, b.values, recorder.sums(a), recorder.scratch.data());
  if (b.first != 0) add_product_tn(a.columns, a.rows, b.columns, a.values, seed, recorder.sums(b));
}

}  // namespace detail

/// A matrix of copies of these variables, one record each.
/// @throws UsageError if there are not rows · columns of them, or none is on a tape
template <class T> VarMatrix<T> gather(std::span<const Var<T>> x, std::size_t rows, std::size_t columns) {
  detail::check_matrix("gather", x.size(), rows, columns);
  detail::Handle<T> tape;
  for (const Var<T>& xi : x) tape = detail::join(tape, xi.tape());
  if (!tape) detail::refuse_dead_tape();
  detail::live(tape).reserve(2 * x.size(), x.size(), x.size() * sizeof(T));
  T* const values = tape.recorder()->take_reserved(x.size());
  const auto first = static_cast<std::uint32_t>(tape.recorder()->records);
  for (std::size_t i = 0; i < x.size(); ++i) {
    values[i] = x[i].value();
    const detail::Pair<T> pair{T(1), x[i].index()};
    detail::write_record<T>(tape, {&pair, 1});
  }
  return {tape, first, rows, columns, values};
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

/// The elements from `first` on, row by row, as a matrix: a view, without a record of its own. Adjoints of a part of inputs
/// are those of the whole. (Inputs of which parts are used are not stepped in place by Tape::descend, but after the sweep.)
/// @throws UsageError if there are less than rows · columns of them
template <class T>
VarMatrix<T> part(const VarMatrix<T>& a, std::size_t first, std::size_t rows, std::size_t columns) {
  const std::size_t rest = first > a.size() ? 0 : a.size() - first;
  if (first > a.size() || (columns != 0 && rows > rest / columns))
    detail::refuse_matrix_size("a part of a matrix", rows, columns, rest);
  const detail::MatrixRecord<T>& of = a.operand();
  of.tape.recorder()->use_elements(of);
  const std::uint32_t index = of.first == 0 ? 0 : of.first + static_cast<std::uint32_t>(first);
  return {a.tape(), index, rows, columns, of.values + first};
}

/// The matrix product. O(rows · columns · inner), forward once and in reverse once for each operand of variables.
/// @throws UsageError if a.columns() ≠ b.rows()
template <class T> VarMatrix<T> matmul(const VarMatrix<T>& a, const VarMatrix<T>& b) {
  if (a.columns() != b.rows()) detail::refuse_shapes("matmul", a.rows(), a.columns(), b.rows(), b.columns());
  detail::NewBlock<T> block(detail::join(a.tape(), b.tape()), a.rows(), b.columns(), 0);
  if (a.operand().first != 0 && kernel::Native<T>) block.recorder.prepare_scratch(b.size());
  std::fill_n(block.out, block.size, T(0));
  detail::add_product(a.rows(), a.columns(), b.columns(), a.operand().values, b.operand().values, block.out);
  return block.recorded(detail::reverse_product<T>, a, b);
}

/// Σ aᵢ bᵢ over all elements. @throws UsageError if the sizes differ
template <class T> Var<T> dot(const VarMatrix<T>& a, const VarMatrix<T>& b) {
  if (a.size() != b.size()) detail::refuse_shapes("dot", a.rows(), a.columns(), b.rows(), b.columns());
  detail::Recorder<T>& recorder = detail::live(detail::join(a.tape(), b.tape()));
  recorder.reserve(0, 1,
                   sizeof(T) + 2 * sizeof(detail::MatrixRecord<T>));  // or what follows would be left behind
  const auto reshaped = [&](const VarMatrix<T>& m, std::size_t rows, std::size_t columns) {
    const detail::MatrixRecord<T>& of = m.operand();
    recorder.use_elements(of);
    return VarMatrix<T>(recorder.matrices.keep(of.tape, of.first, rows, columns, of.values));
  };
  return matmul(reshaped(a, 1, a.size()), reshaped(b, b.size(), 1))[0];
}

/// The sum of all elements.
template <class T> Var<T> sum(const VarMatrix<T>& a) {
  detail::NewScalar<T> sum(a);
  std::fill_n(sum.block.saved, a.size(), T(1));
  T y(0);
  for (const T& x : a.values()) y += x;
  return sum.recorded(y);
}

/// The product of all elements (1 if there are none). Its derivatives are the products of the others, so that they are right
/// where elements are 0.
template <class T> Var<T> prod(const VarMatrix<T>& a) {
  const std::span<const T> x = a.values();
  const std::size_t n = x.size();
  detail::NewScalar<T> product(a);
  T* const others = product.block.saved;
  // From both ends at once: the first to come to a place leaves its product there, the second multiplies.
  T front(1), back(1);
  for (std::size_t i = 0, j = n; i < n; ++i) {
    --j;
    if (i < j) {
      others[i] = front;
      others[j] = back;
    } else if (i == j) {
      others[i] = front * back;
    } else {
      others[i] *= front;
      others[j] *= back;
    }
    front *= x[i];
    back *= x[j];
  }
  return product.recorded(front);
}

namespace detail {

// log Σ e^zⱼ, and its derivatives.
template <class T> T softmax(std::span<const T> z, T* slope) {
  if (z.empty()) refuse_size("logsumexp", 1, 0);
  if constexpr (kernel::Native<T>) {
    const auto largest = static_cast<std::size_t>(std::max_element(z.begin(), z.end()) - z.begin());
    if (z[largest] - z[largest] == 0) {  // and so all differences are numbers, or −∞
      const T rest = kernel::blocks<T>().cross_entropy(z.size(), z.data(), largest, slope);
      slope[largest] += T(1);
      return z[largest] + rest;
    }
  }
  const T y = LogSumExp::value(z);
  if constexpr (Real<T>) LogSumExp::slopes(z, y, std::span<T>(slope, z.size()));
  else
    for (std::size_t j = 0; j < z.size(); ++j) slope[j] = LogSumExp::slope(z, y, j);
  return y;
}

// Row by row, the reverse of numbers whose derivatives by the elements of their rows were saved.
template <class T> void reverse_rows(const MatrixRecord<T>& record, Recorder<T>& recorder) {
  const T* const seed = recorder.adjoints.data() + record.first;
  const std::size_t n = record.a->columns;
  if (record.a->first == 0) return;
  T* const sums = recorder.sums(*record.a);
  for (std::size_t row = 0; row < record.a->rows; ++row)
    if (!is_zero(seed[row])) add_scaled(n, seed[row], record.saved + row * n, sums + row * n);
}

}  // namespace detail

/// log Σ e^aᵢ over all elements, without overflow. Its derivatives are the softmax.
/// @throws UsageError if there are none
template <class T> Var<T> logsumexp(const VarMatrix<T>& a) {
  detail::NewScalar<T> y(a);
  return y.recorded(detail::softmax(a.values(), y.block.saved));
}
/// log Σⱼ e^aᵢⱼ of each row i: a column. @throws UsageError if the rows are empty
template <class T> VarMatrix<T> logsumexp_rows(const VarMatrix<T>& a) {
  const std::size_t n = a.columns();
  if (n == 0) detail::refuse_size("logsumexp_rows", 1, 0);
  detail::NewBlock<T> block(a.tape(), a.rows(), 1, a.size());
  for (std::size_t row = 0; row < a.rows(); ++row)
    block.out[row] = detail::softmax(a.values().subspan(row * n, n), block.saved + row * n);
  return block.recorded(detail::reverse_rows<T>, a);
}

}  // namespace slope
