// SPDX-License-Identifier: MIT
// Independent witnesses of a derivative: is df/dx the formula that someone claims?
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slope/expr/expr.hpp"
#include "slope/verify/verdict.hpp"

namespace slope::witness {

/// df/dx = slope. All three are of one variable.
struct Claim {
  Expr f, x, slope;

  /// About a formula, and its derivative as `slope diff` prints it if no other is claimed.
  /// @throws UsageError unless the formula has at most one variable, and what is claimed no other.
  explicit Claim(const Expr& formula, const std::optional<Expr>& claimed = std::nullopt);
  std::string text() const;  ///< "d/dx sigmoid(x) = sigmoid(x)*(1 - sigmoid(x))"
};

/// What one witness says.
struct Testimony {
  std::string witness;                ///< "symbolic proof"
  std::optional<Verdict::Kind> kind;  ///< nothing if it was not heard; `coverage` says why
  std::string coverage;               ///< what it looked at: "10000 points of [-745, 745]"
  std::string worst;                  ///< how far the two sides are apart at worst
  std::string where;                  ///< and where that is
  std::vector<std::string> notes;
  double seconds = 0;
};

struct Options {
  double from = -745, to = 745;
  std::size_t points = 10'000;  ///< of the witness that compares the modes
  /// What witnesses may take of the processor, all but the proof and the floats together; then they say how far they
  /// came.
  double seconds = 8;
  bool exhaustive = false;  ///< hear the witness of all floats, too
  std::function<void(std::string_view witness, double part)> progress = [](std::string_view, double) {};
  std::function<bool()> stopped = [] {
    return false;
  };  ///< asked often; then what is known so far is returned
};

/// The witnesses, each with another method:
///
///   symbolic proof       `verify`
///   modes                duals, Taylor series, tape and the printed formula in double, against each other and
///                        against rigorous enclosures
///   50, 100, 1000 digits dual numbers against the formula, in Boost's cpp_bin_float, at 1000 digits in MPFR if it is
///                        there
///   enclosure            rigorous bounds of df/dx − slope on all of [from, to], in Taylor form on adaptive pieces,
///                        and on the tails beyond
///   floats               the derivative in float at all 2^32 floats, against the claim in double
/// @{
Testimony symbolic_proof(const Claim& claim, const Options& options);
Testimony modes(const Claim& claim, const Options& options);
Testimony digits(const Claim& claim, int count, const Options& options);
Testimony enclosure(const Claim& claim, const Options& options);
Testimony floats(const Claim& claim, const Options& options);
/// @}

struct Report {
  Claim claim;
  std::vector<Testimony> testimonies;
  bool interrupted = false;

  /// Refuted if a witness refutes; else proved if one proves; else supported if one supports.
  Verdict::Kind verdict() const;
  /// True if one witness proves what another refutes, which would be an error in Slope.
  bool contradictory() const;
};

/// Hears them all: at most some ten seconds, and with `exhaustive` some ten more. Time that one does not need is left to
/// those that follow.
Report examine(const Claim& claim, const Options& options = {});

}  // namespace slope::witness
