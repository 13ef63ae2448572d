// SPDX-License-Identifier: MIT
#include "parse_hints.hpp"

#include <array>

#include "located.hpp"
#include "slope/expr/names.hpp"

namespace slope::detail {

namespace {

struct Hint {
  std::string_view found, advice;
};

// What people write elsewhere, and how it is written here.
constexpr std::array hints = {
    Hint{"**", "a power is written x^y"},
    Hint{"=", "to compare write =="},
    Hint{"|", "an absolute value is written abs(x)"},
    Hint{"||", "for 'or' write max(a, b)"},
    Hint{"&&", "for 'and' write a product, as in (0 < x)*(x < 1)"},
    Hint{"!", "a factorial is written gamma(n + 1)"},
    Hint{"%", "a percentage is written x/100"},
    Hint{"'", "a derivative is written diff(f, x)"},
    Hint{"′", "a derivative is written diff(f, x)"},
    Hint{"∂", "a derivative is written diff(f, x)"},
    Hint{"√", "a square root is written sqrt(x)"},
    Hint{"²", "a power is written x^2"},
    Hint{"³", "a power is written x^3"},
    Hint{"[", "brackets are ( and )"},
    Hint{"]", "brackets are ( and )"},
    Hint{"{", "brackets are ( and )"},
    Hint{"}", "brackets are ( and )"},
    Hint{";", "arguments are separated by ','"},
    Hint{".", "a decimal point needs a digit beside it"},
};

std::string found_in_words(const Token& token) {
  return token.kind == TokenKind::end ? "the end" : quoted(token.text);
}

std::string advice(const Token& token) {
  for (const Hint& hint : hints)
    if (token.kind == TokenKind::unknown && token.text == hint.found) return "; " + std::string(hint.advice);
  return {};
}

// The bracketed text that starts at `open`, or (…) if it is long.
std::string bracketed(std::string_view text, const Token& open) {
  constexpr std::size_t longest = 24;
  int depth = 0;
  for (std::size_t i = open.offset; i < text.size() && i < open.offset + longest; ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && --depth == 0) return cut(text.substr(open.offset, i + 1 - open.offset));
  }
  return "(…)";
}

}  // namespace

std::string operand_expected(const Token& found, const Token& before) {
  std::string message = "expected a number, a name or '(', found " + found_in_words(found);
  if (found.kind == TokenKind::times && before.kind == TokenKind::times)
    return message + "; a power is written x^y";
  return message + advice(found);
}

std::string operator_expected(std::string_view text, const Token& before, const Token& found,
                              bool inside_brackets) {
  const std::string expected = inside_brackets ? "an operator or ')'" : "an operator or the end";
  std::string message = "expected " + expected + ", found " + found_in_words(found);
  if (found.kind == TokenKind::number || found.kind == TokenKind::name || found.kind == TokenKind::open) {
    const std::string left = before.kind == TokenKind::close ? "(…)" : cut(before.text);
    const std::string right = found.kind == TokenKind::open ? bracketed(text, found) : cut(found.text);
    return message + "; for a product write " + left + "*" + right;
  }
  return message + advice(found);
}

std::string not_a_function(std::string_view text, const Token& name, const Token& open, bool is_symbol) {
  const std::string product = "for a product write " + cut(name.text) + "*" + bracketed(text, open);
  if (!is_symbol) return quoted(name.text) + " is a constant, not a function; " + product;
  const std::string meant = suggestion(name.text);
  if (!meant.empty()) return "there is no function " + quoted(name.text) + meant;
  return "there is no function " + quoted(name.text) + "; " + product;
}

std::string call_expected(const Token& function, const Token& found) {
  const bool operand = found.kind == TokenKind::number || found.kind == TokenKind::name;
  const std::string example = cut(function.text) + "(" + (operand ? cut(found.text) : "x") + ")";
  std::string message = quoted(function.text) + " is a function: expected '(' after it, found " +
                        found_in_words(found) + "; write " + example;
  if (found.kind == TokenKind::power) message += "^2 for the power of a value";
  return message;
}

std::string stray_comma(bool inside_brackets) {
  return inside_brackets
             ? "expected an operator or ')', found ','; a comma separates the arguments of a function"
             : "expected an operator or the end, found ','; a decimal point is written '.'";
}

}  // namespace slope::detail
