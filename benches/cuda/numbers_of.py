"""Numbers that lumbre and PyTorch should agree on, on the same GPU: a worker of `benches/cuda/run`.

Each item is a function of a library; its numbers are written down by one process for each library, and compared by `run`.
"""

import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import work  # noqa: E402

N = 10007
# Random numbers of a seed: equal, not only alike.
RANDOM = {
    "rand": lambda t: t.rand(N, device="cuda"),
    "rand float64": lambda t: t.rand(N, device="cuda", dtype=t.float64),
    "rand half": lambda t: t.rand(N, device="cuda", dtype=t.float16).float(),
    "randn": lambda t: t.randn(N, device="cuda"),
    "randn float64": lambda t: t.randn(N, device="cuda", dtype=t.float64),
    "randint": lambda t: t.randint(0, 1000, (N,), device="cuda").float(),
    "randint large": lambda t: (t.randint(0, 1 << 40, (N,), device="cuda") % 65536).float(),
    "bernoulli": lambda t: t.empty(N, device="cuda").bernoulli_(0.3),
    "exponential": lambda t: t.empty(N, device="cuda").exponential_(2.0),
    "log_normal": lambda t: t.empty(N, device="cuda").log_normal_(0.5, 0.25),
    "geometric": lambda t: t.empty(N, device="cuda").geometric_(0.2),
    "cauchy": lambda t: t.empty(N, device="cuda").cauchy_().clamp(-1e3, 1e3),
    "dropout": lambda t: t.nn.functional.dropout(t.ones(N, device="cuda"), 0.3),
    "second fill": lambda t: (t.rand(7, device="cuda"), t.rand(N, device="cuda"))[1],
    "large fill": lambda t: t.rand(1 << 21, device="cuda")[-N:],
}


def _wave(t, *size, dtype="float32"):
    n = 1
    for s in size:
        n *= s
    x = t.arange(n, device="cuda", dtype=t.float64)
    return (x * 12.9898 + 0.5).sin().reshape(*size).to(getattr(t, dtype))


# Of operations, from inputs that need no random numbers. A tolerance follows where sums are long.
VALUES = {
    "exp": lambda t: _wave(t, N).exp(),
    "gelu": lambda t: t.nn.functional.gelu(_wave(t, N)),
    "sum": lambda t: _wave(t, 100, 1000).sum(1),
    "sum of columns": lambda t: _wave(t, 1000, 100).sum(0),
    "softmax": lambda t: _wave(t, 10, 1000).softmax(-1),
    "layer_norm": lambda t: t.nn.functional.layer_norm(_wave(t, 10, 1000), (1000,)),
    "cumsum": lambda t: _wave(t, N).cumsum(0) / 100,
    "sort": lambda t: _wave(t, N).sort()[0],
    "matmul": lambda t: _wave(t, 128, 256) @ _wave(t, 256, 96) / 16,
    "matmul bfloat16": lambda t: (_wave(t, 128, 256, dtype="bfloat16") @ _wave(t, 256, 96, dtype="bfloat16")).float() / 160,
    "linear": lambda t: t.nn.functional.linear(_wave(t, 64, 128), _wave(t, 32, 128), _wave(t, 32)) / 10,
    "conv2d": lambda t: t.nn.functional.conv2d(_wave(t, 2, 8, 20, 20), _wave(t, 16, 8, 3, 3), padding=1) / 10,
    "conv2d bfloat16": lambda t: t.nn.functional.conv2d(_wave(t, 2, 8, 20, 20, dtype="bfloat16"), _wave(t, 16, 8, 3, 3, dtype="bfloat16")).float() / 100,
    "attention": lambda t: t.nn.functional.scaled_dot_product_attention(*(_wave(t, 1, 2, 64, 64, dtype="bfloat16") for _ in range(3)), is_causal=True).float() / 10,
    "fft": lambda t: t.fft.rfft(_wave(t, 4, 1000)).abs() / 100,
    "cholesky": lambda t: t.linalg.cholesky(_wave(t, 32, 32) @ _wave(t, 32, 32).t() + 32 * t.eye(32, device="cuda")) / 10,
    "solve": lambda t: t.linalg.solve(_wave(t, 32, 32) + 8 * t.eye(32, device="cuda"), _wave(t, 32, 4)),
    "eigvalsh": lambda t: t.linalg.eigvalsh(_wave(t, 32, 32) + _wave(t, 32, 32).t()) / 10,
    "svdvals": lambda t: t.linalg.svdvals(_wave(t, 32, 20)) / 10,
}
ITEMS = [*RANDOM, *VALUES]
_lib = []


def compute(item, args):
    if not _lib:
        _lib.append(importlib.import_module(args.lib))
    t = _lib[0]
    t.manual_seed(1234)
    x = {**RANDOM, **VALUES}[item](t).double().cpu().flatten()
    step = max(1, x.numel() // 400)
    return {"count": x.numel(), "sum": x.sum().item(), "values": [round(v, 12) for v in x[::step].tolist()]}


def compare(item, ours, theirs):
    """What the table says: `equal`, the largest difference, or what is wrong."""
    if ours["count"] != theirs["count"]:
        return f"WRONG: {ours['count']} numbers, PyTorch has {theirs['count']}"
    worst = max((abs(a - b) for a, b in zip(ours["values"], theirs["values"], strict=True)), default=0.0)
    worst = worst if worst == worst else float("inf")
    if worst == 0:
        return "equal"
    bound = 2e-6 if item in RANDOM else 2e-2 if "bfloat16" in item or item == "attention" else 1e-4
    return f"{'differs by at most' if worst <= bound else 'WRONG: differs by up to'} {worst:.2g}"


if __name__ == "__main__":
    work.main(compute, [("--lib", {"required": True})])
