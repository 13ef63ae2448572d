# SPDX-License-Identifier: MIT
"""Times SymPy on the workloads of this folder and prints {workload: [seconds, ...]} as JSON.

usage: sympy_peer.py REPETITIONS SECONDS

Each workload runs in a process of its own, so that SymPy's caches are cold and a crash or more than SECONDS
(an empty list) harms no other. CPU time of the work alone.
"""
import json
import multiprocessing
import sys
import time

import sympy
from sympy.parsing.sympy_parser import parse_expr


def sigmoid(u):
    return 1 / (1 + sympy.exp(-u))


def nested_sigmoid(depth):
    x = f = sympy.Symbol("x")
    for _ in range(depth):
        f = sigmoid(f)
    return lambda: f.diff(x)


def network():
    parameters = []

    def parameter():
        parameters.append(sympy.Symbol(f"w{len(parameters)}"))
        return parameters[-1]

    layer = sympy.symbols("x:4")
    for width in (8, 1):
        layer = [sigmoid(parameter() + sum(parameter() * v for v in layer)) for _ in range(width)]
    return layer[0], parameters


def network_gradient():
    f, parameters = network()
    return lambda: [f.diff(p) for p in parameters]


def network_hessian():
    f, parameters = network()

    def work():
        first = [f.diff(p) for p in parameters]
        return [g.diff(p) for i, g in enumerate(first) for p in parameters[i:]]

    return work


def sum_1000():
    x = sympy.Symbol("x")
    f = sympy.Add(*[sympy.sin(i * x) * sympy.exp(-(x**2) / i) for i in range(1, 1001)])
    return lambda: f.diff(x)


def formula(size):
    text = "x"
    i = 1
    while len(text) < size:
        text += (
            f" + {i}*x^{i % 7 + 2}*sin({i}*y)",
            f" - {i}.5*exp(-x*z/{i})",
            f" + x*y/{i}",
            f" - (x + {i})*cos(z - {i})^2",
        )[i % 4]
        i += 1
    return text


def parse(kilobytes):
    text = formula(1000 * kilobytes).replace("^", "**")
    return lambda: parse_expr(text)


def expand_power():
    x, y, z = sympy.symbols("x y z")
    f = (x + y + z + 1) ** 20
    return f.expand


def sigmoid_polynomial(order):
    s = sympy.Symbol("s")
    slope = sympy.Poly(s - s**2, s)

    def work():
        p = slope
        for _ in range(order - 1):
            p = p.diff(s) * slope
        return p

    return work


WORKLOADS = {
    "nested_sigmoid_5": lambda: nested_sigmoid(5),
    "nested_sigmoid_20": lambda: nested_sigmoid(20),
    "nested_sigmoid_100": lambda: nested_sigmoid(100),
    "network_gradient": network_gradient,
    "network_hessian": network_hessian,
    "sum_1000": sum_1000,
    "parse_1_kB": lambda: parse(1),
    "parse_100_kB": lambda: parse(100),
    "expand_power_20": expand_power,
    "sigmoid_polynomial_20": lambda: sigmoid_polynomial(20),
    "sigmoid_polynomial_100": lambda: sigmoid_polynomial(100),
}


def measure(name, answer):
    work = WORKLOADS[name]()
    start = time.process_time()
    try:
        work()
    except RecursionError:
        sys.exit(1)
    answer.put(time.process_time() - start)


def run(name, repetitions, limit):
    times = []
    for _ in range(repetitions):
        answer = multiprocessing.Queue()
        process = multiprocessing.Process(target=measure, args=(name, answer))
        process.start()
        process.join(limit)
        if process.is_alive():
            process.kill()
            process.join()
            return []
        if process.exitcode != 0:
            return []
        times.append(answer.get())
    return times


if __name__ == "__main__":
    print(json.dumps({name: run(name, int(sys.argv[1]), float(sys.argv[2])) for name in WORKLOADS}, indent=1))
