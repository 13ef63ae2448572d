// SPDX-License-Identifier: MIT
// Thirty functions of two to six variables, as sums of terms, so that a gradient can lack one.
#pragma once

#include <vector>

#include "slope/function/catalog.hpp"

namespace slope::losses {

inline constexpr int count = 30;

/// How many variables function f has.
inline std::size_t variables(int f) {
  constexpr std::size_t n[count] = {2, 2, 3, 3, 3, 4, 2, 3, 4, 5, 2, 3, 3, 2, 4,
                                    3, 6, 2, 3, 4, 5, 3, 2, 3, 4, 3, 2, 3, 5, 4};
  return n[f];
}

/// The terms of function f.
template <class T> std::vector<T> terms(int f, const std::vector<T>& x) {
  const auto sq = [](const T& a) { return T(a * a); };
  switch (f) {
    case 0: return {T(x[0] * x[0] * x[1]), T(sin(x[1])), T(3.0 * x[0])};
    case 1:
      return {T(sq(1.0 - x[0])), T(100.0 * sq(T(x[1] - x[0] * x[0]))), T(x[0] * x[1])};  // Rosenbrock, tilted
    case 2: return {T(sigmoid(x[0] * x[1] + x[2])), T(0.1 * (sq(x[0]) + sq(x[1]))), T(0.3 * x[2])};
    case 3: return {T(softplus(x[0] - x[1])), T(exp(-x[2] * x[2])), T(x[1] * x[2])};
    case 4:
      return {T(sq(T(sigmoid(x[0] * 0.7 + x[1]) - 0.3))), T(sq(T(sigmoid(x[0] * -1.2 + x[1]) - 0.9))),
              T(x[2] * x[0])};
    case 5: return {T(tanh(x[0] * x[1])), T(log(1.0 + sq(x[2]))), T(x[3] * x[0]), T(atan(x[3]))};
    case 6: return {T(x[0] * exp(x[1])), T(cos(x[0] + 2.0 * x[1])), T(sq(x[1]))};
    case 7: return {T(sqrt(1.0 + sq(x[0]) + sq(x[1]))), T(x[2] * sin(x[0])), T(0.5 * sq(x[2]))};
    case 8: return {T(x[0] * x[1] * x[2] * x[3]), T(sq(x[0])), T(x[3]), T(cos(x[1]))};
    case 9: return {T(log(exp(x[0]) + exp(x[1]) + exp(x[2]))), T(x[3] * x[0]), T(sin(x[4] * x[3])), T(x[4])};
    case 10: return {T(x[0] / (1.0 + sq(x[1]))), T(sq(x[0]) * x[1]), T(2.0 * x[1])};
    case 11: return {T(atan(x[0] * x[1])), T(x[1] * sigmoid(x[2])), T(x[0] * sq(x[2]))};
    case 12: return {T(sin(x[0]) * cos(x[1])), T(sin(x[1]) * cos(x[2])), T(x[0] * x[2] * 0.25)};
    case 13: return {T(exp(-0.5 * (sq(x[0]) + 2.0 * sq(x[1])))), T(0.2 * x[0]), T(x[1] * x[0])};
    case 14:
      return {T(sq(T(x[0] + 10.0 * x[1]))), T(5.0 * sq(T(x[2] - x[3]))), T(sq(sq(T(x[1] - 2.0 * x[2])))),
              T(10.0 * sq(sq(T(x[0] - x[3]))))};  // Powell
    case 15: return {T(x[0] * softplus(x[1])), T(logsigmoid(x[2] + x[0])), T(0.1 * sq(x[2]))};
    case 16: return {T(x[0] * x[1]), T(x[2] * x[3]), T(x[4] * x[5]), T(sin(x[0] + x[2] + x[4])), T(sq(x[5]))};
    case 17: return {T(gelu(x[0])), T(swish(x[1])), T(x[0] * sq(x[1]))};
    case 18: return {T(cosh(0.5 * x[0])), T(sinh(x[1]) * x[2]), T(x[0] * x[1])};
    case 19:
      return {T(logaddexp(x[0], x[1])), T(logaddexp(x[2], 2.0 * x[3])), T(x[0] * x[3]), T(0.5 * sq(x[2]))};
    case 20:
      return {T(tanh(x[0] * x[4] + x[1])), T(sigmoid(x[2] * x[4] + x[3])), T(0.1 * sq(x[4])), T(x[1] * x[2])};
    case 21: return {T(erf(x[0] + x[1])), T(x[1] * x[2]), T(exp(x[2]) * 0.3)};
    case 22: return {T(log(2.0 + sin(x[0]))), T(x[0] * cos(x[1])), T(0.7 * x[1])};
    case 23: return {T(hypot(x[0], T(1.0 + sq(x[1])))), T(x[2] * x[0]), T(sq(x[2]) * x[1])};
    case 24:
      return {T(-log(sigmoid(x[0] * 1.5 + x[3]))), T(-log(sigmoid(-(x[1] * 0.8 + x[3])))), T(x[2] * x[0]),
              T(0.05 * sq(x[1]))};
    case 25:
      return {T(sq(T(x[0] * x[0] + x[1] - 11.0))), T(sq(T(x[0] + x[1] * x[1] - 7.0))),
              T(x[2] * x[1])};  // Himmelblau
    case 26: return {T(sin(3.0 * x[0]) * x[1]), T(exp(x[0] * x[1] * 0.2)), T(x[1])};
    case 27: return {T(asinh(x[0] * x[1])), T(x[1] / (2.0 + cos(x[2]))), T(x[0] * 0.9)};
    case 28:
      return {T(sq(T(x[0] - 1.0))), T(sq(T(x[1] - x[0]))), T(sq(T(x[2] - x[1]))), T(x[3] * x[4]),
              T(cos(x[4]))};
    default:
      return {T(sigmoid(x[0]) * tanh(x[1])), T(x[1] * x[2] * x[3]), T(exp(0.3 * x[2])), T(sq(x[3]) * x[0])};
  }
}

/// Function f, without one of its terms.
struct Loss {
  int f = 0;
  std::size_t without = static_cast<std::size_t>(-1);
  template <class T> T operator()(const std::vector<T>& x) const {
    T sum(0.0);
    const std::vector<T> all = terms(f, x);
    for (std::size_t k = 0; k < all.size(); ++k)
      if (k != without) sum = sum + all[k];
    return sum;
  }
};

}  // namespace slope::losses
