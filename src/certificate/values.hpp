// SPDX-License-Identifier: MIT
// Values of nodes at random points modulo a prime: equal expressions have equal values, and others almost
// never. They only choose what to prove; the proof is Coq's.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "core_function.hpp"
#include "modular.hpp"
#include "slope/expr/node_ref.hpp"

namespace slope::certificate {

/// At two points.
using Value = std::array<Residue, 2>;

/// factor × (the element of that index of a basis).
struct Multiple {
  Rational factor;
  std::size_t basis;
};

/// Arguments of exponentials, or of sines and cosines, as rational combinations of a basis, one element for
/// each monomial that occurs. An element is used as the unit monomial/divisor, so that factors of units are
/// integers.
struct Basis {
  std::vector<NodeRef> monomials;
  std::vector<std::int64_t> divisors;
  std::map<Value, std::size_t> index;
};

/// The beginning of a formula, for messages.
std::string shortened(NodeRef n);

class Values {
 public:
  /// `positive` tells of nodes that are known to be so: laws of logarithms hold for them.
  Values(std::uint64_t seed, std::function<bool(NodeRef)> positive)
      : random_(seed), positive_(std::move(positive)) {}

  /// @throws CertificateError where a denominator is 0 everywhere; NoRoot where a square root is not to be had.
  Value of(NodeRef root);
  bool equal(NodeRef a, NodeRef b) { return of(a) == of(b); }
  /// @throws CertificateError if they are not.
  void require_equal(NodeRef a, NodeRef b);

  /// The argument of a function node as a combination of units, with integer factors once all nodes have
  /// their values.
  std::vector<Multiple> exponent(NodeRef argument) { return combination(argument, exponents_); }
  std::vector<Multiple> angle(NodeRef argument) { return combination(argument, angles_); }
  /// True if log(1 + e^u) is to be read as log(1 + e^−u) + u.
  bool is_flipped(NodeRef u);
  /// The factor of an exponent as an integer, where e^(n log u) is to be read as u^n, and the rest.
  std::pair<Rational, Rational> parts(const Multiple& m) const;
  const Basis& exponents() const { return exponents_; }
  const Basis& angles() const { return angles_; }

  /// Another seed may help.
  struct NoRoot {};

 private:
  Value compute(NodeRef n);
  Value function(Core f, NodeRef n);
  Value random() { return {Residue(random_()), Residue(random_())}; }
  Value logarithm(NodeRef u);
  Value log_one_plus_exp(NodeRef u);
  Value remembered(Core f, Value argument);
  Value exponential(NodeRef argument);
  std::array<Angle, 2> circle(NodeRef argument);
  std::vector<Multiple> combination(NodeRef argument, Basis& basis);

  std::mt19937_64 random_;
  std::function<bool(NodeRef)> positive_;
  std::map<NodeId, Value> values_;
  std::map<std::pair<Core, Value>, Value> functions_;
  Basis exponents_, angles_;
  std::vector<Value> bases_;
  std::vector<std::array<Angle, 2>> circles_;
  std::map<std::pair<NodeId, bool>, std::vector<Multiple>> combinations_;
};

}  // namespace slope::certificate
