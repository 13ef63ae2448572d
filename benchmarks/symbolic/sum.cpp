// SPDX-License-Identifier: MIT
// The derivative of Σ sin(i x) exp(−x²/i), i = 1 … 1000.
#include "engines.hpp"
#include "measure.hpp"
#include "slope/expr/diff.hpp"

namespace slope::bench {
namespace {

template <class Engine> struct Sum { typename Engine::Expr x, f; };

template <class Engine> Sum<Engine> make_sum(const std::string& tag) {
  using Expr = typename Engine::Expr;
  const Expr x = Engine::symbol("x" + tag);
  Expr f = 0;
  for (int i = 1; i <= 1000; ++i) f = f + sin(Expr(i) * x) * exp(-Engine::square(x) / Expr(i));
  return {x, f};
}

const bool added = [] {
  add_both<Slope>("sum_1000_raw", 1, make_sum<Slope>,
                  [](const Sum<Slope>& in) { return raw_diff(in.f, in.x); });
  add_both<Slope>("sum_1000_simplified", 1, make_sum<Slope>,
                  [](const Sum<Slope>& in) { return diff(in.f, in.x); });
  add_peer<Ginac>("sum_1000", 1, make_sum<Ginac>,
                  [](const Sum<Ginac>& in) { return in.f.diff(GiNaC::ex_to<GiNaC::symbol>(in.x)); });
  return true;
}();

}  // namespace
}  // namespace slope::bench
