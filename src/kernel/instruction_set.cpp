// SPDX-License-Identifier: MIT
#include "slope/kernel/instruction_set.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "slope/core/error.hpp"
#include "slope/kernel/scalar.hpp"

namespace slope::kernel {

namespace baseline {
extern const Table table;
}
#if defined SLOPE_HAVE_AVX
namespace avx2 {
extern const Table table;
}
namespace avx512 {
extern const Table table;
}
#endif

// Right from the start, also for what other files compute while they are initialised.
constinit std::atomic<const Table*> table_in_use = &baseline::table;

namespace {

constexpr std::array tables {
  &baseline::table,
#if defined SLOPE_HAVE_AVX
      &avx2::table, &avx512::table,
#endif
};

const Table* table_of(InstructionSet set) { return tables[static_cast<std::size_t>(set)]; }

std::vector<InstructionSet> detect() {
  std::vector<InstructionSet> sets{InstructionSet::baseline};
#if defined SLOPE_HAVE_AVX
  __builtin_cpu_init();
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (avx2) sets.push_back(InstructionSet::avx2);
  if (avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl"))
    sets.push_back(InstructionSet::avx512);
#endif
  return sets;
}

std::string names_of_available() {
  std::string names;
  for (const InstructionSet set : available_instruction_sets())
    names += (names.empty() ? "" : ", ") + std::string(name_of(set));
  return names;
}

[[maybe_unused]] const bool chosen = [] {
  InstructionSet best = available_instruction_sets().back();
  if (const char* wish = std::getenv("SLOPE_INSTRUCTION_SET")) {
    bool found = false;
    for (const InstructionSet set : available_instruction_sets())
      if (name_of(set) == wish) best = set, found = true;
    if (!found)
      fmt::print(stderr, "slope: SLOPE_INSTRUCTION_SET is '{}', which is not one of {}; using {}\n", wish,
                 names_of_available(), name_of(best));
  }
  use_instruction_set(best);
  return true;
}();

}  // namespace

std::string_view name_of(InstructionSet set) {
  constexpr std::array<std::string_view, 3> names{"baseline", "avx2", "avx512"};
  const auto i = static_cast<std::size_t>(set);
  return i < names.size() ? names[i] : "unknown";
}

std::span<const InstructionSet> available_instruction_sets() {
  static const std::vector<InstructionSet> sets = detect();
  return sets;
}

InstructionSet instruction_set_in_use() {
  for (const InstructionSet set : available_instruction_sets())
    if (table_of(set) == table_in_use.load(std::memory_order_relaxed)) return set;
  return InstructionSet::baseline;
}

void use_instruction_set(InstructionSet set) {
  for (const InstructionSet available : available_instruction_sets())
    if (available == set) return table_in_use.store(table_of(set), std::memory_order_relaxed);
  throw UsageError(fmt::format("the instruction set {} is not available here; there are: {}", name_of(set),
                               names_of_available()));
}

}  // namespace slope::kernel
