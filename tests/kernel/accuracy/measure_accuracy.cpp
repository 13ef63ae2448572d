// SPDX-License-Identifier: MIT
// Writes docs/accuracy.md to standard output; see scripts/accuracy.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <functional>
#include <span>

#include "accuracy.hpp"

namespace slope::accuracy {
namespace {

void print_row(const Report& report, const char* what, Errors Report::OfSet::*side) {
  for (const Report::OfSet& of : report.sets) {
    const Errors& e = of.*side;
    fmt::print("| {} | {} | {} | {} | {:.9g} | {:.17g} | {} | {} |\n", report.function, what, name_of(of.set),
               report.inputs, e.worst, e.at, e.misrounded, e.wrongly_zero);
  }
}

/// One line that rewrites itself on a terminal, and one line for each report elsewhere.
class ProgressLine {
 public:
  Progress operator()(std::string what) const {
    const bool terminal = isatty(STDERR_FILENO) == 1;
    return [=](double part) {
      if (terminal) fmt::print(stderr, "\r{:<24} {:3.0f} % ", what, 100 * part);
    };
  }
  void done(const Report& report) const {
    double value = 0, slope = 0;
    for (const auto& of : report.sets)
      value = std::max(value, of.value.worst), slope = std::max(slope, of.slope.worst);
    fmt::print(stderr, "\r{:<12} {:<7} {:>11} inputs: value {:.7g} ulp, slope {:.7g} ulp\n", report.function,
               report.type, report.inputs, value, slope);
  }
};

/// Prints one table of the functions named, or of all, row by row as they are known.
void print_table(const char* type, std::span<char*> names,
                 const std::function<Report(const Subject&, const Progress&)>& measure) {
  fmt::print(
      "| function | of it | instruction set | inputs | worst ulp | at | not the nearest | wrongly 0 |\n");
  fmt::print("|---|---|---|---|---|---|---|---|\n");
  const ProgressLine line;
  double reference = 0;
  for (const Subject& subject : subjects()) {
    if (!names.empty() && std::find(names.begin(), names.end(), subject.name) == names.end()) continue;
    const Report report = measure(subject, line(fmt::format("{} in {}", subject.name, type)));
    line.done(report);
    print_row(report, "value", &Report::OfSet::value);
    print_row(report, "slope", &Report::OfSet::slope);
    std::fflush(stdout);
    reference = std::max(reference, report.reference_error);
  }
  fmt::print("\nWorst error of the wider reference, where it was checked: {:.1e} ulp.\n", reference);
}

void run(std::uint64_t stride, std::uint64_t doubles, std::span<char*> names) {
  fmt::print(
      "# Accuracy of the kernels\n\n"
      "Written by `scripts/accuracy`. An ulp is a unit in the last place of the true value, rounded to the "
      "type, so 0.5\n"
      "is the best that can be; 0.49 stands for all that is less. \"Not the nearest\" counts results that "
      "are not the\n"
      "nearest number of the type, \"wrongly 0\" those that are 0 though the nearest number is not. A result "
      "that is NaN\n"
      "or infinite and should not be, or should be and is not, would have error inf: NaN, ±∞ and denormals "
      "are among the\n"
      "inputs. The kernel for one number gives the same bits as the one for arrays, which `tests/kernel` "
      "checks.\n\n"
      "## Float\n\n"
      "{} floats, against the usual formulas in double precision, and against MPFR where these are within "
      "{:g} ulp of\n"
      "what matters, or cancel.\n\n",
      stride == 1 ? std::string("All 2^32") : fmt::format("Every {}-th of the 2^32", stride), margin_float);
  print_table("float", names, [=](const Subject& subject, const Progress& progress) {
    return measure_floats(subject, stride, 0, progress);
  });
  fmt::print(
      "\n## Double\n\n"
      "{} doubles for each function, dense at 0, ±36.7, ±709.8, ±745.1, where results are denormal, where "
      "exponents\n"
      "change, and at the zeros of slopes (for logit, at 0, ½ and 1), against formulas in `long double`, and "
      "against MPFR\n"
      "where these are within {:g} ulp of what matters, or cancel.\n\n",
      doubles, margin_double);
  print_table("double", names, [=](const Subject& subject, const Progress& progress) {
    return measure_doubles(subject, doubles, progress);
  });
}

}  // namespace
}  // namespace slope::accuracy

int main(int argc, char** argv) {
  std::uint64_t stride = 1, doubles = 100'000'000;
  const auto number = [&](int i, std::uint64_t& n) {
    return std::from_chars(argv[i], argv[i] + std::strlen(argv[i]), n).ec == std::errc{} && n > 0;
  };
  if (argc < 3 || !number(1, stride) || !number(2, doubles)) {
    fmt::print(stderr, "usage: measure_accuracy STRIDE DOUBLES [FUNCTION...]    (1 100000000: everything)\n");
    return 2;
  }
  slope::accuracy::run(stride, doubles, std::span(argv, static_cast<std::size_t>(argc)).subspan(3));
  return 0;
}
