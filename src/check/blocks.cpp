// SPDX-License-Identifier: MIT
#include "blocks.hpp"

#include <algorithm>

#include "slope/core/error.hpp"
#include "slope/expr/lower.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/function/catalog.hpp"
#include "slope/kernel/array.hpp"

namespace slope::check {

namespace {

using Kernel = void (*)(std::span<const double>, std::span<double>);

Kernel kernel_of(Op op) {
  if (op == op_of<Sigmoid>()) return &slope::sigmoid;
  if (op == op_of<LogSigmoid>()) return &slope::logsigmoid;
  if (op == op_of<Softplus>()) return &slope::softplus;
  if (op == op_of<Tanh>()) return &slope::tanh;
  return nullptr;
}

}  // namespace

Blocks::Blocks(const Expr& formula, const std::string& variable) : formula_(lower(formula)) {
  const Postorder order(formula_.node());
  std::vector<std::size_t> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef node = order[i];
    place[i] = steps_.size();
    if (node.op() == Op::none || node.op() == Op::pair) continue;
    Step step{node.op(), 0, {}, nullptr, nullptr};
    if (node.is_number()) step.number = node.value().as<double>();
    else if (node.is_symbol()) {
      if (node.name() != variable) throw UsageError("a formula of one variable is needed");
    } else {
      node.each_arg([&](NodeRef arg) { step.operands.push_back(place[order.slot(arg)]); });
      step.kernel = kernel_of(node.op());
      step.rule = function_of(node.op()).evaluator<double>();
    }
    steps_.push_back(std::move(step));
  }
  value_.resize(size * steps_.size());
}

std::span<const double> Blocks::at(std::span<const double> x) {
  const std::size_t n = x.size();
  std::vector<double> arguments;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const Step& step = steps_[i];
    double* const y = row(i).data();
    const auto operand = [&](std::size_t k) -> const double* { return row(step.operands[k]).data(); };
    switch (step.op) {
      case Op::integer:
      case Op::ratio:
      case Op::big: std::fill_n(y, n, step.number); break;
      case Op::symbol: std::copy_n(x.data(), n, y); break;
      case Op::add:
        for (std::size_t p = 0; p < n; ++p) y[p] = operand(0)[p] + operand(1)[p];
        break;
      case Op::subtract:
        for (std::size_t p = 0; p < n; ++p) y[p] = operand(0)[p] - operand(1)[p];
        break;
      case Op::multiply:
        for (std::size_t p = 0; p < n; ++p) y[p] = operand(0)[p] * operand(1)[p];
        break;
      case Op::divide:
        for (std::size_t p = 0; p < n; ++p) y[p] = operand(0)[p] / operand(1)[p];
        break;
      case Op::negate:
        for (std::size_t p = 0; p < n; ++p) y[p] = -operand(0)[p];
        break;
      default:
        if (step.kernel) {
          step.kernel({operand(0), n}, {y, n});
          break;
        }
        arguments.resize(step.operands.size());
        for (std::size_t p = 0; p < n; ++p) {
          for (std::size_t k = 0; k < arguments.size(); ++k) arguments[k] = operand(k)[p];
          y[p] = step.rule(arguments);
        }
    }
  }
  return std::span<const double>(value_).subspan((steps_.size() - 1) * size, n);
}

}  // namespace slope::check
