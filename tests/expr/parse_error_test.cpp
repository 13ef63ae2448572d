// SPDX-License-Identifier: MIT
// What the parser says of text that is no formula, and which limits it names.
#include <gmock/gmock.h>

#include "slope/core/error.hpp"
#include "slope/expr/parse.hpp"

namespace slope {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

template <class E> std::string error_of(std::string_view text) {
  try {
    parse(text);
  } catch (const E& e) {
    return e.what();
  }
  return "no error";
}
std::string message(std::string_view text) { return error_of<ParseError>(text); }
std::string limit(std::string_view text) { return error_of<LimitError>(text); }

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

TEST(ParseError, ShowsTheMessageThenTheLineThenACaret) {
  EXPECT_EQ(message("2*(3x + 1)"),
            "line 1, column 5: expected an operator or ')', found 'x'; for a product write 3*x\n"
            "  2*(3x + 1)\n"
            "      ^");
  EXPECT_EQ(message("x +\n  2 $ y\n+ 1"),
            "line 2, column 5: expected an operator or the end, found '$'\n"
            "    2 $ y\n"
            "      ^");
  EXPECT_EQ(message("α·β γ"),
            "line 1, column 5: expected an operator or the end, found 'γ'; for a product write β*γ\n"
            "  α·β γ\n"
            "      ^");
}

TEST(ParseError, CutsLongLinesBetweenCharacters) {
  EXPECT_EQ(message(repeated("é+", 1000) + "1 2" + repeated("+é", 1000)),
            "line 1, column 2003: expected an operator or the end, found '2'; for a product write 1*2\n"
            "  …" +
                repeated("é+", 23) + "1 2" + repeated("+é", 14) + "+…\n  " + std::string(49, ' ') + "^");
}

TEST(ParseError, KnowsTheByteOffset) {
  try {
    parse("α + )");
    FAIL();
  } catch (const ParseError& e) {
    EXPECT_EQ(e.offset, 5u);
  }
}

TEST(ParseError, HasAnAnswerToWhatPeopleWrite) {
  const std::pair<std::string_view, std::string_view> gallery[] = {
      {"", "line 1, column 1: expected a formula, found nothing"},
      {" \n ", "expected a formula, found nothing"},
      {"2x", "column 2: expected an operator or the end, found 'x'; for a product write 2*x"},
      {"2(x+1)", "found '('; for a product write 2*(x+1)"},
      {"2sin(x)", "found 'sin'; for a product write 2*sin(x)"},
      {"2exp(x)", "found 'exp'; for a product write 2*exp(x)"},
      {"x y", "column 3: expected an operator or the end, found 'y'; for a product write x*y"},
      {"x 2", "found '2'; for a product write x*2"},
      {"(x)(y)", "found '('; for a product write (x)*(y)"},
      {"sin(x)cos(x)", "found 'cos'; for a product write (x)*cos(x)"},
      {"x(y+1)", "column 1: there is no function 'x'; for a product write x*(y+1)"},
      {"foo(x)", "there is no function 'foo'; for a product write foo*(x)"},
      {"pi(x)", "'pi' is a constant, not a function; for a product write pi*(x)"},
      {"1 + sigmod(x)", "column 5: there is no function 'sigmod'; did you mean \"sigmoid\"?"},
      {"tahn(x)", "did you mean \"tanh\"?"},
      {"sin x", "'sin' is a function: expected '(' after it, found 'x'; write sin(x)"},
      {"sin^2(x)", "write sin(x)^2 for the power of a value"},
      {"sigmoid", "expected '(' after it, found the end; write sigmoid(x)"},
      {"diff", "write diff(f, x)"},
      {"0xff", "column 2: expected an operator or the end, found 'xff'; numbers are decimal"},
      {"1e", "column 3: the exponent of '1e' has no digits; for a product with the constant e write 1*e"},
      {"1e+", "the exponent of '1e' has no digits"},
      {"2e*x", "for a product with the constant e write 2*e"},
      {"1.2.3", "column 4: a number has one decimal point only"},
      {"1e5x", "found 'x'; for a product write 1e5*x"},
      {"1e5.5", "a number has one decimal point only"},
      {".", "expected a number, a name or '(', found '.'; a decimal point needs a digit beside it"},
      {"x = 2", "found '='; to compare write =="},
      {"x ** 2", "found '**'; a power is written x^y"},
      {"|x|", "found '|'; an absolute value is written abs(x)"},
      {"x²", "found '²' (U+00B2); a power is written x^2"},
      {"√x", "a square root is written sqrt(x)"},
      {"n!", "a factorial is written gamma(n + 1)"},
      {"f'(x)", "a derivative is written diff(f, x)"},
      {"[x]", "brackets are ( and )"},
      {"1,5", "found ','; a decimal point is written '.'"},
      {"(1, 2)", "a comma separates the arguments of a function"},
      {"x < y < z", "column 7: comparisons cannot be chained; for a < b < c write (a < b)*(b < c)"},
      {"x == y != z", "comparisons cannot be chained"},
      {"((x+1)", "column 1: this '(' is never closed: expected ')', found the end"},
      {"1 + sin (x", "column 9: this '(' is never closed"},
      {"x+1)", "column 4: expected an operator or the end, found a ')' that closes nothing"},
      {"()", "expected a number, a name or '(', found ')'"},
      {"x +", "column 4: expected a number, a name or '(', found the end"},
      {"* x", "column 1: expected a number, a name or '(', found '*'"},
      {"max(1,,2)", "column 7: expected a number, a name or '(', found ','"},
      {"log()", "log takes 1 argument, not 0"},
      {"1 + atan2(x)", "column 5: atan2 takes 2 arguments, not 1"},
      {"sigmoid(x, y)", "sigmoid takes 1 argument, not 2"},
      {"diff(x^2)", "diff takes 2 or 3 arguments"},
      {"diff()", "diff takes 2 or 3 arguments"},
      {"diff(x, x, 1, 1)", "column 15: diff takes 2 or 3 arguments"},
      {"diff(x^2, 2)", "column 11: a derivative is taken with respect to a symbol"},
      {"diff(x^2, x, -1)", "column 14: the order of a derivative is a whole number"},
      {"diff(x^2, x, 1.5)", "the order of a derivative is a whole number"},
      {"diff(x^2, x, y)", "the order of a derivative is a whole number"},
      {"diff(x^2, x, 1e30)", "the order of a derivative is a whole number"},
      {"x\u00a0+ 1", "found the invisible character U+00A0"},
      {"x\u200b", "found the invisible character U+200B"},
      {"x \xff y", "found the byte 0xff, which is not UTF-8"},
      {"\xc0\xaf", "found the byte 0xc0, which is not UTF-8"},
      {std::string_view("x\0y", 3), "found the invisible character U+0000"},
      {"x ≈ y", "found '≈' (U+2248)"},
  };
  for (const auto& [text, expected] : gallery) EXPECT_THAT(message(text), HasSubstr(expected)) << text;
}

TEST(ParseError, NamesEveryLimit) {
  EXPECT_THAT(limit(std::string(max_formula_bytes + 1, '(')),
              HasSubstr("is longer than the limit of 16777216"));
  EXPECT_THAT(limit(std::string(10'000'000, 'a')),
              HasSubstr("a name is longer than the limit of 1000 bytes"));
  EXPECT_THAT(limit(std::string(10'000'000, '1')),
              HasSubstr("a number is longer than the limit of 200000 digits"));
  EXPECT_THAT(limit(std::string(10'000'000, '(')), HasSubstr("nested beyond the limit of 4000000"));
  EXPECT_THAT(limit("1 + 1e999999999"),
              StartsWith("line 1, column 5: the exponent of a number is beyond the limit"));
  EXPECT_THAT(limit("1e-100001"), HasSubstr("the exponent of a number is beyond the limit"));
  EXPECT_THAT(limit(repeated("1e100000*", 1000) + "1"), HasSubstr("beyond the limit of work"));
  EXPECT_THAT(limit(repeated("-", 1'000'000) + "1e100000"), HasSubstr("beyond the limit of work"));
  EXPECT_THAT(limit(repeated("diff(", 1000) + "x^x" + repeated(", x)", 1000)),
              HasSubstr("the derivatives in this formula are larger than the limit of 2000000 nodes"));
  for (const char* text : {"diff(tan(sin(x)*exp(x)), x, 10000)", "diff(sigmoid(x), x, 100000000)",
                           "diff(exp(x^2), x, 5000)", "diff(exp(1e1000*x), x, 100000)", "diff(x^x, x, 1000)"})
    EXPECT_THAT(limit(text), HasSubstr("in this formula are")) << text;
}

TEST(ParseError, LeavesHugePowersAsTheyAre) {
  EXPECT_EQ(parse("9^9^9^9").node_count(), 4u);
  EXPECT_EQ(parse("2^100000000").node_count(), 3u);
  EXPECT_EQ(parse("2^2^2^2^2^2").is_number(), false);
}

}  // namespace
}  // namespace slope
