// SPDX-License-Identifier: MIT
// The report of a training: one HTML page that needs nothing else.
#include <fmt/format.h>

#include "pictures.hpp"

namespace slope::tool {

namespace {

constexpr plot::Size size = {420, 310};  // letters stay legible at the width of a phone

constexpr std::string_view style = R"(
:root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fff; --line: #d5d5d5; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --paper: #1a1a1a; --line: #444; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 64em; margin: 2em auto; padding: 0 1em; overflow-wrap: anywhere; }
h1 { font-size: 1.4em; } h2 { font-size: 1.1em; margin-top: 2em; }
table { border-collapse: collapse; } td, th { padding: 0.2em 1em 0.2em 0; text-align: right; border-bottom: 1px solid var(--line); overflow-wrap: normal; }
th { font-weight: 600; } td:first-child { text-align: left; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24em), 1fr)); gap: 1.5em; }
figure { margin: 0; } figcaption { font-size: 0.9em; } svg { width: 100%; height: auto; border: 1px solid var(--line); }
)";

std::string figure(const Figure& f) {
  return "<figure>\n" + f.picture.element() + "<figcaption>" + plot::escaped(f.caption) +
         "</figcaption>\n</figure>\n";
}

std::string section(std::string_view title, const std::vector<Figure>& figures) {
  std::string out = fmt::format("<h2>{}</h2>\n<div class=\"figures\">\n", title);
  for (const Figure& f : figures) out += figure(f);
  return out + "</div>\n";
}

std::string metrics(const Outcome& outcome) {
  std::string out = "<table>\n<tr><th></th>";
  for (const Part& part : outcome.parts) out += fmt::format("<th>{}</th>", part.name);
  out += "</tr>\n";
  for (const auto& row : metrics_of(outcome)) {
    out += "<tr>";
    for (const std::string& cell : row) out += "<td>" + plot::escaped(cell) + "</td>";
    out += "</tr>\n";
  }
  return out + "</table>\n";
}

}  // namespace

std::string outcome_page(const Outcome& outcome) {
  const std::string title = plot::escaped(outcome.source);
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\" />\n<title>{0}</title>\n<link rel=\"icon\" "
      "href=\"data:,\" />\n"
      "<style>{1}</style>\n</head>\n<body>\n<h1>{0}</h1>\n",
      title, style);
  out += "<p>" + plot::escaped(task_of(outcome.about())) + ".</p>\n";
  out +=
      fmt::format("<p>Network {}: {} parameters; {}; loss {}.</p>\n", shape_of(outcome.network),
                  outcome.network.parameters().size(), plot::escaped(outcome.method), name_of(outcome.loss));
  out += metrics(outcome) + section("Training", curves(outcome, size));
  std::vector<Figure> learned;
  if (auto decision = decision_figure(outcome, size)) learned.push_back(std::move(*decision));
  if (auto confusion = confusion_figure(outcome, size)) learned.push_back(std::move(*confusion));
  if (!learned.empty()) out += section("Decisions", learned);
  std::vector<Figure> weights;
  for (std::size_t i = 0; i < std::min(outcome.network.layers().size(), shown_layers); ++i)
    weights.push_back(weights_figure(outcome, i, size));
  out += section("Weights", weights);
  out += section("Gradients", {gradients_figure(outcome, size), activation_figure(outcome, size)});
  return out + "</body>\n</html>\n";
}

}  // namespace slope::tool
