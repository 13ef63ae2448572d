// SPDX-License-Identifier: MIT
#include "emit.hpp"

#include <algorithm>

#include "slope/expr/function.hpp"

namespace slope::simplification {

NodeRef Emitter::operator()(FormId root) {
  done_.resize(std::max(done_.size(), forms_.count()));
  std::vector<FormId> todo{root};
  while (!todo.empty()) {
    const FormId id = todo.back();
    const std::size_t before = todo.size();
    if (!done_[id] && forms_[id].kind != Kind::number)
      for (const Item& item : forms_[id].items)
        if (!done_[item.form]) todo.push_back(item.form);
    if (todo.size() > before) continue;
    todo.pop_back();
    if (!done_[id]) done_[id] = make(id);
  }
  return done_[root];
}

NodeRef Emitter::make(FormId id) const {
  const Form& f = forms_[id];
  switch (f.kind) {
    case Kind::number: return forms_.value(id);
    case Kind::symbol:
    case Kind::opaque: return f.node;
    case Kind::call: {
      std::vector<NodeRef> args;
      for (const Item& item : f.items) args.push_back(done_[item.form]);
      return NodeRef::apply(f.op, args);
    }
    case Kind::product: return product(1, id);
    case Kind::sum: return sum(forms_.reading_terms(id));
  }
  return {};
}

// The first term with its sign, the others added or subtracted.
NodeRef Emitter::sum(const Items& terms) const {
  NodeRef total;
  for (const Item& t : terms) {
    if (!total) total = product(t.number, t.form);
    else if (t.number.sign() < 0) total = total - product(-t.number, t.form);
    else total = total + product(t.number, t.form);
  }
  return total;
}

// c·m as numerator over denominator. A minus sign goes into a sum that takes it, else to the first factor.
NodeRef Emitter::product(Rational c, FormId monomial) const {
  if (forms_.is_number(monomial)) return c;
  const Items factors = forms_.reading_factors(monomial);
  const FormId turned = c.sign() < 0 ? forms_.takes_minus(monomial) : 0;
  if (turned != 0) c = -c;
  const bool negative = c.sign() < 0;
  NodeRef above, below;
  if (const Rational n = c.abs().numerator(); !n.is_one()) above = negative ? -n : n;
  if (const Rational d = c.denominator(); !d.is_one()) below = d;
  for (const Item& f : factors) {
    const bool down = f.number.sign() < 0;
    const NodeRef factor = raise(f.form == turned ? negated_sum(f.form) : done_[f.form], f.number.abs());
    NodeRef& side = down ? below : above;
    if (side) side = side * factor;
    else side = negative && !down ? -factor : factor;
  }
  if (!above) above = negative ? -1 : 1;
  return below ? above / below : above;
}

NodeRef Emitter::raise(NodeRef base, const Rational& q) const {
  if (q == Rational(1, 2)) return NodeRef::apply(forms_.ops().sqrt, std::span(&base, 1));
  return power(base, q);
}

NodeRef Emitter::negated_sum(FormId id) const {
  Items items = forms_.reading_terms(id);
  for (Item& t : items) t.number = -t.number;
  std::sort(items.begin(), items.end(),
            [&](const Item& x, const Item& y) { return forms_.term_before(x.form, y.form); });
  return sum(Forms::positive_first(std::move(items)));
}

}  // namespace slope::simplification
