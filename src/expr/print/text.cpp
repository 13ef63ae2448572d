// SPDX-License-Identifier: MIT
// The text that `parse` reads back to the same node.
#include "linear.hpp"
#include "notations.hpp"
#include "slope/expr/function.hpp"

namespace slope::printing {

namespace {

class Text final : public Notation {
 public:
  void leaf(NodeRef n, std::string& out) const override {
    out += n.is_symbol() ? n.name() : n.value().to_string();
  }

  Shape shape(NodeRef n, const Shapes& operands) const override { return inline_shape(n, operands); }

  void lay_out(NodeRef n, const Shapes& shapes, Pieces& out) const override {
    switch (n.op()) {
      case Op::add: return infix(n, " + ", shapes, out);
      case Op::subtract: return infix(n, " - ", shapes, out);
      case Op::multiply: return infix(n, "*", shapes, out);
      case Op::divide: return infix(n, "/", shapes, out);
      case Op::pow: return infix(n, "^", shapes, out);
      case Op::negate:
        out.text("-");
        return operand(n.a(), right_needs_brackets(Op::negate, shapes[n.a()]), out);
      default: return call(n, shapes, out);
    }
  }

 private:
  void call(NodeRef n, const Shapes& shapes, Pieces& out) const {
    const Function& f = function_of(n.op());
    if (const auto sign = comparison_sign(f.name); !sign.empty()) {
      operand(n.a(), left_needs_brackets(n.op(), shapes[n.a()]), out);
      out.text(" ").text(sign).text(" ");
      return operand(n.b(), right_needs_brackets(n.op(), shapes[n.b()]), out);
    }
    out.text(f.name);
    if (f.arity == 0) return;
    std::string_view before = "(";
    n.each_arg([&](NodeRef arg) {
      out.text(before).operand(arg);
      before = ", ";
    });
    out.text(")");
  }
};

}  // namespace

std::string text(NodeRef root) { return write_line(root, Text()); }

}  // namespace slope::printing
