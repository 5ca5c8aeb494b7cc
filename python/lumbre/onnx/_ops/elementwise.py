"""Element by element: arithmetic, comparisons, casts."""

import math

from . import OPS, op


for _name, _onnx in {
    "relu": "Relu", "sigmoid": "Sigmoid", "tanh": "Tanh", "exp": "Exp", "log": "Log", "sqrt": "Sqrt", "abs": "Abs", "neg": "Neg",
    "floor": "Floor", "ceil": "Ceil", "sin": "Sin", "cos": "Cos", "tan": "Tan", "asin": "Asin", "acos": "Acos", "atan": "Atan",
    "sinh": "Sinh", "cosh": "Cosh", "asinh": "Asinh", "acosh": "Acosh", "atanh": "Atanh", "erf": "Erf", "reciprocal": "Reciprocal",
    "round": "Round", "sign": "Sign", "logical_not": "Not", "isnan": "IsNaN", "softsign": "Softsign", "mish": "Mish",
    "det": "Det",
}.items():  # fmt: skip
    OPS[_name] = lambda c, onnx=_onnx: c.node(onnx, c.x())


def _same(c):
    return c.x()


for _name in ("contiguous", "clone", "detach", "alias", "positive"):
    OPS[_name] = _same


def _operands(c, a="input", b="other"):
    """Both operands in the dtype they are computed in."""
    want = c.dtype
    if c.op in ("eq", "ne", "lt", "le", "gt", "ge"):
        kinds = [v.dtype for v in (c[a], c[b]) if v.kind == "tensor" and v.dtype]
        order = ["bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64"]
        ranked = [v for v in (c[a], c[b]) if v.kind == "tensor" and v.rank] or [v for v in (c[a], c[b]) if v.kind == "tensor"]
        want = max((v.dtype for v in ranked if v.dtype), key=order.index, default=kinds[0] if kinds else "float32")
        number = next((v.data for v in (c[a], c[b]) if v.kind == "const"), None)
        if isinstance(number, float) and "float" not in want:
            want = "float32"
    out = []
    for n in (a, b):
        v = c[n]
        name = c.w.name(v, want)
        out.append(c.cast(name, want) if v.kind == "tensor" and v.dtype not in (want, None) else name)
    return out


for _name, _onnx in {"mul": "Mul", "maximum": "Max", "minimum": "Min"}.items():
    OPS[_name] = lambda c, onnx=_onnx: c.node(onnx, *_operands(c))
for _name, _onnx in {"eq": "Equal", "lt": "Less", "le": "LessOrEqual", "gt": "Greater", "ge": "GreaterOrEqual"}.items():
    OPS[_name] = lambda c, onnx=_onnx: c.node(onnx, *_operands(c))
for _name, _onnx in {"logical_and": "And", "logical_or": "Or", "logical_xor": "Xor"}.items():
    OPS[_name] = lambda c, onnx=_onnx: c.node(onnx, *[c.cast(c.x(n), "bool") for n in ("input", "other")])
for _name, _words in {"bitwise_and": ("And", "BitwiseAnd"), "bitwise_or": ("Or", "BitwiseOr"), "bitwise_xor": ("Xor", "BitwiseXor")}.items():
    OPS[_name] = lambda c, words=_words: c.node(words[c.dtype != "bool"], *_operands(c))


@op("pow")
def _pow(c):
    return c.node("Pow", *_operands(c, b="exponent"))


@op("bitwise_not")
def _not(c):
    return c.node("Not" if c.dtype == "bool" else "BitwiseNot", c.x())


@op("ne")
def _ne(c):
    return c.node("Not", c.node("Equal", *_operands(c)))


@op("add", "sub", "rsub")
def _add(c):
    a, b = _operands(c)
    alpha = c.const("alpha", 1)
    if c.op == "rsub":
        a, b = b, a
    if alpha != 1:
        b = c.node("Mul", b, c.number(alpha))
    return c.node("Add" if c.op == "add" else "Sub", a, b)


@op("div", "true_divide")
def _div(c):
    mode = c.const("rounding_mode")
    a, b = _operands(c)
    if mode is None:
        return c.node("Div", a, b)
    if "int" in c.dtype:
        if mode == "trunc":
            return c.node("Div", a, b)
        return c.cast(c.node("Floor", c.node("Div", c.cast(a, "float64"), c.cast(b, "float64"))), c.dtype)
    return c.node("Floor", c.node("Div", a, b)) if mode == "floor" else _trunc(c, c.node("Div", a, b))


def _trunc(c, x):
    return c.node("Mul", c.node("Sign", x), c.node("Floor", c.node("Abs", x)))


@op("trunc")
def _trunc_op(c):
    return _trunc(c, c.x())


@op("floor_divide")
def _floor_divide(c):
    a, b = _operands(c)
    if "int" in c.dtype:
        return c.cast(c.node("Floor", c.node("Div", c.cast(a, "float64"), c.cast(b, "float64"))), c.dtype)
    return c.node("Floor", c.node("Div", a, b))


@op("remainder")
def _remainder(c):
    a, b = _operands(c)
    if "int" in c.dtype:
        return c.node("Mod", a, b)
    return c.node("Sub", a, c.node("Mul", b, c.node("Floor", c.node("Div", a, b))))


@op("fmod")
def _fmod(c):
    return c.node("Mod", *_operands(c), fmod=1)


@op("square")
def _square(c):
    return c.node("Mul", c.x(), c.x())


@op("rsqrt")
def _rsqrt(c):
    return c.node("Reciprocal", c.node("Sqrt", c.x()))


@op("log2", "log10")
def _logs(c):
    return c.node("Div", c.node("Log", c.x()), c.number(math.log(2 if c.op == "log2" else 10)))


@op("log1p")
def _log1p(c):
    return c.node("Log", c.node("Add", c.x(), c.number(1.0)))


@op("expm1")
def _expm1(c):
    return c.node("Sub", c.node("Exp", c.x()), c.number(1.0))


@op("clamp", "clip")
def _clamp(c):
    x = c.x()
    if c.type() != c.dtype:
        x = c.cast(x, c.dtype)
    if c.has("min"):
        x = c.node("Max", x, c.x("min", c.dtype))
    if c.has("max"):
        x = c.node("Min", x, c.x("max", c.dtype))
    return x


@op("clamp_min", "clamp_max")
def _clamp_one(c):
    low = c.op == "clamp_min"
    return c.node("Max" if low else "Min", c.x(), c.x("min" if low else "max", c.dtype))


@op("where")
def _where(c):
    out = []
    for n in ("input", "other"):
        name = c.x(n, c.dtype)
        out.append(c.cast(name, c.dtype) if c[n].kind == "tensor" and c[n].dtype != c.dtype else name)
    return c.node("Where", c.x("condition"), *out)


@op("where.method")
def _where_method(c):
    return c.node("Where", c.x("condition"), c.x("input"), c.x("other", c.dtype))


@op("masked_fill")
def _masked_fill(c):
    return c.node("Where", c.x("mask"), c.x("value", c.dtype), c.x())


@op("to", "_to_copy", "float", "double", "half", "long", "int", "bool", "bfloat16", "type_as", "type")
def _to(c):
    return c.x() if c.type() == c.dtype else c.cast(c.x(), c.dtype)
