// SPDX-License-Identifier: MIT
// Everything that an ordinary program uses.
#pragma once

#include "slope/core/error.hpp"
#include "slope/core/rational.hpp"
#include "slope/core/real.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/evaluate.hpp"
#include "slope/expr/evaluate_digits.hpp"
#include "slope/expr/expr.hpp"
#include "slope/expr/function.hpp"
#include "slope/expr/parse.hpp"
#include "slope/expr/print.hpp"
#include "slope/expr/simplify.hpp"
#include "slope/expr/steps.hpp"
#include "slope/function/catalog.hpp"
