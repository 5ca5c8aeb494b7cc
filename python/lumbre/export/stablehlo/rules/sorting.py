"""Sorting and searching. NaN is the largest; equal elements keep their order."""

from . import rule
from .common import Val, cast, of_number, promoted


def before(b, x, descending):
    """Whether the first of two scalars comes first; more scalars may follow."""

    def f(a, o, *_):
        if descending:
            out = a > o
            return out | (b.isnan(a) & ~b.isnan(o)) if x.is_float else out
        out = a < o
        return out | (~b.isnan(a) & b.isnan(o)) if x.is_float else out

    return f


def ordered(b, x, d, descending=False):
    """(sorted, where each came from)."""
    if not x.rank:
        return x, b.const(0, "int64")
    return tuple(b.sort([x, b.iota(x.shape, d)], d, before(b, x, descending)))


@rule("sort", "argsort", "msort")
def _sort(c):
    d = 0 if c.op == "msort" else c.dim(default=-1)
    values, places = ordered(c.b, c.x, d, bool(c.get("descending", False)))
    return values if c.op == "msort" else places if c.op == "argsort" else (values, places)


@rule("topk")
def _topk(c):
    x, k, d = c.x, c.known("k"), c.dim(default=-1)
    if not x.rank:
        return x, c.b.const(0, "int64")
    return tuple(c.b.cut(v, d, 0, k) for v in ordered(c.b, x, d, bool(c.get("largest", True))))


@rule("kthvalue", "median.dim")
def _kth(c):
    x, d = c.x, c.dim(default=-1)
    if not x.rank:
        return x, c.b.const(0, "int64")
    k = c.known("k") - 1 if c.op == "kthvalue" else (x.shape[d] - 1) // 2
    values, places = (c.b.cut(v, d, k, k + 1) for v in ordered(c.b, x, d))
    if c.op == "median" and x.is_float:
        # NaN is sorted last, and is the median where there is one.
        ends = [c.b.cut(v, d, x.shape[d] - 1, x.shape[d]) for v in ordered(c.b, x, d)]
        bad = c.b.isnan(ends[0])
        values, places = c.b.select(bad, ends[0], values), c.b.select(bad, ends[1], places)
    shape = x.shape[:d] + x.shape[d + 1 :]
    return (values, places) if c.keep else (c.b.reshape(values, shape), c.b.reshape(places, shape))


@rule("median")
def _median(c):
    x = c.b.reshape(c.x, (c.x.size,))
    values = ordered(c.b, x, 0)[0]
    middle = c.b.cut(values, 0, (x.size - 1) // 2, (x.size - 1) // 2 + 1)
    if x.is_float:
        last = c.b.cut(values, 0, x.size - 1, x.size)
        middle = c.b.select(c.b.isnan(last), last, middle)
    return c.b.reshape(middle, ())


@rule("searchsorted", "bucketize")
def _search(c):
    seq = c["sorted_sequence" if c.op == "searchsorted" else "boundaries"]
    x = c["input"]
    if c.get("sorter") is not None:
        c.refuse("sorter")
    right = bool(c.get("right", False)) or c.get("side") == "right"
    dtype = promoted(seq, x)
    seq, x = seq.to(dtype), cast(c.b, x, dtype)
    kind = "int32" if c.get("out_int32", False) else "int64"
    wide = c.b.unsqueeze(x, x.rank)
    lower = c.b.unsqueeze(seq, seq.rank - 1) if seq.rank > 1 else seq
    hit = lower <= wide if right else lower < wide
    return c.b.sum(hit.to(kind), [hit.rank - 1])


@rule("isin")
def _isin(c):
    x, y = c["elements"], c["test_elements"]
    dtype = promoted(*(v for v in (x, y)))
    x, y = (cast(c.b, v, dtype if isinstance(v, Val) else of_number(v)).to(dtype) for v in (x, y))
    hit = c.b.unsqueeze(x, x.rank).eq(c.b.reshape(y, (y.size,)))
    out = c.b.sum(hit, [x.rank])
    return ~out if c.get("invert", False) else out


@rule("cross", "linalg_cross")
def _cross(c):
    from .indexing import take

    x, y = c.b.pair(c["input"], c["other"])
    d = c.get("dim", -1 if c.op == "linalg_cross" else None)
    d = next(i for i, n in enumerate(x.shape) if n == 3) if d is None else d % x.rank
    turn = lambda v, by: take(c.b, v, d, [(i + by) % 3 for i in range(3)])  # noqa: E731
    return turn(x, 1) * turn(y, 2) - turn(x, 2) * turn(y, 1)
