# SPDX-License-Identifier: MIT
"""Writes the tables of one run.

usage: table.py IDENTITIES.json SLOPE > verify.md
"""
import datetime
import json
import os
import platform
import resource
import statistics
import subprocess
import sys

# The benchmark, what is decided, the verdict, and the goal in ms.
ROWS = [
    ("central_proved", "σ′ = σ(1 − σ)", "proved", 0.1),
    ("central_refuted", "σ′ = σ(1 − σ) + 10^−30", "refuted", None),
    ("network_proved/10", "2-10-1 network, partial derivative by one weight", "proved", None),
    ("network_proved/80", "2-80-1 network, the same", "proved", None),
    ("network_all_proved/80", "2-80-1 network, by all 80 weights of an input, added up", "proved", 50),
    ("network_refuted/80", "2-80-1 network, by one weight, + 10^−30", "refuted", None),
]
EXHAUSTIVE = ["sigmoid(x)", "tanh(x)", "softplus(x)", "logsigmoid(x)", "logit(x)", "swish(x)", "gelu(x)"]


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def run(*command):
    """The output, and the seconds of processor time and of the clock."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), datetime.datetime.now()
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), datetime.datetime.now()
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout, used, (end - start).total_seconds()


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        times = {}
        for b in json.load(file)["benchmarks"]:
            if b.get("run_type") == "iteration":
                factor = {"ns": 1e-6, "us": 1e-3, "ms": 1}[b["time_unit"]]
                times.setdefault(b["run_name"], []).append(b["cpu_time"] * factor)
    slope = sys.argv[2]
    print("# Speed of verdicts\n")
    print(f"{datetime.date.today()}, {processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}. "
          "Written by `benchmarks/run verify`.\n")
    print("## Identities\n")
    print("`slope::verify` of expressions that exist already; CPU time of one thread, median of the repetitions.\n")
    print("| identity | verdict | time | goal | met |\n|---|---|---|---|---|")
    for name, title, verdict, goal in ROWS:
        if name not in times:
            continue
        ms = statistics.median(times[name])
        met = "" if goal is None else "yes" if ms <= goal else "no"
        print(f"| {title} | {verdict} | {ms:.3g} ms | {'' if goal is None else f'{goal} ms'} | {met} |")
    report, used, clock = run(slope, "verify")
    print(f"\n## The witnesses of σ′\n\n`slope verify`: {clock:.1f} s by the clock, {used:.1f} s of processor time "
          f"(goal: 10 s).\n\n```\n{report.strip()}\n```\n")
    print("## Every float\n")
    print("`slope verify FORMULA --exhaustive`, the row of the floats: the derivative at all 2^32 floats, from the kernel "
          "for arrays of\nfloats, against the nearest float to the true slope. On runs of 2^17 floats where rigorous bounds show "
          "that this is one\nand the same, against that; elsewhere against the printed formula in double precision, held to rigorous "
          "bounds at one float\nof every other run. CPU time of all threads, that of the other witnesses subtracted; the goal is 25 s "
          "for each function.\n")
    print("| formula | verdict | coverage | worst | where | CPU time |\n|---|---|---|---|---|---|")
    for formula in EXHAUSTIVE:
        _, others, _ = run(slope, "verify", formula)
        report, used, _ = run(slope, "verify", formula, "--exhaustive", "--format", "json")
        for row in json.loads(report)["witnesses"]:
            if "float" in row["witness"]:
                print(f"| {formula} | {row['verdict']} | {row['coverage']} | {row['worst']} | {row['where']} "
                      f"| {used - others:.1f} s |")


main()
