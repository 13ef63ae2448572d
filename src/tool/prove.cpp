// SPDX-License-Identifier: MIT
// slope prove
#include <fmt/format.h>

#include <CLI/Option.hpp>
#include <algorithm>
#include <memory>
#include <utility>

#include "../expr/text_parts.hpp"
#include "number.hpp"
#include "options.hpp"
#include "slope/certificate/coq.hpp"
#include "slope/expr/parse.hpp"
#include "slope/verify/identity.hpp"

namespace slope::tool {

namespace {

struct Identity {
  std::string lhs, rhs;
};

// LHS = RHS at the one sign of equality in it. ==, <=, >= and != are comparisons.
Identity split(std::string_view text) {
  std::size_t at = text.npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') continue;
    if (i + 1 < text.size() && text[i + 1] == '=') {
      ++i;
      continue;
    }
    if (i > 0 && std::string_view("<>!").find(text[i - 1]) != std::string_view::npos) continue;
    if (at != text.npos) throw UsageError("an identity has one =; to compare inside a formula write ==");
    at = i;
  }
  if (at == text.npos)
    throw UsageError(fmt::format("an identity is LHS = RHS; there is no = in '{}'", text.substr(0, 100)));
  return {std::string(detail::trimmed(text.substr(0, at))),
          std::string(detail::trimmed(text.substr(at + 1)))};
}

Identity identity_of(std::vector<std::string> words) {
  for (std::string& word : words) word = unmarked(word);
  if (words.size() == 1) return split(words[0]);
  if (words.size() == 3 && words[1] == "=") return {words[0], words[2]};
  throw UsageError("an identity is given as slope prove 'LHS' '=' 'RHS' or slope prove 'LHS = RHS'");
}

Expr side(std::string_view name, const std::string& text) {
  try {
    return parse(text);
  } catch (const ParseError& e) {
    throw ParseError(fmt::format("{} side, {}", name, e.what()), e.offset);
  }
}

int digits_of(const std::string& text) {
  const std::int64_t n = whole_number("--digits", text, 1);
  if (n > max_verify_digits)
    throw LimitError(fmt::format("--digits {} is beyond the limit of {}", n, max_verify_digits));
  return static_cast<int>(n);
}

int code_of(Verdict::Kind kind) {
  return kind == Verdict::Kind::proved ? done : kind == Verdict::Kind::refuted ? refused : undecided;
}

// x in [a, b) as x - a >= 0 and b - x > 0.
std::vector<Condition> conditions_of(const Assumptions& domain) {
  std::vector<Condition> list;
  const auto kind = [](bool included) {
    return included ? Condition::is_nonnegative : Condition::is_positive;
  };
  for (const auto& [name, range] : domain.ranges()) {
    const Expr x = symbol(name);
    if (range.low) list.push_back({kind(range.low_included), x - Expr(*range.low)});
    if (range.high) list.push_back({kind(range.high_included), Expr(*range.high) - x});
  }
  return list;
}

// The ranges that say nothing, because their variables do not occur.
std::vector<std::string> idle_ranges(const Assumptions& domain, const Expr& lhs, const Expr& rhs) {
  std::vector<std::string> used = lhs.symbols(), notes;
  const std::vector<std::string> right = rhs.symbols();
  used.insert(used.end(), right.begin(), right.end());
  for (const auto& [name, range] : domain.ranges())
    if (std::find(used.begin(), used.end(), name) == used.end())
      notes.push_back(fmt::format("{} has a range, but does not occur in the identity", name));
  return notes;
}

// The verdict alone, in one line or several.
std::string without_notes(Verdict verdict) {
  verdict.notes.clear();
  return verdict.text();
}

// A file for Coq, or a note on why there is none; and the exit code, which is `done` only with a file.
std::pair<Answer, int> certified(const Identity& identity, const Verdict& verdict,
                                 const Assumptions& domain) {
  Answer answer{"", verdict.notes};
  const auto note = [&](std::string text) { answer.notes.insert(answer.notes.begin(), std::move(text)); };
  if (!verdict.proved()) {
    note("no certificate: " + without_notes(verdict));
    return {answer, code_of(verdict.kind)};
  }
  try {
    answer.text = coq_certificate(IdentityClaim{identity.lhs, identity.rhs, conditions_of(domain)});
    while (answer.text.ends_with('\n')) answer.text.pop_back();
    return {answer, done};
  } catch (const CertificateError& e) {
    note(fmt::format("{}; the identity is {}", e.what(), without_notes(verdict)));
    return {answer, undecided};
  }
}

}  // namespace

Run add_prove(CLI::App& app) {
  struct Options {
    std::vector<std::string> words;
    std::string domain, digits, certificate;
  };
  const auto options = std::make_shared<Options>();
  app.description(
      "Say whether two formulas are equal wherever both are defined: proved, refuted, supported or unknown.");
  app.add_option("IDENTITY", options->words,
                 "LHS = RHS, in one argument or in three. `-` reads identities from standard input, one a "
                 "line, and answers each at once.")
      ->required()
      ->expected(1, 3);
  app.add_option("--domain", options->domain, "Ranges of variables, such as 'x in [-50, 50], w > 0'")
      ->type_name("RANGES");
  app.add_option("--digits", options->digits, "Digits to which `supported` was computed (default 50)")
      ->type_name("N");
  add_certificate(app, options->certificate);
  app.footer(
      "proved     by an exact argument                    exit code 0\n"
      "refuted    by a point at which the sides differ    exit code 1\n"
      "supported  both sides agree wherever computed      exit code 3\n"
      "unknown    and why                                 exit code 3\n"
      "Bad input has exit code 2. A stream has the code of its worst line: 2, 1, 3, 0.\n"
      "Notes on standard error say where a side may be undefined.\n"
      "With --certificate coq, what is proved is printed as a file that coqc checks; of anything else the "
      "verdict is\n"
      "on standard error. What is proved but has no certificate has exit code 3.\n"
      "\n"
      "Examples:\n"
      "  slope prove 'diff(sigmoid(x), x)' '=' 'sigmoid(x)*(1 - sigmoid(x))'\n"
      "  slope prove 'sqrt(x^2) = x' --domain 'x >= 0'\n"
      "  slope prove 'tanh(x) = 2*sigmoid(2*x) - 1 + 1e-30'\n"
      "  slope prove 'sigmoid(-x) = 1 - sigmoid(x)' --certificate coq");
  return [options] {
    VerifyOptions how;
    how.domain = Assumptions(options->domain);
    if (!options->digits.empty()) how.digits = digits_of(options->digits);
    const bool certificate = !options->certificate.empty();
    if (certificate) require_coq(options->certificate);
    int worst = done;
    const bool stream = options->words.size() == 1 && options->words[0] == "-";
    const auto respond = [&](const Identity& identity) {
      const Expr lhs = side("left", identity.lhs), rhs = side("right", identity.rhs);
      Verdict verdict = verify(lhs, rhs, how);
      if (!stream)
        for (std::string& note : idle_ranges(how.domain, lhs, rhs)) verdict.notes.push_back(std::move(note));
      auto [answer, code] =
          certificate ? certified(identity, verdict, how.domain)
                      : std::pair{Answer{without_notes(verdict), verdict.notes}, code_of(verdict.kind)};
      if (worst == done || code == refused) worst = code;
      return answer;
    };
    const int code =
        stream ? answer("-", {.blocks = certificate},
                        [&](std::string_view line) { return respond(split(line)); })
               : answer("", {}, [&](std::string_view) { return respond(identity_of(options->words)); });
    return code == done ? worst : code;
  };
}

}  // namespace slope::tool
