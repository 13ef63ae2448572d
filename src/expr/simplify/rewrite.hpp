// SPDX-License-Identifier: MIT
// The laws that shorten a canonical form, as a table; and the search that applies them.
#pragma once

#include <span>
#include <string_view>

#include "forms.hpp"

namespace slope::simplification {

class Rewriter;

/// One law. `apply` offers forms equal to `form` wherever both are defined; the search keeps the smallest.
struct Rewrite {
  std::string_view name;
  std::string_view law;  ///< as documentation shows it
  Kind kind;             ///< what it looks at: products (and scaled products) or sums
  void (*apply)(Rewriter& rewriter, FormId form, std::vector<FormId>& offers);
};

/// The table, in the order in which the laws are tried.
std::span<const Rewrite> all_rewrites();

/// Applies the table to single forms. A form is replaced only by a strictly smaller one, at most `max_rounds`
/// times, so the search ends; and only while fewer than `budget` forms were made.
class Rewriter {
 public:
  static constexpr int max_rounds = 4;
  static constexpr int max_depth = 2;            ///< of searches inside the laws
  static constexpr std::size_t max_terms = 256;  ///< of a sum that is expanded

  Rewriter(Forms& f, std::size_t budget) : forms(f), limit_(f.count() + budget) {}

  /// The smallest equal form found. The parts of `form` are taken to be small already.
  FormId improve(FormId form);
  bool exhausted() const { return forms.count() > limit_; }

  /// A law that the outermost search used, and on what.
  struct Used {
    const Rewrite* rewrite;
    FormId before, after;
  };
  const std::vector<Used>& used() const { return used_; }

  // For the laws.
  std::pair<Rational, FormId> split(FormId form) const;  ///< c·m
  FormId expanded(FormId sum);  ///< products of sums multiplied out, or 0 if too large
  void common_factor(FormId sum, std::vector<FormId>& offers);

  Forms& forms;

 private:
  std::size_t limit_;
  int depth_ = 0;
  std::vector<Used> used_;
  std::vector<FormId> improved_[max_depth + 1];  // by form; 0 where it is not known
};

// The laws by subject: rewrite_exponential.cpp, rewrite_sum.cpp, rewrite_polynomial.cpp,
// rewrite_pythagoras.cpp.
void exponential_quotient(Rewriter&, FormId, std::vector<FormId>&);
void exponential_complement(Rewriter&, FormId, std::vector<FormId>&);
void put_together(Rewriter&, FormId, std::vector<FormId>&);
void common_factor(Rewriter&, FormId, std::vector<FormId>&);
void expand_and_collect(Rewriter&, FormId, std::vector<FormId>&);
void polynomial_in_one_atom(Rewriter&, FormId, std::vector<FormId>&);
void pythagoras(Rewriter&, FormId, std::vector<FormId>&);
void groups(Rewriter&, FormId, std::vector<FormId>&);

}  // namespace slope::simplification
