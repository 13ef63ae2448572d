// SPDX-License-Identifier: MIT
// A finished picture, in SVG.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace slope::plot {

/// The size of a picture in its own units, in which text is 13 high.
struct Size {
  double width = 600, height = 380;
};

/// Letters, lines and areas; black on white, and told apart by more than colour.
struct Picture {
  Size size{};
  std::string description{};  ///< one line, for who cannot see it
  std::string content{};      ///< SVG elements

  /// A file of its own.
  std::string file() const;
  /// An <svg> element for an HTML page; as wide as its place.
  std::string element() const;
};

/// One below the other.
Picture stacked(const std::vector<Picture>& pictures);

/// Text as SVG, HTML and XML can hold it: & < > " are written as entities, and what is no character there, or no UTF-8,
/// as U+FFFD.
std::string escaped(std::string_view text);

}  // namespace slope::plot
