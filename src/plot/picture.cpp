// SPDX-License-Identifier: MIT
#include "slope/plot/picture.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "canvas.hpp"

namespace slope::plot {

namespace {

// The length of the UTF-8 character at the start of the text; 0 if there is none that XML can hold.
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
  const unsigned first = byte(0);
  if (first < 0x80) return first >= 0x20 && first != 0x7F ? 1 : 0;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  unsigned code = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
    code = code << 6U | (byte(i) & 0x3FU);
  }
  const bool overlong = code < (length == 2 ? 0x80U : length == 3 ? 0x800U : 0x10000U);
  const bool none = (code >= 0x80 && code < 0xA0) || (code >= 0xD800 && code < 0xE000) || code == 0xFFFE ||
                    code == 0xFFFF || code > 0x10FFFF;
  return overlong || none ? 0 : length;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const char c = text.front();
    const std::size_t length = c == '\n' || c == '\t' ? 1 : character_length(text);
    if (length == 0) out += "\uFFFD";
    else if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else out += text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

Picture stacked(const std::vector<Picture>& pictures) {
  Picture out{{0, 0}, "", ""};
  for (const Picture& picture : pictures) {
    out.content +=
        fmt::format("<svg y=\"{}\" width=\"{}\" height=\"{}\">\n{}</svg>\n", coordinate(out.size.height),
                    coordinate(picture.size.width), coordinate(picture.size.height), picture.content);
    out.description += (out.description.empty() ? "" : "; ") + picture.description;
    out.size.width = std::max(out.size.width, picture.size.width);
    out.size.height += picture.size.height;
  }
  return out;
}

std::string Picture::file() const {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
      "font-family=\"sans-serif\" font-size=\"{2}\" role=\"img\">\n<title>{3}</title>\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{4}</svg>\n",
      coordinate(size.width), coordinate(size.height), text_height, escaped(description), content);
}

std::string Picture::element() const {
  return fmt::format(
      "<svg viewBox=\"0 0 {} {}\" font-family=\"sans-serif\" font-size=\"{}\" role=\"img\" "
      "aria-label=\"{}\">\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{}</svg>\n",
      coordinate(size.width), coordinate(size.height), text_height, escaped(description), content);
}

}  // namespace slope::plot
