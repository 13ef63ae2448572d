// SPDX-License-Identifier: MIT
// The derivatives of every rule through Taylor series, against mpmath's.
#include <tuple>

#include "derivatives.hpp"
#include "slope/function/gamma_any.hpp"
#include "slope/taylor/series.hpp"

namespace slope::reference {
namespace {

template <class R> struct BySeries {
  using Number = R;
  template <class F, std::size_t by = 0, std::same_as<double>... X> static std::vector<R> derive(X... x) {
    constexpr std::size_t order = 3;
    std::array<Series<R>, sizeof...(X)> at{Series<R>(R(x))...};
    at[by] = Series<R>::variable(at[by].value(), order);
    const Series<R> y = std::apply([](const auto&... a) { return Series<R>(lift<F>(a...)); }, at);
    return {y.derivative(1), y.derivative(2), y.derivative(3)};
  }
};

template <class R> class TaylorSeries : public testing::Test {};
TYPED_TEST_SUITE(TaylorSeries, NumberTypes);

TYPED_TEST(TaylorSeries, AreRight) { compare<BySeries<TypeParam>>({.first = 6, .higher = 64}); }

// 0^b is 0 for all b > 0, though log(0) is infinite.
TYPED_TEST(TaylorSeries, OfAPowerOfZeroAreZero) {
  const auto y = pow(Series<TypeParam>(0), Series<TypeParam>::variable(TypeParam(1.5), 2));
  EXPECT_EQ(y.coefficients(), (std::vector<TypeParam>{0, 0, 0}));
}

// The derivatives of log Σ e^xᵢ, p and p (1 − p), do not move when all xᵢ do.
TYPED_TEST(TaylorSeries, OfLogSumExpAreRightForLargeArguments) {
  using S = Series<TypeParam>;
  using std::exp, std::abs;
  const TypeParam shift = 0x1p20;
  const S y = logsumexp(S::variable(shift, 2), S(shift + TypeParam(0.5)), S(shift - TypeParam(1)));
  const TypeParam p = TypeParam(1) / (TypeParam(1) + exp(TypeParam(0.5)) + exp(TypeParam(-1)));
  const TypeParam ulps = 8 * std::numeric_limits<TypeParam>::epsilon();
  EXPECT_LE(TypeParam(abs(TypeParam(y.derivative(1) - p))), TypeParam(p * ulps));
  EXPECT_LE(TypeParam(abs(TypeParam(y.derivative(2) - p * (1 - p)))), TypeParam(p * ulps));
}

}  // namespace
}  // namespace slope::reference
