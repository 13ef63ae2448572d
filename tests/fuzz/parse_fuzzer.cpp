// SPDX-License-Identifier: MIT
// The parser under libFuzzer, which looks for texts that reach new code. docs/expression-language.md says how to run.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "parse_property.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const std::string complaint = slope::parse_complaint(text); !complaint.empty()) {
    std::fprintf(stderr, "%s\n", complaint.c_str());
    std::abort();
  }
  return 0;
}
