// SPDX-License-Identifier: MIT
#include "slope/check/reference.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <optional>

#include "../expr/many_digits.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/expr/simplify.hpp"
#include "straightforward.hpp"

namespace slope::check {

namespace {

constexpr std::size_t most_forward = 200'000;  // nodes times variables
constexpr std::size_t most_simplified = 400;   // nodes: beyond, the formula is taken as it was derived

std::vector<Expr> derived(const std::vector<Expr>& results, const std::vector<std::string>& variables,
                          Order order) {
  if (order == Order::value) return results;
  std::vector<Expr> first = straightforward_gradients(results, variables);
  return order == Order::first ? first : straightforward_gradients(first, variables);
}

// Whether a formula has an operation whose value or slope jumps.
bool has_jumps(const Expr& f) {
  const Postorder order(f.node());
  return std::any_of(order.begin(), order.end(), [](NodeRef node) {
    if (node.op() < Op::first_function) return false;
    const Function& function = function_of(node.op());
    return !function.kinks.empty() || function.kinks_every > 0 ||
           (function.arity > 1 && many_digits::is_exact_function(node.op()));  // comparisons, max, where, …
  });
}

class FormulaReference : public Reference {
 public:
  FormulaReference(std::vector<Expr> results, std::vector<std::string> variables, Order order)
      : functions_(std::move(results)),
        components_(derived(functions_, variables, order)),
        truth_([&] {
          std::vector<Expr> all = components_;
          all.insert(all.end(), functions_.begin(), functions_.end());
          return TrueFunction(std::move(all), variables, TrueFunction::Form::as_written);
        }()),
        order_(order),
        may_jump_(std::any_of(components_.begin(), components_.end(), has_jumps) ||
                  std::any_of(functions_.begin(), functions_.end(), has_jumps)) {}

  std::string text() const override { return "the formula, derived exactly and evaluated in high precision"; }

  std::vector<TrueNumber> at(Place point) override {
    std::vector<TrueNumber> all = truth_.at(point);
    // Where the function is not defined, or where some operation on the way to it has an infinite slope (the end of its
    // domain), nothing is asked of a derivative.
    for (std::size_t i = components_.size(); i < all.size(); ++i)
      if (std::isnan(all[i].value.nearest) || (order_ != Order::value && !std::isfinite(all[i].spread)))
        return {};
    all.resize(components_.size());
    // Where the formula as derived overflows on the way, a simplified one may not.
    const auto overflows = [](const TrueNumber& n) {
      return !(n.largest <= std::numeric_limits<double>::max());
    };
    if (std::any_of(all.begin(), all.end(), overflows)) {
      const std::vector<TrueNumber> again = simplified().at(point);
      for (std::size_t i = 0; i < all.size(); ++i)
        if (overflows(all[i]) && again[i].known) all[i] = again[i];
    }
    return all;
  }

  void widen(Place point, std::vector<TrueNumber>& truth) override {
    if (order_ == Order::value || truth.empty()) return;
    if (!forward_) {
      std::size_t work = 0;
      for (const Expr& f : functions_) work += f.node_count() * truth_.variables().size();
      if (work > most_forward) return;
      std::vector<Expr> first = forward_gradients(functions_, truth_.variables());
      forward_.emplace(order_ == Order::first ? first : forward_gradients(first, truth_.variables()),
                       truth_.variables(), TrueFunction::Form::as_written);
    }
    const std::vector<TrueNumber> there = forward_->at(point);
    for (std::size_t i = 0; i < truth.size(); ++i) {
      if (!there[i].known || !std::isfinite(there[i].spread)) continue;
      truth[i].spread = std::max(truth[i].spread, there[i].spread);
      truth[i].leak = std::max(truth[i].leak, there[i].leak);
    }
  }

  std::vector<Sides> sides_at(Place point, int bits) override {
    if (!may_jump_) {
      std::vector<Sides> sides;
      for (const TrueNumber& n : truth_.at(point)) sides.push_back({n.value.nearest, n.value.nearest});
      sides.resize(components_.size());
      return sides;
    }
    std::vector<Sides> sides(components_.size(), {std::numeric_limits<double>::infinity(),
                                                  -std::numeric_limits<double>::infinity()});
    const auto include = [&](const Numbers& place) {
      const std::vector<TrueNumber> there = truth_.at(place);
      for (std::size_t i = 0; i < sides.size(); ++i) {
        if (std::isnan(there[i].value.nearest)) continue;
        sides[i].low = std::min(sides[i].low, there[i].value.nearest);
        sides[i].high = std::max(sides[i].high, there[i].value.nearest);
      }
    };
    Numbers place(point.begin(), point.end());
    include(place);
    // A branch may also turn on the rounding of what is compared.
    constexpr std::uint64_t shakes = 8;
    for (std::uint64_t seed = 1; seed <= shakes; ++seed) {
      const std::vector<double> there = truth_.perturbed_at(point, seed * 0x9e3779b97f4a7c15u, bits);
      for (std::size_t i = 0; i < sides.size(); ++i) {
        if (std::isnan(there[i])) continue;
        sides[i].low = std::min(sides[i].low, there[i]);
        sides[i].high = std::max(sides[i].high, there[i]);
      }
    }
    const std::size_t axes = std::min<std::size_t>(point.size(), 64);
    for (std::size_t j = 0; j < axes; ++j) {
      for (const double limit :
           {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()}) {
        place[j] = point[j];
        for (int step = 1; step <= 4; ++step) {
          place[j] = std::nextafter(place[j], limit);
          if (step == 1 || step == 4) include(place);
        }
      }
      place[j] = point[j];
    }
    return sides;
  }

  bool is_finite_in_double(Place point) override {
    Point<double> at;
    for (std::size_t i = 0; i < point.size(); ++i) at[truth_.variables()[i]] = point[i];
    return std::all_of(functions_.begin(), functions_.end(),
                       [&](const Expr& f) { return std::isfinite(evaluate(f, at)); });
  }
  std::vector<Expr> formulas_at(Place) override { return components_; }
  std::vector<Expr> functions_at(Place) override { return functions_; }
  std::vector<Expr> derive(const std::vector<Expr>& functions) const override {
    return derived(functions, truth_.variables(), order_);
  }

 private:
  TrueFunction& simplified() {
    if (!simplified_) {
      std::vector<Expr> simple = components_;
      for (Expr& f : simple)
        if (f.node_count() <= most_simplified) f = simplify(f);
      simplified_.emplace(std::move(simple), truth_.variables());
    }
    return *simplified_;
  }

  std::vector<Expr> functions_, components_;
  TrueFunction truth_;
  Order order_;
  bool may_jump_;
  std::optional<TrueFunction> simplified_, forward_;  // made when first needed
};

class TracedReference : public Reference {
 public:
  TracedReference(std::function<std::vector<Expr>(Place)> trace, std::vector<std::string> variables,
                  Order order)
      : trace_(std::move(trace)), variables_(std::move(variables)), order_(order) {}

  std::string text() const override {
    return "your code, traced to formulas, derived exactly and evaluated in high precision";
  }
  std::vector<TrueNumber> at(Place point) override { return path(point).at(point); }
  void widen(Place point, std::vector<TrueNumber>& truth) override { path(point).widen(point, truth); }
  std::vector<Sides> sides_at(Place point, int bits) override {
    // Another branch may be taken on another side.
    FormulaReference* const here = &path(point);
    std::vector<Sides> sides = here->sides_at(point, bits);
    Numbers place(point.begin(), point.end());
    for (std::size_t j = 0; j < std::min<std::size_t>(point.size(), 64); ++j) {
      for (const double limit :
           {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()}) {
        place[j] = std::nextafter(point[j], limit);
        if (&path(place) == here) continue;
        const std::vector<TrueNumber> there = path(place).at(place);
        for (std::size_t i = 0; i < there.size(); ++i) {
          sides[i].low = std::min(sides[i].low, there[i].value.nearest);
          sides[i].high = std::max(sides[i].high, there[i].value.nearest);
        }
      }
      place[j] = point[j];
    }
    return sides;
  }
  bool is_finite_in_double(Place point) override { return path(point).is_finite_in_double(point); }
  std::vector<Expr> formulas_at(Place point) override { return path(point).formulas_at(point); }
  std::vector<Expr> functions_at(Place point) override { return path(point).functions_at(point); }
  std::vector<Expr> derive(const std::vector<Expr>& functions) const override {
    return derived(functions, variables_, order_);
  }

 private:
  // The formulas of the branches taken at a point; equal ones are made once.
  FormulaReference& path(Place point) {
    std::vector<Expr> results = trace_(point);
    std::vector<NodeId> key;
    for (const Expr& e : results) key.push_back(e.node().id);
    const auto found = paths_.find(key);
    if (found != paths_.end()) return found->second;
    if (paths_.size() >= most_paths) paths_.clear();
    return paths_.try_emplace(key, std::move(results), variables_, order_).first->second;
  }
  static constexpr std::size_t most_paths = 256;

  std::function<std::vector<Expr>(Place)> trace_;
  std::vector<std::string> variables_;
  Order order_;
  std::map<std::vector<NodeId>, FormulaReference> paths_;
};

}  // namespace

std::unique_ptr<Reference> formula_reference(std::vector<Expr> results, std::vector<std::string> variables,
                                             Order order) {
  return std::make_unique<FormulaReference>(std::move(results), std::move(variables), order);
}
std::unique_ptr<Reference> traced_reference(std::function<std::vector<Expr>(Place)> trace,
                                            std::vector<std::string> variables, Order order) {
  return std::make_unique<TracedReference>(std::move(trace), std::move(variables), order);
}

}  // namespace slope::check
