// SPDX-License-Identifier: MIT
#include "slope/check/check_function.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "slope/core/error.hpp"

namespace slope::check {

namespace {

constexpr SampleRange usual{-1000, 1000};

std::vector<double> marks_of(Reference& reference, const std::string& variable, SampleRange range) {
  const Numbers middle{range.low + (range.high - range.low) / 2};
  std::vector<double> marks;
  std::vector<Expr> marked = reference.functions_at(middle);
  for (const Expr& f : reference.formulas_at(middle)) marked.push_back(f);
  for (const Expr& f : marked)
    for (const double x : special_points(f, variable, range)) marks.push_back(x);
  return marks;
}

template <class T> std::vector<double> points_for(Reference& reference, const std::string& variable,
                                                  const FunctionOptions& options) {
  std::vector<double> points;
  const auto add = [&](SampleRange range, std::size_t count) {
    SampleOptions samples = options.samples;
    samples.count = count;
    const std::vector<double> marks = marks_of(reference, variable, range);
    if constexpr (std::is_same_v<T, float>) {
      for (const float x : sample_range_float(range, samples, marks))
        points.push_back(static_cast<double>(x));
    } else {
      for (const double x : sample_range(range, samples, marks)) points.push_back(x);
    }
  };
  if (options.range) add(*options.range, options.samples.count);
  else {
    const auto most = static_cast<double>(std::numeric_limits<T>::max());
    add(usual, options.samples.count / 2);
    add({-10, 10}, options.samples.count / 2);
    add({-most, most}, 1);
  }
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

}  // namespace

CheckReport check_values(const std::function<double(double)>& f, bool single, Reference& reference,
                         const std::string& title, const std::string& variable,
                         const FunctionOptions& options) {
  if (options.derivative < 0 || options.derivative > 1)
    throw UsageError(
        "FunctionOptions::derivative is 0 for values or 1 for the derivative; for higher ones check the "
        "derivative of a formula such as diff(f, x)");
  Subject subject;
  subject.claim = (options.derivative == 0 ? "value of " : "derivative of ") + title;
  subject.variables = {variable};
  subject.components = {options.derivative == 0 ? "value" : "d/d" + variable};
  subject.single = single;
  subject.compute = [&](Place x) { return Numbers{f(x[0])}; };
  std::vector<Numbers> points;
  for (const double x : single ? points_for<float>(reference, variable, options)
                               : points_for<double>(reference, variable, options))
    points.push_back({x});
  return compare(subject, reference, points, options.within);
}

void refuse_exhaustive(bool is_formula) {
  throw UsageError(is_formula
                       ? "only a function of floats can be checked exhaustively: there are 2^64 doubles"
                       : "an exhaustive check needs a formula");
}

}  // namespace slope::check
