"""Functions of numbers and containers."""

from .. import _proto
from .._writer import Unsupported, Value
from . import BUILTINS, builtin


def _number(f, onnx):
    def write(w, args):
        if all(a.kind == "const" for a in args):
            return Value("const", f(*(a.data for a in args)))
        kinds = [a.dtype if a.kind == "tensor" else "float32" if isinstance(a.data, float) else "int64" for a in args]
        dtype = "float32" if any("float" in (k or "") for k in kinds) else "int64"
        names = [w.name(a, dtype) for a in args]
        return Value("tensor", w.node(onnx, names), "bool" if onnx in ("Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual") else dtype, ())

    return write


for _name, _f, _onnx in (
    ("add", lambda a, b: a + b, "Add"), ("sub", lambda a, b: a - b, "Sub"), ("mul", lambda a, b: a * b, "Mul"), ("neg", lambda a: -a, "Neg"),
    ("eq", lambda a, b: a == b, "Equal"), ("lt", lambda a, b: a < b, "Less"), ("le", lambda a, b: a <= b, "LessOrEqual"),
    ("gt", lambda a, b: a > b, "Greater"), ("ge", lambda a, b: a >= b, "GreaterOrEqual"),
    ("mod", lambda a, b: a % b, "Mod"), ("min", min, "Min"), ("max", max, "Max"),
):  # fmt: skip
    BUILTINS[_name] = _number(_f, _onnx)


@builtin("floordiv")
def _b_floordiv(w, args):
    if all(a.kind == "const" for a in args):
        return Value("const", args[0].data // args[1].data)
    # Integer division cuts towards zero in ONNX, and floors in Python.
    a, b = (w.node("Cast", [w.name(v)], to=11) for v in args)
    dtype = "float32" if any("float" in (v.dtype or type(v.data).__name__) for v in args) else "int64"
    return Value("tensor", w.node("Cast", [w.node("Floor", [w.node("Div", [a, b])])], to=1 if dtype == "float32" else 7), dtype, ())


@builtin("const")
def _const(w, args):
    return args[0]


@builtin("ne")
def _b_ne(w, args):
    v = BUILTINS["eq"](w, args)
    return Value("const", not v.data) if v.kind == "const" else Value("tensor", w.node("Not", [v.data]), "bool", ())


@builtin("not")
def _b_not(w, args):
    v = args[0]
    return Value("const", not v.data) if v.kind == "const" else Value("tensor", w.node("Not", [w.node("Cast", [v.data], to=9)]), "bool", ())


@builtin("bool")
def _b_bool(w, args):
    v = args[0]
    if v.kind == "const":
        return Value("const", bool(v.data))
    name = v.data if v.rank in (0, None) else w.node("Squeeze", [v.data])
    return Value("tensor", w.node("Cast", [name], to=9), "bool", ())


@builtin("int")
def _b_int(w, args):
    return _number_as(w, args[0], int, "int64")


@builtin("float")
def _b_float(w, args):
    return _number_as(w, args[0], float, "float32")


def _number_as(w, v, python, dtype):
    if v.kind == "const":
        return Value("const", python(v.data))
    return Value("tensor", w.node("Cast", [v.data], to=7 if dtype == "int64" else 1), dtype, v.sizes)


@builtin("item")
def _b_item(w, args):
    return Value("tensor", args[0].data if args[0].rank == 0 else w.node("Squeeze", [args[0].data]), args[0].dtype, ())


@builtin("bit")
def _b_bit(w, args):
    word = {"&": "And", "|": "Or", "^": "Xor"}.get(args[0].data)
    if word is None:
        raise Unsupported(f"onnx.export: the operator {args[0].data}")
    return Value("tensor", w.node(word, [w.node("Cast", [w.name(a)], to=9) for a in args[1:]]), "bool", ())


@builtin("range_len")
def _b_range_len(w, args):
    if all(a.kind == "const" for a in args):
        return Value("const", len(range(*(a.data for a in args))))
    if args[0].kind == "const" and args[0].data == 0 and args[2].kind == "const" and args[2].data == 1:
        return args[1]
    raise Unsupported("onnx.export: a range with a computed start or step")


@builtin("size")
def _b_size(w, args):
    d = args[1].data
    return Value("tensor", w.node("Gather", [w.node("Shape", [args[0].data]), w.constant(d % args[0].rank if args[0].rank else d)]), "int64", ())


@builtin("shape")
def _b_shape(w, args):
    shape = w.node("Shape", [args[0].data])
    return Value("list", [Value("tensor", w.node("Gather", [shape, w.constant(i)]), "int64", ()) for i in range(args[0].rank)])


@builtin("numel")
def _b_numel(w, args):
    return Value("tensor", w.node("Size", [args[0].data]), "int64", ())


@builtin("dim")
def _b_dim(w, args):
    return Value("const", args[0].rank)


@builtin("list", "tuple")
def _b_list(w, args):
    return Value("list", list(args))


@builtin("unpack", "to_list")
def _b_unpack(w, args):
    return args[0]


@builtin("len")
def _b_len(w, args):
    return Value("const", len(args[0].data))


@builtin("get")
def _b_get(w, args):
    if args[0].kind == "list" and args[1].kind == "const":
        return args[0].data[args[1].data]
    raise Unsupported("onnx.export: an item of a list that is chosen when the program runs")


@builtin("slice")
def _b_slice(w, args):
    if args[0].kind == "list" and all(a.kind == "const" for a in args[1:]):
        return Value("list", args[0].data[slice(*(a.data for a in args[1:]))])
    raise Unsupported("onnx.export: a slice of a list that is chosen when the program runs")


@builtin("is_none")
def _b_is_none(w, args):
    return Value("const", args[0].kind == "const" and args[0].data is None)


@builtin("assert", "raise", "print", "format", "str", "grad_mode", "format_one")
def _b_nothing(w, args):
    return Value("const", None)


@builtin("dtype")
def _b_dtype(w, args):
    return Value("dtype", args[0].dtype)


@builtin("prod")
def _b_prod(w, args):
    out = Value("const", 1)
    for v in args[0].data:
        out = BUILTINS["mul"](w, [out, v])
    return out


@builtin("tensor")
def _b_tensor(w, args):
    """Of a list of numbers, or of one."""
    dtype = args[1].data if len(args) > 1 and args[1].kind == "dtype" else None
    v = args[0]
    if v.kind == "list":
        kinds = [i.dtype if i.kind == "tensor" else "float32" if isinstance(i.data, float) else "int64" for i in v.data]
        name, sizes = w.vector(v), [len(v.data)]
        kind = "float32" if "float32" in kinds else "int64"
    else:
        kind = v.dtype if v.kind == "tensor" else "bool" if isinstance(v.data, bool) else "float32" if isinstance(v.data, float) else "int64"
        name, sizes = w.name(v, kind), []
    if dtype not in (None, kind):
        name, kind = w.node("Cast", [name], to=_proto.DTYPES[dtype]), dtype
    return Value("tensor", name, kind, sizes)


@builtin("tolist")
def _b_tolist(w, args):
    v = args[0]
    if v.rank == 0:
        return v
    if v.rank != 1:
        raise Unsupported("onnx.export: the numbers of a tensor of several dimensions, or of unknown size")
    return Value("list", [Value("tensor", w.node("Gather", [v.data, w.constant(i)]), v.dtype, ()) for i in range(v.sizes[0])])
