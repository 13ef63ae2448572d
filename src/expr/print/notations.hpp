// SPDX-License-Identifier: MIT
// One function a format.
#pragma once

#include <string>

#include "slope/expr/node_ref.hpp"

namespace slope::printing {

std::string text(NodeRef root);

}  // namespace slope::printing
