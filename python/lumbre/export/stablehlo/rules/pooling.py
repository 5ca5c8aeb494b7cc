"""Pooling and the derivative of max pooling."""

import math

from .._text import array, lowest, pairs
from . import rule
from .common import computing
from .shapes import movedim


class Windows:
    """The windows of a pool over the last `n` dimensions of x."""

    def __init__(self, c, x, n):
        self.n, self.lead = n, x.rank - n
        self.kernel = c.ints("kernel_size", n)
        self.stride = c.ints("stride", n) if c.known("stride") not in (None, []) else self.kernel
        self.pad = c.ints("padding", n) if "padding" in c.args else [0] * n
        self.dilation = c.ints("dilation", n) if "dilation" in c.args else [1] * n
        ceil = bool(c.known("ceil_mode", False))
        self.ceil, self.sizes, self.padding = ceil, [], []
        for s, k, t, p, d in zip(x.shape[self.lead :], self.kernel, self.stride, self.pad, self.dilation):
            span = d * (k - 1) + 1
            floor = (s + 2 * p - span) // t + 1
            size = -(-(s + 2 * p - span) // t) + 1 if ceil else floor
            if ceil and (size - 1) * t >= s + p:
                size -= 1
            self.sizes.append(size)
            # A last window that hangs over the edge needs more room there.
            self.padding.append((p, p if size <= floor else (size - 1) * t + span - s - p))

    def full(self, values, fill):
        return [fill] * self.lead + list(values)

    def reduce(self, b, xs, starts, op):
        return b.window(xs, starts, op, self.full(self.kernel, 1), self.full(self.stride, 1), self.full(self.padding, (0, 0)), self.full(self.dilation, 1))


def batched(f):
    """The rule over (builder, call, x, n) for samples without a batch too."""

    def apply(c):
        return f(c, c.x, int(next(ch for ch in c.op if ch.isdigit())))

    return apply


@rule("max_pool1d", "max_pool2d", "max_pool3d")
@batched
def _max_pool(c, x, n):
    w = Windows(c, x, n)
    return w.reduce(c.b, [x], [c.b.const(lowest(x.dtype), x.dtype)], "maximum")


@rule("max_pool1d_with_indices", "max_pool2d_with_indices", "max_pool3d_with_indices")
@batched
def _max_pool_indices(c, x, n):
    b, w = c.b, Windows(c, x, n)
    space = x.shape[w.lead :]
    places = b.reshape(b.iota((math.prod(space),), 0), space)
    places = b.broadcast(places, x.shape)
    out = w.reduce(b, [x, places], [b.const(lowest(x.dtype), x.dtype), b.const(1 << 62, "int64")], first_largest(b, x))
    c.w.pooled[out[1].name] = x.name, w.kernel, w.stride, w.padding
    return tuple(out)


def first_largest(b, x):
    def better(a, i, o, j):
        beyond, tie = a > o, a.eq(o)
        if x.is_float:
            beyond = beyond | (b.isnan(a) & ~b.isnan(o))
            tie = tie | (b.isnan(a) & b.isnan(o))
        take = beyond | (tie & (i < j))
        return b.select(take, a, o), b.select(take, i, j)

    return better


@rule("max_pool2d_with_indices_backward")
def _max_pool_backward(c):
    b, g, x = c.b, c["grad_output"], c["input"]
    w = Windows(c, x, 2)
    if w.dilation == [1, 1] and not w.ceil and c.w.pooled.get(c["indices"].name) == (x.name, w.kernel, w.stride, w.padding):
        # The indices are those of the windows' largest elements.
        return spread(b, x, g, w)
    flat = (math.prod(x.shape[:-2]), x.shape[-2] * x.shape[-1])
    count = g.shape[-2] * g.shape[-1]
    rows = b.iota((flat[0], count), 0)
    at = b.reshape(c["indices"], (flat[0], count))
    vectors = b.concat([b.unsqueeze(rows, 2), b.unsqueeze(at, 2)], 2)
    out = b.scatter(b.const(0, x.dtype, flat), vectors, b.reshape(g, (flat[0], count)), [], [0, 1], [0, 1], "add")
    return b.reshape(out, x.shape)


def spread(b, x, g, w):
    """Each gradient goes to the first of the largest elements of its window."""
    low, high = ([0] * w.lead + [p[i] for p in w.padding] for i in (0, 1))
    # Edges are put on before: they must never be the largest.
    wide = b.pad(x, low, high, value=lowest(x.dtype))
    scalar = [(x.dtype, ())] * 2
    none = [(0, 0)] * x.rank
    words = f"window_dimensions = {array(w.full(w.kernel, 1))}, window_strides = {array(w.full(w.stride, 1))}, padding = {pairs(none)}"
    regions = [(scalar, lambda a, o: a >= o), (scalar, lambda a, o: a + o)]
    out = b.emit("stablehlo.select_and_scatter", [wide, g, b.const(0, x.dtype)], [(x.dtype, wide.shape)], words, regions)[0]
    return b.pad(out, [-p for p in low], [-p for p in high])


def counts(w, shape, include):
    """How many elements each window has along each dimension."""
    out = []
    for s, k, t, p, size in zip(shape[w.lead :], w.kernel, w.stride, w.pad, w.sizes):
        row = []
        for i in range(size):
            start = i * t - p
            end = min(start + k, s + p)
            row.append(end - start if include else min(end, s) - max(start, 0))
        out.append(row)
    return out


@rule("avg_pool1d", "avg_pool2d", "avg_pool3d")
@batched
def _avg_pool(c, x, n):
    w = Windows(c, x, n)
    divisor = c.known("divisor_override")

    def f(b, x):
        total = w.reduce(b, [x], [b.const(0, x.dtype)], "add")
        if divisor is not None:
            return total / divisor
        for d, row in enumerate(counts(w, x.shape, c.known("count_include_pad", True))):
            total = total / (row[0] if len(set(row)) == 1 else b.dense(row, x.dtype, (len(row),) + (1,) * (n - 1 - d)))
        return total

    return computing(f)(c.b, x)


def cells(n, m):
    """The (start, end) of each of `m` parts of `n`."""
    return [(i * n // m, -(-(i + 1) * n // m)) for i in range(m)]


def adaptive_sizes(c, x, n):
    size = c.known("output_size")
    size = list(size) if isinstance(size, list) else [size]
    size = size * n if len(size) == 1 else size
    return [s if s is not None and s >= 0 else h for s, h in zip(size, x.shape[-n:])]


@rule("adaptive_avg_pool1d", "adaptive_avg_pool2d", "adaptive_avg_pool3d")
@batched
def _adaptive_avg(c, x, n):
    sizes, lead = adaptive_sizes(c, x, n), x.rank - n

    def f(b, x):
        for k, m in enumerate(sizes):
            d, s = lead + k, x.shape[lead + k]
            if m == 1:
                x = b.sum(x, [d], True) / s
            elif s % m == 0:
                x = b.sum(b.reshape(x, x.shape[:d] + (m, s // m) + x.shape[d + 1 :]), [d + 1]) / (s // m)
            else:
                flat = [1 / (e - a) if a <= j < e else 0.0 for a, e in cells(s, m) for j in range(s)]
                x = b.dot(x, b.dense(flat, x.dtype, (m, s)), ([], []), ([d], [1]))
                x = movedim(b, x, [x.rank - 1], [d])
        return x

    return computing(f)(c.b, x)


@rule("adaptive_max_pool1d", "adaptive_max_pool1d_with_indices", "adaptive_max_pool2d_with_indices", "adaptive_max_pool3d_with_indices")
@batched
def _adaptive_max(c, x, n):
    b, sizes, lead = c.b, adaptive_sizes(c, x, n), x.rank - n
    places = b.broadcast(b.reshape(b.iota((math.prod(x.shape[lead:]),), 0), x.shape[lead:]), x.shape)
    scalar = [(x.dtype, ()), ("int64", ())] * 2
    starts = [b.const(lowest(x.dtype), x.dtype), b.const(1 << 62, "int64")]
    # One dimension after the other: of equal elements the first place is kept, so the order of dimensions does not matter.
    for k, m in enumerate(sizes):
        d, parts = lead + k, ([], [])
        for a, e in cells(x.shape[d], m):
            piece = [b.cut(v, d, a, e) for v in (x, places)]
            shape = [s for i, s in enumerate(x.shape) if i != d]
            best = b.emit("stablehlo.reduce", [*piece, *starts], [(x.dtype, shape), ("int64", shape)], f"dimensions = {array([d])}", [(scalar, first_largest(b, x))])
            for into, v in zip(parts, best):
                into.append(b.unsqueeze(v, d))
        x, places = (b.concat(p, d) for p in parts)
    return (x, places)


@rule("max_unpool2d", "max_unpool3d")
def _max_unpool(c):
    b, x, n = c.b, c.x, int(c.op[-2])
    size, lead = c.ints("output_size", n), x.shape[: x.rank - n]
    flat, count = (math.prod(lead), math.prod(size)), math.prod(x.shape[x.rank - n :])
    rows = b.iota((flat[0], count), 0)
    vectors = b.concat([b.unsqueeze(rows, 2), b.unsqueeze(b.reshape(c["indices"], (flat[0], count)), 2)], 2)
    out = b.scatter(b.const(0, x.dtype, flat), vectors, b.reshape(x, (flat[0], count)), [], [0, 1], [0, 1])
    return b.reshape(out, (*lead, *size))
