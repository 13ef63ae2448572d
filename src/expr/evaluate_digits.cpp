// SPDX-License-Identifier: MIT
#include "slope/expr/evaluate_digits.hpp"

#include <algorithm>
#include <optional>

#include "many_digits.hpp"
#include "slope/core/error.hpp"
#include "slope/expr/evaluate_any.hpp"
#include "slope/function/gamma_any.hpp"

namespace slope {

using namespace many_digits;

#ifdef SLOPE_HAVE_MPFR
// MPFR's own gamma functions: Boost.Math's series are not made for thousands of digits.
template <> struct detail::GammaFamily<Number> {
  // Their time grows with the cube of the digits: about half a second at this limit.
  static Number result() {
    constexpr unsigned digits = 2000;
    if (Number::thread_default_precision() > 2 * digits + 60)
      throw LimitError("gamma, lgamma and digamma are computed to at most " + std::to_string(digits) +
                       " digits");
    return {};
  }
  static Number gamma(const Number& x) {
    Number y = result();
    mpfr_gamma(y.backend().data(), x.backend().data(), MPFR_RNDN);
    return y;
  }
  static Number lgamma(const Number& x) {
    Number y = result();
    int sign = 0;
    mpfr_lgamma(y.backend().data(), &sign, x.backend().data(), MPFR_RNDN);
    return y;
  }
  static Number digamma(const Number& x) {
    Number y = result();
    mpfr_digamma(y.backend().data(), x.backend().data(), MPFR_RNDN);
    return y;
  }
  static Number polygamma(const Number& n, const Number& x) {
    constexpr unsigned digits = 150;
    if (Number::thread_default_precision() > digits)
      throw LimitError("polygamma is computed to at most 100 digits");
    using Wide = Fixed<digits + 20>;
    return static_cast<Number>(GammaFamily<Wide>::polygamma(static_cast<Wide>(n), static_cast<Wide>(x)));
  }
};
#endif

template <class T> Function::Evaluator<T> many_digits::evaluator_of(Op op) {
  return detail::BuiltInEvaluators<T>::of(op);
}
#ifdef SLOPE_HAVE_MPFR
template Function::Evaluator<Number> many_digits::evaluator_of<Number>(Op);
#else
template Function::Evaluator<Fixed<150>> many_digits::evaluator_of<Fixed<150>>(Op);
template Function::Evaluator<Fixed<300>> many_digits::evaluator_of<Fixed<300>>(Op);
template Function::Evaluator<Fixed<600>> many_digits::evaluator_of<Fixed<600>>(Op);
#endif

namespace {

using ExactPoint = std::map<std::string, Rational, std::less<>>;

// Changes the last places of inexact values at random.
template <class T> class Shake {
 public:
  Shake(const Postorder& order, const ExactPoint& at, std::uint64_t seed)
      : order_(order), at_(at), state_(seed) {}
  void operator()(NodeRef n, std::size_t i, std::vector<T>& value) {
    T& y = value[i];
    if (state_ == 0 || n.op() == Op::pair || n.op() == Op::none || y == 0 || !isfinite(y)) return;
    const auto operand = [&](int k) -> const T& { return value[order_.slot(k == 0 ? n.a() : n.b())]; };
    const bool exact = n.is_symbol()   ? is_representable(at_.find(n.name())->second, y)
                       : n.is_number() ? is_representable(n.value(), y)
                                       : is_exact(n.op(), y, operand);
    if (!exact) shake(y, state_);
  }

 private:
  const Postorder& order_;
  const ExactPoint& at_;
  std::uint64_t state_;  // 0: leave everything as it is
};

// 12345e-6 as 0.012345; far from 1 as 1.2345e-20.
std::string decimal(std::string scientific, int digits, bool trim) {
  const bool negative = scientific[0] == '-';
  if (negative) scientific.erase(0, 1);
  const auto mark = scientific.find('e');
  const long long exponent = std::stoll(scientific.substr(mark + 1));
  std::string d = scientific.substr(0, mark);
  if (d.size() > 1) d.erase(1, 1);
  d.resize(static_cast<std::size_t>(digits), '0');
  if (trim) d.erase(std::max<std::size_t>(d.find_last_not_of('0') + 1, 1));
  std::string text = negative ? "-" : "";
  if (exponent < -6 || exponent >= std::max(digits, 21)) {
    text += d.substr(0, 1);
    if (d.size() > 1) text.append(".").append(d, 1);
    return text.append("e").append(std::to_string(exponent));
  }
  if (exponent < 0) return text.append("0.").append(static_cast<std::size_t>(-exponent - 1), '0').append(d);
  const auto whole = static_cast<std::size_t>(exponent) + 1;
  if (d.size() < whole) d.resize(whole, '0');
  text.append(d, 0, whole);
  if (d.size() > whole) text.append(".").append(d, whole);
  return text;
}

// d.ddd…e±x with that many digits, correctly rounded.
template <unsigned Digits> std::string scientific(const Fixed<Digits>& value, int digits) {
  return value.str(digits - 1, std::ios_base::scientific);
}
#ifdef SLOPE_HAVE_MPFR
std::string scientific(const Number& value, int digits) {
  std::string text(static_cast<std::size_t>(digits) + 64, ' ');
  const int size = mpfr_snprintf(text.data(), text.size(), "%.*RNe", digits - 1, value.backend().data());
  text.resize(static_cast<std::size_t>(size));
  return text;
}
#endif

bool ends_even(const std::string& scientific) {
  return (scientific[scientific.find('e') - 1] - '0') % 2 == 0;
}

// What the precisions tried so far have shown.
struct Attempt {
  std::optional<std::string> answer;
  bool always_zero = true;
  std::string special;  // the word, if the last value was not finite
  std::string tie;      // the last value, if nothing but a tie between two roundings kept it back
};

template <class T> void attempt(const Postorder& order, const ExactPoint& at, int digits, Attempt& state) {
  Point<T> point;
  for (const auto& [name, value] : at) point.emplace(name, value.template as<T>());
  const auto run = [&](std::uint64_t seed) {
    return detail::evaluate_nodes(order, point, Shake<T>(order, at, seed)).back();
  };
  const T a = run(1), b = run(2), c = run(0);
  state.always_zero = state.always_zero && c == 0;
  if (!isfinite(a) || !isfinite(b) || !isfinite(c)) {
    const std::string word = a != a ? "nan" : a > 0 ? "inf" : "-inf";
    const bool agreed = (a != a && b != b && c != c) || (a == b && a == c);
    if (agreed && state.special == word) state.answer = word;
    state.special = agreed ? word : "";
    return;
  }
  if (a == b && a == c) {
    state.answer = a == 0 ? "0" : decimal(scientific(a, digits), digits, true);
    return;
  }
  using std::max;
  const T reach = 16 * max(T(abs(T(a - b))), max(T(abs(T(a - c))), T(abs(T(b - c)))));
  const std::string low = scientific(T(c - reach), digits), high = scientific(T(c + reach), digits);
  if (reach < abs(c) && low == high) {
    state.answer = decimal(low, digits, false);
    return;
  }
  const bool is_tie = reach < abs(c) * pow(T(10), -(digits + 20));
  state.tie = is_tie ? decimal(ends_even(low) ? low : high, digits, false) : "";
}

[[noreturn]] void give_up(unsigned precision) {
  throw LimitError("the value cannot be told from 0 or from a tie between two roundings with " +
                   std::to_string(precision) + " digits, the highest precision; ask for fewer digits");
}

}  // namespace

std::string evaluate_digits(const Expr& f, const ExactPoint& at, int digits) {
#ifdef SLOPE_HAVE_MPFR
  constexpr int fewest = 1, limit = max_digits;
  constexpr const char* remedy = "";
#else
  constexpr int fewest = 2, limit = 100;
  constexpr const char* remedy = "; with MPFR (Debian: libmpfr-dev) Slope computes up to 10000";
#endif
  if (digits < fewest || digits > limit)
    throw LimitError("the number of digits must be from " + std::to_string(fewest) + " to " +
                     std::to_string(limit) + remedy + "; got " + std::to_string(digits));
  const Expr stable = lower(f);
  const Postorder order(stable.node());
  Attempt state;
#ifdef SLOPE_HAVE_MPFR
  const unsigned highest = 4 * static_cast<unsigned>(digits) + 4000;
  constexpr std::size_t max_stored_digits = 1'000'000'000;
  for (unsigned precision = static_cast<unsigned>(digits) + 30;;
       precision = std::min(2 * precision, highest)) {
    if (order.size() > max_stored_digits / precision)
      throw LimitError("the expression has " + std::to_string(order.size()) + " nodes: with " +
                       std::to_string(precision) + " digits each beyond the limit of 10^9 digits in all");
    const WorkingPrecision scope(precision);
    attempt<Number>(order, at, digits, state);
    if (state.answer) return *state.answer;
    if (precision == highest) break;
  }
#else
  constexpr unsigned highest = 600;
  attempt<Fixed<150>>(order, at, digits, state);
  if (!state.answer) attempt<Fixed<300>>(order, at, digits, state);
  if (!state.answer) attempt<Fixed<highest>>(order, at, digits, state);
  if (state.answer) return *state.answer;
#endif
  if (state.always_zero) return "0";
  if (state.tie.empty()) give_up(highest);
  return state.tie;
}

}  // namespace slope
