# SPDX-License-Identifier: MIT
"""Times compiling each file of this folder: value and gradient of sigmoid(a b) sin a with one engine.

usage: measure.py REPETITIONS > compile_time.md

Each figure is the least CPU time of the compiler (g++ -O2, no ccache), repetitions of all files interleaved. Every
program is linked and run once, and has to print what the one by hand prints.
"""
import datetime
import math
import os
import pathlib
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
LIBRARY = ROOT / "build/release/src/libslope.a"
COMPILER = ["g++", "-std=c++20", "-O2", "-I", ROOT / "include", "-isystem", "/usr/include/eigen3",
            "-isystem", "/usr/lib/R/site-library/StanHeaders/include"]
LINKED = {"adolc": ["-ladolc"], "stan": ["-ltbb"]}
LINKED_SLOPE = [LIBRARY, "-lfmt", "-lmpfi", "-lmpfr", "-lgmp"]
ALLOWED = 1.0  # seconds more than the empty file


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        return next(line.split(":")[1].strip() for line in file if line.startswith("model name"))


def compile_seconds(source, target):
    """CPU seconds of compiling, or None where the engine's headers are missing."""
    before = os.times()
    # Without the compiler's cache, whatever the compiler's name leads to.
    done = subprocess.run([*COMPILER, "-c", source, "-o", target], env={**os.environ, "CCACHE_DISABLE": "1"},
                          capture_output=True, text=True, check=False)
    after = os.times()
    if done.returncode:
        if "No such file or directory" in done.stderr:
            return None
        sys.exit(f"{source}:\n{done.stderr}")
    return after.children_user + after.children_system - before.children_user - before.children_system


def printed(name, target):
    program = target.with_suffix("")
    subprocess.run(["g++", target, "-o", program, *(LINKED_SLOPE if name.startswith("slope") else LINKED.get(name, []))], check=True)
    return [float(word) for word in subprocess.run([program], capture_output=True, text=True, check=True).stdout.split()]


def main():
    repetitions = int(sys.argv[1])
    sources = {path.stem: path for path in sorted(FOLDER.glob("*.cpp"))}
    titles = {name: path.read_text(encoding="utf-8").splitlines()[1].removeprefix("// ") for name, path in sources.items()}
    seconds = {name: [] for name in sources}
    with tempfile.TemporaryDirectory() as folder:
        target = {name: pathlib.Path(folder) / f"{name}.o" for name in sources}
        for _ in range(repetitions):
            for name in list(seconds):
                took = compile_seconds(sources[name], target[name])
                if took is None:
                    print(f"{titles[name]}: not installed, so left out", file=sys.stderr)
                    del seconds[name]
                else:
                    seconds[name].append(took)
        by_hand = printed("plain", target["plain"])
        for name in seconds.keys() - {"empty", "plain"}:
            values = printed(name, target[name])
            if len(values) != 3 or not all(math.isclose(v, h, rel_tol=1e-12) for v, h in zip(values, by_hand)):
                sys.exit(f"{titles[name]} is wrong: {values}, not {by_hand}")
    least = {name: max(0.0, min(times)) for name, times in seconds.items()}
    version = subprocess.run(["g++", "-dumpfullversion"], capture_output=True, text=True, check=True).stdout.strip()
    print("# Time to compile a small file that takes one gradient\n")
    print(f"{datetime.date.today()}, {processor()}, g++ {version} -O2. Written by `benchmarks/run compile_time`.\n")
    print("| | s | more than the empty file | goal |\n|---|---|---|---|")
    for name in sorted(least, key=least.get):
        more = least[name] - least["empty"]
        goal = "" if not name.startswith("slope") else f"≤ {ALLOWED:g}: " + ("met" if more <= ALLOWED else "**not met**")
        print(f"| {titles[name]} | {least[name]:.2f} | {more:.2f} | {goal} |")
    print(f"\nValue and gradient of σ(ab) sin a, {FOLDER.relative_to(ROOT)}. Each figure is the least CPU time of the "
          f"compiler,\nwithout linking and without ccache, repetitions of all files interleaved. Every program is run "
          "once, and has to print\nwhat the one by hand prints.")


if __name__ == "__main__":
    main()
