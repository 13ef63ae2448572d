# SPDX-License-Identifier: MIT
"""Writes the tables of one run.

usage: table.py BASELINE.json [NATIVE.json] > autodiff.md
"""
import datetime
import json
import os
import platform
import sys

PRIMAL = "primal"
BY_HAND = ["adjoint by hand", "dual by hand"]

# What Slope is to reach: time of the derivative over time of the primal.
GOALS = {
    "goal, scalar code": {"W1": 1.6, "W2": 4.5, "W3": 3.5, "W4": 12, "W5": 4, "W6": 5, "W7": 2.0, "W8": 10, "W9": 1.8, "W9b": 1.8},
    "goal, block entries": {"W2": 2, "W3": 1, "W4": 2, "W5": 2, "W6": 2, "W7": 2},
}

METHOD = """\
Each figure is the time of value and derivatives over the time of the primal, the function alone written by hand in
plain doubles without -ffast-math: shortest over shortest. All engines run in one process, in one pinned thread; each
round runs all engines of a workload in another order for about a millisecond each, in CPU time of the thread. Before
it is timed, each engine's value and derivatives are compared with the adjoint by hand (to 1e-9 of each derivative),
and this with difference quotients of the primal; a wrong derivative ends the run.
Every engine gets the same template (`benchmarks/autodiff/workloads`), its inputs as an array of its own numbers,
values in, derivatives out, and keeps its memory from call to call. Those that have no σ or log(1 + e^u) differentiate
1/(1 + exp(-u)) and log(1 + exp(u)) in one statement. W1 to W7 are gradients, in reverse mode where the engine has
it; W8 is a Hessian, forward over reverse but by hand and by Slope, which keeps second partial derivatives; W9 is a
gradient in forward mode. "–": the engine does not have that
mode, or it would make no sense (forward mode for a thousand inputs).
"""


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        return next(line.split(":")[1].strip() for line in file if line.startswith("model name"))


def show(value):
    return "–" if value is None else f"{value:.2f}" if value < 9.995 else f"{value:.1f}" if value < 99.95 else f"{value:.0f}"


def nanoseconds(seconds):
    return f"{seconds * 1e9:.3g} ns" if seconds < 1e-6 else f"{seconds * 1e6:.3g} µs" if seconds < 1e-3 else f"{seconds * 1e3:.3g} ms"


def write_table(run):
    names = [workload["name"] for workload in run["workloads"]]
    seconds, versions = {}, {}
    for time in run["times"]:
        seconds.setdefault(time["engine"], {})[time["workload"]] = time["seconds"]
        versions[time["engine"]] = time["version"]
    primal = seconds.pop(PRIMAL)
    ratios = {engine: {w: t / primal[w] for w, t in times.items()} for engine, times in seconds.items()}

    def row(title, version, values, bold=()):
        cells = [f"**{show(values.get(w))}**" if w in bold else show(values.get(w)) for w in names]
        print(f"| {title} | {version} | " + " | ".join(cells) + " |")

    peers = [e for e in ratios if e not in BY_HAND and not e.startswith("Slope")]
    slopes = sorted(e for e in ratios if e.startswith("Slope"))
    best = {w: min((ratios[e][w] for e in peers + slopes if w in ratios[e]), default=None) for w in names}
    # The peer that is fastest on the whole stands first.
    peers.sort(key=lambda e: sum(ratios[e][w] / best[w] for w in ratios[e]) / len(ratios[e]))
    print("| | version | " + " | ".join(names) + " |")
    print("|---|---|" + "---|" * len(names))
    print("| the primal takes | | " + " | ".join(nanoseconds(primal[w]) for w in names) + " |")
    for engine in BY_HAND:
        if engine in ratios:
            row(engine, "", ratios[engine])
    for engine in slopes + peers:
        row(engine, versions[engine], ratios[engine], [w for w in names if ratios[engine].get(w) == best[w]])
    for goal, values in GOALS.items():
        row(goal, "", values)


def main():
    runs = [json.load(open(path, encoding="utf-8")) for path in sys.argv[1:]]
    print("# Automatic differentiation: speed\n")
    print(f"{datetime.date.today()}, {processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
          f"Linux {platform.release()}, {runs[0]['compiler']}. Written by `benchmarks/run autodiff`.\n")
    for workload in runs[0]["workloads"]:
        print(f"- {workload['name']}: {workload['title']}")
    for run in runs:
        print(f"\n## {run['flags']}\n")
        write_table(run)
        if run["left_out"]:
            print(f"\nNot installed, so left out:{run['left_out']}.")
    print("\nBold: the fastest engine.\n\n" + METHOD, end="")


if __name__ == "__main__":
    main()
