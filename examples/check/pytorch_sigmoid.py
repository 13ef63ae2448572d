# SPDX-License-Identifier: MIT
"""torch.sigmoid, or with --backward its derivative by autograd: a number a line in, a result a line out.

With --float in float, which is what most networks compute in.
"""
import sys

import torch

numbers = [float(line) for line in sys.stdin]
kind = torch.float32 if "--float" in sys.argv else torch.float64
x = torch.tensor(numbers, dtype=kind, requires_grad=True)
y = torch.sigmoid(x)
if "--backward" in sys.argv:
    y.sum().backward()
    y = x.grad
print("\n".join(repr(v) for v in y.detach().tolist()))
