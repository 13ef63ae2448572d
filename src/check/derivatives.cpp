// SPDX-License-Identifier: MIT
#include "slope/check/check_gradient.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "random.hpp"
#include "slope/core/error.hpp"
#include "slope/expr/diff.hpp"

namespace slope {

check::Formulas formulas(const std::vector<std::string>& texts, std::vector<std::string> variables) {
  check::Formulas out{{}, std::move(variables)};
  for (const std::string& text : texts) out.results.push_back(parse(text));
  return out;
}

namespace check {

void check_length(std::size_t fixed, std::size_t given) {
  if (fixed != given)
    throw UsageError(fmt::format("the function takes {} numbers, but the point has {}", fixed, given));
}
void refuse_numbers_on_box() {
  throw UsageError("a gradient given as numbers is that of one point: say which, with At(point)");
}
void check_variables(const std::string& title, std::size_t variables, std::size_t coordinates) {
  if (coordinates == 0) throw UsageError("say where to check: At(point), or On(box)");
  if (variables != coordinates)
    throw UsageError(
        fmt::format("{} has {} variables, but the point or box has {}", title, variables, coordinates));
}

std::size_t size_of(const Plan& plan) {
  return plan.points.empty() ? plan.box.size() : plan.points[0].size();
}

Numbers some_point(const Plan& plan) {
  if (!plan.points.empty()) return plan.points[0];
  Numbers middle;
  for (const SampleRange& range : plan.box) middle.push_back(range.low + (range.high - range.low) / 2);
  return middle;
}

namespace {

// Points at which something happens to the function, found along lines through the box, parallel to its axes.
std::vector<Numbers> special_in(const Plan& plan, Reference& reference,
                                const std::vector<std::string>& variables) {
  constexpr std::size_t most_lines = 12, largest = 2000, most_points = 100;
  std::vector<Numbers> special;
  Random random(plan.samples.seed);
  const std::size_t n = plan.box.size(), lines = n == 1 ? 1 : std::min(most_lines, 2 * n);
  for (std::size_t line = 0; line < lines && special.size() < most_points; ++line) {
    const std::size_t axis = line % n;
    Numbers point(n);
    for (std::size_t i = 0; i < n; ++i)
      point[i] = plan.box[i].low + (plan.box[i].high - plan.box[i].low) * random.unit();
    std::vector<std::pair<std::string, double>> at;
    for (std::size_t i = 0; i < n; ++i) at.emplace_back(variables[i], point[i]);
    std::vector<Expr> marked = reference.functions_at(point);
    if (n == 1)
      for (const Expr& f : reference.formulas_at(point)) marked.push_back(f);
    for (const Expr& f : marked) {
      if (f.node_count() > largest) continue;
      for (const double x : special_points(f, variables[axis], plan.box[axis], at, n == 1 ? 4000 : 200)) {
        point[axis] = x;
        special.push_back(point);
      }
    }
  }
  return special;
}

}  // namespace

std::vector<Numbers> points_of(const Plan& plan, Reference& reference,
                               const std::vector<std::string>& variables) {
  if (!plan.points.empty()) return plan.points;
  const std::vector<Numbers> special = special_in(plan, reference, variables);
  if (plan.box.size() > 1) return sample_box(plan.box, plan.samples, special);
  std::vector<double> marks;
  for (const Numbers& point : special) marks.push_back(point[0]);
  std::vector<Numbers> points;
  for (const double x : sample_range(plan.box[0], plan.samples, marks)) points.push_back({x});
  return points;
}

CheckReport check_derivatives(Kind kind, std::function<Numbers(Place)> computed, std::size_t results,
                              Reference& reference, const std::string& title,
                              std::vector<std::string> variables, const Plan& plan) {
  const std::size_t n = variables.size();
  Subject subject;
  subject.compute = std::move(computed);
  subject.columns = n;
  const auto name = [&](std::size_t i, std::size_t j) {
    switch (kind) {
      case Kind::gradient:
        return n == 1 ? "d/d" + variables[0] : fmt::format("component {} (d/d{})", j + 1, variables[j]);
      case Kind::jacobian:
        return fmt::format("entry ({}, {}) (result {}, d/d{})", i + 1, j + 1, i + 1, variables[j]);
      case Kind::hessian: break;
    }
    return fmt::format("entry ({}, {}) (d²/d{}d{})", i + 1, j + 1, variables[i], variables[j]);
  };
  constexpr const char* names[] = {"gradient", "Jacobian", "Hessian"};
  subject.claim = fmt::format("{} of {}", names[static_cast<int>(kind)], title);
  subject.rows = kind == Kind::gradient ? 1 : kind == Kind::jacobian ? results : n;
  for (std::size_t i = 0; i < subject.rows; ++i)
    for (std::size_t j = 0; j < n; ++j) subject.components.push_back(name(i, j));
  subject.variables = variables;
  return compare(subject, reference, points_of(plan, reference, variables), plan.within);
}

}  // namespace check
}  // namespace slope
