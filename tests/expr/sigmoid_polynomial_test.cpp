// SPDX-License-Identifier: MIT
#include "slope/expr/sigmoid_polynomial.hpp"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_bin_float.hpp>

#include "slope/expr/diff.hpp"
#include "slope/expr/evaluate_any.hpp"
#include "slope/function/hyperbolic.hpp"
#include "slope/function/sigmoid.hpp"

namespace slope {
namespace {

using Wide =
    boost::multiprecision::number<boost::multiprecision::cpp_bin_float<100>, boost::multiprecision::et_off>;

std::string text(const std::vector<Rational>& list) {
  std::string joined;
  for (const Rational& c : list) joined.append(joined.empty() ? "" : ",").append(c.to_string());
  return joined;
}

// FNV-1a, 64 bits.
std::uint64_t checksum(const std::string& s) {
  std::uint64_t h = 0xcbf29ce484222325u;
  for (const char c : s) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return h;
}

std::optional<Expr> derivative(const Expr& f, const Expr& x, std::int64_t n) {
  const Graph::Session session;
  const auto node = sigmoid_derivative(f.node(), x.node(), n);
  return node ? std::optional(Expr(*node)) : std::nullopt;
}

// The references of the next two tests come from c(n, k) = (−1)^(k−1) (k−1)! S₂(n+1, k), the coefficients of
// σ⁽ⁿ⁾ in σ, rewritten in p; tanh from t′ = 1 − t². Computed with Python integers.
TEST(SigmoidPolynomial, LowOrders) {
  const char* sigma[] = {"0,1",
                         "0,1",
                         "0,1,-6",
                         "0,1,-12",
                         "0,1,-30,120",
                         "0,1,-60,360",
                         "0,1,-126,1680,-5040",
                         "0,1,-252,5040,-20160",
                         "0,1,-510,17640,-151200,362880"};
  const char* tanh[] = {"0,1",
                        "0,-2",
                        "0,4,-6",
                        "0,-8,24",
                        "0,16,-120,120",
                        "0,-32,480,-720",
                        "0,64,-2016,6720,-5040",
                        "0,-128,8064,-40320,40320",
                        "0,256,-32640,282240,-604800,362880"};
  for (int n = 1; n <= 9; ++n) {
    EXPECT_EQ(text(sigmoid_polynomial(n)), sigma[n - 1]) << n;
    EXPECT_EQ(text(tanh_polynomial(n)), tanh[n - 1]) << n;
  }
}

TEST(SigmoidPolynomial, HighOrders) {
  EXPECT_EQ(checksum(text(sigmoid_polynomial(99))), 0x7a6e41cb2a3a0e1u);
  EXPECT_EQ(checksum(text(sigmoid_polynomial(100))), 0xf574907471a9cf4cu);
  EXPECT_EQ(checksum(text(sigmoid_polynomial(1000))), 0xa6797822966c1cu);
  EXPECT_EQ(checksum(text(tanh_polynomial(99))), 0xd3fdb6fb4e2ab53u);
  EXPECT_EQ(checksum(text(tanh_polynomial(100))), 0x834ee924a662da66u);
  EXPECT_EQ(checksum(text(tanh_polynomial(1000))), 0x68c2d0505edf9d19u);
}

TEST(SigmoidPolynomial, OrdersOutsideTheLimit) {
  for (const std::int64_t n : {std::int64_t{-1}, std::int64_t{0}, max_order + 1, std::int64_t{1} << 40}) {
    EXPECT_THROW(sigmoid_polynomial(n), LimitError) << n;
    EXPECT_THROW(tanh_polynomial(n), LimitError) << n;
  }
}

TEST(SigmoidDerivative, IsWrittenInItsFactors) {
  const Expr x = symbol("x"), s = sigmoid(x), p = s * (1 - s);
  EXPECT_EQ(derivative(s, x, 1), s * (1 - s));
  EXPECT_EQ(derivative(s, x, 2), s * (1 - s) * (1 - 2 * s));
  EXPECT_EQ(derivative(s, x, 3), s * (1 - s) * (1 - 6 * s * (1 - s)));
  EXPECT_EQ(derivative(s, x, 4), s * (1 - s) * (1 - 2 * s) * (1 - 12 * s * (1 - s)));
  EXPECT_EQ(derivative(s, x, 5), s * (1 - s) * (1 - 30 * s * (1 - s) + 120 * pow(p, 2)));
  EXPECT_EQ(derivative(s, x, 6), s * (1 - s) * (1 - 2 * s) * (1 - 60 * s * (1 - s) + 360 * pow(p, 2)));
}

TEST(SigmoidDerivative, TakesLinearArgumentsAndConstantFactors) {
  const Expr x = symbol("x"), w = symbol("w"), b = symbol("b");
  const Expr s = sigmoid(w * x + b), h = sigmoid(3 - x / 2);
  EXPECT_EQ(derivative(s, x, 1), w * s * (1 - s));
  EXPECT_EQ(derivative(s, b, 2), s * (1 - s) * (1 - 2 * s));
  EXPECT_EQ(derivative(-(w * s) / 7, x, 2),
            Expr(Rational(-1, 7)) * w * pow(w, 2) * s * (1 - s) * (1 - 2 * s));
  EXPECT_EQ(derivative(h, x, 2), Expr(Rational(1, 4)) * h * (1 - h) * (1 - 2 * h));
  EXPECT_EQ(derivative(sigmoid(w), x, 3), Expr(0));
  EXPECT_EQ(derivative(x * s, x, 1), std::nullopt);
  EXPECT_EQ(derivative(sigmoid(x * x), x, 1), std::nullopt);
  EXPECT_EQ(derivative(sigmoid(1 / x), x, 1), std::nullopt);
  EXPECT_EQ(derivative(s / x, x, 1), std::nullopt);
  EXPECT_EQ(derivative(s + x, x, 1), std::nullopt);
  EXPECT_EQ(derivative(x, x, 1), std::nullopt);
}

// d^n/dx^n at x = 3/4, by mpmath's numerical differentiation with 120 digits.
struct Row {
  int n;
  const char *sigma, *tanh;
};
constexpr Row rows[] = {
    {1, "0.2178949937618140294802505001641741231135", "0.5965858082813314260061336417360454535406"},
    {2, "-0.07808428307814440894942689029638042724178", "-0.7578417022780213895262293364590373193074"},
    {3, "-0.0669743760769518194527249093716723786616", "0.2508554732691884863537129200593395285451"},
    {4, "0.1260858094123515523129199854312349467216", "2.394044444921916659102040270400359601119"},
    {5, "0.03498033584698035070056712127976464979724", "-7.684348438848173488078495362312982765676"},
    {7, "0.2546108029266910109864494580051412142787", "109.0963825122924719009090368258961499717"},
    {8, "1.809983991357948899505387477104437021577", "-419.2071183954033195924853711956816907295"},
    {10, "-9.718746320953904659460446102712511986122", "16041.2724520680828331460288318902239076"},
    {15, "15303.96901108180976759391245984180601562", "-244634323.8265595815481280432101632989733"},
    {20, "-96539596.88708061103055183588009409178281", "3005761475561.21088412288612060756162858"},
    {29, "6877761991347957.052039081844144963038202", "741945494364926117206319.4401877636844811"},
    {30, "-72395624982841422.83978240265061995388126", "-17328399096234811084768218.49819323562229"},
};

void expect_near(const Wide& value, const Wide& wanted, int n) {
  EXPECT_LT(abs(value - wanted), abs(wanted) * Wide("1e-38")) << "order " << n << ": " << value.str(40);
}

TEST(SigmoidDerivative, AgreesWithNumericalDifferentiation) {
  const Expr x = symbol("x");
  for (const Row& row : rows)
    expect_near(evaluate<Wide>(*derivative(sigmoid(x), x, row.n), {{"x", Wide(0.75)}}), Wide(row.sigma),
                row.n);
}

TEST(SigmoidDerivative, AgreesWithTheChainRule) {
  const Expr x = symbol("x");
  for (const Expr& f : {sigmoid(x), sigmoid(2 - 3 * x) / 5, 3 * tanh(x / 2)}) {
    Expr d = f;
    for (int n = 1; n <= 8; ++n) {
      d = raw_diff(d, x);
      for (const double at : {-30.0, -1.25, 0.5, 30.0})
        expect_near(evaluate<Wide>(*derivative(f, x, n), {{"x", Wide(at)}}),
                    evaluate<Wide>(d, {{"x", Wide(at)}}), n);
    }
  }
}

}  // namespace
}  // namespace slope
