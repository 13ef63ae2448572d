// SPDX-License-Identifier: MIT
// Printed C, C++ and Python, compiled or run, against the evaluator and against published values.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <tuple>

#include "../expr/random_expression.hpp"
#include "run_program.hpp"
#include "slope/core/error.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/expr/parse.hpp"
#include "slope/expr/print.hpp"

namespace slope {
namespace {

struct Case {
  Expr f;
  std::vector<double> at;  // values of f's symbols, in natural order
};

std::string listed(const Case& c) {
  std::string text;
  for (const double x : c.at) text += fmt::format("{}{}", text.empty() ? "" : ", ", x);
  return text;
}

std::vector<double> read_numbers(const std::string& text) {
  std::istringstream in(text);
  std::vector<double> values;
  for (std::string word; in >> word;) values.push_back(std::strtod(word.c_str(), nullptr));
  return values;
}

// One translation unit with the functions of all cases, and a program that prints their values.
std::string unit(const std::vector<Case>& cases, Format format) {
  std::string headers, functions, body;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    std::string code = print(cases[i].f, format);
    while (code.starts_with("#include")) {
      headers += code.substr(0, code.find('\n') + 1);
      code.erase(0, code.find('\n') + 1);
    }
    if (format == Format::cpp) {
      functions += fmt::format("namespace n{} {{\n{}\n}}\n", i, code);
    } else {
      std::vector<std::string> names{"f", "times_exp"};
      for (const Function* f : all_functions())
        if (f->c.empty() && f->name.size() > 1) names.emplace_back(f->name);
      for (const std::string& name : names) functions += fmt::format("#define {0} n{1}_{0}\n", name, i);
      functions += code + "\n";
      for (const std::string& name : names) functions += fmt::format("#undef {}\n", name);
    }
    const std::string scope = format == Format::cpp ? "::" : "_";
    body += fmt::format("  printf(\"%.17g\\n\", n{}{}f({}));\n", i, scope, listed(cases[i]));
  }
  const bool cpp = format == Format::cpp;
  return headers + (cpp ? "#include <cstdio>\nusing std::printf;\n" : "#include <stdio.h>\n") + functions +
         "int main(" + (cpp ? "" : "void") + ") {\n" + body + "  return 0;\n}\n";
}

std::vector<double> compiled(const std::vector<Case>& cases, Format format) {
  const testing::Folder folder;
  const bool cpp = format == Format::cpp;
  const std::string source = cpp ? "unit.cpp" : "unit.c";
  folder.write(source, unit(cases, format));
  std::string log, output;
  const std::string compiler = cpp ? CXX_COMPILER " -std=c++20" : C_COMPILER " -std=c11";
  const std::string command = fmt::format("{} -Wall -Wextra -Werror -O0 {} -o {} -lm", compiler,
                                          folder.path(source), folder.path("program"));
  EXPECT_TRUE(testing::run(command, log)) << log.substr(0, 4000);
  EXPECT_TRUE(testing::run(folder.path("program"), output));
  return read_numbers(output);
}

std::vector<double> run_by_python(const std::vector<Case>& cases) {
  const testing::Folder folder;
  std::string runner = "from pathlib import Path\n";
  for (std::size_t i = 0; i < cases.size(); ++i) {
    folder.write(fmt::format("f{}.py", i), print(cases[i].f, Format::python));
    runner += fmt::format("n = {{}}\nexec(Path('{}').read_text(), n)\nprint(repr(float(n['f']({}))))\n",
                          folder.path(fmt::format("f{}.py", i)), listed(cases[i]));
  }
  folder.write("run.py", runner);
  std::string output;
  EXPECT_TRUE(testing::run(PYTHON " -W error " + folder.path("run.py"), output)) << output.substr(0, 4000);
  return read_numbers(output);
}

std::vector<double> values(const std::vector<Case>& cases, Format format) {
  return format == Format::python ? run_by_python(cases) : compiled(cases, format);
}

// True if f is so smooth at the point that two ways to compute it in double agree to about 1e-11.
bool is_tame(const Case& c, double& value) {
  Point<double> narrow;
  Point<long double> wide;
  const std::vector<std::string> symbols = c.f.symbols();
  for (std::size_t i = 0; i < symbols.size(); ++i) narrow[symbols[i]] = c.at[i], wide[symbols[i]] = c.at[i];
  value = evaluate(c.f, narrow);
  const auto exact = static_cast<double>(evaluate<long double>(c.f, wide));
  return std::isfinite(value) && std::abs(value - exact) <= 1e-13 * std::abs(exact) &&
         std::abs(value) > 1e-290;
}

class PrintCode : public ::testing::TestWithParam<Format> {};

TEST_P(PrintCode, HasTheValueOfTheExpression) {
  testing::RandomExpression random(5, {"x", "y", "lambda", "double", "f", "t0", "β", "__a"});
  const double points[] = {0.5, 1.25, -0.75, 2, 3.5, -12, 0.125, 40};
  std::vector<Case> cases;
  std::vector<double> expected;
  while (cases.size() < 400) {
    Case c{random(1 + static_cast<int>(random.below(9))), {}};
    for (std::size_t i = c.f.symbols().size(); i-- > 0;) c.at.push_back(points[random.below(8)]);
    double value = 0;
    if (c.f.symbols().empty() || !is_tame(c, value)) continue;
    cases.push_back(c);
    expected.push_back(value);
  }
  const std::vector<double> got = values(cases, GetParam());
  ASSERT_EQ(got.size(), expected.size());
  for (std::size_t i = 0; i < got.size(); ++i)
    EXPECT_NEAR(got[i], expected[i], 1e-11 * std::abs(expected[i]))
        << print(cases[i].f) << " at " << listed(cases[i]) << "\n"
        << print(cases[i].f, GetParam());
}

// Values by mpmath with 50 digits.
TEST_P(PrintCode, IsStableInTheTails) {
  const std::vector<std::tuple<const char*, double, double>> table = {
#include "published_values.inc"
  };
  std::vector<Case> cases;
  for (const auto& [formula, x, value] : table) cases.push_back({parse(formula), {x}});
  const std::vector<double> got = values(cases, GetParam());
  ASSERT_EQ(got.size(), table.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    const auto& [formula, x, value] = table[i];
    EXPECT_NEAR(got[i], value, std::max(4e-15 * std::abs(value), 5e-324)) << formula << " at " << x;
  }
}

TEST_P(PrintCode, SharesCommonParts) {
  Expr t = symbol("x");
  for (int i = 0; i < 60; ++i) t = t * t;
  EXPECT_LT(print(t, GetParam()).size(), 4000u);
  const std::vector<double> got = values({{t, {1.0}}}, GetParam());
  ASSERT_EQ(got.size(), 1u);
  EXPECT_EQ(got[0], 1.0);
}

INSTANTIATE_TEST_SUITE_P(Languages, PrintCode, ::testing::Values(Format::c, Format::cpp, Format::python),
                         [](const auto& instance) {
                           return std::string(instance.param == Format::c     ? "C"
                                              : instance.param == Format::cpp ? "Cpp"
                                                                              : "Python");
                         });

}  // namespace
}  // namespace slope
