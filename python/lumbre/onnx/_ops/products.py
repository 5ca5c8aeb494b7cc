"""Matrix products and attention."""

import math

from .._writer import Unsupported
from . import op


@op("matmul", "bmm", "mm", "mv", "dot")
def _matmul(c):
    second = next(n for n in ("other", "mat2", "vec", "tensor") if n in c.args)
    return c.node("MatMul", c.x(), c.x(second))


@op("linear")
def _linear(c):
    w = c.node("Transpose", c.x("weight"), perm=[1, 0])
    if c.rank() == 2 and c.has("bias"):
        return c.node("Gemm", c.x(), c.x("weight"), c.x("bias"), transB=1)
    out = c.node("MatMul", c.x(), w)
    return c.node("Add", out, c.x("bias")) if c.has("bias") else out


@op("addmm", "baddbmm", "addmv")
def _addmm(c):
    names = {"addmm": ("mat1", "mat2"), "baddbmm": ("batch1", "batch2"), "addmv": ("mat", "vec")}[c.op]
    out = c.node("MatMul", *[c.x(n) for n in names])
    beta, alpha = c.const("beta", 1), c.const("alpha", 1)
    if alpha != 1:
        out = c.node("Mul", out, c.number(alpha))
    bias = c.x() if beta == 1 else c.node("Mul", c.x(), c.number(beta))
    return c.node("Add", bias, out)


@op("addcmul", "addcdiv")
def _addc(c):
    part = c.node("Mul" if c.op == "addcmul" else "Div", c.x("tensor1"), c.x("tensor2"))
    value = c.const("value", 1)
    return c.node("Add", c.x(), part if value == 1 else c.node("Mul", part, c.number(value)))


@op("einsum")
def _einsum(c):
    return c.node("Einsum", *[c.w.name(v) for v in c["operands"].data], equation=c.const("equation"))


@op("scaled_dot_product_attention")
def _attention(c):
    if c.const("dropout_p", 0.0):
        raise Unsupported("onnx.export: attention with dropout")
    q, k, v = c.x("query"), c.x("key"), c.x("value")
    n = c.rank("query")
    perm = [*range(n - 2), n - 1, n - 2]
    scale = c.const("scale")
    width = c["query"].sizes[-1]
    q = c.node("Mul", q, c.number(float(scale) if scale is not None else 1 / math.sqrt(width)))
    if c.const("enable_gqa", False):
        k, v = (_repeat_heads(c, t, name) for t, name in ((k, "key"), (v, "value")))
    scores = c.node("MatMul", q, c.node("Transpose", k, perm=perm))
    if c.const("is_causal", False):
        rows, columns = (c.node("Gather", c.node("Shape", x), c.w.constant([d])) for x, d in ((q, n - 2), (k, n - 2)))
        ones = c.node("Expand", c.number(1.0, "float32"), c.node("Concat", rows, columns, axis=0))
        allowed = c.cast(c.node("Trilu", ones, upper=0), "bool")
        scores = c.node("Where", allowed, scores, c.number(-math.inf))
    if c.has("attn_mask"):
        if c["attn_mask"].dtype == "bool":
            scores = c.node("Where", c.x("attn_mask"), scores, c.number(-math.inf))
        else:
            scores = c.node("Add", scores, c.x("attn_mask"))
    return c.node("MatMul", c.node("Softmax", scores, axis=-1), v)


def _repeat_heads(c, x, name):
    heads, groups = c["query"].sizes[-3], c[name].sizes[-3]
    if heads == groups:
        return x
    sizes = c[name].sizes
    shape = [sizes[0], groups, heads // groups, -1, sizes[-1]]
    wide = c.node("Expand", c.node("Unsqueeze", x, c.w.constant([2])), c.w.constant([1, 1, heads // groups, 1, 1]))
    return c.node("Reshape", wide, c.w.constant([shape[0], heads, -1, sizes[-1]]))
