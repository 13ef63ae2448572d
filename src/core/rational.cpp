// SPDX-License-Identifier: MIT
#include "slope/core/rational.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>

#include "big_rational.hpp"
#include "slope/core/error.hpp"

namespace slope {
namespace mp = boost::multiprecision;
using detail::from_big;
using detail::Integer;
using detail::Quotient;

namespace {

__extension__ using Wide = __int128;
__extension__ using UnsignedWide = unsigned __int128;

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

bool fits(Wide v) { return v >= -largest && v <= largest; }

Integer to_integer(Wide v) {
  const bool negative = v < 0;
  const auto magnitude = negative ? -static_cast<UnsignedWide>(v) : static_cast<UnsignedWide>(v);
  Integer result = static_cast<std::uint64_t>(magnitude >> 64);
  result <<= 64;
  result += static_cast<std::uint64_t>(magnitude);
  if (negative) result = -result;
  return result;
}

Wide wide_gcd(Wide a, Wide b) {
  if (a < 0) a = -a;
  while (b != 0) {
    if (fits(a) && fits(b)) return std::gcd(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b));
    const Wide r = a % b;
    a = b;
    b = r;
  }
  return a;
}

// num/den, den > 0, in lowest terms.
Rational reduced(Wide num, Wide den) {
  if (den != 1) {
    const Wide g = wide_gcd(num, den);
    if (g > 1) {
      num /= g;
      den /= g;
    }
  }
  if (fits(num) && fits(den)) {
    if (den == 1) return Rational(static_cast<std::int64_t>(num));
    return Rational(static_cast<std::int64_t>(num), static_cast<std::int64_t>(den));
  }
  return from_big(Quotient(to_integer(num), to_integer(den)));
}

Integer numerator_of(const Quotient& q) { return static_cast<Integer>(mp::numerator(q)); }
Integer denominator_of(const Quotient& q) { return static_cast<Integer>(mp::denominator(q)); }
std::size_t bits_of(const Integer& i) { return i == 0 ? 1 : mp::msb(i < 0 ? Integer(-i) : i) + 1; }

// |q| = m * 2^e exactly up to the last bit of m, which is sticky; m has at least `bits` bits. Then rounded to
// F by ldexp of a value with few enough bits, half to even.
template <class F> F round_to(const Quotient& q) {
  using Limits = std::numeric_limits<F>;
  if (q == 0) return F(0);
  Integer num = numerator_of(q), den = denominator_of(q);
  const bool negative = num < 0;
  if (negative) num = -num;
  // Exponent of the leading bit, within one.
  long lead = static_cast<long>(bits_of(num)) - static_cast<long>(bits_of(den));
  const long lowest = Limits::min_exponent - Limits::digits;  // exponent of the smallest denormal
  long unit = std::max(lead - Limits::digits, lowest);        // 2^unit: at least one digit too fine
  if (unit > 0) den <<= static_cast<unsigned>(unit);
  if (unit < 0) num <<= static_cast<unsigned>(-unit);
  Integer rest;
  Integer quotient;
  mp::divide_qr(num, den, quotient, rest);
  bool sticky = rest != 0;
  const long excess = static_cast<long>(bits_of(quotient)) - Limits::digits;
  if (excess > 0) {  // drop to the precision of F
    const Integer dropped = quotient & ((Integer(1) << static_cast<unsigned>(excess)) - 1);
    const Integer half = Integer(1) << static_cast<unsigned>(excess - 1);
    quotient >>= static_cast<unsigned>(excess);
    unit += excess;
    if (dropped > half || (dropped == half && (sticky || mp::bit_test(quotient, 0)))) quotient += 1;
  } else if (sticky) {  // at the denormal grid: compare the remainder with one half
    const Integer twice = rest * 2;
    if (twice > den || (twice == den && mp::bit_test(quotient, 0))) quotient += 1;
  }
  if (unit > Limits::max_exponent) return negative ? -Limits::infinity() : Limits::infinity();
  const F value = std::ldexp(static_cast<F>(static_cast<std::uint64_t>(quotient)), static_cast<int>(unit));
  return negative ? -value : value;
}

// A number without an exponent, of at most 18 digits.
std::optional<Rational> short_decimal(std::string_view text) {
  std::int64_t digits = 0, scale = 1;
  bool fraction = false;
  for (const char c : text) {
    if (c == '.') {
      fraction = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    digits = digits * 10 + (c - '0');
    if (fraction) scale *= 10;
  }
  return fraction ? Rational(digits, scale) : Rational(digits);
}

Quotient big_of(const Rational& r, const detail::SharedBig& big) {
  if (big) return big->value;
  return Quotient(Integer(r.small_numerator()), Integer(r.small_denominator()));
}

}  // namespace

namespace detail {

void SharedBig::hold() const { big_->holders.fetch_add(1, std::memory_order_relaxed); }
void SharedBig::drop() const {
  if (big_->holders.fetch_sub(1, std::memory_order_acq_rel) == 1) delete big_;
}

Rational from_big(Quotient value) {
  const Integer n = numerator_of(value), d = denominator_of(value);
  if (bits_of(n) <= 63 && bits_of(d) <= 63)
    return Rational(static_cast<std::int64_t>(n), static_cast<std::int64_t>(d));
  return Rational(SharedBig(new BigRational{std::move(value)}));
}

Rational from_big(const Integer& value) {
  if (bits_of(value) <= 63) return Rational(static_cast<std::int64_t>(value));
  return Rational(SharedBig(new BigRational{Quotient(value)}));
}

}  // namespace detail

Rational::Rational(std::int64_t num, std::int64_t den) : num_(num), den_(den) {
  if (den == 0) throw Error("division by zero in a rational number");
  if (num == std::numeric_limits<std::int64_t>::min() || den == std::numeric_limits<std::int64_t>::min()) {
    *this = from_big(Quotient(Integer(num), Integer(den)));
    return;
  }
  if (den < 0) num_ = -num_, den_ = -den_;
  const auto g = std::gcd(num_, den_);
  num_ /= g;
  den_ /= g;
}

Rational Rational::from_double(double value) {
  if (!std::isfinite(value)) throw Error("an exact number must be finite; got an infinity or a NaN");
  if (value == std::trunc(value) && std::abs(value) < 9e15) return {static_cast<std::int64_t>(value)};
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, std::abs(value)).ptr;
  const Rational r = from_decimal({text, static_cast<std::size_t>(end - text)});
  return value < 0 ? -r : r;
}

Rational Rational::from_decimal(std::string_view text) {
  if (text.size() <= 18)
    if (const auto number = short_decimal(text)) return *number;
  const auto mark = text.find_first_of("eE");
  std::string digits(text.substr(0, mark));
  std::int64_t exponent = 0;
  if (mark != std::string_view::npos) {
    auto tail = text.substr(mark + 1);
    if (!tail.empty() && tail[0] == '+') tail.remove_prefix(1);
    const auto read = std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
    if (read.ec != std::errc{}) exponent = tail[0] == '-' ? -largest / 2 : largest / 2;
  }
  if (const auto point = digits.find('.'); point != std::string::npos) {
    exponent -= static_cast<std::int64_t>(digits.size() - point - 1);
    digits.erase(point, 1);
  }
  digits.erase(0, digits.find_first_not_of('0'));
  if (digits.empty()) return 0;
  if (exponent > max_exponent || exponent < -max_exponent)
    throw LimitError("the exponent of a number is beyond the limit of 100000");
  if (digits.size() <= 18 && exponent <= 0 && exponent >= -18) {
    std::int64_t scale = 1;
    for (; exponent < 0; ++exponent) scale *= 10;
    return {static_cast<std::int64_t>(std::stoll(digits)), scale};
  }
  const Integer scale = mp::pow(Integer(10), static_cast<unsigned>(std::abs(exponent)));
  const Integer number(digits);
  return exponent >= 0 ? from_big(Integer(number * scale)) : from_big(Quotient(number, scale));
}

bool Rational::is_integer() const { return big_ ? denominator_of(big_->value) == 1 : den_ == 1; }

int Rational::sign() const {
  if (big_) return big_->value < 0 ? -1 : 1;
  return (num_ > 0) - (num_ < 0);
}

std::optional<std::int64_t> Rational::as_int64() const {
  if (big_ || den_ != 1) return std::nullopt;
  return num_;
}

Rational Rational::numerator() const { return big_ ? from_big(numerator_of(big_->value)) : Rational(num_); }
Rational Rational::denominator() const {
  return big_ ? from_big(denominator_of(big_->value)) : Rational(den_);
}

std::size_t Rational::bits() const {
  if (!big_) {
    const auto magnitude = static_cast<std::uint64_t>(num_ < 0 ? -num_ : num_);
    return std::bit_width(std::max<std::uint64_t>(magnitude, 1)) +
           std::bit_width(static_cast<std::uint64_t>(den_));
  }
  const Quotient q = big_of(*this, big_);
  return bits_of(numerator_of(q)) + bits_of(denominator_of(q));
}

Rational Rational::operator-() const {
  if (big_) return from_big(Quotient(-big_->value));
  Rational r;
  r.num_ = -num_;
  r.den_ = den_;
  return r;
}

Rational Rational::reciprocal() const { return Rational(1) / *this; }

Rational operator+(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) {
    if (a.den_ == 1 && b.den_ == 1) return reduced(Wide(a.num_) + b.num_, 1);
    const std::int64_t g = std::gcd(a.den_, b.den_);
    Wide left, right, num;
    if (!__builtin_mul_overflow(Wide(a.num_), Wide(b.den_ / g), &left) &&
        !__builtin_mul_overflow(Wide(b.num_), Wide(a.den_ / g), &right) &&
        !__builtin_add_overflow(left, right, &num))
      return reduced(num, Wide(a.den_ / g) * b.den_);
  }
  return from_big(Quotient(big_of(a, a.big_) + big_of(b, b.big_)));
}

Rational operator-(const Rational& a, const Rational& b) { return a + -b; }

Rational operator*(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) return reduced(Wide(a.num_) * b.num_, Wide(a.den_) * b.den_);
  return from_big(Quotient(big_of(a, a.big_) * big_of(b, b.big_)));
}

Rational operator/(const Rational& a, const Rational& b) {
  if (b.is_zero()) throw Error("division by zero in a rational number");
  if (!a.big_ && !b.big_) {
    const Wide num = Wide(a.num_) * b.den_, den = Wide(a.den_) * b.num_;
    return den < 0 ? reduced(-num, -den) : reduced(num, den);
  }
  return from_big(Quotient(big_of(a, a.big_) / big_of(b, b.big_)));
}

bool operator==(const Rational& a, const Rational& b) {
  if (a.big_ || b.big_) return a.big_ && b.big_ && a.big_->value == b.big_->value;
  return a.num_ == b.num_ && a.den_ == b.den_;
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) {
    const Wide l = Wide(a.num_) * b.den_, r = Wide(b.num_) * a.den_;
    return l < r   ? std::strong_ordering::less
           : l > r ? std::strong_ordering::greater
                   : std::strong_ordering::equal;
  }
  const int c = big_of(a, a.big_).compare(big_of(b, b.big_));
  return c <=> 0;
}

Rational Rational::floor() const {
  if (is_integer()) return *this;
  if (!big_) return {num_ >= 0 ? num_ / den_ : -((-num_ + den_ - 1) / den_)};
  Integer quotient, rest;
  mp::divide_qr(numerator_of(big_->value), denominator_of(big_->value), quotient, rest);
  if (big_->value < 0) quotient -= 1;  // division truncates
  return from_big(quotient);
}

bool Rational::power_fits(std::int64_t n, std::uint64_t digits) const {
  const std::uint64_t size = n < 0 ? -static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
  return size <= digits / bits();
}

Rational Rational::power(std::int64_t n) const {
  if (is_zero() && n > 0) return 0;
  if (n == 0 || *this == Rational(1)) return 1;
  if (*this == Rational(-1)) return n % 2 ? -1 : 1;
  if (!power_fits(n, max_power_bits))
    throw LimitError("a power of a number would have more than " + std::to_string(max_power_bits) +
                     " binary digits, which is the limit");
  const Rational base = n < 0 ? reciprocal() : *this;
  const Quotient q = big_of(base, base.big_);
  const auto e = static_cast<unsigned>(n < 0 ? -n : n);
  return from_big(Quotient(mp::pow(numerator_of(q), e), mp::pow(denominator_of(q), e)));
}

std::optional<Rational> Rational::root(std::uint64_t n) const {
  const auto integer_root = [n](const Integer& v) -> std::optional<Integer> {
    if (v <= 1) return v;
    if (n >= bits_of(v)) return std::nullopt;  // 2ⁿ is more
    const auto index = static_cast<unsigned>(n);
    Integer low = 1, high = Integer(1) << static_cast<unsigned>(bits_of(v) / n + 1);
    while (low < high) {
      const Integer middle = (low + high + 1) / 2;
      if (mp::pow(middle, index) <= v) low = middle;
      else high = middle - 1;
    }
    return mp::pow(low, index) == v ? std::optional(low) : std::nullopt;
  };
  if (sign() < 0 || n == 0) return std::nullopt;
  if (n == 1) return *this;
  const Quotient q = big_of(*this, big_);
  if (bits() > 4096) return std::nullopt;
  const auto num = integer_root(numerator_of(q)), den = integer_root(denominator_of(q));
  if (!num || !den) return std::nullopt;
  return from_big(Quotient(*num, *den));
}

Rational gcd(const Rational& a, const Rational& b) {
  if (!a.big_ && !b.big_) return {std::gcd(a.num_, b.num_)};
  return from_big(Integer(mp::gcd(numerator_of(big_of(a, a.big_)), numerator_of(big_of(b, b.big_)))));
}

std::string Rational::to_string() const {
  std::string text = big_ ? numerator_of(big_->value).str() : std::to_string(num_);
  if (!is_integer()) text.append("/").append(big_ ? denominator_of(big_->value).str() : std::to_string(den_));
  return text;
}

std::uint64_t Rational::hash() const {
  const auto mix = [](std::uint64_t h, std::uint64_t v) {
    h = (h ^ v) * 0x9e3779b97f4a7c15u;
    return h ^ (h >> 32);
  };
  if (!big_) return mix(mix(1, static_cast<std::uint64_t>(num_)), static_cast<std::uint64_t>(den_));
  constexpr std::uint32_t p = 4294967291u, q = 4294967279u;  // the two largest primes of 32 bits
  const auto residues = [](const Integer& n) {
    const Integer magnitude = mp::abs(n);
    return std::uint64_t{mp::integer_modulus(magnitude, p)} << 32 | mp::integer_modulus(magnitude, q);
  };
  const std::uint64_t sign = big_->value < 0 ? 2 : 3;
  return mix(mix(sign, residues(numerator_of(big_->value))), residues(denominator_of(big_->value)));
}

double Rational::to_double() const {
  constexpr std::int64_t exact = std::int64_t{1} << 53;
  if (!big_ && num_ <= exact && num_ >= -exact && den_ <= exact)
    return static_cast<double>(num_) / static_cast<double>(den_);
  return round_to<double>(big_of(*this, big_));
}
float Rational::to_float() const { return round_to<float>(big_of(*this, big_)); }
long double Rational::to_long_double() const { return round_to<long double>(big_of(*this, big_)); }

}  // namespace slope
