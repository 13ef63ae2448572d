// SPDX-License-Identifier: MIT
// Where numbers lie along an axis, and the marks that say so.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "slope/core/error.hpp"
#include "slope/plot/axis.hpp"

namespace slope::plot {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest = std::numeric_limits<double>::max();
constexpr double smallest = std::numeric_limits<double>::denorm_min();

std::vector<std::string> labels(const Axis& axis, double low, double high, std::size_t about = 6) {
  std::vector<std::string> out;
  for (const Tick& tick : Scale(axis, std::vector{low, high}).ticks(about)) out.push_back(tick.label);
  return out;
}
using Labels = std::vector<std::string>;

constexpr auto even = Spacing::even, logarithmic = Spacing::logarithmic, both = Spacing::both_logarithmic;

TEST(Ticks, StandAtNumbersThatReadEasily) {
  EXPECT_EQ(labels({}, 0, 1), (Labels{"0", "0.2", "0.4", "0.6", "0.8", "1.0"}));
  EXPECT_EQ(labels({}, -3, 7), (Labels{"−2", "0", "2", "4", "6"}));
  EXPECT_EQ(labels({}, 0, 1234), (Labels{"0", "500", "1000"}));
  EXPECT_EQ(labels({}, 1e7, 3e7), (Labels{"1.0×10⁷", "1.5×10⁷", "2.0×10⁷", "2.5×10⁷", "3.0×10⁷"}));
  EXPECT_EQ(labels({}, 0, 2e-6, 3), (Labels{"0", "10⁻⁶", "2×10⁻⁶"}));
  EXPECT_EQ(labels({.whole = true}, 1, 3), (Labels{"1", "2", "3"}));
  EXPECT_EQ(labels({}, 1, 3, 4), (Labels{"1.0", "1.5", "2.0", "2.5", "3.0"}));
}

TEST(Ticks, OfALogarithmicAxis) {
  EXPECT_EQ(labels({.spacing = logarithmic}, 0.01, 1, 3), (Labels{"0.01", "0.1", "1"}));
  EXPECT_EQ(labels({.spacing = logarithmic}, 0.01, 1, 8),
            (Labels{"0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"}));
  EXPECT_EQ(labels({.spacing = logarithmic}, 1e-18, 1),
            (Labels{"10⁻¹⁸", "10⁻¹⁵", "10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "10⁰"}));
  EXPECT_EQ(labels({.spacing = both}, -1e300, 1e300),
            (Labels{"−10³⁰⁰", "−10²⁰⁰", "−10¹⁰⁰", "0", "10¹⁰⁰", "10²⁰⁰", "10³⁰⁰"}));
}

// The number that a label says.
double read(std::string text) {
  const auto replace = [&](const std::string& from, const std::string& to) {
    for (std::size_t at; (at = text.find(from)) != std::string::npos;) text.replace(at, from.size(), to);
  };
  // "2×10⁻⁷" is 2e-7, and "10⁻⁷" is 1e-7: what follows the ten is no digit.
  if (const auto ten = text.rfind("10"); ten != text.npos && ten + 2 < text.size() && text[ten + 2] < 0)
    text.replace(ten, 2, ten > 1 && text[ten - 1] == "×"[1] ? "e" : "1e");
  replace("×", "");
  replace("−", "-");
  replace("⁻", "-");
  const char* raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  for (int digit = 0; digit < 10; ++digit) replace(raised[digit], std::to_string(digit));
  return std::strtod(text.c_str(), nullptr);
}

TEST(Ticks, OfAnyRangeAreFewInsideInOrderAndSayWhereTheyAre) {
  std::mt19937_64 random(20);
  std::uniform_real_distribution<double> exponent(-300, 300), part(-1, 1);
  for (int i = 0; i < 20'000; ++i) {
    const double size = std::pow(10, exponent(random));
    const Spacing spacing = i % 3 == 0 ? even : i % 3 == 1 ? logarithmic : both;
    double low = part(random) * size,
           high = i % 2 == 0 ? part(random) * size : low * (1 + std::pow(10, -9 * std::fabs(part(random))));
    if (spacing == logarithmic) low = std::fabs(low), high = std::fabs(high);
    const Scale scale({.spacing = spacing}, std::vector{low, high});
    const std::size_t about = 3 + static_cast<std::size_t>(i % 7);
    const auto ticks = scale.ticks(about);
    ASSERT_GE(ticks.size(), 2U) << low << ' ' << high;
    ASSERT_LE(ticks.size(), 2 * about + 3) << low << ' ' << high;
    double before = -infinity;
    for (const auto& [at, label] : ticks) {
      ASSERT_GE(scale.position(at), -1e-5) << label << " from " << low << " to " << high;
      ASSERT_LE(scale.position(at), 1 + 1e-5) << label << " from " << low << " to " << high;
      ASSERT_GT(at, before);
      before = at;
      const double slack = std::max(std::fabs(low), std::fabs(high));
      ASSERT_NEAR(read(label) / slack, at / slack, 1e-9) << label;
    }
  }
}

TEST(Scale, MapsItsEndsToZeroAndOneAndBack) {
  for (const Spacing spacing : {even, logarithmic, both})
    for (const auto& [low, high] : {std::pair(1.0, 2.0), {1e-300, 1e300}, {smallest, largest}, {3.0, 1e9}}) {
      const Scale scale({.spacing = spacing}, std::vector{low, high});
      EXPECT_EQ(scale.position(low), 0);
      EXPECT_EQ(scale.position(high), 1);
      for (const double position : {0.25, 0.5, 0.75})
        EXPECT_NEAR(scale.position(scale.at(position)), position, 1e-9);
    }
  const Scale whole({}, std::vector{-largest, largest});
  EXPECT_EQ(whole.position(0), 0.5);
}

TEST(Scale, CountsOnlyNumbersThatItCanShow) {
  const std::vector data = {std::nan(""), infinity, -1.0, 0.0, 4.0, 2.0, -infinity};
  const Scale numbers({}, data), positive({.spacing = logarithmic}, data);
  EXPECT_EQ(numbers.low(), -1);
  EXPECT_EQ(numbers.high(), 4);
  EXPECT_EQ(positive.low(), 2);
  EXPECT_EQ(positive.high(), 4);
  EXPECT_FALSE(positive.can_show(0));
  EXPECT_FALSE(numbers.can_show(infinity));
}

TEST(Scale, HasRoomWhateverTheDataAre) {
  const std::vector<std::vector<double>> sets = {
      {}, {0}, {5}, {-5}, {1e300, 1e300}, {largest}, {-largest}, {smallest}, {1, 1 + 1e-15}, {std::nan("")}};
  for (const auto& data : sets)
    for (const Spacing spacing : {even, logarithmic, both}) {
      const Scale scale({.spacing = spacing}, data, 0.05);
      EXPECT_LT(scale.low(), scale.high());
      EXPECT_TRUE(std::isfinite(scale.low()) && std::isfinite(scale.high()));
      EXPECT_FALSE(scale.ticks(5).empty());
      for (const double x : data)
        EXPECT_TRUE(!scale.can_show(x) || (scale.position(x) >= 0 && scale.position(x) <= 1)) << x;
    }
}

TEST(Scale, LeavesAMarginButDoesNotCrossZeroForIt) {
  const std::vector data = {0.0, 10.0};
  const Scale scale({}, data, 0.1);
  EXPECT_EQ(scale.low(), 0);
  EXPECT_DOUBLE_EQ(scale.high(), 11);
  const Scale stated({.low = -1, .high = 2}, data, 0.1);
  EXPECT_EQ(stated.low(), -1);
  EXPECT_EQ(stated.high(), 2);
}

TEST(Scale, RefusesEndsThatAreNone) {
  EXPECT_THROW(Scale({.low = std::nan("")}, {}), UsageError);
  EXPECT_THROW(Scale({.spacing = logarithmic, .low = 0}, {}), UsageError);
  EXPECT_THROW(Scale({.low = 2, .high = 1}, {}), UsageError);
}

TEST(ShortNumber, HasThreeDigits) {
  for (const auto& [x, text] : {std::pair(0.0, "0"),
                                {0.25, "0.25"},
                                {-1.5e-7, "−1.5×10⁻⁷"},
                                {123456, "123000"},
                                {1e6, "1×10⁶"},
                                {-0.0012345, "−0.00123"},
                                {999.9, "1000"},
                                {-infinity, "−∞"}})
    EXPECT_EQ(short_number(x), text);
}

}  // namespace

}  // namespace slope::plot
