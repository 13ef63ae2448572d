// SPDX-License-Identifier: MIT
// slope eval
#include <memory>

#include "behaviour.hpp"
#include "number.hpp"
#include "options.hpp"
#include "slope/expr/parse.hpp"

namespace slope::tool {

namespace {

Answer respond(const Expr& f, const Place& place, std::optional<int> digits) {
  Finding found = value_at(f, place);
  const bool plain = !digits || !place.finite();
  return {plain ? shortest(found.value) : place.digits(f, *digits), std::move(found.notes)};
}

}  // namespace

Run add_eval(CLI::App& app) {
  struct Options : PlaceOptions {
    std::string expression;
  };
  const auto options = std::make_shared<Options>();
  app.description("Print the value of a formula at a point, computed in its numerically stable form.");
  add_expression(app, options->expression);
  options->add_to(app);
  app.footer(
      "Where the value is not a number, a note on standard error says why.\n"
      "\n"
      "Examples:\n"
      "  slope eval '1 - sigmoid(x)' --at x=40           prints 4.248354255291589e-18\n"
      "  slope eval 'pi + e' --digits 50");
  return [options] {
    const Place place = options->place();
    const auto digits = options->digit_count();
    const std::string expression = unmarked(options->expression);
    return answer(expression, {}, [&](std::string_view text) {
      const Expr f = parse(text);
      if (expression == "-") place.require_at_least(f.symbols());
      else place.require(f.symbols());
      return respond(f, place, digits);
    });
  };
}

}  // namespace slope::tool
