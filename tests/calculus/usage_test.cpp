// SPDX-License-Identifier: MIT
// What is refused at run time, and that everything works afterwards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "slope/calculus/calculus.hpp"

namespace slope {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

const auto product = [](const auto& x) { return x[0] * x[1]; };
const auto square = [](const auto& x) { return x * x; };

TEST(Usage, EmptyLists) {
  const std::vector<double> none;
  const auto first = [](const auto& x) { return x.empty() ? std::decay_t<decltype(x[0])>(0) : x[0]; };
  const auto list = [](const auto& x) { return x; };
  EXPECT_THAT([&] { gradient(first, none); },
              ThrowsMessage<UsageError>(HasSubstr("gradient: the list of arguments is empty")));
  EXPECT_THAT([&] { hessian(first, none); }, ThrowsMessage<UsageError>(HasSubstr("hessian")));
  EXPECT_THAT([&] { jacobian(list, none); }, ThrowsMessage<UsageError>(HasSubstr("jacobian")));
  EXPECT_THROW(sparse_hessian(first, none), UsageError);
  EXPECT_THROW(sparse_jacobian(list, none), UsageError);
  EXPECT_THROW(directional(first, none, none), UsageError);
}

TEST(Usage, Directions) {
  const std::vector<double> x = {1, 2}, v = {1, 2, 3}, nan = {0, std::nan("")};
  EXPECT_THAT([&] { directional(product, x, v); },
              ThrowsMessage<UsageError>(HasSubstr("the point has 2 elements, but the direction has 3")));
  EXPECT_THAT([&] { hessian_vector(product, x, nan); },
              ThrowsMessage<UsageError>(HasSubstr("element 1 of the direction is not a number (NaN)")));
  EXPECT_EQ(directional(product, x, x), 4);
}

TEST(Usage, Orders) {
  EXPECT_THAT([&] { nth_derivative(square, 1.0, -1); },
              ThrowsMessage<UsageError>(HasSubstr("the order is -1; it must be 0 or more")));
  EXPECT_THROW(nth_derivative<Mode::symbolic>(square, 1.0, -1), UsageError);
  EXPECT_THROW(taylor(square, 1.0, -1), UsageError);
  EXPECT_THAT([&] { taylor(square, 1.0, most_taylor_order + 1); },
              ThrowsMessage<LimitError>(HasSubstr("the limit is 100000")));
  EXPECT_EQ(nth_derivative(square, 3.0, 0), 9);
}

// A callable that throws leaves the thread's tapes in order.
TEST(Usage, ACallableThatThrows) {
  const std::vector<double> x = {2, 3};
  const auto throws = [](const auto& y) {
    const auto z = y[0] * y[1];
    throw std::runtime_error("on purpose");
    return z;
  };
  for (int k = 0; k < 3; ++k) {
    EXPECT_THROW(gradient(throws, x), std::runtime_error);
    EXPECT_EQ(gradient(product, x), (std::vector<double>{3, 2}));
  }
}

}  // namespace
}  // namespace slope
