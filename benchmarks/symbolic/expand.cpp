// SPDX-License-Identifier: MIT
// Multiplying out (x + y + z + 1)^20: 1771 terms.
#include "engines.hpp"
#include "measure.hpp"
#include "slope/expr/simplify.hpp"

namespace slope::bench {
namespace {

template <class Engine> typename Engine::Expr power_of_sum(const std::string& tag) {
  return pow(Engine::symbol("x" + tag) + Engine::symbol("y" + tag) + Engine::symbol("z" + tag) + 1, 20);
}

const bool added = [] {
  add_both<Slope>("expand_power_20", 1, power_of_sum<Slope>, [](const Expr& f) { return slope::expand(f); });
  add_peer<Ginac>("expand_power_20", 1, power_of_sum<Ginac>,
                  [](const GiNaC::ex& f) { return GiNaC::expand(f); });
  return true;
}();

}  // namespace
}  // namespace slope::bench
