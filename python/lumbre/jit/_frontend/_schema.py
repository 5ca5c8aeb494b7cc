"""Which row of the op table a call means, and its arguments in the row's order."""

import functools
import re

from ... import _C
from ._errors import FrontendError, NotSupported
from ._types import ANY, BOOL, COMPLEX, FLOAT, INT, NEVER, NONE, STR, TENSOR, list_of, strip, tuple_of, Type
from ._values import Const, ListLiteral, TupleValue, constant

INPLACE, METHOD, FUNCTION = 4, 1, 2
_PARAM = re.compile(r"(?P<type>[A-Za-z_]+(?:\([a-z!]+\))?)(?P<list>\[\d*\]|\.\.\.)?(?P<opt>\?)?(?P<olist>\[\])? (?P<name>\w+)(?:=(?P<default>.*))?$")


class Param:
    def __init__(self, text, kwonly):
        m = _PARAM.match(text)
        if m is None:
            raise ValueError(f"cannot read the parameter {text!r}")
        self.type = m["type"].split("(")[0]
        self.list = m["list"] or m["olist"] or ""
        self.count = int(self.list[1:-1]) if self.list not in ("", "[]", "...") else 0
        self.optional = m["opt"] is not None and not m["olist"]
        self.items_optional = bool(m["olist"])
        self.name, self.kwonly, self.required = m["name"], kwonly, m["default"] is None
        self.default = m["default"]


class Row:
    """An overload of an op."""

    def __init__(self, name, overload, schema, flags):
        self.key = f"{name}.{overload}" if overload else name
        self.flags = flags
        args, self.returns = schema[schema.index("(") + 1 :].rsplit(") -> ", 1) if ") -> (" not in schema else schema[schema.index("(") + 1 :].split(") -> (", 1)
        if ") -> (" in schema:
            self.returns = "(" + self.returns
        self.returns = self.returns.split(" · ")[0].strip()
        self.params, kwonly = [], False
        for text in filter(None, _split(args)):
            if text == "*":
                kwonly = True
            else:
                self.params.append(Param(text, kwonly))

    def result(self):
        """The type of the result, and the names of its parts."""
        r = self.returns
        if self.key in _VALUES:
            return _VALUES[self.key]
        if r.startswith("("):
            parts = [p.split() for p in _split(r[1:-1])]
            return Type("Tuple", *(_RESULTS.get(p[0].split("(")[0], ANY) for p in parts), fields=tuple(p[1] for p in parts) if all(len(p) > 1 for p in parts) else None)
        return _RESULTS.get(r.split("(")[0] if not r.endswith("[]") else r, ANY)


_RESULTS = {"Tensor": TENSOR, "Tensor[]": list_of(TENSOR), "bool": BOOL, "int": INT, "float": FLOAT, "dtype": Type("dtype"), "Scalar": ANY}


# Ops whose results depend on their arguments; what they give in a program.
_VALUES = {"lstm": tuple_of(TENSOR, TENSOR, TENSOR), "lstm.data": tuple_of(TENSOR, TENSOR, TENSOR), **dict.fromkeys(("gru", "gru.data", "rnn_tanh", "rnn_tanh.data", "rnn_relu", "rnn_relu.data"), tuple_of(TENSOR, TENSOR))}


def _split(text):
    """At commas outside brackets and quotes."""
    out, depth, quoted, at = [], 0, False, 0
    for i, c in enumerate(text):
        quoted ^= c == "'"
        depth += (c in "([") - (c in ")]")
        if c == "," and not depth and not quoted:
            out.append(text[at:i].strip())
            at = i + 1
    return out + [text[at:].strip()]


@functools.cache
def table():
    """Rows by the name of the op."""
    rows = {}
    for name, overload, schema, _, flags in _C._op_table():
        rows.setdefault(name, []).append(Row(name, overload, schema, flags))
    return rows


def rows_of(name):
    """The rows of an op; those with a namespace are registered while programs run."""
    if "::" not in name:
        return table().get(name, ())
    found = [(key, schema) for key, schema in _C._library_ops() if key.partition(".")[0] == name]
    return [Row(name, key.partition(".")[2], schema, 0) for key, schema in found]


def _items(v):
    return v.items if isinstance(v, (ListLiteral, TupleValue)) else None


def _fits(p, v):
    """Whether a value may be this argument."""
    t = v.type
    if t == ANY or t == NEVER:
        return True
    if t == NONE:
        return p.optional or p.list and p.type == "int"
    if t.name == "Optional":
        if not p.optional:
            return False
        t = strip(t)
    if p.list:
        items = t.args if t.name == "Tuple" else t.args[:1] if t.name == "List" else None
        if items is None:
            return p.type in ("int", "float") and t in (INT, FLOAT if p.type == "float" else INT) and (p.count or p.list == "...")
        if p.type == "Tensor":
            return all(strip(i) in (TENSOR, ANY, NEVER) or (p.items_optional and i == NONE) for i in items)
        wanted = {"int": (INT, BOOL, ANY, NEVER, TENSOR), "float": (INT, FLOAT, ANY, NEVER), "bool": (BOOL, ANY, NEVER)}[p.type]
        return all(i in wanted for i in items)
    number = t in (INT, FLOAT, BOOL, COMPLEX)
    return {
        "Tensor": t == TENSOR,
        "TensorOrScalar": t == TENSOR or number,
        "Scalar": number or t == TENSOR,
        "float": t in (INT, FLOAT, BOOL, TENSOR),
        "int": t in (INT, BOOL, TENSOR),
        "bool": t in (BOOL, INT),
        "str": t == STR,
        "dtype": t.name == "dtype",
        "device": t.name in ("Device", "str"),
        "layout": isinstance(v, Const) and type(v.value).__name__ == "layout",
        "memory_format": isinstance(v, Const) and type(v.value).__name__ == "memory_format",
        "Generator": False,
    }.get(p.type, False)


def _bind(row, args, kwargs):
    """The values by parameter (None where the default holds), or the reason why not."""
    params, out = row.params, [None] * len(row.params)
    positional = [i for i, p in enumerate(params) if not p.kwonly]
    at = 0
    for i in positional:
        if at >= len(args):
            break
        p = params[i]
        rest = args[at:]
        if p.list == "..." and len(rest) >= 1 and all(v.type in (INT, ANY, TENSOR) for v in rest):
            out[i], at = TupleValue(rest), len(args)
            continue
        out[i], at = args[at], at + 1
    if at < len(args):
        return f"it takes {len(positional)} positional arguments, {len(args)} were given"
    names = {p.name: i for i, p in enumerate(params)}
    for k, v in kwargs.items():
        k = k if k in names else _ALIASES.get(k, k)
        if k not in names:
            if k in _IGNORED and isinstance(v, Const) and v.value in _IGNORED[k]:
                continue
            return f"there is no argument {k!r}"
        if out[names[k]] is not None:
            return f"the argument {k!r} is given twice"
        out[names[k]] = v
    for p, v in zip(params, out):
        if v is None and p.required:
            return f"the argument {p.name!r} is missing"
        if v is not None and not _fits(p, v):
            return f"the argument {p.name!r} is a {v.type}, not a {p.type}{p.list}"
    return out


_ALIASES = {"axis": "dim", "x": "input", "self": "input", "keepdims": "keepdim", "x1": "input", "x2": "other"}
# Keywords of factories that change nothing in a program.
_IGNORED = {"layout": (None,), "pin_memory": (False, None), "requires_grad": (False,), "out": (None,), "non_blocking": (False, True), "copy": (False,)}


def resolve(name, args, kwargs, builder, inplace=False, only=0):
    """Writes a call of the op of this name that fits the arguments."""
    rows = [r for r in rows_of(name) if (not inplace or r.flags & INPLACE) and (not only or r.flags & only)]
    if not rows:
        rows = [r for r in rows_of(name) if not inplace or r.flags & INPLACE]
    if not rows:
        raise FrontendError(f"there is no op {name}{'_' if inplace else ''}")
    if "layout" in kwargs and isinstance(kwargs["layout"], Const) and str(kwargs["layout"].value) == "torch.strided":
        kwargs = {k: v for k, v in kwargs.items() if k != "layout"}
    if "out" in kwargs and not (isinstance(kwargs["out"], Const) and kwargs["out"].value is None):
        raise NotSupported(f"{name}: a program cannot write into `out`")
    reasons = []
    for row in rows:
        bound = _bind(row, args, kwargs)
        if isinstance(bound, str):
            reasons.append(f"  {row.key}: {bound}")
            continue
        written = [_write(p, v, builder) for p, v in zip(row.params, bound)]
        while written and bound[len(written) - 1] is None:
            written.pop()
        written = [_default(p) if w is _ABSENT else w for p, w in zip(row.params, written)]
        return builder.call(row.key, written, row.result(), inplace)
    types = ", ".join([str(a.type) for a in args] + [f"{k}={v.type}" for k, v in kwargs.items()])
    raise FrontendError(f"{name}: no form takes ({types}):\n" + "\n".join(reasons))


_ABSENT = object()


def _default(p):
    """The written form of a parameter's default."""
    d = p.default
    if d is None or d == "None":
        return None
    if p.list:
        if d.startswith("["):
            items = [int(x) for x in d[1:-1].split(",") if x.strip()]
            return {"ints": items} if p.type == "int" else {"floats": [float(x) for x in items]}
        return {"ints": [int(d)] * max(p.count, 1)} if p.type == "int" else {"floats": [float(d)]}
    if p.type == "memory_format":
        return {"format": d.lower()}
    if p.type in ("bool",):
        return d == "True"
    if p.type == "str":
        return d.strip("'")
    if p.type == "int":
        return int(d)
    if p.type == "float":
        return constant(float(d))
    value = {"True": True, "False": False}.get(d)
    if value is not None:
        return value
    return constant(float(d)) if any(c in d for c in ".einf") else int(d)


def _write(p, v, builder):
    if v is None:
        return _ABSENT
    items = _items(v)
    if p.list and items is not None:
        if p.type == "Tensor":
            return {"l": [None if i.type == NONE else builder.ref(i).id for i in items]}
        if all(isinstance(i, Const) for i in items):
            values = [i.value for i in items]
            if p.type == "int":
                return {"ints": [int(x) for x in values]}
            return {"floats": [constant(float(x)) for x in values]} if p.type == "float" else {"bools": values}
        if p.type == "int":
            return {"l": [builder.ref(i).id for i in items]}
        return {"v": builder.ref(v).id}
    if isinstance(v, Const) and v.value is not None and not isinstance(v.value, _C.Tensor):
        if p.list and p.type == "int":
            return {"ints": [int(v.value)] * max(p.count, 1)}
        if p.list and p.type == "float":
            return {"floats": [constant(float(v.value))] * max(p.count, 1)}
        if p.type == "device" and isinstance(v.value, str):
            return {"device": v.value}
        if p.type == "float" and isinstance(v.value, int):
            return float(v.value)
        if p.type == "Tensor":
            return {"v": builder.ref(v).id}
        return constant(v.value)
    return builder.arg(v)
