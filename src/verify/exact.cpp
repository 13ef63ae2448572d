// SPDX-License-Identifier: MIT
#include "exact.hpp"

#include <algorithm>

#include "slope/core/error.hpp"
#include "slope/expr/print.hpp"

namespace slope::algebra {

namespace {

constexpr std::size_t max_shown = 120;

// "x - 1 != 0"
std::string text_of(const Condition& c) {
  std::string u;
  try {
    u = print(Expr(c.argument), Format::text);
  } catch (const Error&) {
  }
  if (u.size() > max_shown) u = u.substr(0, max_shown) + "...";
  if (c.need == Condition::Need::other) return u + " is";
  const bool strict = c.need == Condition::Need::positive;
  if (c.need == Condition::Need::nonzero) return u + " != 0";
  if (c.sign > 0) return u + (strict ? " > " : " >= ") + (-c.offset).to_string();
  return u + (strict ? " < " : " <= ") + c.offset.to_string();
}

// The rational roots of a polynomial of degree at most 2 in one variable, if these are all its real roots.
std::optional<std::pair<std::string, std::vector<Rational>>> roots_of(const Polynomial& p,
                                                                      const Reduction& reduction) {
  std::optional<AtomId> x;
  std::array<Rational, 3> c;
  for (const Term& t : p.terms()) {
    if (t.monomial.size() > 1) return std::nullopt;
    if (t.monomial.empty()) {
      c[0] = t.coefficient;
      continue;
    }
    const auto [atom, exponent] = t.monomial[0];
    if ((x && *x != atom) || exponent < 1 || exponent > 2 || !reduction.symbol(atom)) return std::nullopt;
    x = atom;
    c[static_cast<std::size_t>(exponent)] = t.coefficient;
  }
  if (!x) return std::nullopt;
  const std::string name = *reduction.symbol(*x);
  if (c[2].is_zero()) return std::pair(name, std::vector{-c[0] / c[1]});
  const Rational square = c[1] * c[1] - Rational(4) * c[0] * c[2];
  if (square.sign() < 0) return std::pair(name, std::vector<Rational>());
  const auto root = square.root(2);
  if (!root) return std::nullopt;
  return std::pair(
      name, std::vector{(-c[1] - *root) / (Rational(2) * c[2]), (-c[1] + *root) / (Rational(2) * c[2])});
}

std::optional<std::pair<std::string, std::vector<Rational>>> cuts_of(const Condition& c, const Field& field,
                                                                     const Reduction& reduction) {
  if (!c.reduced || !c.always || c.value.numerator.is_zero()) return std::nullopt;
  std::optional<std::pair<std::string, std::vector<Rational>>> cuts;
  const auto visit = [&](const Polynomial& p) {
    const Range at = reduction.range(p, Reduction::Using::domain);
    if (is_positive(at) || is_negative(at)) return true;
    auto here = roots_of(p, reduction);
    if (!here || (cuts && cuts->first != here->first)) return false;
    if (!cuts) cuts = std::move(here);
    else cuts->second.insert(cuts->second.end(), here->second.begin(), here->second.end());
    return true;
  };
  const Primitive p = primitive_of(c.value.numerator);
  for (const Power& x : p.monomial)
    if (!visit(Polynomial(Term{{{x.atom, 1}}, 1}))) return std::nullopt;
  if (!p.primitive.constant() && !visit(p.primitive)) return std::nullopt;
  for (const Power& f : c.value.factors)
    if (!visit(field.factor(f.atom))) return std::nullopt;
  return cuts;
}

constexpr std::size_t max_exact_bits = 1 << 18;  // of a power

// The exact value of a function that is rational in the variables; nothing for others, and where a denominator is 0.
class ExactValue {
 public:
  ExactValue(const Field& field, const Reduction& reduction, const Place& place)
      : field_(field), reduction_(reduction), place_(place) {}

  std::optional<Rational> of(const Fraction& f) const {
    Rational sum;
    for (const Part& part : f.parts) {
      std::optional<Rational> value = of(part.numerator);
      for (const Power& power : part.factors)
        if (value) value = times(*value, of(field_.factor(power.atom)), power.exponent);
      if (!value) return std::nullopt;
      sum += *value;
    }
    return sum;
  }

 private:
  std::optional<Rational> of(const Polynomial& p) const {
    Rational sum;
    for (const Term& t : p.terms()) {
      std::optional<Rational> value = t.coefficient;
      for (const Power& x : t.monomial)
        if (value) value = times(*value, of(x.atom), x.exponent);
      if (!value) return std::nullopt;
      sum += *value;
    }
    return sum;
  }
  std::optional<Rational> of(AtomId atom) const {
    const std::string* name = reduction_.symbol(atom);
    const auto found = name ? place_.find(*name) : place_.end();
    return found == place_.end() ? std::nullopt : std::optional(found->second);
  }
  static std::optional<Rational> times(const Rational& a, const std::optional<Rational>& b, std::int64_t n) {
    if (!b || (b->is_zero() && n < 0)) return std::nullopt;
    if (!b->power_fits(n, max_exact_bits)) return std::nullopt;
    return a * b->power(n);
  }

  const Field& field_;
  const Reduction& reduction_;
  const Place& place_;
};

}  // namespace

Exactly decide_exactly(const Expr& lhs, const Expr& rhs, const Assumptions& domain, Budget& budget,
                       std::mt19937_64& random, std::span<const Place> places) {
  Exactly result;
  Known known;
  for (;;) {
    Field field(budget, random);
    Reduction reduction(field, known, domain);
    try {
      const auto sides = reduction.sides(lhs.node(), rhs.node());
      for (const Condition& c : reduction.conditions())
        if (!c.holds)
          result.requirements.push_back({c.need, c.side, text_of(c), cuts_of(c, field, reduction)});
      const Fraction difference = field.subtract(sides[0], sides[1]);
      result.equal = sides[0] == sides[1] || field.is_zero(difference);
      if (result.equal) {
        const std::string a = reduction.text(sides[0]), b = reduction.text(sides[1]);
        result.form = b.size() < a.size() ? b : a;
        if (result.form.find("...") != std::string::npos) result.form.clear();
        return result;
      }
      result.reason = "the laws of the exact procedure do not make the two sides equal";
      for (const Place& place : places)
        if (const auto d = ExactValue(field, reduction, place).of(difference); d && !d->is_zero()) {
          result.apart.emplace(place, *d);
          break;
        }
      return result;
    } catch (const Restart&) {
      result.requirements.clear();
    } catch (const OutOfBudget&) {
      result.reason = "the exact procedure gave up: too many terms, too large exponents, or too many digits";
      return result;
    } catch (const Undefined& u) {
      result.reason = "one side is defined nowhere: it has " + u.what;
      result.undefined = true;
      return result;
    }
  }
}

}  // namespace slope::algebra
