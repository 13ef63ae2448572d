// SPDX-License-Identifier: MIT
// Operator precedence with explicit stacks: operands wait in one, unfinished operations in the other.
#include "slope/expr/parse.hpp"

#include <array>
#include <vector>

#include "formula_names.hpp"
#include "lexer.hpp"
#include "located.hpp"
#include "parse_hints.hpp"
#include "slope/core/error.hpp"
#include "slope/expr/diff.hpp"
#include "slope/expr/postorder.hpp"
#include "slope/expr/sigmoid_polynomial.hpp"
#include "slope/expr/simplify.hpp"
#include "slope/function/comparison.hpp"

namespace slope {

namespace {

using detail::Lexer;
using detail::Name;
using detail::Token;
using detail::TokenKind;

// How tightly an operation holds its operands. Brackets hold nothing: they end at their closing bracket only.
enum class Strength : std::uint8_t { bracket, comparison, sum, product, negation, power };

struct Operation {
  enum Kind : std::uint8_t { group, call, derivative, prefix, infix } kind = group;
  Strength strength = Strength::bracket;
  Op op = Op::none;
  std::uint32_t offset = 0;         // of its first character
  std::uint32_t first_operand = 0;  // of a bracket, in the stack of operands
  std::uint32_t argument = 0;       // of a call: where the argument that is being read starts
};

struct Infix {
  Op op = Op::none;
  Strength strength = Strength::bracket;
};

Infix infix_of(TokenKind kind) {
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
  explicit Parser(std::string_view text) : text_(text), lexer_(text) { lexer_.next(*token_); }

  NodeRef formula() {
    if (token_->kind == TokenKind::end) fail(token_->offset, "expected a formula, found nothing");
    for (;;) {
      while (!operand()) {
      }
      while (token_->kind == TokenKind::close) close();
      if (token_->kind == TokenKind::end) break;
      if (token_->kind == TokenKind::comma) comma();
      else infix();
    }
    reduce(Strength::comparison);
    if (!pending_.empty()) never_closed(pending_.back());
    return operands_.back();
  }

 private:
  void advance() {
    std::swap(previous_, token_);
    lexer_.next(*token_);
  }

  // Reads an operand and returns true, or one thing that may precede it, a sign or an opening bracket.
  bool operand() {
    switch (token_->kind) {
      case TokenKind::number: operands_.push_back(charged(number())); break;
      case TokenKind::name: return name();
      case TokenKind::plus: advance(); return false;
      case TokenKind::minus:
        push(Operation::prefix, Strength::negation, Op::negate, *token_);
        advance();
        return false;
      case TokenKind::open:
        push(Operation::group, Strength::bracket, Op::none, *token_);
        advance();
        return false;
      default: fail(token_->offset, detail::operand_expected(*token_, *previous_));
    }
    advance();
    return true;
  }

  bool name() {
    const Token& token = *token_;
    const Name& known = names_[token.text];
    advance();
    const bool called = token_->kind == TokenKind::open;
    if (known.kind == Name::symbol || known.kind == Name::constant) {
      if (called)
        fail(token.offset, detail::not_a_function(text_, token, *token_, known.kind == Name::symbol));
      operands_.push_back(known.node);
      return true;
    }
    if (!called) fail(token.offset, detail::call_expected(token, *token_));
    push(known.kind == Name::function ? Operation::call : Operation::derivative, Strength::bracket, known.op,
         token);
    advance();
    pending_.back().argument = here();
    return token_->kind == TokenKind::close;  // no arguments at all: close() says what is wrong
  }

  Rational number() {
    try {
      return Rational::from_decimal(token_->text);
    } catch (const LimitError& e) {
      detail::fail_limit(text_, token_->offset, e.what());
    }
  }

  void close() {
    reduce(Strength::comparison);
    if (pending_.empty())
      fail(token_->offset, "expected an operator or the end, found a ')' that closes nothing");
    const Operation& bracket = pending_.back();
    if (bracket.kind != Operation::group) {
      if (bracket.kind == Operation::derivative && depth() > bracket.first_operand) check_argument(bracket);
      const NodeRef value = bracket.kind == Operation::call ? call(bracket) : derivative(bracket);
      operands_.resize(bracket.first_operand);
      operands_.push_back(value);
    }
    pending_.pop_back();
    advance();
  }

  void comma() {
    reduce(Strength::comparison);
    if (pending_.empty() || pending_.back().kind == Operation::group)
      fail(token_->offset, detail::stray_comma(!pending_.empty()));
    if (pending_.back().kind == Operation::derivative) check_argument(pending_.back());
    advance();
    pending_.back().argument = here();
  }

  void infix() {
    const auto [op, strength] = infix_of(token_->kind);
    if (op == Op::none)
      fail(token_->offset, detail::operator_expected(text_, *previous_, *token_, inside_brackets()));
    if (strength != Strength::power) reduce(strength);  // powers are taken from the right
    push(Operation::infix, strength, op, *token_);
    advance();
  }

  // Applies the pending operators that hold at least that tightly, down to the innermost open bracket.
  void reduce(Strength strength) {
    while (!pending_.empty() && pending_.back().strength >= strength) {
      const auto kind = pending_.back().kind;
      const Op op = pending_.back().op;
      if (pending_.back().strength == Strength::comparison &&
          infix_of(token_->kind).strength == Strength::comparison)
        fail(token_->offset, "comparisons cannot be chained; for a < b < c write (a < b)*(b < c)");
      pending_.pop_back();
      const NodeRef b = charged(operands_.back());
      if (kind == Operation::infix) operands_.pop_back();
      NodeRef& a = operands_.back();
      a = charged(kind == Operation::prefix ? -a : apply(op, charged(a), b));
    }
  }

  static NodeRef apply(Op op, NodeRef a, NodeRef b) {
    switch (op) {
      case Op::add: return a + b;
      case Op::subtract: return a - b;
      case Op::multiply: return a * b;
      case Op::divide: return a / b;
      case Op::pow: return power(a, b);
      default: return NodeRef::apply(op, std::array{a, b});
    }
  }

  NodeRef call(const Operation& bracket) {
    const auto args = std::span(operands_).subspan(bracket.first_operand);
    for (const NodeRef arg : args) charged(arg);
    try {
      return charged(NodeRef::apply(bracket.op, args));
    } catch (const UsageError& e) {
      fail(bracket.offset, e.what());
    }
  }

  // Checks the argument of diff(f, x, n) that was read last.
  void check_argument(const Operation& bracket) {
    const NodeRef argument = operands_.back();
    const std::size_t place = depth() - bracket.first_operand;
    if (place == 2 && !argument.is_symbol())
      fail(bracket.argument, "a derivative is taken with respect to a symbol, as in diff(x^2, x)");
    if (place == 3 && !order(argument))
      fail(bracket.argument, "the order of a derivative is a whole number 0, 1, 2, …");
    if (place > 3) fail(bracket.argument, diff_usage);
  }

  NodeRef derivative(const Operation& bracket) {
    const auto args = std::span(operands_).subspan(bracket.first_operand);
    if (args.size() < 2) fail(bracket.offset, diff_usage);
    std::int64_t n = args.size() == 3 ? *order(args[2]) : 1;
    const bool repeated = n > 1;
    const Expr x(args[1]);
    Expr f(args[0]);
    if (repeated && f.node_count() <= max_simplified_nodes) f = simplify(f);
    if (repeated && n <= max_order_at_once)
      if (const auto all_at_once = sigmoid_derivative(f.node(), x.node(), n)) {
        charge_derivative(bracket, static_cast<std::size_t>(n * n));
        return *all_at_once;
      }
    for (; n > 0; --n) {
      if (f.is_number()) return 0;
      const Postorder nodes(f.node());
      for (const NodeRef node : nodes) charged(node);
      const bool simplified = repeated && nodes.size() <= max_simplified_nodes;
      charge_derivative(bracket, simplified ? nodes.size() * cost_of_simplifying : nodes.size());
      f = simplified ? simplify(raw_diff(f, x)) : raw_diff(f, x);
    }
    return f.node();
  }

  void charge_derivative(const Operation& bracket, std::size_t nodes) {
    differentiated_ += nodes;
    if (differentiated_ > max_differentiated_nodes)
      detail::fail_limit(text_, bracket.offset,
                         "the derivatives in this formula are larger than the limit of " +
                             std::to_string(max_differentiated_nodes) + " nodes");
  }

  static std::optional<std::int64_t> order(NodeRef argument) {
    const auto n = argument.is_number() ? argument.value().as_int64() : std::nullopt;
    return n && *n >= 0 ? n : std::nullopt;
  }

  // Every long number that an operation meets is charged for: work on it grows up to the square of its length.
  NodeRef charged(NodeRef node) {
    if (node.op() != Op::big) return node;
    const std::size_t bits = node.value().bits();
    exact_work_ += bits + bits / 128 * (bits / 128);
    if (exact_work_ > max_exact_work)
      detail::fail_limit(text_, previous_->offset,
                         "the exact numbers in this formula are beyond the limit of work on them");
    return node;
  }

  // In place: copying an operation that was just written would stall the processor.
  void push(Operation::Kind kind, Strength strength, Op op, const Token& token) {
    if (pending_.size() == max_open_operations)
      detail::fail_limit(
          text_, token.offset,
          "brackets and operators are nested beyond the limit of " + std::to_string(max_open_operations));
    Operation& operation = pending_.emplace_back();
    operation.kind = kind;
    operation.strength = strength;
    operation.op = op;
    operation.offset = static_cast<std::uint32_t>(token.offset);
    operation.first_operand = depth();
  }

  bool inside_brackets() const {
    for (const Operation& operation : pending_)
      if (operation.strength == Strength::bracket) return true;
    return false;
  }

  [[noreturn]] void fail(std::size_t offset, std::string_view message) const {
    detail::fail_at(text_, offset, message);
  }
  [[noreturn]] void never_closed(const Operation& bracket) const {
    const std::size_t offset =
        bracket.kind == Operation::group ? bracket.offset : text_.find('(', bracket.offset);
    fail(offset, "this '(' is never closed: expected ')', found the end");
  }

  // Derivatives of higher order are simplified on the way while they are small, or they would grow.
  static constexpr std::size_t max_simplified_nodes = 200, cost_of_simplifying = 200;
  static constexpr std::int64_t max_order_at_once = 1000;
  static constexpr std::string_view diff_usage =
      "diff takes 2 or 3 arguments, as in diff(x^2, x) or diff(x^2, x, 2)";

  std::uint32_t here() const { return static_cast<std::uint32_t>(token_->offset); }
  std::uint32_t depth() const { return static_cast<std::uint32_t>(operands_.size()); }

  std::string_view text_;
  Lexer lexer_;
  std::array<Token, 2> tokens_;  // used in turn: copying one that was just written would stall the processor
  Token *token_ = &tokens_[0], *previous_ = &tokens_[1];
  std::vector<NodeRef> operands_;
  std::vector<Operation> pending_;
  detail::FormulaNames names_;
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
