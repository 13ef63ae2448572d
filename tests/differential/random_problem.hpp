// SPDX-License-Identifier: MIT
// A random expression and a point at which it is defined.
#pragma once

#include <cstdint>

#include "modes.hpp"

namespace slope::differential {

/// Draws the point first, and then operations whose arguments lie in their domains there (except a few, so that branches
/// not taken may be undefined): of expressions drawn blindly, few of more than ten operations have a value.
/// The same problem for the same seed and index, on every machine.
class RandomProblem {
 public:
  RandomProblem(std::uint64_t seed, std::uint64_t index);

  const Expr& f() const { return f_; }
  const Point& at() const { return at_; }

 private:
  struct Drawn {
    Expr f;
    double value;
  };

  std::size_t below(std::size_t n);
  double coordinate();
  Expr number();
  Drawn leaf();
  Drawn operation(Op op);
  bool is_acceptable(double value);

  std::uint64_t state_;
  Point at_{};
  std::vector<Drawn> pool_;
  Expr f_;
};

}  // namespace slope::differential
