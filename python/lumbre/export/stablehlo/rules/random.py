"""Random draws. The generator's state is an input and a result of the program: the numbers are not those of the CPU generator."""

import math

from ....jit._frontend import _schema
from . import rule
from .common import Val, cast

def draws(step):
    """Whether this call of an op draws."""
    name = step["op"].partition(".")[0]
    if name in ("dropout", "feature_dropout", "alpha_dropout", "feature_alpha_dropout", "native_dropout"):
        row = next(r for r in _schema.table()[name] if r.key == step["op"])
        given = dict(zip((p.name for p in row.params), step["in"]))
        return given.get("train", given.get("training")) is True and given.get("p") not in (0, 0.0)
    return name in _DRAWING


_DRAWING = ("rand", "rand_like", "randn", "randn_like", "randint", "randint_like", "bernoulli", "bernoulli_", "normal", "normal_", "uniform_", "randperm", "exponential_")


def bits(w, shape, dtype="uint32"):
    """Random words; the state moves on."""
    n = math.prod(shape)
    words = "rng_algorithm = #stablehlo<rng_algorithm THREE_FRY>"
    w.random, out = w.b.emit("stablehlo.rng_bit_generator", [w.random], [("uint64", (2,)), (dtype, (max(n, 1),))], words)
    return w.b.reshape(w.b.cut(out, 0, 0, n), shape)


def uniform(w, shape, dtype="float32"):
    """In [0, 1)."""
    if dtype == "float64":
        return w.b.binary("shift_right_logical", bits(w, shape, "uint64"), 11).to("float64") * 2.0**-53
    top = w.b.binary("shift_right_logical", bits(w, shape), 8)
    return (w.b.emit("stablehlo.convert", [top], [("float32", top.shape)])[0] * 2.0**-24).to(dtype)


def normal(w, shape, dtype="float32"):
    """By the inverse of the distribution function."""
    kind = "float64" if dtype == "float64" else "float32"
    u = uniform(w, shape, kind) * 2.0 - (1 - 2.0**-25 if kind == "float32" else 1 - 2.0**-54)
    return (w.b.unary("chlo.erf_inv", u) * math.sqrt(2)).to(dtype)


def _shape(c):
    return c["input"].shape if c.op.endswith(("_like", "_")) else c.ints("size")


def _kind(c):
    return c.dtype(c["input"].dtype if c.op.endswith(("_like", "_")) else "float32")


@rule("rand", "rand_like", "uniform_")
def _rand(c):
    low, high = c.get("from", 0.0), c.get("to", 1.0)
    out = uniform(c.w, _shape(c), _kind(c))
    return out if (low, high) == (0.0, 1.0) else out * (high - low) + low


@rule("randn", "randn_like", "normal_", "normal")
def _randn(c):
    mean, std = c.get("mean", 0.0), c.get("std", 1.0)
    if c.op == "normal" and "size" not in c.args:
        shape = next(v for v in (mean, std) if isinstance(v, Val)).shape
        return normal(c.w, shape) * (std.to("float32") if isinstance(std, Val) else std) + (mean.to("float32") if isinstance(mean, Val) else mean)
    return normal(c.w, _shape(c), _kind(c)) * std + mean


@rule("randint", "randint_like")
def _randint(c):
    low, high = c.known("low", 0), c.known("high")
    dtype = c.dtype(c["input"].dtype if c.op.endswith("_like") else "int64")
    words = bits(c.w, _shape(c), "uint64")
    out = c.w.b.binary("remainder", words, high - low)
    return (c.w.b.emit("stablehlo.convert", [out], [("int64", out.shape)])[0] + low).to(dtype)


@rule("bernoulli", "bernoulli_")
def _bernoulli(c):
    x, p = c["input"], c.get("p")
    p = x if p is None else p
    u = uniform(c.w, x.shape)
    return (u < (p.to("float32") if isinstance(p, Val) else p)).to(x.dtype)


@rule("exponential_")
def _exponential(c):
    x = c["input"]
    return (c.b.log1p(-uniform(c.w, x.shape)) / -float(c.get("lambd", 1.0))).to(x.dtype)


@rule("randperm")
def _randperm(c):
    n = c.known("n")
    keys = bits(c.w, (n,), "uint64")
    return c.b.sort([keys, c.b.iota((n,), 0)], 0, lambda a, o, *_: a < o)[1].to(c.dtype("int64"))


@rule("native_dropout")
def _native_dropout(c):
    x, p = c["input"], c["p"]
    if not c.get("train", True) or p == 0:
        return x, c.b.const(1, "bool", x.shape)
    kept = uniform(c.w, x.shape) >= p
    return c.b.select(kept, x * (0.0 if p == 1 else 1 / (1 - p)), 0.0), kept


@rule("native_dropout_backward")
def _native_dropout_backward(c):
    return c.b.select(c["mask"], c["grad_output"] * cast(c.b, c["scale"], c["grad_output"].dtype), 0.0)
