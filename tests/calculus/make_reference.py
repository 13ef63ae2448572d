# SPDX-License-Identifier: MIT
"""Prints reference.inc: derivatives of the functions of functions.hpp, by mpmath's differences at 120 digits."""

import mpmath
from mpmath import mp, mpf

mp.dps = 120

WIDE = 10


def sigmoid(x):
    return 1 / (1 + mpmath.exp(-x))


def small(x, y):
    return x * sigmoid(y) + mpmath.sin(x * y) + mpmath.exp(-x) * mpmath.log(y)


def wide(*x):
    terms = sum(mpmath.sin(a * b) for a, b in zip(x, x[1:]))
    return terms + mpmath.sqrt(1 + sum(a * a for a in x)) + mpmath.tanh(x[0] - x[-1])


def curve(x):
    return mpmath.exp(mpmath.sin(x)) / (1 + x * x)


def outputs(x, y, z):
    return x * y * z, mpmath.atan(y / x), mpmath.exp(-z) + x, mpmath.log(x * x + y * y)


def partial(f, at, *which):
    orders = tuple(which.count(i) for i in range(len(at)))
    return mpmath.diff(f, at, orders)


def show(name, values):
    rows = ",\n    ".join(mpmath.nstr(v, 36, strip_zeros=False) + "L" for v in values)
    print(f"inline constexpr long double {name}[] = {{\n    {rows}}};")


def main():
    print("// SPDX-License-Identifier: MIT\n// Written by make_reference.py.")
    at = (mpf(2), mpf("0.5"))
    show("small_value", [small(*at)])
    show("small_gradient", [partial(small, at, i) for i in range(2)])
    show("small_hessian", [partial(small, at, i, j) for i in range(2) for j in range(2)])
    digits = ", ".join(f'"{mpmath.nstr(partial(small, at, i), 50)}"' for i in range(2))
    print(f"inline constexpr const char* small_gradient_digits[] = {{{digits}}};")
    at = tuple(mpf(i + 1) / 8 for i in range(WIDE))
    show("wide_value", [wide(*at)])
    show("wide_gradient", [partial(wide, at, i) for i in range(WIDE)])
    show("wide_hessian", [partial(wide, at, i, j) for i in range(WIDE) for j in range(WIDE)])
    at = (mpf("1.5"), mpf("-0.75"), mpf("0.25"))
    show("outputs_jacobian", [partial(lambda *x: outputs(*x)[k], at, i) for k in range(4) for i in range(3)])
    show("curve_derivatives", [mpmath.diff(curve, mpf("0.75"), n) if n else curve(mpf("0.75")) for n in range(9)])


if __name__ == "__main__":
    main()
