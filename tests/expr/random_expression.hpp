// SPDX-License-Identifier: MIT
// Random expressions over the whole catalog, the same ones for the same seed on every machine.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "slope/expr/expr.hpp"

namespace slope::testing {

/// Draws expressions with shared parts from symbols, exact numbers and functions of the catalog.
class RandomExpression {
 public:
  /// Every function of the catalog, and every symbol of the list.
  explicit RandomExpression(std::uint64_t seed, std::vector<std::string> symbols = {"x", "y", "w1", "rate"})
      : state_(seed), symbols_(std::move(symbols)) {
    for (std::size_t i = 0; i < all_functions().size(); ++i)
      functions_.push_back(static_cast<Op>(static_cast<std::uint32_t>(Op::add) + i));
  }

  /// Leaves a function out.
  RandomExpression& without(std::string_view function) {
    std::erase(functions_, find_function(function).value());
    return *this;
  }

  /// An expression of so many operations, half of them arithmetic; written out at most `max_tree` nodes.
  Expr operator()(int operations) {
    const Graph::Session session;
    std::vector<Drawn> pool;
    for (int i = 0; i < 4; ++i) pool.push_back({leaf(), 1});
    for (int i = 0; i < operations; ++i) pool.push_back(operation(pool));
    return Expr(pool.back().node);
  }

  /// A whole number from 0 to n − 1.
  std::size_t below(std::size_t n) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>((state_ >> 33) % n);
  }

 private:
  static constexpr std::size_t max_tree = 300;

  struct Drawn {
    NodeRef node;
    std::size_t tree;  // nodes when written out
  };

  NodeRef leaf() {
    if (below(3) != 0) return NodeRef(Graph::instance().symbol(symbols_[below(symbols_.size())]));
    return number();
  }

  NodeRef number() {
    static constexpr std::int64_t denominators[] = {1, 1, 1, 2, 3, 10, 7919};
    const auto top = static_cast<std::int64_t>(below(19)) - 9;
    switch (below(12)) {
      case 0: return Rational(top).power(41) + Rational(1, 3);
      case 1: return Rational(top * 123456789);
      default: return Rational(top, denominators[below(std::size(denominators))]);
    }
  }

  Drawn operation(const std::vector<Drawn>& pool) {
    constexpr std::size_t arithmetic = 6;
    const Op op = functions_[below(2) == 0 ? below(arithmetic) : below(functions_.size())];
    const int arity = op == Op::negate ? 1 : function_of(op).arity;
    const std::size_t count = arity == Function::any_number ? 1 + below(4) : static_cast<std::size_t>(arity);
    std::vector<NodeRef> args;
    std::size_t tree = 1;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t recent = std::min<std::size_t>(pool.size(), 5);
      const Drawn& arg = below(4) == 0 ? pool[below(pool.size())] : pool[pool.size() - 1 - below(recent)];
      args.push_back(arg.node);
      tree += arg.tree;
    }
    if (tree > max_tree || (arity == 1 && below(8) == 0)) return {leaf(), 1};
    return {NodeRef::apply(op, args), tree};
  }

  std::uint64_t state_;
  std::vector<std::string> symbols_;
  std::vector<Op> functions_;
};

}  // namespace slope::testing
