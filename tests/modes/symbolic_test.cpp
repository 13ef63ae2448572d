// SPDX-License-Identifier: MIT
// The derivatives of every rule as simplified expressions, evaluated, against mpmath's.
#include <tuple>

#include "derivatives.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/evaluate_any.hpp"
#include "slope/expr/simplify.hpp"
#include "slope/function/gamma_any.hpp"

namespace slope::reference {
namespace {

template <class R> struct ByExpressions {
  using Number = R;
  template <class F, std::size_t by = 0, std::same_as<double>... X> static std::vector<R> derive(X... x) {
    constexpr std::size_t n = sizeof...(X);
    const std::array<double, n> values{x...};
    std::array<Expr, n> at;
    Point<R> point;
    for (std::size_t i = 0; i < n; ++i) {
      const std::string name = "x" + std::to_string(i);
      // Not 1/10 for 0.1; polygamma wants a number.
      const bool is_small_integer = values[i] == std::floor(values[i]) && std::abs(values[i]) < 1000;
      at[i] = i != by && is_small_integer ? Expr(values[i]) : symbol(name);
      point[name] = R(values[i]);
    }
    const Expr f = std::apply([](const auto&... a) { return lift<F>(a...); }, at);
    std::vector<R> d;
    for (std::int64_t order = 1; order <= 3; ++order)
      d.push_back(evaluate<R>(simplify(diff(f, at[by], order)), point));
    return d;
  }
};

template <class R> class Expressions : public testing::Test {};
TYPED_TEST_SUITE(Expressions, NumberTypes);

TYPED_TEST(Expressions, AreRight) {
  compare<ByExpressions<TypeParam>>({.first = 12, .higher = 64, .of_largest = true});
}

}  // namespace
}  // namespace slope::reference
