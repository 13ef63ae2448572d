// SPDX-License-Identifier: MIT
#include "slope/expr/simplify.hpp"

#include <algorithm>

#include "build.hpp"
#include "trace.hpp"

namespace slope {

namespace {

using namespace simplification;

// Forms that the laws may make: a constant, and some for every node.
constexpr std::size_t budget_base = 200'000, budget_per_node = 4;

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
  const Postorder order(f.node());
  Rewriter rewriter(forms, budget_base + budget_per_node * order.size());
  Builder builder(order, forms, &rewriter);
  const FormId root = builder.build();
  Expr result(builder.emitter()(root));
  if (!is_no_larger(Postorder(result.node()), order)) return f;
  if (changes)
    for (const Rewriter::Used& u : rewriter.used())
      changes->push_back(
          {u.rewrite->name, Expr(builder.emitter()(u.before)), Expr(builder.emitter()(u.after))});
  return result;
}

Expr simplify(const Expr& f) { return simplification::simplify(f, nullptr); }

}  // namespace slope
