// SPDX-License-Identifier: MIT
#include "core_function.hpp"

#include <fmt/format.h>

#include <map>

#include "slope/certificate/coq.hpp"
#include "slope/expr/function.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/expr/print.hpp"
#include "slope/function/catalog.hpp"

namespace slope::certificate {

namespace {

struct Entry {
  Core core;
  Op op;
  std::string_view coq;
};

const std::vector<Entry>& entries() {
  static const std::vector<Entry> list = {
      {Core::exp, op_of<Exp>(), "exp"},
      {Core::log, op_of<Log>(), "ln"},
      {Core::sqrt, op_of<Sqrt>(), "sqrt"},
      {Core::sin, op_of<Sin>(), "sin"},
      {Core::cos, op_of<Cos>(), "cos"},
      {Core::tan, op_of<Tan>(), "tan"},
      {Core::atan, op_of<Atan>(), "atan"},
      {Core::sigmoid, op_of<Sigmoid>(), "sigmoid"},
      {Core::softplus, op_of<Softplus>(), "softplus"},
      {Core::tanh, op_of<Tanh>(), "tanh"},
      {Core::sinh, op_of<Sinh>(), "sinh"},
      {Core::cosh, op_of<Cosh>(), "cosh"},
      {Core::pi, op_of<Pi>(), "PI"},
  };
  return list;
}

using Rewrite = NodeRef (*)(std::span<const NodeRef>);

NodeRef log_sum_exp(std::span<const NodeRef> x) {
  NodeRef sum = exp(x[0]);
  for (const NodeRef other : x.subspan(1)) sum = sum + exp(other);
  return log(sum);
}

// a^b for a > 0: a power of √a if 2b is an integer, else e^(b log a).
NodeRef real_power(NodeRef a, NodeRef b) {
  if (b.is_number())
    if (const auto twice = (b.value() * Rational(2)).as_int64();
        twice && std::abs(*twice) <= max_certificate_exponent) {
      const NodeRef root = sqrt(a);
      return *twice == 1 ? root : NodeRef::raw(Op::pow, root, NodeRef(Rational(*twice)));
    }
  return exp(b * log(a));
}

// The other functions by their definitions.
const std::map<Op, Rewrite>& definitions() {
  using X = std::span<const NodeRef>;
  static const std::map<Op, Rewrite> map = {
      {op_of<E>(), [](X) { return NodeRef::raw(op_of<Exp>(), 1); }},
      {op_of<Expm1>(), [](X x) { return exp(x[0]) - 1; }},
      {op_of<Log1p>(), [](X x) { return log(NodeRef(1) + x[0]); }},
      {op_of<Log2>(), [](X x) { return log(x[0]) / log(NodeRef(2)); }},
      {op_of<Log10>(), [](X x) { return log(x[0]) / log(NodeRef(10)); }},
      {op_of<Hypot>(), [](X x) { return sqrt(power(x[0], 2) + power(x[1], 2)); }},
      {op_of<Sec>(), [](X x) { return NodeRef(1) / cos(x[0]); }},
      {op_of<Csc>(), [](X x) { return NodeRef(1) / sin(x[0]); }},
      {op_of<Cot>(), [](X x) { return cos(x[0]) / sin(x[0]); }},
      {op_of<Acot>(), [](X x) { return pi<NodeRef>() / 2 - atan(x[0]); }},
      {op_of<Sech>(), [](X x) { return NodeRef(1) / cosh(x[0]); }},
      {op_of<Csch>(), [](X x) { return NodeRef(1) / sinh(x[0]); }},
      {op_of<Coth>(), [](X x) { return cosh(x[0]) / sinh(x[0]); }},
      {op_of<Asinh>(), [](X x) { return log(x[0] + sqrt(power(x[0], 2) + NodeRef(1))); }},
      {op_of<Logit>(), [](X x) { return log(x[0] / (NodeRef(1) - x[0])); }},
      {op_of<LogSigmoid>(), [](X x) { return -softplus(-x[0]); }},
      {op_of<LogAddExp>(), log_sum_exp},
      {op_of<LogSumExp>(), log_sum_exp},
      {op_of<Swish>(), [](X x) { return x[0] * sigmoid(x[0]); }},
      {op_of<Mish>(), [](X x) { return x[0] * tanh(softplus(x[0])); }},
  };
  return map;
}

}  // namespace

Core core_of(NodeRef n) {
  static const std::map<Op, Core> cores = [] {
    std::map<Op, Core> map;
    for (const Entry& e : entries()) map[e.op] = e.core;
    return map;
  }();
  if (n.op() < Op::first_function) return Core::none;
  const auto found = cores.find(n.op());
  return found == cores.end() ? Core::none : found->second;
}

std::string_view coq_name(Core f) {
  for (const Entry& e : entries())
    if (e.core == f) return e.coq;
  return "";
}

NodeRef apply(Core f, NodeRef argument) {
  for (const Entry& e : entries())
    if (e.core == f) return NodeRef::raw(e.op, argument);
  return {};
}

NodeRef after_one_plus_exp(NodeRef n) {
  if (n.op() != Op::add) return {};
  if (n.a().is_one() && core_of(n.b()) == Core::exp) return n.b().a();
  if (n.b().is_one() && core_of(n.a()) == Core::exp) return n.a().a();
  return {};
}

NodeRef after_complement(NodeRef n) {
  const bool is = n.op() == Op::subtract && n.a().is_one() && core_of(n.b()) == Core::sigmoid;
  return is ? n.b().a() : NodeRef();
}

std::optional<std::int64_t> integer_exponent(NodeRef power) {
  if (power.op() != Op::pow || !power.b().is_number()) return std::nullopt;
  const auto n = power.b().value().as_int64();
  if (n && std::abs(*n) > max_certificate_exponent)
    throw CertificateError(
        fmt::format("no certificate: the exponent {} is beyond {}", *n, max_certificate_exponent));
  return n;
}

NodeRef in_core_functions(NodeRef root) {
  const Postorder order(root);
  std::vector<NodeRef> result(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    result[i] = n;
    if (!n.is_function()) continue;
    std::vector<NodeRef> x;
    n.each_arg([&](NodeRef arg) { x.push_back(result[order.slot(arg)]); });
    if (n.op() == Op::pow) {
      result[i] = NodeRef::raw(Op::pow, x[0], x[1]);
      if (!integer_exponent(result[i])) result[i] = real_power(x[0], x[1]);
      continue;
    }
    const bool core = n.op() < Op::first_function || core_of(n) != Core::none;
    if (core && !x.empty()) result[i] = NodeRef::raw(n.op(), x[0], x.size() > 1 ? x[1] : NodeRef());
    if (core) continue;
    const auto found = definitions().find(n.op());
    if (found == definitions().end())
      throw CertificateError(
          fmt::format("no certificate: the function {} has no form in exponentials, logarithms, roots and "
                      "trigonometric functions that a certificate could use",
                      function_of(n.op()).name));
    result[i] = found->second(x);
  }
  return result.back();
}

}  // namespace slope::certificate
