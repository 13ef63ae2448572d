// SPDX-License-Identifier: MIT
// slope predict
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/Option.hpp>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <limits>
#include <memory>

#include "../network/number.hpp"
#include "console.hpp"
#include "number.hpp"
#include "options.hpp"
#include "slope/network/csv.hpp"
#include "stored_model.hpp"
#include "training/choices.hpp"

namespace slope::tool {

namespace {

// A field of a CSV file.
std::string field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == text.npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string row_of(const std::vector<std::string>& fields) {
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i) out += (i == 0 ? "" : ",") + field(fields[i]);
  return out;
}

bool is_name(const std::string& text) { return !detail::is_blank(text) && !detail::number_of(text); }

// A stream may go on for ever.
constexpr CsvLimits limits = {.rows = std::numeric_limits<std::size_t>::max()};

class Predictions {
 public:
  Predictions(std::istream& in, const std::string& name, char separator, const Model<double>& model)
      : in_(in), reader_(in, name, separator, limits), model_(model), x_(model.about.features.size()) {}

  void run() {
    std::vector<std::string> fields;
    if (!reader_.next(fields)) throw UsageError(fmt::format("{}: there are no rows", reader_.name()));
    std::vector<std::string> names;
    for (const std::string& f : fields) names.emplace_back(detail::trimmed(f));
    const bool named = std::any_of(names.begin(), names.end(), is_name) || has_all_features(names);
    if (named) find_columns(names);
    else count_columns(fields.size());
    if (named && !reader_.next(fields)) return print_line(head());
    bool first = true;
    do {
      const std::string line = predict(fields);  // before the head: a bad first row leaves nothing behind
      if (first) print_line(head());
      first = false;
      print_line(line);
      if (in_.rdbuf()->in_avail() <= 0) flush_results();  // before waiting
    } while (reader_.next(fields));
  }

 private:
  // Names may be numbers too.
  bool has_all_features(const std::vector<std::string>& names) const {
    const auto& features = model_.about.features;
    return std::all_of(features.begin(), features.end(), [&](const std::string& feature) {
      return std::find(names.begin(), names.end(), feature) != names.end();
    });
  }

  void find_columns(const std::vector<std::string>& names) {
    std::vector<std::string> missing;
    for (const std::string& feature : model_.about.features) {
      const auto found = std::find(names.begin(), names.end(), feature);
      if (found == names.end()) missing.push_back(feature);
      else if (std::find(found + 1, names.end(), feature) != names.end())
        throw UsageError(
            fmt::format("{} has two columns '{}', and the model needs one", reader_.name(), feature));
      columns_.push_back(static_cast<std::size_t>(found - names.begin()));
    }
    if (missing.empty()) return;
    throw UsageError(fmt::format("{}: the model needs the column{} {}; the first line has {}", reader_.name(),
                                 missing.size() == 1 ? "" : "s", fmt::join(missing, ", "),
                                 fmt::join(names, ", ")));
  }

  void count_columns(std::size_t columns) {
    if (columns != x_.size())
      throw UsageError(fmt::format("{}: {} column{} without names, but the model needs {}: {}",
                                   reader_.name(), columns, columns == 1 ? "" : "s", x_.size(),
                                   fmt::join(model_.about.features, ", ")));
    for (std::size_t i = 0; i < columns; ++i) columns_.push_back(i);
  }

  std::string head() const {
    const DataDescription& about = model_.about;
    if (about.task == Task::regression) return row_of(about.targets);
    std::vector<std::string> names = {"prediction"};
    for (const std::string& name : about.classes) names.push_back("P(" + name + ")");
    return row_of(names);
  }

  std::string predict(const std::vector<std::string>& fields) {
    for (std::size_t i = 0; i < x_.size(); ++i)
      x_[i] = number_in(reader_, fields[columns_[i]], model_.about.features[i]);
    const std::vector<double> y = model_.network(std::span<const double>(x_));
    if (!std::all_of(y.begin(), y.end(), [](double v) { return std::isfinite(v); }))
      throw UsageError(
          fmt::format("{}, line {}: these values are too large for the model to predict a number",
                      reader_.name(), reader_.line()));
    std::vector<std::string> out;
    if (model_.about.task != Task::regression) {
      out.push_back(model_.about.classes[label_of(std::span<const double>(y))]);
      if (y.size() == 1) out.push_back(shortest(1 - y[0]));
    }
    for (const double number : y) out.push_back(shortest(number));
    return row_of(out);
  }

  std::istream& in_;
  CsvReader reader_;
  const Model<double>& model_;
  std::vector<double> x_;
  std::vector<std::size_t> columns_;
};

}  // namespace

Run add_predict(CLI::App& app) {
  struct Options {
    std::string model, data, separator = ",";
  };
  const auto options = std::make_shared<Options>();
  app.description(
      "Predict the rows of a CSV file by a model that `slope train` saved. Prints a line for each row, as it "
      "is read: the "
      "prediction, and for classes their probabilities.");
  app.add_option("MODEL", options->model, "The model's file")->required();
  app.add_option("DATA", options->data,
                 "A CSV file with the model's columns, by name in any order and among others, or without "
                 "names in the order "
                 "of the model; `-` is standard input")
      ->required();
  app.add_option("--separator", options->separator, "What stands between fields of the data (,)")
      ->type_name("CHAR");
  app.footer(
      "Examples:\n"
      "  slope predict iris.json new.csv > predicted.csv\n"
      "  tail -f measurements.csv | slope predict model.json -");
  return [options] {
    const char separator = separator_in(options->separator);
    const Model<double> model = stored_model(options->model);
    if (options->data == "-") {
      std::ios::sync_with_stdio(false);
      Predictions(std::cin, "standard input", separator, model).run();
    } else {
      std::ifstream file = open_csv(options->data);
      Predictions(file, options->data, separator, model).run();
    }
    flush_results();
    return done;
  };
}

}  // namespace slope::tool
