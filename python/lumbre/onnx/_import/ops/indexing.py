"""Reading and writing by index."""

import lumbre

from .._build import N, Unsupported
from . import op


def wrapped(g, at, n):
    """Indices from 0 on."""
    at = at.to("int64")
    if at.const is not None and bool((at.const >= 0).all()):
        return at
    return g.op("where", at < 0, at + (n if isinstance(n, int) else g.vector([n], True)), at)


@op("Gather")
def gather(g, a, x, at):
    d = a.get("axis", 0)
    if x.ints is not None and x.ints[0] and at.known is not None:
        picked = [x.ints[1][int(i)] for i in at.known.reshape(-1).tolist()]
        if at.known.dim() <= 1:
            return g.vector(picked, scalar=at.known.dim() == 0)
    n = x.need_rank()
    d %= n
    if at.known is not None and at.known.dim() == 0:
        return g.op("select", x, d, int(at.known.item()))
    if at.rank == 0:
        return g.op("squeeze", g.op("index_select", x, d, wrapped(g, at, x.size(d)).reshape([1])), [d])
    at = wrapped(g, at, x.size(d))
    if d == 0 and n == 2 and x.is_float:
        return g.op("embedding", x, at)
    if at.rank == 1:
        return g.op("index_select", x, d, at)
    return g.op("index", x, [None] * d + [at])


@op("GatherElements")
def gather_elements(g, a, x, at):
    d = a.get("axis", 0)
    return g.op("gather", x, d, wrapped(g, at, x.size(d)))


@op("GatherND")
def gather_nd(g, a, x, at):
    batch = a.get("batch_dims", 0)
    at = at.to("int64")
    k = at.size(-1)
    if not isinstance(k, int):
        raise Unsupported(f"onnx.load: {g.where}: a number of indexed dimensions that is not fixed")
    last = at.need_rank() - 1
    parts = [wrapped(g, g.op("select", at, last, i), x.size(batch + i)) for i in range(k)]
    if batch:
        lead = []
        for i in range(batch):
            row = g.op("arange", x.size(i)).reshape([*[1] * i, -1, *[1] * (last - 1 - i)])
            lead.append(row)
        parts = [*lead, *parts]
    return g.op("index", x, parts)


@op("ScatterElements")
@op("Scatter")
def scatter_elements(g, a, x, at, src):
    d, how = a.get("axis", 0), a.get("reduction", "none")
    at = wrapped(g, at, x.size(d))
    if how == "none":
        return g.op("scatter", x, d, at, src)
    return g.op("scatter_reduce", x, d, at, src, {"add": "sum", "mul": "prod", "max": "amax", "min": "amin"}[how])


@op("ScatterND")
def scatter_nd(g, a, x, at, src):
    how = a.get("reduction", "none")
    at = at.to("int64")
    k = at.size(-1)
    if not isinstance(k, int):
        raise Unsupported(f"onnx.load: {g.where}: a number of indexed dimensions that is not fixed")
    last = at.need_rank() - 1
    parts = [wrapped(g, g.op("select", at, last, i), x.size(i)) for i in range(k)]
    if how in ("none", "add"):
        return g.op("index_put", x, parts, src, how == "add")
    # Over the flattened leading dimensions.
    rows = parts[0]
    count = x.size(0)
    for i in range(1, k):
        n = x.size(i)
        rows = rows * (n if isinstance(n, int) else g.vector([n], True)) + parts[i]
        count = g.arithmetic("mul", count, n)
    rest = x.sizes()[k:]
    width = 1
    for n in rest:
        width = g.arithmetic("mul", width, n)
    flat, rows = x.reshape([count, width]), rows.reshape([-1, 1])
    src = src.reshape([-1, width])
    rows = g.op("expand", rows, [-1, width])
    out = g.op("scatter_reduce", flat, 0, rows, src, {"mul": "prod", "max": "amax", "min": "amin"}[how])
    return out.reshape(x.sizes())


@op("TensorScatter")
def tensor_scatter(g, a, past, update, at=None):
    """Writes `update` into a cache along a dimension, from an index of each sample on."""
    d = a.get("axis", -2) % past.need_rank()
    n, m = past.size(d), update.size(d)
    steps = g.op("arange", m)
    if at is None:
        places = steps.reshape([1, -1])
    else:
        places = at.reshape([-1, 1]) + steps.reshape([1, -1])
    if a.get("mode", "linear") == "circular":
        places = g.op("remainder", places, n if isinstance(n, int) else g.vector([n], True))
    shape = [1] * past.need_rank()
    shape[d] = m
    shape[0] = -1
    wide = g.op("expand", places.reshape(shape), update.sizes())
    return g.op("scatter", past, d, wide, update)


@op("NonZero")
def non_zero(g, a, x):
    out = g.op("nonzero", x)
    out = out[0] if isinstance(out, list) else out
    if out.probes is None:
        n = max(x.need_rank(), 0)
        out.probes = tuple(lumbre.empty((k, n), dtype=lumbre.int64, device="meta") for k in (5, 7))
    return g.op("t", out)


@op("Compress")
def compress(g, a, x, keep):
    d = a.get("axis")
    if d is None:
        x, d = x.reshape([-1]), 0
    rows = g.op("nonzero", keep)
    if rows.probes is None:
        rows.probes = tuple(lumbre.empty((k, 1), dtype=lumbre.int64, device="meta") for k in (5, 7))
    return g.op("index_select", x, d, g.op("select", rows, 1, 0))


@op("OneHot")
def one_hot(g, a, at, depth, values):
    n, d = g.item(depth), a.get("axis", -1)
    if isinstance(n, float):
        n = int(n)
    count = n if isinstance(n, (int, N)) else int(n)
    rank = at.need_rank() + 1
    at = at.to("int64")
    number = count if isinstance(count, int) else g.vector([count], True)
    at = g.op("where", at < 0, at + number, at)
    places = g.op("arange", count).reshape([-1 if k == d % rank else 1 for k in range(rank)])
    hit = g.op("eq", g.op("unsqueeze", at, d % rank), places)
    off, on = (g.op("select", values, 0, i) for i in (0, 1))
    return g.op("where", hit, on, off)


@op("NonMaxSuppression")
def nms(g, a, boxes, scores, most=None, overlap=None, least=None):
    """(batch, class, box) of the kept boxes, class by class."""
    batch, classes = scores.size(0), scores.size(1)
    if not (isinstance(batch, int) and isinstance(classes, int)):
        raise Unsupported(f"onnx.load: {g.where}: a number of samples or classes that is not fixed")
    limit = 0 if most is None else g.item(most)
    iou = 0.0 if overlap is None else g.item(overlap)
    rows = []
    for i in range(batch):
        b = g.op("select", boxes, 0, i)
        if a.get("center_point_box", 0):
            x, y, w, h = (g.op("select", b, 1, k) for k in range(4))
            b = g.op("stack", [x - w / 2, y - h / 2, x + w / 2, y + h / 2], 1)
        else:
            y1, x1, y2, x2 = (g.op("select", b, 1, k) for k in range(4))
            b = g.op("stack", [g.op("minimum", x1, x2), g.op("minimum", y1, y2), g.op("maximum", x1, x2), g.op("maximum", y1, y2)], 1)
        for c in range(classes):
            s = g.op("select", g.op("select", scores, 0, i), 0, c)
            kept = g.op("nms", b, s, iou)
            if least is not None:
                mask = g.op("index_select", s, 0, kept) > least.reshape([])
                kept = g.op("masked_select", kept, mask)
            kept = g.op("slice", kept, 0, 0, limit)
            column = kept.reshape([-1, 1])
            rows.append(g.op("cat", [g.op("full_like", column, i), g.op("full_like", column, c), column], 1))
    return g.op("cat", rows, 0)
