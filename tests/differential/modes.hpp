// SPDX-License-Identifier: MIT
// The derivatives of an expression in every mode.
#pragma once

#include <array>
#include <random>

#include "program.hpp"

namespace slope::differential {

using Point = std::array<double, variables>;

/// ∂f/∂x, ∂f/∂y, ∂f/∂z, ∂²f/∂x².
using Derivatives = std::array<double, variables + 1>;
inline constexpr std::size_t second = variables;
/// Of a mode without the second.
inline constexpr double not_computed = std::numeric_limits<double>::max();

using Random = std::minstd_rand;

/// What an operation may err by, in units of 2^−53: the worst of the catalog, polygamma's, is 16.
inline constexpr double shake_units = 16;
/// A factor 1 ± δ, δ between half of that and all of it. Never nearly 1, so that no error hides.
inline double shaken(Random& random) {
  const double size = 0x1p-54 * shake_units * (1 + static_cast<double>(random()) / Random::max());
  return random() % 2 == 0 ? 1 + size : 1 - size;
}

/// True if the value of an operand may be off when the step `user` needs it. A step that selects does so by the unshaken
/// values, and hands on the error of what it selects. A rule whose slope is a sum, with zeros of its own, is near these
/// right to a few ulps not of itself but of what an ulp of the argument is worth: there even what is exact is shaken.
bool has_error(const Program::Step& operand, const Program::Step& user);

Derivatives by_dual(const Program& f, const Point& at);
/// With `random`, the value and each derivative of each operand of each operation carry an error of their own.
Derivatives by_dual_of_dual(const Program& f, const Point& at, Random* random = nullptr);
Derivatives by_tape(const Program& f, const Point& at);
Derivatives by_series(const Program& f, const Point& at);

/// The derivatives as expressions, evaluated.
class Symbolic {
 public:
  /// Simplified, or as the sweep over the graph leaves them.
  Symbolic(const Expr& f, bool simplified);
  Derivatives at(const Point& point, Random* random = nullptr) const;

 private:
  std::vector<Program> derivatives_;
};

/// The values of all steps in double.
std::vector<double> values(const Program& f, const Point& at);

}  // namespace slope::differential
