// SPDX-License-Identifier: MIT
// Options that several subcommands have.
#pragma once

#include <optional>
#include <string>

#include "answer.hpp"
#include "command.hpp"
#include "place.hpp"
#include "slope/expr/print.hpp"

namespace slope::tool {

/// EXPR, the formula itself or "-".
void add_expression(CLI::App& app, std::string& expression);

/// --format NAME.
void add_format(CLI::App& app, std::string& name);
/// @throws UsageError, with the list of all names, if there is no such format.
Format format_of(const std::string& name);
/// --certificate coq.
void add_certificate(CLI::App& app, std::string& name);
/// @throws UsageError for any other proof assistant.
void require_coq(const std::string& name);
/// Whether a formula in this format may take several lines.
Layout layout_of(Format format);

/// --at VALUES and --digits N.
struct PlaceOptions {
  std::vector<std::string> at;
  std::string digits;

  void add_to(CLI::App& app);
  Place place() const { return Place(at); }
  /// The number of digits, if it is given. @throws UsageError, LimitError
  std::optional<int> digit_count() const;
};

/// An argument that starts with '-' and is a formula, such as -x^2, behind a mark by which CLI11 does not
/// take it for an option; and back.
/// @{
std::string marked(const std::string& formula);
std::string unmarked(const std::string& argument);
/// @}

}  // namespace slope::tool
