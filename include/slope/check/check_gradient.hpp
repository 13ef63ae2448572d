// SPDX-License-Identifier: MIT
// Checks gradients, Jacobians and Hessians that somebody's code computes.
#pragma once

#include "slope/check/compare.hpp"
#include "slope/check/source.hpp"

namespace slope {

namespace check {

enum class Kind { gradient, jacobian, hessian };

/// Where, and how exactly: what does not depend on the types of the code.
struct Plan {
  std::vector<Numbers> points;
  std::vector<SampleRange> box;  // if there are no points
  SampleOptions samples{400, 1};
  std::optional<Ulps> within;
};

/// The comparison itself. `results` is the number of results of the function.
CheckReport check_derivatives(Kind kind, std::function<Numbers(Place)> computed, std::size_t results,
                              Reference& reference, const std::string& title,
                              std::vector<std::string> variables, const Plan& plan);
/// The points of a plan: those given, or samples of the box.
std::vector<Numbers> points_of(const Plan& plan, Reference& reference,
                               const std::vector<std::string>& variables);
/// A point at which to ask for the number of results.
Numbers some_point(const Plan& plan);
std::size_t size_of(const Plan& plan);
[[noreturn]] void refuse_numbers_on_box();
void check_variables(const std::string& title, std::size_t variables, std::size_t coordinates);

/// Whether G is a result itself: a number, a list, a list of lists, a matrix of Eigen.
template <class G> inline constexpr bool is_result = std::is_arithmetic_v<G> || detail::List<G> ||
                                                     detail::ListExpression<G> || requires(const G& g) {
  g.rows(), g.cols();
};

/// A derivative of the function F, at points whose form is X.
template <Kind kind, class F, class X = std::vector<double>> class DerivativeCheck {
 public:
  explicit DerivativeCheck(F function, Plan plan = {})
      : function_(std::move(function)), plan_(std::move(plan)) {}

  /// At one point: its numbers, or a list of them (std::vector, std::array, a vector of Eigen).
  template <class... P> auto At(const P&... point) const {
    static_assert(detail::Arguments<P...>, "slope: a point is some numbers, or one list of numbers");
    decltype(auto) list = detail::as_list(point...);
    using L = std::remove_cvref_t<decltype(list)>;
    DerivativeCheck<kind, F, L> at(function_, plan_);
    Numbers numbers;
    for (std::size_t i = 0; i < detail::size_of(list); ++i)
      numbers.push_back(static_cast<double>(detail::element(list, i)));
    at.plan_.points.push_back(std::move(numbers));
    at.plan_.box.clear();
    return at;
  }
  template <class T, std::size_t n>
  requires std::is_arithmetic_v<T>
  auto At(const T (&point)[n]) const {
    DerivativeCheck<kind, F, detail::Separate<double, n>> at(function_, plan_);
    at.plan_.points.emplace_back(point, point + n);
    at.plan_.box.clear();
    return at;
  }
  /// At samples of a box: one range for each variable.
  DerivativeCheck On(const std::vector<SampleRange>& box, std::size_t samples = 400) const {
    DerivativeCheck on = *this;
    on.plan_.box = box, on.plan_.samples.count = samples;
    return on;
  }
  /// At samples of the box between two corners, given as the code takes its points.
  template <class L>
  requires detail::List<L>
  auto On(const L& low, const L& high, std::size_t samples = 400) const {
    DerivativeCheck<kind, F, L> on(function_, plan_);
    check_length(detail::size_of(low), detail::size_of(high));
    for (std::size_t i = 0; i < detail::size_of(low); ++i)
      on.plan_.box.push_back(
          {static_cast<double>(detail::element(low, i)), static_cast<double>(detail::element(high, i))});
    on.plan_.samples.count = samples;
    return on;
  }
  /// At samples of an interval, for a function of one number.
  auto On(double low, double high, std::size_t samples = 2000) const {
    DerivativeCheck<kind, F, detail::Separate<double, 1>> on(function_, plan_);
    on.plan_.box = {{low, high}}, on.plan_.samples.count = samples;
    return on;
  }
  DerivativeCheck Within(Ulps tolerance) const {
    DerivativeCheck within = *this;
    within.plan_.within = tolerance;
    return within;
  }
  /// Other samples of the box.
  DerivativeCheck Seed(std::uint64_t seed) const {
    DerivativeCheck other = *this;
    other.plan_.samples.seed = seed;
    return other;
  }

  template <class G> CheckReport of(const G& computed) const {
    const std::size_t n = size_of(plan_);
    const std::vector<std::string> variables = variables_of<F, X>(function_, n);
    check_variables(title_of(function_), variables.size(), n);
    const auto reference =
        reference_to<F, X>(function_, variables, kind == Kind::hessian ? Order::second : Order::first);
    const std::size_t results = results_of();
    std::function<Numbers(Place)> subject;
    if constexpr (is_result<G>) {
      if (plan_.points.size() != 1) refuse_numbers_on_box();
      subject = [&](Place) {
        Numbers out;
        flatten(computed, [&](std::convertible_to<double> auto y) { out.push_back(static_cast<double>(y)); });
        return out;
      };
    } else subject = computed_by<X>(computed, kind == Kind::hessian ? n * n : results * n);
    return check_derivatives(kind, std::move(subject), results, *reference, title_of(function_), variables,
                             plan_);
  }

  std::string title() const { return title_of(function_); }

 private:
  template <Kind, class, class> friend class DerivativeCheck;

  std::size_t results_of() const {
    if constexpr (kind != Kind::jacobian) return 1;
    else if constexpr (is_formula<F>) return formulas_of(function_).results.size();
    else return computed_by<X>(function_, 1)(some_point(plan_)).size();
  }

  F function_;
  Plan plan_;
};

template <class F> using Kept =
    std::conditional_t<std::is_convertible_v<const F&, std::string_view>, std::string, std::decay_t<F>>;

/// Compares somebody's derivatives with those of a function.
/// @param computed a callable (see computed_by), or the numbers themselves
/// @param function a formula; generic code; or a function of doubles, which is then compared by differences
template <Kind kind> struct Check {
  /// At one point: separate numbers, or one list.
  template <class G, class F, class... P>
  requires(detail::Arguments<P...>) CheckReport operator()(const G& computed, const F& function,
                                                           const P&... point) const {
    return DerivativeCheck<kind, Kept<F>>(function).At(point...).of(computed);
  }
  template <class G, class F, class T, std::size_t n>
  requires std::is_arithmetic_v<T> CheckReport operator()(const G& computed, const F& function,
                                                          const T (&point)[n]) const {
    return DerivativeCheck<kind, Kept<F>>(function).At(point).of(computed);
  }
  /// At samples of a box, {{-1, 1}, {0, 5}}.
  template <class G, class F> CheckReport operator()(const G& computed, const F& function,
                                                     std::vector<SampleRange> box,
                                                     std::size_t samples = 400) const {
    return DerivativeCheck<kind, Kept<F>>(function).On(std::move(box), samples).of(computed);
  }
};

}  // namespace check

/// Gradients: check_gradient(my_gradient, my_loss, 1.0, 2.0), or (…, std::vector{1.0, 2.0}), or (…, {{-1, 1}, {0, 5}}).
inline constexpr check::Check<check::Kind::gradient> check_gradient;
/// Jacobians: entry (i, j) is the derivative of result i by variable j, row by row.
inline constexpr check::Check<check::Kind::jacobian> check_jacobian;
/// Hessians.
inline constexpr check::Check<check::Kind::hessian> check_hessian;

}  // namespace slope
