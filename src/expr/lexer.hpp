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
  /// The next token; at the end of the text always `end`.
  /// @throws ParseError for a number that is none, LimitError for a name or a number that is too long.
  Token next();

 private:
  Token take(TokenKind kind, std::size_t bytes);
  Token number();
  Token name();
  Token other();

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace slope::detail
