// SPDX-License-Identifier: MIT
// What stands for intervals in a library without MPFI: no interval can be made, so nothing else is ever called.
#include "slope/interval/interval.hpp"

namespace slope {

namespace {
[[noreturn]] void unavailable() {
  throw UsageError(
      "intervals need MPFI, and this Slope was built without it; install it (Debian: libmpfi-dev) and build "
      "again");
}
}  // namespace

bool has_intervals() { return false; }

IntervalPrecision::IntervalPrecision(int) : before_(0) { unavailable(); }
IntervalPrecision::~IntervalPrecision() = default;
int IntervalPrecision::bits() { return 64; }

Interval::Interval(int) { unavailable(); }
Interval::Interval(std::int64_t) { unavailable(); }
Interval::Interval(double) { unavailable(); }
Interval::Interval(const Rational&) { unavailable(); }
Interval::Interval(double, double) { unavailable(); }
Interval::Interval(const Rational&, const Rational&) { unavailable(); }
Interval Interval::all_reals() { unavailable(); }
Interval Interval::undefined(Defined) { unavailable(); }
Interval::Interval(const Interval&) { unavailable(); }
Interval::Interval(Interval&&) noexcept {}
Interval& Interval::operator=(Interval) noexcept { return *this; }
Interval::~Interval() = default;

bool Interval::is_bounded() const { unavailable(); }
bool Interval::is_point() const { unavailable(); }
bool Interval::contains(const Rational&) const { unavailable(); }
bool Interval::contains_zero() const { unavailable(); }
int Interval::sign() const { unavailable(); }
bool apart(const Interval&, const Interval&) { unavailable(); }
bool identical(const Interval&, const Interval&) { unavailable(); }
double Interval::lower() const { unavailable(); }
double Interval::upper() const { unavailable(); }
double Interval::width() const { unavailable(); }
double Interval::magnitude() const { unavailable(); }
Interval Interval::lower_end() const { unavailable(); }
Interval Interval::upper_end() const { unavailable(); }
Interval Interval::middle() const { unavailable(); }
std::string Interval::text(int) const { unavailable(); }
Interval hull(const Interval&, const Interval&) { unavailable(); }
Interval intersection(const Interval&, const Interval&) { unavailable(); }
Interval operator+(const Interval&, const Interval&) { unavailable(); }
Interval operator-(const Interval&, const Interval&) { unavailable(); }
Interval operator*(const Interval&, const Interval&) { unavailable(); }
Interval operator/(const Interval&, const Interval&) { unavailable(); }
Interval operator-(const Interval&) { unavailable(); }
Interval square(const Interval&) { unavailable(); }
Interval::Defined place(const Interval&, const Domain&) { unavailable(); }
Enclosure enclosure_of(std::type_index) { unavailable(); }

}  // namespace slope
