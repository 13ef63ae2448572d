// SPDX-License-Identifier: MIT
#include "writing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core_function.hpp"
#include "slope/certificate/coq.hpp"
#include "slope/expr/postorder.hpp"

namespace slope::certificate {

namespace {

// Words of Coq, and names that certificates use.
const std::set<std::string, std::less<>> reserved = {
    "as",       "at",      "cofix",   "else",     "end",      "exists",  "exists2", "fix",       "for",
    "forall",   "fun",     "if",      "IF",       "in",       "let",     "match",   "mod",       "Prop",
    "return",   "Set",     "then",    "Type",     "using",    "where",   "with",    "SProp",     "by",
    "R",        "exp",     "ln",      "sqrt",     "sin",      "cos",     "tan",     "atan",      "sinh",
    "cosh",     "tanh",    "sigmoid", "softplus", "PI",       "INR",     "IZR",     "t",         "z",
    "Rmult",    "Rplus",   "Ropp",    "f_equal",  "f_equal2", "eq_refl", "eq_sym",  "is_derive", "nat",
    "positive", "nonzero", "conj",    "I",        "S",        "O",       "True",    "False",     "not"};

bool has_plain_letters(const std::string& name) {
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)); }) &&
         std::isalpha(static_cast<unsigned char>(name[0]));
}

// With an index at most: w_1. Lemmas and generated names have longer words.
bool is_no_lemma(const std::string& name) {
  const auto at = name.find('_');
  if (at == std::string::npos) return true;
  static const std::set<std::string, std::less<>> words = {
      "node", "exp", "sign",  "bound",      "equal", "exponent", "reduced", "angle", "log",
      "root", "arc", "count", "derivative", "given", "symbol",   "sin",     "cos"};
  return at + 1 < name.size() && name.find_first_not_of("0123456789", at + 1) == std::string::npos &&
         !words.contains(name.substr(0, at));
}

// How tightly the outermost operation binds.
enum Level { sum = 50, product = 40, sign = 35, power = 30, call = 10, atom = 0 };

struct Text {
  std::string text;
  Level level = atom;
};

std::string within(const Text& t, Level outside) { return t.level < outside ? t.text : "(" + t.text + ")"; }

Text combine(NodeRef n, const Text& a, const Text& b) {
  switch (n.op()) {
    case Op::add: return {within(a, Level(sum + 1)) + " + " + within(b, sum), sum};
    case Op::subtract: return {within(a, Level(sum + 1)) + " - " + within(b, sum), sum};
    case Op::multiply: return {within(a, Level(product + 1)) + " * " + within(b, sign), product};
    case Op::divide: return {within(a, Level(product + 1)) + " / " + within(b, sign), product};
    case Op::negate: return {"- " + within(a, sign), sign};
    case Op::pow: {
      const std::int64_t k = *integer_exponent(n);
      const std::string base = within(a, power);
      if (k < 0) return {fmt::format("/ {} ^ {}", base, -k), sign};
      return {fmt::format("{} ^ {}", base, k), power};
    }
    default: return {fmt::format("{} {}", coq_name(core_of(n)), within(a, call)), call};
  }
}

}  // namespace

SymbolNames::SymbolNames(const std::vector<NodeRef>& symbols) {
  std::size_t other = 0;
  for (const NodeRef s : symbols) {
    const std::string& name = s.name();
    const bool kept = has_plain_letters(name) && !reserved.contains(name) && is_no_lemma(name);
    if (!kept) renamed_.push_back(s);
    names_[s.id] = kept ? name : fmt::format("symbol_{}", ++other);
  }
}

std::string literal(const Rational& value) {
  if (!value.is_integer())
    return fmt::format("({} / {})", value.numerator().to_string(), value.denominator().to_string());
  return value.sign() < 0 ? fmt::format("({})", value.to_string()) : value.to_string();
}

std::string one_level(NodeRef n, const std::function<std::string(NodeRef)>& atom) {
  if (n.is_number()) return literal(n.value());
  const Core f = core_of(n);
  if (f == Core::pi) return "PI";
  if (f != Core::none) return fmt::format("{} {}", coq_name(f), atom(n.a()));
  const std::string a = atom(n.a());
  switch (n.op()) {
    case Op::add: return fmt::format("{} + {}", a, atom(n.b()));
    case Op::subtract: return fmt::format("{} - {}", a, atom(n.b()));
    case Op::multiply: return fmt::format("{} * {}", a, atom(n.b()));
    case Op::divide: return fmt::format("{} / {}", a, atom(n.b()));
    case Op::negate: return fmt::format("- {}", a);
    default: {
      const std::int64_t k = *integer_exponent(n);
      return k < 0 ? fmt::format("/ {} ^ {}", a, -k) : fmt::format("{} ^ {}", a, k);
    }
  }
}

std::string written(NodeRef root, const SymbolNames& names) {
  const Postorder order(root);
  std::vector<std::size_t> size(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    size[i] = 1;
    order[i].each_arg([&](NodeRef arg) { size[i] += size[order.slot(arg)]; });
    if (size[i] > max_written_nodes)
      throw CertificateError(fmt::format("no certificate: written out, its formulas have more than {} nodes",
                                         max_written_nodes));
  }
  std::vector<Text> texts(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const NodeRef n = order[i];
    if (n.is_number()) {
      const std::string text = literal(n.value());
      texts[i] = {text, atom};
    } else if (n.is_symbol()) texts[i] = {names.of(n), atom};
    else if (core_of(n) == Core::pi) texts[i] = {"PI", atom};
    else if (n.op() == Op::pow) texts[i] = combine(n, texts[order.slot(n.a())], {});
    else texts[i] = combine(n, texts[order.slot(n.a())], n.b() ? texts[order.slot(n.b())] : Text());
  }
  return texts.back().text;
}

}  // namespace slope::certificate
