// SPDX-License-Identifier: MIT
#include "slope/verify/verdict.hpp"

#include <fmt/format.h>

#include <ostream>

namespace slope {

namespace {

std::string place_of(const Witness& witness) {
  std::string list;
  for (const auto& [name, value] : witness.point)
    list += fmt::format("{}{} = {}", list.empty() ? "" : ", ", name, value.to_string());
  return list.empty() ? "" : "at " + list + " ";
}

std::string first_line(const Verdict& v) {
  switch (v.kind) {
    case Verdict::Kind::refuted:
      return fmt::format("refuted: {}the left side is {}, the right side {}; the difference is {}",
                         place_of(v.witness), v.witness.lhs, v.witness.rhs, v.witness.difference);
    case Verdict::Kind::supported:
      return fmt::format(
          "supported: equal to {} digits at {} point{}, worst relative distance {}; not proved: {}",
          v.support.digits, v.support.points, v.support.points == 1 ? "" : "s", v.support.worst, v.reason);
    default: return fmt::format("{}: {}", name_of(v.kind), v.reason);
  }
}

}  // namespace

std::string_view name_of(Verdict::Kind kind) {
  switch (kind) {
    case Verdict::Kind::proved: return "proved";
    case Verdict::Kind::refuted: return "refuted";
    case Verdict::Kind::supported: return "supported";
    case Verdict::Kind::unknown: break;
  }
  return "unknown";
}

std::string Verdict::text() const {
  std::string lines = first_line(*this);
  for (const std::string& note : notes) lines += "\nnote: " + note;
  return lines;
}

std::ostream& operator<<(std::ostream& out, const Verdict& verdict) { return out << verdict.text(); }

}  // namespace slope
