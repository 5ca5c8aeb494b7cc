"""Shapes: views, joins, splits, padding."""

import lumbre

from .._build import N, Unsupported, X
from . import op


@op("Shape")
def shape(g, a, x):
    if x.rank is None:
        from ....jit._frontend import _types as T
        from ....jit._frontend._values import Const

        if "start" in a or "end" in a:
            x.need_rank()
        ref = g.b.do("tensor", [g.b.do("shape", [g.ref(x)], T.list_of(T.INT)), Const(lumbre.int64), Const(None)], T.TENSOR)
        return X(g, ref, dtype="int64")
    return g.vector(x.sizes()[slice(a.get("start", 0), a.get("end"))])


@op("Size")
def size(g, a, x):
    total = 1
    if x.rank is None:
        return g.vector([g.number("numel", [x], None)], True)
    for n in x.sizes():
        total = g.arithmetic("mul", total, n)
    return g.vector([total], True)


@op("Reshape")
def reshape(g, a, x, to=None):
    if to is None:
        want = list(a["shape"])
    else:
        if to.ints is None and to.known is None and not isinstance(to.size(0) if to.rank == 1 else None, int):
            from ....jit._frontend import _types as T

            return X(g, g.reshaped(x, g.b.do("tolist", [g.ref(to)], T.list_of(T.INT))), dtype=x.dtype)
        want = list(g.ints_of(to))
    if x.ints is not None and len(want) <= 1 and all(isinstance(n, int) for n in want):
        return g.vector(x.ints[1], scalar=not want)
    if not a.get("allowzero", 0):
        want = [kept(g, x, i, n, to) for i, n in enumerate(want)]
    if sum(isinstance(n, N) for n in want) == 1 and -1 not in want and 0 not in want:
        # The one open size follows from the others.
        want = [-1 if isinstance(n, N) else n for n in want]
    return x.reshape(want)


def kept(g, x, i, n, to):
    """A size as `Reshape` means it: 0 keeps that of the input, also where it is computed."""
    if isinstance(n, int):
        return x.size(i) if n == 0 else n
    if to is None or to.ints is not None or not x.rank or i >= x.rank:
        # Sizes that were read off a tensor say what they are.
        return n
    zero = g.number("int", [g.number("eq", [n, 0], None)], None)
    return g.number("add", [n, g.number("mul", [zero, x.size(i)], None)], n.values)


@op("Flatten")
def flatten(g, a, x):
    n = x.need_rank()
    d = a.get("axis", 1)
    d = d + n if d < 0 else d
    sizes = x.sizes()
    sides = []
    for part in (sizes[:d], sizes[d:]):
        total = 1
        for s in part:
            total = g.arithmetic("mul", total, s)
        sides.append(total)
    # One open side is enough: the other follows.
    if isinstance(sides[0], N) and not isinstance(sides[1], N) and sides[1]:
        sides[0] = -1
    elif isinstance(sides[1], N) and sides[0]:
        sides[1] = -1 if not isinstance(sides[0], N) else sides[1]
    return x.reshape(sides)


@op("Transpose")
def transpose(g, a, x):
    perm = a.get("perm")
    if perm is None:
        perm = list(range(x.need_rank()))[::-1]
    return x.permute(list(perm))


def axes_of(g, a, axes):
    return list(a["axes"]) if axes is None else g.ints_of(axes)


@op("Squeeze")
def squeeze(g, a, x, axes=None):
    if axes is None and a.get("axes") is None:
        if x.ints is not None and len(x.ints[1]) == 1:
            return g.vector(x.ints[1], True)
        return g.op("squeeze", x)
    dims = axes_of(g, a, axes)
    if x.ints is not None and len(x.ints[1]) == 1 and x.ints[0]:
        return g.vector(x.ints[1], True)
    rank = x.rank
    return g.opened(g.op("squeeze", x, dims), None if rank is None else rank - len(dims))


@op("Unsqueeze")
def unsqueeze(g, a, x, axes=None):
    dims = axes_of(g, a, axes)
    if x.ints is not None and not x.ints[0] and len(dims) == 1:
        return g.vector(x.ints[1])
    if any(isinstance(d, N) for d in dims):
        if len(dims) > 1:
            raise Unsupported(f"onnx.load: {g.where}: several dimensions that are computed")
        return g.opened(g.op("unsqueeze", x, dims[0]), None if x.rank is None else x.rank + 1)
    if any(d < 0 for d in dims):
        n = x.need_rank() + len(dims)
        dims = [d % n for d in dims]
    for d in sorted(dims):
        x = g.op("unsqueeze", x, d)
    return x


@op("Expand")
def expand(g, a, x, to):
    want = g.ints_of(to)
    n = x.need_rank()
    have = x.sizes()
    out = []
    for i, w in enumerate(reversed(want)):
        h = have[n - 1 - i] if i < n else 1
        if h == 1:
            out.append(w)
        elif w == 1:
            out.append(h)
        elif isinstance(h, int) and h != 1:
            out.append(h)
        elif isinstance(w, int):
            out.append(w)
        else:
            out.append(g.arithmetic("max", h, w))
    out += [have[n - 1 - i] for i in range(len(want), n)]
    return g.op("expand", x, out[::-1])


@op("Tile")
def tile(g, a, x, repeats):
    return g.op("repeat", x, g.ints_of(repeats))


@op("Concat")
def concat(g, a, *xs):
    from .elementwise import small

    if all(small(x) for x in xs) and any(x.ints is not None and x.const is None for x in xs) and all(x.rank == 1 for x in xs):
        return g.vector([i for x in xs for i in g.ints_of(x)])
    return g.op("cat", list(xs), a.get("axis", 1))


def pieces(g, x, sizes, d):
    out, at = [], 0
    for n in sizes:
        out.append(g.op("narrow", x, d, at, n))
        at = g.arithmetic("add", at, n)
    return out


@op("Split")
def split(g, a, x, sizes=None):
    d = a.get("axis", 0)
    given = a.get("split") if sizes is None else g.ints_of(sizes)
    if given is None:
        parts = a.wanted
        n = x.size(d)
        step = g.arithmetic("floordiv", g.arithmetic("add", n, parts - 1), parts)
        if isinstance(n, int):
            given = [max(0, min(step, n - i * step)) for i in range(parts)]
        else:
            given = [step] * (parts - 1)
            rest = n
            for _ in range(parts - 1):
                rest = g.arithmetic("sub", rest, step)
            given = [*given, rest]
    if x.ints is not None and x.ints[0] and all(isinstance(n, int) for n in given):
        out, at = [], 0
        for n in given:
            out.append(g.vector(x.ints[1][at : at + n]))
            at += n
        return tuple(out)
    return tuple(pieces(g, x, given, d))


@op("Slice")
def slice_(g, a, x, starts=None, ends=None, axes=None, steps=None):
    if starts is None:
        start, end, dims, step = list(a["starts"]), list(a["ends"]), a.get("axes"), None
    else:
        start, end, dims, step = g.ints_of(starts), g.ints_of(ends), g.ints_of(axes), g.ints_of(steps)
    dims = list(range(len(start))) if dims is None else dims
    rank = x.rank
    step = [1] * len(start) if step is None else step
    if x.ints is not None and x.ints[0] and dims in ([0], [-1]) and all(isinstance(v, int) for v in (start[0], end[0], step[0])):
        return g.vector(x.ints[1][slice(start[0], end[0] if end[0] > -(1 << 62) else None, step[0])])
    for s, e, d, k in zip(start, end, dims, step):
        if not isinstance(k, int):
            raise Unsupported(f"onnx.load: {g.where}: a step that is computed")
        x = g.opened(one_slice(g, x, s, e, d, k), rank)
    return x


def one_slice(g, x, s, e, d, k):
    if k > 0:
        out = g.op("slice", x, d, s, e, k)
        if isinstance(d, N):
            return out
        n = x.size(d)
        if isinstance(n, N) and out.probes is not None:
            g.open(out, d, s, e)
        return out
    # Backwards: the same elements forwards, turned round.
    n = x.size(d)

    def wrap(v, absent):
        if isinstance(v, int) and (v < -(1 << 40) or v > (1 << 40)):
            return absent if v < 0 else n
        v = v if not isinstance(v, int) or v >= 0 else g.arithmetic("add", n, v)
        return v

    s = g.arithmetic("min", wrap(s, -1), g.arithmetic("sub", n, 1))
    e = wrap(e, -1)
    if isinstance(e, int) and isinstance(s, int):
        e = max(e, -1)
    turned = g.op("flip", x, [d])
    begin = g.arithmetic("sub", g.arithmetic("sub", n, 1), s)
    stop = g.arithmetic("sub", g.arithmetic("sub", n, 1), e)
    return g.op("slice", turned, d, begin, stop, -k)


@op("Pad")
def pad(g, a, x, pads=None, value=None, axes=None):
    n = x.need_rank()
    given = list(a.get("pads") or a.get("paddings") or []) if pads is None else g.ints_of(pads)
    dims = list(range(n)) if axes is None else [int(d) % n for d in g.ints_of(axes)]
    m = len(dims)
    low, high = [0] * n, [0] * n
    for i, d in enumerate(dims):
        low[d], high[d] = given[i], given[m + i]
    mode = a.get("mode", "constant")
    if mode == "constant":
        fill = a.get("value", 0.0) if pads is None else 0 if value is None else g.item(value)
        if isinstance(fill, N):
            raise Unsupported(f"onnx.load: {g.where}: an edge whose value is computed")
        flat = [v for d in reversed(range(n)) for v in (low[d], high[d])]
        if all(isinstance(v, int) and v == 0 for v in flat):
            return x
        return g.op("pad", x, flat, "constant", fill) if x.dtype != "bool" else g.op("pad", x.to("uint8"), flat, "constant", float(bool(fill))).to("bool")
    for d in range(n):
        if low[d] == 0 and high[d] == 0:
            continue
        if isinstance(low[d], int) and low[d] < 0 or isinstance(high[d], int) and high[d] < 0:
            s, e = max(0, -low[d]), min(0, high[d])
            x = g.op("slice", x, d, s, g.arithmetic("add", x.size(d), e))
            low[d], high[d] = max(low[d], 0), max(high[d], 0)
        size = x.size(d)
        at = g.op("arange", g.arithmetic("add", g.arithmetic("add", size, low[d]), high[d]))
        at = at - (low[d] if isinstance(low[d], int) else g.vector([low[d]], True))
        last = g.arithmetic("sub", size, 1)
        number = lambda v: v if isinstance(v, int) else g.vector([v], True)  # noqa: E731
        if mode == "edge":
            at = g.op("minimum", g.op("clamp", at, 0), as_x(g, last))
        elif mode == "wrap":
            at = g.op("remainder", at, number(size))
        else:
            # Back and forth.
            period = g.arithmetic("max", g.arithmetic("mul", last, 2), 1)
            at = g.op("remainder", at, number(period))
            at = g.op("minimum", at, g.op("rsub", at, number(period)))
        x = g.op("index_select", x, d, at)
    return x


def as_x(g, v):
    return g.vector([v], True)


@op("CenterCropPad")
def center_crop_pad(g, a, x, to):
    n = x.need_rank()
    dims = [d % n for d in a.get("axes") or range(n)]
    for d, want in zip(dims, g.ints_of(to)):
        have = x.size(d)
        if have == want:
            continue
        f = g.arithmetic
        start = f("max", f("floordiv", f("sub", have, want), 2), 0)
        x = g.opened(g.op("narrow", x, d, start, f("min", have, want)), n)
        more = f("max", f("sub", want, have), 0)
        low = f("floordiv", more, 2)
        x = g.opened(g.op("pad", x, [*[0, 0] * (n - 1 - d), low, f("sub", more, low)], "constant", 0.0), n)
    return x


@op("DepthToSpace")
def depth_to_space(g, a, x):
    b, s = a["blocksize"], x.sizes()
    deep = g.arithmetic("floordiv", s[1], b * b)
    tall, wide = g.arithmetic("mul", s[2], b), g.arithmetic("mul", s[3], b)
    if a.get("mode", "DCR") == "DCR":
        y = x.reshape([s[0], b, b, deep, s[2], s[3]]).permute([0, 3, 4, 1, 5, 2])
    else:
        y = x.reshape([s[0], deep, b, b, s[2], s[3]]).permute([0, 1, 4, 2, 5, 3])
    return y.reshape([s[0], deep, tall, wide])


@op("SpaceToDepth")
def space_to_depth(g, a, x):
    b, s = a["blocksize"], x.sizes()
    tall, wide = (g.arithmetic("floordiv", n, b) for n in s[2:])
    order = [0, 1, 3, 5, 2, 4] if a.get("mode", "DCR") == "CRD" else [0, 3, 5, 1, 2, 4]
    y = x.reshape([s[0], s[1], tall, b, wide, b]).permute(order)
    return y.reshape([s[0], g.arithmetic("mul", s[1], b * b), tall, wide])


@op("Trilu")
def trilu(g, a, x, k=None):
    dtype = x.dtype
    if dtype == "bool":
        x = x.to("uint8")
    return g.op("triu" if a.get("upper", 1) else "tril", x, 0 if k is None else g.item(k)).to(dtype)


@op("ReverseSequence")
def reverse_sequence(g, a, x, lengths):
    batch, time = a.get("batch_axis", 1), a.get("time_axis", 0)
    steps = g.op("arange", x.size(time)).reshape([1, -1])
    ends = lengths.reshape([-1, 1])
    at = g.op("where", steps < ends, ends - 1 - steps, steps)
    if batch > time:
        at = g.op("t", at)
    shape = [1] * x.need_rank()
    shape[batch], shape[time] = x.size(batch), x.size(time)
    return g.op("take_along_dim", x, at.reshape(shape), time)
