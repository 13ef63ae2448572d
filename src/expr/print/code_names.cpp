// SPDX-License-Identifier: MIT
#include "code_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "greek.hpp"

namespace slope::printing {

namespace {

// Letters outside ASCII become their Greek name or u and their code.
std::string ascii(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    const auto lead = static_cast<unsigned char>(name[i]);
    std::size_t bytes = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const std::string_view letter = name.substr(i, bytes);
    if (bytes == 1) {
      out += letter;
    } else if (const auto greek = greek_name(letter); !greek.empty()) {
      out += greek;
    } else {
      unsigned code = lead & (0x7fu >> bytes);
      for (const char c : letter.substr(1)) code = code << 6 | (static_cast<unsigned char>(c) & 0x3fu);
      out += fmt::format("u{:04x}", code);
    }
    i += bytes;
  }
  return out;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool is_reserved_everywhere(std::string_view name) {
  const bool temporary = name.starts_with('t') && is_number(name.substr(1));
  return name == "f" || temporary || name.starts_with('_') || name.find("__") != std::string_view::npos;
}

bool has_word(std::string_view list, std::string_view word) {
  for (std::size_t at = 0; (at = list.find(word, at)) != std::string_view::npos; ++at) {
    const bool starts = at == 0 || list[at - 1] == ' ';
    const bool ends = at + word.size() == list.size() || list[at + word.size()] == ' ';
    if (starts && ends) return true;
  }
  return false;
}

std::vector<std::string> safe_names(const std::vector<std::string>& symbols, const Language& language) {
  const auto allowed = [&](std::string_view name) {
    return !is_reserved_everywhere(name) && !language.is_reserved(name);
  };
  std::set<std::string> taken(symbols.begin(), symbols.end());
  std::vector<std::string> names;
  for (const std::string& symbol : symbols) {
    std::string name = ascii(symbol);
    if (name != symbol || !allowed(name)) {
      while (name.starts_with('_')) name.erase(0, 1);
      if (name.empty() || is_number(name.substr(0, 1))) name.insert(0, "v");
      for (std::size_t at; (at = name.find("__")) != std::string::npos;) name.erase(at, 1);
      const std::string stem = name.ends_with('_') ? name : name + "_";
      if (!allowed(name)) name = stem;
      for (int i = 2; taken.contains(name); ++i) name = stem + std::to_string(i);
    }
    taken.insert(name);
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace slope::printing
