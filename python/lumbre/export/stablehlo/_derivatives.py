"""Derivatives of StableHLO operations: the gradients of a piece of text, written after it.

Half precision, choices between equal elements and edges follow the engine: a maximum over equal elements shares its gradient, a window gives it to the
first.
"""

import math

from ._text import COMPLEX, FLOATS, lowest

RULES = {}
# What has no gradient, or none that is not zero almost everywhere.
FLAT = ("compare", "iota", "sign", "floor", "ceil", "round_nearest_even", "constant", "rng_bit_generator", "bitcast_convert", "not", "and", "or", "xor", "shift_left", "shift_right_logical", "shift_right_arithmetic", "return")


def rule(*names):
    def add(f):
        for n in names:
            RULES[n] = f
        return f

    return add


class Op:
    """One operation: operands, results, how, and the gradients of the results (None where there is none)."""

    def __init__(self, b, name, operands, outs, how, grads):
        self.b, self.name, self.operands, self.outs, self.grads = b, name, operands, outs, grads
        self.how = how

    x = property(lambda self: self.operands[0])
    y = property(lambda self: self.operands[1])
    out = property(lambda self: self.outs[0])
    g = property(lambda self: self.grads[0])


def gradients(b, records, inputs, outputs, given):
    """The gradients of `inputs`, through these operations, from those of `outputs`; zeros where nothing leads there."""
    active = {v.name for v in inputs}
    lead = []
    for record in records:
        if any(v.name in active for v in record[1]) and record[2]:
            lead.append(record)
            active.update(o.name for o in record[2] if o.dtype in FLOATS or o.dtype in COMPLEX)
    sums = {}
    for v, g in zip(outputs, given):
        if g is not None:
            add(sums, v, g)
    for op, operands, outs, how in reversed(lead):
        grads = [sums.get(o.name) for o in outs]
        name = op.partition(".")[2]
        if all(g is None for g in grads) or name in FLAT:
            continue
        if name not in RULES or any(o.dtype in COMPLEX for o in [*operands, *outs]):
            raise NotImplementedError(f"export.to_stablehlo: the derivative of {op}")
        parts = RULES[name](Op(b, name, operands, outs, how, grads))
        for v, g in zip(operands, parts if isinstance(parts, (list, tuple)) else [parts]):
            if g is not None and v.name in active:
                add(sums, v, g)
    return [sums[v.name] if v.name in sums else b.const(0, v.dtype, v.shape) for v in inputs]


def add(sums, v, g):
    sums[v.name] = sums[v.name] + g if v.name in sums else g


_UNARY = {
    "negate": lambda b, x, y, g: -g,
    "exponential": lambda b, x, y, g: g * y,
    "exponential_minus_one": lambda b, x, y, g: g * (y + 1.0),
    "log": lambda b, x, y, g: g / x,
    "log_plus_one": lambda b, x, y, g: g / (x + 1.0),
    "sqrt": lambda b, x, y, g: g * 0.5 / y,
    "rsqrt": lambda b, x, y, g: g * y / x * -0.5,
    "tanh": lambda b, x, y, g: g * (1.0 - y * y),
    "logistic": lambda b, x, y, g: g * y * (1.0 - y),
    "sine": lambda b, x, y, g: g * b.unary("cosine", x),
    "cosine": lambda b, x, y, g: -(g * b.unary("sine", x)),
    "tan": lambda b, x, y, g: g * (y * y + 1.0),
    "abs": lambda b, x, y, g: g * b.sign(x),
    "erf": lambda b, x, y, g: g * b.exp(-(x * x)) * (2 / math.sqrt(math.pi)),
    "erfc": lambda b, x, y, g: g * b.exp(-(x * x)) * (-2 / math.sqrt(math.pi)),
    "sinh": lambda b, x, y, g: g * b.unary("chlo.cosh", x),
    "cosh": lambda b, x, y, g: g * b.unary("chlo.sinh", x),
    "asin": lambda b, x, y, g: g * b.rsqrt(1.0 - x * x),
    "acos": lambda b, x, y, g: -(g * b.rsqrt(1.0 - x * x)),
    "atan": lambda b, x, y, g: g / (x * x + 1.0),
    "asinh": lambda b, x, y, g: g * b.rsqrt(x * x + 1.0),
    "acosh": lambda b, x, y, g: g * b.rsqrt(x * x - 1.0),
    "atanh": lambda b, x, y, g: g / (1.0 - x * x),
    "lgamma": lambda b, x, y, g: g * b.unary("chlo.digamma", x),
    "erf_inv": lambda b, x, y, g: g * b.exp(y * y) * (math.sqrt(math.pi) / 2),
    "convert": lambda b, x, y, g: g.to(x.dtype) if x.dtype in FLOATS else None,
}
for _name, _f in _UNARY.items():
    RULES[_name] = lambda op, f=_f: f(op.b, op.x, op.out, op.g)
_BINARY = {
    "add": lambda b, x, y, out, g: (g, g),
    "subtract": lambda b, x, y, out, g: (g, -g),
    "multiply": lambda b, x, y, out, g: (g * y, g * x),
    "divide": lambda b, x, y, out, g: (g / y, -(g * out / y)),
    "remainder": lambda b, x, y, out, g: (g, -(g * ((x - out) / y))),
    "atan2": lambda b, x, y, out, g: (g * y / (x * x + y * y), -(g * x / (x * x + y * y))),
}
for _name, _f in _BINARY.items():
    RULES[_name] = lambda op, f=_f: f(op.b, op.x, op.y, op.out, op.g)


@rule("power")
def _power(op):
    b, x, y = op.b, op.x, op.y
    return b.select(y.eq(0), 0.0, op.g * y * b.pow(x, y - 1.0)), b.select(op.out.eq(0), 0.0, op.g * op.out * b.log(x))


@rule("maximum", "minimum")
def _maximum(op):
    first, second = (op.x > op.y, op.y > op.x) if op.name == "maximum" else (op.x < op.y, op.y < op.x)
    half = op.g * 0.5
    share = lambda mine, other: op.b.select(mine, op.g, op.b.select(other, 0.0, half))  # noqa: E731
    return share(first, second), share(second, first)


@rule("select")
def _select(op):
    cond = op.operands[0]
    return None, op.b.select(cond, op.g, 0.0), op.b.select(cond, 0.0, op.g)


# Shapes.


@rule("broadcast_in_dim")
def _broadcast(op):
    dims, x = op.how["dims"], op.x
    gone = [d for d in range(op.out.rank) if d not in dims or (x.shape[dims.index(d)] == 1 and op.out.shape[d] != 1)]
    return op.b.reshape(op.b.sum(op.g, gone), x.shape)


@rule("reshape")
def _reshape(op):
    return op.b.reshape(op.g, op.x.shape)


@rule("transpose")
def _transpose(op):
    perm = op.how["perm"]
    return op.b.transpose(op.g, [perm.index(d) for d in range(len(perm))])


@rule("reverse")
def _reverse(op):
    return op.b.reverse(op.g, op.how["dims"])


@rule("slice")
def _slice(op):
    start, step = op.how["start"], op.how["step"]
    high = [n - (a + (m - 1) * s + 1) if m else n - a for n, a, m, s in zip(op.x.shape, start, op.out.shape, step)]
    return op.b.pad(op.g, start, high, [s - 1 for s in step])


@rule("pad")
def _pad(op):
    low, high, inside = (op.how[k] for k in ("low", "high", "inside"))
    whole = op.b.pad(op.g, [-a for a in low], [-a for a in high])
    return op.b.slice(whole, [0] * whole.rank, whole.shape, [i + 1 for i in inside]), None


@rule("concatenate")
def _concatenate(op):
    d, at, out = op.how["dim"], 0, []
    for v in op.operands:
        out.append(op.b.cut(op.g, d, at, at + v.shape[d]))
        at += v.shape[d]
    return out


# Sums and products.


def widened(b, v, x, dims):
    """What was reduced along `dims`, in the shape of x again."""
    return b.broadcast_in_dim(v, x.shape, [d for d in range(x.rank) if d not in dims])


@rule("reduce")
def _reduce(op):
    b, x, dims, kind = op.b, op.x, op.how.get("dims"), op.how.get("kind")
    none = [None] * (len(op.operands) - 1)
    if kind == "add":
        return [widened(b, op.g, x, dims), *none]
    if kind == "multiply":
        return [widened(b, op.g * op.out, x, dims) / x, *none]
    if kind in ("maximum", "minimum"):
        hit = x.eq(widened(b, op.out, x, dims)).to(x.dtype)
        return [hit * widened(b, op.g / b.sum(hit, dims), x, dims), *none]
    if kind == "first":
        # A value and its place: the gradient goes there.
        here = b.iota(x.shape, dims[0]).eq(widened(b, op.outs[1], x, dims))
        return [b.select(here, widened(b, op.g, x, dims), 0.0), *none]
    if kind == "place":
        here = op.operands[1].eq(widened(b, op.outs[1], x, dims))
        return [b.select(here, widened(b, op.g, x, dims), 0.0), *none]
    raise NotImplementedError(f"export.to_stablehlo: the derivative of a reduction by {kind}")


@rule("dot_general")
def _dot(op):
    (bx, by), (cx, cy) = op.how["batch"], op.how["contract"]
    n = len(bx)
    rest = [[d for d in range(v.rank) if d not in bb and d not in cc] for v, bb, cc in ((op.x, bx, cx), (op.y, by, cy))]
    rows = list(range(n, n + len(rest[0])))
    columns = list(range(n + len(rest[0]), op.out.rank))

    def side(other, other_batch, other_contract, other_rest, mine, mine_batch, mine_contract, mine_rest, summed):
        """The other operand times the gradient over the other's own dimensions, put in the order of mine."""
        got = op.b.dot(op.g, other, (list(range(n)), other_batch), (summed, other_rest))
        # batch, my own dimensions, and the dimensions of the sum in the other's order.
        order = sorted(range(len(other_contract)), key=lambda k: other_contract[k])
        have = [*mine_batch, *mine_rest, *(mine_contract[k] for k in order)]
        return op.b.transpose(got, [have.index(d) for d in range(mine.rank)])

    gx = side(op.y, by, cy, rest[1], op.x, bx, cx, rest[0], columns)
    gy = side(op.x, bx, cx, rest[0], op.y, by, cy, rest[1], rows)
    return gx, gy


@rule("convolution")
def _convolution(op):
    b, x, w, how = op.b, op.x, op.y, op.how
    if not how["plain"]:
        raise NotImplementedError("export.to_stablehlo: the derivative of the derivative of a convolution")
    strides, padding, dilations, spread, groups = (how[k] for k in ("strides", "padding", "dilations", "spread", "groups"))
    n = len(strides)
    space, kernel, result = x.shape[2:], w.shape[2:], op.out.shape[2:]
    wide = [(s - 1) * i + 1 for s, i in zip(space, spread)]
    reach = [(k - 1) * d + 1 for k, d in zip(kernel, dilations)]
    steps = [(r - 1) * s + 1 for r, s in zip(result, strides)]
    # For x: the gradient, spread by the strides, with the kernel turned round and its channels exchanged.
    out, per = w.shape[:2]
    turned = b.reshape(w, (groups, out // groups, per) + kernel)
    turned = b.reshape(b.transpose(turned, [0, 2, 1, *range(3, n + 3)]), (groups * per, out // groups) + kernel)
    turned = b.reverse(turned, list(range(2, n + 2)))
    edges = [(r - 1 - p[0], d - s + p[0]) for r, p, d, s in zip(reach, padding, wide, steps)]
    labels = [["b", "f", *range(n)], ["o", "i", *range(n)], ["b", "f", *range(n)]]
    gx = b.convolution(op.g, turned, labels, x.shape, spread, edges, dilations, groups, strides)
    # For w: x with the gradient as the kernel; samples are what is summed over.
    edges = [(p[0], r - 1 + s - d - p[0]) for r, p, d, s in zip(reach, padding, wide, steps)]
    labels = [["f", "b", *range(n)], ["i", "o", *range(n)], ["f", "b", *range(n)]]
    gw = b.convolution(x, op.g, labels, w.shape, dilations, edges, strides, 1, spread, groups)
    return gx, gw


@rule("reduce_window")
def _window(op):
    from .rules.pooling import spread_windows

    b, x, how = op.b, op.x, op.how
    sizes, strides, padding, dilations = (how[k] for k in ("sizes", "strides", "padding", "dilations"))
    none = [None] * (len(op.operands) - 1)
    if how["kind"] == "add":
        reach = [(k - 1) * d + 1 for k, d in zip(sizes, dilations)]
        steps = [(r - 1) * s + 1 for r, s in zip(op.out.shape, strides)]
        low = [r - 1 - p[0] for r, p in zip(reach, padding)]
        high = [n - s + p[0] for n, s, p in zip(x.shape, steps, padding)]
        g = b.pad(op.g, low, high, [s - 1 for s in strides])
        return [b.window([g], [b.const(0, x.dtype)], "add", sizes, [1] * x.rank, [(0, 0)] * x.rank, dilations), *none]
    if how["kind"] != "maximum" or any(d != 1 for d in dilations):
        raise NotImplementedError(f"export.to_stablehlo: the derivative of windows by {how['kind']} with dilations {dilations}")
    return [spread_windows(b, x, op.g, sizes, strides, padding, lowest(x.dtype)), *none]


# Indices.


@rule("gather")
def _gather(op):
    how = op.how
    return op.b.scatter(op.b.const(0, op.x.dtype, op.x.shape), op.y, op.g, how["offset"], how["gone"], how["map"], "add"), None


@rule("scatter")
def _scatter(op):
    b, how = op.b, op.how
    x, at, src = op.operands
    inner = iter(how["window"])
    sizes = [1 if d in how["gone"] else src.shape[next(inner)] for d in range(x.rank)]
    part = b.gather(op.g, at, sizes, how["window"], how["gone"], how["map"], src.shape)
    if how["kind"] == "add":
        return op.g, None, part
    if how["kind"] != "set":
        raise NotImplementedError(f"export.to_stablehlo: the derivative of writing by {how['kind']}")
    return b.scatter(op.g, at, b.const(0, src.dtype, src.shape), how["window"], how["gone"], how["map"]), None, part


@rule("sort")
def _sort(op):
    from .rules.indexing import vectors

    if len(op.outs) != 2 or op.outs[1].dtype != "int64":
        raise NotImplementedError("export.to_stablehlo: the derivative of this sort")
    dims = list(range(op.x.rank))
    zero = op.b.const(0, op.x.dtype, op.x.shape)
    return op.b.scatter(zero, vectors(op.b, op.x, op.how["dim"], op.outs[1]), op.g, [], dims, dims), None
