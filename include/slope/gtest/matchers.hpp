// SPDX-License-Identifier: MIT
// Matchers of GoogleTest for functions and derivatives. Opt-in: link slope::gtest.
//
//   EXPECT_THAT(my_sigmoid_prime, IsDerivativeOf("sigmoid(x)").On(-750, 750).Within(ulps(4)));
//   EXPECT_THAT(my_gradient, IsGradientOf(my_loss).At(1.0, 2.0));
//   EXPECT_THAT(my_function, Computes("sigmoid(x)").Within(ulps(1)));
//   EXPECT_PROVED(my_backward, my_formula);
//
// What may be checked, how points are sampled, and what is allowed: slope/check/check_function.hpp and check_gradient.hpp.
#pragma once

#include <gmock/gmock.h>

#include "slope/check/check_function.hpp"
#include "slope/check/check_gradient.hpp"
#include "slope/verify/identity.hpp"

namespace slope {

namespace check {

// What all matchers share: the report of a failure is its message.
template <class Derived> class ReportMatcher {
 public:
  using is_gtest_matcher = void;
  template <class C> bool MatchAndExplain(const C& computed, std::ostream* out) const {
    try {
      const CheckReport report = static_cast<const Derived&>(*this).report_on(computed);
      if (out) *out << "\n" << report.text();
      return report.passed();
    } catch (const Error& error) {
      if (out) *out << "\ncannot be checked: " << error.what();
      return false;
    }
  }
  void DescribeTo(std::ostream* out) const {
    *out << "is the " << static_cast<const Derived&>(*this).description();
  }
  void DescribeNegationTo(std::ostream* out) const {
    *out << "is not the " << static_cast<const Derived&>(*this).description();
  }
};

// The formulas that a callable computes; those of a formula itself.
template <class F> std::vector<Expr> traced(const F& f) {
  std::vector<Expr> out;
  if constexpr (is_formula<F>) out = formulas_of(f).results;
  else flatten(symbolic(f), [&](std::convertible_to<Expr> auto e) { out.push_back(e); });
  return out;
}

/// For a callable of one number. F: a formula, or generic code.
template <class F> class FunctionMatcher : public ReportMatcher<FunctionMatcher<F>> {
 public:
  FunctionMatcher(F function, int derivative) : function_(std::move(function)) {
    options_.derivative = derivative;
  }

  FunctionMatcher On(double low, double high) const {
    FunctionMatcher on = *this;
    on.options_.range = SampleRange{low, high};
    return on;
  }
  FunctionMatcher Within(Ulps tolerance) const {
    FunctionMatcher within = *this;
    within.options_.within = tolerance;
    return within;
  }
  /// Every float of the range.
  FunctionMatcher Exhaustively() const {
    FunctionMatcher exhaustive = *this;
    exhaustive.options_.exhaustively = true;
    return exhaustive;
  }
  FunctionMatcher Samples(std::size_t count, std::uint64_t seed = 1) const {
    FunctionMatcher samples = *this;
    samples.options_.samples = {count, seed};
    return samples;
  }

  template <class C> CheckReport report_on(const C& computed) const {
    return check_function(computed, function_, options_);
  }
  std::string description() const {
    return (options_.derivative == 0 ? "value of " : "derivative of ") + title_of(function_);
  }

 private:
  F function_;
  FunctionOptions options_;
};

/// For gradients, Jacobians and Hessians.
template <Kind kind, class F, class X = std::vector<double>> class DerivativeMatcher
    : public ReportMatcher<DerivativeMatcher<kind, F, X>> {
 public:
  explicit DerivativeMatcher(DerivativeCheck<kind, F, X> check) : check_(std::move(check)) {}

  template <class... P> auto At(const P&... point) const { return matcher(check_.At(point...)); }
  template <class T, std::size_t n> auto At(const T (&point)[n]) const { return matcher(check_.At(point)); }
  auto On(std::vector<SampleRange> box, std::size_t samples = 400) const {
    return matcher(check_.On(std::move(box), samples));
  }
  template <class L>
  requires detail::List<L>
  auto On(const L& low, const L& high, std::size_t samples = 400) const {
    return matcher(check_.On(low, high, samples));
  }
  auto On(double low, double high, std::size_t samples = 2000) const {
    return matcher(check_.On(low, high, samples));
  }
  auto Within(Ulps tolerance) const { return matcher(check_.Within(tolerance)); }
  auto Seed(std::uint64_t seed) const { return matcher(check_.Seed(seed)); }

  template <class G> CheckReport report_on(const G& computed) const { return check_.of(computed); }
  std::string description() const {
    constexpr const char* names[] = {"gradient", "Jacobian", "Hessian"};
    return std::string(names[static_cast<int>(kind)]) + " of " + check_.title();
  }

 private:
  template <class Y> static DerivativeMatcher<kind, F, Y> matcher(DerivativeCheck<kind, F, Y> check) {
    return DerivativeMatcher<kind, F, Y>(std::move(check));
  }
  DerivativeCheck<kind, F, X> check_;
};

// What is behind EXPECT_PROVED.
inline testing::AssertionResult is_proved(const char* left_text, const char* right_text,
                                          const std::vector<Expr>& left, const std::vector<Expr>& right) {
  if (left.size() != right.size())
    return testing::AssertionFailure()
           << left_text << " has " << left.size() << " results, " << right_text << " has " << right.size();
  for (std::size_t i = 0; i < left.size(); ++i) {
    const Verdict verdict = verify(left[i], right[i]);
    if (verdict.proved()) continue;
    auto failure = testing::AssertionFailure();
    failure << left_text << " = " << right_text << " is not proved";
    if (left.size() > 1) failure << " in component " << i + 1;
    return failure << "\n  " << print(left[i]) << " = " << print(right[i]) << "\n" << verdict.text();
  }
  return testing::AssertionSuccess();
}

}  // namespace check

/// The derivative of a formula of one variable, or of generic code. Without `On`, everywhere; without `Within`, as exact
/// as rounding allows.
template <class F> auto IsDerivativeOf(const F& function) {
  return check::FunctionMatcher<check::Kept<F>>(function, 1);
}
/// The value of a formula of one variable.
template <class F> auto Computes(const F& function) {
  return check::FunctionMatcher<check::Kept<F>>(function, 0);
}

/// The gradient of a function: a formula, generic code, or a function of doubles. Say where: `At(point)` or `On(box)`.
template <class F> auto IsGradientOf(const F& function) {
  using Check = check::DerivativeCheck<check::Kind::gradient, check::Kept<F>>;
  return check::DerivativeMatcher<check::Kind::gradient, check::Kept<F>>(Check(function));
}
template <class F> auto IsJacobianOf(const F& function) {
  using Check = check::DerivativeCheck<check::Kind::jacobian, check::Kept<F>>;
  return check::DerivativeMatcher<check::Kind::jacobian, check::Kept<F>>(Check(function));
}
template <class F> auto IsHessianOf(const F& function) {
  using Check = check::DerivativeCheck<check::Kind::hessian, check::Kept<F>>;
  return check::DerivativeMatcher<check::Kind::hessian, check::Kept<F>>(Check(function));
}

}  // namespace slope

/// Both sides are callables, generic in their arguments, or formulas. They are traced to formulas (callables of up to
/// three arguments in x, y, z, see `symbolic`), and these are proved equal wherever both are defined: for all real
/// numbers, not for samples. The results may be lists.
/// @{
#define EXPECT_PROVED(left, right) \
  EXPECT_TRUE(                     \
      ::slope::check::is_proved(#left, #right, ::slope::check::traced(left), ::slope::check::traced(right)))
#define ASSERT_PROVED(left, right) \
  ASSERT_TRUE(                     \
      ::slope::check::is_proved(#left, #right, ::slope::check::traced(left), ::slope::check::traced(right)))
/// @}
