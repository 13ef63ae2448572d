// SPDX-License-Identifier: MIT
// The matchers as users write them, and the text of each kind of failure.
#include "slope/gtest/matchers.hpp"

#include <cmath>

#include "slope/slope.hpp"

namespace {

using namespace slope;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

double my_sigmoid_prime(double x) { return sigmoid(x) * sigmoid(-x); }
// The backward pass of PyTorch: from the value y of the forward pass.
double naive_sigmoid_prime(double x) {
  const double y = 1 / (1 + std::exp(-x));
  return y * (1 - y);
}
float my_float_prime(float x) { return static_cast<float>(my_sigmoid_prime(static_cast<double>(x))); }
float naive_float_prime(float x) {
  const float y = 1 / (1 + std::exp(-x));
  return y * (1 - y);
}

// What a matcher says of code.
template <class M, class C> std::string message(const C& code, const M& matcher) {
  testing::StringMatchResultListener out;
  matcher.MatchAndExplain(code, out.stream());
  std::ostringstream description;
  matcher.DescribeTo(&description);
  return description.str() + out.str();
}

TEST(Matchers, AcceptRightFunctions) {
  EXPECT_THAT(my_sigmoid_prime, IsDerivativeOf("sigmoid(x)").On(-750, 750).Within(ulps(4)));
  EXPECT_THAT(my_float_prime, IsDerivativeOf("sigmoid(x)").On(-100, 100).Within(ulps(1)));
  EXPECT_THAT([](double x) { return sigmoid(x); }, Computes("sigmoid(x)").Within(ulps(1)));
  EXPECT_THAT([](double x) { return std::sin(x); }, Computes(sin(symbol("t"))));
  EXPECT_THAT([](double x) { return 2 * x; }, IsDerivativeOf([](auto x) { return x * x; }).On(-3, 3));
}

TEST(Matchers, LookAtEveryFloat) {
  EXPECT_THAT(my_float_prime, IsDerivativeOf("sigmoid(x)").On(-1.001, -1).Within(ulps(1)).Exhaustively());
  // 72 000 floats, from denormal ones below 0 to others above.
  EXPECT_THAT([](float x) { return std::sin(x); },
              Computes("sin(x)").On(-1e-42, 1e-40).Within(ulps(1)).Exhaustively());
  // One wrong float among 8389.
  const float bad = std::nextafter(-1.0005f, 0.0f);
  const auto one_wrong = [=](float x) { return x == bad ? 0.25f : my_float_prime(x); };
  const std::string text =
      message(one_wrong, IsDerivativeOf("sigmoid(x)").On(-1.001, -1).Within(ulps(1)).Exhaustively());
  EXPECT_THAT(text, AllOf(HasSubstr("wrong: 1 of 8389 numbers"), HasSubstr("x = -1.000"),
                          HasSubstr("computed 0.25"), HasSubstr("every float from -1.00")));
  EXPECT_THAT(message(my_sigmoid_prime, IsDerivativeOf("sigmoid(x)").Exhaustively()),
              HasSubstr("2^64 doubles"));
}

TEST(Matchers, NameTheStableFormulaWhereDigitsCancel) {
  const auto matcher = IsDerivativeOf("sigmoid(x)").On(-750, 750).Within(ulps(4));
  EXPECT_THAT(naive_sigmoid_prime, Not(matcher));
  EXPECT_THAT(message(naive_sigmoid_prime, matcher),
              AllOf(HasSubstr("is the derivative of sigmoid(x)"), HasSubstr("d/dx at x = 3"),
                    HasSubstr("computed 0, "), HasSubstr("the true value is"),
                    HasSubstr("ulps, allowed are 4.00 ulps"), HasSubstr(" of 1890 numbers"),
                    HasSubstr("diagnosis: cancellation"), HasSubstr("use sigmoid(x)*sigmoid(-x)")));
  EXPECT_THAT(message(naive_float_prime, IsDerivativeOf("sigmoid(x)").On(-80, 80).Within(ulps(4))),
              AllOf(HasSubstr("diagnosis: cancellation"), HasSubstr("use sigmoid(x)*sigmoid(-x)")));
}

TEST(Matchers, SayWhereValuesOverflow) {
  const auto overflows = [](double x) { return std::exp(x) / (1 + std::exp(x)); };
  EXPECT_THAT(message(overflows, Computes("sigmoid(x)").Within(ulps(4))),
              AllOf(HasSubstr("computed -nan"), HasSubstr("diagnosis: overflow to NaN"),
                    HasSubstr("use sigmoid(x)")));
}

// A loss of two numbers, and its gradient in many forms.
const auto my_loss = [](auto x, auto y) { return x * x * y + sin(y); };
const auto my_gradient = [](double x, double y) { return std::array{2 * x * y, x * x + std::cos(y)}; };
const auto on_lists = [](const auto& v) { return v[0] * v[0] * v[1] + sin(v[1]); };

void raw(const double* x, double* g) { g[0] = 2 * x[0] * x[1], g[1] = x[0] * x[0] + std::cos(x[1]); }
void raw_sized(const double* x, double* g, int n) {
  if (n == 2) raw(x, g);
}
double opaque(double x, double y) { return x * x * y + std::sin(y); }
void into_list(const std::vector<double>& x, std::vector<double>& g) { raw(x.data(), g.data()); }

TEST(Matchers, AcceptGradientsInEveryForm) {
  EXPECT_THAT(my_gradient, IsGradientOf(my_loss).At(1.0, 2.0));
  EXPECT_THAT(my_gradient, IsGradientOf(my_loss).At({1.0, 2.0}));
  EXPECT_THAT(my_gradient, IsGradientOf(my_loss).On({{-2, 2}, {-3, 3}}, 100));
  EXPECT_THAT(my_gradient, IsGradientOf("x^2*y + sin(y)").On({{-2, 2}, {-3, 3}}, 100));
  EXPECT_THAT(my_gradient, IsGradientOf(parse("x^2*y + sin(y)")).At(1.0, 2.0));
  EXPECT_THAT(my_gradient, IsGradientOf(opaque).On({{-2, 2}, {-3, 3}}, 100));
  EXPECT_THAT(raw, IsGradientOf(my_loss).At(1.0, 2.0));
  EXPECT_THAT(raw_sized, IsGradientOf(my_loss).On({{-2, 2}, {-3, 3}}, 50));
  EXPECT_THAT(raw, IsGradientOf(on_lists).At(std::vector{1.0, 2.0}));
  EXPECT_THAT(into_list, IsGradientOf(on_lists).At(std::vector{1.0, 2.0}));
  EXPECT_THAT((std::vector{4.0, 1 + std::cos(2.0)}), IsGradientOf(on_lists).At(std::vector{1.0, 2.0}));
  EXPECT_THAT((std::array{4.0, 1 + std::cos(2.0)}), IsGradientOf(my_loss).At(1.0, 2.0));
  EXPECT_THAT([](double x) { return 3 * x * x; }, IsGradientOf("x^3").On(-2, 2));
}

TEST(Matchers, AcceptBranchesOfGenericCode) {
  const auto huber = [](auto x) {
    if (x > 1.0) return x - 0.5;
    if (x < -1.0) return -x - 0.5;
    return 0.5 * x * x;
  };
  EXPECT_THAT([](double x) { return x > 1 ? 1.0 : x < -1 ? -1.0 : x; }, IsGradientOf(huber).On(-3, 3));
  EXPECT_THAT([](double x) { return x > 1 ? 1.0 : x < -1 ? 1.0 : x; }, Not(IsGradientOf(huber).On(-3, 3)));
}

TEST(Matchers, AcceptEveryValueBetweenTheSlopesOfAKink) {
  for (const double at_kink : {-1.0, -0.3, 0.0, 1.0})
    EXPECT_THAT([=](double x) { return x > 0   ? 1.0
                                       : x < 0 ? -1.0
                                               : at_kink; },
                IsDerivativeOf("abs(x)").On(-2, 2));
  EXPECT_THAT(
      message([](double x) { return x > 0   ? 1.0
                                    : x < 0 ? -1.0
                                            : 1.5; }, IsDerivativeOf("abs(x)").On(-2, 2)),
      AllOf(HasSubstr("computed 1.5, any value from -1 to 1 is accepted at this kink"),
            HasSubstr("wrong: 1 of "), HasSubstr("diagnosis: kink")));
}

TEST(Matchers, DiagnoseGradients) {
  const auto box = [](const auto& m) { return m.On({{-2, 2}, {-3, 3}}, 60); };
  const auto swapped = [](double x, double y) { return std::array{x * x + std::cos(y), 2 * x * y}; };
  const auto half = [](double x, double y) { return std::array{x * y, (x * x + std::cos(y)) / 2}; };
  const auto negative = [](double x, double y) { return std::array{2 * x * y, -x * x - std::cos(y)}; };
  const auto lacking = [](double x, double y) { return std::array{2 * x * y, x * x}; };
  EXPECT_THAT(message(swapped, box(IsGradientOf(my_loss))),
              HasSubstr("components swapped: component 1 and component 2 are swapped"));
  EXPECT_THAT(
      message(half, box(IsGradientOf(my_loss))),
      AllOf(HasSubstr("gradient of the function: wrong: "), HasSubstr("component 2 (d/dy) at (x, y) = ("),
            HasSubstr("constant factor: every component is 1/2 times the true value")));
  EXPECT_THAT(message(negative, box(IsGradientOf(my_loss))),
              HasSubstr("sign: component 2 has the opposite sign"));
  EXPECT_THAT(message(lacking, box(IsGradientOf(my_loss))), HasSubstr("the term cos(y) was left out"));
  EXPECT_THAT(message(half, box(IsGradientOf(opaque))),
              AllOf(HasSubstr("Richardson's differences"), HasSubstr("relative error: median"),
                    HasSubstr("constant factor: every component is 1/2")));
}

TEST(Matchers, CheckJacobiansAndHessians) {
  const auto f = [](auto x, auto y) { return std::array{x * y, x + y * y, sin(x)}; };
  const auto jacobian = [](double x, double y) {
    return std::vector<std::vector<double>>{{y, x}, {1, 2 * y}, {std::cos(x), 0}};
  };
  const auto by_columns = [](double x, double y) { return std::array{y, 1.0, std::cos(x), x, 2 * y, 0.0}; };
  EXPECT_THAT(jacobian, IsJacobianOf(f).At(0.5, 2.0));
  EXPECT_THAT(jacobian,
              IsJacobianOf(formulas({"x*y", "x + y^2", "sin(x)"}, {"x", "y"})).On({{-1, 1}, {0, 2}}));
  EXPECT_THAT(message(by_columns, IsJacobianOf(f).On({{-1, 1}, {0, 2}}, 50)),
              AllOf(HasSubstr("entry (1, 2) (result 1, d/dy)"), HasSubstr("diagnosis: transposed")));

  const auto hessian = [](double x, double y) { return std::array{2 * y, 2 * x, 2 * x, -std::sin(y)}; };
  const auto wrong = [](double x, double y) { return std::array{2 * y, 2 * x, 2 * x, std::sin(y)}; };
  EXPECT_THAT(hessian, IsHessianOf(my_loss).On({{-2, 2}, {-3, 3}}, 50));
  EXPECT_THAT(hessian, IsHessianOf(opaque).On({{1, 2}, {1, 3}}, 20));
  EXPECT_THAT(
      message(wrong, IsHessianOf(my_loss).On({{-2, 2}, {-3, 3}}, 50)),
      AllOf(HasSubstr("entry (2, 2) (d²/dydy)"), HasSubstr("sign: entry (2, 2) has the opposite sign")));
}

TEST(Matchers, RefuseEvidenceThatSaysNothing) {
  const auto zero = [](double, double) { return std::array{0.0, 0.0}; };
  EXPECT_THAT(message(zero, IsGradientOf("x^2 + y^2").At(0.0, 0.0)),
              HasSubstr("refused: all true values and all computed ones are 0"));
  EXPECT_THAT(message(zero, IsGradientOf("log(x) + y").At(-1.0, 0.0)),
              HasSubstr("refused: at none of the 1 points"));
  EXPECT_THAT(message([](double) { return std::nan(""); }, Computes("log(x)").On(-2, -1)),
              HasSubstr("refused: "));
  EXPECT_THAT(message([](double) { return std::nan(""); }, Computes("log(x)").On(1, 2)),
              HasSubstr("diagnosis: overflow to NaN"));
  EXPECT_THAT(message(my_gradient, IsGradientOf(my_loss).On({{1, -1}, {0, 1}})),
              HasSubstr("holds no number"));
  EXPECT_THAT(message(my_gradient, IsGradientOf("x^2*y + z").At(1.0, 2.0)),
              HasSubstr("has 3 variables, but the point or box has 2"));
  EXPECT_THAT(message(my_gradient, IsGradientOf("x^2*y +").At(1.0, 2.0)),
              HasSubstr("cannot be checked: line 1"));
}

TEST(Matchers, ProveIdentities) {
  const auto backward = [](auto x) {
    const auto y = 1.0 / (1.0 + exp(-x));
    return y * (1.0 - y);
  };
  EXPECT_PROVED(backward, "diff(sigmoid(x), x)");
  const auto loss_gradient = [](auto w, auto b) {
    const auto error = sigmoid(w * 2.0 + b) - 1.0;
    return std::array{error * 2.0, error};
  };
  const auto formula =
      formulas({"diff(softplus(-(2*x + y)), x)", "diff(softplus(-(2*x + y)), y)"}, {"x", "y"});
  EXPECT_PROVED(loss_gradient, formula);
  const auto wrong = [](auto x) { return sigmoid(x) * (1.0 + sigmoid(x)); };
  const auto result =
      check::is_proved("wrong", "right", check::traced(wrong), check::traced("diff(sigmoid(x), x)"));
  EXPECT_FALSE(result);
  EXPECT_THAT(result.message(), AllOf(HasSubstr("wrong = right is not proved"), HasSubstr("refuted")));
}

TEST(Matchers, SeeRandomness) {
  static double drift = 0;
  const auto drifting = [](double x) { return 2 * x + (drift += 1e-3); };
  EXPECT_THAT(message(drifting, IsDerivativeOf("x^2").On(-1, 1)),
              HasSubstr("diagnosis: non-determinism: the same arguments gave"));
}

}  // namespace
