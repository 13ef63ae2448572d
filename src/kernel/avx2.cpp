// SPDX-License-Identifier: MIT
#ifndef __AVX2__
#error "options.cmake says how this file is compiled"
#endif
#define SLOPE_INSTRUCTION_SET avx2
#include "compile.hpp"
