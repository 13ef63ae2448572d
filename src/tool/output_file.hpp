// SPDX-License-Identifier: MIT
// Files that commands write besides their results.
#pragma once

#include <string>
#include <string_view>

namespace slope::tool {

/// Whether a file can be made here, so far as that can be known before. @throws UsageError with the option and the reason
void require_writable(std::string_view option, const std::string& path);

}  // namespace slope::tool
