// SPDX-License-Identifier: MIT
// Files that commands write besides their results.
#pragma once

#include <string>
#include <string_view>

namespace slope::tool {

/// Whether a file can be made here, so far as that can be known before. @throws UsageError with the option and the reason
void require_writable(std::string_view option, const std::string& path);

/// Writes the whole file at once, or leaves what is there as it is; into a pipe or a device, the text.
/// @throws UsageError with the path and the reason
void write_output(const std::string& path, const std::string& content);

}  // namespace slope::tool
