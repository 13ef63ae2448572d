// SPDX-License-Identifier: MIT
#include "conditions.hpp"

#include <algorithm>

#include "core_function.hpp"
#include "slope/expr/postorder.hpp"

namespace slope::certificate {

namespace {

Condition::Kind kind_of(Sign sign) {
  return sign == Sign::positive  ? Condition::is_positive
         : sign == Sign::nonzero ? Condition::is_nonzero
                                 : Condition::is_nonnegative;
}

// What a requirement comes down to, given what can be proved.
class Reduction {
 public:
  Reduction(Signs& signs, std::vector<Requirement>& out) : signs_(signs), out_(out) {}

  void reduce(Sign sign, NodeRef n) {
    if (signs_.lemma(sign, n)) return;
    const bool two = n.op() == Op::multiply || n.op() == Op::divide;
    if (sign == Sign::nonzero) {
      if (two) return reduce(sign, n.a()), reduce(sign, n.b());
      if (n.op() == Op::negate || n.op() == Op::pow) return reduce(sign, n.a());
      if (core_of(n) == Core::sqrt) return reduce(Sign::positive, n.a());
    } else if (two) {
      if (signs_.lemma(Sign::positive, n.b())) return reduce(sign, n.a());
      if (signs_.lemma(Sign::positive, n.a()))
        return reduce(n.op() == Op::divide ? Sign::positive : sign, n.b());
    } else if (n.op() == Op::pow) {
      if (*integer_exponent(n) % 2 == 0) return reduce(Sign::nonzero, n.a());
      return reduce(sign, n.a());
    } else if (core_of(n) == Core::sqrt && sign == Sign::positive) {
      return reduce(sign, n.a());
    }
    out_.push_back({sign, n});
  }

 private:
  Signs& signs_;
  std::vector<Requirement>& out_;
};

}  // namespace

std::vector<Requirement> for_values(std::span<const NodeRef> roots) {
  std::vector<Requirement> list;
  for (const NodeRef n : Postorder(roots)) {
    if (n.op() == Op::divide) list.push_back({Sign::nonzero, n.b()});
    if (n.op() == Op::pow && *integer_exponent(n) < 0) list.push_back({Sign::nonzero, n.a()});
    const Core f = core_of(n);
    if (f == Core::log) list.push_back({Sign::positive, n.a()});
    if (f == Core::sqrt) list.push_back({Sign::nonnegative, n.a()});
    if (f == Core::tan) list.push_back({Sign::nonzero, apply(Core::cos, n.a())});
  }
  return list;
}

std::vector<Requirement> for_derivative(NodeRef f, NodeRef x) {
  std::vector<Requirement> list;
  const Postorder order(f);
  std::vector<bool> depends(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    depends[i] = n == x;
    n.each_arg([&](NodeRef arg) { depends[i] = depends[i] || depends[order.slot(arg)]; });
    if (depends[i] && core_of(n) == Core::sqrt) list.push_back({Sign::positive, n.a()});
  }
  return list;
}

std::vector<Hypothesis> hypotheses_for(const std::vector<Requirement>& requirements,
                                       const std::vector<Condition>& given, const SymbolNames& names) {
  std::vector<Hypothesis> list;
  const auto name = [](std::size_t i) { return fmt::format("given_{}", i + 1); };
  for (const Condition& c : given)
    list.push_back({c.kind, in_core_functions(c.given.node()), name(list.size())});
  const std::size_t kept = list.size();

  const auto proved = [&](const std::vector<Hypothesis>& from, auto&& then) {
    Preamble unused;
    Script scratch(names, unused);
    Signs signs(scratch, from);
    return then(signs);
  };
  // Positive ones first: the others may follow from them.
  std::vector<Requirement> ordered = requirements;
  std::stable_partition(ordered.begin(), ordered.end(),
                        [](const Requirement& r) { return r.sign == Sign::positive; });
  for (std::size_t i = 0; i < ordered.size();) {
    std::vector<Requirement> needed;
    proved(list, [&](Signs& signs) {
      // As far as nothing new must be assumed, with one set of proofs.
      for (; i < ordered.size() && needed.empty(); ++i)
        Reduction(signs, needed).reduce(ordered[i].sign, ordered[i].node);
    });
    for (const Requirement& r : needed) list.push_back({kind_of(r.sign), r.node, name(list.size())});
  }
  const auto suffices = [&](const std::vector<Hypothesis>& from) {
    return proved(from, [&](Signs& signs) {
      return std::all_of(ordered.begin(), ordered.end(),
                         [&](const Requirement& r) { return signs.lemma(r.sign, r.node).has_value(); });
    });
  };
  for (std::size_t i = list.size(); i-- > kept;) {
    std::vector<Hypothesis> fewer = list;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (suffices(fewer)) list = std::move(fewer);
  }
  for (std::size_t i = 0; i < list.size(); ++i) list[i].name = name(i);
  return list;
}

}  // namespace slope::certificate
