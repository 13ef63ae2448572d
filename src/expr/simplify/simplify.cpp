// SPDX-License-Identifier: MIT
#include "slope/expr/simplify.hpp"

#include "emit.hpp"
#include "rewrite.hpp"
#include "slope/expr/postorder.hpp"
#include "trace.hpp"

namespace slope {

namespace {

using namespace simplification;

// Forms that the laws may make: a constant, and some for every node.
constexpr std::size_t budget_base = 200'000, budget_per_node = 4;
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

// Builds canonical forms bottom-up. A chain of sums (or of products) that nothing else uses is gathered once,
// at its top, so that a chain of n costs O(n log n).
class Builder {
 public:
  Builder(NodeRef root, Forms& forms, Rewriter& rewriter)
      : order_(root),
        forms_(forms),
        rewriter_(rewriter),
        emit_(forms),
        form_(order_.size()),
        uses_(order_.size()),
        gathered_(order_.size()) {}

  FormId build() {
    for (const NodeRef n : order_)
      if (n.op() >= Op::pair && n.a()) count(n.a()), n.b() ? count(n.b()) : void();
    for (const NodeRef n : order_)
      if (const Shape shape = shape_of(n); shape != Shape::other)
        n.each_arg([&](NodeRef arg) {
          const std::size_t k = order_.slot(arg);
          gathered_[k] = gathered_[k] || (uses_[k] == 1 && shape_of(arg) == shape);
        });
    for (std::size_t i = 0; i < order_.size(); ++i)
      if (!gathered_[i] && order_[i].op() != Op::pair) form_[i] = rewriter_.improve(make(order_[i]));
    return form_.back();
  }

 private:
  void count(NodeRef n) { ++uses_[order_.slot(n)]; }

  FormId make(NodeRef n) {
    if (n.is_number()) return forms_.number(n.value());
    if (n.is_symbol()) return forms_.symbol(n);
    if (const Shape shape = shape_of(n); shape != Shape::other)
      return shape == Shape::sum ? gather_sum(n) : gather_product(n);
    std::vector<FormId> args;
    n.each_arg([&](NodeRef arg) { args.push_back(form_[order_.slot(arg)]); });
    if (n.op() == Op::pow) return forms_.symbolic_power(args[0], args[1]);
    return forms_.call(n.op(), args);
  }

  // The form of an operand, kept whole if merging it would be repeated work.
  FormId operand(NodeRef n, Kind kind) {
    const std::size_t k = order_.slot(n);
    const Form& f = forms_[form_[k]];
    if (uses_[k] > 1 && f.kind == kind && f.items.size() > max_shared_items)
      return forms_.opaque(emit_(form_[k]));
    return form_[k];
  }

  FormId gather_sum(NodeRef top) {
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

  FormId gather_product(NodeRef top) {
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

  Postorder order_;
  Forms& forms_;
  Rewriter& rewriter_;
  Emitter emit_;
  std::vector<FormId> form_;
  std::vector<std::uint32_t> uses_;
  std::vector<bool> gathered_;

 public:
  Emitter& emitter() { return emit_; }
  const Postorder& order() const { return order_; }
};

// How large an expression is: nodes of the tree, in which shared parts count each time (saturating), and
// distinct nodes. Numbers are not counted: x*x → x^2 is no growth.
struct Extent {
  std::uint64_t tree = 0;
  std::size_t distinct = 0;
};

Extent extent_of(const Postorder& order) {
  constexpr std::uint64_t many = std::uint64_t{1} << 60;
  Extent result;
  std::vector<std::uint64_t> size(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    size[i] = n.op() == Op::pair || n.is_number() ? 0 : 1;
    result.distinct += size[i];
    if (n.op() >= Op::pair && n.a())
      size[i] += size[order.slot(n.a())] + (n.b() ? size[order.slot(n.b())] : 0);
    size[i] = std::min(size[i], many);
  }
  result.tree = size.back();
  return result;
}

// Whether `after` is no larger: as a text where texts are readable, as a graph beyond.
bool is_no_larger(const Postorder& after, const Postorder& before) {
  constexpr std::uint64_t readable = 10'000;
  const Extent a = extent_of(after), b = extent_of(before);
  return a.tree <= b.tree && (b.tree <= readable || a.distinct <= b.distinct);
}

}  // namespace

Expr simplification::simplify(const Expr& f, std::vector<Change>* changes) {
  const Graph::Session session;
  Forms forms;
  const std::size_t nodes = Postorder(f.node()).size();
  Rewriter rewriter(forms, budget_base + budget_per_node * nodes);
  Builder builder(f.node(), forms, rewriter);
  const FormId root = builder.build();
  const Expr result(builder.emitter()(root));
  if (!is_no_larger(Postorder(result.node()), Postorder(f.node()))) return f;
  if (changes)
    for (const Rewriter::Used& u : rewriter.used())
      changes->push_back(
          {u.rewrite->name, Expr(builder.emitter()(u.before)), Expr(builder.emitter()(u.after))});
  return result;
}

Expr simplify(const Expr& f) { return simplification::simplify(f, nullptr); }

}  // namespace slope
