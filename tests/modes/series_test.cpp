// SPDX-License-Identifier: MIT
// The derivatives of every rule through Taylor series, against mpmath's.
#include "slope/taylor/series.hpp"
#include "derivatives.hpp"
#include "slope/function/gamma_any.hpp"

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

}  // namespace
}  // namespace slope::reference
