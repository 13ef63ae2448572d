// SPDX-License-Identifier: MIT
#define SLOPE_INSTRUCTION_SET baseline
#include "compile.hpp"
