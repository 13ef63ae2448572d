// SPDX-License-Identifier: MIT
// LaTeX for the inside of a formula ($…$).
#include <algorithm>

#include "greek.hpp"
#include "linear.hpp"
#include "notations.hpp"
#include "slope/expr/function.hpp"

namespace slope::printing {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

void word(std::string_view text, std::string& out) {
  if (is_greek_name(text)) {
    out.append("\\").append(text);
  } else if (const auto letter = greek_name(text); !letter.empty()) {
    out.append("\\").append(letter);
  } else if (code_points(text) == 1 || std::all_of(text.begin(), text.end(), is_digit)) {
    if (text == "_") out += '\\';
    out += text;
  } else {
    out += "\\mathrm{";
    for (const char c : text) {
      if (c == '_') out += '\\';
      out += c;
    }
    out += '}';
  }
}

// x1 and x_1 are x with the subscript 1, w_in is w with the subscript in.
void symbol_name(std::string_view name, std::string& out) {
  std::size_t stem = name.find('_'), rest = stem + 1;
  if (stem == std::string_view::npos) {
    stem = name.size();
    while (stem > 0 && is_digit(name[stem - 1])) --stem;
    rest = stem;
  }
  if (stem == 0 || rest == name.size()) return word(name, out);
  word(name.substr(0, stem), out);
  out += "_{";
  word(name.substr(rest), out);
  out += '}';
}

// A pattern such as e^{#1} is a power, one with \begin{cases} ends nowhere for the eye, others enclose their
// arguments.
Shape pattern_shape(std::string_view pattern) {
  if (pattern.starts_with("\\begin")) return {Level::comparison};
  int depth = 0;
  for (const char c : pattern) {
    depth += c == '{';
    depth -= c == '}';
    if (c == '^' && depth == 0 && pattern.ends_with('}')) return {Level::power};
  }
  return {Level::atom};
}

std::string_view latex_sign(std::string_view comparison) {
  const std::string_view sign = comparison_sign(comparison);
  if (sign == "<=") return "\\le";
  if (sign == ">=") return "\\ge";
  if (sign == "==") return "=";
  if (sign == "!=") return "\\ne";
  return sign;
}

class Latex final : public Notation {
 public:
  Latex() : Notation("\\left(", "\\right)") {}
  void leaf(NodeRef n, std::string& out) const override {
    if (n.is_symbol()) return symbol_name(n.name(), out);
    const Rational value = n.value();
    if (value.is_integer()) {
      out += value.to_string();
    } else {
      if (value.sign() < 0) out += '-';
      out += "\\frac{" + value.abs().numerator().to_string() + "}{" + value.denominator().to_string() + "}";
    }
  }

  Shape shape(NodeRef n, const Shapes& of) const override {
    switch (n.op()) {
      case Op::integer:
      case Op::ratio:
      case Op::big: {
        const Rational value = n.value();
        const bool whole = value.is_integer(), minus = value.sign() < 0;
        const Edge edge = whole ? Edge::digit : Edge::fraction;
        return {minus ? Level::sign : whole ? Level::atom : Level::power, minus ? Edge::minus : edge, edge};
      }
      case Op::symbol: return {Level::atom, Edge::name, Edge::name};
      case Op::add:
      case Op::subtract: return {Level::sum, begin(n, of), end(n, of)};
      case Op::multiply: return {Level::product, begin(n, of), end(n, of)};
      case Op::divide: return {Level::power, Edge::fraction, Edge::fraction};
      case Op::negate: return {Level::sign, Edge::minus, Edge::other};
      case Op::pow: return {Level::power, begin(n, of), Edge::other};
      default: {
        const Function& f = function_of(n.op());
        if (!comparison_sign(f.name).empty()) return {Level::comparison};
        if (f.arity == 0) return {Level::atom, Edge::name, Edge::name};
        if (f.latex.find('#') != std::string_view::npos) return pattern_shape(f.latex);
        return {Level::atom, Edge::name, Edge::bracket};
      }
    }
  }

  void lay_out(NodeRef n, const Shapes& of, Pieces& out) const override {
    switch (n.op()) {
      case Op::add: return infix(n, " + ", of, out);
      case Op::subtract: return infix(n, " - ", of, out);
      case Op::multiply: return infix(n, between(end_of(n.a(), n.op(), of), begin_of_right(n, of)), of, out);
      case Op::divide: out.text("\\frac{").operand(n.a()).text("}{").operand(n.b()).text("}"); return;
      case Op::pow:
        operand(n.a(), left_needs_brackets(Op::pow, of[n.a()]), out);
        out.text("^{").operand(n.b()).text("}");
        return;
      case Op::negate: out.text("-"); return operand(n.a(), right_needs_brackets(Op::negate, of[n.a()]), out);
      default: return call(n, of, out);
    }
  }

 private:
  static Edge begin(NodeRef n, const Shapes& of) {
    return left_needs_brackets(n.op(), of[n.a()]) ? Edge::bracket : of[n.a()].begins;
  }
  static Edge begin_of_right(NodeRef n, const Shapes& of) {
    return right_needs_brackets(n.op(), of[n.b()]) ? Edge::bracket : of[n.b()].begins;
  }
  static Edge end_of(NodeRef left, Op op, const Shapes& of) {
    return left_needs_brackets(op, of[left]) ? Edge::bracket : of[left].ends;
  }
  static Edge end(NodeRef n, const Shapes& of) {
    return right_needs_brackets(n.op(), of[n.b()]) ? Edge::bracket : of[n.b()].ends;
  }

  // Side by side where that is a product to every reader: not 2 3, not 2 ½ (a mixed number), not x(y + 1) (a
  // call).
  static std::string_view between(Edge left, Edge right) {
    const bool number = right == Edge::digit || (left == Edge::digit && right == Edge::fraction);
    const bool call = left == Edge::name && right == Edge::bracket;
    return number || call ? " \\cdot " : " ";
  }

  void call(NodeRef n, const Shapes& of, Pieces& out) const {
    const Function& f = function_of(n.op());
    if (const auto sign = latex_sign(f.name); !sign.empty()) {
      operand(n.a(), left_needs_brackets(n.op(), of[n.a()]), out);
      out.text(" ").text(sign).text(" ");
      return operand(n.b(), right_needs_brackets(n.op(), of[n.b()]), out);
    }
    if (f.latex.find('#') != std::string_view::npos) return fill_in(f.latex, n, out);
    if (f.latex.empty()) operator_name(f.name, out);
    else out.text(f.latex);
    if (f.arity == 0) return;
    std::string_view before = "\\left(";
    n.each_arg([&](NodeRef arg) {
      out.text(before).operand(arg);
      before = ", ";
    });
    out.text("\\right)");
  }

  static void operator_name(std::string_view name, Pieces& out) {
    out.text("\\operatorname{");
    for (std::size_t at; (at = name.find('_')) != std::string_view::npos; name.remove_prefix(at + 1))
      out.text(name.substr(0, at)).text("\\_");
    out.text(name).text("}");
  }
};

}  // namespace

std::string latex(NodeRef root) { return write_line(root, Latex()); }

}  // namespace slope::printing
