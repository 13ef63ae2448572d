// SPDX-License-Identifier: MIT
// Losses as single entries of a tape, in the form that is right for confident predictions too.
#pragma once

#include <algorithm>

#include "slope/tape/block.hpp"

namespace slope {
namespace detail {

// A loss: of x, rows×columns, and targets or labels; its derivatives by x, and its value.
template <class T> struct LossCall {
  std::size_t rows, columns;
  const T *x, *target;
  const std::size_t* labels;
  T parameter;
  T *slope, *value;
  std::size_t size() const { return rows * columns; }
};

template <class T> void squared_error(const LossCall<T>& c) {
  if constexpr (kernel::Native<T>) {
    *c.value = kernel::blocks<T>().squared_error(c.size(), c.x, c.target, c.slope);
  } else {
    T y(0);
    for (std::size_t i = 0; i < c.size(); ++i) {
      const T d = c.x[i] - c.target[i];
      y += d * d;
      c.slope[i] = T(2) * d;
    }
    *c.value = y;
  }
}

template <class T> void sum_of_squares(const LossCall<T>& c) {
  if constexpr (kernel::Native<T>) {
    *c.value = kernel::blocks<T>().sum_of_squares(c.size(), c.x);
  } else {
    T y(0);
    for (std::size_t i = 0; i < c.size(); ++i) y += c.x[i] * c.x[i];
    *c.value = y;
  }
}

template <class T> void huber(const LossCall<T>& c) {
  const T& delta = c.parameter;
  T y(0);
  for (std::size_t i = 0; i < c.size(); ++i) {
    const T d = c.x[i] - c.target[i], size = d < T(0) ? T(-d) : d;
    const bool is_near = !(size > delta);
    y += is_near ? T(d * d / T(2)) : T(delta * (size - delta / T(2)));
    c.slope[i] = is_near ? d : d < T(0) ? T(-delta) : delta;
  }
  *c.value = y;
}

template <class T> void binary_cross_entropy(const LossCall<T>& c) {
  if constexpr (kernel::Native<T>) {
    *c.value = kernel::blocks<T>().binary_cross_entropy(c.size(), c.x, c.target, c.slope);
  } else {
    T y(0);
    for (std::size_t i = 0; i < c.size(); ++i) {
      const Linear<T, 1> up = linearize<Softplus>(c.x[i]);
      const Linear<T, 1> down = linearize<Softplus>(T(-c.x[i]));
      y += c.target[i] * down.value + (T(1) - c.target[i]) * up.value;
      c.slope[i] = (T(1) - c.target[i]) * up.slope[0] - c.target[i] * down.slope[0];
    }
    *c.value = y;
  }
}

template <class T> void cross_entropy(const LossCall<T>& c) {
  const std::size_t n = c.columns;
  T y(0);
  for (std::size_t row = 0; row < c.rows; ++row) {
    const std::size_t label = c.labels[row];
    if (label >= n) refuse_label(row, label, n);
    const T* const z = c.x + row * n;
    T* const s = c.slope + row * n;
    if constexpr (kernel::Native<T>) {
      y += kernel::blocks<T>().cross_entropy(n, z, label, s);
      continue;
    }
    const T most = *std::max_element(z, z + n);
    // e^(z − most), of the label apart: 1 − softmax is the sum of the others, where it would cancel.
    T others(0);
    for (std::size_t j = 0; j < n; ++j) {
      s[j] = lift<Exp>(T(z[j] - most));
      if (j != label) others += s[j];
    }
    const T own = s[label], all = others + own;
    y += own > others ? T(lift<Log1p>(T(others / own))) : T(lift<Log>(all) - (z[label] - most));
    for (std::size_t j = 0; j < n; ++j) s[j] = s[j] / all;
    s[label] = -others / all;
  }
  *c.value = y;
}

// The number that `loss` finds for a matrix, and for as many targets as it has elements, or labels as it has rows.
template <auto loss, class T>
Var<T> record_loss(const VarMatrix<T>& a, const T* target, const std::size_t* labels = nullptr,
                   const T& parameter = T(0), typename NewScalar<T>::Reverse reverse = reverse_saved<T>) {
  NewScalar<T> y(a, reverse);
  const MatrixRecord<T>& x = a.operand();
  y.block.template compute<loss>(
      LossCall<T>{x.rows, x.columns, x.values, target, labels, parameter, y.block.saved, y.block.out});
  return y.recorded();
}
template <class T> void check_targets(const char* loss, std::size_t expected, std::span<const T> found) {
  if (found.size() != expected) refuse_size(loss, expected, found.size());
}

}  // namespace detail

/// Σ (aᵢ − tᵢ)². @throws UsageError if the sizes differ
template <class T> Var<T> squared_error(const VarMatrix<T>& a, std::span<const T> target) {
  detail::check_targets("squared_error", a.size(), target);
  return detail::record_loss<detail::squared_error<T>>(a, target.data());
}

/// Σ h(aᵢ − tᵢ), with h(d) = d²/2 where |d| ≤ delta, else delta·(|d| − delta/2) (Huber, 1964).
/// @throws UsageError if the sizes differ
template <class T> Var<T> huber(const VarMatrix<T>& a, std::span<const T> target, const T& delta = T(1)) {
  detail::check_targets("huber", a.size(), target);
  return detail::record_loss<detail::huber<T>>(a, target.data(), nullptr, delta);
}

/// Σ aᵢ².
template <class T> Var<T> sum_of_squares(const VarMatrix<T>& a) {
  return detail::record_loss<detail::sum_of_squares<T>, T>(a, nullptr, nullptr, T(0),
                                                           detail::reverse_squares<T>);
}

/// Σ −tᵢ log σ(zᵢ) − (1 − tᵢ) log(1 − σ(zᵢ)), for targets from 0 to 1 and logits z.
/// @throws UsageError if the sizes differ
template <class T> Var<T> binary_cross_entropy(const VarMatrix<T>& logits, std::span<const T> target) {
  detail::check_targets("binary_cross_entropy", logits.size(), target);
  return detail::record_loss<detail::binary_cross_entropy<T>>(logits, target.data());
}

/// Σ over rows of log Σⱼ e^zⱼ − z_label: the cross-entropy of the softmax with one class for each row.
/// @throws UsageError if there is not one label from 0 to columns − 1 for each row
template <class T> Var<T> cross_entropy(const VarMatrix<T>& logits, std::span<const std::size_t> labels) {
  detail::check_targets("cross_entropy", logits.rows(), labels);
  return detail::record_loss<detail::cross_entropy<T>, T>(logits, nullptr, labels.data());
}

}  // namespace slope
