// SPDX-License-Identifier: MIT
// Whole files.
#pragma once

#include <string>

namespace slope::detail {

/// @throws UsageError with the path and the system's reason
std::string read_file(const std::string& path);
bool file_exists(const std::string& path);

}  // namespace slope::detail
