// SPDX-License-Identifier: MIT
// Absolute values and roots in the field.
//
// |u|^q is a product over the factors f of u. |f|^(1/n) is an atom r with r^n = f or −f if the sign of f is known
// wherever both sides are defined, else with r^(2n) = f²; |f| is the case n = 1.
#include <algorithm>

#include "reduction.hpp"

namespace slope::algebra {

std::vector<std::pair<Rational, std::int64_t>> prime_powers(const Rational& c) {
  std::vector<std::pair<Rational, std::int64_t>> list;
  const auto divide_out = [&](Rational n, std::int64_t sign) {
    for (std::int64_t p = 2; p < 2000 && !n.is_one(); p += p == 2 ? 1 : 2) {
      if (n.is_small() && p * p > n.small_numerator()) break;
      std::int64_t count = 0;
      while ((n / Rational(p)).is_integer()) n = n / Rational(p), ++count;
      if (count > 0) list.emplace_back(p, sign * count);
    }
    if (!n.is_one()) list.emplace_back(n, sign);
  };
  divide_out(c.numerator(), 1);
  divide_out(c.denominator(), -1);
  return list;
}

Fraction Reduction::root_of_number(const Rational& c, const Rational& q) {
  if (q.is_integer()) {
    const auto n = q.as_int64();
    if (!n || std::abs(*n) > 100'000) throw OutOfBudget();
    return field_.number(c.power(*n));
  }
  Fraction result = field_.number(1);
  for (const auto& [prime, exponent] : prime_powers(c))
    result = field_.multiply(result, root_of_base(Polynomial(prime), q * Rational(exponent)));
  return result;
}

// Of an atom with a relation, as a sine: |s| is √(1 − c²).
const Polynomial* Reduction::square_of(const Polynomial& base) const {
  if (!base.is_term() || base.terms()[0].monomial.size() != 1) return nullptr;
  const Atom& atom = field_.atom(base.terms()[0].monomial[0].atom);
  return atom.degree == 2 ? &atom.power : nullptr;
}

Fraction Reduction::root_of_base(const Polynomial& base, const Rational& q) {
  const auto whole_power = [&](const Rational& exponent, const Rational& factor) {
    const auto n = exponent.as_int64();
    if (!n) throw OutOfBudget();
    return field_.scale(field_.power(field_.of(base), *n), factor);
  };
  if (q.is_integer() && (q / Rational(2)).is_integer()) return whole_power(q, 1);
  const Range at = range(base);
  const int sign = algebra::is_nonnegative(at) ? 1 : algebra::is_nonpositive(at) ? -1 : 0;
  if (q.is_integer() && sign != 0) return whole_power(q, sign);
  if (const Polynomial* const square = sign == 0 ? square_of(base) : nullptr)
    return root_of_size(field_.of(*square), q / Rational(2));
  const std::uint64_t key = base.hash();
  const std::int64_t n = denominator(Of::root, key, q);
  auto& entries = roots_[key];
  auto found = std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.first == base; });
  if (found == entries.end()) {
    const PrimeField& primes = field_.prime_field();
    const Lanes of_base = field_.lanes(base);
    Lanes lanes = of_base;
    for (std::size_t k = 0; k < Lanes::count; ++k) {
      std::uint64_t v = of_base.value[k];
      if (sign < 0 || (sign == 0 && !primes.is_square(v))) v = primes.negate(v);
      std::int64_t m = n;
      for (; m % 2 == 0; m /= 2) {
        if (!primes.is_square(v)) lanes.valid &= ~(1u << k);
        v = primes.square_root(v);
      }
      if (m != 1) lanes.valid = 0;  // other roots are not taken modulo the prime
      lanes.value[k] = v;
    }
    const std::string base_text = text(field_.of(base));
    Atom atom{n == 1   ? "abs(" + base_text + ")"
              : n == 2 ? "sqrt(" + (sign > 0 ? base_text : "abs(" + base_text + ")") + ")"
                       : (sign > 0 ? "(" + base_text + ")" : "abs(" + base_text + ")") + "^(1/" +
                             std::to_string(n) + ")",
              is_positive(at) || is_negative(at) ? above_zero() : at_least_zero(),
              0,
              {},
              lanes};
    if (sign != 0) atom.degree = static_cast<int>(n), atom.power = base.scaled(sign);
    else atom.degree = static_cast<int>(2 * n), atom.power = field_.power_of(base, 2);
    const AtomId id = field_.add_atom(std::move(atom));
    base_of_root_.emplace(id, std::pair(base, n));
    entries.emplace_back(base, Root{id, n});
    found = entries.end() - 1;
  }
  const auto exponent = (q * Rational(n)).as_int64();
  if (!exponent) throw OutOfBudget();
  return field_.power(field_.variable(found->second.atom), *exponent);
}

Fraction Reduction::root_of_size(const Fraction& u, const Rational& q) {
  if (const auto c = u.constant()) {
    if (!c->is_zero()) return root_of_number(c->abs(), q);
    if (q.sign() < 0) throw Undefined{"a division by 0"};
    return {};
  }
  if (q.is_integer() && (q / Rational(2)).is_integer()) {
    const auto n = q.as_int64();
    if (!n) throw OutOfBudget();
    return field_.power(u, *n);
  }
  const Part whole = field_.together(u);
  if (whole.numerator.is_zero()) {
    if (q.sign() < 0) throw Undefined{"a division by 0"};
    return {};
  }
  if (q.is_one()) {  // |u| itself, if its sign is known
    const int s = sign(whole);
    if (s != 0 || is_nonnegative(whole)) return field_.scale(u, s < 0 ? -1 : 1);
  }
  const Primitive p = primitive_of(whole.numerator);
  Fraction result = root_of_number(p.content.abs(), q);
  for (const Power& x : p.monomial) {
    const Rational exponent = q * Rational(x.exponent);
    if (const auto e = exponent_of_atom_.find(x.atom); e != exponent_of_atom_.end()) {
      const Rational d(exponential_denominators_[e->second]);
      result = field_.multiply(result, exponential(field_.scale(exponents_[e->second], exponent / d)));
    } else if (const auto root = base_of_root_.find(x.atom); root != base_of_root_.end()) {
      const auto [base, n] = root->second;
      result = field_.multiply(result, root_of_base(base, exponent / Rational(n)));
    } else result = field_.multiply(result, root_of_base(Polynomial(Term{{{x.atom, 1}}, 1}), exponent));
  }
  const auto visit = [&](const Polynomial& primitive, const Rational& exponent) {
    for (const auto& [f, count] : factors_of(primitive))
      result = field_.multiply(result, root_of_base(f, exponent * Rational(count)));
  };
  if (!p.primitive.constant()) visit(p.primitive, q);
  for (const Power& f : whole.factors) visit(Polynomial(field_.factor(f.atom)), q * Rational(f.exponent));
  return result;
}

// The real cube root: of each factor its own.
Fraction Reduction::cube_root(const Fraction& u) {
  const Part whole = field_.together(u);
  if (whole.numerator.is_zero()) return {};
  const int s = sign(whole);
  if (s != 0 || is_nonnegative(whole)) return field_.scale(root_of_size(u, Rational(1, 3)), s < 0 ? -1 : 1);
  const Primitive p = primitive_of(whole.numerator);
  Fraction result = field_.scale(root_of_number(p.content.abs(), Rational(1, 3)), p.content.sign());
  const auto visit = [&](const Polynomial& base, std::int64_t exponent) {
    const Range at = range(base);
    if (algebra::is_nonnegative(at)) {
      result = field_.multiply(result, root_of_base(base, Rational(exponent, 3)));
      return;
    }
    auto& entries = cube_roots_[base.hash()];
    auto found = std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.first == base; });
    if (found == entries.end()) {
      Lanes lanes;
      lanes.valid = 0;
      const AtomId id = field_.add_atom({"cbrt(" + text(field_.of(base)) + ")", {}, 3, base, lanes});
      entries.emplace_back(base, Root{id, 3});
      found = entries.end() - 1;
    }
    result = field_.multiply(result, field_.power(field_.variable(found->second.atom), exponent));
  };
  for (const Power& x : p.monomial) {
    if (exponent_of_atom_.contains(x.atom))
      result = field_.multiply(result, root_of_size(field_.of(Polynomial(Term{{x}, 1})), Rational(1, 3)));
    else visit(Polynomial(Term{{{x.atom, 1}}, 1}), x.exponent);
  }
  const auto visit_factors = [&](const Polynomial& primitive, std::int64_t exponent) {
    for (const auto& [f, count] : factors_of(primitive)) visit(f, exponent * count);
  };
  if (!p.primitive.constant()) visit_factors(p.primitive, 1);
  for (const Power& f : whole.factors) visit_factors(Polynomial(field_.factor(f.atom)), f.exponent);
  return result;
}

// max(a, b) for sign 1, min(a, b) for −1.
Fraction Reduction::larger(const Fraction& a, const Fraction& b, int sign) {
  const Fraction distance = root_of_size(field_.subtract(a, b), 1);
  return field_.scale(field_.sum({a, b, field_.scale(distance, sign)}), Rational(1, 2));
}

}  // namespace slope::algebra
