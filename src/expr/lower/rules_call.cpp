// SPDX-License-Identifier: MIT
// Logarithms of sums and products, and roots.
#include "rules.hpp"
#include "slope/function/sigmoid.hpp"

namespace slope::lowering {

namespace {

constexpr std::size_t max_terms = 4096;

NodeRef log_of_exponential(NodeRef f, std::size_t&) {
  return f.a().op() == op_of<Exp>() ? f.a().a() : NodeRef();
}

NodeRef log_of_sigmoid(NodeRef f, std::size_t&) {
  return f.a().op() == op_of<Sigmoid>() ? -softplus(-f.a().a()) : NodeRef();
}

// log(e^u + e^v + …), where 1 is e^0.
NodeRef log_of_exponentials(NodeRef f, std::size_t& work) {
  if (f.a().op() != Op::add) return {};
  std::vector<NodeRef> exponents, todo{f.a()};
  while (!todo.empty()) {
    const NodeRef term = todo.back();
    todo.pop_back();
    if (work == 0 || exponents.size() == max_terms) return {};
    --work;
    if (term.op() == Op::add) todo.push_back(term.b()), todo.push_back(term.a());
    else if (term.op() == op_of<Exp>()) exponents.push_back(term.a());
    else if (term.is_one()) exponents.push_back(0);
    else return {};
  }
  if (exponents.size() > 2) return NodeRef::apply(op_of<LogSumExp>(), exponents);
  if (exponents[0].is_zero()) return softplus(exponents[1]);
  if (exponents[1].is_zero()) return softplus(exponents[0]);
  return logaddexp(exponents[0], exponents[1]);
}

NodeRef log_near_one(NodeRef f, std::size_t&) {
  const NodeRef sum = f.a();
  if (sum.op() == Op::add && sum.a().is_one()) return log1p(sum.b());
  if (sum.op() == Op::add && sum.b().is_one()) return log1p(sum.a());
  if (sum.op() == Op::subtract && sum.a().is_one()) return log1p(-sum.b());
  return {};
}

// √(a² + b²); 1 is a square too.
NodeRef root_of_squares(NodeRef f, std::size_t&) {
  const auto root = [](NodeRef term) {
    if (term.is_one()) return term;
    if (term.op() == Op::multiply && term.a() == term.b()) return term.a();
    if (term.op() == Op::pow && term.b() == NodeRef(2)) return term.a();
    return NodeRef();
  };
  const NodeRef sum = f.a();
  if (sum.op() != Op::add) return {};
  const NodeRef a = root(sum.a()), b = root(sum.b());
  return a && b ? hypot(a, b) : NodeRef();
}

// u of 1 − u² or u² − 1.
NodeRef squared_beside_one(NodeRef sum) {
  if (sum.op() != Op::subtract) return {};
  const NodeRef square = sum.a().is_one() ? sum.b() : sum.b().is_one() ? sum.a() : NodeRef();
  return square && square.op() == Op::pow && square.b() == NodeRef(2) ? square.a() : NodeRef();
}
NodeRef factored(NodeRef sum) {
  const NodeRef u = squared_beside_one(sum);
  if (!u) return {};
  return sum.a().is_one() ? (1 - u) * (1 + u) : (u - 1) * (u + 1);
}

NodeRef root_of_difference(NodeRef f, std::size_t&) {
  const NodeRef u = squared_beside_one(f.a());
  if (!u) return {};
  if (f.a().a().is_one()) return sqrt((1 - u) * (1 + u));
  return sqrt(abs(u) - 1) * sqrt(abs(u) + 1);
}

NodeRef quotient_by_difference(NodeRef f, std::size_t&) {
  const NodeRef product = factored(f.b());
  return product ? f.a() / product : NodeRef();
}

NodeRef power_of_difference(NodeRef f, std::size_t&) {
  const NodeRef product = f.b().is_number() ? factored(f.a()) : NodeRef();
  return product ? pow(product, f.b()) : NodeRef();
}

NodeRef power_one_half(NodeRef f, std::size_t& work) {
  if (!f.b().is_number() || !(f.b().value() == Rational(1, 2))) return {};
  const NodeRef root = sqrt(f.a());
  if (root.op() != op_of<Sqrt>()) return root;
  const NodeRef better = root_of_squares(root, work);
  return better ? better : root;
}

}  // namespace

std::span<const CallRule> call_rules() {
  static const CallRule table[] = {
      {"logarithm of exponential", "log(exp(u)) = u", op_of<Log>(), log_of_exponential},
      {"logarithm of sigmoid", "log(sigmoid(u)) = -softplus(-u)", op_of<Log>(), log_of_sigmoid},
      {"logarithm of exponentials", "log(exp(u) + exp(v)) = logaddexp(u, v)", op_of<Log>(),
       log_of_exponentials},
      {"logarithm near 1", "log(1 + w) = log1p(w)", op_of<Log>(), log_near_one},
      {"root of squares", "sqrt(a^2 + b^2) = hypot(a, b)", op_of<Sqrt>(), root_of_squares},
      {"root of a difference", "sqrt(u^2 - 1) = sqrt(abs(u) - 1)*sqrt(abs(u) + 1)", op_of<Sqrt>(),
       root_of_difference},
      {"quotient by a difference", "w/(1 - u^2) = w/((1 - u)*(1 + u))", Op::divide, quotient_by_difference},
      {"power one half", "w^(1/2) = sqrt(w)", op_of<Pow>(), power_one_half},
      {"power of a difference", "(1 - u^2)^q = ((1 - u)*(1 + u))^q", op_of<Pow>(), power_of_difference},
  };
  return table;
}

}  // namespace slope::lowering
