// SPDX-License-Identifier: MIT
#include <array>
#include <vector>

#include "definitions.hpp"

namespace slope::printing {

namespace {

constexpr std::array definitions = {
    Definition{"sec", "", "double sec(double x) { return 1.0/@cos(x); }"},
    Definition{"csc", "", "double csc(double x) { return 1.0/@sin(x); }"},
    Definition{"cot", "", "double cot(double x) { return 1.0/@tan(x); }"},
    Definition{"asec", "", R"(double asec(double x) {
  const double a = @fabs(x);
  return @atan2(@sqrt(a - 1.0)*@sqrt(a + 1.0), x < 0.0 ? -1.0 : 1.0);
})"},
    Definition{"acsc", "", R"(double acsc(double x) {
  const double a = @fabs(x);
  return @atan2(x < 0.0 ? -1.0 : 1.0, @sqrt(a - 1.0)*@sqrt(a + 1.0));
})"},
    Definition{"sech", "", R"(double sech(double x) {
  const double e = @exp(-@fabs(x));
  return 2.0*e/(1.0 + e*e);
})"},
    Definition{"csch", "", R"(double csch(double x) {
  if (!(@fabs(x) > 1.0)) return 1.0/@sinh(x);
  const double e = @exp(-@fabs(x));
  return @copysign(2.0*e/(1.0 - e*e), x);
})"},
    Definition{"coth", "", "double coth(double x) { return 1.0/@tanh(x); }"},
    Definition{"asech", "", R"(double asech(double x) {
  const double d = 1.0 - x, root = @sqrt(d*(1.0 + x));
  return x < 0.5 ? @log1p(root) - @log(x) : @log1p((d + root)/x);
})"},
    Definition{"acsch", "", R"(double acsch(double x) {
  const double a = @fabs(x);
  return a < 1e-300 ? @copysign(0.6931471805599453 - @log(a), x) : @asinh(1.0/x);
})"},
    Definition{"acoth", "",
               "double acoth(double x) { return @copysign(@log1p(2.0/(@fabs(x) - 1.0))/2.0, x); }"},
    Definition{"sigmoid", "", R"(double sigmoid(double x) {
  const double e = @exp(-@fabs(x));
  return (x < 0.0 ? e : 1.0)/(1.0 + e);
})"},
    Definition{"logit", "", R"(double logit(double p) {
  const double q = 1.0 - p;
  return 4.0*p > 1.0 && 4.0*p < 3.0 ? @log1p((p - q)/q) : @log(p/q);
})"},
    Definition{"softplus", "", R"(double softplus(double x) {
  const double tail = @log1p(@exp(-@fabs(x)));
  return x > 0.0 ? x + tail : tail;
})"},
    Definition{"logsigmoid", "softplus", "double logsigmoid(double x) { return -softplus(-x); }"},
    Definition{"logaddexp", "", R"(double logaddexp(double a, double b) {
  if (a == b) return a + 0.6931471805599453;
  return (a > b ? a : b) + @log1p(@exp(-@fabs(a - b)));
})"},
    Definition{"logsumexp", "", R"(double logsumexp(const double* x, int n) {
  int largest = 0;
  for (int i = 1; i < n; ++i)
    if (x[i] > x[largest]) largest = i;
  double rest = 0.0;
  for (int i = 0; i < n; ++i)
    if (i != largest) rest += x[i] == x[largest] ? 1.0 : @exp(x[i] - x[largest]);
  return x[largest] + @log1p(rest);
})"},
    Definition{"relu", "", "double relu(double x) { return x <= 0.0 ? 0.0 : x; }"},
    Definition{"leaky_relu", "", "double leaky_relu(double x) { return x < 0.0 ? x/100.0 : x; }"},
    Definition{"elu", "", "double elu(double x) { return x > 0.0 ? x : @expm1(x); }"},
    Definition{"selu", "", R"(double selu(double x) {
  return 1.0507009873554805*(x > 0.0 ? x : 1.6732632423543772*@expm1(x));
})"},
    Definition{"gelu", "", "double gelu(double x) { return x*@erfc(-x/1.4142135623730951)/2.0; }"},
    Definition{"times_exp", "", R"(double times_exp(double x) {
  const double half = @exp(x/2.0);
  return half == 0.0 ? 0.0 : x*half*half;
})"},
    Definition{"swish", "times_exp", R"(double swish(double x) {
  const double e = @exp(-@fabs(x));
  if (x >= 0.0) return x/(1.0 + e);
  return 1.0 + e == 1.0 ? times_exp(x) : x*e/(1.0 + e);
})"},
    Definition{"mish", "times_exp", R"(double mish(double x) {
  const double e = @exp(-@fabs(x)), m = e*(2.0 + e);
  if (x >= 0.0) return x*((1.0 + 2.0*e)/(1.0 + 2.0*e*(1.0 + e)));
  return 1.0 + e == 1.0 ? times_exp(x) : x*(m/(2.0 + m));
})"},
    Definition{"sign", "", "double sign(double x) { return x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : x; }"},
    Definition{"max", "", "double max(double a, double b) { return a >= b || a != a ? a : b; }"},
    Definition{"min", "", "double min(double a, double b) { return a <= b || a != a ? a : b; }"},
    Definition{"clamp", "min max",
               "double clamp(double x, double low, double high) { return min(max(x, low), high); }"},
    // Recurrence up to 10, then the asymptotic series; below 0 by reflection.
    Definition{"digamma", "", R"(double digamma(double x) {
  double sum = 0.0;
  if (x < 0.0) {
    const double part = x - @floor(x);
    sum = -3.141592653589793/@tan(3.141592653589793*part);
    x = 1.0 - x;
  }
  for (; x < 10.0; x += 1.0) sum -= 1.0/x;
  const double z = 1.0/(x*x);
  const double series =
      z*(1.0/12.0 - z*(1.0/120.0 - z*(1.0/252.0 - z*(1.0/240.0 - z*(1.0/132.0 - z*(691.0/32760.0 - z/12.0))))));
  return sum + @log(x) - 0.5/x - series;
})"},
    // The sum of (x + k)^-(n+1), directly up to n + 20, then by Euler and Maclaurin. NaN below -1e6.
    Definition{"polygamma", "digamma", R"(double polygamma(double n, double x) {
  static const double bernoulli[] = {1.0/6.0, -1.0/30.0, 1.0/42.0, -1.0/30.0, 5.0/66.0, -691.0/2730.0, 7.0/6.0};
  if (!(n >= 0.0 && n <= 1000.0 && n == @floor(n)) || !(x > -1e6)) return @nan("");
  if (n == 0.0) return digamma(x);
  const double s = n + 1.0;
  double sum = 0.0;
  for (; x < n + 20.0; x += 1.0) sum += @pow(x, -s);
  double term = @pow(x, -s);
  sum += term*x/n + term/2.0;
  for (int j = 1; j <= 7; ++j) {
    term *= (j == 1 ? s : (s + 2.0*j - 3.0)*(s + 2.0*j - 2.0)/x)/x/(j == 1 ? 2.0 : (2.0*j - 1.0)*2.0*j);
    sum += bernoulli[j - 1]*term;
  }
  return (@fmod(n, 2.0) == 0.0 ? -1.0 : 1.0)*@tgamma(s)*sum;
})"}};

constexpr std::string_view cpp_logsumexp = R"(double logsumexp(std::initializer_list<double> x) {
  const double* largest = x.begin();
  for (const double& value : x)
    if (value > *largest) largest = &value;
  double rest = 0.0;
  for (const double& value : x)
    if (&value != largest) rest += value == *largest ? 1.0 : std::exp(value - *largest);
  return *largest + std::log1p(rest);
})";

}  // namespace

std::span<const Definition> c_definitions() { return definitions; }

std::span<const Definition> cpp_definitions() {
  static const std::vector<Definition> list = [] {
    std::vector<Definition> all(definitions.begin(), definitions.end());
    for (Definition& d : all)
      if (d.name == "logsumexp") d.source = cpp_logsumexp;
    return all;
  }();
  return list;
}

}  // namespace slope::printing
