// SPDX-License-Identifier: MIT
// Values of polynomials and fractions modulo a prime.
#include "field.hpp"

namespace slope::algebra {

Lanes Field::lanes(const Polynomial& p) const {
  Lanes sum;
  budget_->spend(2 * p.size());
  for (const Term& t : p.terms()) {
    std::uint64_t c = 0;
    if (!primes_.residue(t.coefficient, c)) sum.valid = 0;
    for (const Power& x : t.monomial) sum.valid &= atoms_[x.atom].lanes.valid;
    for (std::size_t k = 0; k < Lanes::count; ++k) {
      if (!(sum.valid >> k & 1)) continue;
      std::uint64_t product = c;
      for (const Power& x : t.monomial) {
        const std::uint64_t v = atoms_[x.atom].lanes.value[k];
        product = primes_.multiply(product, x.exponent == 1 ? v : primes_.power(v, std::int64_t{x.exponent}));
      }
      sum.value[k] = primes_.add(sum.value[k], product);
    }
  }
  return sum;
}

Lanes Field::lanes(const Fraction& a) const {
  Lanes sum;
  for (const Part& part : a.parts) {
    const Lanes n = lanes(part.numerator);
    sum.valid &= n.valid;
    for (const Power& f : part.factors) sum.valid &= factors_[f.atom].lanes.valid;
    for (std::size_t k = 0; k < Lanes::count; ++k) {
      std::uint64_t product = n.value[k];
      for (const Power& f : part.factors) {
        if (!(sum.valid >> k & 1)) break;
        const std::uint64_t v = factors_[f.atom].lanes.value[k];
        if (v == 0 && f.exponent < 0) sum.valid &= ~(1u << k);
        else product = primes_.multiply(product, primes_.power(v, std::int64_t{f.exponent}));
      }
      sum.value[k] = primes_.add(sum.value[k], product);
    }
  }
  return sum;
}

bool Field::may_be_zero(const Fraction& a) const {
  const Lanes at = lanes(a);
  for (std::size_t k = 0; k < Lanes::count; ++k)
    if ((at.valid >> k & 1) && at.value[k] != 0) return false;
  return true;
}

}  // namespace slope::algebra
