// SPDX-License-Identifier: MIT
#include "choices.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/Option.hpp>
#include <algorithm>
#include <cmath>

#include "../../expr/text_parts.hpp"
#include "../gradients/experiment.hpp"
#include "../number.hpp"
#include "slope/expr/names.hpp"
#include "slope/parallel/parallel.hpp"

namespace slope::tool {

namespace {

constexpr std::int64_t max_units = 1'000'000, max_epochs = 1'000'000'000;

double number(std::string_view option, const std::string& text, double least, double below) {
  char* end = nullptr;
  const double x = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != 0 || !(x >= least && x < below))
    throw UsageError(
        below == HUGE_VAL
            ? fmt::format("{} takes a number that is at least {}; got '{}'", option, least, text)
            : fmt::format("{} takes a number from {} to below {}; got '{}'", option, least, below, text));
  return x;
}

std::size_t count(std::string_view option, const std::string& text, std::int64_t least, std::int64_t most) {
  return static_cast<std::size_t>(whole_number(option, text, least, most));
}

std::vector<std::size_t> hidden_layers(const std::string& text) {
  std::vector<std::size_t> sizes;
  if (text == "none" || text.empty()) return sizes;
  for (const std::string_view part : detail::parts_of(text))
    sizes.push_back(count("--layers", std::string(part), 1, max_units));
  return sizes;
}

bool is_like_relu(const Activation& f) { return f.slope(-40) < 0.1 && f.slope(40) > 0.9; }

}  // namespace

void TrainChoices::add_to(CLI::App& app) {
  const auto add = [&](const char* name, std::string& value, const char* type, const char* text) {
    app.add_option(name, value, text)->type_name(type);
  };
  add("--target", target, "COLUMN", "What to predict, by name or number from 1 (the last column)");
  add("--task", task, "TASK", "regression, binary or classes (recognised by the target)");
  add("--header", header, "yes|no", "Whether the first line has names (recognised)");
  add("--separator", separator, "CHAR", "What stands between fields (,)");
  add("--layers", layers, "LIST", "Units of the hidden layers, as 16,8; or none (16)");
  const std::string functions =
      fmt::format("Of the hidden layers, one for all or one for each, as tanh,relu: {} (sigmoid)",
                  fmt::join(activation_names(), ", "));
  add("--activation", activation, "LIST", functions.c_str());
  add("--init", init, "NAME", "How weights start (xavier; he if an activation is relu or like it)");
  add("--loss", loss, "NAME", "binary_cross_entropy, cross_entropy, squared_error or huber (by the task)");
  add("--optimizer", optimizer, "NAME", "adam (default), adamw, rmsprop, sgd, momentum, nesterov or lbfgs");
  add("--rate", rate, "R", "The learning rate (0.01 with adam)");
  add("--schedule", schedule, "NAME",
      "How the rate changes: constant (default), step, exponential or cosine");
  add("--epochs", epochs, "N", "Passes over the data (200)");
  add("--batch", batch, "N", "Rows a step; 0: all (32)");
  add("--validation", validation, "PART",
      "The part of the rows that is held out to validate with; 0: none (0.2)");
  add("--patience", patience, "N",
      "End after N epochs without a smaller validation loss, with the best weights; 0: never (0)");
  add("--l2", l2, "L", "Weight of the squares of all weights (0)");
  add("--dropout", dropout, "P", "The part of the hidden units left out at each step (0)");
  add("--clip", clip, "NORM", "The greatest norm of a gradient; 0: any (0)");
  add("--seed", seed, "N", "Of the split, the weights and the order of rows (1)");
  add("--threads", threads, "N",
      "For large layers; 0: as many as the machine has. The weights are the same (0)");
  add("--checkpoint-every", checkpoint_every, "SECONDS",
      "How often the state of the run is kept, at most; 0: after every epoch (1)");
}

CsvOptions csv_options(const TrainChoices& choices) {
  CsvOptions options;
  options.target = choices.target;
  if (!choices.header.empty()) {
    if (choices.header != "yes" && choices.header != "no")
      throw UsageError(fmt::format("--header is yes or no; got '{}'", choices.header));
    options.header = choices.header == "yes";
  }
  if (!choices.task.empty()) {
    for (const Task task : {Task::regression, Task::binary, Task::classes})
      if (name_of(task) == choices.task) options.task = task;
    if (!options.task)
      throw UsageError(fmt::format("there is no task '{}'{}; the tasks are regression, binary and classes",
                                   choices.task,
                                   suggestion(choices.task, {"regression", "binary", "classes"})));
  }
  options.separator = separator_in(choices.separator);
  return options;
}

char separator_in(const std::string& text) {
  if (text == "\\t") return '\t';
  if (text.size() != 1 || text == "\"" || text == "\n")
    throw UsageError(fmt::format("--separator is one character, such as ; or \\t; got '{}'", text));
  return text[0];
}

TrainOptions train_options(const TrainChoices& choices) {
  TrainOptions options;
  options.epochs = count("--epochs", choices.epochs, 1, max_epochs);
  options.batch = count("--batch", choices.batch, 0, max_epochs);
  if (!choices.loss.empty()) options.loss = loss(choices.loss);
  options.optimizer = optimizer(choices.optimizer);
  if (choices.optimizer == "adam") set_rate(options.optimizer, 0.01);
  if (!choices.rate.empty() && number("--rate", choices.rate, 0, HUGE_VAL) == 0)
    throw UsageError("--rate takes a number above 0; got '" + choices.rate + "'");
  if (!choices.rate.empty()) set_rate(options.optimizer, number("--rate", choices.rate, 0, HUGE_VAL));
  options.schedule = schedule(choices.schedule);
  options.l2 = number("--l2", choices.l2, 0, HUGE_VAL);
  options.dropout = number("--dropout", choices.dropout, 0, 1);
  options.clip_norm = number("--clip", choices.clip, 0, HUGE_VAL);
  options.validation = number("--validation", choices.validation, 0, 1);
  options.patience = count("--patience", choices.patience, 0, max_epochs);
  if (options.patience > 0 && options.validation == 0) throw UsageError("--patience needs --validation");
  options.threads = count("--threads", choices.threads, 0, static_cast<std::int64_t>(max_threads));
  options.checkpoint_seconds = number("--checkpoint-every", choices.checkpoint_every, 0, HUGE_VAL);
  options.seed = static_cast<std::uint64_t>(whole_number("--seed", choices.seed, 0));
  return options;
}

Network<double> network_for(const Dataset& data, const TrainChoices& choices) {
  std::vector<std::size_t> sizes = {data.inputs()};
  for (const std::size_t units : hidden_layers(choices.layers)) sizes.push_back(units);
  sizes.push_back(data.outputs());
  NetworkOptions options;
  for (const std::string_view name : detail::parts_of(choices.activation))
    options.activations.emplace_back(name);
  const bool half = std::any_of(options.activations.begin(), options.activations.end(), is_like_relu);
  if (options.activations.size() == 1) {
    options.activation = options.activations[0];
    options.activations.clear();
  } else if (options.activations.size() != sizes.size() - 2)
    throw UsageError(
        fmt::format("--activation has {} names, and --layers {}: give one name, or one for each layer",
                    options.activations.size(), sizes.size() - 2));
  options.initialization = initialization_named(!choices.init.empty() ? choices.init
                                                : half                ? "he"
                                                                      : "xavier");
  const bool of_numbers = choices.loss == "squared_error" || choices.loss == "huber";
  if (of_numbers && data.about.task != Task::regression)
    options.output = "sigmoid";  // so that it is a probability
  options.seed = static_cast<std::uint64_t>(whole_number("--seed", choices.seed, 0));
  return Network<double>(sizes, options);
}

std::string method_of(const TrainOptions& options) {
  const bool full = options.batch == 0 || std::holds_alternative<Lbfgs>(options.optimizer);
  std::string text =
      fmt::format("{}, rate {}, {}", name_of(options.optimizer), shortest(rate_of(options.optimizer)),
                  full ? "full batches" : fmt::format("batches of {}", options.batch));
  if (options.l2 > 0) text += fmt::format(", l2 {}", shortest(options.l2));
  if (options.dropout > 0) text += fmt::format(", dropout {}", shortest(options.dropout));
  return text;
}

}  // namespace slope::tool
