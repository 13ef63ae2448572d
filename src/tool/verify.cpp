// SPDX-License-Identifier: MIT
// slope verify
#include <fmt/format.h>

#include <CLI/Option.hpp>
#include <cmath>
#include <cstdlib>
#include <memory>

#include "console.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "slope/expr/names.hpp"
#include "slope/expr/parse.hpp"
#include "verify_report.hpp"

namespace slope::tool {

namespace {

using Printer = std::string (*)(const witness::Report&);

Printer printer_named(const std::string& name) {
  if (name == "text") return report_text;
  if (name == "json") return report_json;
  if (name == "html") return report_html;
  throw UsageError(fmt::format("there is no format '{}'{}; the formats are text, json and html", name,
                               suggestion(name, {"text", "json", "html"})));
}

double end_of_range(std::string_view option, const std::string& text) {
  char* end = nullptr;
  const double x = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != 0 || !std::isfinite(x))
    throw UsageError(fmt::format("{} needs a number; got '{}'", option, text));
  return x;
}

int exit_code(const witness::Report& report) {
  switch (report.verdict()) {
    case Verdict::Kind::proved: return done;
    case Verdict::Kind::refuted: return refused;
    default: return undecided;
  }
}

}  // namespace

Run add_verify(CLI::App& app) {
  struct Options {
    std::string formula = "sigmoid(x)", claim, format = "text", from = "-745", to = "745";
    bool exhaustive = false;
  };
  const auto options = std::make_shared<Options>();
  app.description(
      "Question independent witnesses about a derivative: a symbolic proof; duals, Taylor series, tape and "
      "the printed "
      "formula against each other; 50, 100 and 1000 digits; rigorous interval bounds on the whole range; "
      "and, if asked, "
      "all floats.");
  app.add_option("EXPR", options->formula, "A formula in one variable; sigmoid(x) if none is given");
  app.add_option("--claim", options->claim,
                 "What its derivative is said to be; what `slope diff` prints if not given")
      ->type_name("EXPR");
  app.add_option("--from", options->from, "The range starts here (-745)")->type_name("A");
  app.add_option("--to", options->to, "The range ends here (745)")->type_name("B");
  app.add_flag("--exhaustive", options->exhaustive, "All 2^32 floats, too: some ten seconds");
  app.add_option("--format", options->format, "text (default), json or html")->type_name("F");
  app.footer(
      "Ctrl-C ends the questioning; what is known by then is printed.\n"
      "Exit codes: 0 proved, 1 refuted, 2 bad input, 3 supported or unknown.\n"
      "\n"
      "Examples:\n"
      "  slope verify\n"
      "  slope verify 'tanh(x)' --claim '1 - tanh(x)^2'\n"
      "  slope verify 'softplus(x)' --claim 'sigmoid(x) + 1e-30'    is refuted\n"
      "  slope verify 'x*log(x)' --from 0.001 --to 100 --format html > report.html");
  return [options] {
    const Printer print_report = printer_named(options->format);
    witness::Options how;
    how.from = end_of_range("--from", options->from);
    how.to = end_of_range("--to", options->to);
    if (!(how.from < how.to))
      throw UsageError(fmt::format("the range from {} to {} is empty", options->from, options->to));
    how.exhaustive = options->exhaustive;
    const Expr f = parse(unmarked(options->formula));
    const witness::Claim claim(
        f, options->claim.empty() ? std::nullopt : std::optional(parse(unmarked(options->claim))));
    const Interruption interruption;
    how.stopped = Interruption::asked;
    const auto report = [&] {
      ProgressBar bar;
      how.progress = [&](std::string_view who, double part) { bar.show(who, part); };
      return witness::examine(claim, how);
    }();
    print_line(print_report(report));
    flush_results();
    if (report.interrupted) print_note("interrupted; the report has what was known by then");
    return exit_code(report);
  };
}

}  // namespace slope::tool
