// SPDX-License-Identifier: MIT
// Fractions of the field as people write them.
#include <fmt/format.h>

#include "reduction.hpp"

namespace slope::algebra {

namespace {

constexpr std::size_t max_text = 160;

std::string raised(const std::string& base, std::int32_t exponent) {
  const bool is_power = base.find("^(1/") != base.npos;
  const std::string b = exponent != 1 && is_power ? "(" + base + ")" : base;
  return exponent == 1 ? b : b + "^" + std::to_string(exponent);
}

std::string term_text(const Field& field, const Term& t) {
  std::string over, under;
  for (const Power& x : t.monomial) {
    std::string& side = x.exponent > 0 ? over : under;
    side += (side.empty() ? "" : "*") + raised(field.atom(x.atom).text, std::abs(x.exponent));
  }
  const Rational c = t.coefficient.abs();
  if (over.empty() || !c.is_one()) over = c.to_string() + (over.empty() ? "" : "*") + over;
  return under.empty() ? over : over + "/" + (under.find('*') == under.npos ? under : "(" + under + ")");
}

std::string sum_text(const Field& field, const Polynomial& p) {
  std::string text;
  for (const Term& t : p.terms()) {
    const bool minus = t.coefficient.sign() < 0;
    text += text.empty() ? (minus ? "-" : "") : minus ? " - " : " + ";
    text += term_text(field, t);
    if (text.size() > max_text) return text + " + ...";
  }
  return text.empty() ? "0" : text;
}

}  // namespace

std::string Reduction::text(const Fraction& f) const {
  std::string all;
  for (const Part& part : f.parts) {
    std::string over, under;
    for (const Power& x : part.factors) {
      std::string& side = x.exponent > 0 ? over : under;
      const std::string base = "(" + sum_text(field_, field_.factor(x.atom)) + ")";
      side += (side.empty() ? "" : "*") +
              (std::abs(x.exponent) == 1 ? base : base + "^" + std::to_string(std::abs(x.exponent)));
    }
    std::string n = sum_text(field_, part.numerator);
    const bool alone = over.empty() && under.empty();
    if (!alone && part.numerator.size() > 1) n = fmt::format("({})", n);
    if (!over.empty()) n = n == "1" ? over : fmt::format("{}*{}", n, over);
    if (!under.empty()) n += "/" + (under.find(")*(") == under.npos ? under : "(" + under + ")");
    all += all.empty() || n.starts_with('-') ? n : " + " + n;
    if (all.size() > max_text) return all.substr(0, max_text) + "...";
  }
  return all.empty() ? "0" : all;
}

}  // namespace slope::algebra
