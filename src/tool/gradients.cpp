// SPDX-License-Identifier: MIT
// slope gradients
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/Option.hpp>
#include <algorithm>
#include <memory>

#include "../expr/text_parts.hpp"
#include "console.hpp"
#include "gradients/report.hpp"
#include "number.hpp"
#include "options.hpp"
#include "output_file.hpp"
#include "progress.hpp"
#include "slope/expr/names.hpp"
#include "slope/network/model_file.hpp"

namespace slope::tool {

namespace {

constexpr std::int64_t max_depth = 1000, max_width = 1000, max_seeds = 10'000;

std::size_t limited(std::string_view option, std::string_view text, std::int64_t most) {
  return static_cast<std::size_t>(whole_number(option, text, 1, most));
}

// "1..20" or "1,3,10", rising.
std::vector<std::size_t> depths_in(const std::string& text) {
  std::vector<std::size_t> depths;
  for (const std::string_view part : detail::parts_of(text)) {
    const std::size_t dots = part.find("..");
    const std::size_t from = limited("--depth", part.substr(0, dots), max_depth);
    const std::size_t to = dots == part.npos ? from : limited("--depth", part.substr(dots + 2), max_depth);
    if (to < from) throw UsageError(fmt::format("--depth {} is empty; from the smaller to the larger", part));
    for (std::size_t depth = from; depth <= to; ++depth) depths.push_back(depth);
  }
  std::sort(depths.begin(), depths.end());
  depths.erase(std::unique(depths.begin(), depths.end()), depths.end());
  return depths;
}

struct Options {
  std::string depth = "1..20", width = "16", activations, init, seeds = "20", plot, format = "text";
};

// What is asked for; by default what shows the trouble and what helps.
std::vector<Experiment> experiments(const Options& options) {
  Experiment experiment;
  experiment.width = limited("--width", options.width, max_width);
  experiment.seeds = limited("--seeds", options.seeds, max_seeds);
  std::vector<std::pair<std::string, std::string>> kinds;
  if (options.activations.empty() && options.init.empty()) {
    kinds = {{"sigmoid", "default"}, {"sigmoid", "xavier"}, {"sigmoid", "xavier*4"},
             {"tanh", "xavier"},     {"relu", "default"},   {"relu", "he"}};
  } else {
    const std::string activations = options.activations.empty() ? "sigmoid,tanh,relu" : options.activations;
    const std::string inits = options.init.empty() ? "default" : options.init;
    for (const std::string_view activation : detail::parts_of(activations))
      for (const std::string_view init : detail::parts_of(inits)) kinds.emplace_back(activation, init);
  }
  std::vector<Experiment> all;
  for (const auto& [activation, init] : kinds) {
    experiment.activation = Activation(activation).name();
    experiment.init = init;
    initialization_named(init);
    all.push_back(experiment);
  }
  return all;
}

Gradients measure(const Options& options) {
  Gradients gradients{depths_in(options.depth), {}};
  const std::vector<Experiment> all = experiments(options);
  double total = 0, done = 0;
  for (const std::size_t depth : gradients.depths) total += static_cast<double>(depth * all.size());
  ProgressBar bar;
  for (const Experiment& experiment : all) {
    gradients.all.push_back({experiment, {}});
    for (const std::size_t depth : gradients.depths) {
      bar.show(fmt::format("{}, {}", experiment.activation, experiment.init), done / total);
      gradients.all.back().norms.push_back(median_gradients(experiment, depth));
      done += static_cast<double>(depth);
    }
  }
  return gradients;
}

}  // namespace

Run add_gradients(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.description(
      "Why gradients vanish: how large the gradient of each layer's weights is in a network that has learned "
      "nothing yet, "
      "by its depth, its activation and the weights it starts from.");
  app.add_option("--depth", options->depth, "Numbers of hidden layers: 1..20 (default), 10 or 1,3,5")
      ->type_name("N");
  app.add_option("--width", options->width, "Units in each (16)")->type_name("N");
  app.add_option("--activations", options->activations,
                 fmt::format("Some of {}", fmt::join(activation_names(), ", ")))
      ->type_name("LIST");
  app.add_option("--init", options->init,
                 "Some of default, xavier, he, lecun and those of the library, or times a factor, as "
                 "xavier*4; each for each activation")
      ->type_name("LIST");
  app.add_option("--seeds", options->seeds, "Networks of which the median is taken (20)")->type_name("N");
  app.add_option("--plot", options->plot,
                 "Draw the gradient of the first layer over the depth; of all layers, if "
                 "there is one depth")
      ->type_name("FILE.svg");
  app.add_option("--format", options->format, "text (default) or json")->type_name("F");
  app.footer(
      "Examples:\n"
      "  slope gradients --plot vanishing.svg\n"
      "  slope gradients --depth 10 --activations sigmoid,tanh --init xavier --plot layers.svg");
  return [options] {
    if (options->format != "text" && options->format != "json")
      throw UsageError(fmt::format("there is no format '{}'{}; the formats are text and json",
                                   options->format, suggestion(options->format, {"text", "json"})));
    if (!options->plot.empty()) require_writable("--plot", options->plot);
    const Gradients gradients = measure(*options);
    if (!options->plot.empty()) write_atomically(options->plot, gradients_picture(gradients).file());
    print_line(options->format == "json" ? gradients_json(gradients) : gradients_text(gradients));
    flush_results();
    return done;
  };
}

}  // namespace slope::tool
