// SPDX-License-Identifier: MIT
#include "suspect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "number.hpp"

namespace slope::tool {

namespace {

constexpr double tolerance = 1e-9;

bool near(double a, double b) { return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b)); }

bool near_multiple(double x, double period, double offset = 0) {
  return std::abs(std::remainder(x - offset, period)) <= tolerance * std::max(1.0, std::abs(x));
}

bool near_pole(double x, Poles poles) {
  using std::numbers::pi;
  switch (poles) {
    case Poles::none: return false;
    case Poles::zero: return near(x, 0);
    case Poles::multiples_of_pi: return near_multiple(x, pi);
    case Poles::odd_multiples_of_half_pi: return near_multiple(x, pi, pi / 2);
    case Poles::nonpositive_integers: return x < tolerance && near_multiple(x, 1);
  }
  return false;
}

bool near_end(double x, const Domain& d) {
  return (std::isfinite(d.low) && near(x, d.low)) || (std::isfinite(d.high) && near(x, d.high));
}

bool inside(double x, const Domain& d) {
  if (d.poles == Poles::zero && x == 0) return false;
  if (d.poles == Poles::nonpositive_integers && x <= 0 && x == std::floor(x)) return false;
  const bool above = d.low_included ? x >= d.low : x > d.low;
  const bool below = d.high_included ? x <= d.high : x < d.high;
  if (d.outside) return x <= d.low || x >= d.high;
  return (above || std::isinf(d.low)) && (below || std::isinf(d.high));
}

// Calls visit(function, arguments, value) for each operation, operands first, until it returns true.
using Visit = std::function<bool(const Function&, NodeRef, const std::vector<double>&, double)>;
bool any_operation(const Expr& f, const Place& place, const Visit& visit) {
  const Postorder order(f.node());
  const std::vector<double> value = detail::evaluate_nodes(order, place.numbers());
  std::vector<double> args;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (!order[i].is_function()) continue;
    args.clear();
    order[i].each_arg([&](NodeRef arg) { args.push_back(value[order.slot(arg)]); });
    if (visit(function_of(order[i].op()), order[i], args, value[i])) return true;
  }
  return false;
}

bool is_rough(const Function& function, Op op, const std::vector<double>& args, double y) {
  if (!std::isfinite(y)) return true;
  switch (op) {
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::negate: return false;
    case Op::divide: return near(args[1], 0);
    case Op::pow: return near(args[0], 0) && (args[1] < 1 || args[1] != std::floor(args[1]));
    default: break;
  }
  if (args.size() > 1) return true;  // a rule lists the kinks of functions of one argument only
  for (std::size_t i = 0; i < args.size(); ++i) {
    const Domain& d = function.domain[i];
    if (near_end(args[i], d) || near_pole(args[i], d.poles)) return true;
    for (const double kink : function.kinks)
      if (near(args[i], kink)) return true;
    if (function.kinks_every > 0 && near_multiple(args[i], function.kinks_every)) return true;
  }
  return false;
}

}  // namespace

bool may_be_rough(const Expr& f, const Place& place) {
  return any_operation(f, place,
                       [](const Function& function, NodeRef node, const std::vector<double>& args, double y) {
                         return is_rough(function, node.op(), args, y);
                       });
}

std::optional<std::string> undefined_operation(const Expr& f, const Place& place) {
  std::string found;
  any_operation(
      f, place, [&](const Function& function, NodeRef node, const std::vector<double>& args, double y) {
        if (node.op() == Op::divide && args[1] == 0) {
          found = args[0] == 0 ? "0/0" : "division by zero";
        } else if (node.op() == Op::pow && std::isnan(y) && args[0] < 0) {
          found = fmt::format("a^b is defined for a >= 0 unless b is an integer; here it is ({})^({})",
                              shortest(args[0]), shortest(args[1]));
        } else if (node.op() >= Op::first_function) {
          for (std::size_t i = 0; i < args.size() && i < function.domain.size() && found.empty(); ++i)
            if (!std::isnan(args[i]) && !inside(args[i], function.domain[i]))
              found = fmt::format("{} is defined for {}, its argument is {}", function.name,
                                  function.domain[i].text, shortest(args[i]));
        }
        return !found.empty();
      });
  return found.empty() ? std::nullopt : std::optional(found);
}

std::optional<std::string> edge_operation(const Expr& f, const Place& place) {
  std::string found;
  any_operation(f, place,
                [&](const Function& function, NodeRef node, const std::vector<double>& args, double) {
                  if (node.op() == Op::pow && near(args[0], 0) && args[1] != std::floor(args[1]))
                    found = "a^b is defined for a >= 0 unless b is an integer";
                  if (node.op() >= Op::first_function)
                    for (std::size_t i = 0; i < args.size() && i < function.domain.size(); ++i)
                      if (near_end(args[i], function.domain[i]))
                        found = fmt::format("{} is defined for {}", function.name, function.domain[i].text);
                  return !found.empty();
                });
  return found.empty() ? std::nullopt : std::optional(found);
}

}  // namespace slope::tool
