#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes reference.hpp: gradients of small networks and steps of optimizers, by mpmath with 40 digits.

The gradients are central differences of the loss, with a step of 1e-12, so that no chain rule is involved.
"""
from mpmath import mp, mpf, exp, log, log1p, tanh, erfc, sqrt, fabs

mp.dps = 40

ACTIVATIONS = {
    "identity": lambda x: x,
    "sigmoid": lambda x: 1 / (1 + exp(-x)),
    "tanh": tanh,
    "relu": lambda x: max(x, mpf(0)),
    "leaky_relu": lambda x: x if x > 0 else x / 100,
    "elu": lambda x: x if x > 0 else exp(x) - 1,
    "gelu": lambda x: x * erfc(-x / sqrt(mpf(2))) / 2,
    "swish": lambda x: x / (1 + exp(-x)),
    "softplus": lambda x: log1p(exp(x)),
}
ROWS = [[mpf(3) / 4, mpf(-5) / 4], [mpf(-1) / 2, mpf(2)], [mpf(1) / 8, mpf(3) / 8]]
TARGETS = [[mpf(1) / 2, mpf(-1)], [mpf(2), mpf(1) / 4], [mpf(-3), mpf(1)]]
LABELS = [1, 0, 1]
PARAMETERS = [mpf(k * k % 17 - 8) / 8 for k in range(1, 18)]  # of a 2-3-2 network


def outputs(p, f, row):
    h = [f(sum(row[i] * p[i * 3 + j] for i in range(2)) + p[6 + j]) for j in range(3)]
    return [sum(h[j] * p[9 + j * 2 + k] for j in range(3)) + p[15 + k] for k in range(2)]


def huber(d):
    return d * d / 2 if fabs(d) <= 1 else fabs(d) - mpf(1) / 2


LOSSES = {
    "squared_error": lambda y, i: sum((a - t) ** 2 for a, t in zip(y, TARGETS[i])) / 2,
    "huber": lambda y, i: sum(huber(a - t) for a, t in zip(y, TARGETS[i])) / 2,
    "cross_entropy": lambda y, i: log(sum(exp(z) for z in y)) - y[LABELS[i]],
}


def loss(p, f, of):
    return sum(of(outputs(p, f, row), i) for i, row in enumerate(ROWS)) / 3


def gradient(function, p):
    h = mpf(10) ** -12
    return [(function(p[:i] + [p[i] + h] + p[i + 1:]) - function(p[:i] + [p[i] - h] + p[i + 1:])) / (2 * h)
            for i in range(len(p))]


# The optimizers minimize this, from (1, -2).
def slopes(w):
    return [4 * w[0] + w[1] - 1, w[0] + 2 * w[1] + 2 * w[1] ** 3]


def sgd(rate, momentum=0, nesterov=False):
    v = [mpf(0), mpf(0)]

    def step(w, g, _):
        for i in range(2):
            v[i] = momentum * v[i] + g[i]
            w[i] -= rate * (g[i] + momentum * v[i] if nesterov else v[i])
    return step


def rmsprop(rate, decay=mpf("0.99"), epsilon=mpf("1e-8")):
    s = [mpf(0), mpf(0)]

    def step(w, g, _):
        for i in range(2):
            s[i] = decay * s[i] + (1 - decay) * g[i] ** 2
            w[i] -= rate * g[i] / (sqrt(s[i]) + epsilon)
    return step


def adam(rate, shrink=0, beta1=mpf("0.9"), beta2=mpf("0.999"), epsilon=mpf("1e-8")):
    m, v = [mpf(0), mpf(0)], [mpf(0), mpf(0)]

    def step(w, g, t):
        for i in range(2):
            w[i] -= rate * shrink * w[i]
            m[i] = beta1 * m[i] + (1 - beta1) * g[i]
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
            w[i] -= rate * (m[i] / (1 - beta1 ** t)) / (sqrt(v[i] / (1 - beta2 ** t)) + epsilon)
    return step


OPTIMIZERS = {
    "Sgd{.rate = 0.05}": lambda: sgd(mpf("0.05")),
    "Sgd{.rate = 0.05, .momentum = 0.9}": lambda: sgd(mpf("0.05"), mpf("0.9")),
    "Sgd{.rate = 0.05, .momentum = 0.9, .nesterov = true}": lambda: sgd(mpf("0.05"), mpf("0.9"), True),
    "RmsProp{.rate = 0.05}": lambda: rmsprop(mpf("0.05")),
    "Adam{.rate = 0.05}": lambda: adam(mpf("0.05")),
    "AdamW{.rate = 0.05, .decay = 0.1}": lambda: adam(mpf("0.05"), mpf("0.1")),
}


def numbers(values):
    return "{" + ", ".join(mp.nstr(v, 17) for v in values) + "}"


print("// SPDX-License-Identifier: MIT")
print("// Written by reference.py: do not edit.")
print("// clang-format off")
print("#pragma once\n\n#include <array>\n#include <vector>\n\n#include \"slope/network/optimizer.hpp\"\n")
print("namespace slope::reference {\n")
print("struct Gradient { const char* activation; const char* loss; double value; std::vector<double> gradient; };")
print("inline const std::vector<double> parameters = " + numbers(PARAMETERS) + ";")
print("inline const std::vector<Gradient> gradients{")
for name, f in ACTIVATIONS.items():
    for loss_name, of in LOSSES.items():
        def function(p):
            return loss(p, f, of)
        print('    {"%s", "%s", %s,\n     %s},' % (name, loss_name, mp.nstr(function(PARAMETERS), 17),
                                                  numbers(gradient(function, PARAMETERS))))
print("};\n")
print("// Where each optimizer is after 1, 2, 3, 10 and 50 steps.")
print("struct Path { OptimizerOptions optimizer; std::array<std::array<double, 2>, 5> at; };")
print("inline const std::array<std::size_t, 5> steps{1, 2, 3, 10, 50};")
print("inline const std::vector<Path> paths{")
for name, make in OPTIMIZERS.items():
    step, w, at = make(), [mpf(1), mpf(-2)], []
    for t in range(1, 51):
        step(w, slopes(w), t)
        if t in (1, 2, 3, 10, 50):
            at.append(numbers(w))
    print("    {%s,\n     {{%s}}}," % (name, ", ".join(at)))
print("};\n\n}  // namespace slope::reference")
