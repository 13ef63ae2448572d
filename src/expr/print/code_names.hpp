// SPDX-License-Identifier: MIT
// Names of parameters that a language accepts.
#pragma once

#include <string>
#include <vector>

#include "code.hpp"

namespace slope::printing {

/// A name for each symbol, all different: the symbol's own where the language allows it, else one made of
/// ASCII letters that resembles it.
std::vector<std::string> safe_names(const std::vector<std::string>& symbols, const Language& language);

/// Reserved in every language here: f, the temporaries t0, t1, …, and names of C's implementation.
bool is_reserved_everywhere(std::string_view name);

/// True if the list, separated by spaces, has the word.
bool has_word(std::string_view list, std::string_view word);

}  // namespace slope::printing
