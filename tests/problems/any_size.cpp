// SPDX-License-Identifier: MIT
// Problems 20 to 35 of Moré, Garbow and Hillstrom, each at one size.
#include <algorithm>
#include <cmath>

#include "more_garbow_hillstrom.hpp"
#include "slope/function/catalog.hpp"

namespace slope::problems {

namespace {

// Index, counted from 1 as in the paper, as a number.
constexpr double count(std::size_t i) { return static_cast<double>(i); }

// n numbers of a formula in their index.
template <class F> std::vector<double> start(std::size_t n, const F& formula) {
  std::vector<double> x;
  for (std::size_t j = 1; j <= n; ++j) x.push_back(formula(count(j)));
  return x;
}

// Σ term(j), j = from … to.
template <class S, class Term> S sum(std::size_t from, std::size_t to, const Term& term) {
  S total = 0.0;
  for (std::size_t j = from; j <= to; ++j) total += term(j);
  return total;
}

constexpr auto watson = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  for (int i = 1; i <= 29; ++i) {
    const S t = S(i) / 29.0;
    S slope = 0.0, value = 0.0, power = 1.0, power_before = 0.0;
    for (std::size_t j = 0; j < x.size(); ++j) {
      slope += count(j) * x[j] * power_before;
      value += x[j] * power;
      power_before = power;
      power *= t;
    }
    f.push_back(slope - value * value - 1.0);
  }
  f.push_back(x[0]);
  f.push_back(x[1] - x[0] * x[0] - 1.0);
  return f;
};

constexpr auto extended_rosenbrock = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  for (std::size_t i = 0; i < x.size(); i += 2) {
    f.push_back(10.0 * (x[i + 1] - x[i] * x[i]));
    f.push_back(1.0 - x[i]);
  }
  return f;
};

constexpr auto extended_powell = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  for (std::size_t i = 0; i < x.size(); i += 4) {
    const auto b = x[i + 1] - 2.0 * x[i + 2], a = x[i] - x[i + 3];
    f.push_back(x[i] + 10.0 * x[i + 1]);
    f.push_back(sqrt(S(5)) * (x[i + 2] - x[i + 3]));
    f.push_back(b * b);
    f.push_back(sqrt(S(10)) * (a * a));
  }
  return f;
};

constexpr auto penalty_1 = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  for (const S& xi : x) f.push_back(sqrt(S(1e-5)) * (xi - 1.0));
  f.push_back(sum<S>(0, x.size() - 1, [&](std::size_t j) { return x[j] * x[j]; }) - 0.25);
  return f;
};

constexpr auto penalty_2 = []<class S>(std::span<const S> x) -> std::vector<S> {
  const std::size_t n = x.size();
  const S root_a = sqrt(S(1e-5));
  std::vector<S> f{x[0] - 0.2};
  for (std::size_t i = 2; i <= n; ++i) {
    const S y = exp(S(count(i)) / 10.0) + exp(S(count(i - 1)) / 10.0);
    f.push_back(root_a * (exp(x[i - 1] / 10.0) + exp(x[i - 2] / 10.0) - y));
  }
  for (std::size_t i = n + 1; i < 2 * n; ++i)
    f.push_back(root_a * (exp(x[i - n] / 10.0) - exp(S(-1) / 10.0)));
  f.push_back(sum<S>(1, n, [&](std::size_t j) { return count(n - j + 1) * x[j - 1] * x[j - 1]; }) - 1.0);
  return f;
};

constexpr auto variably_dimensioned = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  for (const S& xi : x) f.push_back(xi - 1.0);
  const S s = sum<S>(1, x.size(), [&](std::size_t j) { return count(j) * (x[j - 1] - 1.0); });
  f.push_back(s);
  f.push_back(s * s);
  return f;
};

constexpr auto trigonometric = []<class S>(std::span<const S> x) -> std::vector<S> {
  const S cosines = sum<S>(0, x.size() - 1, [&](std::size_t j) { return cos(x[j]); });
  std::vector<S> f;
  for (std::size_t i = 1; i <= x.size(); ++i)
    f.push_back(count(x.size()) - cosines + count(i) * (1.0 - cos(x[i - 1])) - sin(x[i - 1]));
  return f;
};

constexpr auto brown_almost_linear = []<class S>(std::span<const S> x) -> std::vector<S> {
  const S total = sum<S>(0, x.size() - 1, [&](std::size_t j) { return x[j]; });
  S product = 1.0;
  for (const S& xi : x) product *= xi;
  std::vector<S> f;
  for (std::size_t i = 0; i + 1 < x.size(); ++i) f.push_back(x[i] + total - count(x.size() + 1));
  f.push_back(product - 1.0);
  return f;
};

template <class S> S cube(const S& a) { return a * a * a; }

constexpr auto discrete_boundary_value = []<class S>(std::span<const S> x) -> std::vector<S> {
  const std::size_t n = x.size();
  const S h = S(1) / count(n + 1);
  std::vector<S> f;
  for (std::size_t i = 0; i < n; ++i) {
    S fi = 2.0 * x[i] + h * h * cube(S(x[i] + h * count(i + 1) + 1.0)) / 2.0;
    if (i > 0) fi -= x[i - 1];
    if (i + 1 < n) fi -= x[i + 1];
    f.push_back(fi);
  }
  return f;
};

constexpr auto discrete_integral = []<class S>(std::span<const S> x) -> std::vector<S> {
  const std::size_t n = x.size();
  const S h = S(1) / count(n + 1);
  const auto t = [&](std::size_t j) { return S(h * count(j)); };
  const auto power = [&](std::size_t j) { return cube(S(x[j - 1] + t(j) + 1.0)); };
  std::vector<S> f;
  for (std::size_t i = 1; i <= n; ++i) {
    const S below = sum<S>(1, i, [&](std::size_t j) { return S(t(j) * power(j)); });
    const S above = sum<S>(i + 1, n, [&](std::size_t j) { return S((1.0 - t(j)) * power(j)); });
    f.push_back(x[i - 1] + h * ((1.0 - t(i)) * below + t(i) * above) / 2.0);
  }
  return f;
};

constexpr auto broyden_tridiagonal = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  for (std::size_t i = 0; i < x.size(); ++i) {
    S fi = (3.0 - 2.0 * x[i]) * x[i] + 1.0;
    if (i > 0) fi -= x[i - 1];
    if (i + 1 < x.size()) fi -= 2.0 * x[i + 1];
    f.push_back(fi);
  }
  return f;
};

constexpr auto broyden_banded = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f;
  for (std::size_t i = 0; i < x.size(); ++i) {
    S fi = x[i] * (2.0 + 5.0 * x[i] * x[i]) + 1.0;
    for (std::size_t j = i < 5 ? 0 : i - 5; j <= std::min(i + 1, x.size() - 1); ++j)
      if (j != i) fi -= x[j] * (1.0 + x[j]);
    f.push_back(fi);
  }
  return f;
};

constexpr std::size_t rows = 10;  // of the three linear problems

constexpr auto linear_full_rank = []<class S>(std::span<const S> x) -> std::vector<S> {
  const S total = sum<S>(0, x.size() - 1, [&](std::size_t j) { return x[j]; });
  std::vector<S> f;
  for (std::size_t i = 0; i < rows; ++i) {
    f.push_back(-(S(2) / count(rows)) * total - 1.0);
    if (i < x.size()) f.back() += x[i];
  }
  return f;
};

constexpr auto linear_rank_1 = []<class S>(std::span<const S> x) -> std::vector<S> {
  const S s = sum<S>(1, x.size(), [&](std::size_t j) { return count(j) * x[j - 1]; });
  std::vector<S> f;
  for (std::size_t i = 1; i <= rows; ++i) f.push_back(count(i) * s - 1.0);
  return f;
};

constexpr auto linear_rank_1_with_zeros = []<class S>(std::span<const S> x) -> std::vector<S> {
  const S s = sum<S>(2, x.size() - 1, [&](std::size_t j) { return count(j) * x[j - 1]; });
  std::vector<S> f{-1.0};
  for (std::size_t i = 2; i < rows; ++i) f.push_back(count(i - 1) * s - 1.0);
  f.push_back(-1.0);
  return f;
};

// Tᵢ are the Chebyshev polynomials of [0, 1].
constexpr auto chebyquad = []<class S>(std::span<const S> x) -> std::vector<S> {
  std::vector<S> f(x.size(), S(0));
  for (const S& xj : x) {
    const S y = 2.0 * xj - 1.0;
    S before = 1.0, t = y;
    for (S& fi : f) {
      fi += t;
      const S next = 2.0 * y * t - before;
      before = t;
      t = next;
    }
  }
  for (std::size_t i = 1; i <= f.size(); ++i) {
    f[i - 1] = f[i - 1] / count(f.size());
    if (i % 2 == 0) f[i - 1] += S(1) / (count(i) * count(i) - 1.0);
  }
  return f;
};

}  // namespace

std::vector<Problem> problems_of_any_size() {
  const auto ones = [](double) { return 1.0; };
  const auto boundary = [](double j) { return j / 11 * (j / 11 - 1); };
  return {
      problem("Watson", start(6, [](double) { return 0.0; }), {2.28767e-3}, watson),
      problem("Extended Rosenbrock", {-1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1}, {0}, extended_rosenbrock),
      problem("Extended Powell singular", {3, -1, 0, 1, 3, -1, 0, 1, 3, -1, 0, 1}, {0}, extended_powell),
      problem("Penalty I", {1, 2, 3, 4}, {2.24997e-5}, penalty_1),
      problem("Penalty II", {0.5, 0.5, 0.5, 0.5}, {9.37629e-6}, penalty_2),
      problem("Variably dimensioned", start(10, [](double j) { return 1 - j / 10; }), {0},
              variably_dimensioned),
      problem("Trigonometric", start(10, [](double) { return 0.1; }), {0, 2.79506e-5}, trigonometric),
      problem("Brown almost-linear", start(10, [](double) { return 0.5; }), {0, 1}, brown_almost_linear),
      problem("Discrete boundary value", start(10, boundary), {0}, discrete_boundary_value),
      problem("Discrete integral equation", start(10, boundary), {0}, discrete_integral),
      problem("Broyden tridiagonal", start(10, [](double) { return -1.0; }), {0}, broyden_tridiagonal),
      problem("Broyden banded", start(10, [](double) { return -1.0; }), {0}, broyden_banded),
      problem("Linear, full rank", start(5, ones), {5}, linear_full_rank),
      problem("Linear, rank 1", start(5, ones), {15.0 / 7}, linear_rank_1),
      problem("Linear, rank 1 with zeros", start(5, ones), {62.0 / 17}, linear_rank_1_with_zeros),
      problem("Chebyquad", start(8, [](double j) { return j / 9; }), {3.51687e-3}, chebyquad)};
}

std::vector<Problem> all_problems() {
  std::vector<Problem> all = problems_of_few_variables();
  for (auto&& more : {problems_of_some_variables(), problems_of_any_size()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace slope::problems
