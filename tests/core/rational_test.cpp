// SPDX-License-Identifier: MIT
#include "slope/core/rational.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "slope/core/error.hpp"

namespace slope {
namespace {

constexpr std::int64_t big = std::numeric_limits<std::int64_t>::max();

TEST(Rational, IsKeptInLowestTermsWithAPositiveDenominator) {
  EXPECT_EQ(Rational(6, -4).to_string(), "-3/2");
  EXPECT_EQ(Rational(0, -5).to_string(), "0");
  EXPECT_THROW(Rational(1, 0), Error);
}

TEST(Rational, GrowsBeyondMachineIntegersAndComesBack) {
  const Rational huge = Rational(big) * Rational(big);
  EXPECT_EQ(huge.to_string(), "85070591730234615847396907784232501249");
  EXPECT_FALSE(huge.is_small());
  EXPECT_EQ(huge / Rational(big), Rational(big));
  EXPECT_TRUE((huge / huge).is_one());
  EXPECT_EQ((Rational(big) + Rational(1)).to_string(), "9223372036854775808");
  EXPECT_EQ((Rational(std::numeric_limits<std::int64_t>::min(), 1)).to_string(), "-9223372036854775808");
  EXPECT_LT(-huge, Rational(0));
  EXPECT_EQ((Rational(1, big) + Rational(1, big - 1)).to_string(),
            "18446744073709551613/85070591730234615838173535747377725442");
}

TEST(Rational, ReadsDecimalsExactly) {
  EXPECT_EQ(Rational::from_decimal("0.1"), Rational(1, 10));
  EXPECT_EQ(Rational::from_decimal("1.50e-3"), Rational(3, 2000));
  EXPECT_EQ(Rational::from_decimal("12e+2"), Rational(1200));
  EXPECT_EQ(Rational::from_decimal("000"), Rational(0));
  EXPECT_THROW(Rational::from_decimal("1e999999999"), LimitError);
  EXPECT_THROW(Rational::from_decimal("1e99999999999999999999999"), LimitError);
  EXPECT_EQ(Rational::from_double(0.1), Rational(1, 10));
  EXPECT_EQ(Rational::from_double(-2.5), Rational(-5, 2));
  EXPECT_THROW(Rational::from_double(std::nan("")), Error);
}

TEST(Rational, RoundsToTheNearestDouble) {
  for (const char* text :
       {"0.1", "1e-320", "4.9406564584124654e-324", "2.4703282292062327e-324", "2.4703282292062329e-324",
        "1.7976931348623157e308", "123456789012345678901234567890", "9007199254740993", "9007199254740995",
        "2.2250738585072011e-308", "1e23", "8.41e21"})
    EXPECT_EQ(Rational::from_decimal(text).as<double>(), std::strtod(text, nullptr)) << text;
  EXPECT_TRUE(std::isinf(Rational::from_decimal("1.8e308").as<double>()));
  EXPECT_EQ(Rational(1, 3).as<float>(), 1.0f / 3.0f);
  EXPECT_EQ(Rational(-1, 3).as<long double>(), -1.0L / 3.0L);
}

TEST(Rational, HasFloorPowerAndRoot) {
  EXPECT_EQ(Rational(-7, 2).floor(), Rational(-4));
  EXPECT_EQ((Rational(-1) / (Rational(big) * Rational(4))).floor(), Rational(-1));
  EXPECT_EQ(Rational(2, 3).power(-3), Rational(27, 8));
  EXPECT_EQ(Rational(2).power(100).to_string(), "1267650600228229401496703205376");
  EXPECT_EQ(Rational(9, 16).root(2), Rational(3, 4));
  EXPECT_EQ(Rational(2).root(2), std::nullopt);
  EXPECT_EQ(Rational(2).power(300).root(3), Rational(2).power(100));
  EXPECT_EQ(Rational(2).root(std::uint64_t{1} << 40), std::nullopt);
  EXPECT_EQ(Rational(8).root((std::uint64_t{1} << 32) + 3), std::nullopt);
  EXPECT_THROW((void)Rational(2).power((std::int64_t{1} << 32) + 1), LimitError);
  EXPECT_THROW((void)Rational(2, 3).power(std::numeric_limits<std::int64_t>::min()), LimitError);
  EXPECT_EQ(Rational(-1).power(std::numeric_limits<std::int64_t>::min()), Rational(1));
  EXPECT_EQ(gcd(Rational(12), Rational(-18)), Rational(6));
}

}  // namespace
}  // namespace slope
