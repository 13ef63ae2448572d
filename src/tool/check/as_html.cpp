// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>

#include "findings.hpp"
#include "slope/plot/picture.hpp"

namespace slope::tool {

namespace {

constexpr std::string_view style = R"(
:root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fff; --line: #d5d5d5; --good: #1a7f37; --bad: #c62828; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e6; --paper: #1a1a1a; --line: #444; --good: #57c26f; --bad: #ff6b6b; }
}
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.4em; } h2 { font-size: 1.1em; margin-top: 2em; }
code, td, th, pre { font-family: ui-monospace, monospace; font-size: 0.85em; }
.right { color: var(--good); } .wrong, .refused { color: var(--bad); }
table { border-collapse: collapse; display: block; overflow-x: auto; } td, th { padding: 0.15em 0.7em; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
th { font-weight: 600; } td.text, th.text { text-align: left; white-space: normal; } pre { white-space: pre-wrap; }
svg { width: 100%; height: auto; } .wide { overflow-x: auto; } .wide svg { min-width: 38em; }
)";

// Text as a page can hold it; foreign bytes are shown as such.
std::string plain(std::string_view text) { return plot::escaped(printable(text, text.size())); }

std::string row(const std::vector<std::string>& cells, std::string_view tag = "td") {
  std::string out = "<tr>";
  for (const std::string& cell : cells) out += fmt::format("<{0}>{1}</{0}>", tag, plain(cell));
  return out + "</tr>\n";
}

std::string fact(std::string_view name, std::string_view value) {
  return fmt::format("<tr><th class=\"text\">{}</th><td class=\"text\">{}</td></tr>\n", name, plain(value));
}

std::string facts(const Findings& findings) {
  const CheckReport& report = findings.tally.report();
  std::string out = "<table>\n" + fact("checked", findings.source) +
                    fact("type", findings.question.single() ? "float" : "double") +
                    fact("points", findings.points) + fact("allowed", report.tolerance);
  out += fact("numbers", fmt::format("{} compared, {} wrong, {} not judged", report.numbers, report.wrong,
                                     report.left_out));
  if (report.numbers > 0)
    out += fact("error", fmt::format("worst {} ulps, mean {} ulps", ulps_text(report.worst_ulps),
                                     ulps_text(report.mean_ulps)));
  return out + "</table>\n";
}

std::string diagnosis(const Diagnosis& d) {
  return fmt::format("<h2>Diagnosis: {}</h2>\n<p>{}.</p>\n{}", name_of(d.cause), plain(d.text),
                     d.advice.empty() ? "" : "<p>Advice: " + plain(d.advice) + "</p>\n");
}

std::string regions(const Findings& findings) {
  const bool one = findings.question.variables.size() == 1;
  std::vector<std::string> head =
      one ? std::vector<std::string>{"from", "to"} : std::vector<std::string>{"component"};
  head.insert(head.end(), {"numbers", "wrong"});
  for (const double end : Region::upper_ends) head.push_back(fmt::format("≤ {:g}", end));
  head.insert(head.end(), {"more", "worst ulps"});
  std::string out = "<h2>By region and error in ulps</h2>\n<table>\n" + row(head, "th");
  const auto& all = findings.tally.by_region();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Region& r = all[i];
    std::vector<std::string> cells =
        one ? std::vector<std::string>{fmt::format("{:.4g}", r.low), fmt::format("{:.4g}", r.high)}
            : std::vector<std::string>{findings.question.components[i]};
    cells.insert(cells.end(), {fmt::format("{}", r.numbers), fmt::format("{}", r.wrong)});
    for (const std::size_t n : r.counts) cells.push_back(n == 0 ? "" : fmt::format("{}", n));
    cells.push_back(r.numbers == 0 ? "" : ulps_text(r.worst));
    out += row(cells);
  }
  return out + "</table>\n";
}

std::string first_wrong(const Findings& findings) {
  const Question& question = findings.question;
  std::vector<std::string> head = question.variables;
  head.insert(head.end(), {"number", "computed", "true", "ulps"});
  std::string out = "<h2>First wrong points</h2>\n<table>\n" + row(head, "th");
  for (const Mismatch& m : findings.tally.report().examples) {
    std::vector<std::string> cells;
    for (const double x : m.point) cells.push_back(write_number(x, question.type));
    cells.insert(cells.end(), {m.component, write_number(m.computed, question.type),
                               m.truth == m.truth_high ? write_number(m.truth, question.type)
                                                       : fmt::format("{} to {}", m.truth, m.truth_high),
                               ulps_text(m.ulps)});
    out += row(cells);
  }
  return out + "</table>\n";
}

std::string notes(const std::vector<std::string>& all) {
  std::string out = "<h2>Notes</h2>\n";
  for (std::string_view note : all) {
    std::string lines;
    for (std::size_t at = 0; at <= note.size();) {
      const std::size_t end = std::min(note.find('\n', at), note.size());
      lines += plain(note.substr(at, end - at)) + "\n";
      at = end + 1;
    }
    out += "<pre>" + lines + "</pre>\n";
  }
  return out;
}

}  // namespace

std::string as_html(const Findings& findings) {
  const CheckReport& report = findings.tally.report();
  const std::string claim = plain(report.claim);
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n<meta name=\"viewport\" "
      "content=\"width=device-width\" />\n<title>{}: {}</title>\n<style>{}</style>\n</head>\n<body>\n",
      claim, verdict(report), style);
  out += fmt::format("<h1>{0}: <span class=\"{1}\">{1}</span></h1>\n", claim, verdict(report));
  if (!report.refusal.empty()) out += "<p>" + plain(report.refusal) + "</p>\n";
  out += facts(findings);
  if (report.diagnosis) out += diagnosis(*report.diagnosis);
  if (report.numbers > 0) out += error_plot(findings) + regions(findings);
  if (!report.examples.empty()) out += first_wrong(findings);
  if (!findings.notes.empty()) out += notes(findings.notes);
  return out + "</body>\n</html>";
}

}  // namespace slope::tool
