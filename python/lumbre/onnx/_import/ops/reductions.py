"""Reductions, sorting, unique elements."""



import math

import lumbre

from .._build import N, Unsupported, X
from . import OPS, op


def dims_of(g, a, x, axes):
    """The dimensions, or None for all."""
    given = a.get("axes") if axes is None else g.ints_of(axes)
    return list(given) if given else None


def reduction(f, late=18):
    """Dimensions are an attribute, or an input from a version on."""

    def rule(g, a, x, axes=None):
        dims = dims_of(g, a, x, axes)
        if dims is None and a.get("noop_with_empty_axes", 0):
            return f(g, x, [], True) if f in (l1, l2, log_sum, log_sum_exp, sum_square) else x
        keep = bool(a.get("keepdims", 1))
        if dims is not None and any(isinstance(d, N) for d in dims):
            return g.opened(f(g, x, dims, keep), x.rank if keep or x.rank is None else x.rank - len(dims), x.dtype)
        return f(g, x, list(range(x.need_rank())) if dims is None else dims, keep)

    return rule


def each(name):
    return lambda g, x, dims, keep: g.op(name, x, dims, keep)


def total(g, x, dims, keep):
    if not dims:
        return x
    if any(isinstance(d, N) for d in dims):
        return g.op("sum", x, dims, keep, dtype=getattr(lumbre, x.dtype))
    return g.op("sum", x, dims, keep).to(x.dtype)


def prod(g, x, dims, keep):
    n = x.need_rank()
    out = x
    if any(isinstance(d, N) for d in dims):
        for d in dims:
            out = g.op("prod", out, d, True)
        return out if keep else g.op("squeeze", out, dims)
    for d in sorted((d % max(n, 1) for d in dims), reverse=True):
        out = g.op("prod", out, d, keep)
    return out.to(x.dtype)


def mean(g, x, dims, keep):
    return g.op("mean", x, dims, keep) if x.is_float else g.op("mean", x.to("float64"), dims, keep).to(x.dtype)


def l1(g, x, dims, keep):
    return total(g, g.op("abs", x), dims, keep)


def l2(g, x, dims, keep):
    if not dims:
        return g.op("abs", x)
    return g.op("sqrt", total(g, x * x, dims, keep)) if x.is_float else g.op("sqrt", total(g, x * x, dims, keep).to("float64")).to(x.dtype)


def log_sum(g, x, dims, keep):
    return g.op("log", total(g, x, dims, keep))


def log_sum_exp(g, x, dims, keep):
    if not dims:
        return x
    return g.op("logsumexp", x, dims, keep) if x.is_float else g.op("log", total(g, g.op("exp", x.to("float64")), dims, keep)).to(x.dtype)


def sum_square(g, x, dims, keep):
    return total(g, x * x, dims, keep)


def extreme(name):
    def f(g, x, dims, keep):
        if dims and x.rank and any(x.size(d) == 0 for d in dims if not isinstance(d, N)):
            # Of nothing: what every element would beat.
            gone = [d % x.rank for d in dims]
            shape = [1 if d in gone else n for d, n in enumerate(x.sizes()) if keep or d not in gone]
            most, dtype = name == "amin", getattr(lumbre, x.dtype)
            value = most if x.dtype == "bool" else (1 if most else -1) * math.inf if x.is_float else getattr(lumbre.iinfo(dtype), "max" if most else "min")
            return g.op("full", shape, value, dtype=dtype)
        return g.op(name, x, dims, keep) if dims else x

    return f


for _name, _f in {
    "ReduceSum": total, "ReduceProd": prod, "ReduceMean": mean, "ReduceMax": extreme("amax"), "ReduceMin": extreme("amin"), "ReduceL1": l1,
    "ReduceL2": l2, "ReduceLogSum": log_sum, "ReduceLogSumExp": log_sum_exp, "ReduceSumSquare": sum_square,
}.items():  # fmt: skip
    OPS[("", _name)] = [(1, reduction(_f))]


def places(name):
    def rule(g, a, x):
        d, keep = a.get("axis", 0), bool(a.get("keepdims", 1))
        if not a.get("select_last_index", 0):
            return g.op(name, x, d, keep)
        n = x.size(d)
        last = g.op(name, g.op("flip", x, [d]), d, keep)
        return g.op("rsub", last, g.arithmetic("sub", n, 1) if isinstance(n, int) else g.vector([g.arithmetic("sub", n, 1)], True))

    return rule


OPS[("", "ArgMax")] = [(1, places("argmax"))]
OPS[("", "ArgMin")] = [(1, places("argmin"))]


@op("TopK")
def topk(g, a, x, k=None):
    count = a["k"] if k is None else g.item(k)
    # Sorting keeps the order of equal elements, which ONNX asks for.
    d = a.get("axis", -1)
    if x.dtype in ("uint16", "uint32", "uint64"):
        raise Unsupported(f"onnx.load: {g.where}: {x.dtype}")
    rank = x.rank
    return tuple(g.opened(g.op("narrow", v, d, 0, count), rank) for v in g.op("sort", x, d, bool(a.get("largest", 1))))


@op("Unique")
def unique(g, a, x):
    d = a.get("axis")
    ordered = bool(a.get("sorted", 1))
    values, inverse, counts = unpack(g, g.op("unique", x, True, True, True, d), 3, x.dtype)
    # Where each value is first: the smallest place of it.
    flat = inverse.reshape([-1])
    n = flat.size(0)
    at = g.op("arange", n)
    first = g.op("scatter_reduce", g.op("full_like", counts, (1 << 62)), 0, flat, at, "amin")
    if not ordered:
        order = g.op("argsort", first)
        rank = g.op("argsort", order)
        dim = 0 if d is None else d
        values, counts, first = g.op("index_select", values, dim, order), g.op("index_select", counts, 0, order), g.op("index_select", first, 0, order)
        flat = g.op("index_select", rank, 0, flat)
    return values, first, flat, counts


def unpack(g, out, n, dtype=None):
    """The tensors of an op whose number of results depends on its arguments."""
    from ....jit._frontend import _types as T

    if isinstance(out, list):
        return out
    ref = out.ref if hasattr(out, "ref") else out._ref
    return [X(g, r, dtype=dtype if i == 0 else "int64") for i, r in enumerate(g.b.unpack(ref, [T.TENSOR] * n))]


