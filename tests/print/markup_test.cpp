// SPDX-License-Identifier: MIT
// LaTeX and MathML, as they look and as readers written in Python understand them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "../expr/random_expression.hpp"
#include "run_program.hpp"
#include "slope/expr/format.hpp"
#include "slope/expr/parse.hpp"

namespace slope {
namespace {

std::string latex(std::string_view formula) { return print(parse(formula), Format::latex); }

TEST(PrintLatex, ReadsAsAMathematicianWritesIt) {
  EXPECT_EQ(latex("sigmoid(w*x + b)*(1 - sigmoid(w*x + b))"),
            R"(\sigma\left(w x + b\right) \left(1 - \sigma\left(w x + b\right)\right))");
  EXPECT_EQ(latex("x^2*log(x)/(1 + x^2)"), R"(\frac{x^{2} \ln\left(x\right)}{1 + x^{2}})");
  EXPECT_EQ(latex("exp(-x)*sqrt(x)*abs(x)"), R"(e^{-x} \sqrt{x} \left|x\right|)");
  EXPECT_EQ(latex("alpha*x1 + w_in - rate*β_max"),
            R"(\alpha x_{1} + w_{\mathrm{in}} - \mathrm{rate} \beta_{\mathrm{max}})");
}

TEST(PrintLatex, PutsADotWhereNothingWouldBeAmbiguous) {
  EXPECT_EQ(latex("x*2*3"), R"(x \cdot 2 \cdot 3)");
  EXPECT_EQ(latex("2*(x/3)"), R"(2 \cdot \frac{x}{3})");
  EXPECT_EQ(latex("x*(y + 1)"), R"(x \cdot \left(y + 1\right))");
  EXPECT_EQ(latex("2*(y + 1)"), R"(2 \left(y + 1\right))");
}

TEST(PrintLatex, LosesNoBracket) {
  EXPECT_EQ(latex("(-3/4)^x"), R"(\left(-\frac{3}{4}\right)^{x})");
  EXPECT_EQ(latex("exp(x)^2"), R"(\left(e^{x}\right)^{2})");
  EXPECT_EQ(latex("(x/y)^2*(-z)"), R"(\left(\frac{x}{y}\right)^{2} \left(-z\right))");
  EXPECT_EQ(latex("x - (y - z)"), R"(x - \left(y - z\right))");
}

struct Markup {
  Format format;
  const char* reader;
};

class PrintMarkup : public ::testing::TestWithParam<Markup> {};

TEST_P(PrintMarkup, ReadsBackToTheSameExpression) {
  testing::RandomExpression random(6, {"x", "y2", "rate", "u"});
  random.without("exp").without("e");
  const testing::Folder folder;
  std::vector<Expr> written;
  std::string lines;
  for (int i = 0; i < 3'000; ++i) {
    written.push_back(i % 20 == 0 ? call("exp", {random(4)}) * random(2) : random(1 + i % 16));
    lines += print(written.back(), GetParam().format) + "\n";
  }
  folder.write("lines", lines);
  std::string output;
  ASSERT_TRUE(testing::run(
      fmt::format("{} {}/{} < {}", PYTHON, READERS, GetParam().reader, folder.path("lines")), output))
      << output.substr(output.size() < 4000 ? 0 : output.size() - 4000);
  std::istringstream in(output);
  std::size_t i = 0;
  for (std::string line; std::getline(in, line); ++i) {
    ASSERT_LT(i, written.size());
    ASSERT_EQ(parse(line), written[i]) << line << "\n" << print(written[i], GetParam().format);
  }
  EXPECT_EQ(i, written.size());
}

INSTANTIATE_TEST_SUITE_P(Formats, PrintMarkup,
                         ::testing::Values(Markup{Format::latex, "read_latex.py"},
                                           Markup{Format::mathml, "read_mathml.py"}),
                         [](const auto& instance) {
                           return std::string(instance.param.format == Format::latex ? "Latex" : "MathMl");
                         });

}  // namespace
}  // namespace slope
