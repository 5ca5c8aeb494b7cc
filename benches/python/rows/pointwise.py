"""Element-wise operations, rows and sums, in and out of cache, and data in motion."""

from . import Group, Row

F = {
    "add": lambda lib, x, y: lambda: x + y,
    "exp": lambda lib, x, y: lambda: x.exp(),
    "tanh": lambda lib, x, y: lambda: x.tanh(),
    "gelu": lambda lib, x, y: lambda: lib.nn.functional.gelu(x),
    "silu": lambda lib, x, y: lambda: lib.nn.functional.silu(x),
    "softmax": lambda lib, x, y: lambda: x.softmax(-1),
    "layer norm": lambda lib, x, y: lambda: lib.nn.functional.layer_norm(x, x.shape[-1:]),
    "sum": lambda lib, x, y: lambda: x.sum(),
}


def flat(rows, body):
    def make(lib):
        x, y = lib.randn(rows, 1000), lib.randn(rows, 1000)
        return body(lib, x, y)

    return make


def moved(body):
    def make(lib):
        return body(lib, lib.randn(1000, 1000), lib.randn(1000, 1000))

    return make


def mask(lib, x, y):
    m = x > 0
    return lambda: lib.where(m, x, y)


MOVES = {
    "add a row": lambda lib, x, y: lambda: x + y[0],
    "add a column": lambda lib, x, y: lambda: x + y[:, :1],
    "add strided": lambda lib, x, y: lambda: x[:, ::2] + y[:, ::2],
    "add transposed": lambda lib, x, y: lambda: x + y.t(),
    "copy transposed": lambda lib, x, y: lambda: x.t().contiguous(),
    "where": mask,
    "cast to f64": lambda lib, x, y: lambda: x.double(),
    "cast to bf16": lambda lib, x, y: lambda: x.bfloat16(),
    "cast to int64": lambda lib, x, y: lambda: x.long(),
    "mul_ in place": lambda lib, x, y: lambda: x.mul_(1.0),
    "add_(y, alpha)": lambda lib, x, y: lambda: x.add_(y, alpha=0.0),
    "sum over rows": lambda lib, x, y: lambda: x.sum(0),
    "sum over columns": lambda lib, x, y: lambda: x.sum(1),
}

GROUPS = [
    Group("element-wise and rows, 1e5", 1.25, 0.95, [Row(f"{n} 1e5", flat(100, f), 0.9 if n == "exp" else None) for n, f in F.items()]),
    Group("the same at 1e7", 3.0, 1.0, [Row(f"{n} 1e7", flat(10_000, f)) for n, f in F.items()]),
    Group("moves and strides, 1e6", 1.2, 0.9, [Row(n, moved(f)) for n, f in MOVES.items()]),
]
