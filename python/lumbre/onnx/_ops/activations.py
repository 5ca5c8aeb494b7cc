"""Activations, softmax, dropout."""

import math

from .._writer import Unsupported
from . import op


@op("gelu")
def _gelu(c):
    if c.w.opset >= 20:
        return c.node("Gelu", c.x(), approximate=c.const("approximate", "none"))
    x = c.x()
    if c.const("approximate", "none") == "tanh":
        cube = c.node("Mul", x, c.node("Mul", x, x))
        inner = c.node("Mul", c.node("Add", x, c.node("Mul", cube, c.number(0.044715))), c.number(math.sqrt(2 / math.pi)))
        bell = c.node("Tanh", inner)
    else:
        bell = c.node("Erf", c.node("Div", x, c.number(math.sqrt(2))))
    return c.node("Mul", c.node("Mul", x, c.number(0.5)), c.node("Add", bell, c.number(1.0)))


@op("silu")
def _silu(c):
    return c.node("Mul", c.x(), c.node("Sigmoid", c.x()))


@op("leaky_relu")
def _leaky(c):
    return c.node("LeakyRelu", c.x(), alpha=float(c.const("negative_slope", 0.01)))


@op("elu")
def _elu(c):
    return c.node("Elu", c.x(), alpha=float(c.const("alpha", 1.0)))


@op("selu")
def _selu(c):
    return c.node("Selu", c.x(), alpha=1.6732632423543772, gamma=1.0507009873554805)


@op("celu")
def _celu(c):
    return c.node("Celu", c.x(), alpha=float(c.const("alpha", 1.0)))


@op("hardtanh")
def _hardtanh(c):
    return c.node("Clip", c.x(), c.number(c.const("min_val", -1.0)), c.number(c.const("max_val", 1.0)))


@op("relu6")
def _relu6(c):
    return c.node("Clip", c.x(), c.number(0.0), c.number(6.0))


@op("hardsigmoid")
def _hardsigmoid(c):
    return c.node("HardSigmoid", c.x(), alpha=1 / 6, beta=0.5)


@op("hardswish")
def _hardswish(c):
    return c.node("HardSwish", c.x())


@op("softplus")
def _softplus(c):
    beta = c.const("beta", 1)
    if beta == 1:
        return c.node("Softplus", c.x())
    return c.node("Div", c.node("Softplus", c.node("Mul", c.x(), c.number(beta))), c.number(beta))


@op("prelu", "_prelu_kernel")
def _prelu(c):
    w = c.x("weight")
    if c.rank() > 2 and c["weight"].sizes and c["weight"].sizes[0] > 1:
        w = c.node("Reshape", w, c.w.constant([1, -1] + [1] * (c.rank() - 2)))
    return c.node("PRelu", c.x(), w)


@op("log_sigmoid", "logsigmoid")
def _log_sigmoid(c):
    return c.node("Neg", c.node("Softplus", c.node("Neg", c.x())))


@op("tanhshrink")
def _tanhshrink(c):
    return c.node("Sub", c.x(), c.node("Tanh", c.x()))


@op("hardshrink", "softshrink")
def _shrink(c):
    lambd = float(c.const("lambd", 0.5))
    return c.node("Shrink", c.x(), lambd=lambd, bias=lambd if c.op == "softshrink" else 0.0)


@op("glu")
def _glu(c):
    a, b = c.node("Split", c.x(), outs=2, axis=c.dim(), num_outputs=2)
    return c.node("Mul", a, c.node("Sigmoid", b))


@op("softmax", "log_softmax", "_softmax", "_log_softmax", "special_softmax")
def _softmax(c):
    x = c.x()
    if c.type() != c.dtype:
        x = c.cast(x, c.dtype)
    return c.node("LogSoftmax" if "log" in c.op else "Softmax", x, axis=c.dim())


@op("dropout", "feature_dropout", "alpha_dropout", "native_dropout")
def _dropout(c):
    name = "train" if "train" in c.args else "training"
    if c.const(name, False):
        raise Unsupported("onnx.export: dropout in training mode; call .eval() first")
    return c.x()
