"""What rules of several families share."""

import functools

from .. import _text
from .._text import COMPLEX, FLOATS, Val

ORDER = ("bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64", "complex64", "complex128")


def category(dtype):
    return 3 if dtype in COMPLEX else 2 if dtype in FLOATS else 0 if dtype == "bool" else 1


@functools.cache
def wider(a, b):
    """The dtype that PyTorch gives two dtypes of tensors of one category."""
    import lumbre

    return str(lumbre.promote_types(getattr(lumbre, a), getattr(lumbre, b))).rpartition(".")[2]


def of_number(v):
    return "bool" if isinstance(v, bool) else "int64" if isinstance(v, int) else "complex64" if isinstance(v, complex) else "float32"


def promoted(*values):
    """The dtype that values are computed in: tensors before 0-dim tensors before numbers, where the category is no higher."""
    groups = [[], [], []]
    for v in values:
        if isinstance(v, Val):
            groups[2 if v.number else 0 if v.rank else 1].append(v.dtype)
        elif v is not None:
            groups[2].append(of_number(v))
    out = None
    for dtypes in groups:
        if not dtypes:
            continue
        best = functools.reduce(wider, dtypes)
        if out is None:
            out = best if dtypes is not groups[2] or not any(groups[:2]) else best
        elif category(best) > category(out):
            # A number of a higher category brings its default dtype; complex numbers keep the precision.
            double = category(best) == 3 and out == "float64"
            out = "complex128" if double else ("float32" if dtypes is groups[2] and category(best) == 2 else best)
    return out


def cast(b, v, dtype):
    """A tensor or number in a dtype."""
    return v.to(dtype) if isinstance(v, Val) else b.const(v, dtype)


def operands(c, *names, floating=False):
    """The arguments in the dtype they are computed in."""
    values = [c[n] for n in names]
    dtype = promoted(*values)
    if floating and dtype not in FLOATS and dtype not in COMPLEX:
        dtype = "float32"
    return [cast(c.b, v, dtype) for v in values]


def floating(v):
    """Whole numbers as float32."""
    return v if v.is_float or v.is_complex else v.to("float32")


def computing(f):
    """A rule's arithmetic in float32 for half precision, as the engine does it."""

    @functools.wraps(f)
    def wrapped(b, x, *rest, **kw):
        if isinstance(x, Val) and x.dtype in ("float16", "bfloat16"):
            rest = [v.to("float32") if isinstance(v, Val) and v.is_float else v for v in rest]
            return f(b, x.to("float32"), *rest, **kw).to(x.dtype)
        return f(b, x, *rest, **kw)

    return wrapped


__all__ = ["FLOATS", "ORDER", "Val", "_text", "cast", "category", "computing", "floating", "of_number", "operands", "promoted", "wider"]
