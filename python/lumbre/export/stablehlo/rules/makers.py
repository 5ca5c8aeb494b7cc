"""New tensors."""

import math

from . import rule
from .common import Val, cast, of_number


@rule("zeros", "ones", "empty", "full")
def _full(c):
    value = {"zeros": 0, "ones": 1, "empty": 0}.get(c.op)
    value = c["fill_value"] if value is None else value
    dtype = c.dtype("float32" if c.op != "full" else value.dtype if isinstance(value, Val) else of_number(value))
    return filled(c, value, dtype, c.ints("size"))


def filled(c, value, dtype, shape):
    return c.b.broadcast(value.to(dtype), shape) if isinstance(value, Val) else c.b.const(value, dtype, shape)


@rule("zeros_like", "ones_like", "empty_like", "full_like")
def _like(c):
    value = {"zeros_like": 0, "ones_like": 1, "empty_like": 0}.get(c.op)
    return filled(c, c["fill_value"] if value is None else value, c.dtype(c.x.dtype), c["input"].shape)


@rule("fill", "zero")
def _fill(c):
    return filled(c, c["value"] if c.op == "fill" else 0, c["input"].dtype, c["input"].shape)


@rule("copy_")
def _copy(c):
    x = c["input"]
    return c.b.broadcast(c["src"].to(x.dtype), x.shape)


@rule("scalar_tensor")
def _scalar(c):
    return cast(c.b, c["s"], c.dtype("float32"))


@rule("eye")
def _eye(c):
    n = c.known("n")
    shape = (n, c.known("m", n))
    return c.b.iota(shape, 0).eq(c.b.iota(shape, 1)).to(c.dtype("float32"))


@rule("arange")
def _arange(c):
    start, end, step = (c.known(n, d) for n, d in (("start", 0), ("end", None), ("step", 1)))
    whole = all(isinstance(v, int) for v in (start, end, step))
    n = max(0, -(-(end - start) // step)) if whole else max(0, math.ceil((end - start) / step))
    kind = "int64" if whole else "float64"
    out = c.b.iota((n,), 0, kind) * step + start
    return out.to(c.dtype("int64" if whole else "float32"))


@rule("linspace", "logspace")
def _linspace(c):
    start, end, n = (c.known(k) for k in ("start", "end", "steps"))
    step = (end - start) / (n - 1) if n > 1 else 0.0
    values = [start + step * i if i < n / 2 else end - step * (n - 1 - i) for i in range(n)]
    if c.op == "logspace":
        values = [c.known("base", 10.0) ** v for v in values]
    return c.b.dense(values, c.dtype("float32"), (n,))


@rule("tril_indices", "triu_indices")
def _tri_indices(c):
    low, k = c.op[:4] == "tril", c.known("offset", 0)
    places = [(i, j) for i in range(c.known("row")) for j in range(c.known("col")) if (j - i <= k if low else j - i >= k)]
    return c.b.dense([p[0] for p in places] + [p[1] for p in places], c.dtype("int64"), (2, len(places)))


@rule("affine_grid_generator")
def _affine_grid(c):
    from .products import matmul

    theta, size, corners = c["theta"], c.ints("size"), c["align_corners"]
    space = size[2:]
    n, shape = len(space), (*space, 1)

    def line(m):
        return [(2 * i + 1) / m - 1 if not corners else -1 + 2 * i / (m - 1) if m > 1 else 0.0 for i in range(m)]

    # x first: the last dimension of space.
    parts = [c.b.broadcast_in_dim(c.b.dense(line(space[k]), theta.dtype, (space[k],)), shape, [k]) for k in reversed(range(n))]
    base = c.b.concat([*parts, c.b.const(1, theta.dtype, shape)], n)
    flat = c.b.reshape(base, (1, math.prod(space), n + 1))
    out = matmul(c.b, c.b.broadcast(flat, (size[0], *flat.shape[1:])), c.b.transpose(theta, (0, 2, 1)))
    return c.b.reshape(out, (size[0], *space, n))


@rule("vander")
def _vander(c):
    x, n = c["x"], c.get("N")
    n = x.size if n is None else n
    powers = [c.b.const(1, x.dtype, x.shape)]
    for _ in range(n - 1):
        powers.append(powers[-1] * x)
    powers = powers if c.get("increasing", False) else powers[::-1]
    return c.b.concat([c.b.unsqueeze(p, 1) for p in powers], 1) if n else c.b.const(0, x.dtype, (x.size, 0))
