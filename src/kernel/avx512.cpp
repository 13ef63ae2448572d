// SPDX-License-Identifier: MIT
#ifndef __AVX512F__
#error "options.cmake says how this file is compiled"
#endif
#define SLOPE_INSTRUCTION_SET avx512
#include "compile.hpp"
