// SPDX-License-Identifier: MIT
// All first and second partial derivatives of a 4-8-1 sigmoid network by its 49 weights and biases.
#include <fmt/format.h>

#include "engines.hpp"
#include "measure.hpp"
#include "slope/expr/diff.hpp"

namespace slope::bench {
namespace {

template <class Engine> struct Network {
  std::vector<typename Engine::Expr> parameters;
  typename Engine::Expr output;
};

template <class Engine> Network<Engine> make_network(const std::string& tag) {
  using Expr = typename Engine::Expr;
  Network<Engine> net;
  const auto parameter = [&](char kind, std::size_t number) {
    net.parameters.push_back(Engine::symbol(fmt::format("{}{}_{}", kind, number, tag)));
    return net.parameters.back();
  };
  std::vector<Expr> layer;
  for (int i = 0; i < 4; ++i) layer.push_back(Engine::symbol(fmt::format("x{}_{}", i, tag)));
  for (const int width : {8, 1}) {
    std::vector<Expr> next;
    for (int j = 0; j < width; ++j) {
      Expr sum = parameter('b', net.parameters.size());
      for (const Expr& input : layer) sum = sum + parameter('w', net.parameters.size()) * input;
      next.push_back(Engine::sigmoid(sum));
    }
    layer = next;
  }
  net.output = layer[0];
  return net;
}

using Rows = std::vector<std::vector<GiNaC::ex>>;

std::vector<GiNaC::ex> ginac_gradient(const Network<Ginac>& net) {
  std::vector<GiNaC::ex> result;
  for (const auto& p : net.parameters) result.push_back(net.output.diff(GiNaC::ex_to<GiNaC::symbol>(p)));
  return result;
}

Rows ginac_hessian(const Network<Ginac>& net) {
  const auto first = ginac_gradient(net);
  Rows rows(first.size());
  for (std::size_t i = 0; i < first.size(); ++i)
    for (std::size_t j = i; j < first.size(); ++j)
      rows[i].push_back(first[i].diff(GiNaC::ex_to<GiNaC::symbol>(net.parameters[j])));
  return rows;
}

const bool added = [] {
  add_both<Slope>("network_gradient", 16, make_network<Slope>,
                  [](const Network<Slope>& net) { return gradient(net.output, net.parameters); });
  add_peer<Ginac>("network_gradient", 1, make_network<Ginac>, ginac_gradient);
  add_both<Slope>("network_hessian", 1, make_network<Slope>,
                  [](const Network<Slope>& net) { return hessian(net.output, net.parameters); });
  add_peer<Ginac>("network_hessian", 1, make_network<Ginac>, ginac_hessian);
  return true;
}();

}  // namespace
}  // namespace slope::bench
