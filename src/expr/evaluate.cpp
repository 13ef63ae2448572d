// SPDX-License-Identifier: MIT
#include "slope/expr/evaluate.hpp"

namespace slope::detail {

void no_value_for(std::string_view symbol) {
  throw UsageError("no value is given for the symbol '" + std::string(symbol) + "'");
}

void no_evaluator_for(std::string_view function) {
  throw UsageError("the function '" + std::string(function) +
                   "' was not added for this number type; add it with slope::add_function<Rule, Number>()");
}

}  // namespace slope::detail
