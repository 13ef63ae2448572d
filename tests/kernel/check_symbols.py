# SPDX-License-Identifier: MIT
"""Fails if a kernel file for one instruction set defines anything that another file may define too.

The linker keeps one of several copies of an inline function. If that is the copy compiled for AVX-512, a processor
without it stops with an illegal instruction, in code that has nothing to do with kernels.

usage: check_symbols.py NM LIBRARY
"""
import re
import subprocess
import sys

nm, library = sys.argv[1:]
lines = subprocess.run([nm, "--demangle", "--defined-only", library], check=True, capture_output=True, text=True).stdout
member, seen, wrong = None, set(), []
for line in lines.splitlines():
    if match := re.fullmatch(r"(avx2|avx512)\.cpp\.o:", line):
        member = match[1]
        seen.add(member)
    elif line.endswith(".o:"):
        member = None
    elif member and (match := re.fullmatch(r"[0-9a-f]+ ([A-Z]|[uvw]) (.*)", line)):
        if f"slope::kernel::{member}::" not in match[2]:
            wrong.append(f"{member}: {match[2]}")
print("\n".join(wrong))
sys.exit(bool(wrong) or seen != {"avx2", "avx512"})
