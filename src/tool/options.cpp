// SPDX-License-Identifier: MIT
#include "options.hpp"

#include <fmt/format.h>

#include <CLI/Option.hpp>

#include "number.hpp"

namespace slope::tool {

void add_expression(CLI::App& app, std::string& expression) {
  app.add_option(
         "EXPR", expression,
         "The formula. `-` reads formulas from standard input, one a line, and answers each at once; after "
         "answers of several lines (--steps, --format unicode, ...) comes an empty line.")
      ->required();
}

void add_format(CLI::App& app, std::string& name) {
  app.add_option("--format", name, "text (default), unicode, latex, mathml, c++, c, python or json")
      ->type_name("F");
}

Format format_of(const std::string& name) {
  if (const auto format = format_named(name)) return *format;
  throw UsageError(fmt::format(
      "there is no format '{}'; the formats are text, unicode, latex, mathml, c++, c, python and json",
      name));
}

void add_certificate(CLI::App& app, std::string& name) {
  app.add_option("--certificate", name, "Print a proof instead, as a file for the proof assistant Coq: `coq`")
      ->type_name("coq");
}

void require_coq(const std::string& name) {
  if (name != "coq")
    throw UsageError(fmt::format("there is no certificate for '{}'; certificates are for coq", name));
}

Layout layout_of(Format format) { return {.blocks = format != Format::text && format != Format::latex}; }

void PlaceOptions::add_to(CLI::App& app) {
  app.add_option("--at", at, "Values of the variables, such as x=1.5,y=pi/2; inf and -inf are values, too")
      ->type_name("VALUES")
      ->allow_extra_args(false);
  app.add_option(
         "--digits", digits,
         "Print the value with N correct significant digits instead of the shortest text that reads back "
         "to the same double")
      ->type_name("N");
}

std::optional<int> PlaceOptions::digit_count() const {
  if (digits.empty()) return std::nullopt;
  const std::int64_t n = whole_number("--digits", digits, 1);
  if (n > 1'000'000'000) throw LimitError(fmt::format("--digits {} is too large", n));
  return static_cast<int>(n);
}

std::string marked(const std::string& formula) { return " " + formula; }
std::string unmarked(const std::string& argument) {
  return argument.starts_with(" -") ? argument.substr(1) : argument;
}

}  // namespace slope::tool
