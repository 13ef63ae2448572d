// SPDX-License-Identifier: MIT
// Exact numbers: quotients of integers of any size, with a fast path for small ones.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "slope/core/real.hpp"

namespace slope {

namespace detail {

struct BigRational;

/// Counts those who hold an immutable BigRational. (Not a std::shared_ptr: reading <memory> takes a compiler longer
/// than reading all rules.)
class SharedBig {
 public:
  constexpr SharedBig() = default;
  explicit SharedBig(const BigRational* first) : big_(first) {}
  SharedBig(const SharedBig& other) : big_(other.big_) {
    if (big_ != nullptr) hold();
  }
  SharedBig(SharedBig&& other) noexcept : big_(std::exchange(other.big_, nullptr)) {}
  SharedBig& operator=(SharedBig other) noexcept {
    std::swap(big_, other.big_);
    return *this;
  }
  ~SharedBig() {
    if (big_ != nullptr) drop();
  }
  explicit operator bool() const { return big_ != nullptr; }
  const BigRational* operator->() const { return big_; }

 private:
  void hold() const;
  void drop() const;
  const BigRational* big_ = nullptr;
};

}  // namespace detail

/// An exact rational number in lowest terms with a positive denominator. Numerators and denominators that fit
/// 64 bits are held inline; others on the heap, shared and immutable. Every operation is exact.
class Rational {
 public:
  Rational() = default;
  Rational(std::int64_t n) : num_(n) {}
  Rational(int n) : num_(n) {}
  /// @throws Error if `den` is 0.
  Rational(std::int64_t num, std::int64_t den);
  explicit Rational(detail::SharedBig big) : big_(std::move(big)) {}

  /// The number with the shortest decimal text that reads back to `value`: 0.1 is 1/10.
  /// @throws Error if `value` is not finite.
  static Rational from_double(double value);
  /// Reads `digits[.digits][e[+-]digits]` exactly. @throws LimitError beyond `max_exponent`.
  static Rational from_decimal(std::string_view text);
  /// Largest decimal exponent (in absolute value) that `from_decimal` expands.
  static constexpr int max_exponent = 100000;
  /// The most binary digits, of numerator and denominator together, that `power` makes.
  static constexpr std::uint64_t max_power_bits = std::uint64_t{1} << 24U;

  bool is_zero() const { return !big_ && num_ == 0; }
  bool is_one() const { return !big_ && num_ == 1 && den_ == 1; }
  bool is_integer() const;
  /// True if numerator and denominator fit 64 bits.
  bool is_small() const { return !big_; }
  int sign() const;
  std::int64_t small_numerator() const { return num_; }
  std::int64_t small_denominator() const { return den_; }
  /// The value as an int64 if it is an integer of that size.
  std::optional<std::int64_t> as_int64() const;
  Rational numerator() const;
  Rational denominator() const;
  /// Bits of the numerator plus bits of the denominator.
  std::size_t bits() const;

  Rational operator-() const;
  Rational abs() const { return sign() < 0 ? -*this : *this; }
  Rational reciprocal() const;  ///< @throws Error for 0
  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  friend Rational operator/(const Rational& a, const Rational& b);  ///< @throws Error for b = 0
  Rational& operator+=(const Rational& b) { return *this = *this + b; }
  Rational& operator-=(const Rational& b) { return *this = *this - b; }
  Rational& operator*=(const Rational& b) { return *this = *this * b; }
  friend bool operator==(const Rational& a, const Rational& b);
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

  Rational floor() const;
  /// Whether the n-th power has no more than about that many binary digits, numerator and denominator together.
  bool power_fits(std::int64_t n, std::uint64_t digits) const;
  /// The n-th power. @throws Error for 0 to a negative power, LimitError beyond `max_power_bits`.
  Rational power(std::int64_t n) const;
  /// The exact n-th root (n ≥ 1) of a non-negative number if it is rational.
  std::optional<Rational> root(std::uint64_t n) const;
  friend Rational gcd(const Rational& a, const Rational& b);  ///< of two integers, non-negative

  /// "7", "-3/4". The sign leads; no spaces.
  std::string to_string() const;
  /// 64 bits that depend on the value only.
  std::uint64_t hash() const;

  /// The nearest number of the type (built-in types are rounded correctly, to even).
  template <Real T> T as() const {
    if constexpr (std::is_same_v<T, double>) return to_double();
    else if constexpr (std::is_same_v<T, float>) return to_float();
    else if constexpr (std::is_same_v<T, long double>) return to_long_double();
    else if (is_small()) {
      T value = T(num_);
      if (den_ != 1) value /= T(den_);
      return value;
    } else {
      T value(numerator().to_string());
      if (!is_integer()) value /= T(denominator().to_string());
      return value;
    }
  }

 private:
  double to_double() const;
  float to_float() const;
  long double to_long_double() const;

  std::int64_t num_ = 0;
  std::int64_t den_ = 1;
  detail::SharedBig big_;
};

}  // namespace slope
