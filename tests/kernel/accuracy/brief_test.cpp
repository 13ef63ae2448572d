// SPDX-License-Identifier: MIT
// The activations of layers (kernel::Activations) beside MPFR, on every instruction set.
#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <random>

#include "reference.hpp"
#include "slope/kernel/instruction_set.hpp"
#include "slope/kernel/scalar.hpp"

namespace slope::accuracy {
namespace {

template <class T> std::vector<T> inputs(std::size_t n) {
  std::mt19937_64 random(3);
  std::normal_distribution<double> normal;
  using Limits = std::numeric_limits<T>;
  std::vector<T> x{
      0, -T(0), 1, -1, Limits::min(), -Limits::min(), Limits::denorm_min(), Limits::max(), Limits::lowest()};
  while (x.size() < n) {
    const double far = sizeof(T) == 4 ? 50 : 350;
    for (const double scale : {1e-9, 0.1, 1.0, 5.0, far}) x.push_back(static_cast<T>(scale * normal(random)));
  }
  return x;
}

void elu_exact(Exact& y, double x) {
  mpfr_set_d(y.value, x, MPFR_RNDN);
  mpfr_set_ui(y.slope, 1, MPFR_RNDN);
  if (x > 0) return;
  mpfr_exp(y.slope, y.value, MPFR_RNDN);
  mpfr_expm1(y.value, y.value, MPFR_RNDN);
}
void relu_exact(Exact& y, double x) {
  mpfr_set_d(y.value, x > 0 ? x : 0, MPFR_RNDN);
  mpfr_set_ui(y.slope, x > 0 ? 1 : 0, MPFR_RNDN);
}
void leaky_relu_exact(Exact& y, double x) {
  mpfr_set_d(y.value, x, MPFR_RNDN);
  mpfr_set_ui(y.slope, 1, MPFR_RNDN);
  if (!(x > 0)) mpfr_div_ui(y.slope, y.slope, 100, MPFR_RNDN);
  if (x < 0) mpfr_div_ui(y.value, y.value, 100, MPFR_RNDN);
}

using Reference = void (*)(Exact&, double);
Reference of(std::string_view name) {
  for (const Subject& subject : subjects())
    if (subject.name == name) return subject.exact;
  return nullptr;
}

template <class T> struct Named {
  const char* name;
  kernel::Activation<T> kernel::Activations<T>::*activation;
  Reference exact;
  double value, slope;  // bounds in ulps; of swish' beside 1
};

template <class T> void expect_accurate(const Named<T>& f, bool absolute) {
  const std::vector<T> x = inputs<T>(20'000);
  std::vector<std::vector<T>> found;
  const kernel::InstructionSet before = kernel::instruction_set_in_use();
  for (const kernel::InstructionSet set : kernel::available_instruction_sets()) {
    kernel::use_instruction_set(set);
    std::vector<T> both(2 * x.size());
    (kernel::blocks<T>().activations.*f.activation)
        .map(x.data(), both.data(), both.data() + x.size(), x.size());
    found.push_back(both);
  }
  kernel::use_instruction_set(before);
  if (found.size() == 3) {
    EXPECT_EQ(std::memcmp(found[1].data(), found[2].data(), found[1].size() * sizeof(T)), 0) << f.name;
  }
  Exact y;
  double worst[2] = {}, at[2] = {};
  for (std::size_t i = 0; i < x.size(); ++i) {
    f.exact(y, static_cast<double>(x[i]));
    for (const std::vector<T>& both : found) {
      const double slope =
          absolute ? std::fabs(static_cast<double>(both[i + x.size()]) - mpfr_get_d(y.slope, MPFR_RNDN)) /
                         std::numeric_limits<T>::epsilon()
                   : ulps(both[i + x.size()], y.slope);
      const double errors[] = {ulps(both[i], y.value), slope};
      for (int k = 0; k < 2; ++k)
        if (errors[k] > worst[k]) worst[k] = errors[k], at[k] = static_cast<double>(x[i]);
    }
  }
  EXPECT_LE(worst[0], f.value) << f.name << " at " << at[0];
  EXPECT_LE(worst[1], f.slope) << f.name << " slope at " << at[1];
  ::testing::Test::RecordProperty(f.name, std::to_string(worst[0]) + ", slope " + std::to_string(worst[1]));
}

template <class T> void expect_all_accurate() {
  using A = kernel::Activations<T>;
  expect_accurate<T>({"sigmoid", &A::sigmoid, of("sigmoid"), 3, 4}, false);
  expect_accurate<T>({"tanh", &A::tanh, of("tanh"), 4, 5}, false);
  expect_accurate<T>({"softplus", &A::softplus, of("softplus"), 3, 3}, false);
  expect_accurate<T>({"logsigmoid", &A::logsigmoid, of("logsigmoid"), 3, 3}, false);
  expect_accurate<T>({"swish", &A::swish, of("swish"), 4, 4}, true);
  expect_accurate<T>({"elu", &A::elu, elu_exact, 2, 2}, false);
  expect_accurate<T>({"relu", &A::relu, relu_exact, 0.5, 0.5}, false);
  expect_accurate<T>({"leaky_relu", &A::leaky_relu, leaky_relu_exact, 0.5, 0.5}, false);
}
TEST(Brief, Doubles) { expect_all_accurate<double>(); }
TEST(Brief, Floats) { expect_all_accurate<float>(); }

// NaN stays, and limits are right.
template <class T> void expect_limits() {
  using A = kernel::Activations<T>;
  constexpr T infinity = std::numeric_limits<T>::infinity(), nan = std::numeric_limits<T>::quiet_NaN();
  const kernel::InstructionSet before = kernel::instruction_set_in_use();
  for (const kernel::InstructionSet set : kernel::available_instruction_sets()) {
    kernel::use_instruction_set(set);
    const auto expect = [&](kernel::Activation<T> A::*f, std::array<T, 2> below, std::array<T, 2> above) {
      const T x[3] = {-infinity, infinity, nan};
      T y[3], slope[3];
      (kernel::blocks<T>().activations.*f).map(x, y, slope, 3);
      EXPECT_EQ(y[0], below[0]);
      EXPECT_EQ(slope[0], below[1]);
      EXPECT_EQ(y[1], above[0]);
      EXPECT_EQ(slope[1], above[1]);
      EXPECT_TRUE(std::isnan(y[2]));
    };
    expect(&A::sigmoid, {0, 0}, {1, 0});
    expect(&A::tanh, {-1, 0}, {1, 0});
    expect(&A::softplus, {0, 0}, {infinity, 1});
    expect(&A::logsigmoid, {-infinity, 1}, {0, 0});
    expect(&A::swish, {0, 0}, {infinity, 1});
    expect(&A::elu, {-1, 0}, {infinity, 1});
    expect(&A::relu, {0, 0}, {infinity, 1});
    expect(&A::leaky_relu, {-infinity, T(1) / 100}, {infinity, 1});
  }
  kernel::use_instruction_set(before);
}
TEST(Brief, Limits) {
  expect_limits<double>();
  expect_limits<float>();
}

}  // namespace
}  // namespace slope::accuracy
