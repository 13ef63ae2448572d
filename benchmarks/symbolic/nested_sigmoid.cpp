// SPDX-License-Identifier: MIT
// The derivative of σ(σ(…σ(x))), raw and simplified.
#include "engines.hpp"
#include "measure.hpp"
#include "slope/expr/diff.hpp"

namespace slope::bench {
namespace {

template <class Engine> struct Input { typename Engine::Expr x, f; };

template <class Engine> auto nest(int depth) {
  return [depth](const std::string& tag) {
    const auto x = Engine::symbol("x" + tag);
    auto f = x;
    for (int i = 0; i < depth; ++i) f = Engine::sigmoid(f);
    return Input<Engine>{x, f};
  };
}

// The same formula as GiNaC's, without the function sigmoid.
struct Spelt : Slope {
  static Expr sigmoid(const Expr& u) { return 1 / (1 + exp(-u)); }
};

const bool added = [] {
  for (const int depth : {5, 20, 100, 1000}) {
    const std::string name = "nested_sigmoid_" + std::to_string(depth);
    const std::size_t batch = depth <= 100 ? 64 : 8;
    add_both<Slope>(name + "_raw", batch, nest<Slope>(depth),
                    [](const Input<Slope>& in) { return raw_diff(in.f, in.x); });
    add_both<Slope>(name + "_simplified", depth <= 20 ? 8 : 1, nest<Slope>(depth),
                    [](const Input<Slope>& in) { return diff(in.f, in.x); });
    add_both<Spelt>(name + "_spelt", batch, nest<Spelt>(depth),
                    [](const Input<Spelt>& in) { return raw_diff(in.f, in.x); });
    if (depth <= 100)
      add_peer<Ginac>(name, 1, nest<Ginac>(depth),
                      [](const Input<Ginac>& in) { return in.f.diff(GiNaC::ex_to<GiNaC::symbol>(in.x)); });
  }
  return true;
}();

}  // namespace
}  // namespace slope::bench
