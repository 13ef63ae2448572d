// SPDX-License-Identifier: MIT
// Derivatives as they are found in real code, wrong in some region.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "slope/check/diagnosis.hpp"
#include "slope/check/samples.hpp"

namespace slope {

struct Naive {
  std::string name, formula;
  double (*computed)(double);
  SampleRange range;
  Cause cause;
};

inline double naive_sigmoid(double x) { return 1 / (1 + std::exp(-x)); }
inline double naive_softmax_of_two(double x) { return std::exp(x) / (std::exp(x) + 1); }

inline const std::vector<Naive>& naive_derivatives() {
  static const std::vector<Naive> list = {
      {"sigmoid by y(1 - y)",
       "sigmoid(x)",
       [](double x) {
         const double y = naive_sigmoid(x);
         return y * (1 - y);
       },
       {-30, 60},
       Cause::cancellation},
      {"tanh by 1 - y^2",
       "tanh(x)",
       [](double x) { return 1 - std::tanh(x) * std::tanh(x); },
       {-30, 30},
       Cause::cancellation},
      {"logsigmoid by 1 - y",
       "logsigmoid(x)",
       [](double x) { return 1 - naive_sigmoid(x); },
       {-20, 60},
       Cause::cancellation},
      {"expm1(x)/x",
       "expm1(x)/x",
       [](double x) { return (x * std::exp(x) - std::expm1(x)) / (x * x); },
       {1e-9, 2},
       Cause::cancellation},
      {"sqrt(1 + x^2) - x",
       "sqrt(1 + x^2) - x",
       [](double x) { return x / std::sqrt(1 + x * x) - 1; },
       {0, 1e8},
       Cause::cancellation},
      {"x - sin(x)", "x - sin(x)", [](double x) { return 1 - std::cos(x); }, {-1, 1}, Cause::cancellation},
      {"sigmoid by e^x/(1 + e^x)^2",
       "sigmoid(x)",
       [](double x) {
         const double e = std::exp(x);
         return e / ((1 + e) * (1 + e));
       },
       {-30, 800},
       Cause::overflow},
      {"softplus by e^x/(1 + e^x)",
       "softplus(x)",
       [](double x) { return std::exp(x) / (1 + std::exp(x)); },
       {-30, 800},
       Cause::overflow},
      {"tanh by (e^x - e^-x)/(e^x + e^-x)",
       "log(cosh(x))",
       [](double x) { return (std::exp(x) - std::exp(-x)) / (std::exp(x) + std::exp(-x)); },
       {1, 800},
       Cause::overflow},
      {"logaddexp by e^x/(e^x + 1)", "logaddexp(x, 0)", naive_softmax_of_two, {-30, 800}, Cause::overflow},
      {"sech^2 by cosh",
       "tanh(x)",
       [](double x) { return std::exp(2 * x) * 4 / std::pow(std::exp(2 * x) + 1, 2); },
       {-5, 400},
       Cause::overflow},
      {"relu, 2 at 0",
       "relu(x)",
       [](double x) { return x > 0   ? 1.0
                             : x < 0 ? 0.0
                                     : 2.0; },
       {-2, 2},
       Cause::kink},
      {"abs, -3 at 0",
       "abs(x)",
       [](double x) { return x > 0   ? 1.0
                             : x < 0 ? -1.0
                                     : -3.0; },
       {-2, 2},
       Cause::kink},
      {"max(x, x^2), 5 at 1",
       "max(x, x^2)",
       [](double x) {
         return x == 1 ? 5.0 : x == 0 ? 0.5 : x > 1 || x < 0 ? 2 * x : 1.0;
       },
       {-2, 3},
       Cause::kink},
      {"clamp, NaN-free but -1 at the ends",
       "clamp(x, -1, 1)",
       [](double x) { return x == -1 || x == 1 ? -1.0
                             : x > -1 && x < 1 ? 1.0
                                               : 0.0; },
       {-3, 3},
       Cause::kink},
      {"abs(x - 3), 2 at 3",
       "abs(x - 3)",
       [](double x) { return x > 3   ? 1.0
                             : x < 3 ? -1.0
                                     : 2.0; },
       {0, 5},
       Cause::kink},
      {"product rule, half of it",
       "x^2*sin(x)",
       [](double x) { return 2 * x * std::sin(x); },
       {-5, 5},
       Cause::term_missing},
      {"chain rule without the inner slope",
       "sin(x^2)",
       [](double x) { return std::cos(x * x); },
       {-3, 3},
       Cause::term_missing},
      {"quotient rule, half of it",
       "x/(1 + x^2)",
       [](double x) { return 1 / (1 + x * x); },
       {-3, 3},
       Cause::term_missing},
      {"swish by sigmoid",
       "swish(x)",
       [](double x) { return naive_sigmoid(x); },
       {-3, 3},
       Cause::term_missing},
      {"sign of cos", "cos(x)", [](double x) { return std::sin(x); }, {-3, 3}, Cause::sign},
      {"x^3 without 3", "x^3", [](double x) { return x * x; }, {-3, 3}, Cause::constant_factor},
  };
  return list;
}

}  // namespace slope
