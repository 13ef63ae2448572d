// SPDX-License-Identifier: MIT
#include "linear.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "slope/core/error.hpp"
#include "slope/expr/function.hpp"
#include "slope/expr/print.hpp"

namespace slope::printing {

namespace {

std::size_t saturating_add(std::size_t a, std::size_t b) {
  return a > std::numeric_limits<std::size_t>::max() - b ? std::numeric_limits<std::size_t>::max() : a + b;
}

}  // namespace

void Notation::operand(NodeRef n, bool brackets, Pieces& out) const {
  if (brackets) out.text(open_).operand(n).text(close_);
  else out.operand(n);
}

void Notation::infix(NodeRef n, std::string_view sign, const Shapes& shapes, Pieces& out) const {
  operand(n.a(), left_needs_brackets(n.op(), shapes[n.a()]), out);
  out.text(sign);
  operand(n.b(), right_needs_brackets(n.op(), shapes[n.b()]), out);
}

std::string write_line(NodeRef root, const Notation& notation) {
  const Postorder order(root);
  Shapes shapes(order);
  std::vector<std::size_t> length(order.size());
  Pieces pieces;
  std::string leaf;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    if (n.op() == Op::pair) continue;
    shapes[i] = notation.shape(n, shapes);
    if (!n.is_function()) {
      leaf.clear();
      notation.leaf(n, leaf);
      length[i] = leaf.size();
      continue;
    }
    pieces.clear();
    notation.lay_out(n, shapes, pieces);
    for (const Piece& p : pieces)
      length[i] = saturating_add(length[i], p.operand ? length[order.slot(p.operand)] : p.text.size());
  }
  if (length.back() > max_printed_bytes)
    throw LimitError(
        "the expression is too long to print: written out, its shared parts take more than "
        "max_printed_bytes = 2^30 bytes; print it as code or as json, which name shared parts");

  std::string out;
  out.reserve(length.back());
  std::vector<Piece> todo{{{}, root}};
  while (!todo.empty()) {
    const auto [text, n] = todo.back();
    todo.pop_back();
    if (!n) {
      out += text;
    } else if (!n.is_function()) {
      notation.leaf(n, out);
    } else {
      pieces.clear();
      notation.lay_out(n, shapes, pieces);
      todo.insert(todo.end(), pieces.rbegin(), pieces.rend());
    }
  }
  return out;
}

Shape inline_shape(NodeRef n, const Shapes& operands) {
  const auto begins = [&] {
    const Shape left = operands[n.a()];
    return left_needs_brackets(n.op(), left) ? Edge::bracket : left.begins;
  };
  switch (n.op()) {
    case Op::integer:
    case Op::ratio:
    case Op::big: {
      const Rational value = n.value();
      const bool minus = value.sign() < 0;
      const Level level = !value.is_integer() ? Level::product : minus ? Level::sign : Level::atom;
      return {level, minus ? Edge::minus : Edge::digit};
    }
    case Op::symbol: return {};
    case Op::add:
    case Op::subtract: return {Level::sum, begins()};
    case Op::multiply:
    case Op::divide: return {Level::product, begins()};
    case Op::negate: return {Level::sign, Edge::minus};
    case Op::pow: return {Level::power};
    default: return {comparison_sign(function_of(n.op()).name).empty() ? Level::atom : Level::comparison};
  }
}

bool left_needs_brackets(Op op, Shape left) {
  switch (op) {
    case Op::add:
    case Op::subtract: return left.level < Level::sum;
    case Op::multiply:
    case Op::divide: return left.level < Level::product;
    case Op::pow: return left.level < Level::atom;
    default: return left.level == Level::comparison;
  }
}

bool right_needs_brackets(Op op, Shape right) {
  switch (op) {
    case Op::add:
    case Op::subtract: return right.level < Level::product || right.minus();
    case Op::multiply:
    case Op::divide:
    case Op::negate:
    case Op::pow: return right.level < Level::power;
    default: return right.level == Level::comparison;
  }
}

void fill_in(std::string_view pattern, NodeRef call, Pieces& out) {
  const std::vector<NodeRef> args = call.args();
  while (!pattern.empty()) {
    std::size_t at = pattern.find('#');
    std::size_t arg = args.size();
    if (at + 1 < pattern.size()) arg = static_cast<std::size_t>(pattern[at + 1] - '1');
    if (arg < args.size()) {
      out.text(pattern.substr(0, at)).operand(args[arg]);
      pattern.remove_prefix(at + 2);
    } else {
      at = std::min(at, pattern.size() - 1);
      out.text(pattern.substr(0, at + 1));
      pattern.remove_prefix(at + 1);
    }
  }
}

std::string_view comparison_sign(std::string_view function) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> signs{
      {{"less", "<"},
       {"less_equal", "<="},
       {"greater", ">"},
       {"greater_equal", ">="},
       {"equal", "=="},
       {"not_equal", "!="}}};
  for (const auto& [name, sign] : signs)
    if (name == function) return sign;
  return {};
}

}  // namespace slope::printing
