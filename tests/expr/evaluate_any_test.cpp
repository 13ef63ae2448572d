// SPDX-License-Identifier: MIT
#include "slope/expr/evaluate_any.hpp"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/multiprecision/cpp_dec_float.hpp>

#include "slope/expr/parse.hpp"
#include "slope/function/gamma_any.hpp"

namespace slope {
namespace {

namespace mp = boost::multiprecision;

// Computed by mpmath with 60 digits.
struct Value {
  const char *formula, *wanted;
};
constexpr Value values[] = {
    {"1 - sigmoid(50 + x)", "9.11076916782472067306837723028461240510422897185458188744332e-23"},
    {"x^x + 1/3", "1.13926078220098977299833695086278126618614554872128482400002"},
    {"log(1 + exp(-40*x))", "0.0000000000000935762296883973677937769742467515772161808691981931624923952"},
    {"1 - tanh(30*x)^2", "0.000000000000000000114500743221975745772249655068165075929448313915326289144118"},
    {"erf(x)*pi", "2.23416131424487746927901115169557995897204649064546042044082"},
    {"gamma(x)", "1.22541670246517764512909830336289052685123924810807061123012"},
    {"hypot(x, 2) + atan2(x, 2)", "2.49477160659995501236383214548638710842558948826423634011756"},
    {"max(x, logsumexp(x, 2*x, 1)) - 0.1", "2.13183756679440019606519997887692342039126979997325124171036"},
};

template <class T> class EvaluateAny : public testing::Test {};
using Types =
    testing::Types<mp::cpp_bin_float_50, mp::cpp_dec_float_50, mp::number<mp::cpp_bin_float<50>, mp::et_on>>;
TYPED_TEST_SUITE(EvaluateAny, Types);

TYPED_TEST(EvaluateAny, EveryNumberTypeIsAccurate) {
  using T = TypeParam;
  const T tolerance = 100 * std::numeric_limits<T>::epsilon();
  for (const auto& [formula, wanted] : values) {
    const T value = evaluate<T>(parse(formula), {{"x", T(0.75)}});
    const T error = abs(T(value - T(wanted))) / abs(T(wanted));
    EXPECT_TRUE(error < tolerance) << formula << ": " << value;
  }
}

}  // namespace
}  // namespace slope
