// SPDX-License-Identifier: MIT
#include "table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>

#include "slope/core/error.hpp"

namespace slope::tool {

namespace {

class Reader {
 public:
  Reader(const std::string& file, const std::vector<std::string>& names, NumberType type)
      : name_(file == "-" ? "standard input" : file), wanted_(names), type_(type) {
    if (file == "-") return;
    file_.open(file);
    if (!file_) throw UsageError(fmt::format("{} cannot be read: {}", file, std::strerror(errno)));
    in_ = &file_;
  }

  Table read() {
    Table table{wanted_.size(), {}};
    while (next_line()) {
      const std::size_t count = split_line(line_, parts_);
      if (count == 0 || parts_[0].starts_with('#')) continue;
      if (count > parts_.size()) throw UsageError(place() + "more columns than 1000");
      const std::span parts(parts_.data(), count);
      if (places_.empty() && take_names(parts)) continue;
      take_row(parts, table);
    }
    if (in_->bad()) throw UsageError(fmt::format("{} cannot be read: {}", name_, std::strerror(errno)));
    if (table.numbers.empty()) throw UsageError(name_ + " holds no numbers");
    return table;
  }

 private:
  std::string place() const { return fmt::format("{}, line {}: ", name_, number_); }

  bool next_line() {
    if (!in_->getline(buffer_.data(), static_cast<std::streamsize>(buffer_.size()))) {
      if (in_->gcount() + 1 < static_cast<std::streamsize>(buffer_.size())) return false;
      ++number_;
      throw LimitError(place() + fmt::format("longer than {} bytes, the limit for one line", max_table_line));
    }
    ++number_;
    line_ = buffer_.data();
    std::replace(line_.begin(), line_.end(), ';', ',');
    return true;
  }

  // Finds out from the first line which columns hold what. Whether that line is only names.
  bool take_names(std::span<const std::string_view> parts) {
    const bool named = std::any_of(parts.begin(), parts.end(),
                                   [&](std::string_view part) { return !read_number(part, type_); });
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      if (!named) {
        places_.push_back(i);
        continue;
      }
      const auto found = std::find_if(parts.begin(), parts.end(), [&](std::string_view part) {
        if (part.size() > 1 && part.starts_with('"') && part.ends_with('"'))
          part = part.substr(1, part.size() - 2);
        return part == wanted_[i];
      });
      if (found == parts.end())
        throw UsageError(place() + fmt::format("no column is named {}; the columns are '{}'", wanted_[i],
                                               printable(line_, 100)));
      places_.push_back(static_cast<std::size_t>(found - parts.begin()));
    }
    if (!named && parts.size() != wanted_.size())
      throw UsageError(place() +
                       fmt::format("{} number{} where {} are expected: {}; other columns need a first line "
                                   "with the names of all",
                                   parts.size(), parts.size() == 1 ? "" : "s", wanted_.size(),
                                   fmt::join(wanted_, ", ")));
    width_ = parts.size();
    return named;
  }

  void take_row(std::span<const std::string_view> parts, Table& table) {
    if (parts.size() != width_)
      throw UsageError(place() + fmt::format("{} column{}, but the first line has {}", parts.size(),
                                             parts.size() == 1 ? "" : "s", width_));
    if (table.numbers.size() + wanted_.size() > max_table_numbers)
      throw LimitError(place() +
                       fmt::format("more than {} numbers, the limit for a file", max_table_numbers));
    for (const std::size_t i : places_) {
      const auto number = read_number(parts[i], type_);
      if (!number) throw UsageError(place() + fmt::format("'{}' is no number", printable(parts[i], 60)));
      table.numbers.push_back(*number);
    }
  }

  std::string name_;
  const std::vector<std::string>& wanted_;
  NumberType type_;
  std::ifstream file_;
  std::istream* in_ = &std::cin;
  std::vector<char> buffer_ = std::vector<char>(max_table_line + 2);
  std::string line_;
  std::vector<std::string_view> parts_ = std::vector<std::string_view>(1000);
  std::vector<std::size_t> places_;
  std::size_t width_ = 0, number_ = 0;
};

}  // namespace

Table read_table(const std::string& file, const std::vector<std::string>& names, NumberType type) {
  return Reader(file, names, type).read();
}

}  // namespace slope::tool
