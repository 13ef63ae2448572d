// SPDX-License-Identifier: MIT
#include "result_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace slope::tool {

namespace {

constexpr std::size_t longest_number = 1000, shown = 60;  // bytes

template <class T> double value_at(const char* bytes) {
  T value;
  std::memcpy(&value, bytes, sizeof(T));
  return static_cast<double>(value);
}

}  // namespace

ResultReader::ResultReader(Wire wire, std::size_t columns)
    : wire_(wire), longest_(longest_number * columns), parts_(columns) {}

void ResultReader::add(std::string_view bytes) {
  buffer_.erase(0, begin_);
  searched_ -= begin_;
  begin_ = 0;
  buffer_ += bytes;
}

bool ResultReader::next(std::span<double> result) {
  return wire_.binary ? next_bytes(result) : next_line(result);
}

bool ResultReader::next_bytes(std::span<double> result) {
  const std::size_t size = wire_.type == NumberType::float32 ? sizeof(float) : sizeof(double);
  const std::size_t wanted = size * result.size(), there = buffer_.size() - begin_;
  if (there < wanted) {
    if (at_end_ && there > 0) throw BadResult(fmt::format("is cut off after {} of {} bytes", there, wanted));
    return false;
  }
  for (double& x : result) {
    const char* const bytes = buffer_.data() + begin_;
    x = wire_.type == NumberType::float32 ? value_at<float>(bytes) : value_at<double>(bytes);
    begin_ += size;
  }
  searched_ = begin_;
  return true;
}

bool ResultReader::next_line(std::span<double> result) {
  const std::size_t found = buffer_.find('\n', searched_);
  const bool whole = found != buffer_.npos;
  searched_ = std::min(found, buffer_.size());
  const std::string_view line(buffer_.data() + begin_, searched_ - begin_);
  if (line.size() > longest_)
    throw BadResult(fmt::format("is longer than {} bytes, the limit for a line; it begins '{}'", longest_,
                                printable(line, shown)));
  if (!whole && (!at_end_ || line.empty())) return false;
  begin_ = searched_ = searched_ + (whole ? 1 : 0);
  read_line(line, result);
  return true;
}

void ResultReader::read_line(std::string_view line, std::span<double> result) {
  const std::size_t count = split_line(line, parts_);
  if (count == 0) throw BadResult("is an empty line");
  for (std::size_t i = 0; i < std::min(count, result.size()); ++i) {
    const auto number = read_number(parts_[i], wire_.type);
    if (!number) throw BadResult(fmt::format("is no number: '{}'", printable(line, shown)));
    result[i] = *number;
  }
  if (count != result.size())
    throw BadResult(fmt::format("has {} number{} where {} {} expected: '{}'", count, count == 1 ? "" : "s",
                                result.size(), result.size() == 1 ? "is" : "are", printable(line, shown)));
}

std::string_view ResultReader::rest() const {
  const std::string_view left = std::string_view(buffer_).substr(begin_);
  if (wire_.binary) return left;
  return left.substr(std::min(left.find_first_not_of(" \t\r\n"), left.size()));
}

}  // namespace slope::tool
