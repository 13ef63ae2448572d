// SPDX-License-Identifier: MIT
// Losses as single entries of a tape, in the form that is right for confident predictions too.
#pragma once

#include <algorithm>

#include "slope/tape/block.hpp"

namespace slope {

/// Σ (aᵢ − tᵢ)². @throws UsageError if the sizes differ
template <class T> Var<T> squared_error(const VarMatrix<T>& a, std::span<const T> target) {
  const std::span<const T> x = a.values();
  if (target.size() != x.size()) detail::refuse_size("squared_error", x.size(), target.size());
  T* const slope = detail::take_slopes(a);
  if constexpr (kernel::Native<T>)
    return detail::scalar_of(a, kernel::blocks<T>().squared_error(x.size(), x.data(), target.data(), slope),
                             slope);
  T y(0);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const T d = x[i] - target[i];
    y += d * d;
    slope[i] = T(2) * d;
  }
  return detail::scalar_of(a, y, slope);
}

/// Σ h(aᵢ − tᵢ), with h(d) = d²/2 where |d| ≤ delta, else delta·(|d| − delta/2) (Huber, 1964).
/// @throws UsageError if the sizes differ
template <class T> Var<T> huber(const VarMatrix<T>& a, std::span<const T> target, const T& delta = T(1)) {
  const std::span<const T> x = a.values();
  if (target.size() != x.size()) detail::refuse_size("huber", x.size(), target.size());
  T* const slope = detail::take_slopes(a);
  T y(0);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const T d = x[i] - target[i], size = d < T(0) ? T(-d) : d;
    const bool is_near = !(size > delta);
    y += is_near ? T(d * d / T(2)) : T(delta * (size - delta / T(2)));
    slope[i] = is_near ? d : d < T(0) ? T(-delta) : delta;
  }
  return detail::scalar_of(a, y, slope);
}

/// Σ aᵢ².
template <class T> Var<T> sum_of_squares(const VarMatrix<T>& a) {
  const std::span<const T> x = a.values();
  T* const slope = detail::take_slopes(a);
  T y(0);
  for (std::size_t i = 0; i < x.size(); ++i) {
    y += x[i] * x[i];
    slope[i] = T(2) * x[i];
  }
  return detail::scalar_of(a, y, slope);
}

/// Σ −tᵢ log σ(zᵢ) − (1 − tᵢ) log(1 − σ(zᵢ)), for targets from 0 to 1 and logits z.
/// @throws UsageError if the sizes differ
template <class T> Var<T> binary_cross_entropy(const VarMatrix<T>& logits, std::span<const T> target) {
  const std::span<const T> z = logits.values();
  if (target.size() != z.size()) detail::refuse_size("binary_cross_entropy", z.size(), target.size());
  T* const slope = detail::take_slopes(logits);
  if constexpr (kernel::Native<T>)
    return detail::scalar_of(
        logits, kernel::blocks<T>().binary_cross_entropy(z.size(), z.data(), target.data(), slope), slope);
  T y(0);
  for (std::size_t i = 0; i < z.size(); ++i) {
    const Linear<T, 1> up = linearize<Softplus>(z[i]);
    const Linear<T, 1> down = linearize<Softplus>(T(-z[i]));
    y += target[i] * down.value + (T(1) - target[i]) * up.value;
    slope[i] = (T(1) - target[i]) * up.slope[0] - target[i] * down.slope[0];
  }
  return detail::scalar_of(logits, y, slope);
}

/// Σ over rows of log Σⱼ e^zⱼ − z_label: the cross-entropy of the softmax with one class for each row.
/// @throws UsageError if there is not one label from 0 to columns − 1 for each row
template <class T> Var<T> cross_entropy(const VarMatrix<T>& logits, std::span<const std::size_t> labels) {
  if (labels.size() != logits.rows()) detail::refuse_size("cross_entropy", logits.rows(), labels.size());
  const std::size_t n = logits.columns();
  T* const slope = detail::take_slopes(logits);
  T y(0);
  for (std::size_t row = 0; row < labels.size(); ++row) {
    if (labels[row] >= n) detail::refuse_label(row, labels[row], n);
    const T* const z = logits.values().data() + row * n;
    T* const s = slope + row * n;
    if constexpr (kernel::Native<T>) {
      y += kernel::blocks<T>().cross_entropy(n, z, labels[row], s);
      continue;
    }
    const T most = *std::max_element(z, z + n);
    // e^(z − most), of the label apart: 1 − softmax is the sum of the others, where it would cancel.
    T others(0);
    for (std::size_t j = 0; j < n; ++j) {
      s[j] = lift<Exp>(T(z[j] - most));
      if (j != labels[row]) others += s[j];
    }
    const T own = s[labels[row]], all = others + own;
    y += own > others ? T(lift<Log1p>(T(others / own))) : T(lift<Log>(all) - (z[labels[row]] - most));
    for (std::size_t j = 0; j < n; ++j) s[j] = s[j] / all;
    s[labels[row]] = -others / all;
  }
  return detail::scalar_of(logits, y, slope);
}

}  // namespace slope
