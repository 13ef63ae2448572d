// SPDX-License-Identifier: MIT
// A function of your own: one block, and it parses, differentiates, prints and evaluates like the built-in ones.
#include <fmt/format.h>

#include <boost/multiprecision/cpp_bin_float.hpp>

#include "slope/expr/diff.hpp"
#include "slope/expr/evaluate_any.hpp"
#include "slope/expr/parse.hpp"
#include "slope/expr/print.hpp"
#include "slope/expr/simplify.hpp"
#include "slope/function/hyperbolic.hpp"

using Fifty = boost::multiprecision::cpp_bin_float_50;

// The block: Gudermann's function, the angle whose tangent is sinh(x). Its derivative is sech(x).
struct Gudermann {
  static constexpr std::string_view name = "gd";
  static constexpr slope::Symmetry symmetry = slope::Symmetry::odd;
  static constexpr std::string_view latex = "\\operatorname{gd}";
  template <slope::Real R> static R value(const R& x) {
    using std::atan, std::sinh;
    return atan(R(sinh(x)));
  }
  template <class T> static T slope(const T& x, const T&) { return slope::sech(x); }
};
const bool added = slope::add_function<Gudermann, Fifty>();

int main() {
  const slope::Expr x = slope::symbol("x");
  const slope::Expr f = slope::parse("x*gd(2*x)");
  const slope::Expr derivative = slope::diff(f, x);
  fmt::print("f   = {}\n", slope::print(f));
  fmt::print("f'  = {}\n", slope::print(derivative));
  fmt::print("tex = {}\n", slope::print(f, slope::Format::latex));
  fmt::print("odd: gd(-x) = {}\n", slope::print(slope::simplify(slope::parse("gd(-x)"))));
  fmt::print("f'(1) = {}\n", slope::evaluate(derivative, {{"x", 1.0}}));
  fmt::print("f'(1) = {}\n", slope::evaluate<Fifty>(derivative, {{"x", Fifty(1)}}).str(50));
}
