// SPDX-License-Identifier: MIT
// The derivatives of every rule through a tape and a tape of duals, against mpmath's.
#include <tuple>

#include "derivatives.hpp"
#include "slope/dual/dual.hpp"
#include "slope/function/gamma_any.hpp"
#include "slope/tape/tape.hpp"

namespace slope::reference {
namespace {

// ∂F/∂x as the tape finds it.
template <class F, std::size_t by, class T, std::size_t n> T adjoint(const std::array<T, n>& x) {
  Tape<T> tape;
  std::array<Var<T>, n> at;
  for (std::size_t i = 0; i < n; ++i) at[i] = i == by ? tape.variable(x[i]) : Var<T>(x[i]);
  const Var<T> y = std::apply([](const auto&... a) { return Var<T>(lift<F>(a...)); }, at);
  tape.reverse(y);
  return tape.adjoint(at[by]);
}

template <class R> struct ByTape {
  using Number = R;
  template <class F, std::size_t by = 0, std::same_as<double>... X> static std::vector<R> derive(X... x) {
    return {adjoint<F, by>(std::array{R(x)...})};
  }
};

template <class R> struct ByTapeOfDuals {
  using Number = R;
  template <class F, std::size_t by = 0, std::same_as<double>... X> static std::vector<R> derive(X... x) {
    std::array<Dual<R>, sizeof...(X)> at{Dual<R>(R(x))...};
    at[by] = Dual<R>::variable(at[by].value);
    const Dual<R> d = adjoint<F, by>(at);
    return {d.value, d.slope[0]};
  }
};

template <class R> class Tapes : public testing::Test {};
TYPED_TEST_SUITE(Tapes, NumberTypes);

TYPED_TEST(Tapes, AreRight) { compare<ByTape<TypeParam>>({.first = 6}); }
TYPED_TEST(Tapes, OfDualsAreRight) { compare<ByTapeOfDuals<TypeParam>>({.first = 6, .higher = 24}); }

}  // namespace
}  // namespace slope::reference
