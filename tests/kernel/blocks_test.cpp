// SPDX-License-Identifier: MIT
// The kernels of block operations on every instruction set: products beside sums in long double, AVX2 beside AVX-512 to
// the bit, and that nothing outside of an array is touched. The accuracy of the activations is in brief_test.cpp.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

#include "slope/kernel/instruction_set.hpp"
#include "slope/kernel/scalar.hpp"

namespace slope::kernel {
namespace {

template <class T> std::vector<T> numbers(std::size_t n, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  std::vector<T> x(n);
  for (T& v : x) v = static_cast<T>(normal(random));
  return x;
}

/// Runs `work` on every instruction set.
template <class Work> void on_all_sets(Work work) {
  const InstructionSet before = instruction_set_in_use();
  for (const InstructionSet set : available_instruction_sets()) {
    use_instruction_set(set);
    work(set);
  }
  use_instruction_set(before);
}
template <class T> void expect_same_bits(const std::vector<T>& a, const std::vector<T>& b, const char* what) {
  ASSERT_EQ(a.size(), b.size());
  ASSERT_EQ(std::memcmp(a.data(), b.data(), a.size() * sizeof(T)), 0) << what;
}
/// Collects what each set found: the vector ones must agree.
template <class T> class Agreement {
 public:
  void add(InstructionSet set, const std::vector<T>& found, const char* what) {
    if (set == InstructionSet::baseline) return;
    if (first_.empty()) first_ = found;
    else expect_same_bits(first_, found, what);
  }

 private:
  std::vector<T> first_;
};

// C = init + A B, each with gaps between its rows, and what is in the gaps of C and behind its end stays.
template <class T> struct Case {
  std::size_t m, k, n, gap;
  bool transposed;
  int init;  // 0: zeros, 1: one row for all, 2: what is in C
  std::vector<T> a = numbers<T>(m * k + (m + k) * gap + 1, 1), b = numbers<T>(k * (n + gap) + 1, 2),
                 row = numbers<T>(n, 3);

  std::vector<T> start() const { return numbers<T>(m * (n + gap) + 20, 4); }
  std::size_t a_row() const { return transposed ? 1 : k + gap; }
  std::size_t a_column() const { return transposed ? m + gap : 1; }
  std::vector<T> product() const {
    std::vector<T> c = start();
    const T* const from = init == 0 ? nullptr : init == 1 ? row.data() : c.data();
    blocks<T>().product({m, k, n, a.data(), a_row(), a_column(), b.data(), n + gap, from,
                         init == 1 ? 0 : n + gap, c.data(), n + gap});
    return c;
  }
  void expect_right(const std::vector<T>& c) const {
    const std::vector<T> before = start();
    std::vector<bool> written(c.size());
    for (std::size_t i = 0; i < m; ++i)
      for (std::size_t j = 0; j < n; ++j) {
        const std::size_t at = i * (n + gap) + j;
        written[at] = true;
        long double sum = init == 0 ? 0 : init == 1 ? row[j] : before[at], size = std::fabs(sum);
        for (std::size_t l = 0; l < k; ++l) {
          const long double term =
              static_cast<long double>(a[i * a_row() + l * a_column()]) * b[l * (n + gap) + j];
          sum += term;
          size += std::fabs(term);
        }
        const auto units = static_cast<long double>(k + 2) * std::numeric_limits<T>::epsilon();
        ASSERT_LE(std::fabs(c[at] - sum), units * size) << m << "x" << k << "x" << n << ", " << i << " " << j;
      }
    for (std::size_t at = 0; at < c.size(); ++at)
      ASSERT_TRUE(written[at] || c[at] == before[at]) << m << "x" << k << "x" << n << ", outside: " << at;
  }
};

template <class T> void expect_products(const Case<T>& one) {
  Agreement<T> agreement;
  on_all_sets([&](InstructionSet set) {
    const std::vector<T> c = one.product();
    one.expect_right(c);
    agreement.add(set, c, "product");
  });
}

template <class T> void expect_all_products() {
  unsigned turn = 0;
  for (std::size_t m = 1; m <= 20; ++m)
    for (std::size_t k = 0; k <= 20; k += k < 4 ? 1 : 3)
      for (std::size_t n = 1; n <= 20; ++n, ++turn)
        expect_products<T>({m, k, n, turn % 3, turn % 2 == 1, static_cast<int>(turn / 2 % 3)});
  for (const std::size_t m : {1U, 6U, 33U, 97U})
    for (const std::size_t n : {1U, 31U, 32U, 33U, 65U, 100U, 129U})
      for (const bool transposed : {false, true}) expect_products<T>({m, 40, n, 0, transposed, 2});
}
TEST(Blocks, ProductsOfDoubles) { expect_all_products<double>(); }
TEST(Blocks, ProductsOfFloats) { expect_all_products<float>(); }

// A layer in reverse, with everything wanted or not, stored or added, beside sums in long double.
template <class T>
void expect_layer_reverse(std::size_t rows, std::size_t in, std::size_t out, unsigned choice) {
  const bool curved = (choice & 1U) != 0, store = (choice & 2U) != 0, inputs = (choice & 4U) != 0;
  const auto x = numbers<T>(rows * in, 1), w = numbers<T>(in * out, 2), slope = numbers<T>(rows * out, 3),
             seed0 = numbers<T>(rows * out, 4), x0 = numbers<T>(rows * in, 5), w0 = numbers<T>(in * out, 6),
             b0 = numbers<T>(out, 7);
  Agreement<T> of_x, of_w, of_b;
  on_all_sets([&](InstructionSet set) {
    auto seed = seed0, xb = x0, wb = w0, bb = b0;
    std::vector<T> scratch(in * out);
    LayerReverse<T> l{rows,        in, out, x.data(), w.data(),      curved ? slope.data() : nullptr,
                      seed.data(), {}, {},  {},       scratch.data()};
    if (inputs) l.x_bar = {xb.data(), store};
    l.w_bar = {wb.data(), store};
    l.b_bar = {bb.data(), store};
    blocks<T>().layer_reverse(l);
    const auto z = [&](std::size_t r, std::size_t j) -> long double {
      const long double s = seed0[r * out + j];
      return curved ? s * slope[r * out + j] : s;
    };
    const auto near = [&](T found, T before, bool wanted, std::size_t count, auto term, const char* what) {
      long double sum = wanted && store ? 0 : before, size = std::fabs(sum);
      for (std::size_t i = 0; wanted && i < count; ++i) sum += term(i), size += std::fabs(term(i));
      ASSERT_LE(std::fabs(found - sum),
                static_cast<long double>(count + 3) * std::numeric_limits<T>::epsilon() * size)
          << what << " " << rows << "x" << in << "x" << out << ", " << choice;
    };
    for (std::size_t r = 0; r < rows; ++r)
      for (std::size_t k = 0; k < in; ++k)
        near(
            xb[r * in + k], x0[r * in + k], inputs, out,
            [&](std::size_t j) { return z(r, j) * w[k * out + j]; }, "x");
    for (std::size_t k = 0; k < in; ++k)
      for (std::size_t j = 0; j < out; ++j)
        near(
            wb[k * out + j], w0[k * out + j], true, rows,
            [&](std::size_t r) { return z(r, j) * x[r * in + k]; }, "w");
    for (std::size_t j = 0; j < out; ++j)
      near(
          bb[j], b0[j], true, rows, [&](std::size_t r) { return z(r, j); }, "b");
    of_x.add(set, xb, "x");
    of_w.add(set, wb, "w");
    of_b.add(set, bb, "b");
  });
}
template <class T> void expect_all_layers() {
  unsigned choice = 0;
  for (const std::size_t rows : {1U, 2U, 3U, 8U, 19U})
    for (const std::size_t in : {1U, 2U, 3U, 4U, 5U, 16U, 33U})
      for (const std::size_t out : {1U, 2U, 9U, 16U, 40U}) {
        expect_layer_reverse<T>(rows, in, out, choice % 8);
        expect_layer_reverse<T>(rows, in, out, (choice + 5) % 8);
        expect_layer_reverse<T>(rows, in, out, (choice + 2) % 4);
        ++choice;
      }
}
TEST(Blocks, LayersOfDoublesInReverse) { expect_all_layers<double>(); }
TEST(Blocks, LayersOfFloatsInReverse) { expect_all_layers<float>(); }

// A layer is a product and an activation, to the bit, also where it keeps the sums of few inputs in registers; and no more
// is written than it has.
template <class T> void expect_layers_of_two_steps() {
  for (const std::size_t rows : {1U, 3U, 8U})
    for (std::size_t in = 1; in <= 6; ++in)
      for (const std::size_t out : {1U, 2U, 4U, 8U, 16U, 24U, 33U, 64U}) {
        const std::size_t n = rows * out;
        const auto x = numbers<T>(rows * in, 1), w = numbers<T>(in * out, 2), b = numbers<T>(out, 3);
        Agreement<T> agreement;
        on_all_sets([&](InstructionSet set) {
          const Activations<T>& all = blocks<T>().activations;
          for (const Activation<T>* f : {&all.sigmoid, &all.tanh, &all.leaky_relu, &all.gelu}) {
            std::vector<T> z(n), one(2 * n + 1, T(7)), two(2 * n + 1, T(7));
            blocks<T>().layer({rows, in, out, x.data(), w.data(), b.data(), z.data(), nullptr});
            f->map(z.data(), two.data(), two.data() + n, n);
            f->layer({rows, in, out, x.data(), w.data(), b.data(), one.data(), one.data() + n});
            expect_same_bits(one, two, "layer");
            if (f == &all.sigmoid) agreement.add(set, one, "layer");
          }
        });
      }
}
TEST(Blocks, LayersOfDoubles) { expect_layers_of_two_steps<double>(); }
TEST(Blocks, LayersOfFloats) { expect_layers_of_two_steps<float>(); }

// An adjoint or a slope of 0 lets nothing pass, whatever the other is.
TEST(Blocks, ZeroAbsorbs) {
  constexpr double infinity = std::numeric_limits<double>::infinity(),
                   nan = std::numeric_limits<double>::quiet_NaN();
  on_all_sets([&](InstructionSet) {
    for (std::size_t n = 1; n <= 20; ++n) {
      const std::vector<double> zeros(n, 0.0), one{1};
      for (const double other : {infinity, -infinity, nan}) {
        const std::vector<double> others(n, other);
        std::vector<double> z(n, 2.0);
        blocks<double>().absorbing_products(n, 2, zeros.data(), others.data(), z.data(), z.data());
        blocks<double>().absorbing_products(n, 2, others.data(), zeros.data(), z.data(), z.data());
        std::vector<double> seed = zeros, w_bar(n), b_bar(n);
        LayerReverse<double> l{1,           1,  n,  one.data(), zeros.data(), others.data(),
                               seed.data(), {}, {}, {},         nullptr};
        l.w_bar = {w_bar.data(), true};
        l.b_bar = {b_bar.data(), true};
        blocks<double>().layer_reverse(l);
        for (std::size_t i = 0; i < n; ++i) {
          EXPECT_EQ(z[i], 2);
          EXPECT_EQ(w_bar[i], 0);
          EXPECT_EQ(b_bar[i], 0);
        }
      }
    }
  });
}

template <class T> void expect_loops() {
  for (std::size_t n = 0; n <= 140; ++n) {
    const auto x = numbers<T>(n, 1), y = numbers<T>(n + 1, 2), t = numbers<T>(n, 3);
    Agreement<T> scaled, products, error, squares;
    on_all_sets([&](InstructionSet set) {
      auto z = y;
      blocks<T>().scaled(n, T(0.3), x.data(), z.data(), z.data());
      auto multiple = y;
      blocks<T>().scaled(n, T(0.3), x.data(), nullptr, multiple.data());
      auto p = y;
      blocks<T>().absorbing_products(n, T(2), x.data(), t.data(), p.data(), p.data());
      auto only = y;
      blocks<T>().absorbing_products(n, T(2), x.data(), t.data(), nullptr, only.data());
      auto plain = y;
      blocks<T>().products(n, x.data(), t.data(), plain.data());
      std::vector<T> slope(n + 1, T(7));
      const T loss = blocks<T>().squared_error(n, x.data(), t.data(), slope.data());
      const T square = blocks<T>().sum_of_squares(n, x.data());
      long double sum = 0, sum_of_squares = 0;
      const auto near = [](T found, long double expected, long double units) {
        EXPECT_LE(std::fabs(found - expected), units * std::numeric_limits<T>::epsilon());
      };
      for (std::size_t i = 0; i < n; ++i) {
        const long double d = static_cast<long double>(x[i]) - t[i];
        sum += d * d;
        near(z[i], y[i] + static_cast<long double>(T(0.3)) * x[i], 4);
        EXPECT_EQ(multiple[i], T(0.3) * x[i]);
        sum_of_squares += static_cast<long double>(x[i]) * x[i];
        EXPECT_EQ(only[i], 2 * x[i] * t[i]);
        EXPECT_EQ(plain[i], x[i] * t[i]);
        near(p[i], y[i] + static_cast<long double>(2 * t[i]) * x[i], 8);
        near(slope[i], 2 * d, 8);
      }
      near(loss, sum, static_cast<long double>(n + 2) * sum);
      near(square, sum_of_squares, static_cast<long double>(n + 2) * sum_of_squares);
      EXPECT_EQ(z[n], y[n]);
      EXPECT_EQ(multiple[n], y[n]);
      EXPECT_EQ(only[n], y[n]);
      EXPECT_EQ(plain[n], y[n]);
      EXPECT_EQ(p[n], y[n]);
      EXPECT_EQ(slope[n], 7);
      slope.push_back(loss);
      scaled.add(set, z, "scaled");
      products.add(set, p, "products");
      error.add(set, slope, "squared_error");
      squares.add(set, {square}, "sum_of_squares");
    });
  }
}
TEST(Blocks, LoopsOverDoubles) { expect_loops<double>(); }
TEST(Blocks, LoopsOverFloats) { expect_loops<float>(); }

}  // namespace
}  // namespace slope::kernel
