#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes reference_residuals.tsv: the residuals of the Moré-Garbow-Hillstrom problems at their starts, and their
derivatives, by mpmath. Decimal constants stand for the doubles nearest them, as in C++. Run by hand:

    python3 tests/problems/make_reference_residuals.py > tests/problems/reference_residuals.tsv

A line is: problem, residual, its derivative by each variable (25 digits)."""
import mpmath as m
from mpmath import mp, mpf

mp.dps = 120
H = mpf(10)**-30


def q(n, d):
    return mpf(n) / d


def rosenbrock(x):
    return [10 * (x[1] - x[0]**2), 1 - x[0]]


def freudenstein_roth(x):
    a, b = x
    return [-13 + a + ((5 - b) * b - 2) * b, -29 + a + ((b + 1) * b - 14) * b]


def powell_badly_scaled(x):
    return [10**4 * x[0] * x[1] - 1, m.exp(-x[0]) + m.exp(-x[1]) - mpf(1.0001)]


def brown_badly_scaled(x):
    return [x[0] - 10**6, x[1] - mpf(2e-6), x[0] * x[1] - 2]


def beale(x):
    return [mpf(y) - x[0] * (1 - x[1]**(i + 1)) for i, y in enumerate([1.5, 2.25, 2.625])]


def jennrich_sampson(x):
    return [2 + 2 * i - m.exp(i * x[0]) - m.exp(i * x[1]) for i in range(1, 11)]


def helical_valley(x):
    theta = m.atan(x[1] / x[0]) / (2 * m.pi) + (mpf(0) if x[0] > 0 else q(1, 2))
    return [10 * (x[2] - 10 * theta), 10 * (m.sqrt(x[0]**2 + x[1]**2) - 1), x[2]]


def bard(x):
    y = [.14, .18, .22, .25, .29, .32, .35, .39, .37, .58, .73, .96, 1.34, 2.10, 4.39]
    return [mpf(y[u - 1]) - x[0] - u / ((16 - u) * x[1] + min(u, 16 - u) * x[2]) for u in range(1, 16)]


def gaussian(x):
    y = [.0009, .0044, .0175, .0540, .1295, .2420, .3521, .3989]
    y += y[-2::-1]
    return [x[0] * m.exp(-x[1] * (q(8 - i, 2) - x[2])**2 / 2) - mpf(y[i - 1]) for i in range(1, 16)]


def meyer(x):
    y = [34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872]
    return [x[0] * m.exp(x[1] / (45 + 5 * i + x[2])) - y[i - 1] for i in range(1, 17)]


def gulf(x):
    f = []
    for i in range(1, 100):
        t = q(i, 100)
        y = 25 + (-50 * m.log(t))**q(2, 3)
        f.append(m.exp(-abs(y - x[1])**x[2] / x[0]) - t)
    return f


def box(x):
    t = [q(i, 10) for i in range(1, 11)]
    return [m.exp(-s * x[0]) - m.exp(-s * x[1]) - x[2] * (m.exp(-s) - m.exp(-10 * s)) for s in t]


def powell_singular(x):
    return [x[0] + 10 * x[1], m.sqrt(5) * (x[2] - x[3]), (x[1] - 2 * x[2])**2, m.sqrt(10) * (x[0] - x[3])**2]


def wood(x):
    return [10 * (x[1] - x[0]**2), 1 - x[0], m.sqrt(90) * (x[3] - x[2]**2), 1 - x[2],
            m.sqrt(10) * (x[1] + x[3] - 2), (x[1] - x[3]) / m.sqrt(10)]


def kowalik_osborne(x):
    y = [.1957, .1947, .1735, .1600, .0844, .0627, .0456, .0342, .0323, .0235, .0246]
    u = [4, 2, 1, .5, .25, .167, .125, .1, .0833, .0714, .0625]
    return [mpf(a) - x[0] * (mpf(b)**2 + b * x[1]) / (mpf(b)**2 + b * x[2] + x[3]) for a, b in zip(y, u)]


def brown_dennis(x):
    t = [q(i, 5) for i in range(1, 21)]
    return [(x[0] + s * x[1] - m.exp(s))**2 + (x[2] + x[3] * m.sin(s) - m.cos(s))**2 for s in t]


def osborne_1(x):
    y = [.844, .908, .932, .936, .925, .908, .881, .850, .818, .784, .751, .718, .685, .658, .628, .603, .580,
         .558, .538, .522, .506, .490, .478, .467, .457, .448, .438, .431, .424, .420, .414, .411, .406]
    return [mpf(yi) - x[0] - x[1] * m.exp(-10 * i * x[3]) - x[2] * m.exp(-10 * i * x[4]) for i, yi in enumerate(y)]


def biggs(x):
    t = [q(i, 10) for i in range(1, 14)]
    return [x[2] * m.exp(-s * x[0]) - x[3] * m.exp(-s * x[1]) + x[5] * m.exp(-s * x[4])
            - (m.exp(-s) - 5 * m.exp(-10 * s) + 3 * m.exp(-4 * s)) for s in t]


def osborne_2(x):
    y = [1.366, 1.191, 1.112, 1.013, .991, .885, .831, .847, .786, .725, .746, .679, .608, .655, .616, .606, .602,
         .626, .651, .724, .649, .649, .694, .644, .624, .661, .612, .558, .533, .495, .500, .423, .395, .375, .372,
         .391, .396, .405, .428, .429, .523, .562, .607, .653, .672, .708, .633, .668, .645, .632, .591, .559, .597,
         .625, .739, .710, .729, .720, .636, .581, .428, .292, .162, .098, .054]
    f = []
    for i, yi in enumerate(y):
        t = q(i, 10)
        f.append(mpf(yi) - x[0] * m.exp(-t * x[4])
                 - sum(x[k] * m.exp(-(t - x[k + 7])**2 * x[k + 4]) for k in (1, 2, 3)))
    return f


def watson(x):
    n = len(x)
    f = []
    for i in range(1, 30):
        t = q(i, 29)
        f.append(sum((j - 1) * x[j - 1] * t**(j - 2) for j in range(2, n + 1))
                 - sum(x[j - 1] * t**(j - 1) for j in range(1, n + 1))**2 - 1)
    return f + [x[0], x[1] - x[0]**2 - 1]


def extended_rosenbrock(x):
    return [r for i in range(0, len(x), 2) for r in rosenbrock(x[i:i + 2])]


def extended_powell(x):
    return [r for i in range(0, len(x), 4) for r in powell_singular(x[i:i + 4])]


def penalty_1(x):
    return [m.sqrt(mpf(1e-5)) * (xi - 1) for xi in x] + [sum(xi**2 for xi in x) - q(1, 4)]


def penalty_2(x):
    n = len(x)
    a = m.sqrt(mpf(1e-5))

    def e(s):
        return m.exp(s / mpf(10))
    f = [x[0] - mpf(0.2)]
    f += [a * (e(x[i - 1]) + e(x[i - 2]) - e(i) - e(i - 1)) for i in range(2, n + 1)]
    f += [a * (e(x[i - n]) - e(-1)) for i in range(n + 1, 2 * n)]
    return f + [sum((n - j + 1) * x[j - 1]**2 for j in range(1, n + 1)) - 1]


def variably_dimensioned(x):
    s = sum(j * (xj - 1) for j, xj in enumerate(x, 1))
    return [xi - 1 for xi in x] + [s, s**2]


def trigonometric(x):
    n = len(x)
    return [n - sum(m.cos(xj) for xj in x) + i * (1 - m.cos(xi)) - m.sin(xi) for i, xi in enumerate(x, 1)]


def brown_almost_linear(x):
    return [xi + sum(x) - (len(x) + 1) for xi in x[:-1]] + [m.fprod(x) - 1]


def padded(x):
    return [mpf(0)] + list(x) + [mpf(0)]


def discrete_boundary_value(x):
    n, z = len(x), padded(x)
    h = q(1, n + 1)
    return [2 * z[i] - z[i - 1] - z[i + 1] + h**2 * (z[i] + i * h + 1)**3 / 2 for i in range(1, n + 1)]


def discrete_integral(x):
    n, z = len(x), padded(x)
    h = q(1, n + 1)
    p = [(z[j] + j * h + 1)**3 for j in range(n + 1)]
    return [z[i] + h * ((1 - i * h) * sum(j * h * p[j] for j in range(1, i + 1))
                        + i * h * sum((1 - j * h) * p[j] for j in range(i + 1, n + 1))) / 2 for i in range(1, n + 1)]


def broyden_tridiagonal(x):
    z = padded(x)
    return [(3 - 2 * z[i]) * z[i] - z[i - 1] - 2 * z[i + 1] + 1 for i in range(1, len(x) + 1)]


def broyden_banded(x):
    n = len(x)
    return [x[i] * (2 + 5 * x[i]**2) + 1
            - sum(x[j] * (1 + x[j]) for j in range(max(0, i - 5), min(n, i + 2)) if j != i) for i in range(n)]


def linear_full_rank(x):
    return [(x[i] if i < len(x) else 0) - q(2, 10) * sum(x) - 1 for i in range(10)]


def linear_rank_1(x):
    return [i * sum(j * xj for j, xj in enumerate(x, 1)) - 1 for i in range(1, 11)]


def linear_rank_1_with_zeros(x):
    s = sum(j * x[j - 1] for j in range(2, len(x)))
    return [mpf(-1)] + [(i - 1) * s - 1 for i in range(2, 10)] + [mpf(-1)]


def chebyquad(x):
    n = len(x)
    return [sum(m.chebyt(i, 2 * xj - 1) for xj in x) / n + (q(1, i * i - 1) if i % 2 == 0 else 0)
            for i in range(1, n + 1)]


BOUNDARY = [j / 11 * (j / 11 - 1) for j in range(1, 11)]
PROBLEMS = {
    'Rosenbrock': (rosenbrock, [-1.2, 1]),
    'Freudenstein-Roth': (freudenstein_roth, [.5, -2]),
    'Powell badly scaled': (powell_badly_scaled, [0, 1]),
    'Brown badly scaled': (brown_badly_scaled, [1, 1]),
    'Beale': (beale, [1, 1]),
    'Jennrich-Sampson': (jennrich_sampson, [.3, .4]),
    'Helical valley': (helical_valley, [-1, 0, 0]),
    'Bard': (bard, [1, 1, 1]),
    'Gaussian': (gaussian, [.4, 1, 0]),
    'Meyer': (meyer, [.02, 4000, 250]),
    'Gulf research and development': (gulf, [5, 2.5, .15]),
    'Box three-dimensional': (box, [0, 10, 20]),
    'Powell singular': (powell_singular, [3, -1, 0, 1]),
    'Wood': (wood, [-3, -1, -3, -1]),
    'Kowalik-Osborne': (kowalik_osborne, [.25, .39, .415, .39]),
    'Brown-Dennis': (brown_dennis, [25, 5, -5, -1]),
    'Osborne 1': (osborne_1, [.5, 1.5, -1, .01, .02]),
    'Biggs EXP6': (biggs, [1, 2, 1, 1, 1, 1]),
    'Osborne 2': (osborne_2, [1.3, .65, .65, .7, .6, 3, 5, 7, 2, 4.5, 5.5]),
    'Watson': (watson, [0] * 6),
    'Extended Rosenbrock': (extended_rosenbrock, [-1.2, 1] * 5),
    'Extended Powell singular': (extended_powell, [3, -1, 0, 1] * 3),
    'Penalty I': (penalty_1, [1, 2, 3, 4]),
    'Penalty II': (penalty_2, [.5] * 4),
    'Variably dimensioned': (variably_dimensioned, [1 - j / 10 for j in range(1, 11)]),
    'Trigonometric': (trigonometric, [.1] * 10),
    'Brown almost-linear': (brown_almost_linear, [.5] * 10),
    'Discrete boundary value': (discrete_boundary_value, BOUNDARY),
    'Discrete integral equation': (discrete_integral, BOUNDARY),
    'Broyden tridiagonal': (broyden_tridiagonal, [-1] * 10),
    'Broyden banded': (broyden_banded, [-1] * 10),
    'Linear, full rank': (linear_full_rank, [1] * 5),
    'Linear, rank 1': (linear_rank_1, [1] * 5),
    'Linear, rank 1 with zeros': (linear_rank_1_with_zeros, [1] * 5),
    'Chebyquad': (chebyquad, [j / 9 for j in range(1, 9)]),
}


def text(y):
    return m.nstr(y, 25) if abs(y) > mpf(10)**-50 else '0'


print('# Written by make_reference_residuals.py with mpmath', m.__version__ if hasattr(m, '__version__') else '')
for name, (f, start) in PROBLEMS.items():
    x = [mpf(xi) for xi in start]
    columns = []
    for j in range(len(x)):
        ahead, behind = list(x), list(x)
        ahead[j] += H
        behind[j] -= H
        columns.append([(a - b) / (2 * H) for a, b in zip(f(ahead), f(behind))])
    for i, r in enumerate(f(x)):
        print(name, text(mpf(r)), *[text(column[i]) for column in columns], sep='\t')
