"""Shapes: views, joins, splits, flips, padding, resampling."""

import math

from . import rule
from .common import promoted


@rule("reshape", "view", "view_copy", "_unsafe_view")
def _reshape(c):
    shape = c.ints("shape" if "shape" in c.args else "size")
    return c.b.reshape(c.x, filled(c.x.size, shape))


def filled(size, shape):
    """The shape with its -1 computed."""
    if -1 in shape:
        rest = math.prod(n for n in shape if n != -1)
        shape = [size // rest if rest and n == -1 else 0 if n == -1 else n for n in shape]
    return shape


@rule("view_as", "reshape_as")
def _view_as(c):
    return c.b.reshape(c["input"], c["other"].shape)


@rule("view.dtype", "view_copy.dtype")
def _view_dtype(c):
    from .._text import BITS

    x, dtype = c.x, str(c["dtype"])
    a, b = BITS.get(x.dtype), BITS.get(dtype)
    if a is None or a != b:
        c.refuse("dtypes of different sizes")
    return c.b.bitcast(x, dtype)


@rule("flatten", "ravel")
def _flatten(c):
    x = c.x
    if not x.rank:
        return c.b.reshape(x, (1,))
    start, end = c.dim("start_dim", 0), c.dim("end_dim", -1)
    return c.b.reshape(x, x.shape[:start] + (math.prod(x.shape[start : end + 1]),) + x.shape[end + 1 :])


@rule("unflatten")
def _unflatten(c):
    x, d = c.x, c.dim()
    return c.b.reshape(x, x.shape[:d] + tuple(filled(x.shape[d], c.ints("sizes"))) + x.shape[d + 1 :])


@rule("permute", "permute_copy")
def _permute(c):
    return c.b.transpose(c.x, [d % max(c.x.rank, 1) for d in c.ints("dims")])


def swapped(b, x, i, j):
    perm = list(range(x.rank))
    if perm:
        perm[i], perm[j] = perm[j], perm[i]
    return b.transpose(x, perm)


@rule("transpose", "transpose_copy")
def _transpose(c):
    return swapped(c.b, c.x, c.dim("dim0"), c.dim("dim1"))


@rule("t", "t_copy", "T", "mT", "H", "mH", "adjoint")
def _t(c):
    x = c.x
    if c.op in ("H", "mH", "adjoint") and x.is_complex:
        x = c.b.complex(c.b.real(x), -c.b.imag(x))
    if c.op == "T":
        return c.b.transpose(x, range(x.rank)[::-1])
    return swapped(c.b, x, x.rank - 2, x.rank - 1) if x.rank > 1 else x


def movedim(b, x, source, destination):
    source, destination = [d % x.rank for d in source], [d % x.rank for d in destination]
    rest = iter([d for d in range(x.rank) if d not in source])
    perm = [source[destination.index(d)] if d in destination else next(rest) for d in range(x.rank)]
    return b.transpose(x, perm)


@rule("movedim")
def _movedim(c):
    return movedim(c.b, c.x, c.ints("source"), c.ints("destination"))


@rule("squeeze", "squeeze_copy")
def _squeeze(c):
    x = c.x
    dims = c.dims() if "dim" in c.args else range(x.rank)
    return c.b.reshape(x, [n for d, n in enumerate(x.shape) if not (d in dims and n == 1)])


@rule("unsqueeze", "unsqueeze_copy")
def _unsqueeze(c):
    return c.b.unsqueeze(c.x, c.known("dim"))


@rule("atleast_1d", "atleast_2d", "atleast_3d")
def _atleast(c):
    n = int(c.op[8])

    def one(x):
        while x.rank < n:
            x = c.b.reshape(x, {0: (1,), 1: (1,) + x.shape, 2: x.shape + (1,)}[x.rank])
        return x

    first = next(iter(c.args.values()))
    return [one(x) for x in first] if isinstance(first, list) else one(first)


@rule("expand", "expand_copy", "broadcast_to")
def _expand(c):
    size = c.ints("size")
    shape = [n if n != -1 else c.x.shape[i - len(size) + c.x.rank] for i, n in enumerate(size)]
    return c.b.broadcast(c.x, shape)


@rule("expand_as")
def _expand_as(c):
    return c.b.broadcast(c["input"], c["other"].shape)


@rule("broadcast_tensors")
def _broadcast_tensors(c):
    from .._text import broadcast_shape

    shape = broadcast_shape(*(t.shape for t in c["tensors"]))
    return [c.b.broadcast(t, shape) for t in c["tensors"]]


@rule("meshgrid")
def _meshgrid(c):
    parts = [c.b.reshape(t, (t.size,)) for t in c["tensors"]]
    swap = c.get("indexing", "ij") == "xy" and len(parts) > 1
    order = [1, 0, *range(2, len(parts))] if swap else list(range(len(parts)))
    shape = [parts[i].size for i in order]
    return [c.b.broadcast_in_dim(p, shape, [order.index(i)]) for i, p in enumerate(parts)]


@rule("cartesian_prod")
def _cartesian(c):
    parts = c["tensors"]
    if len(parts) == 1:
        return parts[0]
    shape = [p.size for p in parts]
    wide = [c.b.reshape(c.b.broadcast_in_dim(p, shape, [i]), (math.prod(shape), 1)) for i, p in enumerate(parts)]
    return c.b.concat(wide, 1)


@rule("repeat", "tile")
def _repeat(c):
    times = c.ints("repeats" if "repeats" in c.args else "dims")
    x = c.x
    times = [1] * (x.rank - len(times)) + times
    x = c.b.reshape(x, (1,) * (len(times) - x.rank) + x.shape)
    wide = [s for n, t in zip(x.shape, times) for s in (t, n)]
    out = c.b.broadcast_in_dim(x, wide, range(1, 2 * x.rank, 2))
    return c.b.reshape(out, [n * t for n, t in zip(x.shape, times)])


@rule("repeat_interleave")
def _repeat_interleave(c):
    from .indexing import take

    n, x = c.known("repeats"), c.x
    if c.get("dim") is None:
        x = c.b.reshape(x, (x.size,))
    d = c.dim("dim", 0, rank=x.rank)
    return take(c.b, x, d, [i // n for i in range(x.shape[d] * n)])


def joined(c, parts, d):
    dtype = promoted(*parts)
    kept = [p.to(dtype) for p in parts if p.shape != (0,)] or [parts[0].to(dtype)]
    return c.b.concat(kept, d % max(kept[0].rank, 1))


@rule("cat", "concat", "concatenate")
def _cat(c):
    return joined(c, c["tensors"], c.known("dim", 0))


@rule("stack")
def _stack(c):
    d = c.known("dim", 0) % (c["tensors"][0].rank + 1)
    return joined(c, [c.b.unsqueeze(t, d) for t in c["tensors"]], d)


@rule("hstack", "vstack", "dstack", "column_stack")
def _stacks(c):
    parts = c["tensors"]
    if c.op == "hstack":
        parts = [c.b.reshape(p, (1,)) if not p.rank else p for p in parts]
        return joined(c, parts, 0 if parts[0].rank == 1 else 1)
    if c.op == "column_stack":
        return joined(c, [c.b.reshape(p, (p.size, 1)) if p.rank < 2 else p for p in parts], 1)
    if c.op == "vstack":
        return joined(c, [c.b.reshape(p, (1, p.size)) if p.rank < 2 else p for p in parts], 0)
    parts = [c.b.reshape(p, (1, p.size, 1)) if p.rank < 2 else c.b.unsqueeze(p, 2) if p.rank == 2 else p for p in parts]
    return joined(c, parts, 2)


@rule("block_diag")
def _block_diag(c):
    parts = [c.b.reshape(p, (1, p.size)) if p.rank < 2 else p for p in c["tensors"]]
    dtype = promoted(*parts)
    columns, at, rows = sum(p.shape[1] for p in parts), 0, []
    for p in parts:
        rows.append(c.b.pad(p.to(dtype), [0, at], [0, columns - at - p.shape[1]]))
        at += p.shape[1]
    return c.b.concat(rows, 0)


def pieces(b, x, sizes, d):
    out, at = [], 0
    for n in sizes:
        out.append(b.cut(x, d, at, at + n))
        at += n
    return out


@rule("split", "split_with_sizes", "chunk", "unsafe_chunk", "unsafe_split", "unsafe_split_with_sizes", "split_copy", "split_with_sizes_copy")
def _split(c):
    names = [n for n in c.args if n not in ("input", "tensor", "dim")]
    v, x = c.known(names[0]), c.x
    d = c.dim("dim", 0)
    total = x.shape[d]
    if isinstance(v, list):
        sizes = v
    else:
        step = max(-(-total // v), 1) if "chunk" in c.op else v
        sizes = [min(step, total - i) for i in range(0, total, step)] if total else [0] * (v if "chunk" in c.op else 1)
    return pieces(c.b, x, sizes, d)


@rule("tensor_split", "hsplit", "vsplit", "dsplit")
def _tensor_split(c):
    x = c.x
    d = c.dim("dim", 0) if c.op == "tensor_split" else {"h": min(1, x.rank - 1), "v": 0, "d": 2}[c.op[0]]
    v = c.known(next(n for n in c.args if n not in ("input", "dim")))
    n = x.shape[d]
    if isinstance(v, int):
        sizes = [n // v + (i < n % v) for i in range(v)]
    else:
        ends = [0, *(min(max(i if i >= 0 else i + n, 0), n) for i in v), n]
        sizes = [max(b - a, 0) for a, b in zip(ends, ends[1:])]
        return [c.b.cut(x, d, min(a, n), max(a, e)) for a, e in zip(ends, ends[1:])]
    return pieces(c.b, x, sizes, d)


@rule("unbind", "unbind_copy")
def _unbind(c):
    x, d = c.x, c.dim("dim", 0)
    return [c.b.reshape(p, x.shape[:d] + x.shape[d + 1 :]) for p in pieces(c.b, x, [1] * x.shape[d], d)]


def bounds(c, n):
    """Start, end and step of a slice, within the size."""
    return slice(c.known("start"), c.known("end"), c.known("step", 1)).indices(n)


@rule("slice", "slice_copy")
def _slice(c):
    d = c.dim("dim", 0)
    start, end, step = bounds(c, c.x.shape[d])
    return c.b.cut(c.x, d, start, max(start, end), step)


@rule("narrow", "narrow_copy")
def _narrow(c):
    from .common import Val

    x, d, start, length = c.x, c.dim(), c["start"], c.known("length")
    if isinstance(start, Val):
        return dynamic_cut(c.b, x, d, start, length)
    start = start + x.shape[d] if start < 0 else start
    return c.b.cut(x, d, start, start + length)


def dynamic_cut(b, x, d, start, length):
    start = b.reshape(start.to("int64"), ())
    start = b.select(start < 0, start + x.shape[d], start)
    zero = b.const(0, "int64")
    shape = [length if k == d else n for k, n in enumerate(x.shape)]
    at = [start if k == d else zero for k in range(x.rank)]
    return b.emit("stablehlo.dynamic_slice", [x, *at], [(x.dtype, shape)], f"slice_sizes = array<i64: {', '.join(map(str, shape))}>")[0]


@rule("select", "select_copy")
def _select(c):
    from .common import Val

    x, d, i = c.x, c.dim(), c["index"]
    rest = x.shape[:d] + x.shape[d + 1 :]
    if isinstance(i, Val):
        return c.b.reshape(dynamic_cut(c.b, x, d, i, 1), rest)
    i += x.shape[d] if i < 0 else 0
    return c.b.reshape(c.b.cut(x, d, i, i + 1), rest)


@rule("flip", "fliplr", "flipud")
def _flip(c):
    dims = {"fliplr": [1], "flipud": [0]}.get(c.op) or [d % max(c.x.rank, 1) for d in c.ints("dims")]
    return c.b.reverse(c.x, dims) if c.x.rank else c.x


@rule("roll")
def _roll(c):
    x, shifts, dims = c.x, c.ints("shifts"), c.known("dims")
    if not dims:
        flat = c.b.reshape(x, (x.size,))
        return c.b.reshape(rolled(c.b, flat, shifts[0], 0), x.shape)
    for s, d in zip(shifts, dims if isinstance(dims, list) else [dims]):
        x = rolled(c.b, x, s, d % x.rank)
    return x


def rolled(b, x, s, d):
    n = x.shape[d]
    s = s % n if n else 0
    return b.concat([b.cut(x, d, n - s, n), b.cut(x, d, 0, n - s)], d) if s else x


@rule("rot90")
def _rot90(c):
    x, (i, j), k = c.x, [d % c.x.rank for d in c.ints("dims")], c.known("k", 1) % 4
    if k == 2:
        return c.b.reverse(x, [i, j])
    if k == 1:
        return swapped(c.b, c.b.reverse(x, [j]), i, j)
    return c.b.reverse(swapped(c.b, x, i, j), [j]) if k == 3 else x


@rule("tril", "triu")
def _tril(c):
    x, k = c.x, c.known("diagonal", 0)
    rows, columns = (c.b.iota(x.shape[-2:], d) for d in (0, 1))
    return c.b.select(columns - rows <= k if c.op == "tril" else columns - rows >= k, x, 0)


def diagonal(b, x, offset, dim1, dim2):
    """The diagonal, as the last dimension."""
    dim1, dim2 = dim1 % x.rank, dim2 % x.rank
    x = movedim(b, x, [dim1, dim2], [x.rank - 2, x.rank - 1])
    n, m = x.shape[-2:]
    i, j = max(-offset, 0), max(offset, 0)
    size = max(min(n - i, m - j), 0)
    d = x.rank - 2
    x = b.cut(b.cut(x, d, i, i + size), d + 1, j, j + size)
    rows, columns = (b.iota((size, size), k) for k in (0, 1))
    picked = b.select(rows.eq(columns), x, 0)
    return b.sum(picked, [d]) if x.is_complex or x.dtype == "bool" else b.reduce(picked, [d], "add", 0)


@rule("diagonal", "diagonal_copy", "linalg_diagonal")
def _diagonal(c):
    return diagonal(c.b, c.x, c.known("offset", 0), c.known("dim1"), c.known("dim2"))


def diag_embed(b, x, offset, dim1, dim2):
    n = x.shape[-1] + abs(offset)
    d = x.rank - 1
    x = b.pad(x, [0] * d + [max(offset, 0)], [0] * d + [max(-offset, 0)])
    rows, columns = (b.iota((n, n), k) for k in (0, 1))
    out = b.select((columns - rows).eq(offset), b.unsqueeze(x, d), 0)
    return movedim(b, out, [d, d + 1], [dim1, dim2])


@rule("diag_embed")
def _diag_embed(c):
    return diag_embed(c.b, c.x, c.known("offset", 0), c.known("dim1", -2), c.known("dim2", -1))


@rule("diag", "diagflat")
def _diag(c):
    x, k = c.x, c.known("diagonal" if "diagonal" in c.args else "offset", 0)
    if c.op == "diagflat":
        x = c.b.reshape(x, (x.size,))
    return diag_embed(c.b, x, k, -2, -1) if x.rank == 1 else diagonal(c.b, x, k, 0, 1)


@rule("pixel_shuffle")
def _pixel_shuffle(c):
    x, r = c.x, c.known("upscale_factor")
    lead, (ch, h, w) = x.shape[:-3], x.shape[-3:]
    n = len(lead)
    x = c.b.reshape(x, lead + (ch // r**2, r, r, h, w))
    x = c.b.transpose(x, [*range(n), n, n + 3, n + 1, n + 4, n + 2])
    return c.b.reshape(x, lead + (ch // r**2, h * r, w * r))


@rule("pixel_unshuffle")
def _pixel_unshuffle(c):
    x, r = c.x, c.known("downscale_factor")
    lead, (ch, h, w) = x.shape[:-3], x.shape[-3:]
    n = len(lead)
    x = c.b.reshape(x, lead + (ch, h // r, r, w // r, r))
    x = c.b.transpose(x, [*range(n), n, n + 2, n + 4, n + 1, n + 3])
    return c.b.reshape(x, lead + (ch * r**2, h // r, w // r))


@rule("channel_shuffle")
def _channel_shuffle(c):
    x, g = c.x, c.known("groups")
    wide = c.b.reshape(x, (x.shape[0], g, x.shape[1] // g) + x.shape[2:])
    return c.b.reshape(swapped(c.b, wide, 1, 2), x.shape)


@rule("pad", "constant_pad_nd")
def _pad(c):
    from .indexing import take

    x, pads, mode = c.x, c.ints("pad"), c.get("mode", "constant")
    low, high = [0] * x.rank, [0] * x.rank
    for i in range(len(pads) // 2):
        low[x.rank - 1 - i], high[x.rank - 1 - i] = pads[2 * i], pads[2 * i + 1]
    if mode == "constant":
        return c.b.pad(x, low, high, value=c.get("value", 0))
    for d, (a, b) in enumerate(zip(low, high)):
        if a or b:
            n = x.shape[d]
            at = range(-a, n + b)
            if mode == "reflect":
                places = [abs(i) if i < n else 2 * (n - 1) - i for i in at]
            else:
                places = [min(max(i, 0), n - 1) if mode == "replicate" else i % n for i in at]
            x = take(c.b, x, d, places)
    return x


@rule("unfold")
def _unfold(c):
    from .indexing import take

    x, d, size, step = c.x, c.dim("dimension"), c.known("size"), c.known("step")
    if not x.rank:
        return c.b.reshape(x, (1,))
    count = (x.shape[d] - size) // step + 1
    x = take(c.b, x, d, [i * step + k for i in range(count) for k in range(size)])
    x = c.b.reshape(x, x.shape[:d] + (count, size) + x.shape[d + 1 :])
    return movedim(c.b, x, [d + 1], [x.rank - 1])
