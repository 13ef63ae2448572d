// SPDX-License-Identifier: MIT
// One function a format.
#pragma once

#include <string>

#include "slope/expr/node_ref.hpp"

namespace slope::printing {

std::string text(NodeRef root);
std::string unicode(NodeRef root);
/// left = right, side by side.
std::string unicode_equation(NodeRef left, NodeRef right);
std::string latex(NodeRef root);
std::string mathml(NodeRef root);
std::string cpp(NodeRef root);
std::string c(NodeRef root);
std::string python(NodeRef root);
std::string json(NodeRef root);

}  // namespace slope::printing
