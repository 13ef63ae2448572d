// SPDX-License-Identifier: MIT
// An expression: a scalar that remembers how it was computed.
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "slope/expr/function.hpp"

namespace slope {

/// An immutable symbolic expression: a handle to a node of the interned graph, 4 bytes, cheap to copy. Equal
/// expressions are one node, so `==` is one compare (of structure, not of mathematical value: see
/// `simplify`). Numbers are exact: a double stands for its shortest decimal text, 0.1 for 1/10. Making,
/// copying and dropping expressions is safe from several threads.
class Expr {
 public:
  Expr() : Expr(0) {}
  Expr(int n) : Expr(Rational(n)) {}
  Expr(std::int64_t n) : Expr(Rational(n)) {}
  Expr(double x) : Expr(Rational::from_double(x)) {}  ///< @throws Error if not finite
  Expr(const Rational& value);
  explicit Expr(NodeRef node) : node_(node) { Graph::instance().hold(node_.id); }
  Expr(const Expr& other) : Expr(other.node_) {}
  Expr(Expr&& other) noexcept : node_(std::exchange(other.node_, NodeRef())) {}
  Expr& operator=(Expr other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  ~Expr() {
    if (node_) Graph::instance().drop(node_.id);
  }

  NodeRef node() const { return node_; }
  bool is_number() const { return node_.is_number(); }
  bool is_symbol() const { return node_.is_symbol(); }
  /// Distinct nodes, shared ones counted once. O(nodes).
  std::size_t node_count() const;
  /// The names of the symbols in it, in natural order (x2 before x10). O(nodes).
  std::vector<std::string> symbols() const;

  friend Expr operator+(const Expr& a, const Expr& b);
  friend Expr operator-(const Expr& a, const Expr& b);
  friend Expr operator*(const Expr& a, const Expr& b);
  friend Expr operator/(const Expr& a, const Expr& b);
  friend Expr operator-(const Expr& a);
  friend Expr operator+(const Expr& a) { return a; }
  Expr& operator+=(const Expr& b) { return *this = *this + b; }
  Expr& operator-=(const Expr& b) { return *this = *this - b; }
  Expr& operator*=(const Expr& b) { return *this = *this * b; }
  Expr& operator/=(const Expr& b) { return *this = *this / b; }
  friend bool operator==(const Expr& a, const Expr& b) { return a.node_ == b.node_; }

 private:
  NodeRef node_;
};

/// The symbol of that name. @throws UsageError if it is not an identifier or is the name of a function.
Expr symbol(std::string_view name);

/// The function of the catalog with that name, of these arguments.
/// @throws UsageError if there is none (with a suggestion) or the number of arguments is wrong.
Expr call(std::string_view function, std::initializer_list<Expr> args);

/// `f` with every symbol of the list replaced by its expression, all at once. O(nodes).
Expr substitute(const Expr& f, const std::vector<std::pair<Expr, Expr>>& replacements);

template <> struct Lift<Expr> {
  template <class F, class... Args> static Expr apply(const Args&... args) {
    const Op op = op_of<F>();
    const Graph::Session session;
    const std::array<NodeRef, sizeof...(Args)> list{args.node()...};
    return Expr(NodeRef::apply(op, list));
  }
};

}  // namespace slope
