// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <cmath>

#include "../../expr/characters.hpp"
#include "findings.hpp"

namespace slope::tool {

namespace {

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const auto [code, size] = detail::first_character(text);
    if (size == 0) out += "\\ufffd";  // no UTF-8
    else if (code == '"' || code == '\\') out += fmt::format("\\{}", text[0]);
    else if (code < 0x20) out += fmt::format("\\u{:04x}", static_cast<unsigned>(code));
    else out += text.substr(0, size);
    text.remove_prefix(size == 0 ? 1 : size);
  }
  return out + '"';
}

// JSON has no infinities and no NaN: they are texts.
std::string number(double x) {
  if (std::isfinite(x)) return fmt::format("{}", x);
  return std::isnan(x) ? "\"nan\"" : x > 0 ? "\"inf\"" : "\"-inf\"";
}

std::string list(const auto& items, const auto& text_of) {
  std::string out = "[";
  for (const auto& item : items) out += (out.size() > 1 ? ", " : "") + text_of(item);
  return out + "]";
}

std::string mismatch(const Mismatch& m) {
  std::string out = fmt::format(
      R"({{"component": {}, "point": {}, "computed": {}, "true": {}, "ulps": {}, "allowed_ulps": {})",
      in_quotes(m.component), list(m.point, number), number(m.computed), number(m.truth), number(m.ulps),
      number(m.allowed_ulps));
  if (m.truth != m.truth_high) out += fmt::format(R"(, "true_high": {})", number(m.truth_high));
  return out + "}";
}

std::string region(const Region& r, const std::string* component) {
  const std::string where = component ? fmt::format(R"("component": {})", in_quotes(*component))
                                      : fmt::format(R"("from": {}, "to": {}, "worst_at": {})", number(r.low),
                                                    number(r.high), number(r.worst_at));
  return fmt::format(R"({{{}, "numbers": {}, "wrong": {}, "worst_ulps": {}, "counts": {}}})", where,
                     r.numbers, r.wrong, number(r.worst),
                     list(r.counts, [](std::size_t n) { return fmt::format("{}", n); }));
}

}  // namespace

std::string as_json(const Findings& findings) {
  const CheckReport& report = findings.tally.report();
  const Question& question = findings.question;
  std::string out;
  const auto add = [&](std::string_view name, const std::string& value) {
    out += fmt::format("{}  \"{}\": {}", out.empty() ? "{\n" : ",\n", name, value);
  };
  const auto count = [](std::size_t n) { return fmt::format("{}", n); };
  add("claim", in_quotes(report.claim));
  add("source", in_quotes(findings.source));
  add("verdict", in_quotes(verdict(report)));
  if (!report.refusal.empty()) add("refusal", in_quotes(report.refusal));
  add("type", question.single() ? "\"float\"" : "\"double\"");
  add("tolerance", in_quotes(report.tolerance));
  add("variables", list(question.variables, [](const std::string& x) { return in_quotes(x); }));
  add("points", count(report.points));
  add("numbers", count(report.numbers));
  add("wrong", count(report.wrong));
  add("not_judged", count(report.left_out));
  add("worst_ulps", number(report.worst_ulps));
  add("mean_ulps", number(report.mean_ulps));
  if (report.worst) add("worst", mismatch(*report.worst));
  if (report.diagnosis)
    add("diagnosis", fmt::format(R"({{"cause": {}, "text": {}, "advice": {}}})",
                                 in_quotes(name_of(report.diagnosis->cause)),
                                 in_quotes(report.diagnosis->text), in_quotes(report.diagnosis->advice)));
  add("first_wrong", list(report.examples, mismatch));
  add("error_classes", list(Region::upper_ends, number));
  const std::string* component = question.variables.size() > 1 ? question.components.data() : nullptr;
  add("regions", list(findings.tally.by_region(),
                      [&](const Region& r) { return region(r, component ? component++ : nullptr); }));
  add("notes", list(findings.notes, [](const std::string& note) { return in_quotes(note); }));
  return out + "\n}";
}

}  // namespace slope::tool
