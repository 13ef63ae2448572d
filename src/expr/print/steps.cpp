// SPDX-License-Identifier: MIT
#include "slope/expr/steps.hpp"

#include "notations.hpp"
#include "slope/core/error.hpp"

namespace slope {

namespace {

std::string ordinal(std::size_t n) {
  const char* ending = n % 100 / 10 == 1 ? "th"
                       : n % 10 == 1     ? "st"
                       : n % 10 == 2     ? "nd"
                       : n % 10 == 3     ? "rd"
                                         : "th";
  return std::to_string(n) + ending;
}

// left = right, in one line or as a block.
std::string equation(const Step& step, Format format) {
  if (format == Format::unicode) return printing::unicode_equation(step.before.node(), step.after.node());
  return print(step.before, format) + " = " + print(step.after, format);
}

// A block that starts in a new line, indented, where it has several lines.
std::string placed(const std::string& block) {
  if (block.find('\n') == std::string::npos) return " " + block;
  std::string out = "\n    ";
  for (const char c : block) {
    out += c;
    if (c == '\n') out += "    ";
  }
  return out;
}

}  // namespace

std::string print_steps(const std::vector<Derivation>& derivations, Format format) {
  if (format != Format::text && format != Format::unicode && format != Format::latex)
    throw UsageError("steps are written in text, unicode or latex");
  const bool latex = format == Format::latex;
  const auto formula = [&](const std::string& text) { return latex ? " $" + text + "$" : placed(text); };
  std::string out;
  for (std::size_t k = 0; k < derivations.size(); ++k) {
    const Derivation& d = derivations[k];
    out += derivations.size() == 1 ? "Derivative" : "The " + ordinal(k + 1) + " derivative";
    out += " by" + formula(print(d.variable, format)) + " of" + formula(print(d.function, format)) + "\n";
    for (std::size_t i = 0; i < d.steps.size(); ++i)
      out += (i == 0 && latex ? "\\begin{enumerate}\n" : "") +
             (latex ? "\\item" : std::to_string(i + 1) + ".") + " " + d.steps[i].rule + ":" +
             formula(equation(d.steps[i], format)) + "\n";
    if (latex && !d.steps.empty()) out += "\\end{enumerate}\n";
    const std::string result = print(d.result, format);
    out += latex ? "\\[" + result + "\\]" : result;
    if (k + 1 < derivations.size()) out += "\n\n";
  }
  return out;
}

}  // namespace slope
