"""Element by element: arithmetic with promotion, comparisons, elementary functions, casts."""

import math

from . import RULES, rule
from .common import FLOATS, Val, cast, computing, floating, operands, promoted

_PLAIN = {
    "exp": "exponential", "log": "log", "sqrt": "sqrt", "rsqrt": "rsqrt", "sin": "sine", "cos": "cosine", "tan": "tan", "tanh": "tanh",
    "sigmoid": "logistic", "expit": "logistic", "expm1": "exponential_minus_one", "log1p": "log_plus_one", "erf": "chlo.erf",
    "erfc": "chlo.erfc", "lgamma": "chlo.lgamma", "gammaln": "chlo.lgamma", "digamma": "chlo.digamma", "psi": "chlo.digamma", "asin": "chlo.asin",
    "acos": "chlo.acos", "atan": "chlo.atan", "sinh": "chlo.sinh", "cosh": "chlo.cosh", "asinh": "chlo.asinh", "acosh": "chlo.acosh",
    "atanh": "chlo.atanh", "erfinv": "chlo.erf_inv",
}  # fmt: skip
for _name, _op in _PLAIN.items():
    RULES[_name] = lambda c, op=_op: computing(lambda b, x: b.unary(op, x))(c.b, floating(c.x))
_ROUNDING = {"floor": "floor", "ceil": "ceil", "round": "round_nearest_even"}
for _name, _op in _ROUNDING.items():

    def _round(c, op=_op):
        if not c.x.is_float:
            return c.x
        digits = c.get("decimals", 0)
        if not digits:
            return c.b.unary(op, c.x)
        scale = 10.0 ** abs(digits)
        return c.b.unary(op, c.x * scale) / scale if digits > 0 else c.b.unary(op, c.x / scale) * scale

    RULES[_name] = _round


@rule("contiguous", "clone", "detach", "alias", "positive", "resolve_conj", "resolve_neg", "detach_copy", "alias_copy", "cpu", "cuda")
def _same(c):
    return c.x


@rule("neg")
def _neg(c):
    return -c.x


@rule("abs")
def _abs(c):
    return c.b.abs(c.x)


@rule("sign", "sgn")
def _sign(c):
    if c.x.dtype == "bool":
        return c.x
    return c.b.sign(c.x)


@rule("square")
def _square(c):
    return c.x * c.x


@rule("reciprocal")
def _reciprocal(c):
    return 1.0 / floating(c.x)


@rule("trunc")
def _trunc(c):
    return trunc(c.b, c.x) if c.x.is_float else c.x


def trunc(b, x):
    return b.select(x < 0, b.unary("ceil", x), b.floor(x))


@rule("frac")
def _frac(c):
    return c.x - trunc(c.b, c.x)


@rule("log2", "log10")
def _logs(c):
    return computing(lambda b, x: b.log(x) / math.log(2 if c.op == "log2" else 10))(c.b, floating(c.x))


@rule("exp2")
def _exp2(c):
    return computing(lambda b, x: b.exp(x * math.log(2)))(c.b, floating(c.x))


@rule("deg2rad")
def _deg2rad(c):
    return floating(c.x) * (math.pi / 180)


@rule("rad2deg")
def _rad2deg(c):
    return floating(c.x) * (180 / math.pi)


@rule("sinc")
def _sinc(c):
    def f(b, x):
        y = x * math.pi
        return b.select(x.eq(0), 1.0, b.unary("sine", y) / b.select(x.eq(0), 1.0, y))

    return computing(f)(c.b, floating(c.x))


@rule("logit")
def _logit(c):
    def f(b, x):
        eps = c.get("eps")
        if eps is not None:
            x = b.min(b.max(x, eps), 1 - eps)
        return b.log(x / (1.0 - x))

    return computing(f)(c.b, floating(c.x))


@rule("ndtr")
def _ndtr(c):
    return computing(lambda b, x: b.unary("chlo.erfc", x * -math.sqrt(0.5)) * 0.5)(c.b, floating(c.x))


# Two operands.


@rule("add", "sub", "rsub")
def _add(c):
    a, b = operands(c, "input", "other")
    if c.op == "rsub":
        a, b = b, a
    alpha = c.get("alpha", 1)
    if not isinstance(alpha, Val) and alpha == 1:
        pass
    else:
        b = b * cast(c.b, alpha, b.dtype)
    if a.dtype == "bool":
        return c.b.binary("or", a, b)
    return a + b if c.op == "add" else a - b


@rule("mul", "multiply")
def _mul(c):
    a, b = operands(c, "input", "other")
    return a & b if a.dtype == "bool" else a * b


@rule("div", "true_divide", "divide")
def _div(c):
    mode = c.get("rounding_mode")
    if mode is None:
        a, b = operands(c, "input", "other", floating=True)
        return a / b
    a, b = operands(c, "input", "other")
    if mode == "floor":
        return floor_divide(c.b, a, b)
    return trunc(c.b, a / b) if a.is_float else a / b


def floor_divide(b, x, y):
    if x.is_float:
        # fmod first: the quotient's floor may be one too many.
        rest = b.binary("remainder", x, y)
        q = (x - rest) / y
        q = b.select(rest.ne(0) & (rest < 0).ne(y < 0), q - 1.0, q)
        whole = b.floor(q)
        whole = b.select(q - whole > 0.5, whole + 1.0, whole)
        return b.select(y.eq(0), x / y, b.select(q.eq(0), x / y * 0.0, whole))
    q = x / y
    return q if x.dtype[0] == "u" else b.select((x - q * y).ne(0) & (x < 0).ne(y < 0), q - 1, q)


@rule("floor_divide")
def _floor_divide(c):
    return floor_divide(c.b, *operands(c, "input", "other"))


@rule("remainder")
def _remainder(c):
    a, b = operands(c, "input", "other")
    rest = c.b.binary("remainder", a, b)
    if a.dtype[0] == "u":
        return rest
    return c.b.select(rest.ne(0) & (rest < 0).ne(b < 0), rest + b, rest)


@rule("fmod")
def _fmod(c):
    return c.b.binary("remainder", *operands(c, "input", "other"))


@rule("pow", "float_power")
def _pow(c):
    a, e = c["input"], c["exponent"]
    dtype = "float64" if c.op == "float_power" else promoted(a, e)
    if isinstance(a, Val) and not isinstance(e, Val) and dtype in FLOATS:
        x = a.to(dtype)
        simple = {2: lambda: x * x, 3: lambda: x * x * x, 0.5: lambda: c.b.sqrt(x), -1: lambda: 1.0 / x, 1: lambda: x, -0.5: lambda: c.b.rsqrt(x)}
        if e in simple:
            return simple[e]()
    return c.b.pow(cast(c.b, a, dtype), cast(c.b, e, dtype))


@rule("maximum", "minimum", "max.other", "min.other")
def _extreme(c):
    a, b = operands(c, "input", "other")
    return c.b.binary("maximum" if c.op[:3] == "max" else "minimum", a, b)


@rule("fmax", "fmin")
def _fextreme(c):
    a, b = operands(c, "input", "other")
    a, b = c.b.pair(a, b)
    out = c.b.binary("maximum" if c.op == "fmax" else "minimum", a, b)
    return out if not a.is_float else c.b.select(c.b.isnan(a), b, c.b.select(c.b.isnan(b), a, out))


@rule("atan2")
def _atan2(c):
    return c.b.binary("atan2", *operands(c, "input", "other", floating=True))


@rule("hypot")
def _hypot(c):
    a, b = (c.b.abs(v) for v in operands(c, "input", "other"))
    big, small = c.b.max(a, b), c.b.min(a, b)
    ratio = small / c.b.select(big.eq(0), 1.0, big)
    out = big * c.b.sqrt(ratio * ratio + 1.0)
    return c.b.select(big.eq(math.inf), math.inf, out)


@rule("copysign")
def _copysign(c):
    a, b = operands(c, "input", "other", floating=True)
    size = c.b.abs(a)
    return c.b.select(signbit(c.b, b), -size, size)


def signbit(b, x):
    if not x.is_float:
        return x < 0
    kind = {"float16": "int16", "bfloat16": "int16", "float32": "int32", "float64": "int64"}[x.dtype]
    return b.bitcast(x, kind) < 0


@rule("signbit")
def _signbit(c):
    return signbit(c.b, c.x)


@rule("logaddexp", "logaddexp2")
def _logaddexp(c):
    a, b = c.b.pair(*operands(c, "input", "other"))

    def f(k, a, b):
        unit = math.log(2) if c.op.endswith("2") else 1.0
        top, gap = k.max(a, b), k.abs(a - b)
        return k.select(a.eq(b), a + math.log(2) / unit, top + k.log1p(k.exp(-gap * unit)) / unit)

    return computing(f)(c.b, a, b)


@rule("xlogy", "xlog1py")
def _xlogy(c):
    x, y = operands(c, "input", "other", floating=True)
    out = x * (c.b.log(y) if c.op == "xlogy" else c.b.log1p(y))
    return c.b.select(c.b.isnan(y), y, c.b.select(x.eq(0), 0.0, out))


@rule("heaviside")
def _heaviside(c):
    x, v = operands(c, "input", "values")
    one = c.b.const(1, x.dtype)
    return c.b.select(c.b.isnan(x), x, c.b.select(x.eq(0), v, c.b.select(x > 0, one, 0)))


@rule("lerp")
def _lerp(c):
    a, b, w = operands(c, "input", "end", "weight")
    return a + w * (b - a)


@rule("addcmul", "addcdiv")
def _addc(c):
    a, x, y = operands(c, "input", "tensor1", "tensor2")
    value = cast(c.b, c.get("value", 1), a.dtype)
    return a + value * x * y if c.op == "addcmul" else a + value * (x / y)


# Comparisons and logic.

for _name, _way in {"eq": "EQ", "ne": "NE", "lt": "LT", "le": "LE", "gt": "GT", "ge": "GE"}.items():
    RULES[_name] = lambda c, way=_way: c.b.compare(way, *operands(c, "input", "other"))


@rule("logical_and", "logical_or", "logical_xor")
def _logic(c):
    a, b = (cast(c.b, c[n], "bool") if isinstance(c[n], Val) else c.b.const(bool(c[n]), "bool") for n in ("input", "other"))
    return c.b.binary(c.op[8:], a, b)


@rule("logical_not")
def _logical_not(c):
    return ~c.x.to("bool")


@rule("bitwise_and", "bitwise_or", "bitwise_xor")
def _bits(c):
    return c.b.binary(c.op[8:], *operands(c, "input", "other"))


@rule("bitwise_not")
def _bitwise_not(c):
    return ~c.x


@rule("bitwise_left_shift", "bitwise_right_shift")
def _shift(c):
    a, n = operands(c, "input", "other")
    right = "shift_right_logical" if a.dtype[0] == "u" else "shift_right_arithmetic"
    return c.b.binary("shift_left" if "left" in c.op else right, a, n)


@rule("isnan")
def _isnan(c):
    return c.b.isnan(c.x)


@rule("isinf", "isposinf", "isneginf", "isfinite")
def _isinf(c):
    x = c.x
    if not x.is_float:
        return c.b.const(c.op == "isfinite", "bool", x.shape)
    if c.op == "isfinite":
        return c.b.abs(x) < math.inf
    return c.b.abs(x).eq(math.inf) if c.op == "isinf" else x.eq(math.inf if c.op == "isposinf" else -math.inf)


@rule("isclose")
def _isclose(c):
    a, b = operands(c, "input", "other")
    near = c.b.abs(a - b) <= c.b.abs(b) * c.get("rtol", 1e-5) + c.get("atol", 1e-8) if a.is_float else a.eq(b)
    out = a.eq(b) | (near & (c.b.abs(a - b) < math.inf)) if a.is_float else near
    return out | (c.b.isnan(a) & c.b.isnan(b)) if c.get("equal_nan", False) else out


@rule("where", "where.self", "where.method")
def _where(c):
    if len(c.args) == 1:
        c.refuse("places whose number depends on the data")
    a, b = operands(c, "self" if "self" in c.args else "input", "other")
    return c.b.select(c["condition"].to("bool"), a, b)


@rule("masked_fill")
def _masked_fill(c):
    x = c["input"]
    return c.b.select(c["mask"], cast(c.b, c["value"], x.dtype), x)


@rule("clamp", "clip", "clamp_min", "clamp_max")
def _clamp(c):
    low, high = c.get("min"), c.get("max")
    dtype = promoted(c.x, low, high)
    x = c.x.to(dtype)
    if low is not None:
        x = c.b.max(x, cast(c.b, low, dtype))
    return x if high is None else c.b.min(x, cast(c.b, high, dtype))


@rule("nan_to_num")
def _nan_to_num(c):
    x = c.x
    if not x.is_float:
        return x
    largest = {"float16": 65504.0, "bfloat16": 3.3895313892515355e38, "float32": 3.4028234663852886e38, "float64": 1.7976931348623157e308}[x.dtype]
    out = c.b.select(c.b.isnan(x), c.get("nan", 0.0), x)
    out = c.b.select(x.eq(math.inf), c.get("posinf", largest), out)
    return c.b.select(x.eq(-math.inf), c.get("neginf", -largest), out)


# Dtypes.

_CASTS = {
    "bfloat16": "bfloat16", "bool": "bool", "byte": "uint8", "cdouble": "complex128", "cfloat": "complex64", "char": "int8", "double": "float64",
    "float": "float32", "half": "float16", "int": "int32", "long": "int64", "short": "int16",
}  # fmt: skip
for _name, _dtype in _CASTS.items():
    RULES[_name] = lambda c, dtype=_dtype: c.x.to(dtype)


@rule("to", "_to_copy", "to.dtype", "to.device")
def _to(c):
    return c.x.to(c.dtype(c.x.dtype))


@rule("to.other", "type_as")
def _type_as(c):
    return c.x.to(c["other"].dtype)


@rule("real")
def _real(c):
    return c.b.real(c.x) if c.x.is_complex else c.x


@rule("imag")
def _imag(c):
    return c.b.imag(c.x)


@rule("complex")
def _complex(c):
    return c.b.complex(c["real"], c["imag"])


@rule("polar")
def _polar(c):
    r, t = c["abs"], c["angle"]
    return c.b.complex(r * c.b.unary("cosine", t), r * c.b.unary("sine", t))


@rule("conj", "conj_physical")
def _conj(c):
    return c.b.complex(c.b.real(c.x), -c.b.imag(c.x)) if c.x.is_complex else c.x


@rule("angle")
def _angle(c):
    x = c.x
    if x.is_complex:
        return c.b.binary("atan2", c.b.imag(x), c.b.real(x))
    x = floating(x)
    return c.b.select(c.b.isnan(x), x, c.b.select(x < 0, math.pi, c.b.const(0.0, x.dtype)))


@rule("view_as_real", "view_as_real_copy")
def _view_as_real(c):
    return c.b.concat([c.b.unsqueeze(f(c.x), -1) for f in (c.b.real, c.b.imag)], c.x.rank)


@rule("view_as_complex", "view_as_complex_copy")
def _view_as_complex(c):
    x, d = c.x, c.x.rank - 1
    parts = [c.b.reshape(c.b.cut(x, d, i, i + 1), x.shape[:-1]) for i in (0, 1)]
    return c.b.complex(*parts)


@rule("entr")
def _entr(c):
    x = floating(c.x)
    out = -x * c.b.log(c.b.select(x > 0, x, 1.0))
    return c.b.select(x < 0, -math.inf, c.b.select(c.b.isnan(x), x, out))


@rule("isreal")
def _isreal(c):
    return c.b.imag(c.x).eq(0) if c.x.is_complex else c.b.const(True, "bool", c.x.shape)


@rule("ldexp")
def _ldexp(c):
    x, e = floating(c["input"]), floating(c["other"])
    return x * c.b.pow(c.b.const(2.0, e.dtype), e)


@rule("polygamma")
def _polygamma(c):
    x = floating(c["input"])
    return c.b.binary("chlo.polygamma", c.b.const(c.known("n"), x.dtype, x.shape), x)


@rule("zeta")
def _zeta(c):
    return c.b.binary("chlo.zeta", *operands(c, "input", "other", floating=True))
