# SPDX-License-Identifier: MIT
"""Reads presentation MathML, one formula a line, as the eye does, and writes each as a formula with all brackets.

An <mrow> draws nothing: what binds what follows from the signs and brackets that are drawn.
"""
import sys
from xml.etree import ElementTree

NAMES = {"σ": "sigmoid", "π": "pi", "Γ": "gamma", "ψ": "digamma"}
COMPARISONS = {"<": "<", ">": ">", "≤": "<=", "≥": ">=", "=": "==", "≠": "!="}
SUMS = {"+": "+", "−": "-"}
PRODUCTS = {"·": "*", "\u2062": "*"}
FENCES = {"|": ("abs", "|"), "⌊": ("floor", "⌋"), "⌈": ("ceil", "⌉")}


def tag(element):
    return element.tag.split("}")[1]


def flat(items):
    for item in items:
        if tag(item) in ("math", "mrow"):
            yield from flat(item)
        else:
            yield item


class Row:
    def __init__(self, element):
        self.items = list(flat([element]))
        self.at = 0

    def sign(self):
        item = self.items[self.at] if self.at < len(self.items) else None
        return item.text if item is not None and tag(item) == "mo" else None

    def take(self, expected=None):
        item = self.items[self.at]
        assert expected is None or item.text == expected, (item.text, expected)
        self.at += 1
        return item

    def whole(self, read):
        value = read()
        assert self.at == len(self.items), [item.text for item in self.items]
        return value

    def left_to_right(self, signs, operand):
        left = operand()
        while self.sign() in signs:
            left = f"({left}{signs[self.take().text]}{operand()})"
        return left

    def comparison(self):
        return self.left_to_right(COMPARISONS, self.sum)

    def sum(self):
        return self.left_to_right(SUMS, self.product)

    def product(self):
        return self.left_to_right(PRODUCTS, self.signed)

    def signed(self):
        if self.sign() == "−":
            self.take()
            return f"(-{self.power()})"
        return self.power()

    def power(self):
        item = self.items[self.at]
        if tag(item) == "mfrac":
            above, below = self.take()
            return f"({all_of(above)}/{all_of(below)})"
        if tag(item) == "msup":
            base, exponent = self.take()
            if base.text == "e":
                return f"exp({all_of(exponent)})"
            row = Row(base)
            return f"({row.whole(row.atom)}^{all_of(exponent)})"
        return self.atom()

    def atom(self):
        item = self.take()
        if item.text == "(":
            return f"({self.enclosed(')')})"
        if item.text in FENCES:
            name, close = FENCES[item.text]
            return f"{name}({self.enclosed(close)})"
        if tag(item) == "mn":
            return item.text
        if tag(item) == "msqrt":
            (inside,) = item
            return f"sqrt({all_of(inside)})"
        if tag(item) == "mroot":
            inside, degree = item
            assert degree.text == "3"
            return f"cbrt({all_of(inside)})"
        assert tag(item) == "mi", (tag(item), item.text)
        name = NAMES.get(item.text, item.text)
        if self.sign() != "\u2061":
            return name
        self.take()
        self.take("(")
        return f"{name}({self.enclosed(')')})"

    def enclosed(self, close):
        values = [self.comparison()]
        while self.sign() == ",":
            self.take()
            values.append(self.comparison())
        self.take(close)
        return ", ".join(values)


def all_of(element):
    row = Row(element)
    return f"({row.whole(row.comparison)})"


sys.setrecursionlimit(10000)
for line in sys.stdin.buffer:
    print(all_of(ElementTree.fromstring(line.decode())))
