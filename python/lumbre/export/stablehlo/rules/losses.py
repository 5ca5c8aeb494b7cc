"""Losses."""

import math

from . import rule
from .activations import softmax, softplus
from .common import computing
from .reductions import norm, total


def reduced(c, loss):
    """The mean or sum, or all of it."""
    how = c.get("reduction", "mean")
    if how == "none":
        return loss
    if how == "batchmean":
        return total(c.b, loss, list(range(loss.rank))) / loss.shape[0]
    return total(c.b, loss, list(range(loss.rank)), how="mean" if how == "mean" else "sum")


def loss(*names):
    """A rule made of a function of (builder, both operands, call) to one loss for each element."""

    def add(f):
        def apply(c):
            x, y = c.b.pair(c["input"], c["target"].to(c["input"].dtype))
            return reduced(c, computing(lambda b, x, y: f(b, x, y, c))(c.b, x, y))

        rule(*names)(apply)
        return f

    return add


@loss("mse_loss")
def _mse(b, x, y, c):
    return (x - y) * (x - y)


@loss("l1_loss")
def _l1(b, x, y, c):
    return b.abs(x - y)


@loss("smooth_l1_loss")
def _smooth(b, x, y, c):
    beta = float(c.get("beta", 1.0))
    d = b.abs(x - y)
    return d if beta == 0 else b.select(d < beta, d * d * 0.5 / beta, d - 0.5 * beta)


@loss("huber_loss")
def _huber(b, x, y, c):
    delta = float(c.get("delta", 1.0))
    d = b.abs(x - y)
    return b.select(d <= delta, d * d * 0.5, (d - 0.5 * delta) * delta)


@loss("binary_cross_entropy")
def _bce(b, x, y, c):
    out = -(y * b.max(b.log(x), -100.0) + (1.0 - y) * b.max(b.log(1.0 - x), -100.0))
    return out if c.get("weight") is None else out * c["weight"].to(out.dtype)


@loss("binary_cross_entropy_with_logits")
def _bce_logits(b, x, y, c):
    w = c.get("pos_weight")
    if w is None:
        out = b.max(x, 0.0) - x * y + b.log1p(b.exp(-b.abs(x)))
    else:
        out = (1.0 - y) * x + (y * (w.to(x.dtype) - 1.0) + 1.0) * softplus(b, -x)
    return out if c.get("weight") is None else out * c["weight"].to(out.dtype)


@loss("kl_div")
def _kl(b, x, y, c):
    if c.get("log_target", False):
        return b.exp(y) * (y - x)
    return b.select(y.eq(0), 0.0, y * b.log(y)) - x * y


@loss("poisson_nll_loss")
def _poisson(b, x, y, c):
    out = b.exp(x) - y * x if c.get("log_input", True) else x - y * b.log(x + c.get("eps", 1e-8))
    if c.get("full", False):
        out = out + b.select(y > 1, y * b.log(y) - y + b.log(y * (2 * math.pi)) * 0.5, 0.0)
    return out


@loss("soft_margin_loss")
def _soft_margin(b, x, y, c):
    return softplus(b, -(y * x))


@loss("hinge_embedding_loss")
def _hinge(b, x, y, c):
    margin = float(c.get("margin", 1.0))
    return b.select(y.eq(1), x, 0.0) + b.select(y.eq(-1), b.max(margin - x, 0.0), 0.0)


@rule("margin_ranking_loss")
def _ranking(c):
    x, y, t = c["input1"], c["input2"], c["target"]
    return reduced(c, c.b.max(-(t.to(x.dtype)) * (x - y) + float(c.get("margin", 0.0)), 0.0))


@rule("triplet_margin_loss")
def _triplet(c):
    b, p, eps = c.b, c.get("p", 2.0), c.get("eps", 1e-6)
    far = lambda x, y: norm(b, b.abs(x - y + eps), [x.rank - 1], p)  # noqa: E731
    near, off = far(c["anchor"], c["positive"]), far(c["anchor"], c["negative"])
    if c.get("swap", False):
        off = b.min(off, far(c["positive"], c["negative"]))
    return reduced(c, b.max(near - off + float(c.get("margin", 1.0)), 0.0))


@rule("cosine_embedding_loss")
def _cosine_loss(c):
    b, x, y, t = c.b, c["input1"], c["input2"], c["target"]
    d, eps = [x.rank - 1], 1e-12
    cos = b.sum(x * y, d) / b.sqrt((b.sum(x * x, d) + eps) * (b.sum(y * y, d) + eps))
    margin = float(c.get("margin", 0.0))
    return reduced(c, b.select(t.eq(1), 1.0 - cos, 0.0) + b.select(t.eq(-1), b.max(cos - margin, 0.0), 0.0))


# Classes.


@rule("cross_entropy", "nll_loss")
def _cross_entropy(c):
    x, y = c["input"], c["target"]
    d = 1 if x.rank > 1 else 0
    half = x.dtype in ("float16", "bfloat16")
    logp = x.to("float32") if half else x
    if c.op == "cross_entropy":
        logp = softmax(c.b, logp, d, True)
    smooth = float(c.get("label_smoothing", 0.0))
    out = _probabilities(c, logp, y, d, smooth) if y.is_float else _classes(c, logp, y, d, smooth)
    return out.to(x.dtype) if half else out


def _shaped(w, d, rank):
    return w.b.reshape(w, [w.size if k == d else 1 for k in range(rank)])


def _probabilities(c, logp, y, d, smooth):
    n, w = logp.shape[d], c.get("weight")
    y = y.to(logp.dtype)
    if smooth:
        y = y * (1 - smooth) + smooth / n
    each = logp * y if w is None else logp * y * _shaped(w.to(logp.dtype), d, logp.rank)
    out = -c.b.sum(each, [d])
    if c.get("reduction", "mean") == "mean":
        return total(c.b, out, list(range(out.rank))) / (math.prod(out.shape) or 1)
    return reduced(c, out)


def _classes(c, logp, y, d, smooth):
    b, n, w = c.b, logp.shape[d], c.get("weight")
    ignore = c.known("ignore_index", -100)
    used = y.ne(ignore)
    at = b.select(used, y.to("int64"), 0)
    shape = [n if k == d else 1 for k in range(logp.rank)]
    hit = b.unsqueeze(at, d).eq(b.reshape(b.iota((n,), 0), shape))
    weights = b.const(1, logp.dtype, (n,)) if w is None else w.to(logp.dtype)
    picked = lambda v: b.sum(b.select(hit, v, 0), [d])  # noqa: E731
    each = picked(b.broadcast(_shaped(weights, d, logp.rank), logp.shape))
    each = b.select(used, each, 0)
    out = -picked(logp) * each
    if smooth:
        spread = -b.sum(logp * _shaped(weights, d, logp.rank), [d])
        spread = b.select(used, spread, 0)
        out = out * (1 - smooth) + spread * (smooth / n)
    out = b.select(used, out, 0)
    if c.get("reduction", "mean") == "mean":
        dims = list(range(out.rank))
        return b.sum(out, dims) / b.sum(each, dims)
    return reduced(c, out)
