"""Element by element: arithmetic, comparisons, logic, elementary functions, casts."""



import lumbre

from .._build import Unsupported, X
from . import OPS, op


def simple(name, to):
    OPS[("", name)] = [(1, lambda g, a, x: g.op(to, x))]


for _name, _to in {
    "Abs": "abs", "Neg": "neg", "Sqrt": "sqrt", "Exp": "exp", "Log": "log", "Floor": "floor", "Ceil": "ceil", "Round": "round", "Sin": "sin",
    "Cos": "cos", "Tan": "tan", "Asin": "asin", "Acos": "acos", "Atan": "atan", "Sinh": "sinh", "Cosh": "cosh", "Asinh": "asinh", "Acosh": "acosh",
    "Atanh": "atanh", "Erf": "erf", "Sign": "sign", "Reciprocal": "reciprocal", "IsNaN": "isnan", "Not": "logical_not", "BitwiseNot": "bitwise_not",
    "Det": "det",
}.items():  # fmt: skip
    simple(_name, _to)
OPS["", "BitwiseNot"] = [(1, lambda g, a, x: g.op("bitwise_not", x.to("int64")).to(x.dtype) if x.dtype in ("uint16", "uint32") else g.op("bitwise_not", x))]


@op("Identity")
def identity(g, a, x):
    return x


def small(x):
    """Whether arithmetic on it can be done number by number: a vector or number of sizes."""
    return isinstance(x, X) and (x.ints is not None or x.const is not None and x.dtype in ("int64", "int32") and x.const.numel() <= 16 and x.rank <= 1)


def of_sizes(g, name, x, y):
    """The arithmetic of computed sizes, or None where it is none."""
    if not (small(x) and small(y)) or (x.ints is None and y.ints is None):
        return None
    u, v = g.ints_of(x), g.ints_of(y)
    if len(u) != len(v) and 1 not in (len(u), len(v)):
        return None
    n = max(len(u), len(v))
    u, v = (list(k) * n if len(k) == 1 else k for k in (u, v))
    return g.vector([g.arithmetic(name, i, j) for i, j in zip(u, v)], scalar=not (x.rank or y.rank))


_UNSIGNED = ("uint16", "uint32")


def narrow(g, name, x, y, **more):
    """An op of whole numbers that the engine stores and does not compute: in int64, and back."""
    if x.dtype in _UNSIGNED:
        out = g.op(name, x.to("int64"), y.to("int64"), **more)
        return out if out.dtype == "bool" else out.to(x.dtype)
    return g.op(name, x, y, **more)


def legacy(g, a, x, y):
    """Versions before 7 broadcast along a named dimension."""
    if a.get("broadcast") and a.get("axis") is not None and y.rank is not None and x.rank is not None:
        d = a["axis"] % x.rank
        return y.reshape([*y.sizes(), *[1] * (x.rank - d - y.rank)])
    return y


@op("Add")
def add(g, a, x, y):
    return of_sizes(g, "add", x, y) or narrow(g, "add", x, legacy(g, a, x, y))


@op("Sub")
def sub(g, a, x, y):
    return of_sizes(g, "sub", x, y) or narrow(g, "sub", x, legacy(g, a, x, y))


@op("Mul")
def mul(g, a, x, y):
    return of_sizes(g, "mul", x, y) or narrow(g, "mul", x, legacy(g, a, x, y))


@op("Div")
def div(g, a, x, y):
    if x.is_float:
        return x / legacy(g, a, x, y)
    # Sizes are not negative: cutting and flooring are one.
    return of_sizes(g, "floordiv", x, y) or narrow(g, "div", x, y, rounding_mode="trunc")


@op("Mod")
def mod(g, a, x, y):
    if a.get("fmod", 0):
        return g.op("fmod", x, y)
    out = of_sizes(g, "mod", x, y)
    if out is not None or not x.is_float:
        return out or narrow(g, "remainder", x, y)
    # A zero has the sign of the divisor.
    out = g.op("remainder", x, y)
    return g.op("where", g.op("eq", out, 0), g.op("copysign", out, y), out)


@op("Pow")
def power(g, a, x, y):
    out = g.op("pow", x, y)
    return out.to(x.dtype) if x.dtype else out


def fold(g, name, first, rest):
    for x in rest:
        first = narrow(g, name, first, x)
    return first


@op("Max")
def maximum(g, a, x, *rest):
    return (of_sizes(g, "max", x, rest[0]) if len(rest) == 1 else None) or fold(g, "maximum", x, rest)


@op("Min")
def minimum(g, a, x, *rest):
    return (of_sizes(g, "min", x, rest[0]) if len(rest) == 1 else None) or fold(g, "minimum", x, rest)


@op("Sum")
def total(g, a, x, *rest):
    return fold(g, "add", x, rest)


@op("Mean")
def mean(g, a, x, *rest):
    return fold(g, "add", x, rest) / (len(rest) + 1)


for _name, _to in {"Less": "lt", "LessOrEqual": "le", "Greater": "gt", "GreaterOrEqual": "ge", "Equal": "eq"}.items():
    OPS[("", _name)] = [(1, lambda g, a, x, y, to=_to: narrow(g, to, x, legacy(g, a, x, y)))]
for _name, _to in {"And": "logical_and", "Or": "logical_or", "Xor": "logical_xor", "BitwiseAnd": "bitwise_and", "BitwiseOr": "bitwise_or", "BitwiseXor": "bitwise_xor"}.items():
    OPS[("", _name)] = [(1, lambda g, a, x, y, to=_to: narrow(g, to, x, legacy(g, a, x, y)))]


@op("BitShift")
def bit_shift(g, a, x, y):
    return narrow(g, "bitwise_left_shift" if a["direction"] == "LEFT" else "bitwise_right_shift", x, y)


@op("BitCast")
def bit_cast(g, a, x):
    return g.op("view", x, a.dtype("to"))


@op("IsInf")
def is_inf(g, a, x):
    low, high = a.get("detect_negative", 1), a.get("detect_positive", 1)
    if low and high:
        return g.op("isinf", x)
    if not low and not high:
        return g.op("zeros_like", x, dtype=lumbre.bool)
    return g.op("isneginf" if low else "isposinf", x)


@op("Where")
def where(g, a, cond, x, y):
    return g.op("where", cond, x, y)


@op("Clip")
def clip_old(g, a, x):
    return g.op("clamp", x, a.get("min"), a.get("max"))


@op("Clip", since=11)
def clip(g, a, x, low=None, high=None):
    if low is not None:
        x = narrow(g, "maximum", x, low)
    return x if high is None else narrow(g, "minimum", x, high)


@op("Cast")
def cast(g, a, x):
    return x if x.ints is not None and a.dtype("to") == lumbre.int64 else x.to(a.dtype("to"))


@op("CastLike")
def cast_like(g, a, x, y):
    if y.dtype is None:
        raise Unsupported(f"onnx.load: {g.where}: a dtype that is not known")
    return x.to(y.dtype)


@op("Einsum")
def einsum(g, a, *xs):
    return g.op("einsum", a["equation"], *xs)


@op("CumSum")
def cumsum(g, a, x, axis):
    return running(g, a, "cumsum", x, axis)


@op("CumProd")
def cumprod(g, a, x, axis):
    return running(g, a, "cumprod", x, axis)


def running(g, a, name, x, axis):
    d, dtype, rank = g.item(axis), x.dtype, x.rank
    if a.get("reverse", 0):
        x = g.op("flip", x, [d])
    out = g.op(name, x, d, dtype=getattr(lumbre, dtype or "float32"))
    if a.get("exclusive", 0):
        first = g.op("full_like", g.op("narrow", x, d, 0, 1), 1 if name == "cumprod" else 0)
        n = g.arithmetic("sub", x.size(d), 1)
        out = g.op("cat", [first.to(out.dtype), g.op("narrow", out, d, 0, n)], d)
    if a.get("reverse", 0):
        out = g.op("flip", out, [d])
    return g.opened(out, rank, dtype).to(dtype)


@op("Gelu")
def gelu(g, a, x):
    return g.op("gelu", x, approximate=a.get("approximate", "none"))


