// SPDX-License-Identifier: MIT
// Networks as JSON, in documents that know whether they were damaged. Included only where there is nlohmann-json.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "fingerprint.hpp"
#include "slope/core/error.hpp"
#include "slope/network/model_file.hpp"

namespace slope::detail {

using nlohmann::json;

inline constexpr int document_version = 1;

/// Text of a document of a kind ("slope network"), with its version and a check sum of the content.
inline std::string sealed(const char* kind, const json& content) {
  const json document = {{"format", kind},
                         {"version", document_version},
                         {"checksum", Fingerprint().add(content.dump()).text()},
                         {"content", content}};
  return document.dump(1) + "\n";
}

/// Whether brackets are nested deeper than in any document of ours: what reads or writes JSON calls itself.
inline bool is_deep(const std::string& text) {
  constexpr int most = 100;
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '\\') ++i;
    else if (c == '"') quoted = !quoted;
    else if (!quoted && (c == '[' || c == '{') && ++depth > most) return true;
    else if (!quoted && (c == ']' || c == '}')) --depth;
  }
  return false;
}

/// The content of a document. @throws UsageError that says what is wrong with it
inline json unsealed(const char* kind, const std::string& text, const std::string& name) {
  const auto refuse = [&](const std::string& what) {
    throw UsageError(fmt::format("{} is not a {} that can be read: {}", name, kind, what));
  };
  if (is_deep(text)) refuse("its brackets are nested too deeply");
  json document;
  try {
    document = json::parse(text);
  } catch (const json::exception&) {
    refuse(text.empty() ? "it is empty" : "it is cut off or not JSON");
  }
  if (!document.is_object() || document.value("format", json()) != kind)
    refuse("it does not say that it is one");
  const json version = document.value("version", json());
  if (!version.is_number_integer()) refuse("it has no version");
  if (version != document_version)
    refuse(fmt::format("it is of version {}, and this Slope reads version {}", version.dump(),
                       document_version));
  json content = document.value("content", json());
  if (document.value("checksum", json()) != Fingerprint().add(content.dump()).text())
    refuse("it was changed since it was written (its check sum differs)");
  return content;
}

template <class T> constexpr const char* number_name() { return sizeof(T) == 4 ? "float" : "double"; }

/// Numbers in JSON, which has no NaN. @{
inline json number(double x) {
  return std::isfinite(x) ? json(x) : std::isnan(x) ? json("nan") : json(x > 0 ? "inf" : "-inf");
}
inline double number(const json& x) {
  if (!x.is_string()) return x.get<double>();
  return x == "nan" ? std::nan("") : x == "inf" ? HUGE_VAL : -HUGE_VAL;
}
template <class T> json numbers(const std::vector<T>& values) {
  json list = json::array();
  for (const T x : values) list.push_back(number(static_cast<double>(x)));
  return list;
}
template <class T> std::vector<T> numbers(const json& list) {
  std::vector<T> values;
  for (const json& x : list) values.push_back(static_cast<T>(number(x)));
  return values;
}
/// @}

}  // namespace slope::detail
