// SPDX-License-Identifier: MIT
// Angles in the field: sine and cosine of independent angles, with s² = 1 − c² and the addition theorems.
#include "reduction.hpp"
#include "slope/expr/function.hpp"

namespace slope::algebra {

namespace {
constexpr std::int64_t max_multiple = 64;  // of an angle
}

Fraction Reduction::pi() {
  if (!pi_) {
    Lanes lanes;
    for (auto& v : lanes.value) v = field_.prime_field().random(field_.random());
    pi_ = field_.add_atom({"pi", {Rational(3), Rational(4), false, false}, 0, {}, lanes});
  }
  return field_.variable(*pi_);
}

Reduction::Angle Reduction::turned(const Angle& a, const Angle& b) {
  const auto times = [&](const Fraction& x, const Fraction& y) { return field_.multiply(x, y); };
  return {field_.subtract(times(a.first, b.first), times(a.second, b.second)),
          field_.add(times(a.second, b.first), times(a.first, b.second))};
}

Reduction::Angle Reduction::multiple(Angle a, std::int64_t n) {
  if (std::abs(n) > max_multiple) throw OutOfBudget();
  if (n < 0) a.second = field_.negate(a.second), n = -n;
  Angle result{field_.number(1), {}};
  for (; n > 0; --n) result = turned(result, a);
  return result;
}

// The angle q·π, if its sine and cosine are known.
std::optional<Reduction::Angle> Reduction::of_pi(const Rational& q) {
  const Rational turns = q - (q / Rational(2)).floor() * Rational(2);  // in [0, 2)
  const Rational twelfths = turns * Rational(12);
  if (!twelfths.is_integer()) return std::nullopt;
  const std::int64_t k = *twelfths.as_int64(), quarter = k / 6, within = k % 6;
  const auto root = [&](std::int64_t n) {
    return field_.scale(root_of_number(n, Rational(1, 2)), Rational(1, 2));
  };
  const Fraction half = field_.number(Rational(1, 2));
  Angle a;
  switch (within) {
    case 0: a = {field_.number(1), {}}; break;
    case 2: a = {root(3), half}; break;
    case 3: a = {root(2), root(2)}; break;
    case 4: a = {half, root(3)}; break;
    default: return std::nullopt;
  }
  for (std::int64_t i = 0; i < quarter; ++i) a = {field_.negate(a.second), a.first};
  return a;
}

Reduction::Angle Reduction::angle(const Fraction& u) {
  Angle result{field_.number(1), {}};
  const Fraction rest = without_multiples(u, [&](const Rational& factor, AtomId atom) {
    if (pi_ && atom == *pi_)
      if (const auto turn = of_pi(factor)) {
        result = turned(result, *turn);
        return true;
      }
    const auto inverse = inverse_angles_.find(atom);
    const auto n = factor.as_int64();
    if (inverse == inverse_angles_.end() || !n || std::abs(*n) > max_multiple) return false;
    const Angle a = inverse->second;
    result = turned(result, multiple(a, *n));
    return true;
  });
  if (rest.parts.empty()) return result;
  for (const auto& [i, q] : angles_.represent(rest)) {
    const std::int64_t n = denominator(Of::angle, i, q);
    while (angle_atoms_.size() <= i) {
      const std::size_t k = angle_atoms_.size();
      const std::string name = text(field_.scale(angles_[k], Rational(1, denominator(Of::angle, k, 1))));
      const PrimeField& primes = field_.prime_field();
      Lanes cosine, sine;  // a random rational point of the circle
      for (std::size_t lane = 0; lane < Lanes::count; ++lane) {
        const std::uint64_t t = primes.random(field_.random()), square = primes.multiply(t, t);
        const std::uint64_t scale = primes.inverse(primes.add(1, square));
        cosine.value[lane] = primes.multiply(primes.add(1, primes.negate(square)), scale);
        sine.value[lane] = primes.multiply(primes.add(t, t), scale);
      }
      const Range at{Rational(-1), Rational(1), true, true};
      const AtomId c = field_.add_atom({"cos(" + name + ")", at, 0, {}, cosine});
      const Polynomial square(Term{{{c, 2}}, 1});
      const AtomId s = field_.add_atom({"sin(" + name + ")", at, 2, Polynomial(1) - square, sine});
      angle_atoms_.emplace_back(field_.variable(c), field_.variable(s));
    }
    const auto times = (q * Rational(n)).as_int64();
    if (!times) throw OutOfBudget();
    result = turned(result, multiple(angle_atoms_[i], *times));
  }
  return result;
}

Fraction Reduction::arc_sine(const Fraction& u) {
  static const Op asin = find_function("asin").value();
  if (const auto c = u.constant()) {
    if (c->is_zero()) return {};
    if (c->abs().is_one()) return field_.scale(pi(), Rational(c->sign(), 2));
    if (c->abs() == Rational(1, 2)) return field_.scale(pi(), Rational(c->sign(), 6));
  }
  const bool reversed = is_reversed(u);
  const Fraction x = reversed ? field_.negate(u) : u;
  const Fraction y = opaque(asin, {x});
  if (y.parts.size() == 1 && y.parts[0].numerator.is_term() && !y.constant()) {
    const AtomId atom = y.parts[0].numerator.terms()[0].monomial[0].atom;
    if (!inverse_angles_.contains(atom)) {
      const Fraction cosine =
          root_of_size(field_.subtract(field_.number(1), field_.multiply(x, x)), Rational(1, 2));
      inverse_angles_.emplace(atom, Angle{cosine, x});
    }
  }
  return reversed ? field_.negate(y) : y;
}

Fraction Reduction::arc_tangent(const Fraction& u) {
  static const Op atan = find_function("atan").value();
  if (const auto c = u.constant()) {
    if (c->is_zero()) return {};
    if (c->abs().is_one()) return field_.scale(pi(), Rational(c->sign(), 4));
  }
  const bool reversed = is_reversed(u);
  const Fraction x = reversed ? field_.negate(u) : u;
  const Fraction y = opaque(atan, {x});
  if (y.parts.size() == 1 && y.parts[0].numerator.is_term() && !y.constant()) {
    const AtomId atom = y.parts[0].numerator.terms()[0].monomial[0].atom;
    if (!inverse_angles_.contains(atom)) {
      const Fraction cosine =
          root_of_size(field_.add(field_.number(1), field_.multiply(x, x)), Rational(-1, 2));
      inverse_angles_.emplace(atom, Angle{cosine, field_.multiply(x, cosine)});
    }
  }
  return reversed ? field_.negate(y) : y;
}

}  // namespace slope::algebra
