// SPDX-License-Identifier: MIT
// Formulas cut into tokens.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace slope::detail {

enum class TokenKind : std::uint8_t {
  end,
  number,
  name,
  open,
  close,
  comma,
  plus,
  minus,
  times,
  over,
  power,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
  unknown,  ///< anything else, one character or what is written for an operator elsewhere (** = &&)
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::size_t offset = 0;
  std::string_view text;
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}
  /// Reads the next token, at the end of the text always `end`, into the place where it is used: copying one
  /// that was just written would stall the processor.
  /// @throws ParseError for a number that is none, LimitError for a name or a number that is too long.
  void next(Token& token);

 private:
  void take(Token& token, TokenKind kind, std::size_t bytes);
  void name(Token& token, std::size_t bytes);
  void number(Token& token);
  void other(Token& token);

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace slope::detail
