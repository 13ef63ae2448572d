// SPDX-License-Identifier: MIT
#include "straight.hpp"

#include <algorithm>
#include <limits>

#include "slope/core/error.hpp"
#include "slope/expr/postorder.hpp"

namespace slope::check {

using namespace many_digits;

namespace {

Function::Evaluator<Wide> rule_of(Op op) {
  if (const auto built_in = evaluator_of<Wide>(op)) return built_in;
  const Function& function = function_of(op);
  if (const auto own = function.evaluator<Wide>()) return own;
  throw UsageError(
      "the function '" + std::string(function.name) +
      "' is your own and has no rule for numbers of many digits, so its true values are not known; "
      "give the loss as a function of doubles, and it is compared with differences");
}

}  // namespace

Straight::Straight(std::vector<Expr> expressions, std::span<const std::string> variables)
    : kept(std::move(expressions)) {
  std::vector<NodeRef> roots;
  for (const Expr& e : kept) roots.push_back(e.node());
  const Postorder order{std::span<const NodeRef>(roots)};
  std::vector<std::uint32_t> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef node = order[i];
    place[i] = static_cast<std::uint32_t>(steps.size());
    if (node.op() == Op::none || node.op() == Op::pair) continue;
    Step step{node.op(), static_cast<std::uint32_t>(operands.size()), 0, Rational(0), nullptr};
    if (node.is_number()) {
      step.number = node.value();
    } else if (node.is_symbol()) {
      const auto found = std::find(variables.begin(), variables.end(), node.name());
      if (found == variables.end())
        throw UsageError("the formula has the symbol '" + node.name() +
                         "', which is not one of the variables");
      step.first = static_cast<std::uint32_t>(found - variables.begin());
    } else {
      node.each_arg([&](NodeRef arg) { operands.push_back(place[order.slot(arg)]); });
      step.count = static_cast<std::uint32_t>(operands.size()) - step.first;
      if (node.op() > Op::negate || node.op() < Op::add) step.rule = rule_of(node.op());
    }
    steps.push_back(std::move(step));
  }
  for (const NodeRef root : roots) results.push_back(place[order.slot(root)]);
}

void Straight::run(std::span<const Wide> point, std::uint64_t seed, std::vector<Wide>& value,
                   int bits) const {
  value.resize(steps.size());
  std::vector<Wide> arguments;
  std::uint64_t state = seed;
  // A number with so few bits becomes 0 where it is smaller than the smallest one.
  const Wide smallest =
      bits == 0 ? Wide(0) : ldexp(Wide(1), bits == std::numeric_limits<float>::digits ? -149 : -1074);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step& step = steps[i];
    const auto operand = [&](int k) -> const Wide& {
      return value[operands[step.first + static_cast<std::uint32_t>(k)]];
    };
    Wide& y = value[i];
    bool exact = false;
    switch (step.op) {
      case Op::integer:
      case Op::ratio:
      case Op::big:
        y = step.number.as<Wide>();
        exact = seed == 0 || is_representable(step.number, y);
        break;
      case Op::symbol: y = point[step.first], exact = true; break;
      case Op::add: y = operand(0) + operand(1); break;
      case Op::subtract: y = operand(0) - operand(1); break;
      case Op::multiply: y = operand(0) * operand(1); break;
      case Op::divide: y = operand(0) / operand(1); break;
      case Op::negate: y = -operand(0); break;
      default:
        arguments.clear();
        for (const std::uint32_t k : operands_of(step)) arguments.push_back(value[k]);
        y = step.rule(arguments);
    }
    if (seed == 0 || exact || y == 0 || !isfinite(y)) continue;
    if (abs(y) < smallest) {
      y = 0;
      continue;
    }
    if (step.op >= Op::add && is_exact(step.op, y, operand)) continue;
    shake(y, state, bits);
  }
}

}  // namespace slope::check
