#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes derivative_values.tsv: the derivatives of order 1 to 4 of every function of the catalog, by each of its
arguments, from central differences of mpmath's values with as many digits as they need. Run by hand after adding a
function (a few minutes):

    python3 tests/modes/make_derivative_values.py > tests/modes/derivative_values.tsv

A line is: name, arguments, by which argument (from 0), four derivatives (55 digits; inf or 0 where the value is
beyond every built-in type). At a kink, where there is no derivative, the line says what the rule states."""
import contextlib
import io
import pathlib
import sys

from mpmath import mp, mpf
import mpmath as m

sys.path.append(str(pathlib.Path(__file__).parent.parent / 'function'))
with contextlib.redirect_stdout(io.StringIO()):
    from make_reference_values import ONE, TWO, THREE, LAMBDA, ALPHA, argument

ORDERS = (1, 2, 3, 4)
ORDINARY = [0.0, 1e-8, 0.1, 0.5, 0.75, 1.25, 3.0, 8.0, 20.5]
EDGE = [1 - 2.0**-53, 1 + 2.0**-52, 1e-150, 1e-20]
TAIL = [36.7, 100.25, 350.0, 700.1, 740.1, 1e5, 1e10, 1e150, 1e300]
LINE = sorted({s * x for x in ORDINARY + EDGE + TAIL for s in (1, -1)})
PAIRS = [-1e10, -88.5, -2.0, 1e-8, 0.3, 3.0, 20.0]
NEAR_WHOLE = [(3.5, 1 + 2.0**-12), (0.25, 2 - 2.0**-20), (20.0, 3 + 2.0**-30)]  # exponents
FAR = [(1e200, 3e200), (-1e200, 1e190), (1e-200, 2e-200), (3e-180, -1e-170)]
JUMPS = {'less', 'less_equal', 'greater', 'greater_equal', 'equal', 'not_equal', 'sign', 'floor', 'ceil'}
# What the rules state at a kink: the slope of least norm, then those of the branch that has it.
KINKS = {
    ('relu', 0): (0, 0, 0, 0), ('leaky_relu', 0): (mpf(1) / 100, 0, 0, 0), ('elu', 0): (1, 1, 1, 1),
    ('selu', 0): (LAMBDA, 0, 0, 0), ('abs', 0): (0, 0, 0, 0),
}


SLOW = {'gamma', 'lgamma', 'digamma', 'polygamma'}
RESULT = 60


def digits(name, args):
    """Enough for RESULT digits of a fourth difference with `step`, where the function is as flat as e^(−|x|²)."""
    smallest = min((abs(a) for a in args if a), default=1)
    return int(5 * RESULT - 4 * min(0, m.log10(smallest)) + (0 if name in SLOW else 5100 if max(abs(a) for a in args) > 30 else 500))


def in_domain(f, x):
    """True if f is real and finite at x and on both sides."""
    for at in (x, x + step(x), x - step(x)):
        try:
            y = m.mpmathify(f(at))
        except (ValueError, ZeroDivisionError):
            return False
        if isinstance(y, m.mpc) and y.imag != 0 or not m.isfinite(y):
            return False
    return True


def step(x):
    return (abs(x) if x else mpf(1)) * mpf(10)**-RESULT


def difference(f, x, order):
    h = step(x)
    total = mpf(0)
    for k in range(order + 1):
        total += (-1)**k * m.binomial(order, k) * m.re(f(x + (mpf(order) / 2 - k) * h))
    return total / h**order


def text(y):
    with m.workdps(RESULT + 10):
        y = +mpf(y)
    if y == 0:
        return '0'
    size = m.log10(abs(y))
    if size > 5000:
        return 'inf' if y > 0 else '-inf'
    return '0' if size < -5000 else m.nstr(y, 55, min_fixed=0, max_fixed=1)


def clean(y, scale):
    """0 where the difference is only the rounding of the values, which is `scale` in the last digit."""
    return mpf(0) if abs(y) < scale * mpf(10)**(40 - mp.dps) else y


def write(name, f, args, i):
    mp.dps = digits(name, args)
    x = [mpf(a) for a in args]

    def g(t):
        return f(*x[:i], t, *x[i + 1:])
    if len(x) == 1 and (name, args[0]) in KINKS:
        values = KINKS[name, args[0]]
    elif name in JUMPS:
        values = (0, 0, 0, 0)
    elif not in_domain(g, x[i]):
        return
    else:
        size = max(abs(m.re(g(at))) for at in (x[i], x[i] + step(x[i])))
        values = [clean(difference(g, x[i], n), size / step(x[i])**n) for n in ORDERS]
    print(name, ' '.join(argument(a) for a in args), i, ' '.join(text(v) for v in values), sep='\t')


if __name__ == '__main__':
    print('# Written by make_derivative_values.py with mpmath', m.__version__)
    for name, f in ONE.items():
        for x in LINE:
            if name in ('gamma', 'lgamma', 'digamma') and (abs(x) > 1e4 or x < -30 or abs(x) < 1e-50):
                continue
            if name in ('floor', 'ceil', 'sign') and abs(x) > 100 or name == 'cbrt' and x == 0:
                continue
            if name in ('sin', 'cos', 'tan', 'sec', 'csc', 'cot') and abs(x) > 1e10:
                continue
            if name in ('erf', 'erfc', 'gelu') and abs(x) > 1e5:
                continue
            write(name, f, [x], 0)
    for name, f in TWO.items():
        pairs = [(a, b) for a in PAIRS for b in PAIRS]
        if name in ('hypot', 'atan2'):
            pairs += FAR
        if name == 'pow':
            pairs += NEAR_WHOLE
        if name in JUMPS or name in ('max', 'min'):
            pairs = [(-2.0, 3.0), (3.0, -2.0), (0.3, 1.5)]
        for a, b in pairs:
            if name == 'pow' and (abs(b) > 100 or abs(a) > 1e5):
                continue
            write(name, f, [a, b], 0)
            if name != 'pow' or a > 0:
                write(name, f, [a, b], 1)
    for name, f in THREE.items():
        for args in ((-2.0, 0.3, 3.0), (0.75, -1.0, 1.5), (1.0, 2.0, 4.0), (5.0, -1.0, 2.5), (-700.0, 3.0, 1e5)):
            for i in range(3):
                if name != 'where' or i > 0:
                    write(name, f, args, i)
    for n in (0.0, 1.0, 2.0, 7.0):
        for x in (-2.5, -0.75, 0.1, 0.5, 1.5, 2.75, 8.0, 20.5, 1e3):
            write('polygamma', lambda k, y: m.polygamma(int(k), y), [n, x], 1)
