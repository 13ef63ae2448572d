// SPDX-License-Identifier: MIT
// slope diff
#include "slope/expr/diff.hpp"

#include <fmt/format.h>

#include <CLI/Option.hpp>
#include <algorithm>
#include <memory>

#include "behaviour.hpp"
#include "number.hpp"
#include "options.hpp"
#include "slope/certificate/coq.hpp"
#include "slope/expr/parse.hpp"
#include "slope/expr/simplify.hpp"
#include "slope/expr/steps.hpp"

namespace slope::tool {

namespace {

struct Options : PlaceOptions {
  std::string expression, by, order = "1", format = "text", certificate;
  bool steps = false;
};

// The options, read.
struct Request {
  std::optional<Expr> by;
  std::int64_t order;
  Format format;
  bool steps, certificate;
  Place place;
  std::optional<int> digits;
  bool stream;
};

std::string list_of(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 10;
  std::string list;
  for (std::size_t i = 0; i < std::min(names.size(), shown); ++i) list += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > shown) list += fmt::format(" and {} more", names.size() - shown);
  return list;
}

// The variable to differentiate by.
Expr variable_of(const Request& request, const std::vector<std::string>& variables) {
  if (request.by) return *request.by;
  if (variables.size() > 1)
    throw UsageError(fmt::format("the formula has {} variables, {}; choose one: --by {}", variables.size(),
                                 list_of(variables), variables.front()));
  return symbol(variables.empty() ? "x" : variables.front());
}

Answer value(const Expr& f, const Expr& x, const Request& request) {
  const Expr derivative = diff(f, x, request.order);
  Finding found = request.order == 0
                      ? value_at(f, request.place)
                      : derivative_at(diff(f, x, request.order - 1), derivative, x, request.place);
  std::string text = shortest(found.value);
  if (request.digits && std::isfinite(found.value)) text = request.place.digits(derivative, *request.digits);
  return {std::move(text), std::move(found.notes)};
}

Answer respond(const Expr& f, const Request& request) {
  auto variables = f.symbols();
  const Expr x = variable_of(request, variables);
  const std::string& name = x.node().name();
  Answer answer;
  if (request.by && std::find(variables.begin(), variables.end(), name) == variables.end()) {
    answer.notes.push_back(fmt::format("{} does not occur in the formula", name));
    variables.push_back(name);
  }
  if (request.certificate) {
    answer.text = coq_certificate(DerivativeClaim{f, x, request.order});
    while (answer.text.ends_with('\n')) answer.text.pop_back();
    return answer;
  }
  if (request.steps && request.order > 0) {
    answer.text = print_steps(derive(f, x, request.order), request.format);
    while (answer.text.ends_with('\n')) answer.text.pop_back();
  }
  if (request.place.empty()) {
    if (answer.text.empty()) answer.text = print(diff(f, x, request.order), request.format);
    return answer;
  }
  if (request.stream) request.place.require_at_least(f.symbols());
  else request.place.require(variables);
  Answer number = value(f, x, request);
  if (!answer.text.empty()) answer.text += fmt::format("\n\nat {}: ", request.place.text());
  answer.text += number.text;
  answer.notes.insert(answer.notes.end(), number.notes.begin(), number.notes.end());
  return answer;
}

Request request_of(const Options& options) {
  Request r{.by = std::nullopt,
            .order = whole_number("--order", options.order, 0),
            .format = format_of(options.format),
            .steps = options.steps,
            .certificate = !options.certificate.empty(),
            .place = options.place(),
            .digits = options.digit_count(),
            .stream = options.expression == "-"};
  if (!options.by.empty()) r.by = symbol(options.by);
  if (r.digits && r.place.empty()) throw UsageError("--digits goes with --at: a formula has no digits");
  const bool for_people =
      r.format == Format::text || r.format == Format::unicode || r.format == Format::latex;
  if (r.steps && !for_people) throw UsageError("--steps has the formats text, unicode and latex");
  if (r.certificate) require_coq(options.certificate);
  if (r.certificate && (r.steps || !r.place.empty() || r.format != Format::text))
    throw UsageError("--certificate prints a file for Coq; it goes without --at, --steps and --format");
  if (!r.place.empty() && !r.steps && r.format != Format::text)
    throw UsageError("--at prints a number, which has no --format");
  return r;
}

}  // namespace

Run add_diff(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.description("Print the derivative of a formula, simplified; or its value at a point.");
  add_expression(app, options->expression);
  app.add_option("--by", options->by, "The variable; may be left out if the formula has only one")
      ->type_name("VAR");
  app.add_option("--order", options->order, "Differentiate N times (default 1)")->type_name("N");
  add_format(app, options->format);
  app.add_flag("--steps", options->steps, "Print the derivation, one rule a line (text, unicode or latex)")
      ->disable_flag_override();
  add_certificate(app, options->certificate);
  options->add_to(app);
  app.footer(
      "With --at the result is a number, computed in the numerically stable form. At a kink, a pole or an "
      "edge of\n"
      "the domain a note on standard error says so; the result there is the subgradient of least norm, inf, "
      "-inf\n"
      "or nan.\n"
      "\n"
      "Examples:\n"
      "  slope diff 'sigmoid(w*x + b)' --by w            prints x*sigmoid(w*x + b)*(1 - sigmoid(w*x + b))\n"
      "  slope diff 'sigmoid(x)' --at x=40               prints 4.248354255291589e-18");
  return [options] {
    options->expression = unmarked(options->expression);
    const Request request = request_of(*options);
    Layout layout = layout_of(request.format);
    if (request.steps || request.certificate) layout.blocks = true;
    return answer(options->expression, layout,
                  [&](std::string_view text) { return respond(parse(text), request); });
  };
}

}  // namespace slope::tool
