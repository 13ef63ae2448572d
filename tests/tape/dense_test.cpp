// SPDX-License-Identifier: MIT
#include "slope/tape/dense.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "normal_numbers.hpp"
#include "slope/function/catalog.hpp"
#include "slope/tape/loss.hpp"

namespace {
std::size_t allocations = 0;
}
// NOLINTBEGIN(cppcoreguidelines-no-malloc)
[[gnu::noinline]] void* operator new(std::size_t bytes) {
  ++allocations;
  if (void* p = std::malloc(bytes == 0 ? 1 : bytes)) return p;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }
// NOLINTEND(cppcoreguidelines-no-malloc)

namespace slope {
namespace {

using testing::Each;
using testing::ElementsAre;

// A layer of scalar variables, one by one.
template <class F> std::vector<Var<double>> layer(std::span<const Var<double>> x,
                                                  std::span<const Var<double>> w,
                                                  std::span<const Var<double>> b) {
  const std::size_t in = w.size() / b.size(), rows = x.size() / in;
  std::vector<Var<double>> y;
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < b.size(); ++j) {
      Var z = b[j];
      for (std::size_t k = 0; k < in; ++k) z += x[i * in + k] * w[k * b.size() + j];
      if constexpr (std::same_as<F, Identity>) y.push_back(z);
      else y.push_back(lift<F>(z));
    }
  return y;
}

template <class F> void expect_like_scalars(std::size_t rows, std::size_t in, std::size_t out) {
  Tape tape, scalars;
  const auto x = numbers(rows * in, 1), w = numbers(in * out, 2), b = numbers(out, 3),
             t = numbers(rows * out, 4);
  const auto xm = tape.variables(x, rows, in), wm = tape.variables(w, in, out),
             bm = tape.variables(b, 1, out);
  const auto y = dense<F>(xm, wm, bm);
  tape.reverse(squared_error<double>(y, t));

  const auto xs = scalars.variables(x), ws = scalars.variables(w), bs = scalars.variables(b);
  const auto ys = layer<F>(xs, ws, bs);
  Var loss = 0.0;
  for (std::size_t i = 0; i < t.size(); ++i) {
    EXPECT_NEAR(y.values()[i], ys[i].value(), 1e-13);
    loss += (ys[i] - t[i]) * (ys[i] - t[i]);
  }
  scalars.reverse(loss);
  for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(tape.adjoints(xm)[i], scalars.adjoint(xs[i]), 1e-12);
  for (std::size_t i = 0; i < w.size(); ++i) EXPECT_NEAR(tape.adjoints(wm)[i], scalars.adjoint(ws[i]), 1e-12);
  for (std::size_t i = 0; i < out; ++i) EXPECT_NEAR(tape.adjoints(bm)[i], scalars.adjoint(bs[i]), 1e-12);
}

TEST(Dense, IsALayerOfScalars) {
  for (const std::size_t rows : {1U, 2U, 7U, 13U})
    for (const std::size_t in : {1U, 3U, 8U, 17U})
      for (const std::size_t out : {1U, 2U, 5U, 8U, 9U, 16U, 21U}) {
        expect_like_scalars<Sigmoid>(rows, in, out);
        expect_like_scalars<Identity>(rows, in, out);
      }
  expect_like_scalars<Tanh>(4, 5, 6);
  expect_like_scalars<Relu>(4, 5, 6);
  expect_like_scalars<Gelu>(4, 5, 6);
  expect_like_scalars<Mish>(4, 5, 6);
  expect_like_scalars<Sin>(4, 5, 6);
}

// σ(½·3 − 2 + 1) = σ(½), by hand, and the digits by mpmath: mp.dps = 30; s = 1/(1 + exp(-mpf(1)/2)).
TEST(Dense, Digits) {
  Tape tape;
  const auto x = tape.variables(std::vector<double>{0.5, -1}, 1, 2);
  const auto w = tape.variables(std::vector<double>{3, 2}, 2, 1),
             b = tape.variables(std::vector<double>{1}, 1, 1);
  const auto y = dense<Sigmoid>(x, w, b);
  constexpr double slope = 0.235003712201594489069302, value = 0.622459331201854593634603;
  EXPECT_NEAR(y.values()[0], value, 4e-16);
  tape.reverse(sum(y));
  EXPECT_NEAR(tape.adjoints(b)[0], slope, 2e-16);
  EXPECT_NEAR(tape.adjoints(w)[0], slope / 2, 1e-16);
  EXPECT_NEAR(tape.adjoints(w)[1], -slope, 2e-16);
  EXPECT_NEAR(tape.adjoints(x)[0], slope * 3, 6e-16);
}

// What a sweep leaves behind is in nobody's way: sweeps of one recording, of new ones, of what does not reach a matrix.
TEST(Dense, SweepsAreIndependent) {
  Tape tape;
  const std::vector<double> ones{1, 1, 1, 1}, none{0, 0};
  const auto w = tape.variables(ones, 2, 2), v = tape.variables(ones, 2, 2);
  const auto single = tape.variable(2.0);
  const auto b = tape.variables(none, 1, 2);
  const auto x = tape.constants_view(ones, 2, 2);
  const auto start = tape.position();
  auto hidden = dense<Identity>(x, w, b);
  auto y = sum(dense<Identity>(hidden, v, b)) * single;
  for (int i = 0; i < 3; ++i) {
    tape.reverse(y, 1.0 + i);
    EXPECT_THAT(tape.adjoints(w), Each(8 * (1 + i)));
    EXPECT_THAT(tape.adjoints(v), Each(8 * (1 + i)));
    EXPECT_THAT(tape.adjoints(b), Each(12 * (1 + i)));
    EXPECT_EQ(tape.adjoint(single), 16 * (1 + i));
  }
  tape.reverse(sum(hidden));
  EXPECT_THAT(tape.adjoints(w), Each(2));
  EXPECT_THAT(tape.adjoints(v), Each(0));
  EXPECT_EQ(tape.adjoint(single), 0);
  EXPECT_THAT(tape.gradient(y), testing::SizeIs(11));
  EXPECT_THAT(tape.adjoints(v), Each(8));

  tape.rewind(start);
  y = sum(matmul(x, v) * v);
  tape.reverse(y);
  EXPECT_THAT(tape.adjoints(v), Each(4));
  EXPECT_THAT(tape.adjoints(w), Each(0));
  // The same matrix twice, and elements of it beside it, before and after the first sweep.
  y = sum(matmul(v, v)) + v[0] * 3.0;
  tape.reverse(y);
  EXPECT_THAT(tape.adjoints(v), ElementsAre(7, 4, 4, 4));
  tape.reverse(y);
  EXPECT_THAT(tape.adjoints(v), ElementsAre(7, 4, 4, 4));
  tape.reverse(v[1]);
  EXPECT_THAT(tape.adjoints(v), ElementsAre(0, 1, 0, 0));
  tape.rewind(start);
  tape.reverse(sum(dense<Identity>(x, v, b)));
  EXPECT_THAT(tape.adjoints(v), Each(2));

  // Indices that a matrix had are used again.
  tape.clear();
  const auto again = tape.variables(ones);
  tape.reverse(again[0] * again[1]);
  EXPECT_EQ(tape.adjoint(again[0]), 1);
  EXPECT_EQ(tape.adjoint(again[2]), 0);
  tape.clear();
  const auto m = tape.variables(ones, 2, 2);
  tape.reverse(sum(m));
  tape.clear();
  const Var<double> p = tape.variable(1.0), q = tape.variable(1.0), r = p * q, s = r * q;
  tape.reverse(s);
  EXPECT_EQ(tape.adjoint(p), 1);
  EXPECT_EQ(tape.adjoint(q), 2);
}

TEST(Dense, ValuesChangeInPlace) {
  Tape tape;
  const auto w = tape.variables(std::vector<double>{2}, 1, 1),
             b = tape.variables(std::vector<double>{0}, 1, 1);
  const auto start = tape.position();
  const std::vector<double> batch{3};
  for (int step = 0; step < 3; ++step) {
    tape.rewind(start);
    const auto y = dense<Identity>(tape.constants_view(batch, 1, 1), w, b);
    EXPECT_EQ(y.values()[0], 3.0 * (2 + step));
    tape.values(w)[0] += 1;
  }
  const auto x = tape.constants_view(batch, 1, 1);
  EXPECT_THROW(tape.values(x), UsageError);
  EXPECT_THROW(tape.adjoints(dense<Identity>(x, w, b)), UsageError);
  EXPECT_THROW(tape.constants_view(batch, 1, 2), UsageError);
  EXPECT_THROW(dense<Identity>(w, x, tape.constants_view(std::vector<double>{1, 2}, 1, 2)), UsageError);
  EXPECT_THROW(dense<Identity>(tape.constants_view(std::vector<double>{1, 2}, 1, 2), w, b), UsageError);
  Tape other;
  EXPECT_THROW(other.values(w), UsageError);
  // What was made since a position is gone with a rewind to it, and is not taken for what then is made in its place.
  const auto late = tape.variables(batch, 1, 1), number = tape.constants_view(batch, 1, 1), z = w * b;
  tape.rewind(start);
  EXPECT_THROW(tape.values(late), UsageError);
  for (int i = 0; i < 3; ++i) {
    for (const auto& gone : {late, number, z}) {
      EXPECT_THROW(gone.values(), UsageError);
      EXPECT_THROW(gone * w, UsageError);
      EXPECT_THROW(dense<Identity>(gone, w, b), UsageError);
    }
    tape.variables(batch, 1, 1);
  }
  EXPECT_EQ(w.values()[0], 5);
  tape.clear();
  EXPECT_THROW(w.rows(), UsageError);
  EXPECT_THROW(tape.adjoints(w), UsageError);
}

TEST(Dense, InputsStayWhereTheyAre) {
  Tape tape;
  std::vector<double> weights{2, 1};
  const auto m = tape.variables_view(weights, 1, 2);
  const auto start = tape.position();
  const std::vector<double> batch{3};
  for (const double w : {2.0, 5.0}) {
    weights[0] = w;
    tape.rewind(start);
    const auto y = dense<Identity>(tape.constants_view(batch, 1, 1), m);
    EXPECT_EQ(y.values()[0], 3 * w + 1);
    tape.reverse(y[0] * m[0]);
    EXPECT_THAT(tape.adjoints(m), ElementsAre(3 * w + (3 * w + 1), w));
  }
  EXPECT_THROW(tape.values(m), UsageError);
  EXPECT_THROW(tape.descend(sum(m), 0.5, std::vector{m}), UsageError);
  EXPECT_THROW(tape.variables_view(weights, 2, 2), UsageError);
}

// 0 · ∞: an adjoint of 0 stops at the activation, and so does a slope of 0.
TEST(Dense, ZeroAbsorbs) {
  Tape tape;
  const auto x = tape.variables(std::vector<double>{0, 4}, 2, 1);
  const auto one = tape.constants(std::vector<double>{1}, 1, 1),
             b = tape.variables(std::vector<double>{0}, 1, 1);
  const auto root = dense<Sqrt>(x, one, b);
  tape.reverse(root[1] * 2);
  EXPECT_THAT(tape.adjoints(x), ElementsAre(0, 0.5));
}

// Weights and bias in a row for each unit: the same as the layer of a transposed matrix and a row of biases.
template <class F, class T> void expect_like_transposed(std::size_t rows, std::size_t in, std::size_t out) {
  const auto convert = [](const std::vector<double>& x) { return std::vector<T>(x.begin(), x.end()); };
  const std::vector<T> x = convert(numbers(rows * in, 1)), w = convert(numbers(in * out, 2)),
                       b = convert(numbers(out, 3)), t = convert(numbers(rows * out, 4));
  std::vector<T> m;
  for (std::size_t j = 0; j < out; ++j) {
    for (std::size_t i = 0; i < in; ++i) m.push_back(w[i * out + j]);
    m.push_back(b[j]);
  }
  Tape<T> tape, units;
  const auto xt = tape.variables(x, rows, in), wt = tape.variables(w, in, out),
             bt = tape.variables(b, 1, out);
  const auto xu = units.variables(x, rows, in), mu = units.variables(m, out, in + 1);
  const auto y = dense<F>(xt, wt, bt), z = dense<F>(xu, mu);
  const auto expect_near = [](const T& found, const T& expected) {
    EXPECT_NEAR(static_cast<double>(found), static_cast<double>(expected), 1e-13);
  };
  for (std::size_t i = 0; i < t.size(); ++i) expect_near(z.values()[i], y.values()[i]);
  tape.reverse(squared_error<T>(y, t));
  units.reverse(squared_error<T>(z, t));
  for (std::size_t i = 0; i < x.size(); ++i) expect_near(units.adjoints(xu)[i], tape.adjoints(xt)[i]);
  for (std::size_t j = 0; j < out; ++j) {
    for (std::size_t i = 0; i < in; ++i)
      expect_near(units.adjoints(mu)[j * (in + 1) + i], tape.adjoints(wt)[i * out + j]);
    expect_near(units.adjoints(mu)[j * (in + 1) + in], tape.adjoints(bt)[j]);
  }
  const std::vector<T> before(units.adjoints(mu).begin(), units.adjoints(mu).end());
  units.descend(squared_error<T>(z, t), T(0.25), std::vector{mu});
  for (std::size_t i = 0; i < m.size(); ++i) expect_near(mu.values()[i], m[i] - T(0.25) * before[i]);
}

TEST(Dense, UnitsHaveTheirBias) {
  for (const std::size_t rows : {1U, 2U, 7U})
    for (const std::size_t in : {1U, 3U, 8U, 17U})
      for (const std::size_t out : {1U, 2U, 9U, 16U}) {
        expect_like_transposed<Sigmoid, double>(rows, in, out);
        expect_like_transposed<Identity, double>(rows, in, out);
        expect_like_transposed<Tanh, long double>(rows, in, out);
      }
  Tape tape;
  const auto x = tape.variables(numbers(6, 1), 2, 3), m = tape.variables(numbers(6, 2), 2, 3);
  EXPECT_THROW(dense<Identity>(x, m), UsageError);
  // Of no inputs, and no units.
  const std::vector<double> none;
  const auto biases = dense<Identity>(tape.variables(none, 2, 0), part(x, 0, 2, 1));
  EXPECT_THAT(biases.values(), ElementsAre(x.values()[0], x.values()[1], x.values()[0], x.values()[1]));
  tape.reverse(sum(biases));
  EXPECT_THAT(tape.adjoints(x), ElementsAre(2, 2, 0, 0, 0, 0));
  const auto empty = dense<Sigmoid>(x, tape.variables(none, 3, 0), tape.variables(none, 1, 0));
  tape.reverse(sum(empty));
  EXPECT_EQ(empty.size(), 0U);
}

TEST(Dense, StepsDoNotAllocate) {
  Tape tape;
  const auto x = numbers(8 * 30, 1), w1 = numbers(30 * 16, 2), b1 = numbers(16, 3), w2 = numbers(16, 4);
  const std::vector<double> t(8, 0.5), b2{0};
  const auto W1 = tape.variables(w1, 30, 16), B1 = tape.variables(b1, 1, 16);
  const auto W2 = tape.variables(w2, 16, 1), B2 = tape.variables(b2, 1, 1);
  const std::vector parameters{W1, B1, W2, B2};
  const auto start = tape.position();
  const auto record = [&] {
    tape.rewind(start);
    const auto hidden = dense<Sigmoid>(tape.constants_view(x, 8, 30), W1, B1);
    return binary_cross_entropy<double>(dense<Identity>(hidden, W2, B2), t);
  };
  const auto descent = [&] {
    const Var loss = record();
    tape.descend(loss, 0.01, parameters);
    return loss.value();
  };
  const auto step = [&] {
    const Var loss = record();
    tape.reverse(loss);
    for (const auto& p : parameters) {
      const auto values = tape.values(p);
      const auto adjoints = tape.adjoints(p);
      for (std::size_t i = 0; i < values.size(); ++i) values[i] -= 0.01 * adjoints[i];
    }
    return loss.value() + descent();
  };
  double last = step();
  const std::size_t before = allocations;
  for (int i = 0; i < 20; ++i) {
    const double now = step();
    EXPECT_LT(now, last);
    last = now;
  }
  EXPECT_EQ(allocations, before);
}

}  // namespace
}  // namespace slope
