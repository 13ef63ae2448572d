// SPDX-License-Identifier: MIT
// Tapes that keep second derivatives. Each argument is the variable in turn.
#include "derivatives.hpp"
#include "slope/calculus/second_order/tape.hpp"

namespace slope::reference {
namespace {

struct BySecondOrderTape {
  using Number = double;
  template <class F, std::size_t by = 0, std::same_as<double>... X>
  static std::vector<double> derive(X... x) {
    SecondOrderTape tape;
    std::array<SecondOrderVar<double>, sizeof...(X)> at{SecondOrderVar<double>(x)...};
    at[by] = tape.variable(at[by].value());
    const SecondOrderVar<double> y =
        std::apply([](const auto&... a) { return SecondOrderVar<double>(lift<F>(a...)); }, at);
    return {tape.gradient(y)[0], tape.hessian(y)[0]};
  }
};

TEST(SecondOrderTapes, AreRight) { compare<BySecondOrderTape>({.first = 6, .higher = 24}); }

}  // namespace
}  // namespace slope::reference
