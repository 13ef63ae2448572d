// SPDX-License-Identifier: MIT
#include "modular.hpp"

namespace slope::algebra {

namespace {

__extension__ using Wide = unsigned __int128;

std::uint64_t power_mod(std::uint64_t a, std::uint64_t n, std::uint64_t p) {
  std::uint64_t result = 1;
  for (; n > 0; n >>= 1) {
    if (n & 1) result = static_cast<std::uint64_t>(static_cast<Wide>(result) * a % p);
    a = static_cast<std::uint64_t>(static_cast<Wide>(a) * a % p);
  }
  return result;
}

// Miller and Rabin's test with the first twelve primes, which is exact below 2^64.
bool is_prime(std::uint64_t p) {
  constexpr std::uint64_t bases[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};
  for (const std::uint64_t b : bases)
    if (p % b == 0) return p == b;
  // p = 3 mod 4, so p − 1 is twice an odd number.
  for (const std::uint64_t b : bases) {
    const std::uint64_t x = power_mod(b, (p - 1) / 2, p);
    if (x != 1 && x != p - 1) return false;
  }
  return true;
}

}  // namespace

PrimeField::PrimeField(std::mt19937_64& random) {
  do p_ = (std::uint64_t{1} << 60) | (random() >> 4) | 3;
  while (!is_prime(p_));
}

std::uint64_t PrimeField::power(std::uint64_t a, std::uint64_t n) const { return power_mod(a, n, p_); }

bool PrimeField::residue(const Rational& q, std::uint64_t& out) const {
  const auto of_integer = [&](const Rational& n) -> std::uint64_t {
    if (const auto small = n.as_int64()) {
      const std::uint64_t size =
          *small < 0 ? -static_cast<std::uint64_t>(*small) : static_cast<std::uint64_t>(*small);
      return *small < 0 ? negate(size % p_) : size % p_;
    }
    const Rational p(static_cast<std::int64_t>(p_));
    return static_cast<std::uint64_t>(*(n - (n / p).floor() * p).as_int64());
  };
  out = of_integer(q.numerator());
  if (q.is_integer()) return true;
  const std::uint64_t d = of_integer(q.denominator());
  if (d == 0) return false;
  out = multiply(out, inverse(d));
  return true;
}

}  // namespace slope::algebra
