// SPDX-License-Identifier: MIT
// Writes docs/accuracy.md to standard output; see scripts/accuracy.
#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <cstring>

#include "accuracy.hpp"

namespace slope::accuracy {
namespace {

void print_row(const Report& report, const char* what, Errors Report::OfSet::*side) {
  for (const Report::OfSet& of : report.sets) {
    const Errors& e = of.*side;
    fmt::print("| {} | {} | {} | {:.7g} | {:.9g} | {} | {} |\n", report.function, what, name_of(of.set),
               e.worst, e.at, e.misrounded, e.wrongly_zero);
  }
}

void print_table(const std::vector<Report>& reports) {
  fmt::print("| function | of it | instruction set | worst ulp | at | not the nearest | wrongly 0 |\n");
  fmt::print("|---|---|---|---|---|---|---|\n");
  for (const Report& report : reports) {
    print_row(report, "value", &Report::OfSet::value);
    print_row(report, "slope", &Report::OfSet::slope);
  }
  double reference = 0;
  for (const Report& report : reports) reference = std::max(reference, report.reference_error);
  fmt::print("\nWorst error of the wider reference, where it was checked: {:.1e} ulp.\n\n", reference);
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

int run(std::uint64_t stride, std::uint64_t doubles) {
  const ProgressLine line;
  std::vector<Report> of_float, of_double;
  for (const Subject& subject : subjects()) {
    of_float.push_back(measure_floats(subject, stride, 0, line(fmt::format("{} in float", subject.name))));
    line.done(of_float.back());
    of_double.push_back(measure_doubles(subject, doubles, line(fmt::format("{} in double", subject.name))));
    line.done(of_double.back());
  }
  fmt::print(
      "# Accuracy of the kernels\n\n"
      "Written by `scripts/accuracy`. An ulp is a unit in the last place of the true value, rounded to the "
      "type, so 0.5 is\n"
      "the best that can be. \"Not the nearest\" counts results that are not the nearest number of the type, "
      "\"wrongly 0\"\n"
      "those that are 0 though the nearest number is not. NaN for a NaN and the limits at ±∞ are among the "
      "inputs; a\n"
      "result that is NaN or infinite, and should not be, would have error inf. Each instruction set has the "
      "same kernel\n"
      "for single numbers as for arrays, which `tests/kernel` compares bit for bit.\n\n"
      "## Float\n\n");
  fmt::print(
      "{} of the 2^32 floats, against the usual formulas in double precision, and MPFR where these are "
      "within\n"
      "{:g} ulp of what matters{}.\n\n",
      stride == 1 ? std::string("All") : fmt::format("Every {}-th", stride), margin_float, " or cancel");
  print_table(of_float);
  fmt::print(
      "## Double\n\n"
      "{} doubles for each function, dense at 0, ±36.7, ±709.8, ±745.1, among denormals, where exponents "
      "change, and at\n"
      "the zeros of slopes, against formulas in `long double`, and MPFR where these are within {:g} ulp of "
      "what matters\n"
      "or cancel.\n\n",
      doubles, margin_double);
  print_table(of_double);
  return 0;
}

}  // namespace
}  // namespace slope::accuracy

int main(int argc, char** argv) {
  std::uint64_t stride = 1, doubles = 100'000'000;
  const auto number = [&](int i, std::uint64_t& n) {
    return std::from_chars(argv[i], argv[i] + std::strlen(argv[i]), n).ec == std::errc{} && n > 0;
  };
  if (argc != 3 || !number(1, stride) || !number(2, doubles)) {
    fmt::print(stderr, "usage: measure_accuracy STRIDE DOUBLES    (1 100000000: everything)\n");
    return 2;
  }
  return slope::accuracy::run(stride, doubles);
}
