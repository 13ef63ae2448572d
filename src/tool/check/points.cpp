// SPDX-License-Identifier: MIT
#include "points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "../place.hpp"
#include "slope/check/samples.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/parse.hpp"
#include "table.hpp"

namespace slope::tool {

namespace {

// The ends that an option gives, one for each variable.
std::vector<double> ends_of(std::string_view option, const std::string& text, double otherwise,
                            const Question& question) {
  std::vector<double> ends(question.variables.size(), otherwise);
  if (text.empty()) return ends;
  const auto require_finite = [&](double x) {
    if (!std::isfinite(x)) throw UsageError(fmt::format("{} takes a finite number; got '{}'", option, text));
    return x;
  };
  if (text.find('=') == text.npos) {
    const Expr value = parse(text);
    if (const auto symbols = value.symbols(); !symbols.empty())
      throw UsageError(fmt::format("{} takes a number, or one for each variable such as {}=1; got '{}'",
                                   option, question.variables.front(), text));
    std::fill(ends.begin(), ends.end(), require_finite(evaluate<double>(value, {})));
    return ends;
  }
  const Place place({text});
  for (const auto& [name, value] : place.numbers()) {
    const auto found = std::find(question.variables.begin(), question.variables.end(), name);
    if (found == question.variables.end())
      throw UsageError(fmt::format("{} gives a value for {}, which the formula does not have", option, name));
    ends[static_cast<std::size_t>(found - question.variables.begin())] = require_finite(value);
  }
  return ends;
}

// Where something happens to the formula or what is asked of it.
std::vector<double> special(const Question& question, SampleRange range) {
  const std::string& x = question.variables.front();
  std::vector<double> points = special_points(question.formula, x, range);
  if (question.order != slope::check::Order::value) {
    const std::vector<double> more = special_points(raw_diff(question.formula, symbol(x)), x, range);
    points.insert(points.end(), more.begin(), more.end());
  }
  return points;
}

}  // namespace

Points sampled_points(const Question& question, const Sampling& sampling) {
  constexpr double usual = 1000;
  const auto low = ends_of("--from", sampling.from, -usual, question),
             high = ends_of("--to", sampling.to, usual, question);
  const SampleOptions options{.count = sampling.count, .seed = sampling.seed};
  Points points{question.variables.size(), {}};
  if (points.variables == 1) {
    const SampleRange range{low[0], high[0]};
    if (question.single()) {
      const std::vector<float> x = sample_range_float(range, options, special(question, range));
      points.coordinates.assign(x.begin(), x.end());
    } else {
      points.coordinates = sample_range(range, options, special(question, range));
    }
    for (double& x : points.coordinates) x += 0.0;  // 0 without a sign
    return points;
  }
  std::vector<SampleRange> box;
  for (std::size_t i = 0; i < low.size(); ++i) box.push_back({low[i], high[i]});
  for (const std::vector<double>& point : sample_box(box, options))
    for (const double x : point)
      points.coordinates.push_back(question.single() ? static_cast<double>(static_cast<float>(x)) : x);
  return points;
}

Points points_of_file(const Question& question, const std::string& file) {
  Table table = read_table(file, question.variables, question.type);
  for (std::size_t i = 0; i < table.numbers.size(); ++i)
    if (!std::isfinite(table.numbers[i]))
      throw UsageError(fmt::format("{}: point {} has a coordinate that is {}; points must be finite", file,
                                   i / table.columns + 1, write_number(table.numbers[i], question.type)));
  return {table.columns, std::move(table.numbers)};
}

}  // namespace slope::tool
