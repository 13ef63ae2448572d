// SPDX-License-Identifier: MIT
#include "slope/kernel/array.hpp"

#include <gmock/gmock.h>

#include <vector>

#include "slope/core/error.hpp"
#include "slope/kernel/scalar.hpp"

namespace slope {
namespace {

using testing::HasSubstr;

template <class F> std::string error_of(F f) {
  try {
    f();
  } catch (const UsageError& e) {
    return e.what();
  }
  return "no error";
}

/// Every name leads to the kernel of that name.
template <class T> void expect_named_kernels() {
  const std::vector<T> x{T(0.1), T(0.25), T(0.7), T(0.9), T(0.3)};
  const auto check = [&](auto values, auto slopes, auto both, T (*value)(T), T (*slope)(T)) {
    std::vector<T> y(x.size()), d(x.size()), y2(x.size()), d2(x.size());
    values(x, y), slopes(x, d), both(x, y2, d2);
    for (std::size_t i = 0; i < x.size(); ++i) {
      EXPECT_EQ(y[i], value(x[i]));
      EXPECT_EQ(d[i], slope(x[i]));
      EXPECT_EQ(y2[i], y[i]);
      EXPECT_EQ(d2[i], d[i]);
    }
  };
  using In = const std::vector<T>&;
  using Out = std::vector<T>&;
  check([](In a, Out b) { sigmoid(a, b); }, [](In a, Out b) { sigmoid_slope(a, b); },
        [](In a, Out b, Out c) { sigmoid_value_and_slope(a, b, c); }, kernel::sigmoid<T>,
        kernel::sigmoid_slope<T>);
  check([](In a, Out b) { logsigmoid(a, b); }, [](In a, Out b) { logsigmoid_slope(a, b); },
        [](In a, Out b, Out c) { logsigmoid_value_and_slope(a, b, c); }, kernel::logsigmoid<T>,
        kernel::logsigmoid_slope<T>);
  check([](In a, Out b) { softplus(a, b); }, [](In a, Out b) { softplus_slope(a, b); },
        [](In a, Out b, Out c) { softplus_value_and_slope(a, b, c); }, kernel::softplus<T>,
        kernel::softplus_slope<T>);
  check([](In a, Out b) { logit(a, b); }, [](In a, Out b) { logit_slope(a, b); },
        [](In a, Out b, Out c) { logit_value_and_slope(a, b, c); }, kernel::logit<T>, kernel::logit_slope<T>);
  check([](In a, Out b) { tanh(a, b); }, [](In a, Out b) { tanh_slope(a, b); },
        [](In a, Out b, Out c) { tanh_value_and_slope(a, b, c); }, kernel::tanh<T>, kernel::tanh_slope<T>);
  check([](In a, Out b) { swish(a, b); }, [](In a, Out b) { swish_slope(a, b); },
        [](In a, Out b, Out c) { swish_value_and_slope(a, b, c); }, kernel::swish<T>, kernel::swish_slope<T>);
  check([](In a, Out b) { gelu(a, b); }, [](In a, Out b) { gelu_slope(a, b); },
        [](In a, Out b, Out c) { gelu_value_and_slope(a, b, c); }, kernel::gelu<T>, kernel::gelu_slope<T>);
}
TEST(Array, NamesLeadToTheirKernels) {
  expect_named_kernels<double>();
  expect_named_kernels<float>();
}

TEST(Array, MayBeReplacedInPlace) {
  std::vector<double> x{-1, 0, 1};
  const std::vector<double> before = x;
  sigmoid(x, x);
  for (std::size_t i = 0; i < x.size(); ++i) EXPECT_EQ(x[i], kernel::sigmoid(before[i]));
}

TEST(Array, MayBeEmpty) {
  std::vector<float> none;
  sigmoid(none, none);
  gelu_value_and_slope(none, none, none);
}

TEST(Array, LengthsMustAgree) {
  std::vector<double> three(3), two(2), other(3);
  EXPECT_THAT(error_of([&] { sigmoid(three, two); }), HasSubstr("sigmoid: 3 numbers in, but room for 2 out"));
  EXPECT_THAT(error_of([&] { swish_slope(two, three); }), HasSubstr("swish_slope: 2 numbers in"));
  EXPECT_THAT(error_of([&] { gelu_value_and_slope(three, other, two); }),
              HasSubstr("gelu_value_and_slope: 3"));
}

TEST(Array, MustNotOverlapInPart) {
  std::vector<double> x(10), y(10);
  const std::span<double> all(x);
  EXPECT_THAT(error_of([&] { tanh(all.first(9), all.last(9)); }),
              HasSubstr("tanh: the output overlaps the input in part"));
  EXPECT_THAT(error_of([&] { tanh(all.last(9), all.first(9)); }), HasSubstr("overlaps"));
  EXPECT_THAT(error_of([&] { logit_value_and_slope(x, y, y); }),
              HasSubstr("logit_value_and_slope: values and slopes overlap"));
  tanh(all.first(5), all.last(5));  // side by side is not overlapping
}

}  // namespace
}  // namespace slope
