"""What a small op costs from Python, beside PyTorch in the same process.

    PYTHONPATH=python python benches/python/overhead.py      # a Python that has torch
"""

import torch
from common import machine, rivals, show

import lumbre


def add(lib):
    x, y = lib.ones(8), lib.ones(8)
    return lambda: x + y


def add_tape(lib):
    x, y = lib.ones(8, requires_grad=True), lib.ones(8, requires_grad=True)
    return lambda: x + y


def add_inner(lib):
    x, y = lib.ones(8, requires_grad=True) * 1, lib.ones(8, requires_grad=True) * 1
    return lambda: x + y


def index(lib):
    x = lib.ones(8, 8)
    return lambda: x[1:3, 2]


def call(lib):
    x = lib.ones(8, 8)
    return lambda: lib.sum(x, dim=1, keepdim=True)


def layer(lib):
    linear, x = lib.nn.Linear(8, 8), lib.ones(4, 8)
    return lambda: linear(x)


def chain(lib, n):
    """A chain of `n` multiplications of 8 numbers, ready for backward."""
    x = lib.ones(8, requires_grad=True)
    y = x
    for _ in range(n):
        y = y * 1.01
    return y.sum()


def backward(n):
    """Median seconds of backward per node, and of forward per node."""
    from statistics import median
    from time import perf_counter

    times = {lumbre: [], torch: []}
    forward = {lumbre: [], torch: []}
    for turn in range(120):
        for lib in (lumbre, torch) if turn % 2 else (torch, lumbre):
            start = perf_counter()
            loss = chain(lib, n)
            middle = perf_counter()
            loss.backward()
            end = perf_counter()
            forward[lib].append((middle - start) / n)
            times[lib].append((end - middle) / n)
            del loss
    return [[median(t[lib][20:]) for lib in (lumbre, torch)] for t in (times, forward)]


def main():
    torch.set_num_threads(1)
    lumbre.set_num_threads(1)
    rows = []
    for what, make, goal in (
        ("`a + b`, 8 floats", add, "4"),
        ("`a + b`, 8 floats, with the tape, leaves", add_tape, "5"),
        ("`a + b`, 8 floats, with the tape, inner values", add_inner, "5"),
        ("`x[1:3, 2]`", index, ""),
        ("`sum(x, dim=1, keepdim=True)`, 8x8", call, ""),
        ("`Linear(8, 8)(x)`", layer, ""),
    ):
        ours, theirs = rivals([make(lumbre), make(torch)], repeat=5000)
        rows.append((what, ours, theirs, goal))
    back, forward = backward(200)
    rows.append(("backward, a node (chain of 200 `y * 1.01`)", *back, "5"))
    rows.append(("forward with the tape, a node", *forward, ""))
    show(f"Small ops from Python (one thread; {machine()})", rows)


if __name__ == "__main__":
    main()
