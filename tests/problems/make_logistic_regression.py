#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes logistic_regression.tsv: the logistic regression of breast_cancer.csv, by mpmath with 40 digits. Run by hand:

    python3 tests/problems/make_logistic_regression.py > tests/problems/logistic_regression.tsv

Features are standardized (mean 0, standard deviation 1, over all n rows); w0 is the intercept. The loss is
sum(log(1 + exp(-s_i (w0 + w.x_i)))) + (w1^2 + ... + w30^2)/2, with s_i = 1 for label 1 and -1 for label 0.
Lines: loss at w = 0, its gradient there, the least loss, the weights there."""
import csv
import os

from mpmath import mp, mpf
import mpmath as m

mp.dps = 40
HERE = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(HERE, '..', 'data', 'breast_cancer.csv'), encoding='utf-8') as file:
    table = [[mpf(float(field)) for field in row] for row in list(csv.reader(file))[1:]]
n = len(table)
signs = [2 * row[-1] - 1 for row in table]
columns = [[mpf(1)] * n]
for j in range(30):
    column = [row[j] for row in table]
    mean = sum(column) / n
    deviation = m.sqrt(sum((x - mean)**2 for x in column) / n)
    columns.append([(x - mean) / deviation for x in column])
rows = [m.matrix([column[i] for column in columns]) for i in range(n)]


def margins(w):
    return [signs[i] * m.fdot(w, rows[i]) for i in range(n)]


def loss(w):
    return sum(m.log1p(m.exp(-t)) for t in margins(w)) + sum(w[j]**2 for j in range(1, 31)) / 2


def gradient(w):
    weights = [-signs[i] / (1 + m.exp(t)) for i, t in enumerate(margins(w))]
    return [m.fdot(weights, columns[j]) + (w[j] if j else 0) for j in range(31)]


def hessian(w):
    weights = [1 / (1 + m.exp(t)) / (1 + m.exp(-t)) for t in margins(w)]
    h = m.matrix(31)
    for j in range(31):
        scaled = [a * b for a, b in zip(weights, columns[j])]
        for k in range(j + 1):
            h[j, k] = h[k, j] = m.fdot(scaled, columns[k]) + (1 if j == k and j else 0)
    return h


w = m.matrix([mpf(0)] * 31)
print('# Written by make_logistic_regression.py with mpmath')
print(m.nstr(loss(w), 25))
print(*[m.nstr(g, 25) for g in gradient(w)], sep='\t')
while True:
    step = m.lu_solve(hessian(w), m.matrix(gradient(w)))
    w = w - step
    if m.norm(step) < mpf(10)**-30:
        break
print(m.nstr(loss(w), 25))
print(*[m.nstr(wj, 25) for wj in w], sep='\t')
