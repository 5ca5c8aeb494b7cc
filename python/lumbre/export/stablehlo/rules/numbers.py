"""Built-in functions: what they give of values that are known now, and of those that are scalars of the text."""

import operator

from . import NUMBERS, function
from .common import Val, cast, of_number, promoted


def _both(w, a, b):
    dtype = promoted(a, b)
    return [cast(w.b, v, dtype) for v in (a, b)]


def _arithmetic(python, text):
    def apply(w, a, b):
        if isinstance(a, Val) or isinstance(b, Val):
            return text(w, *_both(w, a, b))
        return python(a, b)

    return apply


def _floor(w, a, b):
    from .elementwise import floor_divide

    return floor_divide(w.b, a, b)


def _mod(w, a, b):
    rest = w.b.binary("remainder", a, b)
    return w.b.select(rest.ne(0) & (rest < 0).ne(b < 0), rest + b, rest)


def _true(w, a, b):
    a, b = (v if v.is_float else v.to("float32") for v in (a, b))
    return a / b


for _name, _python, _text in (
    ("add", operator.add, lambda w, a, b: a + b), ("sub", operator.sub, lambda w, a, b: a - b), ("mul", operator.mul, lambda w, a, b: a * b),
    ("truediv", operator.truediv, _true), ("floordiv", operator.floordiv, _floor), ("mod", operator.mod, _mod),
    ("pow", operator.pow, lambda w, a, b: w.b.pow(a, b)), ("eq", operator.eq, lambda w, a, b: a.eq(b)), ("ne", operator.ne, lambda w, a, b: a.ne(b)),
    ("lt", operator.lt, lambda w, a, b: a < b), ("le", operator.le, lambda w, a, b: a <= b), ("gt", operator.gt, lambda w, a, b: a > b),
    ("ge", operator.ge, lambda w, a, b: a >= b),
):  # fmt: skip
    NUMBERS[_name] = _arithmetic(_python, _text)


def _fold(python, text):
    def apply(w, *values):
        values = list(values[0]) if len(values) == 1 and isinstance(values[0], list) else list(values)
        out = values[0]
        for v in values[1:]:
            out = getattr(w.b, text)(*_both(w, out, v)) if isinstance(out, Val) or isinstance(v, Val) else python(out, v)
        return out

    return apply


NUMBERS["min"], NUMBERS["max"] = _fold(min, "min"), _fold(max, "max")


@function("neg")
def _neg(w, a):
    return -a


@function("abs")
def _abs(w, a):
    return w.b.abs(a) if isinstance(a, Val) else abs(a)


@function("not")
def _not(w, a):
    return ~w.scalar(a, "bool") if isinstance(a, Val) else not a


for _name, _python, _dtype in (("bool", bool, "bool"), ("int", int, "int64"), ("float", float, "float32")):

    def _to(w, a, python=_python, dtype=_dtype):
        if not isinstance(a, Val):
            return python(a)
        return w.scalar(a, "float64" if dtype == "float32" and a.dtype == "float64" else dtype)

    NUMBERS[_name] = _to


@function("item")
def _item(w, a):
    v = w.b.reshape(a, ())
    return Val(w.b, v.name, v.dtype, (), True)


@function("bit")
def _bit(w, op, a, b):
    if not isinstance(a, Val) and not isinstance(b, Val):
        return {"&": operator.and_, "|": operator.or_, "^": operator.xor, "<<": operator.lshift, ">>": operator.rshift}[op](a, b)
    word = {"&": "and", "|": "or", "^": "xor", "<<": "shift_left", ">>": "shift_right_arithmetic"}[op]
    return w.b.binary(word, *_both(w, a, b))


@function("const", "unpack", "to_list")
def _const(w, a):
    return a


@function("list", "tuple")
def _list(w, *items):
    return list(items)


@function("len")
def _len(w, a):
    return a.shape[0] if isinstance(a, Val) else len(a)


@function("get")
def _get(w, a, i):
    return a[i]


@function("slice")
def _slice(w, a, *bounds):
    return a[slice(*bounds)]


@function("append")
def _append(w, a, v):
    a.append(v)


@function("extend")
def _extend(w, a, v):
    a.extend(v)


@function("set")
def _set(w, a, i, v):
    a[i] = v


@function("copy")
def _copy(w, a):
    return list(a)


@function("range")
def _range(w, *bounds):
    return list(range(*bounds))


@function("range_len")
def _range_len(w, start, stop, step):
    if all(isinstance(v, int) for v in (start, stop, step)):
        return len(range(start, stop, step))
    if step != 1:
        raise NotImplementedError("export.to_stablehlo: a range with a step whose ends are computed")
    a, b = _both(w, stop, start)
    return w.b.max(a - b, 0)


@function("sum")
def _sum(w, a, start):
    for v in a:
        start = NUMBERS["add"](w, start, v)
    return start


@function("prod")
def _prod(w, a):
    out = 1
    for v in a:
        out = NUMBERS["mul"](w, out, v)
    return out


@function("shape")
def _shape(w, a):
    return list(a.shape)


@function("size")
def _size(w, a, d):
    return a.shape[d]


@function("numel")
def _numel(w, a):
    return a.size


@function("dim")
def _dim(w, a):
    return a.rank


@function("dtype")
def _dtype(w, a):
    from .._writer import DType

    return DType(a.dtype)


@function("property")
def _property(w, a, name):
    from .._writer import Absent, DType
    from .._text import COMPLEX, FLOATS

    if isinstance(a, DType):
        return {"is_floating_point": a in FLOATS, "is_complex": a in COMPLEX}[name]
    return {"dtype": DType(a.dtype) if isinstance(a, Val) else None, "requires_grad": False, "is_cuda": False}.get(name, Absent())


@function("tensor")
def _tensor(w, value, dtype, device):
    flat, shape = [], []

    def walk(v, depth):
        if isinstance(v, list):
            if len(shape) == depth:
                shape.append(len(v))
            for i in v:
                walk(i, depth + 1)
        else:
            flat.append(v)

    walk(value, 0)
    kind = str(dtype) if isinstance(dtype, str) else None
    if any(isinstance(v, Val) for v in flat):
        kind = kind or promoted(*flat)
        parts = [w.b.reshape(cast(w.b, v, kind), (1,)) for v in flat]
        return w.b.reshape(w.b.concat(parts, 0), shape)
    kind = kind or ("float32" if not flat or any(isinstance(v, float) for v in flat) else of_number(flat[0]))
    return w.b.dense(flat, kind, shape) if shape else w.b.const(flat[0], kind)


@function("is_none")
def _is_none(w, a):
    if isinstance(a, Val) and a.maybe:
        raise NotImplementedError("export.to_stablehlo: `is None` of a value that is None on some paths")
    return a is None


@function("assert", "raise", "print", "format", "str", "format_one", "grad_mode")
def _nothing(w, *args):
    return None


@function("index")
def _index(w, x, *entries):
    """`x[...]`: ints, slices as tuples, None, "...", tensors of ints."""
    from .indexing import rows
    from .shapes import dynamic_cut

    b, d = w.b, 0
    for e in entries:
        if e is None:
            x, d = b.unsqueeze(x, d), d + 1
        elif isinstance(e, str):
            d = x.rank - _after(entries)
        elif isinstance(e, Val) and not e.rank and e.dtype != "bool":
            x = b.reshape(dynamic_cut(b, x, d, e, 1), x.shape[:d] + x.shape[d + 1 :])
        elif isinstance(e, Val) and e.dtype not in ("bool", "uint8") and sum(isinstance(f, Val) and f.rank > 0 for f in entries) == 1:
            x, d = rows(b, x, d, e), d + e.rank
        elif isinstance(e, int) and not isinstance(e, bool):
            i = e + x.shape[d] if e < 0 else e
            x = b.reshape(b.cut(x, d, i, i + 1), x.shape[:d] + x.shape[d + 1 :])
        elif isinstance(e, list) and len(e) == 3 and not any(isinstance(i, Val) for i in e):
            start, stop, step = slice(*e).indices(x.shape[d])
            x, d = b.cut(x, d, start, max(start, stop), step), d + 1
        else:
            raise NotImplementedError("export.to_stablehlo: this kind of index")
    return x


def _after(entries):
    """How many dimensions the entries after `...` take."""
    at = next(i for i, e in enumerate(entries) if isinstance(e, str))
    return sum(e is not None for e in entries[at + 1 :])
