// SPDX-License-Identifier: MIT
#include "modular.hpp"

#include <cstdlib>
#include <string>

namespace slope::certificate {

namespace {

__extension__ using Wide = unsigned __int128;

std::uint64_t digits_modulo(const std::string& digits, std::uint64_t m) {
  std::uint64_t r = 0;
  for (const char d : digits) {
    if (d == '-') continue;
    r = static_cast<std::uint64_t>((Wide{r} * 10 + static_cast<unsigned>(d - '0')) % m);
  }
  return r;
}

}  // namespace

Residue operator*(Residue a, Residue b) {
  const Wide product = Wide{a.n_} * b.n_;
  return Residue(static_cast<std::uint64_t>(product >> 61) +
                 (static_cast<std::uint64_t>(product) & Residue::p));
}

Residue Residue::power(std::uint64_t exponent) const {
  Residue result = 1, square = *this;
  for (; exponent > 0; exponent >>= 1, square = square * square)
    if (exponent & 1) result = result * square;
  return result;
}

std::optional<Residue> Residue::root() const {
  const Residue r = power((p + 1) / 4);  // p is 3 modulo 4
  return r * r == *this ? std::optional(r) : std::nullopt;
}

std::optional<Residue> residue_of(const Rational& value) {
  const Residue a(digits_modulo(value.numerator().to_string(), Residue::p));
  const Residue b(digits_modulo(value.denominator().to_string(), Residue::p));
  if (b.is_zero()) return std::nullopt;
  const Residue quotient = a * b.inverse();
  return value.sign() < 0 ? Residue(0) - quotient : quotient;
}

std::optional<Rational> small_quotient(Residue r) {
  // Euclid's algorithm on (p, r), until the remainder is small.
  constexpr std::int64_t limit = std::int64_t{1} << 29;
  std::int64_t a = static_cast<std::int64_t>(Residue::p), b = static_cast<std::int64_t>(r.number());
  std::int64_t x = 0, y = 1;
  while (b >= limit) {
    const std::int64_t q = a / b;
    a = std::exchange(b, a - q * b);
    x = std::exchange(y, x - q * y);
  }
  if (y == 0 || std::abs(y) >= limit) return std::nullopt;
  return Rational(b, 1) / Rational(y, 1);
}

std::uint64_t reduced(const Rational& exponent, std::uint64_t order) {
  const std::uint64_t r = digits_modulo(exponent.to_string(), order);
  return exponent.sign() < 0 && r != 0 ? order - r : r;
}

Angle Angle::times(std::uint64_t n) const {
  Angle result, doubled = *this;
  for (; n > 0; n >>= 1, doubled = doubled + doubled)
    if (n & 1) result = result + doubled;
  return result;
}

Angle Angle::random(Residue t) {
  const Residue square = t * t, scale = (Residue(1) + square).inverse();  // −1 is no square
  return {(Residue(1) - square) * scale, (t + t) * scale};
}

}  // namespace slope::certificate
