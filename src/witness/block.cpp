// SPDX-License-Identifier: MIT
#include "block.hpp"

#include <algorithm>

#include "slope/function/catalog.hpp"
#include "slope/kernel/array.hpp"

namespace slope::witness {

namespace {

template <class T> using Kernel = void (*)(std::span<const T>, std::span<T>);

template <class T> struct Kernels { Kernel<T> value, slope; };

template <class T> const Kernels<T>* kernels_of(Op op) {
  static const std::map<Op, Kernels<T>> table{{op_of<Sigmoid>(), {&sigmoid, &sigmoid_slope}},
                                              {op_of<LogSigmoid>(), {&logsigmoid, &logsigmoid_slope}},
                                              {op_of<Softplus>(), {&softplus, &softplus_slope}},
                                              {op_of<Logit>(), {&logit, &logit_slope}},
                                              {op_of<Tanh>(), {&tanh, &tanh_slope}},
                                              {op_of<Swish>(), {&swish, &swish_slope}},
                                              {op_of<Gelu>(), {&gelu, &gelu_slope}}};
  const auto found = table.find(op);
  return found == table.end() ? nullptr : &found->second;
}

}  // namespace

template <class T> Block<T>::Block(const Expr& f) : f_(f) {
  const Postorder order(f.node());
  for (const NodeRef n : order) {
    Step step{n.op(), {}};
    if (n.is_number()) step.number = n.value().template as<T>();
    step.constant = n.op() != Op::symbol;
    n.each_arg([&](NodeRef arg) {
      step.args.push_back(order.slot(arg));
      step.constant = step.constant && steps_[step.args.back()].constant;
    });
    if (n.op() >= Op::pow) {
      if (const auto kernels = kernels_of<T>(n.op())) step.kernel = kernels->value;
      step.evaluator = function_of(n.op()).template evaluator<T>();
    }
    if (step.op == Op::pow && steps_[step.args[1]].number == 2)
      step.op = Op::multiply, step.args[1] = step.args[0];
    value_.emplace_back(points, step.number);
    steps_.push_back(std::move(step));
    if (steps_.back().constant) run(steps_.back(), steps_.size() - 1, points);
  }
}

template <class T> void Block<T>::run(const Step& step, std::size_t i, std::size_t n) {
  T* const y = value_[i].data();
  const auto arg = [&](std::size_t k) -> const T* { return value_[step.args[k]].data(); };
  const auto each = [&](auto&& f) {
    const T *a = arg(0), *b = arg(step.args.size() - 1);
    for (std::size_t j = 0; j < n; ++j) y[j] = f(a[j], b[j]);
  };
  switch (step.op) {
    case Op::add: return each([](T a, T b) { return a + b; });
    case Op::subtract: return each([](T a, T b) { return a - b; });
    case Op::multiply: return each([](T a, T b) { return a * b; });
    case Op::divide: return each([](T a, T b) { return a / b; });
    case Op::negate: return each([](T a, T) { return -a; });
    default: break;
  }
  if (step.kernel) return step.kernel({arg(0), n}, {y, n});
  if (!step.evaluator) return;  // a number, a list of arguments
  if (step.args.size() == 1) {
    for (std::size_t j = 0; j < n; ++j) y[j] = step.evaluator({arg(0) + j, 1});
    return;
  }
  std::vector<T> args(step.args.size());
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t k = 0; k < args.size(); ++k) args[k] = arg(k)[j];
    y[j] = step.evaluator(args);
  }
}

template <class T> std::span<const T> Block<T>::operator()(std::span<const T> x) {
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (steps_[i].op == Op::symbol) std::copy(x.begin(), x.end(), value_[i].begin());
    else if (!steps_[i].constant) run(steps_[i], i, x.size());
  }
  return {value_.back().data(), x.size()};
}

template class Block<float>;
template class Block<double>;

void (*slope_kernel(const Expr& f))(std::span<const float>, std::span<float>) {
  const NodeRef n = f.node();
  const auto kernels = n.is_function() ? kernels_of<float>(n.op()) : nullptr;
  return kernels && n.a().is_symbol() ? kernels->slope : nullptr;
}

}  // namespace slope::witness
