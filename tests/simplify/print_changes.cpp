// SPDX-License-Identifier: MIT
// Prints every use of a law on random expressions, a line each: law, before, after. check_laws.py evaluates both
// sides with another program. Also prints whole simplifications, as the law "simplify".
#include <cstdlib>
#include <iostream>
#include <random>

#include "expr/simplify/rewrite.hpp"
#include "expr/simplify/trace.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/parse.hpp"
#include "slope/expr/print.hpp"
#include "slope/function/exponential.hpp"

namespace {

using slope::Expr;

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  Expr operator()(int depth) {
    if (depth == 0) return leaf();
    switch (below(12)) {
      case 0:
      case 1: return (*this)(depth - 1) + (*this)(depth - 1);
      case 2: return (*this)(depth - 1) - (*this)(depth - 1);
      case 3:
      case 4: return (*this)(depth - 1) * (*this)(depth - 1);
      case 5: return (*this)(depth - 1) / (*this)(depth - 1);
      case 6: return slope::pow((*this)(depth - 1), Expr(below(3) + 2));
      case 7: return slope::pow((*this)(depth - 1), Expr(slope::Rational(below(7) - 3, below(2) + 1)));
      default: return function((*this)(depth - 1));
    }
  }

  // Sums and products shaped like the left sides of the laws.
  Expr near_a_law() {
    const Expr u = (*this)(1), v = (*this)(1), c = leaf(), d = leaf();
    const auto f = [](const char* name, const Expr& x) { return slope::call(name, {x}); };
    const Expr s = f("sigmoid", u), k(below(3) + 1);
    switch (below(8)) {
      case 0: return c * f("exp", u * k) / slope::pow(f("exp", u) + f("exp", v), Expr(below(3) + 1));
      case 1: return d * f("exp", u) * (Expr(1) - s) * c;
      case 2: return c * s * s / (Expr(1) - s);
      case 3: return c * slope::pow(f("sin", u), 2) + c * slope::pow(f("cos", u), 2) + d;
      case 4: return c * slope::pow(f("cosh", u), 2) - c * slope::pow(f("sinh", u), 2) * d;
      case 5: return k * s - k * s * s + c;
      case 6: return c * s * (Expr(1) - s) * (Expr(1) - k * s) - c * s * s * (Expr(1) - s);
      default: return c * u * v - u * c * d + u / d;
    }
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  Expr leaf() {
    switch (below(6)) {
      case 0: return Expr(below(9) - 4);
      case 1: return Expr(slope::Rational(below(9) - 4, 3));
      case 2: return slope::symbol("y");
      case 3: return slope::symbol("z");
      default: return slope::symbol("x");
    }
  }
  Expr function(const Expr& u) {
    static constexpr const char* names[] = {"exp",     "log",     "sqrt", "abs",      "sin",
                                            "cos",     "tan",     "sinh", "cosh",     "tanh",
                                            "sigmoid", "sigmoid", "atan", "softplus", "sign"};
    return slope::call(names[below(static_cast<int>(std::size(names)))], {u});
  }

  std::mt19937 random_;
};

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 500;
  for (const auto& rewrite : slope::simplification::all_rewrites())
    std::cout << "law\t" << rewrite.name << '\n';
  Generator generator(1);
  const Expr x = slope::symbol("x");
  for (int i = 0; i < rounds; ++i) {
    const Expr f = i % 3 == 0   ? slope::raw_diff(generator(2), x)
                   : i % 3 == 1 ? generator(3)
                                : generator.near_a_law();
    std::vector<slope::simplification::Change> changes;
    const Expr result = slope::simplification::simplify(f, &changes);
    for (const auto& c : changes)
      std::cout << c.law << '\t' << slope::print(c.before) << '\t' << slope::print(c.after) << '\n';
    if (!(result == f)) std::cout << "simplify\t" << slope::print(f) << '\t' << slope::print(result) << '\n';
  }
}
