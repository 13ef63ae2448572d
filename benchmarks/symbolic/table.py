# SPDX-License-Identifier: MIT
"""Writes the table of one run.

usage: table.py SLOPE_AND_GINAC.json MEMORY.json SYMPY.json > symbolic.md
"""
import json
import platform
import statistics
import sys

# The workload, its title, the peer's name for it, how many times as fast as GiNaC it is to be, and SymEngine
# 0.14 in µs on it, measured at another time on a machine of the same kind.
ROWS = [
    ("nested_sigmoid_5_raw", "derivative of σ nested 5 deep, raw", "nested_sigmoid_5", None, 9.9),
    ("nested_sigmoid_20_raw", "… 20 deep, raw", "nested_sigmoid_20", None, 71),
    ("nested_sigmoid_100_raw", "… 100 deep, raw", "nested_sigmoid_100", 1000, 1867),
    ("nested_sigmoid_1000_raw", "… 1000 deep, raw", "nested_sigmoid_1000", None, None),
    ("nested_sigmoid_5_simplified", "… 5 deep, simplified", "nested_sigmoid_5", None, None),
    ("nested_sigmoid_20_simplified", "… 20 deep, simplified", "nested_sigmoid_20", None, None),
    ("nested_sigmoid_100_simplified", "… 100 deep, simplified", "nested_sigmoid_100", 200, None),
    ("nested_sigmoid_1000_simplified", "… 1000 deep, simplified", "nested_sigmoid_1000", None, None),
    ("nested_sigmoid_100_spelt", "… 100 deep, raw, spelt 1/(1 + exp(-u))", "nested_sigmoid_100", None, None),
    ("network_gradient", "4-8-1 network: 49 partial derivatives", "network_gradient", 300, 859),
    ("network_hessian", "4-8-1 network: 1225 second derivatives", "network_hessian", 200, 34800),
    ("sum_1000_raw", "derivative of Σ sin(i x) exp(−x²/i), 1000 terms, raw", "sum_1000", 60, 4740),
    ("sum_1000_simplified", "… simplified", "sum_1000", None, None),
    ("parse_1_kB", "parse 1 kB", "parse_1_kB", None, None),
    ("parse_100_kB", "parse 100 kB", "parse_100_kB", 20, None),
    ("expand_power_20", "expand (x + y + z + 1)^20", "expand_power_20", 1, 1380),
    ("sigmoid_polynomial_20", "20th derivative of σ as a polynomial", "sigmoid_polynomial_20", None, 9.9),
    ("sigmoid_polynomial_100", "100th", "sigmoid_polynomial_100", None, 834),
    ("sigmoid_polynomial_1000", "1000th", "sigmoid_polynomial_1000", None, 506000),
]

METHOD = """\
One process runs Slope and GiNaC, repetitions of all workloads shuffled; SymPy runs in processes of its own in the
same run. Each figure is the median of the repetitions, in CPU time of the thread, of the work alone: preparing
the input and freeing input and result is outside the figure of every engine.
**Slope (cold)**, which the ratios use: each piece of work has symbols of its own and an emptied intern table, so
that every node of the result is made. **Warm**: the same work on the same input again, while the first result is
alive, so that interning finds every node. GiNaC works on a fresh input each time. GiNaC and SymPy have no
sigmoid and differentiate 1/(1 + exp(-u)); the row "spelt" gives Slope the same formula. "–": not measured, or
beyond the time limit, or the peer fails. SymEngine 0.14 is not in Debian; its figures come from another run
on a machine of the same kind, as context (there GiNaC needed 106 ms for σ nested 100 deep).
"""


def medians(path):
    """{name: (seconds, record)} of Google Benchmark's JSON."""
    times, records = {}, {}
    for record in json.load(open(path, encoding="utf-8"))["benchmarks"]:
        if record["run_type"] == "iteration":
            name = record["run_name"].removesuffix("/manual_time")
            times.setdefault(name, []).append(record["real_time"] * 1e-6)
            records[name] = record
    return {name: statistics.median(t) for name, t in times.items()}, records


def show(seconds):
    if seconds is None:
        return "–"
    for unit, scale in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= scale or unit == "µs":
            return f"{seconds / scale:.3g} {unit}" if seconds < 1000 * scale else f"{seconds / scale:.0f} {unit}"


def times_as_fast(peer, own):
    return "–" if peer is None or own is None else f"{peer / own:.3g}×" if peer < 1000 * own else f"{peer / own:.0f}×"


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        return next(line.split(":")[1].strip() for line in file if line.startswith("model name"))


def main():
    own, _ = medians(sys.argv[1])
    memory, records = medians(sys.argv[2])
    context = json.load(open(sys.argv[1], encoding="utf-8"))["context"]
    sympy = {k: statistics.median(v) for k, v in json.load(open(sys.argv[3], encoding="utf-8")).items() if v}
    print("# Symbolic speed\n")
    print(f"{context['date'][:10]}, {processor()}, {context['num_cpus']} cores, load {context['load_avg'][0]:.1f}, "
          f"Linux {platform.release()}. Written by `benchmarks/run`.\n")
    print("| workload | Slope (cold) | warm | GiNaC | SymPy | GiNaC / Slope | goal | met | SymEngine 0.14, elsewhere |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, title, peer, goal, symengine in ROWS:
        cold, warm = own.get(name + "/slope"), own.get(name + "/slope_warm")
        if cold is None:
            continue
        ginac = own.get(peer + "/ginac")
        met = "" if goal is None or ginac is None else "yes" if ginac >= goal * cold else "**no**"
        cells = [title, show(cold), show(warm), show(ginac), show(sympy.get(peer)), times_as_fast(ginac, cold),
                 f"{goal}×" if goal else "", met, show(symengine and symengine * 1e-6)]
        print("| " + " | ".join(cells) + " |")
    print("\n| memory | nodes | bytes per node, intern table included | time per node made through `Expr` |")
    print("|---|---|---|---|")
    for name, title in (("make_chain", "chain of 10^6 sigmoids"), ("make_sum", "sum of 10^6 numbers")):
        record = records[name + "/slope"]
        print(f"| {title} | {record['nodes']:.0f} | {record['bytes_per_node']:.1f} "
              f"| {memory[name + '/slope'] / record['nodes'] * 1e9:.0f} ns |")
    print("\n" + METHOD, end="")


if __name__ == "__main__":
    main()
