// SPDX-License-Identifier: MIT
// sin² + cos² = 1 and cosh² − sinh² = 1, in both directions.
#include <array>

#include "rewrite.hpp"

namespace slope::simplification {

namespace {

// a² + sign·b² = 1.
struct Circle {
  Op a, b;
  int sign;
};

// The term with this monomial, or the end.
Items::const_iterator find_term(const Items& terms, FormId monomial) {
  auto t = terms.begin();
  while (t != terms.end() && t->form != monomial) ++t;
  return t;
}

}  // namespace

void pythagoras(Rewriter& rewriter, FormId sum, std::vector<FormId>& offers) {
  Forms& forms = rewriter.forms;
  const Items terms = forms.terms(sum);
  if (terms.size() > Rewriter::max_terms) return;
  const KnownOps& op = forms.ops();
  const std::array circles{Circle{op.sin, op.cos, 1}, Circle{op.cos, op.sin, 1},
                           Circle{op.cosh, op.sinh, -1}};
  for (const Item& t : terms) {
    if (forms[t.form].kind != Kind::product) continue;
    for (const Item& f : forms.factors(t.form))
      for (const auto& [a, b, sign] : circles) {
        if (!forms.is_call(f.form, a) || f.number < Rational(2)) continue;
        const FormId u = forms[f.form].items[0].form;
        const FormId rest = forms.multiply(Items{{t.form, 1}, {f.form, -2}});
        const FormId other = forms.multiply(Items{{rest, 1}, {forms.call(b, u), 2}});
        // c·a² + d·b² = c + (d − sign·c)·b², and c·a² + d = (c + d) − sign·c·b².
        const auto offer = [&](Items extra) {
          Items changed;
          for (const Item& kept : terms)
            if (kept.form != t.form) changed.push_back(kept);
          changed.insert(changed.end(), extra.begin(), extra.end());
          offers.push_back(forms.add(changed));
        };
        if (find_term(terms, other) != terms.end() || find_term(terms, rest) != terms.end())
          offer({{rest, t.number}, {other, Rational(-sign) * t.number}});
      }
  }
}

}  // namespace slope::simplification
