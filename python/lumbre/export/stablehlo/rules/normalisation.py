"""Normalisation layers. Half precision is computed in float32."""

import math

from . import rule
from .reductions import moments


def wide(x):
    return x.to("float32") if x is not None and x.dtype in ("float16", "bfloat16") else x


def scaled(c, y, names, shape):
    """Times the weight plus the bias, where they are given."""
    for name, op in zip(names, ("multiply", "add")):
        v = c.get(name)
        if v is not None:
            y = c.b.binary(op, y, c.b.reshape(wide(v).to(y.dtype), shape))
    return y


def normal(b, x, dims, eps):
    """((x - mean) / sqrt(var + eps), mean, 1 / sqrt(var + eps)), the dimensions kept."""
    var, mean = moments(b, x, dims, 0, True)
    rstd = b.rsqrt(var + eps)
    return (x - mean) * rstd, mean, rstd


@rule("layer_norm", "native_layer_norm")
def _layer_norm(c):
    x = c["input"]
    shape = c.ints("normalized_shape")
    y, mean, rstd = normal(c.b, wide(x), list(range(x.rank - len(shape), x.rank)), c.get("eps", 1e-5))
    y = scaled(c, y, ("weight", "bias"), shape).to(x.dtype)
    return y if c.op == "layer_norm" else (y, mean, rstd)


@rule("rms_norm")
def _rms_norm(c):
    x, n = c["input"], len(c.ints("normalized_shape"))
    eps = c.get("eps")
    eps = {"float64": 2.220446049250313e-16, "float16": 0.0009765625, "bfloat16": 0.0078125}.get(x.dtype, 1.1920928955078125e-07) if eps is None else eps
    y = wide(x)
    dims = list(range(x.rank - n, x.rank))
    y = y * c.b.rsqrt(c.b.sum(y * y, dims, True) / math.prod(x.shape[d] for d in dims) + eps)
    return scaled(c, y, ("weight",), x.shape[x.rank - n :]).to(x.dtype)


@rule("batch_norm", "native_batch_norm", "_native_batch_norm_legit", "_batch_norm_with_update")
def _batch_norm(c):
    b, x = c.b, c["input"]
    channels = (1, x.shape[1]) + (1,) * (x.rank - 2)
    y, mean, rstd = batch(b, wide(x), c, bool(c.get("training", False)) or c.get("running_mean") is None or c.op == "_batch_norm_with_update", channels)
    y = scaled(c, y, ("weight", "bias"), channels).to(x.dtype)
    if c.op == "batch_norm":
        return y
    flat = [b.reshape(v, (x.shape[1],)) for v in (mean, rstd)]
    if not c.get("training", True) and c.op != "_batch_norm_with_update":
        flat = [b.const(0, v.dtype, (0,)) for v in flat]
    return (y, *flat, b.const(0, "uint8", (0,))) if c.op == "_batch_norm_with_update" else (y, *flat)


def batch(b, x, c, training, channels):
    eps = c.get("eps", 1e-5)
    if training:
        dims = [d for d in range(x.rank) if d != 1]
        y, mean, rstd = normal(b, x, dims, eps)
        running(b, c, x, mean, dims)
        return y, mean, rstd
    mean, var = (b.reshape(wide(c[n]), channels) for n in ("running_mean", "running_var"))
    rstd = b.rsqrt(var + eps)
    return (x - mean) * rstd, mean, rstd


def running(b, c, x, mean, dims):
    """Moves the running statistics, which the op writes in place."""
    if c.get("running_mean") is None:
        return
    n = math.prod(x.shape[d] for d in dims)
    far = x - mean
    var = b.sum(far * far, dims) / max(n - 1, 1)
    for name, now in (("running_mean", b.reshape(mean, (x.shape[1],))), ("running_var", var)):
        old = c[name]
        c.w.write(old, wide(old) * (1 - c["momentum"]) + now * c["momentum"])


@rule("instance_norm")
def _instance_norm(c):
    b, x = c.b, c["input"]
    channels = (1, x.shape[1]) + (1,) * (x.rank - 2)
    if c.get("use_input_stats", True):
        if c.get("running_mean") is not None:
            c.refuse("running statistics in training mode")
        y = normal(b, wide(x), list(range(2, x.rank)), c.get("eps", 1e-5))[0]
    else:
        y = batch(b, wide(x), c, False, channels)[0]
    return scaled(c, y, ("weight", "bias"), channels).to(x.dtype)


@rule("group_norm", "native_group_norm")
def _group_norm(c):
    b, x = c.b, c["input"]
    groups = c.known("num_groups" if c.op == "group_norm" else "group")
    parts = b.reshape(wide(x), (x.shape[0], groups, x.size // max(x.shape[0] * groups, 1)))
    y, mean, rstd = normal(b, parts, [2], c.get("eps", 1e-5))
    y = scaled(c, b.reshape(y, x.shape), ("weight", "bias"), (1, x.shape[1]) + (1,) * (x.rank - 2)).to(x.dtype)
    if c.op == "group_norm":
        return y
    return (y, *(b.reshape(v, (x.shape[0], groups)) for v in (mean, rstd)))


@rule("_weight_norm")
def _weight_norm(c):
    v, g, d = c["v"], c["g"], c.known("dim", 0)
    dims = [k for k in range(v.rank) if d == -1 or k != d % v.rank]
    return v * (g / c.b.sqrt(c.b.sum(v * v, dims, True)))


@rule("norm_except_dim")
def _norm_except(c):
    from .reductions import norm

    v, d = c["v"], c.known("dim", 0)
    return norm(c.b, c.b.abs(v), [k for k in range(v.rank) if d == -1 or k != d % v.rank], c.get("pow", 2), d != -1)


@rule("renorm")
def _renorm(c):
    from .reductions import norm

    x, d, most = c.x, c.dim(), float(c["maxnorm"])
    size = norm(c.b, c.b.abs(x), [k for k in range(x.rank) if k != d], c["p"], True)
    return x * c.b.select(size > most, most / (size + 1e-7), c.b.const(1.0, size.dtype))
