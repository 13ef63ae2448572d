# SPDX-License-Identifier: MIT
"""Checks every use of a simplification law with mpmath at 120 digits, and at 2500 before it calls one wrong.

Usage: check_laws.py PRINT_CHANGES [ROUNDS]

Both sides are evaluated at random points, edges and tails. They must agree wherever both are defined, and every law
must have been used.
"""
import random
import re
import subprocess
import sys

import mpmath
from mpmath import mpf

mpmath.mp.dps = 120

def real(f):
    """f, but undefined (a ValueError) where its value is not real."""
    def g(*args):
        value = f(*args)
        if isinstance(value, mpmath.mpc):
            if value.imag != 0:
                raise ValueError("not real")
            value = value.real
        return value
    return g

class Number:
    """A real number whose powers and quotients are undefined instead of complex."""
    def __init__(self, value):
        self.v = value
    def __add__(self, o): return Number(self.v + o.v)
    def __sub__(self, o): return Number(self.v - o.v)
    def __mul__(self, o): return Number(self.v * o.v)
    def __truediv__(self, o): return Number(self.v / o.v)
    def __neg__(self): return Number(-self.v)
    def __pow__(self, o):
        if self.v == 0 and o.v < 0:
            raise ZeroDivisionError
        return Number(real(mpmath.power)(self.v, o.v))

def lifted(f):
    return lambda *args: Number(real(f)(*(a.v for a in args)))

def bounded(f):
    """f of an exponential kind, undefined beyond what 2500 digits can tell from its limit."""
    def g(x):
        if abs(x) > 2000:
            raise OverflowError
        return f(x)
    return lifted(g)

FUNCTIONS = {name: lifted(getattr(mpmath, name))
             for name in "exp log sqrt sin cos tan sinh cosh tanh atan sec csc cot sech asin acos".split()}
FUNCTIONS |= {name: bounded(getattr(mpmath, name)) for name in "exp sinh cosh tanh".split()}
FUNCTIONS["abs"] = lifted(mpmath.fabs)
FUNCTIONS["sign"] = lifted(mpmath.sign)
FUNCTIONS["sigmoid"] = bounded(lambda x: 1 / (1 + mpmath.exp(-x)))
FUNCTIONS["softplus"] = bounded(lambda x: mpmath.log(1 + mpmath.exp(x)))
FUNCTIONS["e"] = Number(mpmath.e)

def compiled(text):
    text = re.sub(r"(?<![\w.])(\d+)", r"N(\1)", text.replace("^", "**"))
    return compile(text, text, "eval")

def value(code, point):
    try:
        v = eval(code, {"N": lambda n: Number(mpf(n)), **FUNCTIONS, **point}).v
        return v if mpmath.isfinite(v) else None
    except (ValueError, ZeroDivisionError, OverflowError):
        return None

def agree(a, b):
    # 120 digits leave room for cancellation of 80.
    return abs(a - b) <= mpf(10) ** -40 * max(1, abs(a), abs(b))

def main():
    rounds = sys.argv[2] if len(sys.argv) > 2 else "400"
    lines = subprocess.run([sys.argv[1], rounds], check=True, capture_output=True, text=True).stdout.splitlines()
    used = {line.split("\t")[1]: 0 for line in lines if line.startswith("law\t")}
    used["simplify"] = 0
    rng = random.Random(7)
    edges = [mpf(v) for v in (0, 1, -1, "0.5", -3, 40, -40)]
    points = [{n: Number(mpf(rng.uniform(-3, 3))) for n in "xyz"} for _ in range(4)]
    points += [{n: Number(rng.choice(edges)) for n in "xyz"} for _ in range(5)]
    points += [{n: Number(mpf(rng.uniform(0.1, 2))) for n in "xyz"} for _ in range(2)]
    wrong = compared = 0
    for line in lines:
        law, before, after = line.split("\t") if not line.startswith("law\t") else ("", "", "")
        if not law:
            continue
        used[law] += 1
        left, right = compiled(before), compiled(after)
        for point in points:
            a, b = value(left, point), value(right, point)
            if a is None or b is None:
                continue
            compared += 1
            if not agree(a, b):
                with mpmath.workdps(2500):
                    a, b = value(left, point), value(right, point)
            if a is None or b is None or not agree(a, b):
                wrong += 1
                if wrong <= 10:
                    at = {k: mpmath.nstr(v.v, 8) for k, v in point.items()}
                    print(f"{law}: {before}  ->  {after}\n  at {at}: {mpmath.nstr(a, 20)} and {mpmath.nstr(b, 20)}")
    unused = [law for law, n in used.items() if n == 0]
    print(f"{compared} comparisons, {wrong} wrong; uses: {used}")
    if unused:
        print("never used:", ", ".join(unused))
    return 1 if wrong or unused or not compared else 0

sys.exit(main())
