"""Sums, extremes, moments, norms, cumulative sums."""

import math

from .._text import highest, lowest
from . import rule
from .common import Val, computing, floating


def whole(x):
    """Sums of bools and small ints are int64."""
    return x if x.is_float or x.is_complex else x.to("int64")


@rule("sum", "prod", "mean", "nansum")
def _sum(c):
    dtype = c.dtype()
    x = c.x.to(dtype) if dtype else c.x if c.op == "mean" else whole(c.x)
    if c.op == "nansum" and x.is_float:
        x = c.b.select(c.b.isnan(x), 0.0, x)
    return total(c.b, x, c.dims(), c.keep, c.op.replace("nan", ""))


def total(b, x, dims, keep=False, how="sum"):
    def f(b, x):
        out = b.kept(x, b.reduce(x, dims, "multiply" if how == "prod" else "or" if x.dtype == "bool" else "add", int(how == "prod")), dims, keep)
        n = math.prod(x.shape[d] for d in dims)
        return out / n if how == "mean" and n else out / float(n) if how == "mean" else out

    return computing(f)(b, x)


@rule("sum_to_size")
def _sum_to_size(c):
    size = c.ints("size")
    x = c.x
    lead = x.rank - len(size)
    dims = list(range(lead)) + [lead + i for i, n in enumerate(size) if n == 1 and x.shape[lead + i] != 1]
    return c.b.reshape(total(c.b, whole(x), dims), size)


@rule("amax", "amin")
def _amax(c):
    return (c.b.largest if c.op == "amax" else c.b.smallest)(c.x, c.dims(), c.keep)


@rule("aminmax")
def _aminmax(c):
    dims = [c.dim()] if c.get("dim") is not None else list(range(c.x.rank))
    return c.b.smallest(c.x, dims, c.keep), c.b.largest(c.x, dims, c.keep)


@rule("max", "min")
def _max(c):
    dims = list(range(c.x.rank))
    return (c.b.largest if c.op == "max" else c.b.smallest)(c.x, dims)


@rule("max.dim", "min.dim")
def _max_dim(c):
    return extreme(c.b, c.x, c.dim(), c.op == "max", c.keep)


@rule("argmax", "argmin")
def _argmax(c):
    x, keep = c.x, c.keep
    if c.get("dim") is None:
        out = extreme(c.b, c.b.reshape(x, (x.size,)), 0, c.op == "argmax", False)[1]
        return c.b.reshape(out, [1] * x.rank) if keep else out
    return extreme(c.b, x, c.dim(), c.op == "argmax", keep)[1]


def extreme(b, x, d, most, keep):
    """The largest (smallest) along a dimension and the first place of it; NaN is beyond both."""
    if not x.rank:
        return x, b.const(0, "int64")
    if x.dtype == "bool":
        v, i = extreme(b, x.to("int32"), d, most, keep)
        return v.to("bool"), i
    place = b.iota(x.shape, d)

    def better(a, i, o, j):
        beyond = a > o if most else a < o
        if a.is_float:
            beyond = beyond | (b.isnan(a) & ~b.isnan(o))
            tie = a.eq(o) | (b.isnan(a) & b.isnan(o))
        else:
            tie = a.eq(o)
        first = beyond | (tie & (i < j))
        return b.select(first, a, o), b.select(first, i, j)

    shape = [n for k, n in enumerate(x.shape) if k != d]
    starts = [b.const(lowest(x.dtype) if most else highest(x.dtype), x.dtype), b.const((1 << 62), "int64")]
    params = [(x.dtype, ()), ("int64", ())] * 2
    from .._text import array

    values, places = b.emit("stablehlo.reduce", [x, place, *starts], [(x.dtype, shape), ("int64", shape)], f"dimensions = {array([d])}", [(params, better)])
    return b.kept(x, values, [d], keep), b.kept(x, places, [d], keep)


@rule("any", "all")
def _any(c):
    x = c.x.to("bool")
    out = c.b.reduce(x, c.dims() if "dim" in c.args else range(x.rank), "or" if c.op == "any" else "and", int(c.op == "all"))
    out = c.b.kept(x, out, c.dims() if "dim" in c.args else range(x.rank), c.keep)
    return out.to("uint8") if c.x.dtype == "uint8" else out


@rule("count_nonzero")
def _count_nonzero(c):
    return c.b.sum(c.x.ne(0).to("int64"), c.dims())


@rule("logsumexp")
def _logsumexp(c):
    return logsumexp(c.b, floating(c.x), c.dims(), c.keep)


def logsumexp(b, x, dims, keep=False):
    def f(b, x):
        top = b.largest(x, dims, True)
        top = b.select(b.abs(top).eq(math.inf), 0.0, top)
        out = b.log(b.sum(b.exp(x - top), dims, True)) + top
        return out if keep else b.reshape(out, [n for d, n in enumerate(x.shape) if d not in dims])

    return computing(f)(b, x)


@rule("norm", "linalg_vector_norm", "linalg_norm")
def _norm(c):
    p = c.get("p", c.get("ord", 2))
    p = 2 if p == "fro" else p
    if isinstance(p, (str, Val)) or (c.op == "linalg_norm" and c.get("ord") is not None and len(c.dims()) != 1):
        c.refuse(f"the norm {p}")
    dtype = c.dtype()
    x = c.x.to(dtype) if dtype else c.x
    return norm(c.b, c.b.abs(x), c.dims(), p, c.keep)


def norm(b, x, dims, p, keep=False):
    """Of absolute values."""
    if p == math.inf:
        return b.largest(x, dims, keep)
    if p == -math.inf:
        return b.smallest(x, dims, keep)

    def f(b, x):
        if p == 0:
            return b.sum(x.ne(0).to(x.dtype), dims, keep)
        if p == 1:
            return b.sum(x, dims, keep)
        if p == 2:
            return b.sqrt(b.sum(x * x, dims, keep))
        return b.pow(b.sum(b.pow(x, float(p)), dims, keep), 1 / p)

    return computing(f)(b, x)


def moments(b, x, dims, correction, keep):
    """(variance, mean)."""
    n = math.prod(x.shape[d] for d in dims)
    mean = total(b, x, dims, True, "mean")
    far = x - mean
    square = far * far if not x.is_complex else b.real(far) * b.real(far) + b.imag(far) * b.imag(far)
    left = max(n - correction, 0)
    sums = b.sum(square, dims, keep)
    var = sums / left if left else sums / 0.0
    return var, mean if keep else b.reshape(mean, [s for d, s in enumerate(x.shape) if d not in dims])


@rule("var", "std", "var_mean", "std_mean")
def _var(c):
    correction = c.get("correction", 1) if "correction" in c.args else int(c.get("unbiased", True))
    x = c.x
    half = x.dtype in ("float16", "bfloat16")
    var, mean = moments(c.b, x.to("float32") if half else x, c.dims() if "dim" in c.args else list(range(x.rank)), correction, c.keep)
    out = c.b.sqrt(var) if c.op.startswith("std") else var
    out, mean = (v.to(x.dtype) if half else v for v in (out, mean))
    return (out, mean) if c.op.endswith("mean") else out


@rule("cumsum", "cumprod")
def _cumsum(c):
    dtype = c.dtype()
    x = c.x.to(dtype) if dtype else whole(c.x)
    if not x.rank:
        return x
    return running(c.b, x, c.dim(), "add" if c.op == "cumsum" else "multiply", int(c.op != "cumsum"))


def running(b, x, d, op, start):
    """Each element with those before it, by windows that reach back to the first."""
    n = x.shape[d]
    if not x.size:
        return x
    sizes = [n if k == d else 1 for k in range(x.rank)]
    padding = [(n - 1, 0) if k == d else (0, 0) for k in range(x.rank)]
    return b.window([x], [b.const(start, x.dtype)], op, sizes, [1] * x.rank, padding)


@rule("logcumsumexp")
def _logcumsumexp(c):
    x = c.x
    if not x.rank:
        return x
    d = c.dim()
    top = c.b.largest(x, [d], True)
    return c.b.log(running(c.b, c.b.exp(x - top), d, "add", 0)) + top


@rule("cummax", "cummin")
def _cummax(c):
    x = c.x
    if not x.rank:
        return x, c.b.const(0, "int64")
    d, most = c.dim(), c.op == "cummax"
    n = x.shape[d]
    sizes = [n if k == d else 1 for k in range(x.rank)]
    padding = [(n - 1, 0) if k == d else (0, 0) for k in range(x.rank)]
    b = c.b

    def later(a, i, o, j):
        # Of equal elements the last one counts.
        take = (o >= a if most else o <= a) & (j > i)
        if x.is_float:
            take = (take | (b.isnan(o) & (j > i))) & ~(b.isnan(a) & ~b.isnan(o))
        other = (a >= o if most else a <= o) & (i > j)
        beyond = o > a if most else o < a
        take = take | (beyond & ~other)
        return b.select(take, o, a), b.select(take, j, i)

    starts = [b.const(lowest(x.dtype) if most else highest(x.dtype), x.dtype), b.const(-1, "int64")]
    return tuple(b.window([x, b.iota(x.shape, d)], starts, later, sizes, [1] * x.rank, padding))


@rule("diff")
def _diff(c):
    x, d = c.x, c.dim(default=-1)
    parts = [v for v in (c.get("prepend"), x, c.get("append")) if v is not None]
    x = c.b.concat(parts, d)
    for _ in range(c.get("n", 1)):
        n = x.shape[d]
        a, b = c.b.cut(x, d, 1, n), c.b.cut(x, d, 0, n - 1)
        x = a.ne(b) if x.dtype == "bool" else a - b
    return x


@rule("trace")
def _trace(c):
    from .shapes import diagonal

    return c.b.sum(whole(diagonal(c.b, c.x, 0, 0, 1)), [0])


@rule("dist")
def _dist(c):
    x = c["input"] - c["other"]
    return norm(c.b, c.b.abs(x), list(range(x.rank)), c.get("p", 2))


@rule("cosine_similarity")
def _cosine(c):
    x, y = c.b.pair(c["x1"], c["x2"])
    d = [c.dim(default=1, rank=x.rank)]
    eps = c.get("eps", 1e-8)
    sides = [c.b.max(norm(c.b, c.b.abs(v), d, 2, True), eps) for v in (x, y)]
    return c.b.sum((x / sides[0]) * (y / sides[1]), d)


@rule("pairwise_distance")
def _pairwise(c):
    x, y = c.b.pair(c["x1"], c["x2"])
    return norm(c.b, c.b.abs(x - y + c.get("eps", 1e-6)), [x.rank - 1], c.get("p", 2), c.keep)


@rule("nanmean")
def _nanmean(c):
    x, dims = c.x, c.dims()
    there = ~c.b.isnan(x)
    return c.b.sum(c.b.select(there, x, 0.0), dims, c.keep) / c.b.sum(there.to(x.dtype), dims, c.keep)


@rule("trapezoid", "cumulative_trapezoid")
def _trapezoid(c):
    y, x = c["y"], c.get("x")
    d = c.dim(default=-1, rank=y.rank)
    n = y.shape[d]
    pair = lambda v: (c.b.cut(v, d, 1, n), c.b.cut(v, d, 0, n - 1))  # noqa: E731
    after, before = pair(y)
    if x is None:
        step = c.get("dx", 1)
    else:
        x = c.b.reshape(x, [x.size if k == d else 1 for k in range(y.rank)]) if x.rank == 1 else x
        a, b = pair(x)
        step = a - b
    parts = (after + before) * 0.5 * step
    return running(c.b, parts, d, "add", 0) if c.op[0] == "c" else c.b.sum(parts, [d])


@rule("cov", "corrcoef")
def _cov(c):
    from .products import matmul
    from .shapes import diagonal, swapped

    if c.get("fweights") is not None or c.get("aweights") is not None:
        c.refuse("weights")
    x = c.b.reshape(c.x, (1, c.x.size)) if c.x.rank < 2 else c.x
    x = x - total(c.b, x, [1], True, "mean")
    left = max(x.shape[1] - (c.get("correction", 1) if c.op == "cov" else 1), 0)
    out = matmul(c.b, x, swapped(c.b, x, 0, 1)) / float(left)
    if c.op == "corrcoef":
        std = c.b.sqrt(diagonal(c.b, out, 0, 0, 1))
        out = c.b.max(c.b.min(out / c.b.unsqueeze(std, 1) / c.b.unsqueeze(std, 0), 1.0), -1.0)
    return c.b.reshape(out, ()) if c.x.rank < 2 else out


@rule("linalg_matrix_norm")
def _matrix_norm(c):
    x, dims = c.b.abs(next(iter(c.args.values()))), [d % c.x.rank for d in c.known("dim", [-2, -1])]
    p = c.get("ord", "fro")
    if p == "fro":
        return norm(c.b, x, dims, 2, c.keep)
    if p not in (1, -1, math.inf, -math.inf):
        c.refuse(f"the norm {p}")
    first, second = dims if abs(p) == 1 else dims[::-1]
    sums = c.b.sum(x, [first], True)
    out = c.b.largest(sums, [second], True) if p > 0 else c.b.smallest(sums, [second], True)
    return out if c.keep else c.b.reshape(out, [n for d, n in enumerate(x.shape) if d not in dims])
