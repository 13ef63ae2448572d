# SPDX-License-Identifier: MIT
"""Writes coefficients.hpp: constants, polynomials and fractions of the kernels, computed with 100 digits.

They interpolate at the Chebyshev points, which costs at most a bit or two against the best possible, and the number of
the coefficients of a polynomial is the least that keeps the relative error below the bound named.

usage: python3 src/kernel/coefficients.py >src/kernel/coefficients.hpp
"""
import struct

from mpmath import mp, mpf

mp.dps = 100
DOUBLE, FLOAT = mpf(2) ** -57, mpf(2) ** -46  # bounds of the relative error
SHORT = mpf(2) ** -28  # the same where the arithmetic is that of floats


def hexadecimal(x):
    return float(x).hex()


def points(low, high, count):
    """Those of Chebyshev."""
    middle, half = (high + low) / 2, (high - low) / 2
    return [middle + half * mp.cos(mp.pi * (i + mpf(1) / 2) / count) for i in range(count)]


def solution(rows, right):
    return list(mp.lu_solve(mp.matrix(rows), mp.matrix(right)))


def interpolate(f, low, high, count):
    """The coefficients of 1, x, x², …, and the largest relative error seen."""
    nodes = points(low, high, count)
    c = solution([[x**j for j in range(count)] for x in nodes], [f(x) for x in nodes])
    middle, half = (high + low) / 2, (high - low) / 2
    worst = mpf(0)
    for i in range(201):
        x = middle + half * mp.cos(mp.pi * i / 200)
        worst = max(worst, abs(mp.polyval(c[::-1], x) / f(x) - 1))
    return c, worst


def polynomial(name, text, f, low, high, bound, weight=1):
    """`weight` is how much of the whole the polynomial is: its errors count by that much less."""
    for count in range(3, 40):
        c, worst = interpolate(f, mpf(low), mpf(high), count)
        if worst * weight < bound:
            break
    list_of(name, f"{text}; relative error 2^{float(mp.log(worst, 2)):.1f}", c)
    return c[0]


def of_tail(count, end):
    """Numbers a, 0 ≤ a ≤ end, of which (a − m)/(a + m) are Chebyshev points."""
    m = mpf("3.2")
    return [m * (1 + t) / (1 - t) for t in points(mpf(-1), (end - m) / (end + m), count)]


def fraction(f, n, end):
    """Coefficients of polynomials of degrees n − 1 and n, the last 1, whose quotient is f."""
    at = of_tail(2 * n, end)
    c = solution([[a**j for j in range(n)] + [-f(a) * a**j for j in range(n)] for a in at], [f(a) * a**n for a in at])
    return c[:n], c[n:] + [mpf(1)]


def over(f, denominator, count, end):
    """The coefficients of a polynomial whose quotient by the denominator is f."""
    at = of_tail(count, end)
    return solution([[a**j for j in range(count)] for a in at], [f(a) * mp.polyval(denominator[::-1], a) for a in at])


def list_of(name, text, coefficients):
    print(f"// {text}")
    print(f"constexpr double {name}[] = {{{', '.join(hexadecimal(x) for x in coefficients)}}};")


def numerator(name, text, f, coefficients, denominator, end):
    worst = max(abs(mp.polyval(coefficients[::-1], a) / mp.polyval(denominator[::-1], a) / f(a) - 1)
                for a in of_tail(200, end))
    list_of(name, f"{text} mills_under in a, 0 ≤ a ≤ {end}; relative error 2^{float(mp.log(worst, 2)):.1f}", coefficients)


def pair(name, text, x):
    high = mpf(float(x))
    print(f"// {text}")
    print(f"constexpr double {name} = {hexadecimal(high)}, {name}_low = {hexadecimal(x - high)};")


def exponential_rest(r):
    return (mp.expm1(r) - r) / r**2 if abs(r) > mpf(10) ** -30 else mpf(1) / 2


def atanh_rest(z):
    s = mp.sqrt(z)
    return 2 * (mp.atanh(s) - s) / s**3 if z > mpf(10) ** -30 else mpf(2) / 3


def tail(a):  # Φ(−a)/e^(−a²/2)
    return mp.exp(a * a / 2) * mp.erfc(a / mp.sqrt(2)) / 2


def gelu_slope_rest(a):  # Φ(−a) − a φ(a) without its exponential and its zero
    if abs(a - gelu_zero) < mpf(10) ** -25:
        a += mpf(10) ** -25
    return (tail(a) - a / mp.sqrt(2 * mp.pi)) / (gelu_zero - a)


print("""// SPDX-License-Identifier: MIT
// Written by coefficients.py, which says how.
#pragma once

#include <cstdint>

// clang-format off
namespace slope::kernel::SLOPE_INSTRUCTION_SET {
""")
ln2 = mp.log(2)
ln2_high = mpf(int(ln2 * 2**41)) / 2**41
print(f"constexpr double log2_e = {hexadecimal(1 / ln2)};")
print("// ln 2 in two parts: integers of 11 bits times the first are exact.")
print(f"constexpr double ln2_high = {hexadecimal(ln2_high)}, ln2_low = {hexadecimal(ln2 - ln2_high)};")

short_high = mpf(int(ln2 * 2**15)) / 2**15
print("// The same for arithmetic in floats: integers of 9 bits.")
print(f"constexpr double ln2_high_short = {hexadecimal(short_high)}, ln2_low_short = {hexadecimal(ln2 - short_high)};")

half_ln2 = ln2 / 2 * (1 + mpf(2) ** -20)
polynomial("exponential_rest_eighth", "(e^r − 1 − r)/r² on |r| ≤ ln 2/16", exponential_rest, -half_ln2 / 8, half_ln2 / 8,
           FLOAT, mpf("0.0012"))
print("// The bits of 2^(k/8) less those of 1 and k in the place of eighths of an exponent.")
eighths = [struct.unpack("<q", struct.pack("<d", mp.mpf(2) ** (mpf(k) / 8)))[0] - (1023 << 52) - (k << 49) for k in range(8)]
print(f"constexpr std::int64_t eighths[] = {{{', '.join(map(str, eighths))}}};")
for suffix, bound in ("", DOUBLE), ("_brief", FLOAT), ("_short", SHORT):
    polynomial(f"exponential_rest{suffix}", "(e^r − 1 − r)/r² on |r| ≤ ln 2/2",
               exponential_rest, -half_ln2, half_ln2, bound, mpf("0.085"))
for suffix, bound in ("", DOUBLE), ("_brief", FLOAT), ("_short", SHORT):
    polynomial(f"two_atanh_rest{suffix}", "(2 atanh s − 2 s)/s³ in s², |s| ≤ 1/5",
               atanh_rest, 0, mpf("0.0401"), bound, mpf("0.014"))

swish_zero = mp.findroot(lambda a: 1 + mp.exp(-a) - a, mpf("1.278"))
pair("swish_zero", "the slope of x σ(x) vanishes at minus this", swish_zero)
print("// its e^−a, which is a − 1")
print(f"constexpr double swish_zero_exponential = {hexadecimal(swish_zero - 1)};")
polynomial("swish_rest", "(e^d − 1 − d)/d² on |d| ≤ 1/32", exponential_rest, -mpf(1) / 32, mpf(1) / 32, DOUBLE, mpf("0.004"))
gelu_zero = mp.findroot(lambda a: tail(a) - a / mp.sqrt(2 * mp.pi), mpf("0.7518"))
pair("gelu_zero", "the slope of x Φ(x) vanishes at minus this", gelu_zero)


def in_t(name, text, f):
    """f(a) as a polynomial in t = (a − 5)/(a + 5), 0 ≤ a ≤ 40, and the rest of its first coefficient."""
    c0 = polynomial(name, f"{text} in t = (a − 5)/(a + 5), 0 ≤ a ≤ 40", lambda t: f(5 * (1 + t) / (1 - t)), -1,
                    mpf(35) / 45, DOUBLE)
    print(f"constexpr double {name}_low = {hexadecimal(c0 - mpf(float(c0)))};")


print("constexpr double tail_middle = 5;")
slope_text = "(e^(a²/2) Φ(−a) − a/√(2π))/(gelu_zero − a)"
in_t("normal_tail", "(1 + a) e^(a²/2) Φ(−a)", lambda a: (1 + a) * tail(a))
in_t("gelu_slope", slope_text, gelu_slope_rest)
far = mpf("14.6")  # where gelu and its slope are 0 as floats
mills_over, mills_under = fraction(tail, 7, far)
numerator("mills_over", "e^(a²/2) Φ(−a) times", tail, mills_over, mills_under, far)
list_of("mills_under", "what those are over", mills_under)
numerator("gelu_slope_over", slope_text + " times", gelu_slope_rest, over(gelu_slope_rest, mills_under, 8, far),
          mills_under, far)
print("""
}  // namespace slope::kernel::SLOPE_INSTRUCTION_SET""")
