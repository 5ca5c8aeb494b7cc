"""Reading and writing by index. Negative indices count from the end; indices out of range are clamped, where the engine raises."""

from .._text import broadcast_shape
from . import rule
from .common import Val, cast


def take(b, x, d, places):
    """The elements along `d` at these places, known now."""
    n, m = x.shape[d], len(places)
    if list(places) == list(range(n)):
        return x
    step = places[1] - places[0] if m > 1 else 1
    if m and step > 0 and all(q - p == step for p, q in zip(places, places[1:])):
        return b.cut(x, d, places[0], places[-1] + 1, step)
    return rows(b, x, d, b.ints(places))


def wrapped(b, at, n):
    """Indices from 0 on."""
    at = at.to("int64")
    return b.select(at < 0, at + n, at)


def rows(b, x, d, at):
    """`x` with the dimension `d` replaced by those of `at`, whose items say which slice."""
    k = at.rank
    shape = x.shape[:d] + at.shape + x.shape[d + 1 :]
    sizes = [1 if i == d else n for i, n in enumerate(x.shape)]
    offsets = [i for i in range(len(shape)) if not d <= i < d + k]
    return b.gather(x, b.unsqueeze(wrapped(b, at, x.shape[d]), k), sizes, offsets, [d], [d], shape)


@rule("index_select")
def _index_select(c):
    x, at = c["input"], c["index"]
    if not x.rank:
        return x
    return rows(c.b, x, c.dim(), c.b.reshape(at, (at.size,)))


@rule("embedding")
def _embedding(c):
    return rows(c.b, c["weight"], 0, c["indices"])


@rule("embedding_dense_backward")
def _embedding_backward(c):
    if c.get("scale_grad_by_freq", False):
        c.refuse("scale_grad_by_freq")
    b, g, at, n = c.b, c["grad_output"], c["indices"], c.known("num_weights")
    width = g.shape[-1]
    at, g = b.reshape(at, (at.size, 1)).to("int64"), b.reshape(g, (at.size, width))
    pad = c.known("padding_idx", -1)
    if pad >= 0:
        g = b.select(at.eq(pad), 0, g)
    return b.scatter(b.const(0, g.dtype, (n, width)), at, g, [1], [0], [0], "add")


def vectors(b, x, d, at):
    """Index vectors of `gather` and `scatter`: the element's own place, but `at` along `d`."""
    at = wrapped(b, at, x.shape[d])
    parts = [at if k == d else b.iota(at.shape, k) for k in range(x.rank)]
    return b.concat([b.unsqueeze(p, at.rank) for p in parts], at.rank)


def elements(b, x, d, at):
    if not x.rank:
        return b.reshape(x, at.shape) if at.size == 1 else b.broadcast(x, at.shape)
    dims = list(range(x.rank))
    if not at.size:
        return b.const(0, x.dtype, at.shape)
    return b.gather(x, vectors(b, x, d, at), [1] * x.rank, [], dims, dims, at.shape)


@rule("gather")
def _gather(c):
    x, at = c["input"], c["index"]
    if x.rank and not at.rank:
        return c.b.reshape(elements(c.b, x, 0, c.b.reshape(at, (1,))), ())
    return elements(c.b, x, c.dim(), at)


@rule("take_along_dim")
def _take_along(c):
    x, at = c["input"], c["indices"]
    if c.get("dim") is None:
        return rows(c.b, c.b.reshape(x, (x.size,)), 0, c.b.reshape(at, (at.size,)))
    d = c.dim()
    other = broadcast_shape(tuple(1 if k == d else n for k, n in enumerate(x.shape)), tuple(1 if k == d else n for k, n in enumerate(at.shape)))
    size = lambda n: [n if k == d else s for k, s in enumerate(other)]  # noqa: E731
    return elements(c.b, c.b.broadcast(x, size(x.shape[d])), d, c.b.broadcast(at, size(at.shape[d])))


@rule("take")
def _take(c):
    x, at = c["input"], c["index"]
    return rows(c.b, c.b.reshape(x, (x.size,)), 0, at)


_JOINS = {"add": "add", "sum": "add", "multiply": "multiply", "prod": "multiply", "amax": "maximum", "amin": "minimum"}


@rule("scatter", "scatter_add", "scatter_reduce", "scatter_", "scatter_add_")
def _scatter(c):
    b, x, at = c.b, c["input"], c["index"]
    src = c["src"] if "src" in c.args else c["value"]
    how = "add" if c.op.startswith("scatter_add") else c.get("reduce")
    if how is not None and how not in _JOINS or c.get("include_self", True) is False:
        c.refuse(f"reduce={how!r}" if how not in _JOINS else "include_self=False")
    if not at.size:
        return x
    single = not x.rank
    if single:
        x = b.reshape(x, (1,))
    if not at.rank:
        at = b.reshape(at, (1,))
    if isinstance(src, Val):
        src = b.reshape(src, (1,)) if not src.rank else b.slice(src, [0] * src.rank, at.shape)
        src = src.to(x.dtype)
    else:
        src = b.const(src, x.dtype, at.shape)
    dims = list(range(x.rank))
    d = c.dim(rank=x.rank)
    out = b.scatter(x, vectors(b, x, d, at), src, [], dims, dims, "set" if how is None else _JOINS[how])
    return b.reshape(out, ()) if single else out


def along(b, x, d, at, src, op):
    """Slices along `d` joined with those of `src`."""
    at = wrapped(b, b.reshape(at, (at.size, 1)), x.shape[d])
    dims = [k for k in range(x.rank) if k != d]
    return b.scatter(x, at, src, dims, [d], [d], op)


@rule("index_add", "index_copy", "index_fill", "index_copy_", "index_fill_")
def _index_add(c):
    b, x, at = c.b, c["input"], c["index"]
    single = not x.rank
    if single:
        x = b.reshape(x, (1,))
    d = c.dim(rank=x.rank)
    shape = [at.size if k == d else n for k, n in enumerate(x.shape)]
    if c.op.startswith("index_fill"):
        src = b.broadcast(cast(b, c["value"], x.dtype), shape)
    else:
        src = b.reshape(c["source"].to(x.dtype), shape)
    if c.op == "index_add" and c.get("alpha", 1) != 1:
        src = src * c["alpha"]
    out = along(b, x, d, at, src, "add" if c.op == "index_add" else "set")
    return b.reshape(out, ()) if single else out


def indexed(c):
    """Of `x[indices]`: x with the indexed dimensions in front, their index vectors, and where those dimensions go in the result."""
    b, x, items = c.b, c["input"], c["indices"]
    at = [i for i, v in enumerate(items) if v is not None]
    if any(items[i].dtype in ("bool", "uint8") for i in at):
        c.refuse("an index by truth values, whose size is not known")
    shape = broadcast_shape(*(items[i].shape for i in at))
    parts = [wrapped(b, b.broadcast(items[i], shape), x.shape[i]) for i in at]
    vector = b.concat([b.unsqueeze(p, len(shape)) for p in parts], len(shape))
    together = at == list(range(at[0], at[-1] + 1))
    return x, at, shape, vector, at[0] if together else 0


@rule("index")
def _index(c):
    x, at, shape, vector, first = indexed(c)
    rest = [n for d, n in enumerate(x.shape) if d not in at]
    out = tuple(rest[:first]) + shape + tuple(rest[first:])
    sizes = [1 if d in at else n for d, n in enumerate(x.shape)]
    offsets = [*range(first), *range(first + len(shape), len(out))]
    return c.b.gather(x, vector, sizes, offsets, at, at, out)


@rule("index_put", "index_put_")
def _index_put(c):
    masked = masked_put(c)
    if masked is not None:
        return masked
    x, at, shape, vector, first = indexed(c)
    rest = [n for d, n in enumerate(x.shape) if d not in at]
    out = tuple(rest[:first]) + shape + tuple(rest[first:])
    values = c.b.broadcast(c["values"].to(x.dtype), out)
    window = [*range(first), *range(first + len(shape), len(out))]
    return c.b.scatter(x, vector, values, window, at, at, "add" if c.get("accumulate", False) else "set")


# Writes into slices, as traces record them.


@rule("slice_scatter", "select_scatter", "slice_inverse")
def _slice_scatter(c):
    from .shapes import bounds

    b, x, src = c.b, c["input"], c["src"]
    if c.op == "slice_inverse":
        c.refuse("memory beyond a view")
    src, d = src.to(x.dtype), c.dim("dim", 0)
    n = x.shape[d]
    if c.op == "select_scatter":
        i = c["index"]
        if isinstance(i, Val):
            return along(b, x, d, b.reshape(i, (1,)), b.unsqueeze(src, d), "set")
        places = [i % n]
        src = b.unsqueeze(src, d)
    else:
        start, end, step = bounds(c, n)
        places = list(range(start, end, step))
    if not places:
        return x
    src = b.broadcast(src, [len(places) if k == d else s for k, s in enumerate(x.shape)])
    if places == list(range(places[0], places[-1] + 1)):
        return b.concat([p for p in (b.cut(x, d, 0, places[0]), src, b.cut(x, d, places[-1] + 1, n)) if p.shape[d]], d)
    return along(b, x, d, b.ints(places), src, "set")


@rule("diagonal_scatter")
def _diagonal_scatter(c):
    from .shapes import diag_embed

    b, x, src, offset = c.b, c["input"], c["src"], c.known("offset", 0)
    d1, d2 = c.known("dim1", 0) % x.rank, c.known("dim2", 1) % x.rank
    n, m = x.shape[d1], x.shape[d2]
    wide = diag_embed(b, src, offset, -2, -1)
    last = wide.rank - 1
    wide = b.pad(wide, [0] * (last + 1), [0] * (last - 1) + [n - wide.shape[-2], m - wide.shape[-1]])
    from .shapes import movedim

    wide = movedim(b, wide, [last - 1, last], [d1, d2])
    on = (b.iota(x.shape, d2) - b.iota(x.shape, d1)).eq(offset)
    return b.select(on, wide, x)


@rule("one_hot")
def _one_hot(c):
    n, at = c.known("num_classes", -1), c.x
    if n < 0:
        c.refuse("a number of classes that depends on the data")
    return (c.b.unsqueeze(at, at.rank).eq(c.b.iota((n,), 0, at.dtype))).to("int64")


@rule("masked_scatter", "masked_scatter_")
def _masked_scatter(c):
    from .reductions import running

    b, x = c.b, c["input"]
    mask = b.reshape(b.broadcast(c["mask"], x.shape), (x.size,))
    src = b.reshape(c["source"], (c["source"].size,))
    order = running(b, mask.to("int64"), 0, "add", 0) - 1
    return b.reshape(b.select(mask, rows(b, src, 0, b.max(order, 0)), b.reshape(x, (x.size,))), x.shape)


def masked_put(c):
    """`x[mask] = number`, or None where it is no such call."""
    x, items, values = c["input"], c["indices"], c["values"]
    if len(items) != 1 or items[0] is None or items[0].dtype != "bool" or values.size != 1 or c.get("accumulate", False):
        return None
    mask = c.b.reshape(items[0], items[0].shape + (1,) * (x.rank - items[0].rank))
    return c.b.select(mask, c.b.reshape(values.to(x.dtype), ()), x)


@rule("grid_sampler", "grid_sampler_2d")
def _grid_sampler(c):
    """Bilinear or nearest, with zeros or the border outside."""
    b, x, grid = c.b, c["input"], c["grid"]
    mode, padding, corners = c.known("interpolation_mode"), c.known("padding_mode"), c.known("align_corners")
    if x.rank != 4 or mode > 1 or padding > 1:
        c.refuse("three dimensions, cubic interpolation or reflection")
    n, _, h, w = x.shape
    axes = []
    for k, size in ((0, w), (1, h)):
        v = b.reshape(b.cut(grid, 3, k, k + 1), grid.shape[:3])
        v = (v + 1.0) * ((size - 1) / 2) if corners else ((v + 1.0) * size - 1.0) * 0.5
        axes.append(b.min(b.max(v, 0.0), float(size - 1)) if padding == 1 else v)
    if mode == 1:
        return b.transpose(_pixels(b, x, *(b.unary("round_nearest_even", v) for v in axes)), (0, 3, 1, 2))
    low = [b.floor(v) for v in axes]
    out = None
    for i in (0, 1):
        for j in (0, 1):
            at = [low[0] + float(i), low[1] + float(j)]
            weight = (axes[0] - low[0] if i else low[0] + 1.0 - axes[0]) * (axes[1] - low[1] if j else low[1] + 1.0 - axes[1])
            part = _pixels(b, x, *at) * b.unsqueeze(weight, 3)
            out = part if out is None else out + part
    return b.transpose(out, (0, 3, 1, 2))


def _pixels(b, x, column, row):
    """[batch, rows, columns, channels] at whole places; zeros outside."""
    n, channels, h, w = x.shape
    inside = (column >= 0) & (column < w) & (row >= 0) & (row < h)
    at = [b.min(b.max(v, 0), float(s - 1)).to("int64") for v, s in ((row, h), (column, w))]
    vector = b.concat([b.unsqueeze(v, 3) for v in (b.iota(column.shape, 0), *at)], 3)
    picked = b.gather(x, vector, [1, channels, 1, 1], [3], [0, 2, 3], [0, 2, 3], (*column.shape, channels))
    return b.select(b.unsqueeze(inside, 3), picked, 0)
