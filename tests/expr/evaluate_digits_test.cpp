// SPDX-License-Identifier: MIT
#include "slope/expr/evaluate_digits.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "slope/core/error.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/parse.hpp"

namespace slope {
namespace {

std::string digits_of(const char* formula, const char* x, int digits) {
  return evaluate_digits(parse(formula), {{"x", Rational::from_decimal(x)}}, digits);
}
std::string digits_of(const char* formula, int digits) { return evaluate_digits(parse(formula), {}, digits); }

// Computed by mpmath with 3500 digits.
struct Value {
  const char *formula, *x;
  int digits;
  const char* wanted;
};
// clang-format off
constexpr Value values[] = {
    {"(1 - cos(x))/x^2", "1e-30", 50, "0.50000000000000000000000000000000000000000000000000"},
    {"exp(x) - 1", "1e-50", 50, "1.0000000000000000000000000000000000000000000000000e-50"},
    {"sin(x)", "1e22", 50, "-0.85220084976718880177270589375302936826176215041004"},
    {"gamma(x)", "0.1", 50, "9.5135076986687318362924871772654021925505786260884"},
    {"lgamma(x)", "0.1", 50, "2.2527126517342059598697016463684951186156272222950"},
    {"digamma(x)", "0.1", 50, "-10.423754940411076795168216219010025404291642562444"},
    {"sigmoid(x)", "-2000", 50, "2.5765358729611496521901504995073529127221305737606e-869"},
    {"x^x", "0.5", 50, "0.70710678118654752440084436210484903928483593768847"},
    {"sigmoid(x)*(1 - sigmoid(x))", "1000", 50, "5.0759588975494567652918094795743369193055992828928e-435"},
    {"erf(x)", "0.1", 50, "0.11246291601828489220327507174396838322169629915970"},
    {"erfc(x)", "30", 50, "2.5646562037561116000333972775014471465488897227786e-393"},
    {"log(x)", "0.1", 50, "-2.3025850929940456840179914546843642076011014886288"},
    {"tanh(x) - x", "1e-9", 50, "-3.3333333333333333320000000000000000005396825396825e-28"},
    {"softplus(-x) + pi*e", "0.1", 50, "9.1841308827471379602936499778622325369404375590100"},
    {"sqrt(x^2 + 1) - x", "12345678901234567890", 50, 
     "4.0500000364500003317355030187890274709739119732436e-20"},
    {"(1 - cos(x))/x^2", "1e-30", 100, 
     "0.4999999999999999999999999999999999999999999999999999999999999583333333333333333333333333333333333333"},
    {"exp(x) - 1", "1e-50", 100, 
     "1.000000000000000000000000000000000000000000000000005000000000000000000000000000000000000000000000000e-50"},
    {"sin(x)", "1e22", 100, 
     "-0.8522008497671888017727058937530293682617621504100436562565093260259103119920962015354362801803790896"},
    {"gamma(x)", "0.1", 100, 
     "9.513507698668731836292487177265402192550578626088377343050000770434265383322821011537163794266447210"},
    {"lgamma(x)", "0.1", 100, 
     "2.252712651734205959869701646368495118615627222294953765041739830078870298289461870298405432276377519"},
    {"digamma(x)", "0.1", 100, 
     "-10.42375494041107679516821621901002540429164256244418892032639208410886791088152627023153983491219928"},
    {"sigmoid(x)", "-2000", 100, 
     "2.576535872961149652190150499507352912722130573760632202117945887577138639143490471433788940258775082e-869"},
    {"x^x", "0.5", 100, 
     "0.7071067811865475244008443621048490392848359376884740365883398689953662392310535194251937671638207864"},
    {"sigmoid(x)*(1 - sigmoid(x))", "1000", 100, 
     "5.075958897549456765291809479574336919305599282892837361832393845410540542974819175679662169046542868e-435"},
    {"erf(x)", "0.1", 100, 
     "0.1124629160182848922032750717439683832216962991597025475344941448175992440255313591702211741364051969"},
    {"erfc(x)", "30", 100, 
     "2.564656203756111600033397277501447146548889722778617054122599586184238694779197350757455924600231926e-393"},
    {"log(x)", "0.1", 100, 
     "-2.302585092994045684017991454684364207601101488628772976033327900967572609677352480235997205089598298"},
    {"tanh(x) - x", "1e-9", 100, 
     "-3.333333333333333332000000000000000000539682539682539682320987654320987654409620009620009619973698729e-28"},
    {"softplus(-x) + pi*e", "0.1", 100, 
     "9.184130882747137960293649977862232536940437559010044038598476669275108879644092694778939032604867584"},
    {"sqrt(x^2 + 1) - x", "12345678901234567890", 100, 
     "4.050000036450000331735503018789027470973911973243648531152754336079046879994042000916077112874695009e-20"},
};

// FNV-1a of the text with 1000 digits.
struct Checksum {
  const char *formula, *x;
  int digits;
  std::uint64_t wanted;
};
constexpr Checksum checksums[] = {
    {"(1 - cos(x))/x^2", "1e-30", 1000, 0x6d3158c6631c9376u},
    {"exp(x) - 1", "1e-50", 1000, 0xfdb58279d84d73d9u},
    {"sin(x)", "1e22", 1000, 0x835b66b8bf03b2du},
    {"gamma(x)", "0.1", 1000, 0xd4741fc96bf0ea9u},
    {"lgamma(x)", "0.1", 1000, 0x5bbc361c0b00c9d3u},
    {"digamma(x)", "0.1", 1000, 0xb4fe4287d9917396u},
    {"sigmoid(x)", "-2000", 1000, 0x41da6a6a924f2a59u},
    {"x^x", "0.5", 1000, 0xb252f19f66cd7f3u},
    {"sigmoid(x)*(1 - sigmoid(x))", "1000", 1000, 0x649a07b2290e63b0u},
    {"erf(x)", "0.1", 1000, 0x61bb5676efb8755cu},
    {"erfc(x)", "30", 1000, 0x5b8bf7387825e733u},
    {"log(x)", "0.1", 1000, 0x44f8a8a608139a4du},
    {"tanh(x) - x", "1e-9", 1000, 0xf150a22640c56fc3u},
    {"softplus(-x) + pi*e", "0.1", 1000, 0x258a51eb7626dc1eu},
    {"sqrt(x^2 + 1) - x", "12345678901234567890", 1000, 0x25c75b116b5ea12cu},
};
// clang-format on

std::uint64_t checksum(const std::string& s) {
  std::uint64_t h = 0xcbf29ce484222325u;
  for (const char c : s) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return h;
}

// Slope leaves out the trailing zeros of a value that it reached without rounding.
TEST(EvaluateDigits, FiftyAndAHundredDigits) {
  for (const auto& v : values) EXPECT_EQ(digits_of(v.formula, v.x, v.digits), v.wanted) << v.formula;
}

TEST(EvaluateDigits, AThousandDigits) {
  for (const auto& v : checksums) {
    const std::string text = digits_of(v.formula, v.x, v.digits);
    EXPECT_EQ(checksum(text), v.wanted) << v.formula << ": " << text;
  }
}

TEST(EvaluateDigits, SwallowedTermsAreNoticed) {
  EXPECT_EQ(digits_of("(1 + x) - 1", "1e-400", 5), "1.0000e-400");
  EXPECT_EQ(digits_of("((1 + x) - 1)*1e1000 + 1", "1e-1000", 5), "2.0000");
  EXPECT_EQ(digits_of("1/(2 + x - 2)", "1e-500", 3), "1.00e500");
}

TEST(EvaluateDigits, ExactValuesAreShort) {
  EXPECT_EQ(digits_of("x/4 + 1", "1", 50), "1.25");
  EXPECT_EQ(digits_of("x - x*1", "0.1", 50), "0");
  EXPECT_EQ(digits_of("x^2 - 1", "1", 50), "0");
  EXPECT_EQ(digits_of("floor(x) + 100", "2.5", 50), "102");
  EXPECT_EQ(digits_of("x", "-1e30", 10), "-1e30");
}

TEST(EvaluateDigits, TiesGoToEven) {
  EXPECT_EQ(digits_of("x", "0.125", 2), "0.12");
  EXPECT_EQ(digits_of("x", "0.375", 2), "0.38");
  EXPECT_EQ(digits_of("x", "0.15", 1), "0.2");
  EXPECT_EQ(digits_of("x", "0.25", 1), "0.2");
  EXPECT_EQ(digits_of("x + 1e-3000", "0.25", 1), "0.3");
}

TEST(EvaluateDigits, LargeSmallAndSpecialValues) {
  EXPECT_EQ(digits_of("exp(x)", "1000000", 6), "3.03322e434294");
  EXPECT_EQ(digits_of("exp(-x)", "1000000", 6), "3.29683e-434295");
  EXPECT_EQ(digits_of("1/x", "0", 10), "inf");
  EXPECT_EQ(digits_of("-1/x^2", "0", 10), "-inf");
  EXPECT_EQ(digits_of("log(x)", "-1", 10), "nan");
  EXPECT_EQ(digits_of("pi", 20), "3.1415926535897932385");
}

TEST(EvaluateDigits, LimitsAreNamed) {
  const Expr x = symbol("x");
  EXPECT_THROW(evaluate_digits(x, {{"x", 1}}, 0), LimitError);
  EXPECT_THROW(evaluate_digits(x, {{"x", 1}}, max_digits + 1), LimitError);
  EXPECT_THROW(evaluate_digits(x, {}, 10), UsageError);
  EXPECT_THROW(digits_of("gamma(x)", "0.1", 5000), LimitError);
  for (const char* const far :
       {"sin(exp(exp(x)))", "cos(-exp(exp(x)))", "tan(exp(exp(x)))", "cot(exp(exp(x)))"})
    EXPECT_THROW(digits_of(far, "20", 10), LimitError) << far;
  EXPECT_THROW(digits_of("exp(log(3)*x) - 9", "2", 10), LimitError);  // 0, but not by exact steps
}

}  // namespace
}  // namespace slope
