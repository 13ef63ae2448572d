// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "slope/plot/axis.hpp"

namespace slope::plot {

namespace {

std::string with_minus(std::string text) {
  if (text.starts_with('-')) text.replace(0, 1, "−");
  return text;
}

std::string power_of_ten(int exponent) {
  constexpr const char* raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string out = exponent < 0 ? "10⁻" : "10";
  for (const char digit : fmt::format("{}", std::abs(exponent))) out += raised[digit - '0'];
  return out;
}

bool reads_plainly(int exponent) { return -3 <= exponent && exponent <= 5; }

std::string factor_and_power(double x, int exponent, int decimals) {
  const long double factor = static_cast<long double>(x) / std::pow(10.0L, exponent);
  const std::string digits = with_minus(fmt::format("{:.{}f}", static_cast<double>(factor), decimals));
  return digits == "1"    ? power_of_ten(exponent)
         : digits == "−1" ? "−" + power_of_ten(exponent)
                          : digits + "×" + power_of_ten(exponent);
}

int exponent_of(double x) { return static_cast<int>(std::floor(std::log10(std::fabs(x)))); }

// The powers of ten in steps so large that there are about as many as wanted.
int decade_step(double decades, std::size_t about) {
  for (const int step : {1, 2, 3, 5, 10, 20, 30, 50, 100})
    if (decades / step <= static_cast<double>(about)) return step;
  return 200;
}

}  // namespace

std::string short_number(double x) {
  if (x == 0) return "0";
  if (!std::isfinite(x)) return std::isnan(x) ? "NaN" : x < 0 ? "−∞" : "∞";
  const std::string rounded = fmt::format("{:.2e}", x);
  const std::size_t e = rounded.find('e');
  const int exponent = std::atoi(rounded.c_str() + e + 1);
  if (reads_plainly(exponent)) return with_minus(fmt::format("{:g}", std::strtod(rounded.c_str(), nullptr)));
  std::string digits = rounded.substr(0, e);
  while (digits.ends_with('0')) digits.pop_back();
  if (digits.ends_with('.')) digits.pop_back();
  return with_minus(digits) + "×" + power_of_ten(exponent);
}

std::vector<Tick> Scale::even_ticks(std::size_t about) const {
  const long double low = low_, high = high_;
  const long double wanted = (high - low) / static_cast<long double>(std::max<std::size_t>(about, 1));
  int exponent = static_cast<int>(std::floor(std::log10(wanted)));
  long double factor = wanted / std::pow(10.0L, exponent);
  factor = factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10;
  if (factor > 5) factor = 1, ++exponent;
  if (whole_ && exponent < 0 && high - low >= 1) factor = 1, exponent = 0;
  const long double step = factor * std::pow(10.0L, exponent);
  const int size = exponent_of(std::max(std::fabs(low_), std::fabs(high_)));
  const bool plain = size < 6 && exponent >= -4;
  std::vector<Tick> ticks;
  const long double slack = step * 1e-6L;
  for (long double i = std::ceil((low - slack) / step); i * step <= high + slack; ++i) {
    const auto x = static_cast<double>(i * step);
    if (!std::isfinite(x)) break;
    const int decimals = std::max(0, plain ? -exponent : size - exponent);
    ticks.push_back({x, i == 0  ? "0"
                        : plain ? with_minus(fmt::format("{:.{}f}", x, decimals))
                                : factor_and_power(x, size, decimals)});
  }
  return ticks;
}

std::vector<Tick> Scale::decades(std::size_t about) const {
  const double from = std::log10(low_), to = std::log10(high_);
  const int step = decade_step(to - from, about);
  const int first = static_cast<int>(std::ceil(from / step - 1e-9)) * step;
  std::vector<Tick> ticks;
  const auto plain = [&](int exponent) {
    return reads_plainly(static_cast<int>(std::floor(from))) &&
           reads_plainly(static_cast<int>(std::ceil(to))) && reads_plainly(exponent);
  };
  const bool few = 3 * (to - from) <= static_cast<double>(about) + 1;
  for (int exponent = few ? first - 1 : first; exponent <= to + 1e-9; exponent += step)
    for (const int factor : {1, 2, 5}) {
      if (factor > 1 && !few) break;
      const double x = std::strtod(fmt::format("{}e{}", factor, exponent).c_str(), nullptr);
      const double where = std::log10(x);
      if (x == 0 || where < from - 1e-9 || where > to + 1e-9) continue;
      ticks.push_back({x, plain(exponent) ? fmt::format("{:g}", x) : factor_and_power(x, exponent, 0)});
    }
  return ticks;
}

std::vector<Tick> Scale::both_decades(std::size_t about) const {
  const double size = std::max(std::fabs(low_), std::fabs(high_));
  if (size < 10) return even_ticks(about);
  const int most = exponent_of(size);
  const int step = decade_step(most, std::max<std::size_t>(about / 2, 1));
  std::vector<Tick> ticks;
  const auto add = [&](int exponent, bool negative) {
    const double x = std::strtod(fmt::format("{}1e{}", negative ? "-" : "", exponent).c_str(), nullptr);
    if (x >= low_ && x <= high_) ticks.push_back({x, (negative ? "−" : "") + power_of_ten(exponent)});
  };
  const int last = most / step * step;
  for (int exponent = last; exponent > 0; exponent -= step) add(exponent, true);
  if (low_ <= 0 && high_ >= 0) ticks.push_back({0, "0"});
  for (int exponent = step; exponent <= last; exponent += step) add(exponent, false);
  return ticks;
}

std::vector<Tick> Scale::ticks(std::size_t about) const {
  std::vector<Tick> ticks = spacing_ == Spacing::even          ? even_ticks(about)
                            : spacing_ == Spacing::logarithmic ? decades(about)
                                                               : both_decades(about);
  if (ticks.size() < 2) ticks = even_ticks(2 * about);
  return ticks;
}

}  // namespace slope::plot
