// SPDX-License-Identifier: MIT
#include "forms.hpp"

#include <algorithm>

#include "slope/expr/function.hpp"

namespace slope::simplification {

namespace {

std::uint64_t mix(std::uint64_t h, std::uint64_t v) {
  h = (h ^ v) * 0x9e3779b97f4a7c15u;
  h ^= h >> 29;
  h *= 0xbf58476d1ce4e5b9u;
  return h ^ (h >> 32);
}

std::uint64_t hash_text(std::string_view text) {
  std::uint64_t h = text.size();
  for (const char c : text) h = mix(h, static_cast<unsigned char>(c));
  return h;
}

constexpr std::uint32_t largest_size = 1u << 30;
std::uint32_t plus(std::uint32_t a, std::uint32_t b) { return std::min(a + b, largest_size); }

std::uint32_t number_size(const Rational& value) {
  const auto digits = [](const Rational& r) {
    const auto n = static_cast<std::uint32_t>(r.bits() * 3 / 10);
    return n > 4 ? n - 2 : 2u;
  };
  const Rational v = value.abs();
  return v.is_integer() ? digits(v) : digits(v.numerator()) + 1 + digits(v.denominator());
}

}  // namespace

KnownOps::KnownOps() {
  const auto op = [](const char* name) { return find_function(name).value_or(Op::none); };
  exp = op("exp"), log = op("log"), sigmoid = op("sigmoid"), tanh = op("tanh"), sqrt = op("sqrt");
  abs = op("abs"), sign = op("sign"), sin = op("sin"), cos = op("cos"), sinh = op("sinh"), cosh = op("cosh");
  e = op("e"), where = op("where");
}

Forms::Forms() : table_(1u << 8) {
  forms_.push_back({});  // id 0 is no form
  zero_ = number(0);
  one_ = number(1);
}

FormId Forms::intern(Form form) {
  std::uint64_t h = mix(static_cast<std::uint64_t>(form.kind) + 1, static_cast<std::uint64_t>(form.op));
  if (form.kind == Kind::symbol) h = mix(h, hash_text(form.node.name()));
  if (form.kind == Kind::call) h = mix(h, hash_text(function_of(form.op).name));
  if (form.kind == Kind::opaque) h = mix(h, form.node.id);
  for (const Item& item : form.items) h = mix(mix(h, forms_[item.form].fingerprint), item.number.hash());
  form.fingerprint = h;
  std::size_t slot = h & (table_.size() - 1);
  for (; table_[slot] != 0; slot = (slot + 1) & (table_.size() - 1)) {
    const FormId id = table_[slot] - 1;
    const Form& f = forms_[id];
    if (f.fingerprint == h && f.kind == form.kind && f.op == form.op && f.node == form.node &&
        std::equal(f.items.begin(), f.items.end(), form.items.begin(), form.items.end(),
                   [](const Item& a, const Item& b) { return a.form == b.form && a.number == b.number; }))
      return id;
  }
  measure(form);
  const auto id = static_cast<FormId>(forms_.size());
  forms_.push_back(std::move(form));
  table_[slot] = id + 1;
  if (forms_.size() * 2 > table_.size()) {
    std::vector<FormId> old(table_.size() * 4);
    old.swap(table_);
    for (const FormId entry : old) {
      if (entry == 0) continue;
      std::size_t s = forms_[entry - 1].fingerprint & (table_.size() - 1);
      while (table_[s] != 0) s = (s + 1) & (table_.size() - 1);
      table_[s] = entry;
    }
  }
  return id;
}

// Leaf 2, operator 1, function 2, parenthesis 1, long numbers more; 1 − σ and 1 − tanh² as a factor gain 2.
void Forms::measure(Form& form) const {
  std::uint32_t size = 0;
  const auto bracketed = [&](FormId id) {
    const Form& f = forms_[id];
    return plus(f.size, f.kind == Kind::sum || f.kind == Kind::product ? 1 : 0);
  };
  switch (form.kind) {
    case Kind::number: size = number_size(form.items[0].number); break;
    case Kind::symbol:
    case Kind::opaque: size = 2; break;
    case Kind::call:
      if (form.op == Op::pow) {
        size = plus(bracketed(form.items[0].form), plus(1, bracketed(form.items[1].form)));
        break;
      }
      size = 2;
      for (const Item& item : form.items) size = plus(size, forms_[item.form].size + (size > 2 ? 1 : 0));
      break;
    case Kind::product: {
      bool above = false;
      std::uint32_t below = 0;
      for (const Item& item : form.items) {
        const Rational q = item.number.abs();
        std::uint32_t s = 0;
        if (q.is_one()) s = bracketed(item.form) - (is_complement(item.form) ? 2 : 0);
        else if (q == Rational(1, 2)) s = plus(forms_[item.form].size, 2);
        else s = plus(bracketed(item.form), 1 + number_size(q) + (q.is_integer() ? 0 : 1));
        size = plus(size, s + 1);
        if (item.number.sign() > 0) above = true;
        else ++below;
      }
      size = size - 1 + (above ? 0 : 3) + (below > 1 ? 1 : 0);
      break;
    }
    case Kind::sum: {
      bool first = true;
      for (const Item& item : form.items) {
        const Rational c = item.number.abs();
        const Form& m = forms_[item.form];
        std::uint32_t s = 0;
        if (item.form == one_) s = number_size(c);
        else if (c.is_one()) s = m.size;
        else if (c.numerator().is_one()) s = plus(m.size, 1 + number_size(c.denominator()));  // m/3
        else s = plus(m.size, 1 + number_size(c));
        size = plus(size, s + (first ? 0 : 1));
        first = false;
      }
      bool all_negative = true;
      for (const Item& item : form.items) all_negative = all_negative && item.number.sign() < 0;
      if (all_negative && !(form.items.size() == 1 && takes_minus(form.items[0].form))) size = plus(size, 1);
      break;
    }
  }
  form.size = size;
}

FormId Forms::number(const Rational& value) {
  Form f;
  f.kind = Kind::number;
  f.items = {{0, value}};
  return intern(std::move(f));
}

FormId Forms::symbol(NodeRef node) {
  Form f;
  f.kind = Kind::symbol;
  f.node = node;
  return intern(std::move(f));
}

FormId Forms::opaque(NodeRef node) {
  if (node.is_number()) return number(node.value());
  if (node.is_symbol()) return symbol(node);
  Form f;
  f.kind = Kind::opaque;
  f.node = node;
  return intern(std::move(f));
}

Items Forms::terms(FormId id) const {
  const Form& f = forms_[id];
  if (f.kind == Kind::sum) return f.items;
  if (f.kind != Kind::number) return {{id, 1}};
  return id == zero_ ? Items() : Items{{one_, value(id)}};
}

Items Forms::factors(FormId id) const {
  const Form& f = forms_[id];
  return f.kind == Kind::product ? f.items : Items{{id, 1}};
}

FormId Forms::add(std::span<const Item> terms) {
  Items list;
  list.reserve(terms.size());
  for (const Item& t : terms) {
    if (t.number.is_zero()) continue;
    const Form& f = forms_[t.form];
    if (f.kind == Kind::number) list.push_back({one_, t.number * value(t.form)});
    else if (f.kind == Kind::sum)
      for (const Item& inner : f.items) list.push_back({inner.form, t.number * inner.number});
    else list.push_back(t);
  }
  std::sort(list.begin(), list.end(), [&](const Item& a, const Item& b) {
    const auto fa = forms_[a.form].fingerprint, fb = forms_[b.form].fingerprint;
    return fa != fb ? fa < fb : a.form < b.form;
  });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < list.size();) {
    Item sum = list[i++];
    for (; i < list.size() && list[i].form == sum.form; ++i) sum.number += list[i].number;
    if (!sum.number.is_zero()) list[kept++] = std::move(sum);
  }
  list.resize(kept);
  if (list.empty()) return zero_;
  if (list.size() == 1 && list[0].form == one_) return number(list[0].number);
  if (list.size() == 1 && list[0].number.is_one()) return list[0].form;
  Form f;
  f.kind = Kind::sum;
  f.items = std::move(list);
  return intern(std::move(f));
}

Rational Forms::content(FormId sum) const {
  Rational num = 0, den = 1;
  for (const Item& t : forms_[sum].items) {
    num = gcd(num, t.number.numerator());
    const Rational d = t.number.denominator();
    if (!d.is_one()) den = den * (d / gcd(den, d));
  }
  return num / den;
}

bool Forms::is_complement(FormId id) const {
  const Form& f = forms_[id];
  if (f.kind != Kind::sum || f.items.size() != 2) return false;
  const std::size_t constant = f.items[0].form == one_ ? 0 : 1;
  const Item& unit = f.items[constant];
  const Item& other = f.items[1 - constant];
  if (unit.form != one_ || !unit.number.is_one() || other.number != Rational(-1)) return false;
  if (is_call(other.form, ops_.sigmoid)) return true;
  const Form& m = forms_[other.form];
  return m.kind == Kind::product && m.items.size() == 1 && m.items[0].number == Rational(2) &&
         is_call(m.items[0].form, ops_.tanh);
}

FormId Forms::takes_minus(FormId product) const {
  if (forms_[product].kind != Kind::product) return 0;
  FormId first = 0;  // in reading order
  for (const Item& f : forms_[product].items) {
    const Form& base = forms_[f.form];
    const auto n = f.number.as_int64();
    if (base.kind != Kind::sum || !n || *n % 2 == 0 || is_complement(f.form)) continue;
    const bool falls =
        std::any_of(base.items.begin(), base.items.end(), [](const Item& t) { return t.number.sign() < 0; });
    if (falls && (first == 0 || compare(f.form, first) < 0)) first = f.form;
  }
  return first;
}

bool Forms::leads_negative(FormId id) const {
  const Form& f = forms_[id];
  if (f.kind == Kind::number) return value(id).sign() < 0;
  if (f.kind != Kind::sum || is_complement(id)) return false;
  const Item* lead = &f.items[0];
  for (const Item& item : f.items)
    if (term_before(item.form, lead->form)) lead = &item;
  return lead->number.sign() < 0;
}

}  // namespace slope::simplification
