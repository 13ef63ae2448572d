// SPDX-License-Identifier: MIT
#pragma once

#include "slope/network/model_file.hpp"

namespace slope::tool {

/// The model of a file, with names for what a program that saved it may have left without: inputs x1, x2, …, numbers y1, …
/// and classes 0, 1, …. @throws as load_model
Model<double> stored_model(const std::string& path);

}  // namespace slope::tool
