// SPDX-License-Identifier: MIT
// The bounds of docs/accuracy.md, on a slice of all floats and on doubles at the hard places. All of them:
// scripts/accuracy.
#include "accuracy.hpp"

#include <gtest/gtest.h>

namespace slope::accuracy {

static void PrintTo(const Subject& subject, std::ostream* out) { *out << subject.name; }

namespace {

class Accuracy : public testing::TestWithParam<Subject> {};

void expect(const Report& report, double value_bound, double slope_bound) {
  for (const auto& [set, value, slope] : report.sets) {
    EXPECT_LE(value.worst, value_bound) << report.type << ", " << name_of(set) << ", at " << value.at;
    EXPECT_LE(slope.worst, slope_bound) << report.type << ", " << name_of(set) << ", at " << slope.at;
    EXPECT_EQ(value.wrongly_zero + slope.wrongly_zero, 0u) << report.type << ", " << name_of(set);
  }
}

TEST_P(Accuracy, OfFloatsIsThatOfRounding) {
  const Report report = measure_floats(GetParam(), 256, 77, [](double) {});
  EXPECT_EQ(report.inputs, 1u << 24);
  EXPECT_LT(report.reference_error, margin_float);
  const double bound = GetParam().name == "gelu" ? 0.50003 : 0.50001;  // its fractions are shorter
  expect(report, bound, bound);
}

TEST_P(Accuracy, OfDoublesIsWithinTheStatedBounds) {
  const Report report = measure_doubles(GetParam(), 400'000, [](double) {});
  EXPECT_LT(report.reference_error, margin_double);
  const bool sigmoid = GetParam().name == "sigmoid";
  expect(report, sigmoid ? 1 : 2, sigmoid ? 1 : 2);
}

INSTANTIATE_TEST_SUITE_P(Kernels, Accuracy, testing::ValuesIn(subjects().begin(), subjects().end()),
                         [](const auto& subject) { return std::string(subject.param.name); });

}  // namespace
}  // namespace slope::accuracy
