// SPDX-License-Identifier: MIT
#include "build.hpp"

namespace slope::simplification {

namespace {

// A shared sum or product with more items than this is not merged into what uses it, so that the work stays
// linear.
constexpr std::size_t max_shared_items = 64;

enum class Shape { sum, product, other };

Shape shape_of(NodeRef n) {
  switch (n.op()) {
    case Op::add:
    case Op::subtract:
    case Op::negate: return Shape::sum;
    case Op::multiply: return n.a().is_number() || n.b().is_number() ? Shape::sum : Shape::product;
    case Op::divide: return n.b().is_number() && !n.b().is_zero() ? Shape::sum : Shape::product;
    case Op::pow: return n.b().is_number() && n.b().value().is_integer() ? Shape::product : Shape::other;
    default: return Shape::other;
  }
}

}  // namespace

Builder::Builder(const Postorder& order, Forms& forms, Rewriter* rewriter)
    : order_(order),
      forms_(forms),
      rewriter_(rewriter),
      emit_(forms),
      form_(order_.size()),
      uses_(order_.size()),
      gathered_(order_.size()) {}

FormId Builder::build() {
  for (const NodeRef n : order_)
    if (n.op() >= Op::pair && n.a()) count(n.a()), n.b() ? count(n.b()) : void();
  for (const NodeRef n : order_)
    if (const Shape shape = shape_of(n); shape != Shape::other)
      n.each_arg([&](NodeRef arg) {
        const std::size_t k = order_.slot(arg);
        gathered_[k] = gathered_[k] || (uses_[k] == 1 && shape_of(arg) == shape);
      });
  for (std::size_t i = 0; i < order_.size(); ++i)
    if (!gathered_[i] && order_[i].op() != Op::pair) {
      form_[i] = make(order_[i]);
      if (rewriter_) form_[i] = rewriter_->improve(form_[i]);
    }
  return form_.back();
}

void Builder::count(NodeRef n) { ++uses_[order_.slot(n)]; }

FormId Builder::make(NodeRef n) {
  if (n.is_number()) return forms_.number(n.value());
  if (n.is_symbol()) return forms_.symbol(n);
  if (const Shape shape = shape_of(n); shape != Shape::other)
    return shape == Shape::sum ? gather_sum(n) : gather_product(n);
  std::vector<FormId> args;
  n.each_arg([&](NodeRef arg) { args.push_back(form_[order_.slot(arg)]); });
  if (n.op() == Op::pow) return forms_.symbolic_power(args[0], args[1]);
  return forms_.call(n.op(), args);
}

FormId Builder::operand(NodeRef n, Kind kind) {
  const std::size_t k = order_.slot(n);
  const Form& f = forms_[form_[k]];
  if (uses_[k] > 1 && f.kind == kind && f.items.size() > max_shared_items)
    return forms_.opaque(emit_(form_[k]));
  return form_[k];
}

FormId Builder::gather_sum(NodeRef top) {
  Items terms;
  std::vector<std::pair<NodeRef, Rational>> todo{{top, 1}};
  while (!todo.empty()) {
    const auto [n, c] = todo.back();
    todo.pop_back();
    if (n != top && !gathered_[order_.slot(n)]) {
      terms.push_back({operand(n, Kind::sum), c});
      continue;
    }
    switch (n.op()) {
      case Op::negate: todo.emplace_back(n.a(), -c); break;
      case Op::subtract:
        todo.emplace_back(n.b(), -c);
        todo.emplace_back(n.a(), c);
        break;
      case Op::add:
        todo.emplace_back(n.b(), c);
        todo.emplace_back(n.a(), c);
        break;
      case Op::divide: todo.emplace_back(n.a(), c / n.b().value()); break;
      default:
        if (n.a().is_number()) todo.emplace_back(n.b(), c * n.a().value());
        else todo.emplace_back(n.a(), c * n.b().value());
    }
  }
  return forms_.add(terms);
}

FormId Builder::gather_product(NodeRef top) {
  Items factors;
  std::vector<std::pair<NodeRef, Rational>> todo{{top, 1}};
  while (!todo.empty()) {
    const auto [n, q] = todo.back();
    todo.pop_back();
    if (n != top && !gathered_[order_.slot(n)]) {
      factors.push_back({operand(n, Kind::product), q});
      continue;
    }
    switch (n.op()) {
      case Op::pow: todo.emplace_back(n.a(), q * n.b().value()); break;
      default: todo.emplace_back(n.b(), n.op() == Op::divide ? -q : q); todo.emplace_back(n.a(), q);
    }
  }
  return forms_.multiply(factors);
}

}  // namespace slope::simplification
