// SPDX-License-Identifier: MIT
// slope functions
#include <fmt/format.h>

#include <CLI/Option.hpp>
#include <algorithm>
#include <memory>

#include "console.hpp"
#include "number.hpp"
#include "options.hpp"
#include "slope/expr/names.hpp"
#include "slope/expr/simplify.hpp"

namespace slope::tool {

namespace {

// What the catalog shows of one function.
struct Entry {
  std::string name, call, derivative, domain;
  const Function* function;
};

std::vector<std::string> parameters_of(const Function& f) {
  switch (f.arity) {
    case 0: return {};
    case 1: return {"x"};
    case 2: return {"a", "b"};
    case 3: return {"a", "b", "c"};
    default: return {"a", "b", "..."};
  }
}

std::string joined(const std::vector<std::string>& list, std::string_view separator) {
  return fmt::format("{}", fmt::join(list, separator));
}

// The partial derivatives as the rule states them, simplified.
std::string derivative_of(const Function& f, Op op, const std::vector<std::string>& parameters) {
  if (!f.formula.empty()) return std::string(f.formula);
  if (f.arity == 0) return "0";
  const Graph::Session session;
  std::vector<NodeRef> args;
  for (const std::string& p : parameters)
    if (p != "...") args.emplace_back(Graph::instance().symbol(p));
  std::vector<NodeRef> slopes(args.size());
  f.slope(args, NodeRef::apply(op, args), slopes);
  std::vector<std::string> texts;
  for (const NodeRef slope : slopes) {
    const bool none = slope.op() == Op::divide && slope.b().is_zero();
    texts.push_back(none ? "none" : print(simplify(Expr(slope))));
  }
  return joined(texts, ", ");
}

std::string domain_of(const Function& f, const std::vector<std::string>& parameters) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < f.domain.size() && i < parameters.size(); ++i) {
    std::string text(f.domain[i].text);
    if (f.domain.size() > 1) {
      if (text == everywhere.text) continue;
      if (text.starts_with("x ") || text.starts_with("n ")) text.replace(0, 1, parameters[i]);
    }
    parts.push_back(std::move(text));
  }
  return parts.empty() ? std::string(everywhere.text) : joined(parts, "; ");
}

Entry entry_of(Op op) {
  const Function& f = function_of(op);
  const auto parameters = parameters_of(f);
  const std::string call =
      f.arity == 0 ? std::string(f.name) : fmt::format("{}({})", f.name, joined(parameters, ", "));
  return {std::string(f.name), call, derivative_of(f, op, parameters), domain_of(f, parameters), &f};
}

bool is_named(const Function& f) { return is_identifier(f.name) && f.name != "negate" && !f.internal; }

// As much of a derivative as a table can show.
std::string shortened(const std::string& text) {
  constexpr std::size_t width = 100;
  return text.size() <= width ? text : text.substr(0, width) + "...";
}

std::string table() {
  std::vector<Entry> entries{{"", "function", "derivative", "domain", nullptr}};
  for (const Function* f : all_functions())
    if (const auto op = find_function(f->name); op && is_named(*f)) entries.push_back(entry_of(*op));
  std::size_t first = 0, second = 0;
  for (const Entry& e : entries) {
    first = std::max(first, e.call.size());
    second = std::max(second, e.domain.size());
  }
  std::vector<std::string> lines;
  lines.reserve(entries.size());
  for (const Entry& e : entries)
    lines.push_back(
        fmt::format("{:<{}}  {:<{}}  {}", e.call, first, e.domain, second, shortened(e.derivative)));
  return joined(lines, "\n");
}

std::string details(const std::string& name) {
  const auto op = find_function(name);
  if (!op || !is_named(function_of(*op)))
    throw UsageError(
        fmt::format("there is no function '{}'{}; `slope functions` lists all", name, suggestion(name)));
  const Entry e = entry_of(*op);
  std::vector<std::string> lines{e.call, "  derivative  " + e.derivative, "  domain      " + e.domain};
  std::vector<std::string> kinks;
  kinks.reserve(e.function->kinks.size() + 1);
  for (const double kink : e.function->kinks) kinks.push_back(shortest(kink));
  if (e.function->kinks_every > 0)
    kinks.push_back(fmt::format("every multiple of {}", shortest(e.function->kinks_every)));
  if (!kinks.empty()) lines.push_back("  kinks       " + joined(kinks, ", "));
  if (e.function->ulps > 0)
    lines.push_back(fmt::format("  accuracy    {} ulp in double", shortest(e.function->ulps)));
  return joined(lines, "\n");
}

}  // namespace

Run add_functions(CLI::App& app) {
  const auto name = std::make_shared<std::string>();
  app.description("Print the functions that formulas may use, with their derivatives and domains.");
  app.add_option("NAME", *name, "Show only this function, with its kinks and accuracy");
  app.footer(
      "Examples:\n"
      "  slope functions\n"
      "  slope functions sigmoid");
  return [name] {
    print_line(name->empty() ? table() : details(*name));
    flush_results();
    return done;
  };
}

}  // namespace slope::tool
