// SPDX-License-Identifier: MIT
// The coefficients of the n-th derivative of σ as a polynomial: Slope's in p = σ(1 − σ); GiNaC's in σ, by
// P ← P′(σ)·(σ − σ²), multiplied out.
#include "slope/expr/sigmoid_polynomial.hpp"

#include "engines.hpp"
#include "measure.hpp"

namespace slope::bench {
namespace {

GiNaC::ex ginac_polynomial(const GiNaC::symbol& s, int n) {
  const GiNaC::ex slope = s - pow(s, 2);
  GiNaC::ex p = slope;
  for (int k = 1; k < n; ++k) p = expand(p.diff(s) * slope);
  return p;
}

const bool added = [] {
  for (const int n : {20, 100, 1000}) {
    const std::string name = "sigmoid_polynomial_" + std::to_string(n);
    const auto no_input = [](const std::string&) { return 0; };
    add(name, "slope", [=](benchmark::State& state) {
      measure_cold<Slope>(state, n == 20 ? 64 : 1, no_input, [n](int) { return sigmoid_polynomial(n); });
    });
    if (n > 100) continue;
    add_peer<Ginac>(
        name, 1, [](const std::string& tag) { return GiNaC::symbol("s" + tag); },
        [n](const GiNaC::symbol& s) { return ginac_polynomial(s, n); });
  }
  return true;
}();

}  // namespace
}  // namespace slope::bench
