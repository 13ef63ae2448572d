// SPDX-License-Identifier: MIT
// Formulas drawn with Unicode characters: in two dimensions where a fraction or a power needs it, in one line
// where they are large.
#include <array>

#include "box.hpp"
#include "linear.hpp"
#include "notations.hpp"
#include "slope/expr/function.hpp"
#include "slope/expr/names.hpp"

namespace slope::printing {

namespace {

// Larger ones are written in one line.
constexpr std::size_t max_drawn_nodes = 2000, max_columns = 200;

std::string with_minus(std::string number) {
  if (number.starts_with('-')) number.replace(0, 1, "−");
  return number;
}

std::string_view sign_of(Op op) {
  switch (op) {
    case Op::add: return " + ";
    case Op::subtract: return " − ";
    case Op::multiply: return "·";
    case Op::divide: return "/";
    default: return "^";
  }
}

std::string_view unicode_sign(std::string_view comparison) {
  const std::string_view sign = comparison_sign(comparison);
  if (sign == "<") return " < ";
  if (sign == "<=") return " ≤ ";
  if (sign == ">") return " > ";
  if (sign == ">=") return " ≥ ";
  if (sign == "==") return " == ";
  if (sign == "!=") return " ≠ ";
  return {};
}

// The superscript of a whole number or of a symbol of one letter, if Unicode has its characters.
std::string superscript(std::string_view text) {
  static constexpr std::array<std::array<std::string_view, 2>, 36> table = {
      {{"0", "⁰"}, {"1", "¹"}, {"2", "²"}, {"3", "³"}, {"4", "⁴"}, {"5", "⁵"}, {"6", "⁶"}, {"7", "⁷"},
       {"8", "⁸"}, {"9", "⁹"}, {"-", "⁻"}, {"a", "ᵃ"}, {"b", "ᵇ"}, {"c", "ᶜ"}, {"d", "ᵈ"}, {"f", "ᶠ"},
       {"g", "ᵍ"}, {"h", "ʰ"}, {"i", "ⁱ"}, {"j", "ʲ"}, {"k", "ᵏ"}, {"l", "ˡ"}, {"m", "ᵐ"}, {"n", "ⁿ"},
       {"o", "ᵒ"}, {"p", "ᵖ"}, {"r", "ʳ"}, {"s", "ˢ"}, {"t", "ᵗ"}, {"u", "ᵘ"}, {"v", "ᵛ"}, {"w", "ʷ"},
       {"x", "ˣ"}, {"y", "ʸ"}, {"z", "ᶻ"}, {"A", "ᴬ"}}};
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i)
    for (const auto& [plain, raised] : table)
      if (plain == text.substr(i, 1)) out += raised;
  return width_of(out) == text.size() ? out : std::string();
}

// One line: symbols that the parser knows, names where it does not.
class UnicodeLine final : public Notation {
 public:
  void leaf(NodeRef n, std::string& out) const override {
    out += n.is_symbol() ? n.name() : with_minus(n.value().to_string());
  }
  Shape shape(NodeRef n, const Shapes& operands) const override { return inline_shape(n, operands); }
  void lay_out(NodeRef n, const Shapes& of, Pieces& out) const override {
    if (n.op() == Op::negate) {
      out.text("−");
      return operand(n.a(), right_needs_brackets(Op::negate, of[n.a()]), out);
    }
    if (n.op() < Op::first_function && n.op() != Op::pow) return infix(n, sign_of(n.op()), of, out);
    if (n.op() == Op::pow) return infix(n, "^", of, out);
    const Function& f = function_of(n.op());
    if (const auto sign = unicode_sign(f.name); !sign.empty()) return infix(n, sign, of, out);
    const bool known = !f.unicode.empty() && find_function(f.unicode) == n.op();
    out.text(known ? f.unicode : f.name);
    if (f.arity == 0) return;
    std::string_view before = "(";
    n.each_arg([&](NodeRef arg) {
      out.text(before).operand(arg);
      before = ", ";
    });
    out.text(")");
  }
};

class Drawing {
 public:
  explicit Drawing(NodeRef root) : order_(root), shapes_(order_), boxes_(order_.size()) {}

  // The picture, or none if it is too large.
  std::optional<Box> operator()() {
    if (order_.size() > max_drawn_nodes) return std::nullopt;
    std::vector<std::size_t> tree(order_.size());
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const NodeRef n = order_[i];
      if (n.op() == Op::pair) continue;
      tree[i] = 1;
      n.each_arg([&](NodeRef arg) { tree[i] += tree[order_.slot(arg)]; });
      if (tree[i] > max_drawn_nodes) return std::nullopt;
      shapes_[i] = n.is_function() ? shape(n) : leaf_shape(n);
      boxes_[i] = n.is_function() ? function(n) : leaf(n);
      if (boxes_[i].width > max_columns) return std::nullopt;
    }
    return boxes_.back();
  }

 private:
  const Box& of(NodeRef n) const { return boxes_[order_.slot(n)]; }

  static Shape leaf_shape(NodeRef n) {
    if (n.is_symbol()) return {};
    const Rational value = n.value();
    if (value.sign() < 0) return {Level::sign, Edge::minus};
    return {value.is_integer() ? Level::atom : Level::power};
  }

  static Box leaf(NodeRef n) {
    if (n.is_symbol()) return line(n.name());
    const Rational value = n.value();
    if (value.is_integer()) return line(with_minus(value.to_string()));
    const Box size =
        fraction(line(value.abs().numerator().to_string()), line(value.denominator().to_string()));
    return value.sign() < 0 ? beside({line("−"), size}) : size;
  }

  Shape shape(NodeRef n) const {
    if (n.op() == Op::divide) return {Level::power, Edge::fraction};
    if (n.op() >= Op::first_function) {
      const std::string_view name = function_of(n.op()).name;
      if (name == "exp" || name == "sqrt" || name == "cbrt") return {Level::power};
    }
    return inline_shape(n, shapes_);
  }

  Box operand(NodeRef n, bool brackets) const { return brackets ? in_parentheses(of(n)) : of(n); }

  Box infix(NodeRef n, std::string_view sign) const {
    return beside({operand(n.a(), left_needs_brackets(n.op(), shapes_[n.a()])), line(sign),
                   operand(n.b(), right_needs_brackets(n.op(), shapes_[n.b()]))});
  }

  Box function(NodeRef n) const {
    switch (n.op()) {
      case Op::add:
      case Op::subtract:
      case Op::multiply: return infix(n, sign_of(n.op()));
      case Op::divide: return fraction(of(n.a()), of(n.b()));
      case Op::negate:
        return beside({line("−"), operand(n.a(), right_needs_brackets(Op::negate, shapes_[n.a()]))});
      case Op::pow: return power(operand(n.a(), left_needs_brackets(Op::pow, shapes_[n.a()])), n.b());
      default: return call(n);
    }
  }

  Box power(const Box& base, NodeRef exponent) const {
    const bool minus = exponent.op() == Op::negate;
    const NodeRef size = minus ? exponent.a() : exponent;
    std::string text;
    if (base.height() == 1) {
      if (size.is_symbol()) text = superscript((minus ? "-" : "") + size.name());
      else if (size.is_number() && size.value().is_integer()) text = superscript(size.value().to_string());
      if (size.is_symbol() && size.name().size() > 1) text.clear();
    }
    if (!text.empty()) return beside({base, line(text)});
    return raised(base, exponent.is_number() ? line(with_minus(exponent.value().to_string())) : of(exponent));
  }

  Box call(NodeRef n) const {
    const Function& f = function_of(n.op());
    if (const auto sign = unicode_sign(f.name); !sign.empty()) return infix(n, sign);
    if (f.name == "exp") return power(line("e"), n.a());
    if (f.name == "sqrt" || f.name == "cbrt") {
      const bool simple = n.a().is_symbol() || (n.a().is_number() && shapes_[n.a()].level == Level::atom);
      const std::string_view sign = f.name == "sqrt" ? "√" : "∛";
      return simple ? beside({line(sign), of(n.a())}) : root(sign, of(n.a()));
    }
    if (f.name == "abs") return enclosed({"|", "│", "│", "│"}, of(n.a()), {"|", "│", "│", "│"});
    if (f.name == "floor") return enclosed({"⌊", "⎢", "⎢", "⎣"}, of(n.a()), {"⌋", "⎥", "⎥", "⎦"});
    if (f.name == "ceil") return enclosed({"⌈", "⎡", "⎢", "⎢"}, of(n.a()), {"⌉", "⎤", "⎥", "⎥"});
    if (f.name == derivative_name)
      return beside({line("d/d"), of(n.b()), line(" "), in_parentheses(of(n.a()))});
    Box name = line(f.unicode.empty() ? f.name : f.unicode);
    if (f.arity == 0) return name;
    std::vector<Box> args;
    n.each_arg([&](NodeRef arg) {
      if (!args.empty()) args.push_back(line(", "));
      args.push_back(of(arg));
    });
    return beside({name, in_parentheses(beside(args))});
  }

  const Postorder order_;
  Shapes shapes_;
  std::vector<Box> boxes_;
};

}  // namespace

std::string unicode(NodeRef root) {
  if (const auto picture = Drawing(root)()) return picture->text();
  return write_line(root, UnicodeLine());
}

std::string unicode_equation(NodeRef left, NodeRef right) {
  const auto l = Drawing(left)(), r = Drawing(right)();
  if (l && r && l->width + r->width <= max_columns) return beside({*l, line(" = "), *r}).text();
  return write_line(left, UnicodeLine()) + " = " + write_line(right, UnicodeLine());
}

}  // namespace slope::printing
