#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes reference_values.tsv: values of every function of the catalog by mpmath, at points that all or some of
float, double and long double represent exactly. Run by hand after adding a function:

    python3 tests/function/make_reference_values.py > tests/function/reference_values.tsv

A line is: name, arguments, value (45 digits; nan where the function is not defined in the reals; inf or 0 where
the value is beyond every built-in type)."""
import random
import struct

from mpmath import mp, mpf, inf, nan
import mpmath as m

mp.dps = 420  # enough for 1 + 5e-324


def to_float(x):
    return struct.unpack('f', struct.pack('f', x))[0]


random.seed(7)
SMALL = [2.0**-149, 1e-40, 1e-20, 1e-8, 1e-3, 0.1, 0.25, 0.5, 0.75, 0.9]
AROUND_ONE = [1 - 2.0**-24, 1, 1 + 2.0**-23]
MEDIUM = [1.25, 1.5, 2, 2.5, 3, 5, 8, 10, 12.5, 16.6, 20, 25]
LARGE = [36.7, 50, 87.5, 88.7, 100, 103.5, 1000, 1e5, 1e10, 1e30, 3e38]
RANDOM = [random.uniform(0, 1) for _ in range(3)] + [random.uniform(1, 12) for _ in range(3)]
SINGLE = [to_float(x) for x in SMALL + AROUND_ONE + MEDIUM + LARGE + RANDOM]
DOUBLE = [5e-324, 3e-310, 1e-300, 1e-100, 1e-17, 0.1, 1 - 2.0**-53, 1 + 2.0**-52, 3.141592653589793,
          37.1, 300.3, 700.1, 709.7, 730.5, 740.1, 745.13, 1e17, 1e150, 1.7e308]
POSITIVE = sorted(set(SINGLE + DOUBLE))
LINE = [0.0] + [s * x for x in POSITIVE for s in (1, -1)] + [inf, -inf, nan]
PAIRS = [to_float(x) for x in (-1e10, -88.5, -10.25, -2, -1, -0.3, -1e-8, 0, 1e-8, 0.3, 1, 1.5, 2, 3, 20, 88.5, 1e10)]

HALF = mpf(1) / 2
LAMBDA = mpf('1.0507009873554804934193349852946')
ALPHA = mpf('1.6732632423543772848170429916717')


def softplus(x):
    return max(x, mpf(0)) + m.log1p(m.exp(-abs(x)))


def sigmoid(x):
    return 1 / (1 + m.exp(-x)) if x > 0 else m.exp(x) / (1 + m.exp(x))


def cbrt(x):
    return -m.cbrt(-x) if x < 0 else m.cbrt(x)


def mish(x):
    e = m.exp(-abs(x))
    return x * ((1 + 2 * e) / (1 + 2 * e + 2 * e * e) if x > 0 else (e * e + 2 * e) / (e * e + 2 * e + 2))


def lgamma(x):
    if x > 0:
        return m.re(m.loggamma(x))
    return m.log(m.pi / abs(m.sinpi(x))) - m.re(m.loggamma(1 - x))


def erfc(x):
    return m.erfc(x) if abs(x) < 1e6 else mpf(0 if x > 0 else 2)


def acot(x):
    return m.pi / 2 - m.atan(x) if x < 0 else m.atan2(1, x)


def pow_(a, b):
    return mpf(1) if b == 0 else a**b


ONE = {
    'exp': m.exp, 'expm1': m.expm1, 'log': m.log, 'log1p': m.log1p, 'sqrt': m.sqrt, 'cbrt': cbrt,
    'log2': lambda x: m.log(x) / m.log(2), 'log10': lambda x: m.log(x) / m.log(10),
    'sin': m.sin, 'cos': m.cos, 'tan': m.tan, 'sec': m.sec, 'csc': m.csc, 'cot': m.cot,
    'asin': m.asin, 'acos': m.acos, 'atan': m.atan, 'asec': m.asec, 'acsc': m.acsc, 'acot': acot,
    'sinh': m.sinh, 'cosh': m.cosh, 'tanh': m.tanh, 'sech': m.sech, 'csch': m.csch, 'coth': m.coth,
    'asinh': m.asinh, 'acosh': m.acosh, 'atanh': m.atanh, 'asech': m.asech, 'acsch': m.acsch, 'acoth': m.acoth,
    'sigmoid': sigmoid, 'logit': lambda p: m.log(p / (1 - p)), 'softplus': softplus,
    'logsigmoid': lambda x: -softplus(-x),
    'relu': lambda x: max(x, mpf(0)), 'leaky_relu': lambda x: x if x > 0 else x / 100,
    'elu': lambda x: x if x > 0 else m.expm1(x),
    'selu': lambda x: LAMBDA * (x if x > 0 else ALPHA * m.expm1(x)),
    'gelu': lambda x: x * erfc(-x / m.sqrt(2)) / 2, 'swish': lambda x: x * sigmoid(x), 'mish': mish,
    'abs': abs, 'sign': m.sign, 'floor': m.floor, 'ceil': m.ceil, 'erf': m.erf, 'erfc': erfc,
    'gamma': m.gamma, 'lgamma': lgamma, 'digamma': m.digamma,
}
TWO = {
    'pow': pow_, 'hypot': m.hypot, 'atan2': m.atan2, 'max': max, 'min': min,
    'logaddexp': lambda a, b: max(a, b) + m.log1p(m.exp(-abs(a - b))),
    'less': lambda a, b: mpf(a < b), 'less_equal': lambda a, b: mpf(a <= b), 'greater': lambda a, b: mpf(a > b),
    'greater_equal': lambda a, b: mpf(a >= b), 'equal': lambda a, b: mpf(a == b), 'not_equal': lambda a, b: mpf(a != b),
}
THREE = {
    'clamp': lambda x, a, b: min(max(x, a), b), 'where': lambda c, a, b: a if c != 0 else b,
    'logsumexp': lambda a, b, c: max(a, b, c) + m.log(sum(m.exp(v - max(a, b, c)) for v in (a, b, c))),
}
# Where mpmath is asked for no infinity: limits, by name and argument.
LIMITS = {
    ('swish', -inf): mpf(0), ('mish', -inf): mpf(0), ('gelu', -inf): mpf(0), ('logit', inf): nan,
    ('sin', inf): nan, ('lgamma', inf): inf, ('lgamma', -inf): nan, ('digamma', -inf): nan, ('gamma', -inf): nan,
    ('tanh', inf): mpf(1), ('tanh', -inf): mpf(-1), ('coth', inf): mpf(1), ('coth', -inf): mpf(-1),
    ('sech', inf): mpf(0), ('sech', -inf): mpf(0), ('csch', inf): mpf(0), ('csch', -inf): mpf(0),
    ('sigmoid', -inf): mpf(0), ('asec', inf): m.pi / 2, ('asec', -inf): m.pi / 2, ('acsc', inf): mpf(0),
    ('acsc', -inf): mpf(0), ('acot', inf): mpf(0), ('acot', -inf): +m.pi, ('acsch', inf): mpf(0),
    ('acsch', -inf): mpf(0), ('acoth', inf): mpf(0), ('acoth', -inf): mpf(0), ('asinh', -inf): -inf,
    ('acosh', -inf): nan, ('log', -inf): nan, ('log2', -inf): nan, ('log10', -inf): nan, ('log1p', -inf): nan,
    ('sqrt', -inf): nan, ('mish', inf): inf, ('digamma', inf): inf, ('gamma', inf): inf,
    ('selu', -inf): -LAMBDA * ALPHA, ('elu', -inf): mpf(-1), ('cbrt', -inf): -inf, ('relu', -inf): mpf(0),
    ('leaky_relu', -inf): -inf,
}
for name in ('sin', 'cos', 'tan', 'sec', 'csc', 'cot', 'asin', 'acos', 'asech', 'atanh', 'logit'):
    LIMITS[name, inf] = LIMITS[name, -inf] = nan


def argument(x):
    return str(x) if x in (inf, -inf) or x != x else repr(float(x))


def value(name, f, args):
    if name in ('sqrt', 'log', 'log2', 'log10') and args[0] < 0 or name == 'log1p' and args[0] < -1:
        return 'nan'
    if any(x != x for x in args):
        return 'nan'
    if name in ONE and (name, args[0]) in LIMITS:
        y = LIMITS[name, args[0]]
    else:
        try:
            y = f(*[mpf(x) for x in args])
        except (ValueError, ZeroDivisionError):
            return 'nan'
    if isinstance(y, m.mpc):
        if y.imag != 0:
            return 'nan'
        y = y.real
    y = mpf(y)
    if y != y:
        return 'nan'
    if y == 0 or m.isinf(y):
        return str(int(y)) if y == 0 else ('inf' if y > 0 else '-inf')
    size = m.log10(abs(y))
    if size > 20000:
        return 'inf' if y > 0 else '-inf'
    if size < -20000:
        return '0'
    return m.nstr(y, 45, min_fixed=0, max_fixed=1)


def write(name, f, args):
    print(name, ' '.join(argument(x) for x in args), value(name, f, args), sep='\t')


print('# Written by make_reference_values.py with mpmath', m.__version__)
print('pi', '', m.nstr(+m.pi, 60), sep='\t')
print('e', '', m.nstr(+m.e, 60), sep='\t')
for name, f in ONE.items():
    for x in LINE:
        if name == 'gamma' and abs(x) > 1e10 and x not in (inf, -inf):
            continue
        if name in ('lgamma', 'digamma') and x < -1e5 and x != -inf:
            continue
        write(name, f, [x])
for name, f in TWO.items():
    pairs = PAIRS if name in ('pow', 'hypot', 'atan2', 'logaddexp') else PAIRS[1::4]
    for a in pairs:
        for b in pairs:
            write(name, f, [a, b])
for name, f in THREE.items():
    for a in PAIRS[::2]:
        for b in PAIRS[::2]:
            for c in PAIRS[1::4]:
                if name != 'clamp' or b <= c:
                    write(name, f, [a, b, c])
for n in (0, 1, 2, 3, 7, 20):
    for x in [to_float(x) for x in (-10.3, -2.5, -0.75, -1e-3, 1e-8, 0.1, 0.5, 1, 1.5, 2.75, 8, 20.5, 1e3, 1e10)]:
        write('polygamma', lambda k, y: m.polygamma(int(k), y), [float(n), x])
