#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes random formulas and their values at x = 0.75, y = 1.25, z = -0.5, one a line, to standard output.

Each formula is text of random tokens, with brackets where the grammar of expressions needs none: what it means is for
the parser to find out. Its value is that of Python's own parser, with ^ read as **, computed with 60 digits by mpmath.
Formulas whose value is complex, huge, tiny or undefined are left out, and those in which cancellation would lose more
digits than the test allows: their value changes when the point changes in the thirteenth digit.

    python3 tests/expr/parse_values.py > tests/expr/parse_values.tsv
"""

import random
import re

import mpmath

mpmath.mp.dps = 60
FORMULAS = 330
POINT = {"x": mpmath.mpf("0.75"), "y": mpmath.mpf("1.25"), "z": mpmath.mpf("-0.5")}
FUNCTIONS = {
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "exp": mpmath.exp,
    "tanh": mpmath.tanh,
    "sqrt": mpmath.sqrt,
    "log": mpmath.log,
    "sigmoid": lambda t: 1 / (1 + mpmath.exp(-t)),
    "hypot": mpmath.hypot,
    "atan2": mpmath.atan2,
}
TWO_ARGUMENTS = ("hypot", "atan2")
NUMBERS = ("0", "1", "2", "3", "7", "10", "0.5", "2.", ".25", "1e1", "1.5e-1", "12E-1", "3.125", "0.1", "1e+0")


def operand(depth):
    kind = random.random()
    if depth == 0 or kind < 0.4:
        return random.choice(list(POINT) + [random.choice(NUMBERS)] + ["pi", "e"][: random.random() < 0.1])
    if kind < 0.7:
        return "(" + formula(depth - 1) + ")"
    name = random.choice(list(FUNCTIONS))
    arguments = [formula(depth - 1) for _ in range(2 if name in TWO_ARGUMENTS else 1)]
    return name + "(" + ", ".join(arguments) + ")"


def formula(depth):
    text = random.choice(["", "", "", "-", "+", "--"]) + operand(depth)
    for _ in range(random.choice([0, 1, 1, 2, 3, 4])):
        space = random.choice(["", " "])
        text += space + random.choice("++--**//^^") + space + random.choice(["", "", "", "-", "+"]) + operand(depth)
    if depth < 2 and random.random() < 0.1:
        text = text + random.choice([" < ", " <= ", " > ", " >= ", " == ", " != "]) + operand(0)
    return text


def value(text, point):
    """The value by Python's parser; numbers are wrapped so that they are exact to 60 digits."""
    python = re.sub(r"(?<![\w.])(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", r"mpf('\g<0>')", text).replace("^", "**")
    names = FUNCTIONS | point | {"mpf": mpmath.mpf, "pi": mpmath.pi, "e": mpmath.e}
    result = eval(python, {"__builtins__": {}}, names)
    return mpmath.mpf(int(result)) if isinstance(result, bool) else result


def main():
    random.seed(20260101)
    print("# formula <tab> its value at x = 0.75, y = 1.25, z = -0.5; made by parse_values.py")
    written = set()
    while len(written) < FORMULAS:
        text = formula(3)
        if not 8 < len(text) <= 100 or text in written or not re.search("[xyz]", text):
            continue
        try:
            exact = value(text, POINT)
            near = value(text, {k: v * (1 + mpmath.mpf("1e-13")) for k, v in POINT.items()})
        except (ZeroDivisionError, OverflowError, ValueError, TypeError, AttributeError):
            continue
        if isinstance(exact, mpmath.mpc) or isinstance(near, mpmath.mpc) or not 1e-8 < abs(exact) < 1e8:
            continue
        if abs(near - exact) > abs(exact) * mpmath.mpf("1e-12"):
            continue
        written.add(text)
        print(text, mpmath.nstr(exact, 17), sep="\t")


if __name__ == "__main__":
    main()
