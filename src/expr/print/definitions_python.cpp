// SPDX-License-Identifier: MIT
#include <array>

#include "definitions.hpp"

namespace slope::printing {

namespace {

constexpr std::array definitions = {
    Definition{"cases", "", R"(def cases(function, at_poles):
    def value(x):
        try:
            return function(x)
        except (ValueError, OverflowError):
            return at_poles if np.isfinite(x) else np.nan

    return np.vectorize(value, otypes=[float]))"},
    Definition{"sec", "", "def sec(x):\n    return 1.0/np.cos(x)"},
    Definition{"csc", "", "def csc(x):\n    return 1.0/np.sin(x)"},
    Definition{"cot", "", "def cot(x):\n    return 1.0/np.tan(x)"},
    Definition{"asec", "", R"(def asec(x):
    a = np.abs(x)
    return np.arctan2(np.sqrt(a - 1.0)*np.sqrt(a + 1.0), np.where(x < 0.0, -1.0, 1.0)))"},
    Definition{"acsc", "", R"(def acsc(x):
    a = np.abs(x)
    return np.arctan2(np.where(x < 0.0, -1.0, 1.0), np.sqrt(a - 1.0)*np.sqrt(a + 1.0)))"},
    Definition{"sech", "", R"(def sech(x):
    e = np.exp(-np.abs(x))
    return 2.0*e/(1.0 + e*e))"},
    Definition{"csch", "", R"(def csch(x):
    e = np.exp(-np.abs(x))
    return np.where(np.abs(x) > 1.0, np.copysign(2.0*e/(1.0 - e*e), x), 1.0/np.sinh(x)))"},
    Definition{"coth", "", "def coth(x):\n    return 1.0/np.tanh(x)"},
    Definition{"asech", "", R"(def asech(x):
    d = 1.0 - x
    root = np.sqrt(d*(1.0 + x))
    return np.where(x < 0.5, np.log1p(root) - np.log(x), np.log1p((d + root)/x)))"},
    Definition{"acsch", "", R"(def acsch(x):
    a = np.abs(x)
    return np.where(a < 1e-300, np.copysign(0.6931471805599453 - np.log(a), x), np.arcsinh(1.0/x)))"},
    Definition{"acoth", "", "def acoth(x):\n    return np.copysign(np.log1p(2.0/(np.abs(x) - 1.0))/2.0, x)"},
    Definition{"sigmoid", "", R"(def sigmoid(x):
    e = np.exp(-np.abs(x))
    return np.where(x < 0.0, e, 1.0)/(1.0 + e))"},
    Definition{"logit", "", R"(def logit(p):
    q = 1.0 - p
    return np.where((4.0*p > 1.0) & (4.0*p < 3.0), np.log1p((p - q)/q), np.log(p/q)))"},
    Definition{"softplus", "", "def softplus(x):\n    return np.logaddexp(0.0, x)"},
    Definition{"logsigmoid", "", "def logsigmoid(x):\n    return -np.logaddexp(0.0, -x)"},
    Definition{"logsumexp", "", R"(def logsumexp(*x):
    return np.logaddexp.reduce(np.broadcast_arrays(*x)))"},
    Definition{"relu", "", "def relu(x):\n    return np.where(x <= 0.0, 0.0, x)"},
    Definition{"leaky_relu", "", "def leaky_relu(x):\n    return np.where(x < 0.0, x/100.0, x)"},
    Definition{"elu", "", "def elu(x):\n    return np.where(x > 0.0, x, np.expm1(x))"},
    Definition{"selu", "", R"(def selu(x):
    return 1.0507009873554805*np.where(x > 0.0, x, 1.6732632423543772*np.expm1(x)))"},
    Definition{"gelu", "erfc", "def gelu(x):\n    return x*erfc(-x/1.4142135623730951)/2.0"},
    Definition{"times_exp", "", R"(def times_exp(x):
    half = np.exp(x/2.0)
    return np.where(half == 0.0, 0.0, x*half*half))"},
    Definition{"swish", "times_exp", R"(def swish(x):
    e = np.exp(-np.abs(x))
    below = np.where(1.0 + e == 1.0, times_exp(x), x*e/(1.0 + e))
    return np.where(x >= 0.0, x/(1.0 + e), below))"},
    Definition{"mish", "times_exp", R"(def mish(x):
    e = np.exp(-np.abs(x))
    m = e*(2.0 + e)
    below = np.where(1.0 + e == 1.0, times_exp(x), x*(m/(2.0 + m)))
    return np.where(x >= 0.0, x*((1.0 + 2.0*e)/(1.0 + 2.0*e*(1.0 + e))), below))"},
    Definition{"erf", "", "erf = np.vectorize(math.erf, otypes=[float])"},
    Definition{"erfc", "", "erfc = np.vectorize(math.erfc, otypes=[float])"},
    Definition{"gamma", "cases", "gamma = cases(math.gamma, np.inf)"},
    Definition{"lgamma", "cases", "lgamma = cases(math.lgamma, np.inf)"},
    Definition{"digamma", "", R"(def _digamma(x):
    total = 0.0
    if not math.isfinite(x):
        return x if x > 0.0 else math.nan
    if x < 0.0:
        part = math.tan(math.pi*(x - math.floor(x)))
        total = -math.pi/part if part != 0.0 else math.nan
        x = 1.0 - x
    if x == 0.0:
        return math.nan
    while x < 10.0:
        total -= 1.0/x
        x += 1.0
    z = 1.0/(x*x)
    series = 0.0
    for c in (1/12, -691/32760, 1/132, -1/240, 1/252, -1/120, 1/12):
        series = z*(c + series)
    return total + math.log(x) - 0.5/x - series


digamma = np.vectorize(_digamma, otypes=[float]))"},
    Definition{"polygamma", "digamma", R"(def _polygamma(n, x):
    if not (0.0 <= n <= 1000.0 and n == math.floor(n)) or not -1e6 < x < math.inf:
        return 0.0 if x == math.inf and n > 0.0 else math.nan
    if n == 0.0:
        return float(digamma(x))
    if x <= 0.0 and x == math.floor(x):
        return math.nan
    s = n + 1.0
    total = 0.0
    while x < n + 20.0:
        total += x**-int(s)
        x += 1.0
    term = x**-int(s)
    total += term*x/n + term/2.0
    for j, b in enumerate((1/6, -1/30, 1/42, -1/30, 5/66, -691/2730, 7/6), 1):
        term *= s/2.0/x if j == 1 else (s + 2*j - 3)*(s + 2*j - 2)/((2*j - 1)*2*j)/(x*x)
        total += b*term
    return (-1.0 if n % 2.0 == 0.0 else 1.0)*math.gamma(s)*total


polygamma = np.vectorize(_polygamma, otypes=[float]))"}};

}  // namespace

std::span<const Definition> python_definitions() { return definitions; }

}  // namespace slope::printing
