// SPDX-License-Identifier: MIT
#include "lexer.hpp"

#include <array>

#include "characters.hpp"
#include "located.hpp"
#include "slope/expr/names.hpp"
#include "slope/expr/parse.hpp"

namespace slope::detail {

namespace {

struct Spelling {
  std::string_view text;
  TokenKind kind;
};

// The longest spelling first.
constexpr std::array spellings = {
    Spelling{"<=", TokenKind::less_equal},   Spelling{">=", TokenKind::greater_equal},
    Spelling{"==", TokenKind::equal},        Spelling{"!=", TokenKind::not_equal},
    Spelling{"**", TokenKind::unknown},      Spelling{"&&", TokenKind::unknown},
    Spelling{"||", TokenKind::unknown},      Spelling{"<", TokenKind::less},
    Spelling{">", TokenKind::greater},       Spelling{"≤", TokenKind::less_equal},
    Spelling{"≥", TokenKind::greater_equal}, Spelling{"≠", TokenKind::not_equal},
    Spelling{"−", TokenKind::minus},         Spelling{"×", TokenKind::times},
    Spelling{"·", TokenKind::times},         Spelling{"⋅", TokenKind::times},
    Spelling{"÷", TokenKind::over}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

void Lexer::take(Token& token, TokenKind kind, std::size_t bytes) {
  token.kind = kind;
  token.offset = at_;
  token.text = {text_.data() + at_, bytes};
  at_ += bytes;
}

void Lexer::next(Token& token) {
  std::size_t at = at_;
  while (at < text_.size() && (text_[at] == ' ' || (text_[at] >= '\t' && text_[at] <= '\r'))) ++at;
  at_ = at;
  if (at == text_.size()) return take(token, TokenKind::end, 0);
  const char c = text_[at];
  switch (c) {
    case '(': return take(token, TokenKind::open, 1);
    case ')': return take(token, TokenKind::close, 1);
    case ',': return take(token, TokenKind::comma, 1);
    case '+': return take(token, TokenKind::plus, 1);
    case '-': return take(token, TokenKind::minus, 1);
    case '/': return take(token, TokenKind::over, 1);
    case '^': return take(token, TokenKind::power, 1);
    case '*':
      if (at + 1 == text_.size() || text_[at + 1] != '*') return take(token, TokenKind::times, 1);
      break;
    case '.':
      if (at + 1 == text_.size() || !is_digit(text_[at + 1])) break;
      return number(token);
    default:
      if (is_digit(c)) return number(token);
  }
  if (const std::size_t bytes = identifier_length(text_.substr(at))) return name(token, bytes);
  other(token);
}

void Lexer::name(Token& token, std::size_t bytes) {
  if (bytes > max_name_bytes)
    fail_limit(text_, at_, "a name is longer than the limit of " + std::to_string(max_name_bytes) + " bytes");
  take(token, TokenKind::name, bytes);
}

void Lexer::number(Token& token) {
  std::size_t end = at_;
  const auto digits = [&] {
    const std::size_t begin = end;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    return end - begin;
  };
  const auto peek = [&](std::size_t i) { return i < text_.size() ? text_[i] : '\0'; };
  digits();
  if (peek(end) == '.') ++end, digits();
  if (end - at_ > max_number_digits)
    fail_limit(text_, at_,
               "a number is longer than the limit of " + std::to_string(max_number_digits) + " digits");
  if (peek(end) == 'e' || peek(end) == 'E') {
    const std::size_t mantissa = end++;
    if (peek(end) == '+' || peek(end) == '-') ++end;
    if (digits() == 0) {
      const std::string written(text_.substr(at_, mantissa + 1 - at_)),
          value(text_.substr(at_, mantissa - at_));
      if (identifier_length(text_.substr(mantissa)) > 1) end = mantissa;  // 2exp(x): a missing operator
      else
        fail_at(text_, mantissa + 1,
                "the exponent of " + quoted(written) +
                    " has no digits; for a product with the constant e write " + cut(value) + "*e");
    }
  }
  if (peek(end) == '.') fail_at(text_, end, "a number has one decimal point only");
  take(token, TokenKind::number, end - at_);
}

void Lexer::other(Token& token) {
  const std::string_view rest = text_.substr(at_);
  for (const Spelling& s : spellings)
    if (rest.starts_with(s.text)) return take(token, s.kind, s.text.size());
  const Character c = first_character(rest);
  take(token, TokenKind::unknown, c.bytes == 0 ? 1 : c.bytes);
}

}  // namespace slope::detail
