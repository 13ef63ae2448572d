#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes formula_values.tsv: formulas of the expression language at random points, by mpmath. Run by hand:

    python3 tests/interval/make_formula_values.py > tests/interval/formula_values.tsv

A line is: formula, x, y, value (45 digits; nan where the formula is not defined in the reals)."""
import random
import re

import mpmath as m
from mpmath import mp, mpf

mp.dps = 120
random.seed(11)

FORMULAS = [
    'sigmoid(x)*(1 - sigmoid(x))', 'x*sigmoid(y) - log(1 + exp(x*y))', 'sqrt(x^2 + y^2) - x', 'sqrt(1 - x^2)/(2 + y)',
    'x^3 - 3*x*y^2', 'x^(-2) + y', 'x^y', 'x^(1/3)', '(x - y)^4/(1 + x^2)', 'log(x) + log(y)', 'atan(x) + atan(1/x)',
    'tan(x)*cos(y)', 'sin(x*y)/x', '1/(x - y)', 'exp(-x^2/2)/sqrt(2*pi)', 'tanh(x)^2 + sech(x)^2', 'cosh(x) - sinh(y)',
    'acosh(1 + x^2)', 'asin(x)*acos(y)', 'atanh(x/(1 + y^2))', 'max(x, y) - min(x, y)', 'abs(x - 1)*sign(y)',
    'floor(3*x) + ceil(y)', 'where(less(x, 0), -x, sqrt(x))', 'gamma(x)/gamma(y)', 'lgamma(x^2 + 1/2)',
    'digamma(abs(y) + 1)', 'erf(x)*erfc(y)', 'logaddexp(x, 2*y)', 'softplus(x) - logsigmoid(y)', 'swish(x)*mish(y)',
    'gelu(x + y)', 'elu(x)*selu(y)', 'logit(sigmoid(x))', 'hypot(x, y)/atan2(y, x)', 'cbrt(x)*log1p(y^2)',
    'clamp(x, -1, y)', 'csc(x) + cot(y)', 'asech(x) + acsch(y)', 'acoth(x) - asec(y)', 'acot(x)*acsc(y)', 'log2(x)*log10(y)',
]


def real(f):
    """nan instead of a value that is not real."""
    def g(*args):
        y = f(*args)
        if isinstance(y, m.mpc):
            if y.imag != 0:
                raise ValueError
            y = y.real
        return y
    return g


def softplus(x):
    return m.log1p(m.exp(x))


def lgamma(x):
    return m.log(abs(m.gamma(x)))


def power(a, b):
    if a < 0 and b != int(b):
        raise ValueError
    return a**b


NAMES = {name: real(getattr(m, name)) for name in (
    'exp log sqrt sin cos tan sec csc cot asin acos atan sinh cosh tanh sech acosh atanh asech acsch acoth asec acsc erf '
    'erfc gamma digamma hypot atan2 log1p sign floor ceil').split()}
LAMBDA, ALPHA = mpf('1.0507009873554804934193349852946'), mpf('1.6732632423543772848170429916717')
NAMES.update(
    pi=+m.pi, max=max, min=min, abs=abs, softplus=softplus, lgamma=lgamma, power=power,
    sigmoid=lambda x: 1/(1 + m.exp(-x)), logsigmoid=lambda x: -softplus(-x), swish=lambda x: x/(1 + m.exp(-x)),
    mish=lambda x: x*m.tanh(softplus(x)), gelu=lambda x: x*m.erfc(-x/m.sqrt(2))/2, logit=lambda p: m.log(p/(1 - p)),
    elu=lambda x: x if x > 0 else m.expm1(x), selu=lambda x: LAMBDA*(x if x > 0 else ALPHA*m.expm1(x)),
    logaddexp=lambda a, b: m.log(m.exp(a) + m.exp(b)), cbrt=lambda x: m.sign(x)*m.cbrt(abs(x)),
    clamp=lambda x, a, b: min(max(x, a), b), acot=lambda x: m.pi/2 - m.atan(x), less=lambda a, b: a < b,
    log2=real(lambda x: m.log(x)/m.log(2)), log10=real(lambda x: m.log(x)/m.log(10)))


def translate(formula):
    """x^3 as power(x, 3); 1/3 exactly."""
    formula = re.sub(r'where\((less\([^()]*\)), (.*), (.*)\)$', r'(\2 if \1 else \3)', formula)
    formula = re.sub(r'(\([^()]*\)|tanh\(x\)|sech\(x\)|\w+)\^(\([^()]*\)|\w+)', r'power(\1, \2)', formula)
    formula = re.sub(r'\b(\d+)\b', r'mpf(\1)', formula)
    return formula


print('# Written by make_formula_values.py with mpmath', m.__version__)
for formula in FORMULAS:
    code = compile(translate(formula), formula, 'eval')
    for k in range(60):
        scale = random.choice([0.5, 1, 3, 12])
        x, y = (random.choice([random.uniform(-scale, scale), random.randint(-8, 8) / 4]) for _ in range(2))
        if k % 2:
            x, y = abs(x), abs(y)
        try:
            value = real(lambda: eval(code, {**NAMES, 'x': mpf(x), 'y': mpf(y), 'mpf': mpf}))()
            text = 'nan' if m.isnan(value) or m.isinf(value) else m.nstr(value, 45, min_fixed=0, max_fixed=1)
        except (ValueError, ZeroDivisionError):
            text = 'nan'
        print(formula, repr(x), repr(y), text, sep='\t')
