// SPDX-License-Identifier: MIT
// NIST's nonlinear regressions: sums of squares and their gradients against 30 digits, in every mode, and fits from
// both starts to the certified parameters.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "big.hpp"
#include "jacobian.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/evaluate_any.hpp"
#include "slope/expr/parse.hpp"
#include "slope/function/catalog.hpp"

namespace slope::problems {
namespace {

constexpr auto rat42 = [](const auto& b, const auto& x) { return b[0] / (1.0 + exp(b[1] - b[2] * x)); };
constexpr auto rat43 = [](const auto& b, const auto& x) {
  return b[0] / pow(1.0 + exp(b[1] - b[2] * x), 1.0 / b[3]);
};
constexpr auto misra1a = [](const auto& b, const auto& x) { return b[0] * (1.0 - exp(-b[1] * x)); };
constexpr auto mgh10 = [](const auto& b, const auto& x) { return b[0] * exp(b[1] / (x + b[2])); };

// Calls f(model) with the model of a set.
template <class F> auto with_model(const std::string& set, const F& f) {
  if (set == "Rat42") return f(rat42);
  if (set == "Rat43") return f(rat43);
  if (set == "Misra1a") return f(misra1a);
  return f(mgh10);
}

struct Observation {
  std::string x, y;
};
struct Expected {
  std::string set, formula, at;
  std::vector<std::string> parameters, gradient;
  std::string sum, certified_sum;
};

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

std::vector<std::vector<std::string>> read(const std::string& name) {
  std::ifstream file(DATA "/nist/" + name);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) rows.push_back(split(line, '\t'));
  return rows;
}

std::vector<Observation> observations(const std::string& set) {
  std::vector<Observation> data;
  for (const auto& row : read("data.tsv"))
    if (row[0] == set) data.push_back({row[2], row[3]});
  return data;
}

const std::vector<Expected>& expected() {
  static const auto list = [] {
    std::vector<Expected> out;
    for (const auto& row : read("expected.tsv")) {
      Expected e{row[0], row[1], row[2], {}, split(row[5], ';'), row[4], row[6]};
      for (const auto& parameter : split(row[3], ';')) e.parameters.push_back(split(parameter, '=')[1]);
      out.push_back(e);
    }
    return out;
  }();
  return list;
}

template <class T> T number(const std::string& text) {
  if constexpr (std::same_as<T, double>) return std::stod(text);
  else return T(text);
}
template <class T> std::vector<T> numbers(const std::vector<std::string>& texts) {
  std::vector<T> out;
  for (const auto& text : texts) out.push_back(number<T>(text));
  return out;
}

// y − f(x; b) for all observations, a callable of b.
template <class T, class Model> auto residuals(const Model& f, const std::vector<Observation>& data) {
  return [=]<class S>(std::span<const S> b) -> std::vector<S> {
    std::vector<S> r;
    for (const auto& [x, y] : data) r.push_back(number<T>(y) - f(b, number<T>(x)));
    return r;
  };
}

// A sum of squares and its gradient.
template <class T> struct Slopes {
  T sum;
  std::vector<T> gradient;
};

template <Mode mode, class T> Slopes<T> by_mode(const Expected& e) {
  return with_model(e.set, [&](const auto& f) {
    const auto r = residuals<T>(f, observations(e.set));
    const auto sum = [&]<class S>(std::span<const S> b) -> S {
      S total = T(0);
      for (const S& ri : r(b)) total += ri * ri;
      return total;
    };
    const std::vector<T> b = numbers<T>(e.parameters);
    const auto [value, slopes] = value_and_gradient<mode>(sum, std::span<const T>(b));
    return Slopes<T>{value, {slopes.begin(), slopes.end()}};
  });
}

// The published formula, differentiated as text.
template <class T> Slopes<T> by_formula(const Expected& e) {
  const Expr f = parse(e.formula);
  Point<T> at;
  std::vector<Expr> slopes;
  for (std::size_t j = 0; j < e.parameters.size(); ++j) {
    const std::string name = "b" + std::to_string(j + 1);
    at[name] = number<T>(e.parameters[j]);
    slopes.push_back(diff(f, symbol(name)));
  }
  Slopes<T> out{T(0), std::vector<T>(slopes.size())};
  for (const auto& [x, y] : observations(e.set)) {
    at["x"] = number<T>(x);
    const T r = number<T>(y) - evaluate<T>(f, at);
    out.sum += r * r;
    for (std::size_t j = 0; j < slopes.size(); ++j) out.gradient[j] -= 2 * r * evaluate<T>(slopes[j], at);
  }
  return out;
}

// Relative to the largest terms of each sum, which cancel at the certified parameters.
template <class T>
void expect_close(const Expected& e, const Slopes<T>& found, double tolerance, const char* mode) {
  const Big sum(e.sum);
  EXPECT_LE(abs(Big(found.sum) - sum), tolerance * sum) << e.set << ", " << e.at << ", " << mode;
  Big size = 0;
  for (const auto& [x, y] : observations(e.set)) size += Big(y) * Big(y);
  ASSERT_EQ(found.gradient.size(), e.gradient.size());
  for (std::size_t j = 0; j < e.gradient.size(); ++j) {
    const Big g(e.gradient[j]), b(e.parameters[j]);
    EXPECT_LE(abs(Big(found.gradient[j]) - g), tolerance * (abs(g) + sqrt(size * sum) / abs(b)))
        << e.set << ", " << e.at << ", by parameter " << j + 1 << ", " << mode;
  }
}

TEST(Nist, SumsOfSquaresAndGradients) {
  EXPECT_EQ(expected().size(), 12u);
  for (const Expected& e : expected()) {
    expect_close(e, by_mode<Mode::forward, Big>(e), 1e-28, "forward, 50 digits");
    expect_close(e, by_mode<Mode::reverse, Big>(e), 1e-28, "reverse, 50 digits");
    expect_close(e, by_formula<Big>(e), 1e-28, "formula, 50 digits");
    // Rounding the data moves a small sum of squares by √(Σ y²/sum) roundings.
    expect_close(e, by_mode<Mode::forward, double>(e), 1e-10, "forward");
    expect_close(e, by_mode<Mode::reverse, double>(e), 1e-10, "reverse");
    expect_close(e, by_mode<Mode::symbolic, double>(e), 1e-10, "symbolic");
    expect_close(e, by_formula<double>(e), 1e-10, "formula");
  }
}

// To nine digits of the eleven that NIST prints: the sum of squares is flat to rounding around its minimum.
template <Mode mode> void expect_certified_parameters() {
  std::map<std::string, std::vector<double>> certified;
  for (const Expected& e : expected())
    if (e.at == "certified") certified[e.set] = numbers<double>(e.parameters);
  int fits = 0;
  for (const Expected& e : expected()) {
    if (e.at == "certified") continue;
    const Fit fit = with_model(e.set, [&](const auto& f) {
      const auto r = residuals<double>(f, observations(e.set));
      return levenberg_marquardt([&](const std::vector<double>& b) { return linearization<mode>(r, b); },
                                 numbers<double>(e.parameters));
    });
    ++fits;
    EXPECT_TRUE(fit.converged) << e.set << " from " << e.at;
    EXPECT_NEAR(fit.sum_of_squares, std::stod(e.certified_sum), 1e-10 * fit.sum_of_squares) << e.set;
    for (std::size_t j = 0; j < fit.x.size(); ++j) {
      const double b = certified[e.set][j];
      EXPECT_NEAR(fit.x[j], b, 1e-9 * std::abs(b)) << e.set << " from " << e.at << ", parameter " << j + 1;
    }
  }
  EXPECT_EQ(fits, 8);
}

TEST(Nist, FitsReachTheCertifiedParametersByForward) { expect_certified_parameters<Mode::forward>(); }
TEST(Nist, FitsReachTheCertifiedParametersByReverse) { expect_certified_parameters<Mode::reverse>(); }
TEST(Nist, FitsReachTheCertifiedParametersBySymbols) { expect_certified_parameters<Mode::symbolic>(); }

}  // namespace
}  // namespace slope::problems
