// SPDX-License-Identifier: MIT
// Formulas made at random, and broken at random. The generator is seeded: every run tests the same texts.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "parse_property.hpp"

namespace slope {
namespace {

using Random = std::mt19937_64;

constexpr std::array<std::string_view, 64> tokens = {
    "x",        "y",        "alpha",  "x1",     "e",
    "pi",       "π",        "σ",      "0",      "1",
    "2",        "3",        "10",     ".5",     "1.5",
    "1e3",      "2e-4",     "1/3",    "0.1",    "99999999999999999999",
    "1e100",    "1e",       "0xff",   "1.2.3",  "+",
    "-",        "*",        "/",      "^",      "−",
    "×",        "·",        "<",      "<=",     "==",
    "!=",       "**",       "=",      "(",      "(",
    "(",        ")",        ")",      ")",      ",",
    " ",        "\n",       "\t",     "sin(",   "exp(",
    "sigmoid(", "max(",     "where(", "atan2(", "diff(",
    "diff",     ",x)",      "sin",    "|",      "²",
    "\xff",     "\xe2\x88", "$",      "log("};

std::string_view pick(Random& random) { return tokens[random() % tokens.size()]; }

// A formula that is right, of at most that depth.
std::string formula(Random& random, int depth) {
  constexpr std::array<std::string_view, 6> operands = {"x", "y", "2", "1.5", "1e-2", "pi"};
  constexpr std::array<std::string_view, 7> operators = {"+", " - ", "*", "/", "^", " < ", "^-"};
  constexpr std::array<std::string_view, 4> functions = {"sin(", "sigmoid(", "abs(", "exp("};
  const auto kind = random() % 8;
  const auto part = [&] { return formula(random, depth - 1); };
  const auto one_of = [&](const auto& list) { return list[random() % list.size()]; };
  if (depth == 0 || kind == 0) return std::string(one_of(operands));
  if (kind == 1) return fmt::format("-{}", part());
  if (kind == 2) return fmt::format("{}{})", one_of(functions), part());
  if (kind == 3) return fmt::format("max({}, {})", part(), part());
  return fmt::format("({}){}({})", part(), one_of(operators), part());
}

// A byte changed, a piece cut out, doubled or moved, a token put in.
void mutate(std::string& text, Random& random) {
  const std::size_t at = random() % (text.size() + 1), length = random() % 8;
  switch (random() % 5) {
    case 0:
      if (at < text.size()) text[at] = static_cast<char>(random());
      break;
    case 1: text.erase(at, length); break;
    case 2: text.insert(at, text.substr(at, length)); break;
    case 3: text.insert(random() % (text.size() + 1), text.substr(at, length)); break;
    default: text.insert(at, pick(random));
  }
}

TEST(ParseFuzz, RandomTokens) {
  Random random(1);
  for (int i = 0; i < 40'000; ++i) {
    std::string text;
    for (auto n = random() % 16; n-- > 0;) text += pick(random);
    ASSERT_EQ(parse_complaint(text), "") << text;
  }
}

TEST(ParseFuzz, BrokenFormulas) {
  Random random(2);
  for (int i = 0; i < 40'000; ++i) {
    std::string text = formula(random, 4);
    for (auto n = random() % 4; n-- > 0;) mutate(text, random);
    ASSERT_EQ(parse_complaint(text), "") << text;
  }
}

TEST(ParseFuzz, RandomBytes) {
  Random random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string text(random() % 40, '\0');
    for (char& c : text) c = static_cast<char>(random());
    ASSERT_EQ(parse_complaint(text), "") << text;
  }
}

TEST(ParseFuzz, RightFormulasAreRead) {
  Random random(4);
  for (int i = 0; i < 2000; ++i) {
    const std::string text = formula(random, 5);
    ASSERT_NO_THROW(parse(text)) << text;
  }
}

}  // namespace
}  // namespace slope
