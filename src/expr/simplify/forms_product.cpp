// SPDX-License-Identifier: MIT
// Canonical products and powers: like bases collected, exponentials merged, sums made primitive.
#include <algorithm>

#include "forms.hpp"

namespace slope::simplification {

namespace {

bool is_even(const Rational& q) {
  const auto n = q.as_int64();
  return n && *n % 2 == 0;
}

// q as a number of factors, if c^q is worth its digits.
std::optional<std::int64_t> affordable_exponent(const Rational& c, const Rational& q) {
  constexpr std::size_t max_bits = 1u << 16;
  const auto n = q.as_int64();
  if (!n || c.bits() > max_bits || !c.power_fits(*n, max_bits)) return std::nullopt;
  return n;
}

// c^q where it is affordable; for fractional q only what comes out exactly and positive.
std::optional<Rational> exact_power(const Rational& c, const Rational& q) {
  if (const auto whole = affordable_exponent(c, q)) return c.power(*whole);
  const auto n = q.denominator().as_int64(), m = q.numerator().as_int64();
  if (q.is_integer() || !n || *n >= 64 || !m || c.is_one() || c.sign() <= 0) return std::nullopt;
  const auto root = c.root(static_cast<std::uint64_t>(*n));
  if (!root || !affordable_exponent(*root, *m)) return std::nullopt;
  return root->power(*m);
}

}  // namespace

FormId Forms::power(FormId base, const Rational& exponent) {
  if (exponent.is_zero()) return one_;
  if (exponent.is_one()) return base;
  return multiply(std::array{Item{base, exponent}});
}

FormId Forms::symbolic_power(FormId base, FormId exponent) {
  if (is_number(exponent)) return power(base, value(exponent));
  const std::array<FormId, 2> args{base, exponent};
  return call(Op::pow, args);
}

FormId Forms::multiply(std::span<const Item> factors) {
  Rational coefficient = 1;
  Items todo(factors.rbegin(), factors.rend()), bases, exponents_of_e;
  std::vector<std::pair<FormId, FormId>> symbolic;  // base, exponent
  bool undefined = false;

  const auto split_scale = [&](FormId base, const Rational& c, FormId rest, const Rational& q) {
    // (c·rest)^q
    if (const auto power = exact_power(c, q)) {
      coefficient *= *power;
      todo.push_back({rest, q});
    } else {
      bases.push_back({base, q});
    }
  };

  const auto take = [&](const Item& item) {
    const FormId id = item.form;
    const Rational& q = item.number;
    const Form& f = forms_[id];
    if (q.is_zero()) return;
    switch (f.kind) {
      case Kind::number: {
        const Rational c = value(id);
        if (c.is_zero() && q.sign() < 0) undefined = true;
        else if (c.is_zero() || c.is_one()) coefficient *= c;
        else if (const auto whole_q = affordable_exponent(c, q)) coefficient *= c.power(*whole_q);
        else if (q.is_integer() || c.sign() < 0) bases.push_back(item);
        else {
          const Rational whole = q.floor();
          if (!whole.is_zero()) todo.push_back({id, whole});
          const Rational part = q - whole;
          const auto root = c.root(static_cast<std::uint64_t>(part.denominator().as_int64().value_or(0)));
          if (root) coefficient *= root->power(*part.numerator().as_int64());
          else bases.push_back({id, part});
        }
        return;
      }
      case Kind::product:
        if (q.is_integer()) {
          for (const Item& inner : f.items) todo.push_back({inner.form, inner.number * q});
        } else if (f.items.size() == 1) {
          const Item inner = f.items[0];
          const Rational exponent = inner.number * q;
          if (is_even(inner.number) && !is_even(exponent))
            todo.push_back({call(ops_.abs, inner.form), exponent});
          else todo.push_back({inner.form, exponent});
        } else {
          Items rest;
          for (const Item& inner : f.items) {
            if (is_even(inner.number)) todo.push_back({call(ops_.abs, inner.form), inner.number * q});
            else if (is_call(inner.form, ops_.exp)) todo.push_back({inner.form, inner.number * q});
            else rest.push_back(inner);
          }
          if (rest.size() == forms_[id].items.size()) bases.push_back(item);
          else todo.push_back({multiply(rest), q});
        }
        return;
      case Kind::sum:
        if (f.items.size() == 1) {
          split_scale(id, f.items[0].number, f.items[0].form, q);
        } else {
          Rational c = content(id);
          if (q.is_integer() && leads_negative(id)) c = -c;
          if (c.is_one()) bases.push_back(item);
          else split_scale(id, c, scale(c.reciprocal(), id), q);
        }
        return;
      case Kind::call:
        if (f.op == ops_.exp) exponents_of_e.push_back({f.items[0].form, q});
        else if (f.op == ops_.e && !q.is_one()) exponents_of_e.push_back({one_, q});
        else if (f.op == Op::pow) symbolic.emplace_back(f.items[0].form, scale(q, f.items[1].form));
        else if (f.op == ops_.abs && is_even(q)) todo.push_back({f.items[0].form, q});
        else bases.push_back(item);
        return;
      default: bases.push_back(item);
    }
  };

  const auto by_fingerprint = [&](const Item& a, const Item& b) {
    const auto fa = forms_[a.form].fingerprint, fb = forms_[b.form].fingerprint;
    return fa != fb ? fa < fb : a.form < b.form;
  };
  // A base whose collected exponent asks for another law goes round again.
  const auto is_settled = [&](const Item& item) {
    const Form& f = forms_[item.form];
    if (f.kind == Kind::product) return !item.number.is_integer();
    if (f.kind == Kind::number)
      return item.number.is_integer()
                 ? !affordable_exponent(value(item.form), item.number)
                 : value(item.form).sign() < 0 || (item.number.sign() > 0 && item.number < Rational(1));
    if (f.kind == Kind::call && f.op == ops_.abs) return !is_even(item.number);
    if (f.kind != Kind::sum || !item.number.is_integer()) return true;
    if (f.items.size() == 1) return !affordable_exponent(f.items[0].number, item.number);
    return (content(item.form).is_one() && !leads_negative(item.form)) ||
           !affordable_exponent(content(item.form), item.number);
  };

  for (int round = 0; round < 6; ++round) {
    while (!todo.empty()) {
      const Item item = std::move(todo.back());
      todo.pop_back();
      take(item);
    }
    if (!symbolic.empty()) {
      for (auto& [base, exponent] : symbolic) {
        if (is_zero(exponent)) continue;  // an earlier one has it
        Items total{{exponent, 1}};
        for (Item& b : bases)
          if (b.form == base) total.push_back({number(b.number), 1}), b.number = 0;
        for (auto& other : symbolic)
          if (&other.second != &exponent && other.first == base && !is_zero(other.second))
            total.push_back({other.second, 1}), other.second = zero_;
        exponent = add(total);
      }
      std::vector<std::pair<FormId, FormId>> left;
      left.swap(symbolic);
      for (const auto& [base, exponent] : left) {
        if (is_number(exponent)) {
          if (!is_zero(exponent)) todo.push_back({base, value(exponent)});
          continue;
        }
        const std::array<FormId, 2> args{base, exponent};
        const FormId p = call(Op::pow, args);
        if (is_call(p, Op::pow)) bases.push_back({p, 1});
        else todo.push_back({p, 1});
      }
    }
    if (!exponents_of_e.empty()) {
      const FormId u = add(exponents_of_e);
      exponents_of_e.clear();
      const FormId p = call(ops_.exp, u);
      if (is_call(p, ops_.exp)) bases.push_back({p, 1});
      else todo.push_back({p, 1});
    }
    std::sort(bases.begin(), bases.end(), by_fingerprint);
    Items merged;
    for (std::size_t i = 0; i < bases.size();) {
      Item sum = bases[i++];
      for (; i < bases.size() && bases[i].form == sum.form; ++i) sum.number += bases[i].number;
      if (sum.number.is_zero()) continue;
      const bool exponential = is_call(sum.form, ops_.exp) || is_call(sum.form, Op::pow);
      if (exponential ? sum.number.is_one() : is_settled(sum)) merged.push_back(sum);
      else todo.push_back(sum);
    }
    bases.swap(merged);
    // sign(u)·|u|^−k = u·|u|^(−k−1): both sides are undefined at 0.
    for (Item& s : bases) {
      if (!is_call(s.form, ops_.sign) || !s.number.is_one()) continue;
      const FormId u = forms_[s.form].items[0].form, magnitude = call(ops_.abs, u);
      for (Item& m : bases)
        if (m.form == magnitude && m.number.sign() < 0) {
          todo.push_back({u, 1});
          todo.push_back({magnitude, m.number - Rational(1)});
          s.number = m.number = 0;
        }
    }
    std::erase_if(bases, [](const Item& b) { return b.number.is_zero(); });
    std::size_t exps = 0;
    for (const Item& b : bases) exps += is_call(b.form, ops_.exp);
    if (exps > 1 || (exps == 1 && !todo.empty()))
      for (Item& b : bases)
        if (is_call(b.form, ops_.exp)) todo.push_back(b), b.number = 0;
    std::erase_if(bases, [](const Item& b) { return b.number.is_zero(); });
    if (todo.empty()) break;
  }

  bases.insert(bases.end(), todo.begin(), todo.end());
  if (undefined) return opaque(NodeRef::raw(Op::divide, 1, 0));
  if (coefficient.is_zero()) return zero_;
  if (bases.empty()) return number(coefficient);
  FormId product = bases[0].form;
  if (bases.size() > 1 || !bases[0].number.is_one()) {
    Form f;
    f.kind = Kind::product;
    f.items = std::move(bases);
    product = intern(std::move(f));
  }
  return coefficient.is_one() ? product : scale(coefficient, product);
}

}  // namespace slope::simplification
