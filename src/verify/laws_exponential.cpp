// SPDX-License-Identifier: MIT
// Exponentials and logarithms in the field.
//
// e^u is a product of powers of independent exponentials: u is written in a basis of arguments, and q·log|f| in it
// becomes |f|^q. log|u| is a sum over the factors of u, log|f|, and what is under an exponential. Both hold wherever
// the left side is defined, without knowing any sign.
#include "reduction.hpp"

namespace slope::algebra {

Fraction Reduction::exponential(const Fraction& u) {
  Fraction result = field_.number(1);
  const Fraction rest = without_multiples(u, [&](const Rational& factor, AtomId atom) {
    const auto base = base_of_logarithm_.find(atom);
    if (base == base_of_logarithm_.end()) return false;
    const Polynomial f = base->second;
    const auto c = f.constant();
    result = field_.multiply(result, c ? root_of_number(*c, factor) : root_of_base(f, factor));
    return true;
  });
  if (rest.parts.empty()) return result;
  Monomial product;
  for (const auto& [i, q] : exponents_.represent(rest)) {
    const std::int64_t n = denominator(Of::exponent, i, q);
    while (exponential_atoms_.size() <= i) {
      const std::size_t k = exponential_atoms_.size();
      const std::int64_t d = denominator(Of::exponent, k, 1);
      Lanes lanes;
      for (auto& v : lanes.value) {  // a fourth power, so that roots exist
        v = field_.prime_field().random(field_.random());
        v = field_.prime_field().power(v, std::uint64_t{4});
      }
      const Fraction argument = field_.scale(exponents_[k], Rational(1, d));
      const AtomId atom = field_.add_atom({"exp(" + text(argument) + ")", above_zero(), 0, {}, lanes});
      exponent_of_atom_.emplace(atom, k);
      exponential_atoms_.push_back(atom);
      exponential_denominators_.push_back(d);
    }
    const auto power = (q * Rational(n)).as_int64();
    if (!power) throw OutOfBudget();
    product = algebra::multiply(product, algebra::power(Monomial{{exponential_atoms_[i], 1}}, *power));
  }
  return field_.multiply(result, field_.of(Polynomial(Term{product, 1})));
}

Fraction Reduction::sigmoid(const Fraction& u) {
  const Fraction e = exponential(u);
  return field_.divide(e, field_.add(field_.number(1), e));
}

// log |base|, of an atom or a primitive polynomial or a prime number.
Fraction Reduction::logarithm_of(const Polynomial& base) {
  auto& entries = logarithms_[base.hash()];
  for (const auto& [p, entry] : entries)
    if (p == base) return field_.variable(entry.atom);
  Lanes lanes;
  for (auto& v : lanes.value) v = field_.prime_field().random(field_.random());
  const Range at = range(base);
  const bool above_one = at.low && *at.low >= Rational(1);
  const std::string size =
      algebra::is_nonnegative(at) ? text(field_.of(base)) : "abs(" + text(field_.of(base)) + ")";
  const AtomId atom =
      field_.add_atom({"log(" + size + ")", above_one ? at_least_zero() : Range(), 0, {}, lanes});
  entries.emplace_back(base, Root{atom, 1});
  base_of_logarithm_.emplace(atom, base);
  return field_.variable(atom);
}

Fraction Reduction::logarithm(const Fraction& u) {
  const Part whole = field_.together(u);
  if (whole.numerator.is_zero()) throw Undefined{"the logarithm of 0"};
  const Primitive p = primitive_of(whole.numerator);
  std::vector<Fraction> terms;
  for (const auto& [prime, exponent] : prime_powers(p.content.abs()))
    terms.push_back(field_.scale(logarithm_of(Polynomial(prime)), exponent));
  for (const Power& x : p.monomial) {
    if (const auto e = exponent_of_atom_.find(x.atom); e != exponent_of_atom_.end()) {
      const Rational q = Rational(x.exponent) / Rational(exponential_denominators_[e->second]);
      terms.push_back(field_.scale(exponents_[e->second], q));
    } else if (const auto root = base_of_root_.find(x.atom); root != base_of_root_.end()) {
      const auto& [base, n] = root->second;
      const auto c = base.constant();
      terms.push_back(
          field_.scale(logarithm_of(c ? Polynomial(*c) : base), Rational(x.exponent) / Rational(n)));
    } else terms.push_back(field_.scale(logarithm_of(Polynomial(Term{{{x.atom, 1}}, 1})), x.exponent));
  }
  const auto visit = [&](const Polynomial& primitive, std::int64_t exponent) {
    for (const auto& [f, count] : factors_of(primitive))
      terms.push_back(field_.scale(logarithm_of(f), Rational(exponent * count)));
  };
  if (!p.primitive.constant()) visit(p.primitive, 1);
  for (const Power& f : whole.factors) visit(Polynomial(field_.factor(f.atom)), f.exponent);
  return field_.sum(std::move(terms));
}

}  // namespace slope::algebra
