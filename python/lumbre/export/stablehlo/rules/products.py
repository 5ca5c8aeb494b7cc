"""Matrix products, contractions, attention and recurrent layers."""

import math

from . import rule
from .activations import softmax
from .common import Val, cast, computing, operands
from .reductions import logsumexp, norm
from .shapes import diagonal, movedim


def matmul(b, x, y):
    """`x @ y` by PyTorch's rules for one dimension and for batches."""
    if x.rank == 1 and y.rank == 1:
        return product(b, x, y, ([], []), ([0], [0]))
    if y.rank == 1:
        return product(b, x, y, ([], []), ([x.rank - 1], [0]))
    if x.rank == 1:
        out = matmul(b, b.unsqueeze(x, 0), y)
        return b.reshape(out, out.shape[:-2] + out.shape[-1:])
    if y.rank == 2:
        return product(b, x, y, ([], []), ([x.rank - 1], [0]))
    lead = max(x.rank, y.rank) - 2
    from .._text import broadcast_shape

    batch = broadcast_shape(x.shape[:-2], y.shape[:-2])
    x, y = b.broadcast(x, batch + x.shape[-2:]), b.broadcast(y, batch + y.shape[-2:])
    dims = list(range(lead))
    return product(b, x, y, (dims, dims), ([lead + 1], [lead]))


def product(b, x, y, batch, contract):
    """Half precision sums in float32, bools and small ints as they are."""
    if x.dtype == "bool":
        return b.dot(x.to("int32"), y.to("int32"), batch, contract).to("bool")
    return computing(lambda b, x, y: b.dot(x, y, batch, contract))(b, x, y)


@rule("matmul", "mm", "bmm", "mv", "dot", "linalg_matmul")
def _matmul(c):
    return matmul(c.b, *list(c.args.values())[:2])


@rule("vdot", "linalg_vecdot")
def _vecdot(c):
    x, y = c.b.pair(*list(c.args.values())[:2])
    if x.is_complex:
        x = c.b.complex(c.b.real(x), -c.b.imag(x))
    return c.b.sum(x * y, [c.dim(default=-1, rank=x.rank)])


@rule("inner")
def _inner(c):
    x, y = c["input"], c["other"]
    if not x.rank or not y.rank:
        return x * y
    return product(c.b, x, y, ([], []), ([x.rank - 1], [y.rank - 1]))


@rule("outer")
def _outer(c):
    return c.b.unsqueeze(c["input"], 1) * c["vec2"]


@rule("linear")
def _linear(c):
    x, w = c["input"], c["weight"]
    out = product(c.b, x, w, ([], []), ([x.rank - 1], [w.rank - 1]))
    return out if c.get("bias") is None else out + c["bias"]


@rule("addmm", "baddbmm", "addmv", "addr", "addbmm")
def _addmm(c):
    names = {"addmm": ("mat1", "mat2"), "baddbmm": ("batch1", "batch2"), "addbmm": ("batch1", "batch2"), "addmv": ("mat", "vec"), "addr": ("vec1", "vec2")}[c.op]
    x, y = (c[n] for n in names)
    out = c.b.unsqueeze(x, 1) * y if c.op == "addr" else matmul(c.b, x, y)
    if c.op == "addbmm":
        out = c.b.sum(out, [0])
    beta, alpha = c.get("beta", 1), c.get("alpha", 1)
    out = out if not isinstance(alpha, Val) and alpha == 1 else out * cast(c.b, alpha, out.dtype)
    if not isinstance(beta, Val) and beta == 0:
        return out
    base = c["input"]
    return out + (base if not isinstance(beta, Val) and beta == 1 else base * cast(c.b, beta, base.dtype))


@rule("chain_matmul", "linalg_multi_dot")
def _chain(c):
    parts = next(iter(c.args.values()))
    out = parts[0]
    for p in parts[1:]:
        out = matmul(c.b, out, p)
    return out


@rule("_tensordot")
def _tensordot(c):
    x, y = c["input"], c["other"]
    dims = [[d % v.rank for d in c.ints(n)] for v, n in ((x, "dims_self"), (y, "dims_other"))]
    return product(c.b, x, y, ([], []), tuple(dims))


@rule("kron")
def _kron(c):
    x, y = operands(c, "input", "other")
    n = max(x.rank, y.rank)
    x, y = (c.b.reshape(v, (1,) * (n - v.rank) + v.shape) for v in (x, y))
    wide = c.b.reshape(x, [s for a in x.shape for s in (a, 1)]) * c.b.reshape(y, [s for a in y.shape for s in (1, a)])
    return c.b.reshape(wide, [a * d for a, d in zip(x.shape, y.shape)])


@rule("bilinear")
def _bilinear(c):
    x, y, w = c["input1"], c["input2"], c["weight"]
    part = product(c.b, x, w, ([], []), ([x.rank - 1], [1]))
    out = c.b.sum(part * c.b.unsqueeze(y, y.rank - 1), [part.rank - 1])
    return out if c.get("bias") is None else out + c["bias"]


@rule("einsum")
def _einsum(c):
    return einsum(c.b, c["equation"], c["operands"])


def einsum(b, equation, operands):
    left, arrow, right = equation.replace(" ", "").partition("->")
    terms = left.split(",")
    spare = [ch for ch in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if ch not in equation]
    wide = max((x.rank - len(t.replace("...", "")) for t, x in zip(terms, operands) if "..." in t), default=0)
    more = "".join(spare[:wide])
    labels = [t.replace("...", more[wide - (x.rank - len(t) + 3) :] if "..." in t else "") for t, x in zip(terms, operands)]
    if arrow:
        out = right.replace("...", more)
    else:
        every = "".join(labels)
        out = more + "".join(sorted(ch for ch in set(every) if every.count(ch) == 1 and ch not in more))
    # Sizes of one broadcast.
    sizes = {}
    for t, x in zip(labels, operands):
        for ch, n in zip(t, x.shape):
            sizes[ch] = max(sizes.get(ch, 1), n) if n != 0 else 0
    parts = [_once(b, x, t) for x, t in zip(operands, labels)]
    parts = [(x, t) for x, t in parts]
    x, t = parts[0]
    for i, (y, u) in enumerate(parts[1:], 1):
        later = out + "".join(v for _, v in parts[i + 1 :])
        x, t = _joined(b, x, t, y, u, later, sizes)
    x, t = _without(b, x, t, out)
    x = b.transpose(x, [t.index(ch) for ch in out if ch in t])
    return x


def _once(b, x, t):
    """Letters that are there twice stand for the diagonal."""
    for ch in t:
        while t.count(ch) > 1:
            i, j = t.index(ch), t.rindex(ch)
            x = diagonal(b, x, 0, i, j)
            t = t[:i] + t[i + 1 : j] + t[j + 1 :] + ch
    return x, t


def _without(b, x, t, keep):
    gone = [i for i, ch in enumerate(t) if ch not in keep]
    return b.sum(x, gone), "".join(ch for ch in t if ch in keep)


def _joined(b, x, t, y, u, later, sizes):
    x, t = _without(b, x, t, u + later)
    y, u = _without(b, y, u, t + later)
    both = [ch for ch in t if ch in u]
    x, y = (b.broadcast(v, [sizes[ch] if ch in both else n for ch, n in zip(w, v.shape)]) for v, w in ((x, t), (y, u)))
    batch, contract = [ch for ch in both if ch in later], [ch for ch in both if ch not in later]
    find = lambda chars: ([t.index(ch) for ch in chars], [u.index(ch) for ch in chars])  # noqa: E731
    out = product(b, x, y, find(batch), find(contract))
    return out, "".join(batch) + "".join(ch for ch in t if ch not in both) + "".join(ch for ch in u if ch not in both)


@rule("scaled_dot_product_attention", "_scaled_dot_product_flash_attention_for_cpu")
def _attention(c):
    if c.get("dropout_p", 0.0):
        c.refuse("dropout")
    b, q, k, v = c.b, c["query"], c["key"], c["value"]
    scale = c.get("scale")
    scale = 1 / math.sqrt(q.shape[-1]) if scale is None else scale
    if c.get("enable_gqa", False) and q.shape[-3] != k.shape[-3]:
        from .indexing import take

        times = q.shape[-3] // k.shape[-3]
        k, v = (take(b, t, t.rank - 3, [i // times for i in range(q.shape[-3])]) for t in (k, v))
    scores = matmul(b, q, movedim(b, k, [k.rank - 1], [k.rank - 2])) * scale
    mask = c.get("attn_mask")
    if c.get("is_causal", False):
        rows, columns = (b.iota(scores.shape[-2:], d) for d in (0, 1))
        scores = b.select(rows >= columns, scores, -math.inf)
    if mask is not None:
        scores = b.select(mask, scores, -math.inf) if mask.dtype == "bool" else scores + mask.to(scores.dtype)
    weights = softmax(b, scores, scores.rank - 1)
    if c.op[0] == "_":
        return matmul(b, weights, v), logsumexp(b, scores, [scores.rank - 1])
    if mask is not None and mask.dtype == "bool":
        # Rows that see nothing give zeros.
        weights = b.select(b.isnan(weights), 0.0, weights)
    return matmul(b, weights, v)


@rule("cdist")
def _cdist(c):
    x, y = c["x1"], c["x2"]
    far = c.b.abs(c.b.unsqueeze(x, x.rank - 1) - c.b.unsqueeze(y, y.rank - 2))
    return norm(c.b, far, [far.rank - 1], c.get("p", 2.0))


# Recurrent layers: a `while` over the steps.


def _cell(kind, b, gates_x, h, cell, w_hh, b_hh):
    gates_h = product(b, h, w_hh, ([], []), ([1], [1]))
    if b_hh is not None:
        gates_h = gates_h + b_hh
    n = h.shape[1]
    cut = lambda v, i: b.cut(v, 1, i * n, (i + 1) * n)  # noqa: E731
    if kind == "lstm":
        gates = gates_x + gates_h
        i, f, o = (b.sigmoid(cut(gates, k)) for k in (0, 1, 3))
        cell = f * cell + i * b.tanh(cut(gates, 2))
        return o * b.tanh(cell), cell
    if kind == "gru":
        r, z = (b.sigmoid(cut(gates_x, k) + cut(gates_h, k)) for k in (0, 1))
        new = b.tanh(cut(gates_x, 2) + r * cut(gates_h, 2))
        return (1.0 - z) * new + z * h, None
    both = gates_x + gates_h
    return (b.tanh(both) if kind == "rnn_tanh" else b.max(both, 0.0)), None


def _direction(kind, b, x, h, cell, weights, back):
    """One layer in one direction over x [time, batch, features]; gives (outputs, h, cell)."""
    w_ih, w_hh, b_ih, b_hh = weights
    gates = product(b, x, w_ih, ([], []), ([2], [1]))
    if b_ih is not None:
        gates = gates + b_ih
    steps = x.shape[0]
    size = (1,) + gates.shape[1:]
    zero = b.const(0, "int64")
    out = b.const(0, x.dtype, (steps,) + h.shape)

    def body(t, out, h, *cell):
        at = (steps - 1) - t if back else t
        now = b.emit("stablehlo.dynamic_slice", [gates, at, zero, zero], [(x.dtype, size)], f"slice_sizes = array<i64: {', '.join(map(str, size))}>")[0]
        h, cell = _cell(kind, b, b.reshape(now, gates.shape[1:]), h, cell[0] if cell else None, w_hh, b_hh)
        out = b.emit("stablehlo.dynamic_update_slice", [out, b.reshape(h, (1,) + h.shape), at, zero, zero], [(out.dtype, out.shape)])[0]
        return [t + 1, out, h, *([cell] if cell is not None else [])]

    done = b.loop([zero, out, h, *([cell] if cell is not None else [])], lambda t, *_: t < steps, body)
    return done[1], done[2], done[3] if cell is not None else None


@rule("lstm", "gru", "rnn_tanh", "rnn_relu")
def _recurrent(c):
    if c.key.endswith(".data"):
        c.refuse("packed sequences")
    hx = c["hx"]
    if isinstance(hx, list) and len(hx) == 2 and hx[0].shape[-1] != hx[1].shape[-1]:
        c.refuse("projections")
    if c["dropout"] and c["train"]:
        c.refuse("dropout in training mode")
    b, x = c.b, c["input"]
    hidden, cells = hx if isinstance(hx, list) else (hx, None)
    flat = x.rank == 2
    if flat:
        x = b.unsqueeze(x, 1)
        hidden, cells = (v if v is None else b.unsqueeze(v, 1) for v in (hidden, cells))
    elif c["batch_first"]:
        x = b.transpose(x, (1, 0, 2))
    ways, per = 2 if c["bidirectional"] else 1, 4 if c["has_biases"] else 2
    row = lambda v, i: b.reshape(b.cut(v, 0, i, i + 1), v.shape[1:])  # noqa: E731
    last_h, last_c = [], []
    for layer in range(c["num_layers"]):
        outs = []
        for way in range(ways):
            at = layer * ways + way
            weights = (c["params"][at * per : at * per + per] + [None, None])[:4]
            out, h, cell = _direction(c.op, b, x, row(hidden, at), None if cells is None else row(cells, at), weights, way == 1)
            outs.append(out)
            last_h.append(b.unsqueeze(h, 0))
            last_c.append(None if cell is None else b.unsqueeze(cell, 0))
        x = b.concat(outs, 2)
    ends = [b.concat(last_h, 0)] + ([b.concat(last_c, 0)] if cells is not None else [])
    if flat:
        x, ends = b.reshape(x, (x.shape[0], x.shape[2])), [b.reshape(v, (v.shape[0], v.shape[2])) for v in ends]
    elif c["batch_first"]:
        x = b.transpose(x, (1, 0, 2))
    return (x, *ends)


@rule("lstm_cell", "gru_cell", "rnn_tanh_cell", "rnn_relu_cell")
def _one_cell(c):
    kind = c.op.removesuffix("_cell")
    hx = c["hx"]
    h, cell = hx if isinstance(hx, list) else (hx, None)
    x = c["input"]
    flat = x.rank == 1
    if flat:
        x, h = c.b.unsqueeze(x, 0), c.b.unsqueeze(h, 0)
        cell = cell if cell is None else c.b.unsqueeze(cell, 0)
    gates = product(c.b, x, c["w_ih"], ([], []), ([1], [1]))
    if c.get("b_ih") is not None:
        gates = gates + c["b_ih"]
    h, cell = _cell(kind, c.b, gates, h, cell, c["w_hh"], c.get("b_hh"))
    outs = [h] if cell is None else [h, cell]
    outs = [c.b.reshape(v, v.shape[1:]) for v in outs] if flat else outs
    return tuple(outs) if len(outs) > 1 else outs[0]
