// SPDX-License-Identifier: MIT
#include "slope/calculus/symbolic.hpp"

#include <fmt/format.h>

namespace slope::detail {

std::vector<Expr> input_symbols(std::size_t n) {
  if (n > 3) return list_symbols(n);
  std::vector<Expr> symbols;
  for (std::size_t i = 0; i < n; ++i) symbols.push_back(symbol(std::string(1, "xyz"[i])));
  return symbols;
}

std::vector<Expr> list_symbols(std::size_t n) {
  std::vector<Expr> symbols;
  symbols.reserve(n);
  for (std::size_t i = 1; i <= n; ++i) symbols.push_back(symbol(fmt::format("x{}", i)));
  return symbols;
}

}  // namespace slope::detail
