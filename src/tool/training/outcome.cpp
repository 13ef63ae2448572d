// SPDX-License-Identifier: MIT
#include "outcome.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace slope::tool {

namespace {

// As many columns of a terminal as a text takes, if its characters are letters.
std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// Names to the left, values to the right.
std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i == widths.size()) widths.push_back(0);
      widths[i] = std::max(widths[i], columns(row[i]));
    }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string space(widths[i] - columns(row[i]), ' ');
      line += i == 0 ? row[i] + space : "  " + space + row[i];
    }
    out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

std::string confusion(const Part& part) {
  const auto& classes = part.data.about.classes;
  std::vector<std::vector<std::string>> rows(1, {"true"});
  rows[0].insert(rows[0].end(), classes.begin(), classes.end());
  for (std::size_t i = 0; i < classes.size(); ++i) {
    rows.push_back({classes[i]});
    for (std::size_t j = 0; j < classes.size(); ++j)
      rows.back().push_back(fmt::format("{}", part.evaluation.confusion[i * classes.size() + j]));
  }
  return fmt::format("predicted to be, of the {} rows:\n\n", part.name) + table(rows);
}

std::string ending(const Outcome& outcome) {
  const std::size_t epochs = outcome.result.history.empty() ? 0 : outcome.result.history.back().epoch;
  std::string text = fmt::format("{} epoch{}", epochs, epochs == 1 ? "" : "s");
  if (outcome.result.ended == Ended::early)
    text += fmt::format(", ended early; the weights are those of epoch {}", outcome.result.best_epoch);
  return text;
}

}  // namespace

std::string shape_of(const Network<double>& network) {
  std::string shape = fmt::format("{}", network.inputs());
  for (const Layer& layer : network.layers()) shape += fmt::format("-{}", layer.outputs);
  return shape;
}

std::string task_of(const DataDescription& about) {
  const std::string inputs =
      fmt::format("by {} input{}", about.features.size(), about.features.size() == 1 ? "" : "s");
  const std::string target = fmt::format("{}", fmt::join(about.targets, ", "));
  switch (about.task) {
    case Task::regression: return fmt::format("regression: the number {}, {}", target, inputs);
    case Task::binary:
      return fmt::format("binary classification: {} is {} or {}, {}", target, about.classes[0],
                         about.classes[1], inputs);
    default: break;
  }
  const bool many = about.classes.size() > 12;
  const std::vector<std::string> shown(
      about.classes.begin(),
      about.classes.begin() + (many ? 12 : static_cast<std::ptrdiff_t>(about.classes.size())));
  return fmt::format("classification: {} is one of {} classes ({}{}), {}", target, about.classes.size(),
                     fmt::join(shown, ", "), many ? ", …" : "", inputs);
}

std::string percent(double part) { return fmt::format("{:.1f} %", 100 * part); }

std::vector<std::vector<std::string>> metrics_of(const Outcome& outcome) {
  std::vector<std::vector<std::string>> rows;
  const auto add = [&](const char* name, auto value) {
    rows.push_back({name});
    for (const Part& part : outcome.parts) rows.back().push_back(value(part));
  };
  const auto number = [](double x) { return std::isnan(x) ? std::string("-") : fmt::format("{:.4g}", x); };
  add("rows", [](const Part& part) { return fmt::format("{}", part.data.rows); });
  add("loss", [&](const Part& part) { return number(part.evaluation.loss); });
  if (outcome.about().task == Task::regression) {
    add("root mean squared error", [&](const Part& part) { return number(part.evaluation.rmse); });
    add("R²", [&](const Part& part) { return number(part.evaluation.r_squared); });
    return rows;
  }
  add("accuracy", [](const Part& part) { return percent(part.evaluation.accuracy); });
  add("log loss", [&](const Part& part) { return number(part.evaluation.log_loss); });
  if (outcome.about().task == Task::binary)
    add("ROC area", [&](const Part& part) { return number(part.evaluation.roc_area); });
  return rows;
}

std::string outcome_text(const Outcome& outcome) {
  const DataDescription& about = outcome.about();
  std::string out = fmt::format("{}\nnetwork {}: {} parameters; {}; loss {}; {}\n\n", task_of(about),
                                shape_of(outcome.network), outcome.network.parameters().size(),
                                outcome.method, name_of(outcome.loss), ending(outcome));
  std::vector<std::vector<std::string>> rows(1, {""});
  for (const Part& part : outcome.parts) rows[0].push_back(part.name);
  for (auto& row : metrics_of(outcome)) rows.push_back(std::move(row));
  out += table(rows);
  if (about.task != Task::regression && about.classes.size() <= 20) out += "\n" + confusion(outcome.last());
  out.pop_back();
  return out;
}

}  // namespace slope::tool
