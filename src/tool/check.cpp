// SPDX-License-Identifier: MIT
// slope check
#include <fmt/format.h>

#include <CLI/Option.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <ranges>

#include "check/exchange.hpp"
#include "check/findings.hpp"
#include "check/points.hpp"
#include "check/table.hpp"
#include "console.hpp"
#include "number.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "slope/expr/parse.hpp"

namespace slope::tool {

namespace {

using slope::check::Order;

constexpr int wrong_results = 1;  // exit code

struct Options {
  std::string formula, against, results, by, from, to, points, type = "double", ulps, format = "text";
  std::string count = "10000", seed = "1", timeout = "30";
  bool derivative = false, gradient = false, binary = false;
};

double positive(std::string_view option, const std::string& text) {
  const auto number = read_number(text, NumberType::float64);
  if (!number || !std::isfinite(*number) || *number <= 0)
    throw UsageError(fmt::format("{} takes a number above 0; got '{}'", option, text));
  return *number;
}

NumberType type_of(const std::string& name) {
  if (name == "float") return NumberType::float32;
  if (name == "double") return NumberType::float64;
  throw UsageError(fmt::format("--type is float or double; got '{}'", name));
}

Question question_of(const Options& options) {
  if (options.derivative && options.gradient)
    throw UsageError("--derivative and --gradient exclude each other");
  if (!options.by.empty() && !options.derivative) throw UsageError("--by goes with --derivative");
  Question q;
  q.formula = parse(options.formula);
  q.variables = q.formula.symbols();
  if (q.variables.empty()) throw UsageError("the formula has no variable, so there is nothing to try it at");
  q.type = type_of(options.type);
  if (!options.ulps.empty()) q.bound = positive("--ulps", options.ulps);
  if (options.derivative || options.gradient) q.order = Order::first;
  if (options.gradient) q.by = q.variables;
  if (options.derivative) {
    q.by = {options.by.empty() ? q.variables.front() : options.by};
    if (options.by.empty() && q.variables.size() > 1)
      throw UsageError(fmt::format(
          "the formula has {} variables; choose one, --by {}, or check all derivatives with --gradient",
          q.variables.size(), q.variables.front()));
    if (std::find(q.variables.begin(), q.variables.end(), q.by.front()) == q.variables.end())
      throw UsageError(fmt::format("--by {}: the formula has no such variable", q.by.front()));
  }
  if (q.order == Order::value) q.components = {"f"};
  for (const std::string& x : q.by) q.components.push_back("df/d" + x);
  return q;
}

std::string claim_of(const Options& options, const Question& question) {
  const std::string formula = printable(options.formula, 200);
  if (options.gradient) return "gradient of " + formula;
  return question.order == Order::value ? formula
                                        : fmt::format("derivative of {} by {}", formula, question.by.front());
}

Axis axis_of(const Points& points) {
  double low = HUGE_VAL, high = -HUGE_VAL;
  for (std::size_t i = 0; i < points.count(); ++i) {
    low = std::min(low, points[i][0]);
    high = std::max(high, points[i][0]);
  }
  return {low, high};
}

std::string range_text(const Points& points, const Axis& axis, const Question& question) {
  if (question.variables.size() > 1)
    return fmt::format("{} of {} variables", points.count(), question.variables.size());
  return fmt::format("{} from {} to {}", points.count(), write_number(axis.low(), question.type),
                     write_number(axis.high(), question.type));
}

Exchange exchange_of(const Options& options, const Question& question) {
  return {options.against,
          {question.type, options.binary},
          question.components.size(),
          std::chrono::milliseconds(static_cast<std::int64_t>(
              std::ceil(std::min(positive("--timeout", options.timeout), 1e9) * 1000)))};
}

// How many of some wrong points, given to the program again in the opposite order, get other results.
std::size_t count_unsteady(const Exchange& exchange, const Question& question,
                           const std::vector<Observation>& before) {
  Points points{question.variables.size(), {}};
  for (const Observation& o : before | std::views::reverse)
    points.coordinates.insert(points.coordinates.end(), o.point.begin(), o.point.end());
  std::size_t differing = 0;
  run_exchange(exchange, points, [&](std::size_t i, std::span<const double> again) {
    const Observation& o = before[before.size() - 1 - i];
    for (std::size_t k = 0; k < again.size(); ++k) {
      const double was = o.computed[k], is = again[k];
      if (std::isnan(was) != std::isnan(is) || std::fabs(was - is) > o.allowed[k]) {
        ++differing;
        return;
      }
    }
  });
  return differing;
}

double part(std::size_t done, std::size_t all) {
  return static_cast<double>(done) / static_cast<double>(all);
}

// One check, from the points to the tally.
struct Check {
  const Options& options;
  const Question& question;
  Judge judge;
  std::string range;
  std::vector<std::string> notes;

  Tally against_program() {
    const Points points = options.points.empty() ? sampled_points(question, sampling())
                                                 : points_of_file(question, options.points);
    const Axis axis = axis_of(points);
    Tally tally(question, axis);
    range = range_text(points, axis, question);
    const Exchange exchange = exchange_of(options, question);
    {
      ProgressBar bar;
      notes = run_exchange(exchange, points, [&](std::size_t i, std::span<const double> result) {
        tally.add(points[i], result, judge.of(points[i], result));
        bar.show("checking", part(i + 1, points.count()));
      });
    }
    tally.finish(judge);
    if (tally.report().wrong > 0) repeat(exchange, tally);
    return tally;
  }

  // A program that is not deterministic gives most of its wrong results only once. A few that change are those of vector
  // code, whose last places may depend on where in a list a number stands.
  void repeat(const Exchange& exchange, Tally& tally) {
    const std::vector<Observation>& before = tally.wrong_ones();
    std::size_t differing = 0;
    try {
      differing = count_unsteady(exchange, question, before);
    } catch (const ProgramFailure& e) {
      return notes.push_back(fmt::format("with {} of the points, given again, {}", before.size(), e.what()));
    }
    if (differing == 0) return;
    const std::string what =
        fmt::format("{} of {} wrong points, given again, get other results", differing, before.size());
    if (4 * differing < before.size()) return notes.push_back(what);
    tally.report().diagnosis = Diagnosis{
        Cause::non_determinism, what,
        "look for random numbers, uninitialised memory, races, and state that is kept between points"};
  }

  Tally against_file() {
    std::vector<std::string> names = question.variables;
    if (options.gradient)
      for (const std::string& x : question.by) names.push_back("dy/d" + x);
    else names.push_back("y");
    const Table table = read_table(options.results, names, question.type);
    const std::size_t n = question.variables.size();
    Points points{n, {}};
    for (std::size_t i = 0; i < table.rows(); ++i)
      points.coordinates.insert(points.coordinates.end(), table[i].begin(),
                                table[i].begin() + static_cast<std::ptrdiff_t>(n));
    const Axis axis = axis_of(points);
    Tally tally(question, axis);
    range = range_text(points, axis, question);
    ProgressBar bar;
    for (std::size_t i = 0; i < table.rows(); ++i) {
      const auto result = table[i].subspan(n);
      tally.add(points[i], result, judge.of(points[i], result));
      bar.show("checking", part(i + 1, table.rows()));
    }
    tally.finish(judge);
    return tally;
  }

  Sampling sampling() const {
    const std::int64_t count = whole_number("--count", options.count, 1);
    if (count > 100'000'000)
      throw LimitError(fmt::format("--count {} is beyond the limit of 100000000 points", count));
    return {options.from, options.to, static_cast<std::size_t>(count),
            static_cast<std::uint64_t>(whole_number("--seed", options.seed, 0))};
  }
};

void require_one_source(const Options& options) {
  if (options.against.empty() == options.results.empty())
    throw UsageError(
        "give either --against 'COMMAND', a program that is to be checked, or --results FILE, what it wrote");
  const bool samples = !options.from.empty() || !options.to.empty();
  if (!options.results.empty() && (samples || !options.points.empty() || options.binary))
    throw UsageError(
        "--results FILE brings its own points; --from, --to, --points and --binary go with --against");
  if (samples && !options.points.empty())
    throw UsageError("--points FILE takes the place of --from and --to");
  if (options.format != "text" && options.format != "json" && options.format != "html")
    throw UsageError(
        fmt::format("there is no format '{}'; the formats are text, json and html", options.format));
}

int check(const Options& options) {
  require_one_source(options);
  const Question question = question_of(options);
  Check run{options, question, Judge(question), {}, {}};
  Tally tally = options.against.empty() ? run.against_file() : run.against_program();
  tally.report().claim = claim_of(options, question);
  const Findings findings{question, tally, options.against.empty() ? options.results : options.against,
                          run.range, run.notes};
  for (const std::string& note : run.notes) print_note(note);
  print_line(options.format == "json"   ? as_json(findings)
             : options.format == "html" ? as_html(findings)
                                        : as_text(findings));
  flush_results();
  if (!tally.report().refusal.empty()) return bad_input;
  return tally.report().passed() ? done : wrong_results;
}

}  // namespace

Run add_check(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.description(
      "Compare what another program computes, in any language, with the true values of a formula.");
  const auto text = [&](const char* name, std::string& value, const char* type, const char* help) {
    return app.add_option(name, value, help)->type_name(type);
  };
  const auto flag = [&](const char* name, bool& value, const char* help) {
    app.add_flag(name, value, help)->disable_flag_override();
  };
  app.add_option("FORMULA", options->formula, "What the results should be, or be derivatives of")->required();
  text("--against", options->against, "COMMAND",
       "The program, for /bin/sh: reads a point a line, writes a result a line. The variables are in natural "
       "order");
  text("--results", options->results, "FILE",
       "Or a table with the columns x (each variable by its name) and y (--gradient: dy/dx for each)");
  flag("--derivative", options->derivative, "The results are derivatives of the formula");
  text("--by", options->by, "VAR", "by this variable; may be left out if there is only one");
  flag("--gradient", options->gradient, "A result is a line of all partial derivatives");
  text("--from", options->from, "A",
       "Points lie between A and B: numbers, or lists such as x=1,y=2 (default -1000)");
  text("--to", options->to, "B", "(default 1000); they are dense where implementations fail");
  text("--count", options->count, "N",
       "How many points (default 10000); a few hundred fixed ones are always there");
  text("--seed", options->seed, "N", "Other points (default 1)");
  text("--points", options->points, "FILE", "Or the points of a file, one a line; - is standard input");
  text("--type", options->type, "T", "double (default) or float: the type of points and results");
  text("--ulps", options->ulps, "N",
       "How far a result may be off (default: what rounding may do to the formula)");
  flag("--binary", options->binary, "Points and results are sent as bytes of the type, not as text");
  text("--timeout", options->timeout, "S", "End a program that for S seconds does nothing (default 30)");
  text("--format", options->format, "F", "text (default), json or html, a page with a plot of the error");
  app.footer(
      "Exit codes: 0 right, 1 wrong somewhere, 2 bad input or a program that failed: died, hung, wrote "
      "something else\n"
      "than one result for each point. Points where the true value is not defined or not in reach are not "
      "judged.\n"
      "\n"
      "Examples:\n"
      "  slope check 'sigmoid(x)' --against './a.out' --from -750 --to 750 --ulps 2\n"
      "  slope check 'sigmoid(x)' --derivative --against 'python3 mine.py' --format html > report.html");
  return [options] {
    options->formula = unmarked(options->formula);
    return check(*options);
  };
}

}  // namespace slope::tool
