"""New tensors and plain losses."""

from .._writer import Value
from . import op


def _filled(c, shape, value):
    from .. import _proto

    data = _proto.tensor("value", c.dtype, (1,), _proto.pack(c.dtype, [value]))
    return c.node("ConstantOfShape", shape, value=data)


@op("zeros", "ones", "full", "empty")
def _make(c):
    if c.op == "full" and c["fill_value"].kind == "tensor":
        return c.node("Expand", c.x("fill_value"), c.w.vector(c["size"]))
    value = {"zeros": 0, "ones": 1, "empty": 0}.get(c.op)
    return _filled(c, c.w.vector(c["size"]), c.const("fill_value") if value is None else value)


@op("eye", "eye.m")
def _eye(c):
    n, m = c["n"], c.args.get("m", c["n"])
    return c.node("EyeLike", _filled(c, c.w.vector(Value("list", [n, m])), 0))


@op("mse_loss", "l1_loss")
def _distance(c):
    d = c.node("Sub", c.x(), c.x("target"))
    d = c.node("Mul", d, d) if c.op == "mse_loss" else c.node("Abs", d)
    how = c.const("reduction", "mean")
    return d if how in ("none", 0) else c.node("ReduceMean" if how in ("mean", 1) else "ReduceSum", d, keepdims=0)


@op("zeros_like", "ones_like", "full_like", "empty_like")
def _make_like(c):
    value = {"zeros_like": 0, "ones_like": 1, "empty_like": 0}.get(c.op)
    return _filled(c, c.node("Shape", c.x()), c.const("fill_value") if value is None else value)


@op("new_zeros", "new_ones", "new_full", "new_empty")
def _new(c):
    value = {"new_zeros": 0, "new_ones": 1, "new_empty": 0}.get(c.op)
    return _filled(c, c.w.vector(c["size"]), c.const("fill_value") if value is None else value)


@op("arange", "arange.start")
def _arange(c):
    get = lambda name, absent: c.cast(c.x(name), c.dtype) if name in c.args and c[name].kind == "tensor" else c.number(c.const(name, absent))  # noqa: E731
    return c.node("Range", get("start", 0), get("end", None), get("step", 1))
