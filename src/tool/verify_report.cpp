// SPDX-License-Identifier: MIT
#include "verify_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "slope/plot/picture.hpp"

namespace slope::tool {

namespace {

using witness::Report;
using witness::Testimony;

std::string_view word(const std::optional<Verdict::Kind>& kind) {
  return kind ? name_of(*kind) : "not heard";
}
std::string time_text(double seconds) { return fmt::format("{:.3f} s", seconds); }

constexpr std::array titles{"witness", "verdict", "coverage", "worst", "where", "time"};
using Row = std::array<std::string, titles.size()>;

Row row_of(const Testimony& t) {
  return {t.witness, std::string(word(t.kind)), t.coverage, t.worst, t.where, time_text(t.seconds)};
}

// In columns of a terminal; text of the library is ASCII but for names of symbols.
std::size_t columns(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string summary(const Report& report) {
  if (report.contradictory())
    return "contradiction: one witness proves what another refutes; this is an error in Slope, please report "
           "it";
  return fmt::format("verdict: {}{}", name_of(report.verdict()), report.interrupted ? " (interrupted)" : "");
}

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.append(1, '\\').append(1, c);
    else if (static_cast<unsigned char>(c) < 0x20) out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else out += c;
  }
  return out + '"';
}

}  // namespace

std::string report_text(const Report& report) {
  std::vector<Row> rows(1);
  std::copy(titles.begin(), titles.end(), rows[0].begin());
  for (const Testimony& t : report.testimonies) rows.push_back(row_of(t));
  std::array<std::size_t, titles.size()> width{};
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) width[i] = std::max(width[i], columns(row[i]));
  std::string out = report.claim.text() + "\n\n";
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += row[i] + std::string(width[i] - columns(row[i]) + (i + 1 < row.size() ? 2 : 0), ' ');
    while (line.ends_with(' ')) line.pop_back();
    out += line + "\n";
  }
  out += "\n";
  for (const Testimony& t : report.testimonies)
    for (const std::string& note : t.notes) out += fmt::format("{}: {}\n", t.witness, note);
  return out + summary(report);
}

std::string report_json(const Report& report) {
  std::string out = fmt::format(
      "{{\"claim\": {}, \"verdict\": {}, \"contradictory\": {}, \"interrupted\": {}, \"witnesses\": [",
      json_string(report.claim.text()), json_string(name_of(report.verdict())), report.contradictory(),
      report.interrupted);
  for (std::size_t i = 0; i < report.testimonies.size(); ++i) {
    const Testimony& t = report.testimonies[i];
    out += fmt::format(
        "{}\n  {{\"witness\": {}, \"verdict\": {}, \"coverage\": {}, \"worst\": {}, \"where\": {}, "
        "\"seconds\": {:.6f}, "
        "\"notes\": [",
        i == 0 ? "" : ",", json_string(t.witness), t.kind ? json_string(name_of(*t.kind)) : "null",
        json_string(t.coverage), json_string(t.worst), json_string(t.where), t.seconds);
    for (std::size_t k = 0; k < t.notes.size(); ++k) out += (k == 0 ? "" : ", ") + json_string(t.notes[k]);
    out += "]}";
  }
  return out + "]}";
}

std::string report_html(const Report& report) {
  std::string rows;
  for (const Testimony& t : report.testimonies) {
    rows += "<tr>";
    const Row row = row_of(t);
    for (std::size_t i = 0; i < row.size(); ++i)
      rows += fmt::format("<td{}>{}</td>",
                          i == 1 ? fmt::format(" class=\"{}\"", t.kind ? row[i] : "unheard") : "",
                          plot::escaped(row[i]));
    rows += "</tr>\n";
  }
  std::string notes;
  for (const Testimony& t : report.testimonies)
    for (const std::string& note : t.notes)
      notes += fmt::format("<li><b>{}</b>: {}</li>\n", plot::escaped(t.witness), plot::escaped(note));
  std::string head;
  for (const char* title : titles) head += fmt::format("<th>{}</th>", title);
  return fmt::format(R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{0}</title>
<style>
body {{ font: 16px/1.5 sans-serif; max-width: 75em; margin: 2em auto; padding: 0 1em; }}
h1 {{ overflow-wrap: anywhere; }}
table {{ border-collapse: collapse; display: block; overflow-x: auto; }}
th, td {{ text-align: left; vertical-align: top; padding: .3em .8em; border-bottom: 1px solid #ccc; }}
.proved {{ color: #060; font-weight: bold; }}
.supported {{ color: #036; }}
.refuted {{ color: #b00; font-weight: bold; }}
.unknown, .unheard {{ color: #666; }}
</style>
</head>
<body>
<h1><code>{0}</code></h1>
<p><strong>{1}</strong></p>
<table>
<thead><tr>{2}</tr></thead>
<tbody>
{3}</tbody>
</table>
<ul>
{4}</ul>
</body>
</html>)",
                     plot::escaped(report.claim.text()), plot::escaped(summary(report)), head, rows, notes);
}

}  // namespace slope::tool
