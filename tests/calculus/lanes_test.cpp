// SPDX-License-Identifier: MIT
// Derivatives in every lane of a dual, for numbers of lanes that fill registers, that do not, and that take many.
#include <gtest/gtest.h>

#include <limits>

#include "slope/dual/dual.hpp"
#include "slope/function/catalog.hpp"

namespace slope {
namespace {

template <class D> class Lanes : public testing::Test {
 public:
  using T = typename D::value_type;
  static constexpr std::size_t n = std::tuple_size_v<decltype(D::slope)>;
  static constexpr T infinity = std::numeric_limits<T>::infinity();

  // A number that moves by i mod 3 in direction i, so that in some it does not.
  static D number(T value) {
    D x(value);
    for (std::size_t i = 0; i < n; ++i) x.slope[i] = moved(i);
    return x;
  }
  static T moved(std::size_t i) { return static_cast<T>(i % 3); }
  // One that moves by 1 in each.
  static D other(T value) {
    D x(value);
    for (T& d : x.slope) d = 1;
    return x;
  }
  static T infinite_if(bool moves) { return moves ? infinity : T(0); }
};
using Types =
    testing::Types<Dual<double, 1>, Dual<double, 2>, Dual<double, 3>, Dual<double, 5>, Dual<double, 8>,
                   Dual<double, 9>, Dual<double, 31>, Dual<double, 64>, Dual<double, 99>, Dual<float, 1>,
                   Dual<float, 3>, Dual<float, 7>, Dual<float, 16>, Dual<float, 99>, Dual<long double, 3>>;
TYPED_TEST_SUITE(Lanes, Types);

TYPED_TEST(Lanes, BeginAtZero) {
  for (const auto& d : TypeParam().slope) EXPECT_EQ(d, 0);
  for (const auto& d : TypeParam(7).slope) EXPECT_EQ(d, 0);
  for (std::size_t j = 0; j < this->n; ++j)
    for (std::size_t i = 0; i < this->n; ++i)
      EXPECT_EQ(TypeParam::variable(7, j).slope[i], i == j ? 1 : 0) << i << ' ' << j;
}

TYPED_TEST(Lanes, OfProductsAndQuotients) {
  const TypeParam a = this->number(6), b = this->other(4);
  const TypeParam product = a * b, quotient = a / b, half = a / 2, inverse = 2 / b, root = sqrt(b);
  EXPECT_EQ(product.value, 24);
  EXPECT_EQ(quotient.value, 1.5);
  for (std::size_t i = 0; i < this->n; ++i) {
    const auto d = this->moved(i);
    EXPECT_EQ(product.slope[i], 4 * d + 6) << i;
    EXPECT_EQ(quotient.slope[i], (4 * d - 6) / 16) << i;
    EXPECT_EQ(half.slope[i], d / 2) << i;
    EXPECT_EQ(inverse.slope[i], -0.125) << i;
    EXPECT_EQ(root.slope[i], 0.25) << i;
  }
}

TYPED_TEST(Lanes, ThatDoNotMoveStayAtZeroThroughInfinity) {
  const TypeParam a = this->number(0), root = sqrt(a), by_infinity = a * this->infinity;
  const TypeParam b = this->number(this->infinity), product = b * this->other(2);
  const TypeParam quotient = this->other(1) / a;
  for (std::size_t i = 0; i < this->n; ++i) {
    const auto d = this->moved(i);
    EXPECT_EQ(root.slope[i], this->infinite_if(d != 0)) << i;
    EXPECT_EQ(by_infinity.slope[i], this->infinite_if(d != 0)) << i;
    EXPECT_EQ(product.slope[i], this->infinity) << i;  // 2 d + ∞·1
    // 1/0 + (−∞) d
    if (d == 0) EXPECT_EQ(quotient.slope[i], this->infinity) << i;
    else EXPECT_TRUE(std::isnan(quotient.slope[i])) << i;
  }
  const TypeParam flat = this->other(2) * TypeParam(this->infinity), squares = b * b;
  for (std::size_t i = 0; i < this->n; ++i) {
    EXPECT_EQ(flat.slope[i], this->infinity) << i;
    EXPECT_EQ(squares.slope[i], this->infinite_if(this->moved(i) != 0)) << i;
  }
}

// What a function ignores does not reach the result, whatever it is: the slope of cosh is 0 at 0.
TYPED_TEST(Lanes, OfWhatIsIgnoredAreZero) {
  TypeParam x = this->number(0);
  for (std::size_t i = 0; i < this->n; ++i) x.slope[i] = i % 2 == 0 ? this->infinity : NAN;
  for (const auto& d : cosh(x).slope) EXPECT_EQ(d, 0);
}

}  // namespace
}  // namespace slope
