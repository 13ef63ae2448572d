// SPDX-License-Identifier: MIT
// Operations that are shared out to threads have the bits of those that are not.
#include "slope/kernel/shared.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <random>
#include <vector>

#include "slope/kernel/instruction_set.hpp"
#include "slope/parallel/parallel.hpp"

namespace slope::kernel {
namespace {

template <class T> using Numbers = std::vector<T>;

template <class T> Numbers<T> numbers(std::size_t n, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  Numbers<T> x(n);
  for (T& v : x) v = static_cast<T>(normal(random));
  return x;
}

template <class T> bool same_bits(const Numbers<T>& a, const Numbers<T>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

// f() by one thread and by several, on each instruction set.
template <class T, class F> void expect_same(const F& f) {
  const InstructionSet before = instruction_set_in_use();
  for (const InstructionSet set : available_instruction_sets()) {
    use_instruction_set(set);
    const Numbers<T> alone = f();
    for (const std::size_t threads : {2u, 3u, 7u, 64u}) {
      const ThreadLimit limit(threads);
      EXPECT_TRUE(same_bits(f(), alone)) << name_of(set) << ", " << threads << " threads";
    }
  }
  use_instruction_set(before);
}

// Rows, inner size, columns: at and above the border, odd ones, a row, a column.
struct Shape {
  std::size_t rows, inner, columns;
};
constexpr Shape shapes[] = {{64, 784, 128},  {128, 64, 64},   {129, 1021, 37}, {1021, 131, 13},
                            {1, 1024, 1024}, {2, 1024, 1024}, {2048, 1024, 1}, {40'000, 3, 5}};

template <class T> class SharedOf : public testing::Test {};
using Types = testing::Types<float, double>;
TYPED_TEST_SUITE(SharedOf, Types);

TYPED_TEST(SharedOf, Product) {
  using T = TypeParam;
  for (const auto& [m, k, n] : shapes) {
    SCOPED_TRACE(testing::Message() << m << ' ' << k << ' ' << n);
    const Numbers<T> a = numbers<T>(m * k, 1), b = numbers<T>(k * n, 2), init = numbers<T>(m * n, 3);
    expect_same<T>([&] {
      Numbers<T> c = init;
      product<T>({m, k, n, a.data(), k, 1, b.data(), n, c.data(), n, c.data(), n});
      return c;
    });
    expect_same<T>([&] {  // Aᵀ, and one row for all
      Numbers<T> c(m * n);
      product<T>({m, k, n, a.data(), 1, m, b.data(), n, init.data(), 0, c.data(), n});
      return c;
    });
  }
}

TYPED_TEST(SharedOf, Layer) {
  using T = TypeParam;
  for (const auto& [rows, in, out] : shapes) {
    SCOPED_TRACE(testing::Message() << rows << ' ' << in << ' ' << out);
    const Numbers<T> x = numbers<T>(rows * in, 1), w = numbers<T>(in * out, 2), b = numbers<T>(out, 3);
    const std::size_t size = rows * out;
    expect_same<T>([&] {
      Numbers<T> y(2 * size);
      layer<T>({rows, in, out, x.data(), w.data(), b.data(), y.data(), y.data() + size},
               &blocks<T>().activations.tanh);
      return y;
    });
  }
}

TYPED_TEST(SharedOf, LayerInReverse) {
  using T = TypeParam;
  for (const auto& [rows, in, out] : shapes)
    for (const bool curved : {false, true})
      for (const bool store : {false, true}) {
        SCOPED_TRACE(testing::Message() << rows << ' ' << in << ' ' << out << ' ' << curved << store);
        const Numbers<T> x = numbers<T>(rows * in, 1), w = numbers<T>(in * out, 2),
                         slope = numbers<T>(rows * out, 3), seed = numbers<T>(rows * out, 4),
                         before = numbers<T>(rows * in + in * out + out, 5);
        expect_same<T>([&] {
          Numbers<T> z = seed, scratch(in * out), bars = before;
          T *const x_bar = bars.data(), *const w_bar = x_bar + rows * in, *const b_bar = w_bar + in * out;
          layer_reverse<T>({rows,
                            in,
                            out,
                            x.data(),
                            w.data(),
                            curved ? slope.data() : nullptr,
                            z.data(),
                            {x_bar, store},
                            {w_bar, store},
                            {b_bar, store},
                            scratch.data()});
          bars.insert(bars.end(), z.begin(), z.end());
          return bars;
        });
      }
}

}  // namespace
}  // namespace slope::kernel
