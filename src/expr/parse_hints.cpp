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

constexpr std::size_t longest_bracket = 24;

// The bracketed text that starts at `open`, or (…) if it is long.
std::string bracketed(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size() && i < open + longest_bracket; ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && --depth == 0) return cut(text.substr(open, i + 1 - open));
  }
  return "(…)";
}

// The bracketed text that ends at `close`, or (…) if it is long.
std::string bracketed_before(std::string_view text, std::size_t close) {
  int depth = 0;
  for (std::size_t i = close + 1; i-- > 0 && close - i < longest_bracket;) {
    if (text[i] == ')') ++depth;
    if (text[i] == '(' && --depth == 0) return cut(text.substr(i, close + 1 - i));
  }
  return "(…)";
}

// The operand that starts with `token`: a name with the arguments that follow it.
std::string operand(std::string_view text, const Token& token) {
  if (token.kind == TokenKind::open) return bracketed(text, token.offset);
  const std::size_t end = token.offset + token.text.size();
  const bool called = token.kind == TokenKind::name && text.substr(end).starts_with("(");
  return cut(token.text) + (called ? bracketed(text, end) : "");
}

bool is_prefixed_number(const Token& before, const Token& found) {
  return before.text == "0" && found.kind == TokenKind::name &&
         std::string_view("xXbBoO").find(found.text[0]) != std::string_view::npos;
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
    if (is_prefixed_number(before, found)) return message + "; numbers are decimal";
    const std::string left =
        before.kind == TokenKind::close ? bracketed_before(text, before.offset) : cut(before.text);
    return message + "; for a product write " + left + "*" + operand(text, found);
  }
  return message + advice(found);
}

std::string not_a_function(std::string_view text, const Token& name, const Token& open, bool is_symbol) {
  const std::string product = "for a product write " + cut(name.text) + "*" + bracketed(text, open.offset);
  if (!is_symbol) return quoted(name.text) + " is a constant, not a function; " + product;
  const std::string meant = suggestion(name.text);
  if (!meant.empty()) return "there is no function " + quoted(name.text) + meant;
  return "there is no function " + quoted(name.text) + "; " + product;
}

std::string call_expected(const Token& function, const Token& found) {
  const bool argument = found.kind == TokenKind::number || found.kind == TokenKind::name;
  const std::string example = function.text == derivative_name
                                  ? "diff(f, x)"
                                  : cut(function.text) + "(" + (argument ? cut(found.text) : "x") + ")";
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
