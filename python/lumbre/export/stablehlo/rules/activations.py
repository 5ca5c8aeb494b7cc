"""Activations, softmax and dropout."""

import math

from . import rule
from .common import cast, computing, floating


def activation(*names):
    """A rule made of a function of (builder, tensor, call), computed in float32 for half precision."""

    def add(f):
        def apply(c):
            return computing(lambda b, x: f(b, x, c))(c.b, c.x)

        rule(*names)(apply)
        return f

    return add


@rule("relu")
def _relu(c):
    return c.b.max(c.x, 0)


@activation("relu6")
def _relu6(b, x, c):
    return b.min(b.max(x, 0.0), 6.0)


@activation("gelu")
def gelu(b, x, c):
    if c.get("approximate", "none") == "tanh":
        inner = (x + x * x * x * 0.044715) * math.sqrt(2 / math.pi)
        return x * 0.5 * (b.tanh(inner) + 1.0)
    return x * 0.5 * b.unary("chlo.erfc", x * -math.sqrt(0.5))


@activation("silu")
def _silu(b, x, c):
    return x * b.sigmoid(x)


@activation("mish")
def _mish(b, x, c):
    return x * b.tanh(softplus(b, x))


def softplus(b, x):
    return b.max(x, 0.0) + b.log1p(b.exp(-b.abs(x)))


@activation("softplus")
def _softplus(b, x, c):
    beta, threshold = c.get("beta", 1), c.get("threshold", 20)
    scaled = x * float(beta)
    return b.select(scaled > float(threshold), x, softplus(b, scaled) / float(beta))


@activation("logsigmoid")
def _logsigmoid(b, x, c):
    return -softplus(b, -x)


@activation("softsign")
def _softsign(b, x, c):
    return x / (b.abs(x) + 1.0)


@activation("tanhshrink")
def _tanhshrink(b, x, c):
    return x - b.tanh(x)


@activation("leaky_relu")
def _leaky_relu(b, x, c):
    return b.select(x > 0, x, x * float(c.get("negative_slope", 0.01)))


@activation("elu", "celu", "selu")
def _elu(b, x, c):
    if c.op == "selu":
        alpha, scale, inside = 1.6732632423543772, 1.0507009873554805, 1.0
    else:
        alpha, scale, inside = float(c.get("alpha", 1.0)), float(c.get("scale", 1.0)), float(c.get("input_scale", 1.0))
        if c.op == "celu":
            inside = 1.0 / alpha
    low = b.unary("exponential_minus_one", b.min(x, 0.0) * inside) * (alpha * scale)
    return b.select(x > 0, x * scale, low)


@activation("hardtanh")
def _hardtanh(b, x, c):
    return b.min(b.max(x, c.get("min_val", -1.0)), c.get("max_val", 1.0))


@activation("hardsigmoid")
def _hardsigmoid(b, x, c):
    return b.min(b.max(x + 3.0, 0.0), 6.0) / 6.0


@activation("hardswish")
def _hardswish(b, x, c):
    return x * b.min(b.max(x + 3.0, 0.0), 6.0) / 6.0


@activation("hardshrink")
def _hardshrink(b, x, c):
    lambd = float(c.get("lambd", 0.5))
    return b.select((x >= -lambd) & (x <= lambd), 0.0, x)


@activation("softshrink")
def _softshrink(b, x, c):
    lambd = float(c.get("lambd", 0.5))
    return b.select(x > lambd, x - lambd, b.select(x < -lambd, x + lambd, b.select(b.isnan(x), x, 0.0)))


@rule("threshold")
def _threshold(c):
    return c.b.select(c.x <= c["threshold"], cast(c.b, c["value"], c.x.dtype), c.x)


@rule("prelu")
def _prelu(c):
    w = c["weight"]
    if w.rank and w.size > 1 and c.x.rank > 1:
        w = c.b.reshape(w, [1, w.size] + [1] * (c.x.rank - 2))
    elif w.rank and w.size == 1:
        w = c.b.reshape(w, ())
    return c.b.select(c.x > 0, c.x, c.x * w)


@rule("rrelu")
def _rrelu(c):
    if c.get("training", False):
        c.refuse("training mode")
    slope = (c.get("lower", 1 / 8) + c.get("upper", 1 / 3)) / 2
    return c.b.select(c.x > 0, c.x, c.x * slope)


@rule("glu")
def _glu(c):
    d = c.dim(default=-1)
    half = c.x.shape[d] // 2
    return c.b.cut(c.x, d, 0, half) * c.b.sigmoid(c.b.cut(c.x, d, half, 2 * half))


@rule("softmax", "log_softmax")
def _softmax(c):
    dtype = c.dtype(floating(c.x).dtype)
    return softmax(c.b, c.x.to(dtype), c.dim(), c.op.startswith("log"))


def softmax(b, x, d, log=False):
    if not x.rank:
        x = b.reshape(x, (1,))
        return b.reshape(softmax(b, x, 0, log), ())

    def f(b, x):
        y = x - b.largest(x, [d], True)
        e = b.exp(y)
        total = b.sum(e, [d], True)
        return y - b.log(total) if log else e / total

    return computing(f)(b, x)


@rule("sigmoid_backward")
def _sigmoid_backward(c):
    g, y = c["grad_output"], c["output"]
    return g * y * (1.0 - y)


@rule("dropout", "feature_dropout", "alpha_dropout", "feature_alpha_dropout")
def _dropout(c):
    from .random import uniform

    p, train = c.get("p", 0.5), c.get("train", c.get("training", False))
    if not train or p == 0:
        return c.x
    if "alpha" in c.op:
        c.refuse("training mode")
    if p == 1:
        return c.x * 0
    shape = c.x.shape if c.op == "dropout" else c.x.shape[:2] + (1,) * (c.x.rank - 2)
    kept = uniform(c.w, shape) >= p
    return c.b.select(kept, c.x / (1.0 - p), 0.0)
