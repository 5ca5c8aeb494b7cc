"""Two-layer networks trained in a loop, as tutorials write it, beside PyTorch in the same process.

    PYTHONPATH=python python benches/python/training.py
"""

import torch
from common import machine, rivals, show

import lumbre

SIZES = {"64 x 1000 -> 100 -> 10": (64, 1000, 100, 10), "32 x 20 -> 16 -> 4": (32, 20, 16, 4)}


def by_hand(lib, n, d, h, o):
    """Tensors alone, gradients written out."""
    lib.manual_seed(0)
    x, y = lib.randn(n, d), lib.randn(n, o)
    w1, w2 = lib.randn(d, h), lib.randn(h, o)

    def step():
        nonlocal w1, w2
        z = x.mm(w1)
        a = z.clamp(min=0)
        out = a.mm(w2)
        loss = (out - y).pow(2).sum()
        loss.item()
        up = 2.0 * (out - y)
        down = up.mm(w2.t()).clone()
        down[z < 0] = 0
        w1 -= 1e-7 * x.t().mm(down)
        w2 -= 1e-7 * a.t().mm(up)

    return step


def by_autograd(lib, n, d, h, o):
    """Gradients from the tape, updates under `no_grad`."""
    lib.manual_seed(0)
    x, y = lib.randn(n, d), lib.randn(n, o)
    w1, w2 = lib.randn(d, h, requires_grad=True), lib.randn(h, o, requires_grad=True)

    def step():
        nonlocal w1, w2
        loss = (x.mm(w1).clamp(min=0).mm(w2) - y).pow(2).sum()
        loss.item()
        loss.backward()
        with lib.no_grad():
            w1 -= 1e-7 * w1.grad
            w2 -= 1e-7 * w2.grad
            w1.grad.zero_()
            w2.grad.zero_()

    return step


def by_optimizer(name, **options):
    """`Sequential`, `MSELoss` and an optimizer."""

    def make(lib, n, d, h, o):
        lib.manual_seed(0)
        x, y = lib.randn(n, d), lib.randn(n, o)
        model = lib.nn.Sequential(lib.nn.Linear(d, h), lib.nn.ReLU(), lib.nn.Linear(h, o))
        loss_fn = lib.nn.MSELoss(reduction="sum")
        optimizer = getattr(lib.optim, name)(model.parameters(), **options)

        def step():
            loss = loss_fn(model(x), y)
            loss.item()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

        return step

    return make


LOOPS = {
    "tensors, gradients by hand": by_hand,
    "autograd, updates by hand": by_autograd,
    "nn and SGD": by_optimizer("SGD", lr=1e-6),
    "nn and SGD with momentum": by_optimizer("SGD", lr=1e-6, momentum=0.9),
    "nn and Adam": by_optimizer("Adam", lr=1e-6),
}


def main():
    for threads in (1, 2):
        torch.set_num_threads(threads)
        lumbre.set_num_threads(threads)
        rows = []
        for size, shape in SIZES.items():
            for what, make in LOOPS.items():
                ours, theirs = rivals([make(lumbre, *shape), make(torch, *shape)], repeat=50, rounds=15)
                rows.append((f"{what}, {size}", ours, theirs, "1.5"))
        show(f"One training step ({threads} threads; {machine()})", rows)


if __name__ == "__main__":
    main()
