// SPDX-License-Identifier: MIT
#include "slope/network/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <istream>
#include <map>
#include <set>

#include "../expr/characters.hpp"
#include "number.hpp"
#include "slope/core/error.hpp"

namespace slope {

CsvReader::CsvReader(std::istream& in, std::string name, char separator, const CsvLimits& limits)
    : in_(in), name_(std::move(name)), separator_(separator), limits_(limits) {
  for (const char mark : {'\xef', '\xbb', '\xbf'})
    if (in_.peek() == std::char_traits<char>::to_int_type(mark)) in_.get();
    else break;
}

void CsvReader::refuse(const std::string& what) const {
  throw UsageError(fmt::format("{}, line {}: {}", name_, record_line_, what));
}

bool CsvReader::next(std::vector<std::string>& fields) {
  while (read(fields)) {
    if (fields.size() == 1 && fields[0].empty()) continue;  // an empty line
    if (columns_ == 0) columns_ = fields.size();
    if (fields.size() != columns_)
      refuse(fmt::format("{} field{}, where the first line has {}", fields.size(),
                         fields.size() == 1 ? "" : "s", columns_));
    if (++records_ > limits_.rows)
      throw LimitError(fmt::format("{}: more than {} rows", name_, limits_.rows));
    return true;
  }
  return false;
}

// One record, of one field or more; false at the end.
bool CsvReader::read(std::vector<std::string>& fields) {
  constexpr int end = std::char_traits<char>::eof();
  fields.clear();
  record_line_ = line_;
  if (in_.peek() == end) {
    if (in_.bad()) refuse("the file cannot be read to its end");
    return false;
  }
  fields.emplace_back();
  enum class At { start, bare, quoted, closed } at = At::start;
  for (;;) {
    const int c = in_.get();
    std::string& field = fields.back();
    const char byte = static_cast<char>(c);
    if (c == '\n') ++line_;
    if (c == 0) refuse("a zero byte, which text in UTF-8 does not have: save the file as UTF-8");
    if (at == At::quoted) {
      if (c == end) refuse("a quoted field is not closed");
      if (byte != '"') field += byte;
      else if (in_.peek() == '"') field += static_cast<char>(in_.get());
      else at = At::closed;
    } else if (c == end || byte == '\n') {
      return true;
    } else if (byte == '\r' && (in_.peek() == '\n' || in_.peek() == end)) {
      continue;
    } else if (byte == separator_) {
      if (fields.size() == limits_.columns)
        throw LimitError(
            fmt::format("{}, line {}: more than {} columns", name_, record_line_, limits_.columns));
      fields.emplace_back();
      at = At::start;
    } else if (byte == '"' && at == At::start) {
      at = At::quoted;
    } else if (at == At::closed) {
      refuse(fmt::format("text after the closing quote of field {}", fields.size()));
    } else {
      field += byte;
      at = At::bare;
    }
    if (fields.back().size() > limits_.field_bytes)
      throw LimitError(fmt::format("{}, line {}: a field of more than {} bytes", name_, record_line_,
                                   limits_.field_bytes));
  }
}

double number_in(const CsvReader& in, const std::string& field, const std::string& column) {
  const auto where = fmt::format("{}, line {}, column '{}'", in.name(), in.line(), column);
  if (detail::is_blank(field)) throw UsageError(where + ": the value is missing");
  const std::optional<double> x = detail::number_of(field);
  if (!x) throw UsageError(fmt::format("{}: '{}' is not a number", where, field.substr(0, 40)));
  if (!std::isfinite(*x)) throw UsageError(fmt::format("{}: '{}' is not a finite number", where, field));
  return *x;
}

namespace {

// The target's column, from 0.
std::size_t target_column(const CsvReader& in, const std::vector<std::string>& names,
                          const std::string& target) {
  if (target.empty()) return names.size() - 1;
  const auto found = std::find_if(names.begin(), names.end(), [&](const std::string& name) {
    return detail::trimmed(name) == detail::trimmed(target);
  });
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  const std::optional<double> number = detail::number_of(target);
  const auto columns = static_cast<double>(names.size());
  if (number && *number >= 1 && *number <= columns && *number == std::floor(*number))
    return static_cast<std::size_t>(*number) - 1;
  std::string known;
  for (std::size_t i = 0; i < names.size() && i < 20; ++i) known += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > 20) known += ", …";
  throw UsageError(fmt::format("{} has no column '{}': there are {}", in.name(), target, known));
}

// A column that has the name of another would be taken for it later.
void require_different(const CsvReader& in, std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end())
    throw UsageError(fmt::format("{} has two columns '{}': give them different names", in.name(), *twice));
}

// What goes into files and pictures.
void require_utf8(const CsvReader& in, const std::string& text, const std::string& what) {
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t bytes = detail::first_character(rest).bytes;
    if (bytes == 0)
      throw UsageError(fmt::format("{}, line {}: {} is not UTF-8 (the byte 0x{:02x}): save the file as UTF-8",
                                   in.name(), in.line(), what, static_cast<unsigned char>(rest.front())));
    rest.remove_prefix(bytes);
  }
}

// Whether the first line has names: a feature that is no number. (Or a target that is none above numbers: `read_csv`.)
bool has_names(const std::vector<std::string>& first, std::size_t target) {
  for (std::size_t i = 0; i < first.size(); ++i)
    if (i != target && !detail::is_blank(first[i]) && !detail::number_of(first[i])) return true;
  return false;
}

// Targets as they were read: texts, and numbers where all of them are.
struct Targets {
  std::vector<std::string> texts;
  std::vector<double> numbers;
};

Task task_of(const Targets& targets) {
  if (targets.numbers.size() < targets.texts.size()) {
    return std::set(targets.texts.begin(), targets.texts.end()).size() == 2 ? Task::binary : Task::classes;
  }
  std::set<double> values;
  for (const double x : targets.numbers) {
    values.insert(x);
    if (x != std::floor(x) || values.size() > 20) return Task::regression;
  }
  if (2 * values.size() > targets.numbers.size()) return Task::regression;
  return values.size() == 2 ? Task::binary : Task::classes;
}

// Labels, by the order of the classes' numbers or else of their texts.
void add_labels(Dataset& data, const Targets& targets) {
  const bool are_numbers = targets.numbers.size() == targets.texts.size();
  std::map<std::pair<double, std::string>, std::size_t> labels;
  const auto key = [&](std::size_t i) {
    return are_numbers ? std::pair(targets.numbers[i], std::string()) : std::pair(0.0, targets.texts[i]);
  };
  std::map<std::pair<double, std::string>, std::string> names;
  for (std::size_t i = 0; i < targets.texts.size(); ++i) names.emplace(key(i), targets.texts[i]);
  for (const auto& [k, name] : names) {
    labels[k] = data.about.classes.size();
    data.about.classes.push_back(name);
  }
  for (std::size_t i = 0; i < targets.texts.size(); ++i) data.labels.push_back(labels[key(i)]);
}

}  // namespace

Dataset read_csv(std::istream& in, const std::string& name, const CsvOptions& options) {
  CsvReader reader(in, name, options.separator, options.limits);
  std::vector<std::string> fields, names;
  if (!reader.next(fields)) throw UsageError(name + " is empty");
  if (fields.size() < 2)
    throw UsageError(fmt::format("{} has one column: it needs features and a target. Is '{}' its separator?",
                                 name, options.separator));
  const std::vector<std::string> first = fields;
  for (std::size_t i = 0; i < first.size(); ++i)
    require_utf8(reader, first[i], fmt::format("field {}", i + 1));
  const std::size_t target = target_column(reader, first, options.target);
  const bool has_header = options.header.value_or(has_names(first, target));
  const auto set_names = [&](bool by_header) {
    names.clear();
    for (std::size_t i = 0; i < first.size(); ++i)
      names.push_back(by_header ? std::string(detail::trimmed(first[i])) : fmt::format("column {}", i + 1));
    require_different(reader, names);
  };
  set_names(has_header);
  if (has_header && !reader.next(fields)) throw UsageError(name + " has a line of names, and no data");

  Dataset data;
  Targets targets;
  do {
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (i != target) data.features.push_back(number_in(reader, fields[i], names[i]));
    const std::optional<double> number = detail::number_of(fields[target]);
    const bool infinite = number && !std::isfinite(*number);
    const bool is_name = !number && data.rows == 0 && !has_header && !options.header;  // see below
    if (detail::is_blank(fields[target]) || (options.task == Task::regression && !is_name) ||
        (infinite && !options.task))
      number_in(reader, fields[target], names[target]);
    if (!number) require_utf8(reader, fields[target], fmt::format("the text in column '{}'", names[target]));
    targets.texts.emplace_back(detail::trimmed(fields[target]));
    if (number && !infinite) targets.numbers.push_back(*number);
    ++data.rows;
  } while (reader.next(fields));
  // A text above nothing but numbers is a name, and so is what stands beside it.
  const bool only_first_is_text = !has_header && !options.header && !detail::number_of(targets.texts[0]) &&
                                  data.rows > 1 && targets.numbers.size() == data.rows - 1;
  if (only_first_is_text) {
    set_names(true);
    data.features.erase(data.features.begin(),
                        data.features.begin() + static_cast<std::ptrdiff_t>(names.size() - 1));
    targets.texts.erase(targets.texts.begin());
    --data.rows;
  }

  for (std::size_t i = 0; i < names.size(); ++i)
    (i == target ? data.about.targets : data.about.features).push_back(names[i]);
  data.about.task = options.task.value_or(task_of(targets));
  if (data.about.task == Task::regression && targets.numbers.size() < data.rows)
    throw UsageError(fmt::format("{}, column '{}': '{}' is not a number", name, names[target],
                                 targets.texts[0].substr(0, 40)));
  if (data.about.task == Task::regression) data.targets = std::move(targets.numbers);
  else add_labels(data, targets);
  const std::size_t classes = data.about.classes.size();
  if (data.about.task != Task::regression && classes < 2)
    throw UsageError(fmt::format("{}, column '{}': every row is of the class '{}'", name, names[target],
                                 data.about.classes[0]));
  if (data.about.task == Task::binary && classes != 2)
    throw UsageError(
        fmt::format("{}, column '{}': there are {} classes, not two", name, names[target], classes));
  data.check();
  return data;
}

std::ifstream open_csv(const std::string& path) {
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) throw UsageError(fmt::format("{} cannot be read: {}", path, std::strerror(errno)));
  if (std::filesystem::is_directory(path))
    throw UsageError(fmt::format("{} cannot be read: {}", path, std::strerror(EISDIR)));
  return in;
}

Dataset read_csv(const std::string& path, const CsvOptions& options) {
  std::ifstream in = open_csv(path);
  return read_csv(in, path, options);
}

}  // namespace slope
