// SPDX-License-Identifier: MIT
// The canonical n-ary forms that simplification works on.
//
//   number    an exact number
//   symbol    (or `opaque`: a node that is left as it is)
//   call      a function of the catalog of forms; a power with a non-numeric exponent is a call of `pow`
//   product   factors base^q with rational q, no two alike; no number but under a non-integer power
//   sum       terms c·m, c an exact number, m a product-like form or 1 (the constant term), no two alike;
//             a sum of one term is a number times m
//
// Forms are interned: equal forms have one id. Lists are sorted by a fingerprint of the contents, never by
// id, so that the result does not depend on the order of construction.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "slope/expr/node_ref.hpp"

namespace slope::simplification {

using FormId = std::uint32_t;

/// A factor base^number of a product, a term number·form of a sum, or an argument of a call.
struct Item {
  FormId form = 0;
  Rational number;
};
using Items = std::vector<Item>;

enum class Kind : std::uint8_t { number, symbol, opaque, call, product, sum };

struct Form {
  Kind kind = Kind::number;
  Op op = Op::none;        ///< of a call
  NodeRef node;            ///< of a symbol or an opaque node
  std::uint32_t size = 0;  ///< length of the printed form in units of about one character, saturating
  std::uint64_t fingerprint = 0;
  Items items;
};

/// Forms by their numbers. They stay where they are while more are added.
class FormList {
 public:
  const Form& operator[](FormId id) const { return blocks_[id / block][id % block]; }
  std::size_t size() const { return size_; }
  void push_back(Form form) {
    if (size_ % block == 0) blocks_.push_back(std::make_unique<Form[]>(block));
    blocks_.back()[size_++ % block] = std::move(form);
  }

 private:
  static constexpr std::size_t block = 64;
  std::vector<std::unique_ptr<Form[]>> blocks_;
  std::size_t size_ = 0;
};

/// The operations that have laws of their own.
struct KnownOps {
  KnownOps();
  Op exp, log, sigmoid, tanh, sqrt, abs, sign, sin, cos, sinh, cosh, e, where;
};

class Forms {
 public:
  Forms();
  const Form& operator[](FormId id) const { return forms_[id]; }
  std::size_t count() const { return forms_.size(); }
  const KnownOps& ops() const { return ops_; }

  // Constructors of canonical forms.
  FormId number(const Rational& value);
  FormId symbol(NodeRef node);
  FormId opaque(NodeRef node);
  FormId call(Op op, std::span<const FormId> args);
  FormId call(Op op, FormId arg) { return call(op, std::span(&arg, 1)); }
  /// Σ number·form, flattened, like terms collected.
  FormId add(std::span<const Item> terms);
  /// Π form^number, flattened, like bases collected, exponentials and powers merged.
  FormId multiply(std::span<const Item> factors);
  FormId power(FormId base, const Rational& exponent);
  FormId symbolic_power(FormId base, FormId exponent);
  FormId scale(const Rational& c, FormId form) { return add(std::array{Item{form, c}}); }
  FormId negate(FormId form) { return scale(-1, form); }

  // Views.
  bool is_number(FormId id) const { return forms_[id].kind == Kind::number; }
  bool is_zero(FormId id) const { return id == zero_; }
  bool is_call(FormId id, Op op) const { return forms_[id].kind == Kind::call && forms_[id].op == op; }
  FormId zero() const { return zero_; }
  FormId one() const { return one_; }
  const Rational& value(FormId number) const { return forms_[number].items[0].number; }
  /// The terms of any form as a sum: a number is c·1, anything else 1·form.
  Items terms(FormId id) const;
  /// The factors of any form as a product, without the coefficient: anything but a product is form^1.
  Items factors(FormId id) const;
  /// True if the sum or number reads better negated: the sign that even, odd and integer-power laws remove.
  bool leads_negative(FormId id) const;
  /// The largest c > 0 such that the coefficients of sum/c are integers.
  Rational content(FormId sum) const;
  /// Whether the form is 1 − σ(u) or 1 − tanh²(u), which are kept whole.
  bool is_complement(FormId id) const;

  /// The factor that takes a minus sign in front of a product, −1/(x² − 1) = 1/(1 − x²): a sum under an odd power
  /// that has a negative term. 0 if there is none.
  FormId takes_minus(FormId product) const;

  // Reading order (order.cpp).
  /// Negative, zero or positive: symbols, functions, sums; by name; powers of one base by falling exponent.
  int compare(FormId a, FormId b) const { return compare_to_depth(a, b, max_depth); }
  /// Terms of a sum: falling degree, constants last, then by factors.
  bool term_before(FormId a, FormId b) const;
  Rational degree(FormId monomial) const;
  /// The factors of a product: numbers, symbols, powers, functions, sums.
  Items reading_factors(FormId product) const;
  /// The terms of a sum, a positive one first where there is one.
  Items reading_terms(FormId sum) const;
  /// The same terms with the first positive one moved to the front.
  static Items positive_first(Items terms);

 private:
  // Deeper parts are told apart by size and fingerprint, so that no comparison is long.
  static constexpr int max_depth = 12;

  FormId intern(Form form);
  void measure(Form& form) const;
  FormId known_call(Op op, std::span<const FormId> args);
  int compare_to_depth(FormId a, FormId b, int depth) const;

  FormList forms_;
  std::vector<FormId> table_;
  KnownOps ops_;
  FormId zero_ = 0, one_ = 0;
};

}  // namespace slope::simplification
