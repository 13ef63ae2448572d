// SPDX-License-Identifier: MIT
#include "place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "../expr/text_parts.hpp"
#include "slope/expr/evaluate_digits.hpp"
#include "slope/expr/names.hpp"
#include "slope/expr/parse.hpp"

namespace slope::tool {

Place::Place(const std::vector<std::string>& options) {
  for (const std::string& option : options)
    for (const std::string_view part : detail::parts_of(option)) add(part);
}

void Place::add(std::string_view assignment) {
  const auto equals = assignment.find('=');
  const std::string_view name = detail::trimmed(assignment.substr(0, equals));
  const std::string_view text =
      equals == assignment.npos ? "" : detail::trimmed(assignment.substr(equals + 1));
  if (name.empty() || text.empty())
    throw UsageError(fmt::format("--at takes values such as x=1.5,y=2; got '{}'", assignment));
  const std::string variable = symbol(name).node().name();
  if (numbers_.contains(variable)) throw UsageError(fmt::format("--at gives {} two values", variable));
  Value value{variable, std::string(text), Expr()};
  if (text == "inf" || text == "+inf" || text == "-inf") {
    value.infinite = true;
    numbers_[variable] = text[0] == '-' ? -HUGE_VAL : HUGE_VAL;
  } else {
    value.exact = parse(text);
    if (const auto symbols = value.exact.symbols(); !symbols.empty())
      throw UsageError(fmt::format(
          "the value of {} must be a number or a formula without variables; got '{}', which has {}", variable,
          text, symbols.front()));
    numbers_[variable] = evaluate<double>(value.exact, {});
    if (std::isnan(numbers_[variable]))
      throw UsageError(fmt::format("the value of {}, '{}', is not defined", variable, text));
  }
  values_.push_back(std::move(value));
}

bool Place::finite() const {
  return std::none_of(values_.begin(), values_.end(), [](const Value& v) { return v.infinite; });
}

void Place::require_at_least(const std::vector<std::string>& variables) const {
  for (const std::string& v : variables)
    if (!numbers_.contains(v)) throw UsageError(fmt::format("--at gives no value for {0}; add {0}=VALUE", v));
}

void Place::require(const std::vector<std::string>& variables) const {
  require_at_least(variables);
  for (const Value& v : values_)
    if (std::find(variables.begin(), variables.end(), v.name) == variables.end())
      throw UsageError(fmt::format("--at gives a value for {}, which the formula does not have", v.name));
}

std::string Place::text() const {
  std::string list;
  for (const Value& v : values_) list += fmt::format("{}{} = {}", list.empty() ? "" : ", ", v.name, v.text);
  return list;
}

std::optional<Rational> Place::exact_value(const Expr& f) const {
  if (!finite()) return std::nullopt;
  std::vector<std::pair<Expr, Expr>> values;
  values.reserve(values_.size());
  for (const Value& v : values_) values.emplace_back(symbol(v.name), v.exact);
  const Expr value = substitute(f, values);
  return value.is_number() ? std::optional(value.node().value()) : std::nullopt;
}

std::string Place::digits(const Expr& f, int count, std::string_view x, const Rational& shift) const {
  std::map<std::string, Rational, std::less<>> exact;
  std::vector<std::pair<Expr, Expr>> formulas;
  for (const Value& v : values_) {
    if (v.infinite) throw UsageError(fmt::format("--digits needs finite values; got {}={}", v.name, v.text));
    const Expr value = v.name == x ? v.exact + Expr(shift) : v.exact;
    if (value.is_number()) exact[v.name] = value.node().value();
    else formulas.emplace_back(symbol(v.name), value);
  }
  return evaluate_digits(formulas.empty() ? f : substitute(f, formulas), exact, count);
}

}  // namespace slope::tool
