// SPDX-License-Identifier: MIT
// The derivatives of every rule through duals and duals of duals, against mpmath's.
#include <tuple>

#include "derivatives.hpp"
#include "slope/dual/dual.hpp"
#include "slope/function/gamma_any.hpp"

namespace slope::reference {
namespace {

template <class R> struct ByDuals {
  using Number = R;
  template <class F, std::size_t by = 0, std::same_as<double>... X> static std::vector<R> derive(X... x) {
    std::array<Dual<R>, sizeof...(X)> at{Dual<R>(R(x))...};
    at[by] = Dual<R>::variable(at[by].value);
    return std::apply([](const auto&... a) { return std::vector<R>{lift<F>(a...).slope[0]}; }, at);
  }
};

template <class R> struct ByDualsOfDuals {
  using Number = R;
  template <class F, std::size_t by = 0, std::same_as<double>... X> static std::vector<R> derive(X... x) {
    std::array<Dual<Dual<R>>, sizeof...(X)> at{Dual<Dual<R>>(R(x))...};
    at[by] = Dual<Dual<R>>::variable(Dual<R>::variable(at[by].value.value));
    const Dual<R> d = std::apply([](const auto&... a) { return lift<F>(a...).slope[0]; }, at);
    return {d.value, d.slope[0]};
  }
};

template <class R> class Duals : public testing::Test {};
TYPED_TEST_SUITE(Duals, NumberTypes);

TYPED_TEST(Duals, AreRight) { compare<ByDuals<TypeParam>>({.first = 6}); }
TYPED_TEST(Duals, OfDualsAreRight) { compare<ByDualsOfDuals<TypeParam>>({.first = 6, .higher = 24}); }

// As OfLogSumExpAreRightForLargeArguments of series.
TEST(DualsOfDuals, OfLogSumExpAreRightForLargeArguments) {
  using D = Dual<Dual<double>>;
  const double shift = 0x1p20, p = 1 / (1 + std::exp(0.5) + std::exp(-1.0));
  const D y = logsumexp(D::variable(Dual<double>::variable(shift)), D(shift + 0.5), D(shift - 1));
  EXPECT_NEAR(y.slope[0].value, p, 1e-15);
  EXPECT_NEAR(y.slope[0].slope[0], p * (1 - p), 1e-15);
}

}  // namespace
}  // namespace slope::reference
