// SPDX-License-Identifier: MIT
// slope simplify
#include "slope/expr/simplify.hpp"

#include <memory>

#include "options.hpp"
#include "slope/expr/parse.hpp"

namespace slope::tool {

Run add_simplify(CLI::App& app) {
  struct Options {
    std::string expression, format = "text";
  };
  const auto options = std::make_shared<Options>();
  app.description(
      "Print a formula in the form that reads best: never longer, and equal wherever it is defined.");
  add_expression(app, options->expression);
  add_format(app, options->format);
  app.footer(
      "Examples:\n"
      "  slope simplify 'sin(x)^2 + cos(x)^2'            prints 1\n"
      "  slope simplify '1/(1 + exp(-x))' --format latex");
  return [options] {
    const Format format = format_of(options->format);
    return answer(unmarked(options->expression), layout_of(format), [&](std::string_view text) {
      return Answer{print(simplify(parse(text)), format), {}};
    });
  };
}

}  // namespace slope::tool
