// SPDX-License-Identifier: MIT
// Presentation MathML.
#include <array>

#include "linear.hpp"
#include "notations.hpp"
#include "slope/expr/function.hpp"

namespace slope::printing {

namespace {

constexpr std::string_view open_row = "<mrow>", close_row = "</mrow>";
constexpr std::string_view invisible_times = "<mo>\u2062</mo>", apply = "<mo>\u2061</mo>";

// What is drawn, not called.
struct Drawing {
  std::string_view function, pattern;
  Level level;
};
constexpr std::array drawings = {
    Drawing{"exp", "<msup><mi>e</mi>#1</msup>", Level::power},
    Drawing{"sqrt", "<msqrt>#1</msqrt>", Level::atom},
    Drawing{"cbrt", "<mroot>#1<mn>3</mn></mroot>", Level::atom},
    Drawing{"abs", "<mrow><mo>|</mo>#1<mo>|</mo></mrow>", Level::atom},
    Drawing{"floor", "<mrow><mo>⌊</mo>#1<mo>⌋</mo></mrow>", Level::atom},
    Drawing{"ceil", "<mrow><mo>⌈</mo>#1<mo>⌉</mo></mrow>", Level::atom},
};

const Drawing* drawing_of(std::string_view function) {
  for (const Drawing& d : drawings)
    if (d.function == function) return &d;
  return nullptr;
}

std::string_view comparison_operator(std::string_view function) {
  static constexpr std::array<std::array<std::string_view, 2>, 6> operators = {{{"<", "<mo>&lt;</mo>"},
                                                                                {"<=", "<mo>≤</mo>"},
                                                                                {">", "<mo>&gt;</mo>"},
                                                                                {">=", "<mo>≥</mo>"},
                                                                                {"==", "<mo>=</mo>"},
                                                                                {"!=", "<mo>≠</mo>"}}};
  for (const auto& [sign, element] : operators)
    if (sign == comparison_sign(function)) return element;
  return {};
}

class MathMl final : public Notation {
 public:
  MathMl() : Notation("<mrow><mo>(</mo>", "<mo>)</mo></mrow>") {}
  void leaf(NodeRef n, std::string& out) const override {
    if (n.is_symbol()) {
      out.append("<mi>").append(n.name()).append("</mi>");
      return;
    }
    const Rational value = n.value();
    const bool minus = value.sign() < 0;
    if (minus) out += "<mrow><mo>−</mo>";
    const std::string above = "<mn>" + value.abs().numerator().to_string() + "</mn>";
    out += value.is_integer()
               ? above
               : "<mfrac>" + above + "<mn>" + value.denominator().to_string() + "</mn></mfrac>";
    if (minus) out += close_row;
  }

  Shape shape(NodeRef n, const Shapes& of) const override {
    switch (n.op()) {
      case Op::divide: return {Level::power, Edge::fraction};
      case Op::integer:
      case Op::ratio:
      case Op::big: {
        const Rational value = n.value();
        if (value.sign() < 0) return {Level::sign, Edge::minus};
        return value.is_integer() ? Shape{Level::atom, Edge::digit} : Shape{Level::power, Edge::fraction};
      }
      default: break;
    }
    if (n.is_function())
      if (const Drawing* d = drawing_of(function_of(n.op()).name)) return {d->level};
    return inline_shape(n, of);
  }

  void lay_out(NodeRef n, const Shapes& of, Pieces& out) const override {
    switch (n.op()) {
      case Op::add: return row(n, "<mo>+</mo>", of, out);
      case Op::subtract: return row(n, "<mo>−</mo>", of, out);
      case Op::multiply: {
        const Edge right = of[n.b()].begins;
        const bool sign = right == Edge::digit || right == Edge::fraction;
        return row(n, sign ? std::string_view("<mo>·</mo>") : invisible_times, of, out);
      }
      case Op::divide: out.text("<mfrac>").operand(n.a()).operand(n.b()).text("</mfrac>"); return;
      case Op::pow:
        out.text("<msup>");
        operand(n.a(), left_needs_brackets(Op::pow, of[n.a()]), out);
        out.operand(n.b()).text("</msup>");
        return;
      case Op::negate:
        out.text("<mrow><mo>−</mo>");
        operand(n.a(), right_needs_brackets(Op::negate, of[n.a()]), out);
        out.text(close_row);
        return;
      default: return call(n, of, out);
    }
  }

 private:
  void row(NodeRef n, std::string_view sign, const Shapes& of, Pieces& out) const {
    out.text(open_row);
    infix(n, sign, of, out);
    out.text(close_row);
  }

  void call(NodeRef n, const Shapes& of, Pieces& out) const {
    const Function& f = function_of(n.op());
    if (const auto sign = comparison_operator(f.name); !sign.empty()) return row(n, sign, of, out);
    if (const Drawing* d = drawing_of(f.name)) return fill_in(d->pattern, n, out);
    const std::string_view name = f.unicode.empty() ? f.name : f.unicode;
    if (f.arity == 0) {
      out.text("<mi>").text(name).text("</mi>");
      return;
    }
    out.text("<mrow><mi>").text(name).text("</mi>").text(apply).text("<mrow><mo>(</mo>");
    std::string_view before;
    n.each_arg([&](NodeRef arg) {
      out.text(before).operand(arg);
      before = "<mo>,</mo>";
    });
    out.text("<mo>)</mo></mrow></mrow>");
  }
};

}  // namespace

std::string mathml(NodeRef root) {
  return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">" + write_line(root, MathMl()) + "</math>";
}

}  // namespace slope::printing
