"""Reductions, sorting, losses' sums."""

from .._writer import Unsupported
from . import OPS, op


for _name, _onnx in {"sum": "ReduceSum", "mean": "ReduceMean", "amax": "ReduceMax", "amin": "ReduceMin", "prod": "ReduceProd"}.items():

    def _reduce(c, onnx=_onnx):
        x = c.x()
        if c.type() != c.dtype:
            x = c.cast(x, c.dtype)
        return c.node(onnx, x, c.w.constant(c.axes()), keepdims=int(bool(c.const("keepdim", False))))

    OPS[_name] = _reduce


@op("max.dim", "min.dim")
def _extreme_dim(c):
    dim, keep, most = c.dim(), int(c.const("keepdim", False)), c.op == "max"
    return [
        c.node("ReduceMax" if most else "ReduceMin", c.x(), c.w.constant([dim]), keepdims=keep),
        c.node("ArgMax" if most else "ArgMin", c.x(), axis=dim, keepdims=keep),
    ]


@op("max", "min")
def _extreme(c):
    return c.node("ReduceMax" if c.op == "max" else "ReduceMin", c.x(), keepdims=0)


@op("max.other", "min.other")
def _extreme_other(c):
    return c.node("Max" if c.op == "max" else "Min", c.x(), c.x("other"))


@op("argmax", "argmin")
def _arg(c):
    onnx = "ArgMax" if c.op == "argmax" else "ArgMin"
    if not c.has("dim"):
        return c.node("Squeeze", c.node(onnx, c.node("Reshape", c.x(), c.w.constant([-1])), axis=0, keepdims=0))
    return c.node(onnx, c.x(), axis=c.dim(), keepdims=int(c.const("keepdim", False)))


@op("any", "all")
def _any(c):
    x = c.cast(c.cast(c.x(), "bool"), "int32")
    axes = c.axes() if "dim" in c.args else list(range(c.rank()))
    out = c.node("ReduceMax" if c.op == "any" else "ReduceMin", x, c.w.constant(axes), keepdims=int(bool(c.const("keepdim", False))))
    return c.cast(out, "bool")


@op("logsumexp")
def _logsumexp(c):
    return c.node("ReduceLogSumExp", c.x(), c.w.constant(c.axes()), keepdims=int(c.const("keepdim", False)))


@op("norm", "linalg_vector_norm")
def _norm(c):
    p = c.const("p" if "p" in c.args else "ord", 2)
    if p not in (1, 2):
        raise Unsupported(f"onnx.export: the norm of order {p}")
    return c.node(f"ReduceL{int(p)}", c.x(), c.w.constant(c.axes()), keepdims=int(bool(c.const("keepdim", False))))


@op("var", "std", "var.dim", "std.dim", "var.correction", "std.correction")
def _var(c):
    axes, keep = c.axes(), int(bool(c.const("keepdim", False)))
    correction = c.const("correction", 1) if "correction" in c.args else int(c.const("unbiased", True))
    x = c.x()
    centred = c.node("Sub", x, c.node("ReduceMean", x, c.w.constant(axes), keepdims=1))
    total = c.node("ReduceSum", c.node("Mul", centred, centred), c.w.constant(axes), keepdims=keep)
    counts = c.node("Gather", c.node("Shape", x), c.w.constant(axes))
    n = c.cast(c.node("ReduceProd", counts, keepdims=0), c.dtype)
    out = c.node("Div", total, c.node("Sub", n, c.number(float(correction))))
    return c.node("Sqrt", out) if c.op == "std" else out


@op("cumsum")
def _cumsum(c):
    x = c.x() if c.type() == c.dtype else c.cast(c.x(), c.dtype)
    return c.node("CumSum", x, c.w.constant(c.dim()))


@op("topk")
def _topk(c):
    k = c.w.vector(c["k"])
    return list(c.node("TopK", c.x(), k, outs=2, axis=c.dim(), largest=int(c.const("largest", True)), sorted=int(c.const("sorted", True))))


@op("sort", "argsort")
def _sort(c):
    dim = c.dim()
    k = c.node("Gather", c.node("Shape", c.x()), c.w.constant([dim]))
    out = c.node("TopK", c.x(), k, outs=2, axis=dim, largest=int(c.const("descending", False)))
    return list(out) if c.op == "sort" else out[1]
