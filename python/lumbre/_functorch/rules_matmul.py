"""Batching rules of products of matrices."""

import lumbre

from .batched import at
from .dispatch import rule


def product(a, b, level):
    """The whole batch of `a @ b`."""
    ra, rb = a.dim(), b.dim()
    if ra == 0 or rb == 0:
        raise RuntimeError(f"both arguments to matmul need to be at least 1D, but they are {ra}D and {rb}D")
    if at(a, level) and not at(b, level) and (ra >= 2 and rb <= 2 or ra == 1 and rb == 2):
        return lumbre.matmul(a._value, b)
    if at(b, level) and not at(a, level) and ra == 2 and rb == 1:
        return lumbre.matmul(b._value, a.mT)
    x, y = (t._value if at(t, level) else t for t in (a, b))
    if ra == 1:
        x = x.unsqueeze(-2)
    if rb == 1:
        y = y.unsqueeze(-1)
    rank = max(ra, rb, 2)
    x, y = _pad(x, at(a, level), rank), _pad(y, at(b, level), rank)
    out = lumbre.matmul(x, y)
    if rb == 1:
        out = out.squeeze(-1)
    if ra == 1:
        out = out.squeeze(-1 if rb == 1 else -2)
    return out


def _pad(x, batched, rank):
    if not batched or x.dim() - 1 >= rank:
        return x
    shape = tuple(x.shape)
    return x.reshape(shape[:1] + (1,) * (rank + 1 - len(shape)) + shape[1:])


@rule("matmul")
def matmul(c):
    return product(c.args[0], c.args[1], c.level)


def _ranks(c, *want):
    for t, n in zip(c.args, want):
        if t.dim() != n:
            raise RuntimeError(f"{c.op.name}: expected a tensor of {n} dimensions, got {t.dim()}")


@rule("mm")
def mm(c):
    _ranks(c, 2, 2)
    return product(c.args[0], c.args[1], c.level)


@rule("bmm")
def bmm(c):
    _ranks(c, 3, 3)
    return product(c.args[0], c.args[1], c.level)


@rule("mv")
def mv(c):
    _ranks(c, 2, 1)
    return product(c.args[0], c.args[1], c.level)


@rule("dot", "vdot", composed=True)
def dot(c):
    _ranks(c, 1, 1)
    a, b = c.args
    return ((a.conj() if c.op.name == "vdot" else a) * b).sum(-1)


def _scaled(c, update):
    x, beta, alpha = c.args[0], c.get("beta"), c.get("alpha")
    out = update if alpha == 1 else alpha * update
    return out if beta == 0 else (x if beta == 1 else beta * x) + out


@rule("addmm", "addmv", "baddbmm", composed=True)
def addmm(c):
    return _scaled(c, lumbre.matmul(c.args[1], c.args[2]))


@rule("addbmm", composed=True)
def addbmm(c):
    return _scaled(c, lumbre.matmul(c.args[1], c.args[2]).sum(0))


@rule("addr", composed=True)
def addr(c):
    return _scaled(c, c.args[1].unsqueeze(1) * c.args[2])


@rule("outer", composed=True)
def outer(c):
    _ranks(c, 1, 1)
    return c.args[0].unsqueeze(1) * c.args[1]


@rule("inner", composed=True)
def inner(c):
    a, b = c.args
    if a.dim() == 0 or b.dim() == 0:
        return a * b
    return lumbre.matmul(a, b) if b.dim() == 1 else _tensordot(a, b, [a.dim() - 1], [b.dim() - 1])


@rule("chain_matmul", "multi_dot", composed=True)
def chain(c):
    out = c.args[0][0]
    for m in c.args[0][1:]:
        out = out @ m
    return out


@rule("linear")
def linear(c):
    x, w, b = c.args
    level = c.level
    if at(x, level) and not at(w, level) and not at(b, level):
        return lumbre.nn.functional.linear(x._value, w, b)
    if at(x, level) and at(w, level) and x.dim() <= 2 and w.dim() == 2:
        return _each(x, w, b, level)
    out = product(x, w.mT if w.dim() > 1 else w, level) if at(x, level) or at(w, level) else (x @ w.mT).unsqueeze(0)
    if b is None:
        return out
    bias = b._value if at(b, level) else b
    if at(b, level) and b.dim() and w.dim() > 1:
        bias = bias.reshape((bias.shape[0],) + (1,) * (out.dim() - 2) + (bias.shape[1],))
    return out + bias


def _each(x, w, b, level):
    """A weight of its own for every sample: one batched product."""
    vector = x.dim() == 1
    v = x._value.unsqueeze(1) if vector else x._value
    wt = w._value.mT
    if b is None:
        out = lumbre.matmul(v, wt)
    elif at(b, level):
        out = lumbre.matmul(v, wt) + b._value.unsqueeze(1)
    else:
        out = lumbre.matmul(v, wt) + b
    return out.squeeze(1) if vector else out


def _tensordot(a, b, da, db):
    da, db = [d % a.dim() for d in da], [d % b.dim() for d in db]
    for p, q in zip(da, db):
        # A size of 1 stands for any: the other side is summed.
        if a.shape[p] != b.shape[q]:
            a, b = (a, b.sum(q, True)) if a.shape[p] == 1 else (a.sum(p, True), b)
    fa, fb = [d for d in range(a.dim()) if d not in da], [d for d in range(b.dim()) if d not in db]
    n = 1
    for d in da:
        n *= a.shape[d]
    left, right = a.permute(fa + da).reshape(-1, n), b.permute(db + fb).reshape(n, -1)
    return (left @ right).reshape([a.shape[d] for d in fa] + [b.shape[d] for d in fb])


@rule("_tensordot", composed=True)
def tensordot(c):
    return _tensordot(*c.args)


@rule("tensordot.dims", composed=True)
def tensordot_dims(c):
    a, b, n = c.args
    return _tensordot(a, b, list(range(a.dim() - n, a.dim())), list(range(n)))


@rule("kron", composed=True)
def kron(c):
    a, b = c.args
    n = max(a.dim(), b.dim())
    a, b = (t.reshape((1,) * (n - t.dim()) + tuple(t.shape)) for t in (a, b))
    left = a.reshape([s for d in a.shape for s in (d, 1)])
    right = b.reshape([s for d in b.shape for s in (1, d)])
    return (left * right).reshape([p * q for p, q in zip(a.shape, b.shape)])


@rule("bilinear", composed=True)
def bilinear(c):
    x, y, w, b = c.args
    out = lumbre.einsum("...i,kij,...j->...k", x, w, y)
    return out if b is None else out + b


@rule("einsum")
def einsum(c):
    """The batch is one more label, in front."""
    equation, operands = c.args[0].replace(" ", ""), c.args[1]
    label = next(x for x in "zZyYxXwWvVuUabcdefghijklmnopqrstABCDEFGHIJKLMNOPQRST" if x not in equation)
    left, arrow, right = equation.partition("->")
    if not arrow:
        seen = left.replace(",", "").replace("...", "")
        right = ("..." if "..." in left else "") + "".join(sorted(x for x in set(seen) if seen.count(x) == 1))
    terms = [label + t if at(o, c.level) else t for t, o in zip(left.split(","), operands)]
    return lumbre.einsum(",".join(terms) + "->" + label + right, *(o._value if at(o, c.level) else o for o in operands))


@rule("scaled_dot_product_attention")
def attention(c):
    from .batched import outside, whole

    level = c.level
    args = list(c.args)
    if args[4] > 0:
        return whole(_attention_with_dropout(*args), level)
    rank = max(a.dim() for a in args[:3])
    values = []
    for a in args[:3]:
        v = whole(a, level)
        values.append(_pad(v, True, rank))
    mask = args[3]
    if mask is not None and at(mask, level):
        mask = _pad(mask._value, True, rank)
    with outside(level):
        return c.run([*values, mask, *args[4:]])


def _attention_with_dropout(q, k, v, mask, p, causal, scale, gqa):
    if gqa:
        k, v = (t.repeat_interleave(q.shape[-3] // t.shape[-3], -3) for t in (k, v))
    scores = (q @ k.mT) * (q.shape[-1] ** -0.5 if scale is None else scale)
    if causal:
        mask = lumbre.ones(scores.shape[-2:], dtype=lumbre.bool, device=q.device).tril()
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf")) if mask.dtype == lumbre.bool else scores + mask
    return lumbre.dropout(scores.softmax(-1), p, True) @ v


@rule("cosine_similarity", composed=True)
def cosine_similarity(c):
    x, y, dim, eps = c.args
    x, y = lumbre.broadcast_tensors(x, y)
    size = lambda t: lumbre.linalg.vector_norm(t, 2, dim, True) if hasattr(lumbre.linalg, "vector_norm") else t.norm(2, dim, True)  # noqa: E731
    return (x / size(x).clamp_min(eps) * (y / size(y).clamp_min(eps))).sum(dim)


@rule("pairwise_distance", composed=True)
def pairwise_distance(c):
    x, y, p, eps, keep = c.args
    return lumbre.norm(x - y + eps, p, -1, keep)


@rule("cdist")
def cdist(c):
    x, y = c.args[0], c.args[1]
    rank = max(x.dim(), y.dim())
    values = [_pad(t._value, True, rank) if at(t, c.level) else t for t in (x, y)]
    return c.run([*values, *c.args[2:]])
