// SPDX-License-Identifier: MIT
// Functions that C, C++ and NumPy lack, as source text in numerically stable forms.
#pragma once

#include <span>

#include "code.hpp"

namespace slope::printing {

/// For C and C++ alike: @ stands before each name of the library (std:: in C++, nothing in C).
/// @{
std::span<const Definition> c_definitions();
std::span<const Definition> cpp_definitions();
/// @}

/// For NumPy (np) and the module math, on arrays.
std::span<const Definition> python_definitions();

}  // namespace slope::printing
