// SPDX-License-Identifier: MIT
// The order in which people expect to read factors and terms.
#include <algorithm>

#include "forms.hpp"
#include "slope/expr/function.hpp"
#include "slope/expr/names.hpp"

namespace slope::simplification {

namespace {

// Numbers, constants (pi and e), symbols, powers, functions, sums.
enum Rank { a_number, a_constant, a_symbol, a_power, a_function, an_opaque, a_product, a_sum };

Rank rank(const Form& f) {
  switch (f.kind) {
    case Kind::number: return a_number;
    case Kind::symbol: return a_symbol;
    case Kind::call: return f.items.empty() ? a_constant : f.op == Op::pow ? a_power : a_function;
    case Kind::opaque: return an_opaque;
    case Kind::product: return a_product;
    case Kind::sum: break;
  }
  return a_sum;
}

int order(std::string_view a, std::string_view b) {
  return natural_less(a, b) ? -1 : natural_less(b, a) ? 1 : 0;
}

// Powers of symbols rank with powers; powers of functions and sums with what they are powers of.
Rank factor_rank(const Forms& forms, const Item& item) {
  const Rank r = rank(forms[item.form]);
  return r == a_symbol && !item.number.is_one() ? a_power : r;
}

}  // namespace

int Forms::compare_to_depth(FormId a, FormId b, int depth) const {
  if (a == b) return 0;
  const Form& f = forms_[a];
  const Form& g = forms_[b];
  if (rank(f) != rank(g)) return rank(f) < rank(g) ? -1 : 1;
  if (depth > 0) {
    if (f.kind == Kind::number) return value(a) < value(b) ? -1 : 1;
    if (f.kind == Kind::symbol) return order(f.node.name(), g.node.name());
    if (f.kind == Kind::call && f.op != g.op)
      if (const int d = order(function_of(f.op).name, function_of(g.op).name)) return d;
    if (f.size != g.size) return f.size < g.size ? -1 : 1;
    const std::size_t n = std::min(f.items.size(), g.items.size());
    if (f.kind == Kind::call) {
      for (std::size_t i = 0; i < n; ++i)
        if (const int d = compare_to_depth(f.items[i].form, g.items[i].form, depth - 1)) return d;
    } else if (n <= 8 && depth > max_depth - 3) {  // sums and products: their parts in reading order
      const auto sorted = [&](Items items) {
        std::sort(items.begin(), items.end(), [&](const Item& x, const Item& y) {
          return compare_to_depth(x.form, y.form, depth - 1) < 0;
        });
        return items;
      };
      const Items left = sorted(f.items), right = sorted(g.items);
      for (std::size_t i = 0; i < n; ++i) {
        if (const int d = compare_to_depth(left[i].form, right[i].form, depth - 1)) return d;
        if (left[i].number != right[i].number) return left[i].number > right[i].number ? -1 : 1;
      }
    }
  }
  if (f.size != g.size) return f.size < g.size ? -1 : 1;
  return f.fingerprint < g.fingerprint ? -1 : 1;
}

Rational Forms::degree(FormId monomial) const {
  const Form& f = forms_[monomial];
  if (f.kind == Kind::number) return 0;
  if (f.kind != Kind::product) return 1;
  Rational total = 0;
  for (const Item& item : f.items) total += item.number;
  return total;
}

bool Forms::term_before(FormId a, FormId b) const {
  if (a == b) return false;
  const bool constant_a = is_number(a), constant_b = is_number(b);
  if (constant_a != constant_b) return constant_b;
  if (const auto da = degree(a), db = degree(b); da != db) return da > db;
  const auto sorted = [&](FormId id) {
    Items items = factors(id);
    std::sort(items.begin(), items.end(),
              [&](const Item& x, const Item& y) { return compare(x.form, y.form) < 0; });
    return items;
  };
  const Items left = sorted(a), right = sorted(b);
  for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
    if (const int d = compare(left[i].form, right[i].form)) return d < 0;
    if (left[i].number != right[i].number) return left[i].number > right[i].number;
  }
  return left.size() != right.size() ? left.size() < right.size()
                                     : forms_[a].fingerprint < forms_[b].fingerprint;
}

Items Forms::reading_factors(FormId product) const {
  const Items items = factors(product);
  std::vector<std::pair<Rank, const Item*>> order;  // light to move, and each rank is found once
  order.reserve(items.size());
  for (const Item& item : items) order.emplace_back(factor_rank(*this, item), &item);
  std::sort(order.begin(), order.end(), [&](const auto& x, const auto& y) {
    if (x.first != y.first) return x.first < y.first;
    const int d = compare(x.second->form, y.second->form);
    return d != 0 ? d < 0 : x.second->number > y.second->number;
  });
  Items sorted;
  sorted.reserve(items.size());
  for (const auto& [rank, item] : order) sorted.push_back(*item);
  return sorted;
}

Items Forms::reading_terms(FormId sum) const {
  Items items = terms(sum);
  std::sort(items.begin(), items.end(),
            [&](const Item& x, const Item& y) { return term_before(x.form, y.form); });
  return positive_first(std::move(items));
}

// A step after sorting, since inside the comparison it would break strict weak order.
Items Forms::positive_first(Items terms) {
  const auto first =
      std::find_if(terms.begin(), terms.end(), [](const Item& t) { return t.number.sign() > 0; });
  if (first != terms.end()) std::rotate(terms.begin(), first, first + 1);
  return terms;
}

}  // namespace slope::simplification
