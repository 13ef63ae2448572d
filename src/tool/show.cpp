// SPDX-License-Identifier: MIT
// slope show
#include <fmt/format.h>

#include <CLI/Option.hpp>
#include <algorithm>
#include <memory>

#include "console.hpp"
#include "number.hpp"
#include "options.hpp"
#include "show/formula.hpp"
#include "stored_model.hpp"
#include "training/outcome.hpp"

namespace slope::tool {

namespace {

constexpr std::size_t formula_parameters = 40;  // of more, the formula is not printed unless asked for
constexpr std::size_t most_parameters = 2000;

std::string layers_text(const Network<double>& network) {
  std::string out = "layer  inputs  outputs  activation  parameters  weights from  to\n";
  for (std::size_t i = 0; i < network.layers().size(); ++i) {
    const Layer& l = network.layers()[i];
    const bool last = i + 1 == network.layers().size();
    const std::span<const double> w = network.weights(i);
    const auto [low, high] = std::minmax_element(w.begin(), w.end());
    out += fmt::format("{:>5}  {:>6}  {:>7}  {:<10}  {:>10}  {:>12.3g}  {:.3g}\n", i + 1, l.inputs, l.outputs,
                       last ? network.output_name() : l.activation.name(), w.size() + l.outputs, *low, *high);
  }
  return out;
}

}  // namespace

Run add_show(CLI::App& app) {
  struct Options {
    std::string model, digits = "4";
    bool latex = false, formula = false;
  };
  const auto options = std::make_shared<Options>();
  app.description(
      "Describe a model that `slope train` saved; a tiny one also as a formula, with its gradient by the "
      "inputs.");
  app.add_option("MODEL", options->model, "The model's file")->required();
  app.add_flag("--formula", options->formula,
               fmt::format("Print the formula, of up to {} parameters", most_parameters));
  app.add_flag("--latex", options->latex, "Print only the formula and its gradient, in LaTeX");
  app.add_option("--digits", options->digits, "Digits of the numbers in the formula; 0: exact (4)")
      ->type_name("N");
  app.footer(
      "Examples:\n"
      "  slope show iris.json\n"
      "  slope show neuron.json --latex --digits 3");
  return [options] {
    const int digits =
        static_cast<int>(std::min<std::int64_t>(whole_number("--digits", options->digits, 0), 17));
    const Model<double> model = stored_model(options->model);
    const std::size_t parameters = model.network.parameters().size();
    const bool asked = options->latex || options->formula;
    if (asked && parameters > most_parameters)
      throw LimitError(fmt::format("a formula with {} parameters is not printed; the limit is {}", parameters,
                                   most_parameters));
    std::string out;
    if (!options->latex) {
      out = fmt::format("{}\nnetwork {}: {} parameters; inputs {}standardized\n\n{}", task_of(model.about),
                        shape_of(model.network), parameters,
                        model.network.input_scaling().empty() ? "not " : "", layers_text(model.network));
      if (asked || parameters <= formula_parameters) out += "\n";
    }
    if (asked || parameters <= formula_parameters)
      out += options->latex ? formula_latex(model, digits) : formula_text(model, digits);
    out.pop_back();
    print_line(out);
    flush_results();
    return done;
  };
}

}  // namespace slope::tool
