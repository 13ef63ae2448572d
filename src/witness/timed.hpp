// SPDX-License-Identifier: MIT
// A testimony and the time it took.
#pragma once

#include <chrono>

#include "slope/core/error.hpp"
#include "slope/witness/witness.hpp"

namespace slope::witness {

/// What `hear(testimony)` makes of it; if it cannot, the error says why.
template <class Hear> Testimony timed(std::string name, Hear hear) {
  Testimony testimony;
  testimony.witness = std::move(name);
  const auto start = std::chrono::steady_clock::now();
  try {
    hear(testimony);
  } catch (const Error& e) {
    testimony.kind.reset();
    testimony.coverage = e.what();
  }
  testimony.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return testimony;
}

/// When the witness should come to an end.
inline auto deadline(const Options& options) {
  return std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                                std::chrono::duration<double>(options.seconds));
}

/// "[-745, 745]"
std::string range_text(const Options& options);
/// "; stopped early" if it was.
std::string early(const Options& options);
/// The variable at a number: "x = 0.25".
std::string place_text(const Claim& claim, double x);

/// If the two sides of the claim differ at x for certain, refutes it there, and says by how much.
bool refute_at(Testimony& testimony, const Claim& claim, double x);

}  // namespace slope::witness
