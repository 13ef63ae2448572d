// SPDX-License-Identifier: MIT
// Where something happens to a formula as a variable moves: what changes sign is found by bisection.
#include <algorithm>
#include <cmath>
#include <functional>

#include "slope/check/samples.hpp"
#include "slope/core/error.hpp"
#include "slope/expr/evaluate.hpp"

namespace slope {

namespace {

constexpr std::size_t most_points = 400;

// Values that mark a place by changing sign (or by ceasing to be finite): of f, of every operand of a function less
// each kink and end of its domain, of the difference of two operands, of denominators.
class Marks {
 public:
  Marks(const Expr& f, std::string x, const std::vector<std::pair<std::string, double>>& at)
      : order_(f.node()), x_(std::move(x)) {
    for (const auto& [name, value] : at) point_[name] = value;
  }
  std::vector<double> at(double x) {
    point_[x_] = x;
    const std::vector<double> value = detail::evaluate_nodes(order_, point_);
    std::vector<double> marks{value.back()};
    std::vector<double> args;
    for (const NodeRef n : order_) {
      if (!n.is_function()) continue;
      args.clear();
      n.each_arg([&](NodeRef arg) { args.push_back(value[order_.slot(arg)]); });
      if (n.op() == Op::divide) marks.push_back(args[1]);
      if (n.op() == Op::pow) marks.push_back(args[0]);
      if (n.op() >= Op::first_function) add(function_of(n.op()), args, marks);
    }
    return marks;
  }

 private:
  static void add(const Function& function, const std::vector<double>& args, std::vector<double>& marks) {
    if (args.size() > 1)
      for (std::size_t i = 1; i < args.size(); ++i) marks.push_back(args[0] - args[i]);
    for (std::size_t i = 0; i < args.size(); ++i) {
      marks.push_back(args[i]);
      const Domain& d = function.domain[std::min(i, function.domain.size() - 1)];
      for (const double end : {d.low, d.high})
        if (std::isfinite(end) && end != 0) marks.push_back(args[i] - end);
    }
    for (const double kink : function.kinks)
      if (kink != 0) marks.push_back(args[0] - kink);
    if (function.kinks_every > 0) marks.push_back(std::sin(std::acos(-1.0) * args[0] / function.kinks_every));
  }

  Postorder order_;
  std::string x_;
  Point<double> point_;
};

int sign_of(double v) { return std::isnan(v) ? 2 : v > 0 ? 1 : v < 0 ? -1 : 0; }

}  // namespace

std::vector<double> special_points(const Expr& f, const std::string& x, SampleRange range,
                                   const std::vector<std::pair<std::string, double>>& at, int steps) {
  if (!(range.low <= range.high) || !std::isfinite(range.low) || !std::isfinite(range.high)) return {};
  Marks marks(f, x, at);
  std::vector<double> found;
  const auto place = [&](int i) {
    return range.low + (range.high - range.low) * (static_cast<double>(i) / steps);
  };
  double before = place(0);
  std::vector<double> then = marks.at(before);
  for (int i = 1; i <= steps && found.size() < most_points; ++i) {
    const double here = place(i);
    const std::vector<double> now = marks.at(here);
    for (std::size_t k = 0; k < now.size(); ++k) {
      const int left = sign_of(then[k]), right = sign_of(now[k]);
      if (left == right) continue;
      if (left == 0 || right == 0) {
        found.push_back(left == 0 ? before : here);
        continue;
      }
      double low = before, high = here;
      for (int halving = 0; halving < 1100; ++halving) {
        const double middle = low / 2 + high / 2;
        if (middle <= low || middle >= high) break;
        (sign_of(marks.at(middle)[k]) == left ? low : high) = middle;
      }
      found.push_back(low), found.push_back(high);
    }
    before = here, then = now;
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace slope
