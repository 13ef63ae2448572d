// SPDX-License-Identifier: MIT
// Prints docs/functions.md from the catalog.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "slope/expr/print.hpp"
#include "slope/expr/simplify.hpp"

namespace {

using namespace slope;

std::vector<Expr> arguments_of(const Function& f) {
  const std::size_t n = f.arity == Function::any_number ? 2 : static_cast<std::size_t>(f.arity);
  std::vector<Expr> list;
  for (std::size_t i = 0; i < n; ++i) list.push_back(symbol(n == 1 ? "x" : std::string(1, "abc"[i])));
  return list;
}

std::string derivatives_of(Op op, const std::vector<Expr>& x) {
  std::vector<Expr> slopes;
  {
    const Graph::Session session;
    std::vector<NodeRef> args, out(x.size());
    for (const Expr& a : x) args.push_back(a.node());
    if (!args.empty()) function_of(op).slope(args, NodeRef::apply(op, args), out);
    for (const NodeRef n : out) slopes.emplace_back(n);
  }
  std::vector<std::string> texts;
  for (const Expr& s : slopes) {
    const bool none = s.node().op() == Op::divide && s.node().b().is_zero();
    texts.push_back(none ? "none" : fmt::format("`{}`", print(simplify(s))));
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::string domain_of(const Function& f) {
  if (f.arity == 0) return "";
  std::vector<std::string_view> texts;
  for (const Domain& d : f.domain) texts.push_back(d.text);
  if (std::all_of(texts.begin(), texts.end(), [](auto t) { return t == everywhere.text; })) texts.resize(1);
  std::string text = fmt::format("{}", fmt::join(texts, "; "));
  for (std::size_t i = 0; (i = text.find('|', i)) != std::string::npos; i += 2) text.insert(i, "\\");
  return text;
}

std::string kinks_of(const Function& f) {
  if (f.kinks_every > 0) return fmt::format("every {}", f.kinks_every);
  return fmt::format("{}", fmt::join(f.kinks, ", "));
}

std::string nature_of(const Function& f) {
  constexpr std::string_view trends[] = {"rising", "falling", ""};
  constexpr std::string_view symmetries[] = {"", "even", "odd", "f(-x) = 1 - f(x)"};
  const auto trend = trends[static_cast<int>(f.trend)], symmetry = symmetries[static_cast<int>(f.symmetry)];
  return fmt::format("{}{}{}", trend, trend.empty() || symmetry.empty() ? "" : ", ", symmetry);
}

}  // namespace

int main() {
  fmt::print(
      "# The functions\n\n"
      "Written by `docs/generate_functions.cpp` from the catalog (`include/slope/function/`), where the "
      "operators\n"
      "`+ - * / ^` are rules too. Derivatives are by each argument in turn. At a kink the slope is the "
      "subgradient\n"
      "of least norm. The error is the worst, in units of the last place, that `float`, `double` and `long "
      "double`\n"
      "are tested for (`tests/function/`); a star means units of the largest argument where that is larger "
      "than\n"
      "the value. `ln` is another name of `log`, `silu` of `swish`, `σ` of `sigmoid`, `π` of `pi`. `max` and "
      "`min`\n"
      "take two or more arguments, `logsumexp` one or more. In formulas comparisons are written\n"
      "`< <= > >= == !=`.\n\n"
      "| function | derivative | defined for | nature | kinks | error |\n|---|---|---|---|---|---|\n");
  for (const Function* f : all_functions()) {
    const auto op = find_function(f->name);
    if (!op || *op < Op::first_function || f->internal) continue;
    const auto x = arguments_of(*f);
    std::vector<std::string> names;
    for (const Expr& a : x) names.push_back(print(a));
    fmt::print("| `{}{}` | {} | {} | {} | {} | {}{} |\n", f->name,
               x.empty() ? "" : fmt::format("({})", fmt::join(names, ", ")), derivatives_of(*op, x),
               domain_of(*f), nature_of(*f), kinks_of(*f), f->ulps, f->cancels ? "*" : "");
  }
}
