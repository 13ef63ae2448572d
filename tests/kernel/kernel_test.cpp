// SPDX-License-Identifier: MIT
// What holds for every kernel on every instruction set. How accurate they are is another test (accuracy/).
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

#include "slope/core/error.hpp"
#include "slope/kernel/instruction_set.hpp"
#include "slope/kernel/scalar.hpp"

namespace slope::kernel {
namespace {

template <class T> struct Named {
  const char* name;
  Function<T> Functions<T>::*function;
  const Function<T>& kernels() const { return functions<T>().*function; }
};
template <class T> std::vector<Named<T>> all_functions() {
  using F = Functions<T>;
  return {{"sigmoid", &F::sigmoid},   {"logsigmoid", &F::logsigmoid},
          {"softplus", &F::softplus}, {"logit", &F::logit},
          {"tanh", &F::tanh},         {"swish", &F::swish},
          {"gelu", &F::gelu}};
}

/// Numbers of all sizes, with what is special about T.
template <class T> std::vector<T> inputs(std::size_t n) {
  using Limits = std::numeric_limits<T>;
  std::vector<T> x{0,
                   -T(0),
                   1,
                   T(0.5),
                   Limits::infinity(),
                   -Limits::infinity(),
                   Limits::quiet_NaN(),
                   Limits::max(),
                   Limits::lowest(),
                   Limits::min(),
                   Limits::denorm_min(),
                   -Limits::denorm_min()};
  std::mt19937_64 random(7);
  std::normal_distribution<T> normal;
  while (x.size() < n) {
    const T scale[] = {T(0.01), 1, 20, 400};
    for (const T s : scale) x.push_back(s * normal(random));
    x.push_back(std::fabs(normal(random)) / 4);
    x.push_back(static_cast<T>(std::ldexp(normal(random), -static_cast<int>(random() % 1000))));
  }
  x.resize(n);
  return x;
}

template <class T> bool same_bits(T a, T b) {
  return (std::isnan(a) && std::isnan(b)) || std::memcmp(&a, &b, sizeof a) == 0;
}
template <class T> void expect_same(const std::vector<T>& a, const std::vector<T>& b, const char* what) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    ASSERT_TRUE(same_bits(a[i], b[i])) << what << " " << i << ": " << a[i] << ", " << b[i];
}

class InstructionSets : public testing::TestWithParam<InstructionSet> {
 protected:
  InstructionSets() { use_instruction_set(GetParam()); }
  ~InstructionSets() override { use_instruction_set(before_); }

 private:
  InstructionSet before_ = instruction_set_in_use();
};
INSTANTIATE_TEST_SUITE_P(Kernel, InstructionSets,
                         testing::ValuesIn(available_instruction_sets().begin(),
                                           available_instruction_sets().end()),
                         [](const auto& set) { return std::string(name_of(set.param)); });

/// Arrays of any length, anywhere in memory, give the bits of the scalar kernels, and both at once those of each.
template <class T> void expect_arrays_like_numbers() {
  const std::vector<T> x = inputs<T>(1000);
  for (const Named<T>& f : all_functions<T>()) {
    const Function<T>& k = f.kernels();
    std::vector<T> value, slope;
    for (const T v : x) {
      value.push_back(k.value(v));
      slope.push_back(k.slope(v));
      const ValueAndSlope<T> both = k.value_and_slope(v);
      ASSERT_TRUE(same_bits(both.value, value.back()) && same_bits(both.slope, slope.back()))
          << f.name << " at " << v;
    }
    constexpr T untouched = 77;
    for (std::size_t n = 0; n <= 40; ++n)
      for (const std::size_t at : {std::size_t{0}, 3 * n}) {
        const auto piece = [&](const std::vector<T>& all) {
          std::vector<T> some(all.begin() + static_cast<std::ptrdiff_t>(at),
                              all.begin() + static_cast<std::ptrdiff_t>(at + n));
          some.push_back(untouched);
          return some;
        };
        std::vector<T> y(n + 1, untouched), d = y, y2 = y, d2 = y;
        k.values(&x[at], y.data(), n);
        k.slopes(&x[at], d.data(), n);
        k.values_and_slopes(&x[at], y2.data(), d2.data(), n);
        expect_same(y, piece(value), f.name);
        expect_same(d, piece(slope), f.name);
        expect_same(y2, y, f.name);
        expect_same(d2, d, f.name);
      }
    std::vector<T> in_place = x;
    k.values(in_place.data(), in_place.data(), x.size());
    expect_same(in_place, value, f.name);
    std::vector<T> also_slope(x.size());
    in_place = x;
    k.values_and_slopes(in_place.data(), in_place.data(), also_slope.data(), x.size());
    expect_same(in_place, value, f.name);
    expect_same(also_slope, slope, f.name);
  }
}
TEST_P(InstructionSets, GiveArraysTheBitsOfNumbers) {
  expect_arrays_like_numbers<double>();
  expect_arrays_like_numbers<float>();
}

template <class T> void expect_symmetry() {
  for (const T x : inputs<T>(20000)) {
    ASSERT_TRUE(same_bits(sigmoid_slope(x), sigmoid_slope(-x))) << x;
    ASSERT_TRUE(same_bits(tanh_slope(x), tanh_slope(-x))) << x;
    ASSERT_TRUE(same_bits(tanh(x), -tanh(-x))) << x;
    ASSERT_TRUE(same_bits(logsigmoid(x), -softplus(-x))) << x;
    ASSERT_TRUE(same_bits(logsigmoid_slope(x), sigmoid(-x))) << x;
    ASSERT_TRUE(same_bits(softplus_slope(x), sigmoid(x))) << x;
  }
}
TEST_P(InstructionSets, KeepSymmetries) {
  expect_symmetry<double>();
  expect_symmetry<float>();
}

template <class T> void expect_limits() {
  const T infinity = std::numeric_limits<T>::infinity(), nan = std::numeric_limits<T>::quiet_NaN();
  const T least = std::numeric_limits<T>::denorm_min();
  struct Row {
    const char* name;
    T x, value, slope;
  };
  const T log2 = T(0.69314718055994530942L);
  const Row rows[] = {
      {"sigmoid", infinity, 1, 0},
      {"sigmoid", -infinity, 0, 0},
      {"sigmoid", 0, T(0.5), T(0.25)},
      {"sigmoid", least, T(0.5), T(0.25)},
      {"logsigmoid", infinity, -T(0), 0},
      {"logsigmoid", -infinity, -infinity, 1},
      {"logsigmoid", 0, -log2, T(0.5)},
      {"softplus", infinity, infinity, 1},
      {"softplus", -infinity, 0, 0},
      {"softplus", 0, log2, T(0.5)},
      {"logit", 0, -infinity, infinity},
      {"logit", 1, infinity, infinity},
      {"logit", T(0.5), 0, 4},
      {"logit", -1, nan, nan},
      {"logit", 2, nan, nan},
      {"logit", infinity, nan, nan},
      {"logit", -infinity, nan, nan},
      {"tanh", infinity, 1, 0},
      {"tanh", -infinity, -1, 0},
      {"tanh", 0, 0, 1},
      {"tanh", -T(0), -T(0), 1},
      {"tanh", least, least, 1},
      {"swish", infinity, infinity, 1},
      {"swish", -infinity, -T(0), -T(0)},
      {"swish", 0, 0, T(0.5)},
      {"swish", -T(0), -T(0), T(0.5)},
      {"gelu", infinity, infinity, 1},
      {"gelu", -infinity, -T(0), -T(0)},
      {"gelu", 0, 0, T(0.5)},
      {"gelu", -T(0), -T(0), T(0.5)},
  };
  for (const Named<T>& f : all_functions<T>()) {
    const Function<T>& k = f.kernels();
    EXPECT_TRUE(std::isnan(k.value(nan)) && std::isnan(k.slope(nan))) << f.name;
    for (const Row& row : rows) {
      if (std::strcmp(f.name, row.name) != 0) continue;
      EXPECT_TRUE(same_bits(k.value(row.x), row.value)) << f.name << "(" << row.x << ") = " << k.value(row.x);
      EXPECT_TRUE(same_bits(k.slope(row.x), row.slope))
          << f.name << "'(" << row.x << ") = " << k.slope(row.x);
    }
  }
}
TEST_P(InstructionSets, HaveTheRightLimits) {
  expect_limits<double>();
  expect_limits<float>();
}

// mpmath, 25 digits: where the usual formulas give 0, NaN or no right digit.
TEST_P(InstructionSets, KeepTheTails) {
  EXPECT_DOUBLE_EQ(sigmoid_slope(40.0), 4.248354255291588977277021e-18);
  EXPECT_DOUBLE_EQ(sigmoid(-700.0), 9.859676543759770236953853e-305);
  EXPECT_EQ(sigmoid(-745.0), std::numeric_limits<double>::denorm_min());
  EXPECT_DOUBLE_EQ(logsigmoid(50.0), -1.928749847963917783017046e-22);
  EXPECT_EQ(softplus(1000.0), 1000);
  EXPECT_DOUBLE_EQ(tanh_slope(20.0), 1.699341702116635449286157e-17);
  EXPECT_EQ(sigmoid(-103.5f), std::numeric_limits<float>::denorm_min());
  EXPECT_FLOAT_EQ(sigmoid_slope(20.0f), 2.061153613941849427639437e-9f);
}

// Numbers of T between a and b, in the order of all numbers of T.
template <class T> std::int64_t steps_between(T a, T b) {
  using Bits = std::conditional_t<sizeof(T) == 4, std::int32_t, std::int64_t>;
  const auto place = [](T x) {
    const auto bits = std::bit_cast<Bits>(x);
    return static_cast<std::int64_t>(bits < 0 ? std::numeric_limits<Bits>::min() - bits : bits);
  };
  return std::abs(place(a) - place(b));
}

// The same bits where both round once, else within the errors of both.
TEST(Kernel, IsTheSameOnEveryInstructionSet) {
  const auto sets = available_instruction_sets();
  const InstructionSet before = instruction_set_in_use();
  const auto compare = [&]<class T>(T) {
    const std::vector<T> x = inputs<T>(100'000);
    for (const Named<T>& f : all_functions<T>()) {
      std::vector<T> y[2], d[2];
      const auto compute = [&](std::size_t set, int i) {
        use_instruction_set(sets[set]);
        y[i].resize(x.size()), d[i].resize(x.size());
        f.kernels().values_and_slopes(x.data(), y[i].data(), d[i].data(), x.size());
      };
      for (std::size_t set = 1; set < sets.size(); ++set) {
        compute(set - 1, 0);
        compute(set, 1);
        if (sets[set - 1] != InstructionSet::baseline) {
          expect_same(y[0], y[1], f.name);
          expect_same(d[0], d[1], f.name);
          continue;
        }
        for (std::size_t i = 0; i < x.size(); ++i) {
          if (std::isnan(y[0][i]) && std::isnan(y[1][i])) continue;
          ASSERT_LE(steps_between(y[0][i], y[1][i]), 2) << f.name << " at " << x[i];
          ASSERT_LE(steps_between(d[0][i], d[1][i]), 2) << f.name << "' at " << x[i];
        }
      }
    }
  };
  compare(1.0);
  compare(1.0f);
  use_instruction_set(before);
}

TEST(Kernel, UsesTheBestInstructionSetOrTheOneAskedFor) {
  const char* wish = std::getenv("SLOPE_INSTRUCTION_SET");
  for (const InstructionSet set : available_instruction_sets())
    if (wish != nullptr && name_of(set) == wish) {
      EXPECT_EQ(instruction_set_in_use(), set);
      return;
    }
  EXPECT_EQ(instruction_set_in_use(), available_instruction_sets().back());
}

TEST(Kernel, RefusesAnInstructionSetThatIsNotThere) {
  try {
    use_instruction_set(static_cast<InstructionSet>(3));
    FAIL();
  } catch (const UsageError& e) {
    EXPECT_NE(std::string(e.what()).find("not available here; there are: baseline"), std::string::npos)
        << e.what();
  }
}

}  // namespace
}  // namespace slope::kernel
