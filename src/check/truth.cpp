// SPDX-License-Identifier: MIT
#include "slope/check/truth.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "slope/core/error.hpp"
#include "slope/expr/lower.hpp"
#include "straight.hpp"
#include "straightforward.hpp"

namespace slope {

using namespace many_digits;
using check::Step;
using check::Straight;
using check::Wide;

namespace {

// What an operation adds to the error of its result, in ulps of the result.
double error_of(const Step& step) {
  switch (step.op) {
    case Op::integer:
    case Op::negate: return 0;
    case Op::pow: return 2;
    default: break;
  }
  if (step.op < Op::first_function) return 1;  // symbols too: implementations scale them, round constants, …
  return is_exact_function(step.op) ? 0 : std::max(2.0, function_of(step.op).ulps);
}

std::vector<Expr> stable_forms(const std::vector<Expr>& formulas) {
  std::vector<Expr> stable;
  for (const Expr& f : formulas) stable.push_back(lower(f));
  return stable;
}

double to_double(long double x) { return static_cast<double>(x); }

}  // namespace

struct TrueFunction::Program {
  std::vector<Expr> formulas;
  std::vector<std::string> variables;
  Straight code;
  std::map<std::pair<Op, std::size_t>, Straight> partials;

  Program(std::vector<Expr> f, std::vector<std::string> names, Form form)
      : formulas(std::move(f)),
        variables(std::move(names)),
        code(form == Form::stable ? stable_forms(formulas) : formulas, variables) {
    for (const Step& step : code.steps)
      if (step.op >= Op::pow && step.count > 0) {
        const std::pair key{step.op, std::size_t{step.count}};
        if (!partials.contains(key))
          partials.emplace(
              key, Straight(check::stable_slopes(step.op, step.count), check::argument_names(step.count)));
      }
  }

  // |∂result/∂operand| of every step, in the order of `code.operands`.
  std::vector<long double> local_slopes(const std::vector<Wide>& value) const {
    std::vector<long double> slopes(code.operands.size());
    std::vector<Wide> arguments, inner;
    for (const Step& step : code.steps) {
      const auto operand = [&](std::uint32_t k) {
        return static_cast<long double>(value[code.operands[step.first + k]]);
      };
      const auto set = [&](std::uint32_t k, long double slope) { slopes[step.first + k] = std::fabs(slope); };
      switch (step.op) {
        case Op::add:
        case Op::subtract: set(0, 1), set(1, 1); break;
        case Op::negate: set(0, 1); break;
        case Op::multiply: set(0, operand(1)), set(1, operand(0)); break;
        case Op::divide: set(0, 1 / operand(1)), set(1, operand(0) / operand(1) / operand(1)); break;
        default: {
          if (step.count == 0) break;
          arguments.clear();
          for (const std::uint32_t k : code.operands_of(step)) arguments.push_back(value[k]);
          const Straight& formula = partials.at({step.op, step.count});
          formula.run(arguments, 0, inner);
          for (std::uint32_t k = 0; k < step.count; ++k)  // an exact operand adds no error, as 2 in (-1)^2
            if (code.steps[code.operands[step.first + k]].op != Op::integer)
              set(k, static_cast<long double>(inner[formula.results[k]]));
        }
      }
    }
    return slopes;
  }

  // Sums the effect of all roundings on the result by one sweep backwards.
  void add_errors(std::size_t result, const std::vector<Wide>& value, const std::vector<long double>& slopes,
                  std::vector<long double>& adjoint, TrueNumber& out) const {
    const std::size_t root = code.results[result];
    adjoint.assign(root + 1, 0);
    adjoint[root] = 1;
    long double spread = 0, leak = 0, largest = 0;
    for (std::size_t i = root + 1; i-- > 0;) {
      const long double a = adjoint[i];
      if (a == 0) continue;
      const Step& step = code.steps[i];
      const long double size = std::fabs(static_cast<long double>(value[i]));
      largest = std::max(largest, size);
      if (size > 0) spread += a * size * static_cast<long double>(error_of(step));
      if (step.op >= Op::add) leak += a;
      for (std::uint32_t k = 0; k < step.count; ++k) {
        const long double slope = slopes[step.first + k];
        if (slope != 0) adjoint[code.operands[step.first + k]] += a * slope;
        // A sum of large terms that cancel inside one function, as logaddexp(a, b).
        if (step.op >= Op::first_function && function_of(step.op).cancels)
          spread += a * std::fabs(static_cast<long double>(value[code.operands[step.first + k]])) * 2;
      }
    }
    out.spread = to_double(spread), out.leak = to_double(leak), out.largest = to_double(largest);
  }

  // All results at a precision, if two computations of them agree.
  std::optional<std::vector<TrueNumber>> attempt(std::span<const double> point, bool last) const {
    const std::vector<Wide> at(point.begin(), point.end());
    std::vector<Wide> value, shaken;
    code.run(at, 0, value);
    code.run(at, 0x9e3779b97f4a7c15u, shaken);
    std::vector<TrueNumber> out(code.results.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
      const Wide &a = value[code.results[i]], &b = shaken[code.results[i]];
      if (!isfinite(a) || !isfinite(b)) {
        out[i].known = a == b || (a != a && b != b);
        out[i].value.nearest = static_cast<double>(a);
      } else {
        using std::abs;
        out[i].known = abs(Wide(a - b)) <= ldexp(Wide(abs(a)), -83);
        const auto nearest = static_cast<double>(a);
        out[i].value.nearest = nearest;
        if (std::isfinite(nearest))
          out[i].value.rest = static_cast<double>(Wide((a - Wide(nearest)) / Wide(ulp_of(nearest))));
      }
      if (!out[i].known && !last) return std::nullopt;
    }
    const std::vector<long double> slopes = local_slopes(value);
    std::vector<long double> adjoint;
    for (std::size_t i = 0; i < out.size(); ++i) add_errors(i, value, slopes, adjoint, out[i]);
    return out;
  }
};

TrueFunction::TrueFunction(std::vector<Expr> formulas, std::vector<std::string> variables, Form form)
    : program_(std::make_unique<Program>(std::move(formulas), std::move(variables), form)) {}
TrueFunction::~TrueFunction() = default;
TrueFunction::TrueFunction(TrueFunction&&) noexcept = default;
TrueFunction& TrueFunction::operator=(TrueFunction&&) noexcept = default;

const std::vector<Expr>& TrueFunction::formulas() const { return program_->formulas; }
const std::vector<std::string>& TrueFunction::variables() const { return program_->variables; }

std::vector<TrueNumber> TrueFunction::at(std::span<const double> point) const {
#ifdef SLOPE_HAVE_MPFR
  constexpr unsigned lowest = 50,
                     highest = 1000;  // beyond the exponents of doubles, so that no term is swallowed
  for (unsigned digits = lowest;; digits = std::min(3 * digits, highest)) {
    const WorkingPrecision scope(digits);
    try {
      if (auto out = program_->attempt(point, digits == highest)) return *std::move(out);
    } catch (const LimitError&) {  // of a function that is not known to so many digits
      if (digits == lowest) throw;
      const WorkingPrecision best(lowest);
      return *program_->attempt(point, true);
    }
  }
#else
  return *program_->attempt(point, true);
#endif
}

std::vector<double> TrueFunction::perturbed_at(std::span<const double> point, std::uint64_t seed,
                                               int bits) const {
#ifdef SLOPE_HAVE_MPFR
  const WorkingPrecision scope(50);
#endif
  const std::vector<Wide> at(point.begin(), point.end());
  std::vector<Wide> value;
  program_->code.run(at, seed, value, bits);
  std::vector<double> out;
  for (const std::uint32_t i : program_->code.results) out.push_back(static_cast<double>(value[i]));
  return out;
}

template <std::floating_point T> TrueValue<T> TrueNumber::as() const {
  if constexpr (std::is_same_v<T, double>) return value;
  else {
    // The nearest float of nearest + rest: where `nearest` is halfway between two floats, the rest decides.
    auto f = static_cast<T>(value.nearest);
    if (!std::isfinite(f)) return {f, 0};
    const double unit = static_cast<double>(ulp_of(f));
    const double fine = value.rest * (ulp_of(value.nearest) / unit);
    double rest = (value.nearest - static_cast<double>(f)) / unit;
    if (std::fabs(rest) == 0.5 && fine != 0 && (rest > 0) == (fine > 0)) {
      f = std::nextafter(f,
                         rest > 0 ? std::numeric_limits<T>::infinity() : -std::numeric_limits<T>::infinity());
      rest = (value.nearest - static_cast<double>(f)) / static_cast<double>(ulp_of(f));
    }
    return {f, rest + value.rest * (ulp_of(value.nearest) / static_cast<double>(ulp_of(f)))};
  }
}

template <std::floating_point T> double TrueNumber::allowed() const {
  using Limits = std::numeric_limits<T>;
  // The sum is of first order, and an implementation may take some more operations than the formula has.
  constexpr double slack = 4, unit = Limits::epsilon() / 2;
  if (!(largest <= static_cast<double>(Limits::max()))) return std::numeric_limits<double>::infinity();
  const double bound =
      slack * (unit * (spread + std::fabs(value.nearest)) + leak * static_cast<double>(Limits::denorm_min()));
  return std::isnan(bound) ? std::numeric_limits<double>::infinity() : bound + error;
}

template TrueValue<float> TrueNumber::as<float>() const;
template TrueValue<double> TrueNumber::as<double>() const;
template double TrueNumber::allowed<float>() const;
template double TrueNumber::allowed<double>() const;

}  // namespace slope
