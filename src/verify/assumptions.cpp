// SPDX-License-Identifier: MIT
#include "slope/verify/assumptions.hpp"

#include <fmt/format.h>

#include <vector>

#include "../expr/text_parts.hpp"
#include "slope/core/error.hpp"
#include "slope/expr/expr.hpp"
#include "slope/expr/parse.hpp"

namespace slope {

using detail::parts_of, detail::trimmed;

namespace {

bool is_infinite(std::string_view text) { return text == "inf" || text == "+inf" || text == "-inf"; }

Rational number_of(std::string_view text) {
  const Expr value = parse(text);
  if (!value.is_number())
    throw UsageError(
        fmt::format("the ends of a range are exact numbers such as 1/3 or 1e-5, or inf; got '{}'", text));
  return value.node().value();
}

[[noreturn]] void not_a_range(std::string_view part) {
  throw UsageError(
      fmt::format("a domain is a list of ranges such as x in [-50, 50], w > 0, 0 <= y < 1; '{}' is none",
                  part.substr(0, 100)));
}

struct Chain {
  std::vector<std::string_view> terms, relations;
};

// a < b <= c as its terms and relations.
Chain chain_of(std::string_view part) {
  Chain chain;
  std::size_t from = 0;
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (part[i] != '<' && part[i] != '>') continue;
    const std::size_t size = i + 1 < part.size() && part[i + 1] == '=' ? 2 : 1;
    chain.terms.push_back(trimmed(part.substr(from, i - from)));
    chain.relations.push_back(part.substr(i, size));
    from = i + size;
    i = from - 1;
  }
  chain.terms.push_back(trimmed(part.substr(from)));
  return chain;
}

std::string_view mirrored(std::string_view relation) {
  if (relation == "<") return ">";
  if (relation == "<=") return ">=";
  return relation == ">" ? "<" : "<=";
}

bool is_name(std::string_view text) {
  if (text.empty() || is_infinite(text)) return false;
  try {
    return parse(text).is_symbol();
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

bool Range::contains(const Rational& x) const {
  const bool above = !low || x > *low || (low_included && x == *low);
  return above && (!high || x < *high || (high_included && x == *high));
}

Assumptions::Assumptions(std::string_view text) {
  if (trimmed(text).empty()) return;
  for (const std::string_view part : parts_of(text)) add(trimmed(part));
  for (const auto& [name, range] : ranges_)
    if (!range.has_interior())
      throw UsageError(fmt::format(
          "the range of {} holds no interval; to fix {} put its value into the formula", name, name));
}

void Assumptions::bound(std::string_view variable, std::string_view relation, std::string_view number) {
  Range& range = ranges_[symbol(variable).node().name()];
  const bool is_upper = relation[0] == '<', included = relation.size() == 2;
  if (is_infinite(number)) {
    if ((number[0] == '-') != is_upper) return;
    throw UsageError(fmt::format("{} {} {} holds for no number", variable, relation, number));
  }
  const Rational end = number_of(number);
  std::optional<Rational>& old = is_upper ? range.high : range.low;
  bool& old_included = is_upper ? range.high_included : range.low_included;
  if (old && *old == end) old_included = old_included && included;
  else if (!old || (is_upper ? end < *old : end > *old)) {
    old = end;
    old_included = included;
  }
}

void Assumptions::add(std::string_view part) {
  const Chain chain = chain_of(part);
  if (chain.relations.size() == 1 && is_name(chain.terms[0]))
    return bound(chain.terms[0], chain.relations[0], chain.terms[1]);
  if (chain.relations.size() == 1 && is_name(chain.terms[1]))
    return bound(chain.terms[1], mirrored(chain.relations[0]), chain.terms[0]);
  if (chain.relations.size() == 2 && is_name(chain.terms[1]) &&
      chain.relations[0][0] == chain.relations[1][0]) {
    bound(chain.terms[1], mirrored(chain.relations[0]), chain.terms[0]);
    return bound(chain.terms[1], chain.relations[1], chain.terms[2]);
  }
  const auto in = part.find(" in ");
  if (!chain.relations.empty() || in == part.npos) not_a_range(part);
  const std::string_view name = trimmed(part.substr(0, in)), range = trimmed(part.substr(in + 4));
  const bool bracketed = range.size() > 2 && (range.front() == '[' || range.front() == '(') &&
                         (range.back() == ']' || range.back() == ')');
  if (!is_name(name) || !bracketed) not_a_range(part);
  const auto ends = parts_of(range.substr(1, range.size() - 2));
  if (ends.size() != 2) not_a_range(part);
  bound(name, range.front() == '[' ? ">=" : ">", trimmed(ends[0]));
  bound(name, range.back() == ']' ? "<=" : "<", trimmed(ends[1]));
}

const Range& Assumptions::of(std::string_view variable) const {
  static const Range all;
  const auto found = ranges_.find(variable);
  return found == ranges_.end() ? all : found->second;
}

std::string Assumptions::text() const {
  std::string list;
  for (const auto& [name, range] : ranges_) {
    if (!range.low && !range.high) continue;
    list += list.empty() ? "" : ", ";
    if (range.low && range.high)
      list += fmt::format("{} in {}{}, {}{}", name, range.low_included ? '[' : '(', range.low->to_string(),
                          range.high->to_string(), range.high_included ? ']' : ')');
    else if (range.low)
      list += fmt::format("{} {} {}", name, range.low_included ? ">=" : ">", range.low->to_string());
    else list += fmt::format("{} {} {}", name, range.high_included ? "<=" : "<", range.high->to_string());
  }
  return list;
}

}  // namespace slope
