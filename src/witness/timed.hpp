// SPDX-License-Identifier: MIT
// A testimony and the time it took.
#pragma once

#include <chrono>
#include <ctime>

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

/// The time that a witness may take: of the processor, so that what it sees does not depend on what else runs.
class Budget {
 public:
  explicit Budget(const Options& options) : seconds_(options.seconds) {}
  double left() const { return seconds_ - static_cast<double>(std::clock() - start_) / CLOCKS_PER_SEC; }
  bool spent() const { return left() <= 0; }
  bool half_spent() const { return left() <= seconds_ / 2; }

 private:
  double seconds_;
  std::clock_t start_ = std::clock();
};

/// "[-745, 745]"
std::string range_text(const Options& options);
/// "; stopped early" if it was.
std::string early(const Options& options);
/// The variable at a number: "x = 0.25".
std::string place_text(const Claim& claim, double x);

/// If the two sides of the claim differ at x for certain, refutes it there, and says by how much.
bool refute_at(Testimony& testimony, const Claim& claim, double x);

}  // namespace slope::witness
