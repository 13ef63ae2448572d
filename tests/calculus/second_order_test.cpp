// SPDX-License-Identifier: MIT
// Hessians from one recording: against closed forms, where lanes and rows end, where derivatives are 0 or infinite, and
// what is refused.
#include <gmock/gmock.h>

#include <random>

#include "functions.hpp"
#include "slope/calculus/hessian.hpp"

namespace slope {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;
using V = SecondOrderVar<double>;
constexpr double infinity = std::numeric_limits<double>::infinity();

// Σ softplus(aₖ·x), of which the Hessian is Σ σ′(aₖ·x) aₖaₖᵀ. Of the elements of a, that fraction is 0.
struct Logistic {
  std::size_t n, samples;
  std::vector<double> a;

  Logistic(std::size_t inputs, std::size_t rows, double zeros) : n(inputs), samples(rows), a(inputs * rows) {
    std::mt19937 random(static_cast<unsigned>(inputs));
    std::uniform_real_distribution<double> uniform(-1, 1), chance(0, 1);
    for (double& element : a) element = chance(random) < zeros ? 0 : uniform(random);
  }
  template <class X> auto operator()(const X& x) const {
    using T = std::remove_cvref_t<decltype(x[0])>;
    T sum = 0;
    for (std::size_t k = 0; k < samples; ++k) {
      T z = 0;
      for (std::size_t j = 0; j < n; ++j)
        if (a[k * n + j] != 0) z += x[j] * a[k * n + j];
      sum += softplus(z) - 0.5 * z;
    }
    return sum;
  }
  std::vector<long double> hessian(const std::vector<double>& x) const {
    std::vector<long double> h(n * n, 0);
    for (std::size_t k = 0; k < samples; ++k) {
      long double z = 0;
      for (std::size_t j = 0; j < n; ++j) z += static_cast<long double>(x[j]) * a[k * n + j];
      const long double e = std::exp(-z), slope = e / (1 + e) / (1 + e);
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) h[i * n + j] += slope * a[k * n + i] * a[k * n + j];
    }
    return h;
  }
};

std::vector<double> point(std::size_t n) {
  std::vector<double> x(n);
  for (std::size_t i = 0; i < n; ++i) x[i] = 0.5 - 0.03 * static_cast<double>(i % 31);
  return x;
}
template <class F> std::vector<double> flat_hessian(const F& f, const std::vector<double>& x) {
  std::vector<double> all;
  for (const auto& row : hessian(f, x)) all.insert(all.end(), row.begin(), row.end());
  return all;
}

// Dense records and sparse ones; one pass of 32 lanes, less, and more; lanes that a register does not fill.
TEST(SecondOrder, AgreesWithTheClosedForm) {
  for (const std::size_t n : {1u, 2u, 3u, 4u, 5u, 8u, 13u, 20u, 31u, 32u, 33u, 64u, 71u})
    for (const double zeros : {0.0, 0.3, 0.9}) {
      SCOPED_TRACE(testing::Message() << n << " inputs, zeros " << zeros);
      const Logistic f(n, 12, zeros);
      expect_close(flat_hessian(f, point(n)), f.hessian(point(n)), 16);
    }
}

// Σ softplus(aₖ·x)²: between the dense records are others that have rows, too.
TEST(SecondOrder, DenseRecordsApart) {
  const Logistic data(20, 12, 0);
  const auto f = [&](const auto& x) {
    using T = std::remove_cvref_t<decltype(x[0])>;
    T sum = 0;
    for (std::size_t k = 0; k < data.samples; ++k) {
      T z = 0;
      for (std::size_t j = 0; j < data.n; ++j) z += x[j] * data.a[k * data.n + j];
      const T y = softplus(z);
      sum += k % 3 == 0 ? T(y * y) : y;
    }
    return sum;
  };
  const std::vector<double> x = point(data.n);
  std::vector<long double> h(data.n * data.n, 0);
  for (std::size_t k = 0; k < data.samples; ++k) {
    const double* const a = data.a.data() + k * data.n;
    long double z = 0;
    for (std::size_t j = 0; j < data.n; ++j) z += static_cast<long double>(x[j]) * a[j];
    const long double y = std::log1p(std::exp(z)), s = 1 / (1 + std::exp(-z)), slope = s * (1 - s);
    const long double curvature = k % 3 == 0 ? 2 * (s * s + y * slope) : slope;
    for (std::size_t i = 0; i < data.n; ++i)
      for (std::size_t j = 0; j < data.n; ++j) h[i * data.n + j] += curvature * a[i] * a[j];
  }
  expect_close(flat_hessian(f, x), h, 32);
}

// Σ xᵢ² Π over neighbours: records of records, in which an input occurs twice.
TEST(SecondOrder, RecordsOfRecords) {
  const auto cube_of_sum = [](const auto& x) {
    using T = std::remove_cvref_t<decltype(x[0])>;
    T s = 0;
    for (const auto& xi : x) s += xi;
    const T square = s * s;
    return square * s;  // H = 6 s
  };
  const std::vector<double> x = point(40);
  long double s = 0;
  for (const double xi : x) s += xi;
  expect_close(flat_hessian(cube_of_sum, x), std::vector<long double>(1600, 6 * s), 16);
}

template <class F> std::vector<double> at(const F& f, std::vector<double> x) {
  SecondOrderTape tape;
  return tape.hessian(f(tape.variables(x)));
}
using Values = std::vector<double>;

TEST(SecondOrder, OneVariableTwice) {
  EXPECT_EQ(at([](auto x) { return x[0] * x[0]; }, {0}), (Values{2}));
  EXPECT_EQ(at([](auto x) { return x[0] / x[0]; }, {4}), (Values{0}));
  EXPECT_EQ(at([](auto x) { return x[0] * (2 * x[0] + x[1]); }, {3, 5}), (Values{4, 1, 1, 0}));
  const double twice = at([](auto x) { return pow(x[0], x[0]); }, {2})[0];  // xˣ((log x + 1)² + 1/x)
  EXPECT_NEAR(twice, 4 * (std::pow(std::log(2.0) + 1, 2) + 0.5), 1e-14);
}

// An accumulator that was read is not extended.
TEST(SecondOrder, Accumulators) {
  const auto f = [](const std::vector<V>& x) {
    V s = 0;
    s += x[0];
    s += 2 * x[1];
    const V before = s;
    s += 3 * x[0];
    s -= x[1];
    V other = s * s;
    s += x[0];
    V doubled = x[0];
    doubled += doubled;
    return doubled * doubled + before * before + 10 * other + 100 * s * s;
  };
  // (2x)² + (x + 2y)² + 10 (4x + y)² + 100 (5x + y)²
  EXPECT_EQ(at(f, {0.25, 0.5}), (Values{8 + 2 + 320 + 5000, 4 + 80 + 1000, 4 + 80 + 1000, 8 + 20 + 200}));
}

// A sum is extended by what it is added to, unless somebody else has read it.
TEST(SecondOrder, SumsOfSums) {
  const auto f = [](const std::vector<V>& x) {
    V s = 0;
    s += x[0] - 2 * x[1];
    const V before = s;
    s += x[0] * x[0] + x[1];
    V read = x[0] + x[1];
    const V copy = read;
    s += std::move(read);
    const V named = x[0] - x[1];
    s += named;
    V itself = x[1] - x[0];
    itself += std::move(itself);
    return s * s + before * before + 10 * copy * copy + 100 * named * named + 1000 * itself * itself;
  };
  // s = x² + 3x − y, then (x − 2y)² + 10 (x + y)² + 100 (x − y)² + 4000 (x − y)²
  EXPECT_EQ(at(f, {0.25, 0.5}), (Values{24.5 + 1.25 + 2 + 20 + 200 + 8000, -7 - 4 + 20 - 200 - 8000,
                                        -7 - 4 + 20 - 200 - 8000, 2 + 8 + 20 + 200 + 8000}));
}

// What moves nothing stays 0 through infinite slopes, and a branch not taken leaves no trace.
TEST(SecondOrder, InfiniteSlopes) {
  EXPECT_EQ(at([](auto x) { return x[1] * x[1] + 0 * x[0] + where(x[0] > 1, sqrt(x[0]), V(0)); }, {0, 3}),
            (Values{0, 0, 0, 2}));
  EXPECT_EQ(at([](auto x) { return where(less(x[0], 0.0), log(x[0]), x[0] * x[1]); }, {0, 3}),
            (Values{0, 1, 1, 0}));
  EXPECT_EQ(at([](auto x) { return max(sqrt(x[0]) - 1, x[1] * x[1]); }, {0, 3}), (Values{0, 0, 0, 2}));
  // the mixed derivative of a√u at u = 0 is infinite, and a is 0
  EXPECT_EQ(at([](auto x) { return x[0] * sqrt(x[1]); }, {0, 0}), (Values{0, infinity, infinity, 0}));
}

TEST(SecondOrder, Kinks) {
  EXPECT_EQ(at([](auto x) { return abs(x[0]) * x[0]; }, {-2}), (Values{-2}));
  EXPECT_EQ(at([](auto x) { return relu(x[0]) * x[1] + clamp(x[0] * x[1], 0.0, 1.0); }, {0.5, 0.5}),
            (Values{0, 2, 2, 0}));
  EXPECT_EQ(at([](auto x) { return max(x[0] * x[0], x[1]); }, {1, 1}), (Values{2, 0, 0, 0}));
}

TEST(SecondOrder, VariablesMadeLater) {
  SecondOrderTape tape;
  const V x = tape.variable(2.0);
  const V u = exp(x);
  const V y = tape.variable(3.0);
  const double e = std::exp(2.0);
  EXPECT_EQ(tape.hessian(u * y * y), (Values{9 * e, 6 * e, 6 * e, 2 * e}));
  tape.clear();
  const auto again = tape.variables(Values{1, 2});
  EXPECT_EQ(tape.hessian(again[0] * again[1]), (Values{0, 1, 1, 0}));
  EXPECT_EQ(tape.gradient(again[0] * again[1]), (Values{2, 1}));
  EXPECT_EQ(tape.hessian(V(7)), Values(4, 0.0));
  EXPECT_EQ(tape.gradient(V(7)), Values(2, 0.0));
}

// An accumulator that outlived its recording does not write into the next one.
TEST(SecondOrder, AStaleAccumulator) {
  SecondOrderTape tape;
  V x = tape.variable(1.0), stale = 0;
  stale += x;
  tape.clear();
  const V y = tape.variable(3.0);
  V sum = 0;
  sum += y;
  EXPECT_THROW(stale += x, UsageError);
  EXPECT_EQ(tape.hessian(sum * sum), (Values{2}));
}

TEST(SecondOrder, Refusals) {
  SecondOrderTape one, other;
  const V x = one.variable(1.0), y = other.variable(2.0);
  EXPECT_THROW(x * y, UsageError);
  EXPECT_THROW(x + y, UsageError);
  EXPECT_THROW(one.hessian(y), UsageError);
  Values small(3);
  EXPECT_THAT([&] { one.hessian(x, small); }, ThrowsMessage<UsageError>(HasSubstr("hessian")));
  V sum = 0;
  sum += x;
  EXPECT_THROW(sum += y, UsageError);
  const V z = other.variable(3.0);
  EXPECT_THROW(sum += y - z, UsageError);
  one.clear();
  EXPECT_THROW(one.hessian(x), UsageError);
  EXPECT_THROW(sin(x), UsageError);
  EXPECT_EQ(other.hessian(y * y), (Values{2, 0, 0, 0}));
}

}  // namespace
}  // namespace slope
