// SPDX-License-Identifier: MIT
// An axis of a chart: what it is called, how numbers are laid along it, and where its marks stand.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace slope::plot {

/// How numbers are spaced. Even; by their logarithm, for positive numbers; by asinh, which is even near 0 and
/// logarithmic on both sides of it.
enum class Spacing { even, logarithmic, both_logarithmic };

struct Axis {
  std::string label{};
  Spacing spacing = Spacing::even;
  std::optional<double> low{}, high{};  ///< the ends; those of the data where nothing is given
  bool whole = false;                   ///< marks only at whole numbers, as for epochs and layers
};

/// A mark of an axis, and what is written there.
struct Tick {
  double at;
  std::string label{};
};

/// Maps the numbers between two ends onto [0, 1].
class Scale {
 public:
  /// The axis over these data. Numbers that it cannot show (NaN, infinities, and on a logarithmic axis all that are not
  /// positive) do not count. Ends that come from the data leave `margin` of the range free, though an even axis over data
  /// of one sign does not cross 0. Ends too near each other are moved apart; without any number they are 0 and 1, or 1
  /// and 10. @throws UsageError if the ends that the axis states are no numbers, or in the wrong order
  Scale(const Axis& axis, std::span<const double> data, double margin = 0);

  double low() const { return low_; }
  double high() const { return high_; }
  /// Whether x can be shown on this axis, be it beyond its ends.
  bool can_show(double x) const;
  /// 0 at the low end, 1 at the high end. REQUIRES can_show(x)
  double position(double x) const;
  /// The number at a position from 0 to 1.
  double at(double position) const;
  /// Marks at numbers that are easy to read, 1, 2 or 5 times a power of ten, not many more than `about` of them.
  std::vector<Tick> ticks(std::size_t about) const;

 private:
  long double laid(double x) const;
  std::vector<Tick> even_ticks(std::size_t about) const;
  std::vector<Tick> decades(std::size_t about) const;
  std::vector<Tick> both_decades(std::size_t about) const;
  Spacing spacing_;
  bool whole_;
  double low_, high_;
};

/// A number in as few characters as tell it to three digits: "0.25", "−1.5×10⁻⁷".
std::string short_number(double x);

}  // namespace slope::plot
