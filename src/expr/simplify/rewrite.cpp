// SPDX-License-Identifier: MIT
#include "rewrite.hpp"

#include <algorithm>

namespace slope::simplification {

namespace {

constexpr Rewrite table[] = {
    {"exponential quotient", "e^z/(e^v + e^w)^k = σ(v−w)^j σ(w−v)^(k−j) e^r", Kind::product,
     exponential_quotient},
    {"exponential and complement", "e^u (1 − σ(u)) = σ(u)", Kind::product, exponential_complement},
    {"put together", "x (1/x + 1/y) = (x + y)/y", Kind::product, put_together},
    {"common factor", "a b + a c = a (b + c)", Kind::sum, common_factor},
    {"expand and collect", "(a + b) c − a c = b c", Kind::sum, expand_and_collect},
    {"polynomial in one atom", "s − s² = s (1 − s), x² − 2 x + 1 = (x − 1)²", Kind::sum,
     polynomial_in_one_atom},
    {"Pythagoras", "sin² + cos² = 1, cosh² − sinh² = 1", Kind::sum, pythagoras},
    {"groups", "a b + a c + d = a (b + c) + d", Kind::sum, groups},
};

}  // namespace

std::span<const Rewrite> all_rewrites() { return table; }

std::pair<Rational, FormId> Rewriter::split(FormId form) const {
  const Form& f = forms[form];
  if (f.kind == Kind::number) return {forms.value(form), forms.one()};
  if (f.kind == Kind::sum && f.items.size() == 1) return {f.items[0].number, f.items[0].form};
  return {1, form};
}

FormId Rewriter::improve(FormId form) {
  const Kind kind = forms[form].kind;
  if ((kind != Kind::sum && kind != Kind::product) || forms.is_complement(form) || depth_ > max_depth)
    return form;
  auto& memo = improved_[depth_];
  if (form < memo.size() && memo[form] != 0) return memo[form];
  ++depth_;
  FormId best = form;
  std::vector<FormId> offers;
  for (int round = 0; round < max_rounds; ++round) {
    const FormId before = best;
    for (const Rewrite& rewrite : table) {
      if (exhausted()) break;
      const FormId inner = split(best).second;
      const bool is_sum = inner == best && forms[best].kind == Kind::sum;
      const bool is_product = forms[inner].kind == Kind::product;
      if (rewrite.kind == Kind::sum ? !is_sum : !is_product) continue;
      offers.clear();
      rewrite.apply(*this, best, offers);
      const FormId given = best;
      for (const FormId offer : offers)
        if (forms[offer].size < forms[best].size) best = offer;
      if (depth_ == 1 && best != given) used_.push_back({&rewrite, given, best});
    }
    if (best == before) break;
  }
  --depth_;
  memo.resize(std::max<std::size_t>(memo.size(), forms.count()));
  memo[form] = memo[best] = best;
  return best;
}

}  // namespace slope::simplification
