// SPDX-License-Identifier: MIT
// Writing an expression as one line of text in some notation, without recursion.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "slope/expr/postorder.hpp"

namespace slope::printing {

/// How tightly the outermost operation of a piece of text binds.
enum class Level : std::uint8_t { comparison, sum, product, sign, power, atom };

/// What a text begins or ends with, as far as its neighbours care.
enum class Edge : std::uint8_t { other, minus, digit, fraction, name, bracket };

/// What an operation needs to know of its operands' text to decide on brackets.
struct Shape {
  Level level = Level::atom;
  Edge begins = Edge::other;
  Edge ends = Edge::other;

  bool minus() const { return begins == Edge::minus; }
};

/// The shapes of all nodes below a root.
class Shapes {
 public:
  explicit Shapes(const Postorder& order) : order_(order), shapes_(order.size()) {}
  Shape& operator[](std::size_t slot) { return shapes_[slot]; }
  const Shape& operator[](NodeRef node) const { return shapes_[order_.slot(node)]; }

 private:
  const Postorder& order_;
  std::vector<Shape> shapes_;
};

/// A part of a node's text: literal characters, or an operand.
struct Piece {
  std::string_view text;  ///< lives as long as the notation
  NodeRef operand;
};

/// A node's text as pieces, in order.
class Pieces {
 public:
  Pieces& text(std::string_view s) {
    list_.push_back({s, {}});
    return *this;
  }
  Pieces& operand(NodeRef n) {
    list_.push_back({{}, n});
    return *this;
  }
  void clear() { list_.clear(); }
  auto begin() const { return list_.begin(); }
  auto end() const { return list_.end(); }
  auto rbegin() const { return list_.rbegin(); }
  auto rend() const { return list_.rend(); }

 private:
  std::vector<Piece> list_;
};

/// A way to write expressions in one line.
class Notation {
 public:
  explicit Notation(std::string_view open = "(", std::string_view close = ")") : open_(open), close_(close) {}
  virtual ~Notation() = default;
  /// Appends a number or a symbol.
  virtual void leaf(NodeRef n, std::string& out) const = 0;
  /// The shape of a node whose operands have theirs.
  virtual Shape shape(NodeRef n, const Shapes& operands) const = 0;
  /// The pieces of a function node.
  virtual void lay_out(NodeRef n, const Shapes& shapes, Pieces& out) const = 0;

 protected:
  /// The operand, between brackets where they are asked for.
  void operand(NodeRef n, bool brackets, Pieces& out) const;
  /// Both operands with the sign between them, in the brackets that they need.
  void infix(NodeRef n, std::string_view sign, const Shapes& shapes, Pieces& out) const;

 private:
  std::string_view open_, close_;
};

/// The text of an expression. O(nodes) to find its length, then O(length).
/// @throws LimitError if it would be longer than `max_printed_bytes`.
std::string write_line(NodeRef root, const Notation& notation);

/// The shape in the notations whose fractions are in line: a/b, x^y.
Shape inline_shape(NodeRef n, const Shapes& operands);

/// The brackets that operands need.
/// @{
bool left_needs_brackets(Op op, Shape left);
bool right_needs_brackets(Op op, Shape right);
/// @}

/// `pattern` with #1, #2, … replaced by the arguments.
void fill_in(std::string_view pattern, NodeRef call, Pieces& out);

/// "<", "<=", … if the function is a comparison, else empty.
std::string_view comparison_sign(std::string_view function);

}  // namespace slope::printing
