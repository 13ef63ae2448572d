// SPDX-License-Identifier: MIT
// Identities by differentiation: a function whose partial derivatives are 0 is constant on every connected piece of its
// domain, so it is 0 there if it is 0 at one point. The pieces are boxes: the axes are cut where a condition of one
// variable may change, and if any other condition may fail, nothing is proved.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "exact.hpp"
#include "sample.hpp"
#include "slope/expr/diff.hpp"
#include "slope/function/catalog.hpp"

namespace slope::algebra {

namespace {

constexpr std::size_t max_cells = 32, max_variables = 40, max_partial_nodes = 50'000;

// Functions that are continuous where they are defined, and differentiable where their slope is.
bool is_smooth(const Expr& f) {
  static const std::set<Op> smooth{Op::add,
                                   Op::subtract,
                                   Op::multiply,
                                   Op::divide,
                                   Op::negate,
                                   Op::pow,
                                   op_of<Pi>(),
                                   op_of<E>(),
                                   op_of<Exp>(),
                                   op_of<Expm1>(),
                                   op_of<Log>(),
                                   op_of<Log1p>(),
                                   op_of<Log2>(),
                                   op_of<Log10>(),
                                   op_of<Sqrt>(),
                                   op_of<Cbrt>(),
                                   op_of<Sin>(),
                                   op_of<Cos>(),
                                   op_of<Tan>(),
                                   op_of<Sec>(),
                                   op_of<Csc>(),
                                   op_of<Cot>(),
                                   op_of<Asin>(),
                                   op_of<Acos>(),
                                   op_of<Atan>(),
                                   op_of<Acot>(),
                                   op_of<Sinh>(),
                                   op_of<Cosh>(),
                                   op_of<Tanh>(),
                                   op_of<Sech>(),
                                   op_of<Csch>(),
                                   op_of<Coth>(),
                                   op_of<Asinh>(),
                                   op_of<Acosh>(),
                                   op_of<Atanh>(),
                                   op_of<Asech>(),
                                   op_of<Acsch>(),
                                   op_of<Sigmoid>(),
                                   op_of<Logit>(),
                                   op_of<Softplus>(),
                                   op_of<LogSigmoid>(),
                                   op_of<LogAddExp>(),
                                   op_of<LogSumExp>(),
                                   op_of<Gelu>(),
                                   op_of<Swish>(),
                                   op_of<Mish>(),
                                   op_of<Erf>(),
                                   op_of<Erfc>()};
  const Postorder order(f.node());
  return std::all_of(order.begin(), order.end(),
                     [](NodeRef n) { return !n.is_function() || smooth.contains(n.op()); });
}

struct Cell {
  std::map<std::string, Range> ranges;  // of the variables that are cut
  bool included = false;
};

// The pieces of a range between the cuts.
std::vector<Range> pieces_of(Range range, std::vector<Rational> cuts) {
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::vector<Range> pieces;
  for (const Rational& c : cuts) {
    if ((range.low && c <= *range.low) || (range.high && c >= *range.high)) continue;
    pieces.push_back({range.low, c, range.low_included, false});
    range.low = c;
    range.low_included = false;
  }
  pieces.push_back(range);
  return pieces;
}

// Points of a range at which functions have known values, then its middle.
std::vector<Rational> candidates(const Range& range) {
  std::vector<Rational> list;
  for (const Rational& x : {Rational(0), Rational(1), Rational(-1), Rational(1, 2), Rational(-1, 2),
                            Rational(2), Rational(-2), Rational(1, 4)})
    if (range.contains(x)) list.push_back(x);
  if (range.low && range.high) list.push_back((*range.low + *range.high) / Rational(2));
  else if (range.low) list.push_back(*range.low + Rational(1));
  else if (range.high) list.push_back(*range.high - Rational(1));
  return list;
}

enum class Base { equal, undefined, undecided };

class Decision {
 public:
  Decision(const Expr& lhs, const Expr& rhs, const Assumptions& domain, Budget& budget,
           std::mt19937_64& random)
      : lhs_(lhs),
        rhs_(rhs),
        domain_(domain),
        budget_(budget),
        random_(random),
        variables_((lhs - rhs).symbols()) {}

  bool decide(std::vector<Requirement> requirements, std::string& reason) {
    if (variables_.empty() || variables_.size() > max_variables || !is_smooth(lhs_) || !is_smooth(rhs_))
      return false;
    if (!partials_vanish(requirements) || !cut(requirements)) return false;
    for (Cell& cell : cells_) {
      const Base at = base_of(cell);
      if (at == Base::undecided) return false;
      cell.included = at == Base::equal;
    }
    if (std::none_of(cells_.begin(), cells_.end(), [](const Cell& c) { return c.included; })) return false;
    if (!boundaries_follow(requirements)) return false;
    reason =
        fmt::format("the difference has derivative 0 by {}, and {}", list_of_variables(), list_of_places());
    return true;
  }

 private:
  bool partials_vanish(std::vector<Requirement>& requirements) {
    std::vector<Expr> by;
    by.reserve(variables_.size());
    for (const std::string& name : variables_) by.push_back(symbol(name));
    for (const Expr& partial : gradient(lhs_ - rhs_, by)) {
      if (partial.node_count() > max_partial_nodes) return false;
      Exactly zero = decide_exactly(partial, Expr(0), domain_, budget_, random_);
      if (!zero.equal) return false;
      std::move(zero.requirements.begin(), zero.requirements.end(), std::back_inserter(requirements));
    }
    return true;
  }

  // The cells: one range for every variable that is cut.
  bool cut(const std::vector<Requirement>& requirements) {
    for (const Requirement& r : requirements) {
      if (!r.cuts) return false;
      auto& list = cuts_[r.cuts->first];
      list.insert(list.end(), r.cuts->second.begin(), r.cuts->second.end());
    }
    cells_ = {Cell()};
    for (const auto& [name, list] : cuts_) {
      std::vector<Cell> finer;
      for (const Range& piece : pieces_of(domain_.of(name), list))
        for (const Cell& cell : cells_) {
          finer.push_back(cell);
          finer.back().ranges[name] = piece;
        }
      cells_ = std::move(finer);
      if (cells_.size() > max_cells) return false;
    }
    return true;
  }

  Base base_of(const Cell& cell) {
    for (std::size_t attempt = 0; attempt < 5; ++attempt) {
      Place place;
      for (const std::string& name : variables_) {
        const auto own = cell.ranges.find(name);
        const auto list = candidates(own == cell.ranges.end() ? domain_.of(name) : own->second);
        place[name] = list[attempt % list.size()];
      }
      const Comparison at = compare_at(lhs_, rhs_, place, 128);
      if (at.result == Comparison::Result::undefined) return Base::undefined;
      if (at.result != Comparison::Result::equal) return Base::undecided;
      std::vector<std::pair<Expr, Expr>> values;
      for (const auto& [name, x] : place) values.emplace_back(symbol(name), Expr(x));
      if (decide_exactly(substitute(lhs_, values), substitute(rhs_, values), {}, budget_, random_).equal) {
        places_.push_back(place);
        return Base::equal;
      }
    }
    return Base::undecided;
  }

  // Where roots end, the domain has points that are in no cell. They are limits of points of a cell next to them, unless
  // both of these lie outside of the domain.
  bool boundaries_follow(const std::vector<Requirement>& requirements) {
    for (const Requirement& r : requirements) {
      if (r.need != Condition::Need::nonnegative) continue;
      if (cuts_.size() > 1) return false;
      if (!r.cuts) return false;
      const auto& [variable, places] = *r.cuts;
      for (const Rational& c : places) {
        const bool beside =
            std::any_of(cells_.begin(), cells_.end(), [&, &name = variable](const Cell& cell) {
              const Range& at = cell.ranges.at(name);
              return cell.included && ((at.low && *at.low == c) || (at.high && *at.high == c));
            });
        if (!beside && domain_.of(variable).contains(c)) return false;
      }
    }
    return true;
  }

  std::string list_of_variables() const {
    std::string list;
    for (const std::string& name : variables_) list += (list.empty() ? "" : ", ") + name;
    return list.size() > 100 ? list.substr(0, 100) + "..." : list;
  }
  std::string list_of_places() const {
    std::string list;
    for (const Place& place : places_) {
      std::string one;
      for (const auto& [name, x] : place)
        one += fmt::format("{}{} = {}", one.empty() ? "" : ", ", name, x.to_string());
      list += (list.empty() ? "is 0 at " : " and at ") + one;
    }
    return list.size() > 200 ? list.substr(0, 200) + "..." : list;
  }

  const Expr &lhs_, &rhs_;
  const Assumptions& domain_;
  Budget& budget_;
  std::mt19937_64& random_;
  std::vector<std::string> variables_;
  std::map<std::string, std::vector<Rational>> cuts_;
  std::vector<Cell> cells_;
  std::vector<Place> places_;
};

}  // namespace

bool decide_by_differentiation(const Expr& lhs, const Expr& rhs, const Assumptions& domain,
                               const std::vector<Requirement>& requirements, Budget& budget,
                               std::mt19937_64& random, std::string& reason) {
  return Decision(lhs, rhs, domain, budget, random).decide(requirements, reason);
}

}  // namespace slope::algebra
