// SPDX-License-Identifier: MIT
// Operator precedence with explicit stacks: operands wait in one, unfinished operations in the other.
#include "slope/expr/parse.hpp"

#include <array>
#include <unordered_map>
#include <vector>

#include "lexer.hpp"
#include "located.hpp"
#include "parse_hints.hpp"
#include "slope/core/error.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/names.hpp"
#include "slope/function/comparison.hpp"

namespace slope {

namespace {

using detail::fail_at;
using detail::fail_limit;
using detail::Lexer;
using detail::quoted;
using detail::Token;
using detail::TokenKind;

// How tightly an operation holds its operands. Brackets hold nothing: they end at their closing bracket only.
enum class Strength : std::uint8_t { bracket, comparison, sum, product, negation, power };

struct Operation {
  Op op = Op::none;  // none for ( and for diff(
  Strength strength = Strength::bracket;
  bool is_call = false;
  bool is_diff = false;
  std::uint32_t offset = 0;         // of its first character
  std::uint32_t first_operand = 0;  // of a bracket, in the stack of operands
  std::uint32_t argument = 0;       // of a call: where the argument being read starts
};

struct Name {
  enum Kind { value, function, derivative } kind = value;
  Op op = Op::none;
  NodeRef node;
};

struct Binary {
  Op op = Op::none;
  Strength strength = Strength::bracket;
};

Binary binary(TokenKind kind) {
  switch (kind) {
    case TokenKind::plus: return {Op::add, Strength::sum};
    case TokenKind::minus: return {Op::subtract, Strength::sum};
    case TokenKind::times: return {Op::multiply, Strength::product};
    case TokenKind::over: return {Op::divide, Strength::product};
    case TokenKind::power: return {Op::pow, Strength::power};
    case TokenKind::less: return {op_of<Less>(), Strength::comparison};
    case TokenKind::less_equal: return {op_of<LessEqual>(), Strength::comparison};
    case TokenKind::greater: return {op_of<Greater>(), Strength::comparison};
    case TokenKind::greater_equal: return {op_of<GreaterEqual>(), Strength::comparison};
    case TokenKind::equal: return {op_of<Equal>(), Strength::comparison};
    case TokenKind::not_equal: return {op_of<NotEqual>(), Strength::comparison};
    default: return {};
  }
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text), lexer_(text), token_(lexer_.next()) {}

  NodeRef formula() {
    if (token_.kind == TokenKind::end) fail_at(text_, token_.offset, "expected a formula, found nothing");
    for (;;) {
      while (!operand()) {
      }
      while (close()) {
      }
      if (token_.kind == TokenKind::end) break;
      infix();
    }
    reduce(Strength::comparison);
    if (!pending_.empty()) never_closed(pending_.back());
    return operands_.back();
  }

 private:
  void advance() {
    previous_ = token_;
    token_ = lexer_.next();
  }

  // Reads a whole operand and returns true, or one of the things that may precede it: a sign or an opening
  // bracket.
  bool operand() {
    switch (token_.kind) {
      case TokenKind::number: operands_.push_back(number()); break;
      case TokenKind::name: return name();
      case TokenKind::plus: advance(); return false;
      case TokenKind::minus:
        push({.op = Op::negate, .strength = Strength::negation, .offset = at()});
        advance();
        return false;
      case TokenKind::open:
        push({.offset = at(), .first_operand = depth()});
        advance();
        return false;
      default: fail_at(text_, token_.offset, detail::operand_expected(token_, previous_));
    }
    advance();
    return true;
  }

  bool name() {
    const Token token = token_;
    const Name known = resolve(token.text);
    advance();
    const bool called = token_.kind == TokenKind::open;
    if (known.kind == Name::value) {
      if (called)
        fail_at(text_, token.offset, detail::not_a_function(text_, token, token_, known.node.is_symbol()));
      operands_.push_back(known.node);
      return true;
    }
    if (!called) fail_at(text_, token.offset, detail::call_expected(token, token_));
    push({.op = known.op,
          .is_call = true,
          .is_diff = known.kind == Name::derivative,
          .offset = static_cast<std::uint32_t>(token.offset),
          .first_operand = depth()});
    advance();
    pending_.back().argument = at();
    return token_.kind == TokenKind::close;  // no arguments at all: close() says what is wrong
  }

  Name resolve(std::string_view text) {
    const auto [entry, is_new] = names_.try_emplace(text);
    Name& name = entry->second;
    if (!is_new) return name;
    if (text == derivative_name) {
      name.kind = Name::derivative;
    } else if (const auto op = find_function(text)) {
      if (function_of(*op).arity == 0) name.node = NodeRef::apply(*op, {});
      else name = {Name::function, *op, NodeRef()};
    } else {
      name.node = NodeRef(Graph::instance().symbol(text));
    }
    return name;
  }

  NodeRef number() {
    const std::string_view text = token_.text;
    if (text.size() <= 18 && text.find_first_not_of("0123456789") == std::string_view::npos) {
      std::int64_t value = 0;
      for (const char c : text) value = value * 10 + (c - '0');
      return Rational(value);
    }
    try {
      return charged(Rational::from_decimal(text));
    } catch (const LimitError& e) {
      fail_limit(text_, token_.offset, e.what());
    }
  }

  // At a closing bracket: finishes the bracket's operand and returns true.
  bool close() {
    if (token_.kind != TokenKind::close) return false;
    reduce(Strength::comparison);
    if (pending_.empty())
      fail_at(text_, token_.offset, "expected an operator or the end, found a ')' that closes nothing");
    const Operation bracket = pending_.back();
    if (bracket.is_call) {
      if (bracket.is_diff && depth() > bracket.first_operand) finish_diff_argument(bracket);
      const NodeRef value = bracket.is_diff ? derivative(bracket) : call(bracket);
      operands_.resize(bracket.first_operand);
      operands_.push_back(value);
    }
    pending_.pop_back();
    advance();
    return true;
  }

  // An operator between two operands, or a comma between two arguments.
  void infix() {
    if (token_.kind == TokenKind::comma) return comma();
    const Binary op = binary(token_.kind);
    if (op.op == Op::none)
      fail_at(text_, token_.offset, detail::operator_expected(text_, previous_, token_, inside_brackets()));
    // Operators to the left that hold the operand at least as tightly come first, but powers go from the
    // right.
    if (op.strength != Strength::power) reduce(op.strength);
    push({.op = op.op, .strength = op.strength, .offset = at()});
    advance();
  }

  void comma() {
    reduce(Strength::comparison);
    if (pending_.empty() || !pending_.back().is_call)
      fail_at(text_, token_.offset, detail::stray_comma(!pending_.empty()));
    if (pending_.back().is_diff) finish_diff_argument(pending_.back());
    advance();
    pending_.back().argument = at();
  }

  // Applies the pending operators down to the innermost bracket that hold at least that tightly.
  void reduce(Strength strength) {
    while (!pending_.empty() && pending_.back().strength >= strength &&
           pending_.back().strength != Strength::bracket) {
      const Operation top = pending_.back();
      if (top.strength == Strength::comparison && binary(token_.kind).strength == Strength::comparison)
        fail_at(text_, token_.offset, "comparisons cannot be chained; for a < b < c write (a < b)*(b < c)");
      pending_.pop_back();
      const NodeRef b = operands_.back();
      if (top.op == Op::negate) {
        operands_.back() = charged(-b);
        continue;
      }
      operands_.pop_back();
      operands_.back() = apply(top.op, operands_.back(), b);
    }
  }

  NodeRef apply(Op op, NodeRef a, NodeRef b) {
    charged(a);
    charged(b);
    switch (op) {
      case Op::add: return charged(a + b);
      case Op::subtract: return charged(a - b);
      case Op::multiply: return charged(a * b);
      case Op::divide: return charged(a / b);
      case Op::pow: return charged(power(a, b));
      default: return NodeRef::apply(op, std::array{a, b});
    }
  }

  NodeRef call(const Operation& bracket) {
    const auto args = std::span(operands_).subspan(bracket.first_operand);
    for (const NodeRef arg : args) charged(arg);
    try {
      return charged(NodeRef::apply(bracket.op, args));
    } catch (const UsageError& e) {
      fail_at(text_, bracket.offset, e.what());
    }
  }

  void finish_diff_argument(const Operation& bracket) {
    const NodeRef argument = operands_.back();
    switch (depth() - bracket.first_operand) {
      case 1: return;
      case 2:
        if (!argument.is_symbol())
          fail_at(text_, bracket.argument,
                  "a derivative is taken with respect to a symbol, as in diff(x^2, x)");
        return;
      case 3: {
        const auto order = argument.is_number() ? argument.value().as_int64() : std::nullopt;
        if (!order || *order < 0)
          fail_at(text_, bracket.argument, "the order of a derivative is a whole number 0, 1, 2, …");
        if (*order > max_order)
          fail_limit(text_, bracket.argument,
                     "the order of a derivative is beyond the limit of " + std::to_string(max_order));
        return;
      }
      default:
        fail_at(text_, bracket.argument,
                "diff takes 2 or 3 arguments, as in diff(x^2, x) or diff(x^2, x, 2)");
    }
  }

  NodeRef derivative(const Operation& bracket) {
    const auto args = std::span(operands_).subspan(bracket.first_operand);
    if (args.size() < 2)
      fail_at(text_, bracket.offset, "diff takes 2 or 3 arguments, as in diff(x^2, x) or diff(x^2, x, 2)");
    const Expr x(args[1]);
    Expr f(args[0]);
    for (std::int64_t n = args.size() == 3 ? *args[2].value().as_int64() : 1; n > 0; --n) {
      if (f.is_number()) return 0;
      differentiated_ += f.node_count();
      if (differentiated_ > max_differentiated_nodes)
        fail_limit(text_, bracket.offset,
                   "the derivatives of this formula are larger than the limit of " +
                       std::to_string(max_differentiated_nodes) + " nodes");
      f = raw_diff(f, x);
    }
    return f.node();
  }

  // Arithmetic on a long number costs up to the square of its length.
  NodeRef charged(NodeRef node) {
    if (node.op() != Op::big) return node;
    const std::size_t bits = node.value().bits();
    exact_work_ += bits + bits / 128 * (bits / 128);
    if (exact_work_ > max_exact_work)
      fail_limit(text_, previous_.offset,
                 "the exact numbers of this formula are beyond the limit of work on them");
    return node;
  }

  void push(const Operation& operation) {
    if (pending_.size() == max_open_operations)
      fail_limit(
          text_, operation.offset,
          "brackets and operators are nested beyond the limit of " + std::to_string(max_open_operations));
    pending_.push_back(operation);
  }

  bool inside_brackets() const {
    for (std::size_t i = pending_.size(); i-- > 0;)
      if (pending_[i].strength == Strength::bracket) return true;
    return false;
  }

  [[noreturn]] void never_closed(const Operation& bracket) {
    const auto offset = bracket.is_call ? text_.find('(', bracket.offset) : bracket.offset;
    fail_at(text_, offset, "this '(' is never closed: expected ')', found the end");
  }

  std::uint32_t at() const { return static_cast<std::uint32_t>(token_.offset); }
  std::uint32_t depth() const { return static_cast<std::uint32_t>(operands_.size()); }

  std::string_view text_;
  Lexer lexer_;
  Token previous_, token_;
  std::vector<NodeRef> operands_;
  std::vector<Operation> pending_;
  std::unordered_map<std::string_view, Name> names_;
  std::size_t exact_work_ = 0;
  std::size_t differentiated_ = 0;
};

}  // namespace

Expr parse(std::string_view text) {
  if (text.size() > max_formula_bytes)
    throw LimitError("a formula of " + std::to_string(text.size()) + " bytes is longer than the limit of " +
                     std::to_string(max_formula_bytes));
  const Graph::Session session;
  return Expr(Parser(text).formula());
}

}  // namespace slope
