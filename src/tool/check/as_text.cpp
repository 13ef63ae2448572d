// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "findings.hpp"

namespace slope::tool {

namespace {

// Columns of cells, each as wide as its widest cell, set to the right.
class Grid {
 public:
  explicit Grid(std::vector<std::string> head) { add(std::move(head)); }
  void add(std::vector<std::string> row) {
    widths_.resize(std::max(widths_.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths_[i] = std::max(widths_[i], row[i].size());
    rows_.push_back(std::move(row));
  }
  std::string text() const {
    std::string out;
    for (const auto& row : rows_) {
      for (std::size_t i = 0; i < row.size(); ++i) out += fmt::format("  {:>{}}", row[i], widths_[i]);
      out += '\n';
    }
    return out;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> widths_;
};

std::string regions(const Findings& findings) {
  const auto& all = findings.tally.by_region();
  const bool one = findings.question.variables.size() == 1;
  std::vector<std::string> head =
      one ? std::vector<std::string>{"from", "to"} : std::vector<std::string>{"component"};
  head.insert(head.end(), {"numbers", "wrong"});
  for (const double end : Region::upper_ends) head.push_back(fmt::format("<={:g}", end));
  head.insert(head.end(), {"more", "worst ulps"});
  Grid grid(head);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Region& r = all[i];
    std::vector<std::string> row =
        one ? std::vector<std::string>{fmt::format("{:.4g}", r.low), fmt::format("{:.4g}", r.high)}
            : std::vector<std::string>{findings.question.components[i]};
    row.insert(row.end(), {fmt::format("{}", r.numbers), fmt::format("{}", r.wrong)});
    for (const std::size_t n : r.counts) row.push_back(n == 0 ? "." : fmt::format("{}", n));
    row.push_back(r.numbers == 0 ? "." : ulps_text(r.worst));
    grid.add(row);
  }
  return fmt::format("By {} and error in ulps:\n",
                     one ? "region of " + findings.question.variables.front() : "component") +
         grid.text();
}

std::string first_wrong(const Findings& findings) {
  const Question& question = findings.question;
  const CheckReport& report = findings.tally.report();
  std::vector<std::string> head = question.variables;
  if (question.components.size() > 1) head.push_back("component");
  head.insert(head.end(), {"computed", "true", "ulps"});
  Grid grid(head);
  for (const Mismatch& m : report.examples) {
    std::vector<std::string> row;
    for (const double x : m.point) row.push_back(write_number(x, question.type));
    if (question.components.size() > 1) row.push_back(m.component);
    row.push_back(write_number(m.computed, question.type));
    row.push_back(m.truth == m.truth_high ? write_number(m.truth, question.type)
                                          : fmt::format("{} to {}", m.truth, m.truth_high));
    row.push_back(ulps_text(m.ulps));
    grid.add(row);
  }
  return "First wrong points:\n" + grid.text();
}

}  // namespace

std::string_view verdict(const CheckReport& report) {
  if (!report.refusal.empty()) return "refused";
  return report.wrong == 0 ? "right" : "wrong";
}

std::string ulps_text(double ulps) {
  if (!std::isfinite(ulps)) return "inf";
  return ulps < 100 ? fmt::format("{:.3f}", ulps) : fmt::format("{:.3g}", ulps);
}

std::string as_text(const Findings& findings) {
  const CheckReport& report = findings.tally.report();
  std::string text = report.text();
  text += fmt::format("  points: {}\n", findings.points);
  if (report.numbers > 0)
    text += fmt::format("  error: worst {} ulps, mean {} ulps\n", ulps_text(report.worst_ulps),
                        ulps_text(report.mean_ulps));
  if (report.numbers > 0) text += "\n" + regions(findings);
  if (!report.examples.empty()) text += "\n" + first_wrong(findings);
  text.pop_back();
  return text;
}

}  // namespace slope::tool
