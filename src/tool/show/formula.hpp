// SPDX-License-Identifier: MIT
// A small network as a formula that people can read.
#pragma once

#include <string>

#include "slope/network/model_file.hpp"

namespace slope::tool {

/// The outputs as formulas of the inputs, each with its derivatives by them; numbers as decimals of so many digits (0: as
/// many as they have). Scalings are multiplied into the first and last layer. A feature "petal length (cm)" is called
/// petal_length_cm. One line each.
std::string formula_text(const Model<double>& model, int digits);
std::string formula_latex(const Model<double>& model, int digits);

}  // namespace slope::tool
