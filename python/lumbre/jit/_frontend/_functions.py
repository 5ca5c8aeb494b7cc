"""Python's own functions in programs: how `range`, `len`, `sorted` and the like are written."""

import builtins
import itertools
import typing
import warnings

from ... import _C
from ..._C import Tensor
from . import _types as T
from ._errors import FrontendError, NotSupported
from ._values import Const, ListLiteral, Ref, Static, TupleValue


class Lazy:
    """A range, enumeration or zip whose length is known when the program runs."""

    def __init__(self, count, item):
        self.count, self.item = count, item


def _range(f, args, kwargs):
    start, stop, step = (Const(0), args[0], Const(1)) if len(args) == 1 else (args[0], args[1], args[2] if len(args) > 2 else Const(1))
    for v in (start, stop, step):
        if v.type not in (T.INT, T.ANY, T.TENSOR, T.BOOL):
            raise FrontendError(f"range() takes ints, got a {v.type}")
    start, step = (v if isinstance(v, Const) else f.b.ref(v) for v in (start, step))
    plain = isinstance(start, Const) and start.value == 0 and isinstance(step, Const) and step.value == 1

    def count():
        return f.b.do("range_len", [start, stop, step], T.INT)

    def item(turn):
        return turn if plain else f.binary("Add", start, f.binary("Mult", turn, step))

    lazy = Lazy(count, item)
    lazy.parts = (start, stop, step)
    return Static(lazy)


def _several(f, values):
    """Several iterables in step: their items, or a lazy one."""
    items = [f.static_items(v) for v in values]
    if all(i is not None for i in items):
        return [TupleValue(list(t)) for t in zip(*items)]
    known = [len(i) for i in items if i is not None]
    if known:
        # One of them is known now, so there are that many turns.
        n = min(known)
        fixed = []
        for v, i in zip(values, items):
            if i is None:
                _, item = f.lazy(v)
                i = [item(Const(k)) for k in range(n)]
            fixed.append(i[:n])
        return [TupleValue(list(t)) for t in zip(*fixed)]
    parts = [f.lazy(v) for v in values]

    def count():
        counts = [c for c, _ in parts]
        return counts[0] if len(counts) == 1 else f.b.do("min", counts, T.INT)

    return Lazy(count, lambda turn: TupleValue([item(turn) for _, item in parts]))


def _zip(f, args, kwargs):
    out = _several(f, args)
    return TupleValue(out) if isinstance(out, list) else Static(out)


def _enumerate(f, args, kwargs):
    start = args[1] if len(args) > 1 else kwargs.get("start", Const(0))
    items = f.static_items(args[0])
    if items is not None:
        return TupleValue([TupleValue([f.binary("Add", start, Const(i)), v]) for i, v in enumerate(items)])
    count, item = f.lazy(args[0])
    return Static(Lazy(lambda: count, lambda turn: TupleValue([f.binary("Add", start, turn) if not (isinstance(start, Const) and start.value == 0) else turn, item(turn)])))


def _reversed(f, args, kwargs):
    items = f.static_items(args[0])
    if items is not None:
        return TupleValue(list(reversed(items)))
    count, item = f.lazy(args[0])
    last = f.binary("Sub", count, Const(1))
    return Static(Lazy(lambda: count, lambda turn: item(f.binary("Sub", last, turn))))


def _len(f, args, kwargs):
    v = args[0]
    if v.type.name == "Object":
        return f.object_method(v, "__len__", [], {})
    items = f.static_items(v) if not isinstance(v, Ref) else None
    if items is not None:
        return Const(len(items))
    if isinstance(v, Const) and isinstance(v.value, str):
        return Const(len(v.value))
    if isinstance(v, Static):
        if isinstance(v.obj, Lazy):
            return v.obj.count()
        return Const(len(v.obj))
    if v.type.name == "Tuple":
        return Const(len(v.type.args))
    return f.b.do("len", [v], T.INT)


def _cast(name, type_):
    python = {"int": int, "float": float, "bool": bool}[name]

    def write(f, args, kwargs):
        if not args:
            return Const(python())
        v = args[0]
        if isinstance(v, Const) and not isinstance(v.value, Tensor):
            try:
                return Const(python(v.value))
            except (TypeError, ValueError) as error:
                raise FrontendError(str(error)) from None
        if isinstance(v, (TupleValue, ListLiteral)) and name == "bool":
            return Const(bool(v.items))
        return v if v.type == type_ else f.b.do(name, [v], type_)

    return write


def _str(f, args, kwargs):
    return f.to_str(args[0]) if args else Const("")


def _list(f, args, kwargs):
    if not args:
        return ListLiteral([])
    items = f.static_items(args[0])
    if items is not None:
        return ListLiteral(items)
    v = args[0]
    if isinstance(v, Static) and isinstance(v.obj, Lazy):
        parts = getattr(v.obj, "parts", None)
        return f.listed(v.obj) if parts is None else f.b.do("range", list(parts), T.list_of(T.INT))
    item = {"List": lambda: v.type.args[0], "Dict": lambda: v.type.args[0], "str": lambda: T.STR, "Tensor": lambda: T.TENSOR}.get(v.type.name, lambda: T.ANY)()
    return f.b.do("to_list", [v], T.list_of(item))


def _tuple(f, args, kwargs):
    if not args:
        return TupleValue([])
    items = f.static_items(args[0])
    if items is not None:
        return TupleValue(items)
    # How many items there are is known when the program runs; it stays a list.
    return args[0] if args[0].type.name == "List" else _list(f, args, kwargs)


def _dict(f, args, kwargs):
    if args:
        return f.b.do("copy", [args[0]], args[0].type)
    t = T.NEVER
    for v in kwargs.values():
        t = T.unify(t, v.type, "A value of the dict")
    pairs = [x for k, v in kwargs.items() for x in (Const(k), v)]
    return f.b.do("dict", pairs, T.dict_of(T.STR, t if kwargs else T.TENSOR))


def _extreme(name):
    def write(f, args, kwargs):
        if len(args) == 1:
            items = f.static_items(args[0])
            if items is None:
                return f.b.do(name, args, args[0].type.args[0] if args[0].type.args else T.ANY)
            args = items
        if all(isinstance(a, Const) for a in args):
            return Const(getattr(builtins, name)(a.value for a in args))
        if all(a.type == T.TENSOR for a in args):
            out = args[0]
            for a in args[1:]:
                out = f.op(name + "imum", [out, a])
            return out
        kinds = {a.type for a in args}
        return f.b.do(name, args, T.FLOAT if T.FLOAT in kinds else T.INT if kinds <= {T.INT, T.BOOL} else T.ANY)

    return write


def _abs(f, args, kwargs):
    v = args[0]
    if isinstance(v, Const):
        return Const(abs(v.value))
    return f.op("abs", [v]) if v.type == T.TENSOR else f.b.do("abs", [v], T.FLOAT if v.type == T.COMPLEX else v.type)


def _round(f, args, kwargs):
    if all(isinstance(a, Const) for a in args):
        return Const(round(*(a.value for a in args)))
    if args[0].type == T.TENSOR:
        return f.op("round", args)
    return f.b.do("round", args, T.INT if len(args) == 1 else T.FLOAT)


def _sum(f, args, kwargs):
    items = f.static_items(args[0])
    if items is not None:
        out = args[1] if len(args) > 1 else Const(0)
        for v in items:
            out = v if isinstance(out, Const) and out.value == 0 else f.binary("Add", out, v)
        return out
    t = args[0].type
    return f.b.do("sum", [args[0], args[1] if len(args) > 1 else Const(0)], t.args[0] if t.args else T.ANY)


def _any_all(name):
    def write(f, args, kwargs):
        items = f.static_items(args[0])
        if items is not None and all(isinstance(v, Const) for v in items):
            return Const(getattr(builtins, name)(v.value for v in items))
        if args[0].type == T.TENSOR:
            return f.op(name, args)
        return f.b.do(name, args, T.BOOL)

    return write


def _sorted(f, args, kwargs):
    out = _list(f, args[:1], {})
    out = out if isinstance(out, Ref) and out.id != getattr(args[0], "id", None) else f.b.ref(out)
    f.sort(out, kwargs)
    return out


def _base(kind):
    """`hex`, `oct`, `bin`."""
    return lambda f, args, kwargs: f.b.do("format_one", [args[0], Const(kind)], T.STR)


def _chr(f, args, kwargs):
    return Const(chr(args[0].value)) if isinstance(args[0], Const) else f.b.do("text", [Const("chr"), args[0]], T.STR)


def _unwrap_optional(f, args, kwargs):
    v = args[0]
    if isinstance(v, Const) and v.value is None:
        raise FrontendError("Unwrapping null optional")
    there = f.b.do("not", [f.b.do("is_none", [v], T.BOOL)], T.BOOL)
    f.b.run("assert", there, Const("Unwrapping null optional"))
    return Ref(f.b.ref(v).id, T.strip(v.type))


def _divmod(f, args, kwargs):
    return TupleValue([f.binary("FloorDiv", *args), f.binary("Mod", *args)])


def _pow(f, args, kwargs):
    return f.binary("Pow", *args)


def _ord(f, args, kwargs):
    return Const(ord(args[0].value)) if isinstance(args[0], Const) else f.b.do("text", [Const("ord"), args[0]], T.INT)


def _annotate(f, args, kwargs):
    return _typed(f, args[0], args[1])


def _typed(f, type_, value):
    t = T.from_annotation(getattr(type_, "obj", getattr(type_, "value", None)), f.source.scope)
    if t is None:
        return value
    if t.name == "List" and isinstance(value, ListLiteral):
        return f.annotated(value, t)
    ref = f.b.ref(value)
    return Ref(ref.id, t)


def _unchanged(f, args, kwargs):
    return args[0]


def _nothing(f, args, kwargs):
    return Const(None)


def _constant(v):
    return lambda f, args, kwargs: Const(v)


def _tensor(f, args, kwargs):
    kwargs = dict(kwargs)
    data = args[0] if args else kwargs.pop("data")
    if isinstance(data, Const) and isinstance(data.value, Tensor) or data.type == T.TENSOR:
        out = f.op("clone", [f.op("detach", [data])])
        return f.op("to", [out, kwargs["dtype"]]) if not _is_none(kwargs.get("dtype")) else out
    out = f.b.do("tensor", [data, kwargs.get("dtype", Const(None)), Const(None)], T.TENSOR)
    device = kwargs.get("device")
    return out if _is_none(device) or isinstance(device, Const) and str(device.value) == "cpu" else f.op("to", [out, device])


def _is_none(v):
    return v is None or isinstance(v, Const) and v.value is None


def _device(f, args, kwargs):
    import lumbre

    if not all(isinstance(a, Const) for a in args):
        return args[0]
    return Const(lumbre.device(*(a.value for a in args)))


def _finfo(f, args, kwargs):
    import lumbre

    from ._expr import _Info

    v = args[0]
    if isinstance(v, Const):
        return Static((lumbre.finfo if v.value.is_floating_point else lumbre.iinfo)(v.value))
    return Static(_Info(f.b.do("dtype_of", [v], T.ANY), T.FLOAT))


def _iinfo(f, args, kwargs):
    import lumbre

    from ._expr import _Info

    v = args[0]
    return Static(lumbre.iinfo(v.value)) if isinstance(v, Const) else Static(_Info(f.b.do("dtype_of", [v], T.ANY), T.INT))


def _size(f, args, kwargs):
    return _list(f, args, kwargs)


def _complex(f, args, kwargs):
    if args and args[0].type == T.TENSOR:
        return f.op("complex", args, kwargs)
    return f.b.do("complex", [args[0], args[1] if len(args) > 1 else Const(0.0)], T.COMPLEX)


def _assert(f, args, kwargs):
    f.b.run("assert", args[0], args[1] if len(args) > 1 else Const(""))
    return Const(None)


def _is_tensor(f, args, kwargs):
    return Const(args[0].type == T.TENSOR)


def _repeat(f, args, kwargs):
    if not isinstance(args[1], Const):
        raise NotSupported("repeat() of a number that is not known now")
    return TupleValue([args[0]] * args[1].value)


def _cond(f, args, kwargs):
    given = dict(zip(("pred", "true_fn", "false_fn", "operands"), args), **kwargs)
    operands = f.static_items(given["operands"]) if "operands" in given else []
    if operands is None:
        raise NotSupported("operands of cond() that are not known one by one")
    pred = given["pred"]
    if isinstance(pred, Const):
        return f.call(given["true_fn" if pred.value else "false_fn"], list(operands), {})
    on = pred if pred.type == T.BOOL else f.b.do("bool", [pred], T.BOOL)
    return f.choose(on, *(lambda fn=given[k]: f.call(fn, list(operands), {}) for k in ("true_fn", "false_fn")))


def _fork(f, args, kwargs):
    return f.call(args[0], args[1:], kwargs)


def _checkpoint(f, args, kwargs):
    return f.call(args[0], args[1:], {})


def _numel(f, args, kwargs):
    return f.b.do("numel", args, T.INT)


def _is_kind(name):
    def write(f, args, kwargs):
        return f.b.do("property", [f.b.do("dtype", args, T.DTYPE), Const(name)], T.BOOL)

    return write


def _factory(name):
    def write(f, args, kwargs):
        return f.op(name, args, {k: v for k, v in kwargs.items() if k not in ("requires_grad", "pin_memory")})

    return write


_TABLE = {}


def table():
    if _TABLE:
        return _TABLE
    import lumbre
    from lumbre import jit
    from lumbre.nn._functional import image
    from lumbre.utils import checkpoint

    from . import _replacements

    b = builtins
    rows = {
        b.range: _range, b.len: _len, b.int: _cast("int", T.INT), b.float: _cast("float", T.FLOAT), b.bool: _cast("bool", T.BOOL),
        b.str: _str, b.list: _list, b.tuple: _tuple, b.dict: _dict, b.min: _extreme("min"), b.max: _extreme("max"), b.abs: _abs,
        b.round: _round, b.sum: _sum, b.any: _any_all("any"), b.all: _any_all("all"), b.sorted: _sorted, b.divmod: _divmod, b.pow: _pow,
        b.ord: _ord, b.chr: _chr, b.hex: _base("#x"), b.oct: _base("#o"), b.bin: _base("#b"), b.enumerate: _enumerate, b.zip: _zip, b.reversed: _reversed, b.complex: _complex,
        itertools.repeat: _repeat, warnings.warn: _nothing, typing.cast: _annotate,
        jit.annotate: _annotate, jit._unwrap_optional: _unwrap_optional, lumbre.is_autocast_enabled: _constant(False), jit.is_scripting: _constant(True), jit.is_tracing: _constant(False), jit.fork: _fork, jit.wait: _unchanged,
        lumbre.cond: _cond, lumbre.tensor: _tensor, lumbre.as_tensor: _tensor, lumbre.device: _device, lumbre.finfo: _finfo, lumbre.iinfo: _iinfo,
        lumbre.Size: _size, lumbre._assert: _assert, lumbre.is_tensor: _is_tensor,
        lumbre.numel: _numel, lumbre.is_floating_point: _is_kind("is_floating_point"), lumbre.is_complex: _is_kind("is_complex"),
        checkpoint.checkpoint: _checkpoint, image._resample: _replacements.resample,
    }  # fmt: skip
    for name in ("_has_torch_function", "_has_torch_function_unary", "_has_torch_function_variadic"):
        rows[getattr(_C, name)] = _constant(False)
    for name in ("zeros", "ones", "empty", "rand", "randn", "full", "arange", "eye", "linspace", "randint", "randperm"):
        fn = getattr(lumbre, name)
        rows[fn] = _factory(name)
    _TABLE.update(rows)
    return _TABLE
