"""Activations."""

from .._build import Unsupported
from . import OPS, op
from .elementwise import simple

for _name, _to in {"Relu": "relu", "Sigmoid": "sigmoid", "Tanh": "tanh", "Softsign": "softsign", "Mish": "mish", "HardSwish": "hardswish"}.items():
    simple(_name, _to)


@op("Softplus")
def softplus(g, a, x):
    # Without PyTorch's threshold.
    return g.op("logaddexp", x, g.op("zeros_like", x))


@op("LeakyRelu")
def leaky_relu(g, a, x):
    return g.op("leaky_relu", x, a.get("alpha", 0.01))


@op("Elu")
def elu(g, a, x):
    return g.op("elu", x, a.get("alpha", 1.0))


@op("Celu")
def celu(g, a, x):
    return g.op("celu", x, a.get("alpha", 1.0))


@op("Selu")
def selu(g, a, x):
    alpha, gamma = a.get("alpha", 1.6732631921768188), a.get("gamma", 1.0507010221481323)
    return g.op("where", x > 0, x, g.op("expm1", x) * alpha) * gamma


@op("ThresholdedRelu")
def thresholded(g, a, x):
    return g.op("where", x > a.get("alpha", 1.0), x, g.op("zeros_like", x))


@op("HardSigmoid")
def hard_sigmoid(g, a, x):
    return g.op("clamp", x * a.get("alpha", 0.2) + a.get("beta", 0.5), 0.0, 1.0)


@op("Shrink")
def shrink(g, a, x):
    bias, lambd = a.get("bias", 0.0), a.get("lambd", 0.5)
    zero = g.op("zeros_like", x)
    return g.op("where", x > lambd, x - bias, g.op("where", x < -lambd, x + bias, zero)).to(x.dtype)


@op("Swish")
def swish(g, a, x):
    return x * g.op("sigmoid", x * a.get("alpha", 1.0))


@op("PRelu")
def prelu(g, a, x, slope):
    if slope.rank == 1 and x.rank is not None and x.rank > 2 and slope.size(0) != 1:
        # Files of older exporters have one slope for each channel.
        if slope.size(0) == x.size(1):
            slope = slope.reshape([slope.size(0), *[1] * (x.rank - 2)])
    return g.op("where", x < 0, x * slope, x)


def flattened(name):
    """Before version 13 everything from `axis` on is one dimension."""

    def rule(g, a, x):
        n = x.need_rank()
        d = a.get("axis", 1) % max(n, 1)
        if d == n - 1:
            return apply(g, name, x, d)
        shape = x.sizes()
        wide = g.op("flatten", x, d)
        return apply(g, name, wide, d).reshape(shape)

    return rule


def apply(g, name, x, d):
    if name == "hardmax":
        top = g.op("argmax", x, d, True)
        places = g.op("arange", x.size(d)).reshape([-1] + [1] * (x.need_rank() - 1 - d % x.rank))
        return g.op("eq", places, top).to(x.dtype)
    return g.op(name, x, d)


for _name, _to in {"Softmax": "softmax", "LogSoftmax": "log_softmax", "Hardmax": "hardmax"}.items():
    OPS[("", _name)] = [(1, flattened(_to)), (13, lambda g, a, x, to=_to: apply(g, to, x, a.get("axis", -1)))]


@op("Dropout")
def dropout(g, a, x, ratio=None, training=None):
    if training is not None and g.truth(training) is not False:
        p = ratio if ratio is not None else 0.5
        if ratio is not None and ratio.known is not None:
            p = float(g.item(ratio))
        on = g.truth(training)
        if on is not True:
            raise Unsupported(f"onnx.load: {g.where}: a training mode that is computed")
        if p:
            kept = g.op("ge", g.op("rand_like", x), p)
            return g.op("where", kept, x / (1 - p), g.op("zeros_like", x)), kept
    return x, g.op("ones_like", x, dtype=bool_()) if a.wanted > 1 else None


def bool_():
    import lumbre

    return lumbre.bool
