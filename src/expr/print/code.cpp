// SPDX-License-Identifier: MIT
#include "code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "code_names.hpp"
#include "slope/core/error.hpp"
#include "slope/expr/function.hpp"
#include "slope/expr/lower.hpp"
#include "slope/expr/names.hpp"
#include "slope/expr/print.hpp"

namespace slope::printing {

namespace {

// More operations than this in one statement are broken up.
constexpr std::size_t max_operations = 24;

class Writer {
 public:
  Writer(NodeRef root, const Language& language)
      : language_(language),
        order_(root),
        code_(order_.size()),
        operations_(order_.size()),
        users_(order_.size()) {
    for (const NodeRef n : order_) {
      if (n.is_symbol()) body_.symbols.push_back(n.name());
      n.each_arg([&](NodeRef arg) { ++users_[order_.slot(arg)]; });
    }
    std::sort(body_.symbols.begin(), body_.symbols.end(), natural_less);
    body_.parameters = safe_names(body_.symbols, language);
    for (std::size_t i = 0; i < body_.symbols.size(); ++i)
      name_.emplace(body_.symbols[i], body_.parameters[i]);
  }

  std::string operator()() {
    std::size_t length = 0;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const NodeRef n = order_[i];
      if (n.op() == Op::pair) continue;
      if (!n.is_function()) {
        code_[i] = n.is_symbol() ? Code{name_.at(n.name()), {}} : number(n.value());
        continue;
      }
      operations_[i] = 1;
      n.each_arg([&](NodeRef arg) { operations_[i] += operations_[order_.slot(arg)]; });
      code_[i] = operation(n);
      const bool is_constant = n.op() >= Op::first_function && function_of(n.op()).arity == 0;
      if (i + 1 == order_.size() || is_constant) continue;
      if (users_[i] < 2 && operations_[i] < max_operations) continue;
      std::string name = fmt::format("t{}", body_.temporaries.size());
      length += code_[i].text.size();
      if (length > max_printed_bytes) check_length(std::string(length, ' '));
      body_.temporaries.push_back({name, std::move(code_[i].text)});
      code_[i] = {std::move(name), {}};
      operations_[i] = 0;
    }
    body_.result = code_.back().text;
    return language_.assemble(body_);
  }

 private:
  const Code& of(NodeRef n) const { return code_[order_.slot(n)]; }

  Code number(const Rational& value) const {
    const double x = value.as<double>();
    std::string text = std::isinf(x) ? (x < 0 ? "-" : "") + language_.infinity() : fmt::format("{}", x);
    if (text.find_first_not_of("-0123456789") == std::string::npos) text += ".0";
    const bool minus = text[0] == '-';
    return {std::move(text), {minus ? Level::sign : Level::atom, minus ? Edge::minus : Edge::digit}};
  }

  Code infix(NodeRef n, std::string_view sign, Level level) const {
    const Code &a = of(n.a()), &b = of(n.b());
    const bool left = left_needs_brackets(n.op(), a.shape);
    return {bracketed(a.text, left) + std::string(sign) +
                bracketed(b.text, right_needs_brackets(n.op(), b.shape)),
            {level, left ? Edge::bracket : a.shape.begins}};
  }

  Code operation(NodeRef n) {
    switch (n.op()) {
      case Op::add: return infix(n, " + ", Level::sum);
      case Op::subtract: return infix(n, " - ", Level::sum);
      case Op::multiply: return infix(n, "*", Level::product);
      case Op::divide:
        if (n.b().is_zero())
          if (auto code = language_.division_by_zero(of(n.a()))) return *std::move(code);
        return infix(n, "/", Level::product);
      case Op::negate: {
        const Code& a = of(n.a());
        return {"-" + bracketed(a.text, right_needs_brackets(Op::negate, a.shape)),
                {Level::sign, Edge::minus}};
      }
      case Op::pow: return language_.power(of(n.a()), of(n.b()), n);
      default: return call(n);
    }
  }

  Code call(NodeRef n) {
    const Function& f = function_of(n.op());
    if (f.arity == 0) return {language_.constant(f, body_.uses), {}};
    if (!comparison_sign(f.name).empty())
      return {language_.choice(condition(n), {"1.0", {}}, {"0.0", {}}), {}};
    std::vector<Code> args;
    n.each_arg([&](NodeRef arg) { args.push_back(of(arg)); });
    if (f.name == "where") return {language_.choice(truth(n.a()), args[1], args[2]), {}};
    const std::string_view known = language_.library_name(f);
    if (known.find('#') != std::string_view::npos) return {fill_in_code(known, args), {}};
    const std::string_view name = known.empty() ? define(f) : known;
    if (f.arity == Function::any_number) return {language_.call_of_any_number(name, args), {}};
    std::string text(name);
    for (std::size_t i = 0; i < args.size(); ++i) text += (i == 0 ? "(" : ", ") + args[i].text;
    return {text + ")", {}};
  }

  // A comparison that stands in this statement is a condition itself.
  std::string truth(NodeRef n) const {
    const bool inside = operations_[order_.slot(n)] > 0;
    if (inside && n.is_function() && !comparison_sign(function_of(n.op()).name).empty()) return condition(n);
    const Code& c = of(n);
    return bracketed(c.text, c.shape.level < Level::sum) + " != 0.0";
  }
  std::string condition(NodeRef n) const {
    return of(n.a()).text + " " + std::string(comparison_sign(function_of(n.op()).name)) + " " +
           of(n.b()).text;
  }

  // An argument that is not between brackets or commas in the pattern gets brackets of its own.
  static std::string fill_in_code(std::string_view pattern, const std::vector<Code>& args) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      const std::size_t arg = pattern[i] == '#' && i + 1 < pattern.size()
                                  ? static_cast<std::size_t>(pattern[i + 1] - '1')
                                  : args.size();
      if (arg >= args.size()) {
        out += pattern[i];
        continue;
      }
      const std::string_view before = pattern.substr(0, i), after = pattern.substr(i + 2);
      const bool apart = (before.ends_with('(') || before.ends_with(", ")) &&
                         (after.starts_with(')') || after.starts_with(','));
      out += bracketed(args[arg].text, !apart && args[arg].shape.level < Level::atom);
      ++i;
    }
    return bracketed(out, !pattern.ends_with(')') || pattern.find_first_of("+-*/ ") < pattern.find('('));
  }

  std::string_view define(const Function& f) {
    const Definition* found = find_definition(f.name);
    if (!found)
      throw UsageError("the function " + std::string(f.name) + " has no form in " +
                       std::string(language_.name()) +
                       "; state it in its rule, as in: static constexpr std::string_view " +
                       std::string(language_.name() == "C++"      ? "cpp"
                                   : language_.name() == "Python" ? "python"
                                                                  : "c") +
                       " = \"name\";");
    add(*found);
    return found->name;
  }

  const Definition* find_definition(std::string_view name) const {
    for (const Definition& d : language_.definitions())
      if (d.name == name) return &d;
    return nullptr;
  }

  void add(const Definition& d) {
    auto& list = body_.uses.definitions;
    if (std::find(list.begin(), list.end(), &d) != list.end()) return;
    for (std::string_view needs = d.needs; !needs.empty();) {
      const std::size_t end = std::min(needs.find(' '), needs.size());
      if (const Definition* other = find_definition(needs.substr(0, end))) add(*other);
      needs.remove_prefix(std::min(end + 1, needs.size()));
    }
    list.push_back(&d);
  }

  const Language& language_;
  const Postorder order_;
  std::vector<Code> code_;
  std::vector<std::size_t> operations_;  // written out in the node's text
  std::vector<std::uint32_t> users_;
  std::map<std::string, std::string, std::less<>> name_;
  Language::Body body_;
};

}  // namespace

std::string write_code(NodeRef root, const Language& language) {
  const Expr stable = lower(Expr(root));
  std::string text = Writer(stable.node(), language)();
  check_length(text);
  return text;
}

void check_length(const std::string& out) {
  if (out.size() > max_printed_bytes)
    throw LimitError(
        "the expression is too long to print: it takes more than max_printed_bytes = 2^30 bytes");
}

std::string bracketed(const std::string& text, bool brackets) { return brackets ? "(" + text + ")" : text; }

}  // namespace slope::printing
