# SPDX-License-Identifier: MIT
"""Reads formulas in LaTeX, one a line, and writes each as a formula with all brackets."""
import re
import sys

TOKEN = re.compile(r"\\begin\{cases\}|\\end\{cases\}|\\text\{otherwise\}|\\(?:operatorname|mathrm)\{(?:\\_|[^{}\\])*\}"
                   r"|\\left.|\\left\\[lr](?:floor|ceil)|\\right\\[lr](?:floor|ceil)|\\right.|\\\\|\\[A-Za-z]+|\d+|\S")
FUNCTIONS = {r"\ln": "log", r"\ln\Gamma": "lgamma", r"\ln\sigma": "logsigmoid", r"\sigma": "sigmoid",
             r"\Gamma": "gamma", r"\psi": "digamma", r"\arcsin": "asin", r"\arccos": "acos", r"\arctan": "atan",
             r"\log_2": "log2", r"\log_10": "log10",
             "arcsec": "asec", "arccsc": "acsc", "arccot": "acot", "arsinh": "asinh", "arcosh": "acosh",
             "artanh": "atanh", "arsech": "asech", "arcsch": "acsch", "arcoth": "acoth", "sgn": "sign",
             "leakyrelu": "leaky_relu"}
FENCES = {r"\left|": ("abs", r"\right|"), r"\left\lfloor": ("floor", r"\right\rfloor"),
          r"\left\lceil": ("ceil", r"\right\rceil")}
COMPARISONS = {"<": "<", ">": ">", r"\le": "<=", r"\ge": ">=", "=": "==", r"\ne": "!="}
STOPS = {"}", "&", r"\\", r"\end{cases}", r"\right)", r"\right|", r"\right\rfloor", r"\right\rceil", ",", "+", "-", ")",
         "]", *COMPARISONS}


class Reader:
    def __init__(self, line):
        # \left\lfloor is one token: the longer alternative first.
        line = re.sub(r"\\(left|right)\s*\\", r"\\\1\\", line)
        self.tokens = re.findall(r"\\(?:left|right)\\[lr](?:floor|ceil)|" + TOKEN.pattern, line)
        self.at = 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, expected=None):
        token = self.peek()
        assert token is not None and (expected is None or token == expected), (token, expected, self.tokens)
        self.at += 1
        return token

    def group(self):
        self.take("{")
        value = self.comparison()
        self.take("}")
        return value

    def comparison(self):
        left = self.sum()
        if self.peek() in COMPARISONS:
            sign = COMPARISONS[self.take()]
            left = f"({left}{sign}{self.sum()})"
        return left

    def sum(self):
        left = self.product()
        while self.peek() in ("+", "-"):
            sign = self.take()
            left = f"({left}{sign}{self.product()})"
        return left

    def product(self):
        left = self.signed()
        while self.peek() is not None and self.peek() not in STOPS:
            if self.peek() == r"\cdot":
                self.take()
            left = f"({left}*{self.power()})"
        return left

    def signed(self):
        if self.peek() == "-":
            self.take()
            return f"(-{self.power()})"
        return self.power()

    def power(self):
        if self.peek() == "e":
            self.take()
            if self.peek() != "^":
                return "e"
            self.take()
            return f"exp({self.group()})"
        base = self.atom()
        if self.peek() == "^":
            self.take()
            return f"({base}^({self.group()}))"
        return base

    def atom(self):
        token = self.take()
        if token.isdigit():
            return token
        if token == r"\left(":
            inside = self.comparison()
            self.take(r"\right)")
            return f"({inside})"
        if token in FENCES:
            name, close = FENCES[token]
            inside = self.comparison()
            self.take(close)
            return f"{name}({inside})"
        if token == r"\frac":
            above = self.group()
            return f"(({above})/({self.group()}))"
        if token == r"\sqrt":
            if self.peek() == "[":
                for expected in "[3]":
                    self.take(expected)
                return f"cbrt({self.group()})"
            return f"sqrt({self.group()})"
        if token == r"\begin{cases}":
            yes = self.comparison()
            self.take("&")
            condition = self.comparison()
            self.take(r"\\")
            no = self.comparison()
            self.take("&")
            self.take(r"\text{otherwise}")
            self.take(r"\end{cases}")
            return f"where({condition}, {yes}, {no})"
        return self.name(token)

    def name(self, token):
        if token == r"\pi":
            return "pi"
        if token == r"\psi" and self.peek() == "^":
            for expected in "^{(":
                self.take(expected)
            order = self.comparison()
            for expected in ")}":
                self.take(expected)
            return f"polygamma({order}, {self.arguments()})"
        if token == r"\ln" and self.peek() in (r"\Gamma", r"\sigma"):
            token += self.take()
        word = re.sub(r"^\\(?:operatorname|mathrm)\{(.*)\}$", r"\1", token).replace(r"\_", "_")
        subscript = ""
        if self.peek() == "_":
            self.take()
            self.take("{")
            subscript = re.sub(r"^\\mathrm\{(.*)\}$", r"\1", self.take())
            self.take("}")
        if token == r"\log":
            word, subscript = f"{token}_{subscript}", ""
        if self.peek() == r"\left(" and not token.startswith(r"\mathrm") and (word.startswith("\\") or len(word) > 1):
            return f"{FUNCTIONS.get(word, word.lstrip(chr(92)))}({self.arguments()})"
        return word.lstrip("\\") + subscript

    def arguments(self):
        self.take(r"\left(")
        values = [self.comparison()]
        while self.peek() == ",":
            self.take()
            values.append(self.comparison())
        self.take(r"\right)")
        return ", ".join(values)


sys.setrecursionlimit(10000)
for text in sys.stdin.buffer:
    reader = Reader(text.decode().strip())
    result = reader.comparison()
    assert reader.peek() is None, (reader.peek(), text)
    print(result)
