// SPDX-License-Identifier: MIT
#include "reference.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "big_number.hpp"
#include "slope/core/error.hpp"

namespace slope::reference {

namespace {

std::vector<Row> read() {
  std::ifstream file(REFERENCE_VALUES);
  std::vector<Row> list;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream fields(line);
    std::string name, args, value;
    std::getline(fields, name, '\t');
    std::getline(fields, args, '\t');
    std::getline(fields, value);
    const auto op = find_function(name);
    if (!op) throw Error("reference_values.tsv knows a function that the catalog does not: " + name);
    Row row{*op, {}, number(value)};
    std::istringstream words(args);
    for (std::string word; words >> word;) row.args.push_back(std::strtod(word.c_str(), nullptr));
    list.push_back(std::move(row));
  }
  if (list.empty()) throw Error("cannot read " REFERENCE_VALUES);
  return list;
}

}  // namespace

std::string Row::text() const { return fmt::format("{}({})", function().name, fmt::join(args, ", ")); }

double Row::scale() const {
  double largest = 0;
  if (function().cancels)
    for (const double x : args) largest = std::max(largest, std::abs(x));
  return largest;
}

const std::vector<Row>& rows() {
  static const std::vector<Row> list = read();
  return list;
}

}  // namespace slope::reference
