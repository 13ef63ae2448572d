# SPDX-License-Identifier: MIT
"""Times a training step of PyTorch from Python, on one thread, as network_benchmark does from C++.

Prints a line for each shape: type, layers, batch, name, microseconds, parted by tabs. usage: torch_eager.py ROUNDS
"""
import sys
import time

import torch

SHAPES = [([2, 16, 1], 4), ([8, 16, 16, 1], 1), ([30, 16, 1], 32), ([64, 32, 10], 32), ([784, 128, 10], 64)]


def step_of(sizes, batch, dtype):
    torch.manual_seed(1)
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.Sigmoid()]
    network = torch.nn.Sequential(*layers[:-1]).to(dtype)
    loss_of = torch.nn.BCEWithLogitsLoss(reduction="sum")
    optimizer = torch.optim.SGD(network.parameters(), lr=1e-3)
    x = torch.randn(batch, sizes[0], dtype=dtype)
    target = (torch.randn(batch, sizes[-1]) > 0).to(dtype)

    def step():
        optimizer.zero_grad()
        loss = loss_of(network(x), target)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def microseconds(step, steps):
    start = time.perf_counter()
    for _ in range(steps):
        step()
    return (time.perf_counter() - start) / steps * 1e6


def main():
    torch.set_num_threads(1)
    rounds = max(1, int(sys.argv[1]) // 5)
    for dtype, name in [(torch.float64, "double"), (torch.float32, "float")]:
        for sizes, batch in SHAPES:
            step = step_of(sizes, batch, dtype)
            microseconds(step, 20)
            least = min(microseconds(step, 10) for _ in range(rounds))
            print(name, "-".join(map(str, sizes)), batch, "PyTorch from Python", f"{least:.3f}", sep="\t", flush=True)


main()
