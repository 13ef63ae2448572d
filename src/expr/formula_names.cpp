// SPDX-License-Identifier: MIT
#include "formula_names.hpp"

#include <bit>
#include <cstring>

#include "slope/expr/function.hpp"
#include "slope/expr/names.hpp"

namespace slope::detail {

namespace {

std::size_t hash(std::string_view name) {
  constexpr std::uint64_t odd = 0x9e3779b97f4a7c15u;
  std::uint64_t h = name.size(), word = 0;
  for (; name.size() >= sizeof word; name.remove_prefix(sizeof word)) {
    std::memcpy(&word, name.data(), sizeof word);
    h = std::rotl((h ^ word) * odd, 29);
  }
  word = 0;
  for (const char c : name) word = word << 8 | static_cast<unsigned char>(c);
  h = (h ^ word) * odd;
  return h ^ h >> 32;
}

Name meaning_of(std::string_view name) {
  if (name == derivative_name) return {Name::derivative, Op::none, {}};
  const auto op = find_function(name);
  if (!op) return {Name::symbol, Op::none, NodeRef(Graph::instance().symbol(name))};
  if (function_of(*op).arity == 0) return {Name::constant, *op, NodeRef::apply(*op, {})};
  return {Name::function, *op, {}};
}

}  // namespace

const Name& FormulaNames::operator[](std::string_view name) {
  Entry* entry = &slot(name);
  if (!entry->first.empty()) return entry->second;
  if (++size_ * 2 > entries_.size()) grow(), entry = &slot(name);
  *entry = {name, meaning_of(name)};
  return entry->second;
}

FormulaNames::Entry& FormulaNames::slot(std::string_view name) {
  const std::size_t mask = entries_.size() - 1;
  std::size_t i = hash(name) & mask;
  while (!entries_[i].first.empty() && entries_[i].first != name) i = (i + 1) & mask;
  return entries_[i];
}

void FormulaNames::grow() {
  std::vector<Entry> old(entries_.size() * 2);
  old.swap(entries_);
  for (const Entry& entry : old)
    if (!entry.first.empty()) slot(entry.first) = entry;
}

}  // namespace slope::detail
