// SPDX-License-Identifier: MIT
// Sparse derivatives against dense ones and against formulas; patterns and colourings by their definitions.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "functions.hpp"
#include "slope/calculus/calculus.hpp"

namespace slope {
namespace {

using detail::Coloring;
using detail::Pattern;
using testing::ElementsAre;

template <class X> using Number = std::remove_cvref_t<decltype(std::declval<X>()[0])>;

// Rosenbrock's chain: H is tridiagonal.
const auto chain = [](const auto& x) {
  Number<decltype(x)> sum = 0;
  for (std::size_t i = 0; i + 1 < x.size(); ++i) {
    const auto a = x[i + 1] - x[i] * x[i];
    const auto b = 1 - x[i];
    sum += 100 * a * a + b * b;
  }
  return sum;
};
const auto band = [](const auto& x) {
  using T = Number<decltype(x)>;
  std::vector<T> y(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    T sum = sin(x[i]);
    if (i > 0) sum += x[i] * x[i - 1];
    if (i + 1 < x.size()) sum += exp(x[i + 1]);
    y[i] = sum;
  }
  return y;
};
const auto arrow = [](const auto& x) {
  Number<decltype(x)> sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += sin(x[i]) * x[0];
  return sum;
};

std::vector<double> point(std::size_t n) {
  std::vector<double> x(n);
  for (std::size_t i = 0; i < n; ++i) x[i] = 0.5 + 0.01 * static_cast<double>(i % 17);
  return x;
}

template <class Dense> void expect_same(const SparseMatrix<double>& sparse, const Dense& dense) {
  ASSERT_EQ(sparse.rows, dense.size());
  for (std::size_t i = 0; i < sparse.rows; ++i)
    for (std::size_t j = 0; j < sparse.columns; ++j)
      EXPECT_DOUBLE_EQ(sparse(i, j), dense[i][j]) << i << ' ' << j;
}

TEST(Sparse, AgreesWithDense) {
  const auto x = point(23);
  expect_same(sparse_hessian(chain, x), hessian(chain, x));
  expect_same(sparse_hessian(arrow, x), hessian(arrow, x));
  expect_same(sparse_hessian(wide_function, x), hessian(wide_function, x));  // full
  expect_same(sparse_jacobian(band, x), jacobian(band, x));
  expect_same(sparse_jacobian<Mode::forward>(band, x), jacobian(band, x));
  expect_same(sparse_jacobian<Mode::reverse>(band, x), jacobian(band, x));
}

TEST(Sparse, TheReference) {
  const auto h = sparse_hessian(wide_function, wide_point<double>());
  std::vector<double> all;
  for (std::size_t i = 0; i < wide_size; ++i)
    for (std::size_t j = 0; j < wide_size; ++j) all.push_back(h(i, j));
  expect_close(all, wide_hessian, 8);
}

TEST(Sparse, CompressedRows) {
  const auto j = sparse_jacobian(
      [](auto x, auto y, auto z) {
        return std::array{x * y, z + 0 * x};
      },
      2.0, 3.0, 4.0);
  EXPECT_THAT(j.row_start, ElementsAre(0, 2, 4)) << "0·x is structure, not absence";
  EXPECT_THAT(j.column, ElementsAre(0, 1, 0, 2));
  EXPECT_THAT(j.values, ElementsAre(3, 2, 0, 1));
  EXPECT_EQ(j(0, 2), 0);
}

// Terms that are linear leave no mark in the Hessian, and a sum over all inputs does not fill it.
TEST(Sparse, ThePatternIsTight) {
  const auto x = point(50);
  EXPECT_EQ(sparse_hessian(chain, x).stored(), 3 * 50u - 2);
  EXPECT_EQ(sparse_hessian([](const auto& y) { return 3 * y[0] - y[1] / 7; }, x).stored(), 0u);
  EXPECT_EQ(sparse_hessian([](const auto& y) { return y[3] * y[4]; }, x).stored(), 2u);
}

// An expression may happen to be 0 at the point and still vary.
TEST(Sparse, ZerosThatVaryAreKept) {
  const auto f = [](const auto& x) { return x[0] * x[0] * x[1] + sin(x[1]); };
  expect_same(sparse_hessian(f, std::vector{0.0, 0.0}), hessian(f, std::vector{0.0, 0.0}));
  EXPECT_EQ(sparse_hessian(f, std::vector{0.0, 0.0}).stored(), 4u);
}

TEST(Sparse, AHundredThousandVariables) {
  const std::size_t n = 100'000;
  const auto x = point(n);
  const auto h = sparse_hessian(chain, x);
  const auto j = sparse_jacobian(band, x);
  for (std::size_t i = 1; i + 1 < n; i += 7) {
    EXPECT_NEAR(h(i, i), 1200 * x[i] * x[i] - 400 * x[i + 1] + 202, 1e-9);
    EXPECT_NEAR(h(i, i + 1), -400 * x[i], 1e-10);
    EXPECT_EQ(h(i, i + 1), h(i + 1, i));
    EXPECT_NEAR(j(i, i), std::cos(x[i]) + x[i - 1], 1e-14);
    EXPECT_NEAR(j(i, i + 1), std::exp(x[i + 1]), 1e-14);
  }
  EXPECT_EQ(j.stored(), 3 * n - 2);
  EXPECT_EQ(sparse_hessian(arrow, x).stored(), 3 * n - 2);
}

Pattern random_symmetric(std::mt19937& random, std::size_t n, double density) {
  std::bernoulli_distribution is_there(density);
  std::vector<std::set<std::size_t>> rows(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j)
      if (is_there(random)) rows[i].insert(j), rows[j].insert(i);
  Pattern p{n, n, {0}, {}};
  for (const auto& row : rows) {
    p.column.insert(p.column.end(), row.begin(), row.end());
    p.row_start.push_back(p.column.size());
  }
  return p;
}

TEST(Coloring, EveryElementCanBeRead) {
  std::mt19937 random(5);
  for (int k = 0; k < 300; ++k) {
    const Pattern p = random_symmetric(random, 1 + static_cast<std::size_t>(k) % 40, 0.02 + 0.001 * k);
    const Coloring symmetric = detail::color_symmetric(p), columns = detail::color_columns(p);
    const auto reads = detail::readable(p, symmetric), all = detail::readable(p, columns);
    EXPECT_LE(symmetric.count, p.rows);
    for (std::size_t i = 0; i < p.rows; ++i)
      for (std::size_t e = p.row_start[i]; e < p.row_start[i + 1]; ++e) {
        const std::size_t j = p.column[e];
        EXPECT_TRUE(all[e]);
        const auto row = p.column.begin() + static_cast<std::ptrdiff_t>(p.row_start[j]);
        const auto mirror = std::find(row, p.column.end(), i) - p.column.begin();
        EXPECT_TRUE(reads[e] || reads[static_cast<std::size_t>(mirror)]) << k << ": " << i << ' ' << j;
      }
  }
}

TEST(Coloring, FewColors) {
  const auto colors = [](const auto& f, std::size_t n) {
    return detail::color_symmetric(detail::hessian_pattern(f, point(n))).count;
  };
  EXPECT_EQ(colors(chain, 1000), 3u);
  EXPECT_EQ(colors(arrow, 1000), 2u);
}

TEST(InputSets, LargeSetsAreWrittenInOrder) {
  const detail::InputSets::Session session;
  auto& sets = detail::InputSets::current();
  std::uint32_t all = 0, even = 0;
  for (std::uint32_t i = 200; i-- > 0;) {
    const std::uint32_t one = sets.single(i);
    all = sets.unite(all, one);
    if (i % 2 == 0) even = sets.unite(even, one);
  }
  std::vector<std::uint32_t> out;
  sets.write(sets.unite(even, all), out);
  ASSERT_EQ(out.size(), 200u);
  for (std::uint32_t i = 0; i < 200; ++i) EXPECT_EQ(out[i], i);
}

}  // namespace
}  // namespace slope
