# SPDX-License-Identifier: MIT
"""Reads presentation MathML, one formula a line, and writes each as a formula with all brackets."""
import sys
from xml.etree import ElementTree

NAMES = {"σ": "sigmoid", "π": "pi", "Γ": "gamma", "ψ": "digamma"}
SIGNS = {"+": "+", "−": "-", "·": "*", "\u2062": "*", "<": "<", ">": ">", "≤": "<=", "≥": ">=", "=": "==",
         "≠": "!="}
STRENGTH = {"<": 0, ">": 0, "<=": 0, ">=": 0, "==": 0, "!=": 0, "+": 1, "-": 1, "*": 2}
FENCES = {"|": "abs", "⌊": "floor", "⌈": "ceil"}


def tag(element):
    return element.tag.split("}")[1]


def read(element):
    children = list(element)
    kind = tag(element)
    if kind == "mn":
        return element.text
    if kind == "mi":
        return NAMES.get(element.text, element.text)
    if kind == "mfrac":
        above, below = children
        return f"(({read(above)})/({read(below)}))"
    if kind == "msup":
        base, exponent = children
        if base.text == "e" and tag(base) == "mi":
            return f"exp({read(exponent)})"
        return f"(({read(base)})^({read(exponent)}))"
    if kind == "msqrt":
        return f"sqrt({row(children)})"
    if kind == "mroot":
        inside, degree = children
        assert degree.text == "3"
        return f"cbrt({read(inside)})"
    assert kind in ("math", "mrow"), kind
    return row(children)


def row(items):
    """Operators of a row bind as they do to a reader: comparisons, sums, products, signs."""
    first = items[0]
    if tag(first) == "mo" and first.text in FENCES:
        assert len(items) == 3
        return f"{FENCES[first.text]}({read(items[1])})"
    if tag(first) == "mo" and first.text == "(":
        assert items[-1].text == ")"
        inside, start = [], 1
        for i, item in enumerate(items):
            if i > 0 and tag(item) == "mo" and item.text in (",", ")"):
                inside.append(row(items[start:i]))
                start = i + 1
        return f"({', '.join(inside)})"
    if len(items) == 3 and items[1].text == "\u2061":
        return f"{read(first)}{read(items[2])}"
    operators = [(STRENGTH[SIGNS[item.text]], -i) for i, item in enumerate(items) if tag(item) == "mo" and i > 0]
    if operators:
        i = -min(operators)[1]
        return f"({row(items[:i])}{SIGNS[items[i].text]}{row(items[i + 1:])})"
    if tag(first) == "mo":
        assert SIGNS[first.text] == "-"
        return f"(-{row(items[1:])})"
    assert len(items) == 1, [item.text for item in items]
    return read(first)


sys.setrecursionlimit(10000)
for line in sys.stdin.buffer:
    print(read(ElementTree.fromstring(line.decode())))
