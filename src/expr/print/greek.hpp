// SPDX-License-Identifier: MIT
// The Greek letters that LaTeX has commands for.
#pragma once

#include <string_view>

namespace slope::printing {

/// "alpha" for "α", or empty.
std::string_view greek_name(std::string_view letter);

/// True for "alpha", "Gamma", ….
bool is_greek_name(std::string_view word);

}  // namespace slope::printing
