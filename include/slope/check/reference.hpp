// SPDX-License-Identifier: MIT
// Where true values come from: a formula, generic code that is traced to formulas, or differences of a function that
// takes doubles only.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "slope/check/truth.hpp"

namespace slope::check {

/// What of a function is meant: its results, their first or their second derivatives.
enum class Order { value, first, second };

using Numbers = std::vector<double>;
using Place = std::span<const double>;

/// A closed interval of accepted values.
struct Sides {
  double low, high;
};

class Reference {
 public:
  virtual ~Reference() = default;
  /// One sentence on where its numbers come from.
  virtual std::string text() const = 0;
  /// All components at a point, row by row; none where the function itself is not defined.
  virtual std::vector<TrueNumber> at(Place point) = 0;
  /// Widens the tolerances of the components at a point to what rounding may do in forward mode, which adds up terms that
  /// reverse mode cancels before: in c + (x² − c), the slope of c.
  virtual void widen(Place, std::vector<TrueNumber>&) {}
  /// The values on all sides of the point, if they jump there; and those of other branches, if rounding to so many bits may
  /// take one.
  virtual std::vector<Sides> sides_at(Place point, int bits) = 0;
  /// Whether the function itself, in its stable form, is a number in double there: if not, its derivative need not be.
  virtual bool is_finite_in_double(Place) { return true; }
  /// The formulas of the components as they hold at a point, if there are any.
  virtual std::vector<Expr> formulas_at(Place) { return {}; }
  /// The formulas of the function itself, as they hold at a point, if there are any.
  virtual std::vector<Expr> functions_at(Place) { return {}; }
  /// The components that would follow from other formulas of the function.
  virtual std::vector<Expr> derive(const std::vector<Expr>&) const { return {}; }
};

/// The derivatives of these formulas by the variables.
std::unique_ptr<Reference> formula_reference(std::vector<Expr> results, std::vector<std::string> variables,
                                             Order order);

/// Of code that is called at every point with numbers that write down what is done with them (see Traced), and
/// returns the formulas of its results there.
std::unique_ptr<Reference> traced_reference(std::function<std::vector<Expr>(Place)> trace,
                                            std::vector<std::string> variables, Order order);

/// Richardson's differences of a function of doubles, with an estimate of their error.
std::unique_ptr<Reference> difference_reference(std::function<Numbers(Place)> function, Order order);

}  // namespace slope::check
