"""Values while a program is compiled, and the steps that are written."""

import math

from ..._C import Tensor
from ._errors import FrontendError, NotSupported
from ._types import ANY, BOOL, NEVER, NONE, list_of, of_value, tuple_of, unify, Type, INT


# Names of a frame's environment that no code can have: how a path left, and with what.
EXIT, VALUE = "$exit", "$value"
NEXT, CONTINUE, BREAK, RETURN, RAISED = range(5)


class Value:
    type = ANY


class Const(Value):
    """Known now, and the same whenever the program runs."""

    def __init__(self, value):
        self.value, self.type = value, of_value(value)


class Absent(Const):
    """A value of the program that is None here, as a condition has said."""

    def __init__(self, ref):
        super().__init__(None)
        self.of = ref.id


class Ref(Value):
    """Known when the program runs."""

    def __init__(self, id, type):
        self.id, self.type = id, type


class TupleValue(Value):
    """A tuple whose items are known one by one; of a named tuple, with its class."""

    def __init__(self, items, cls=None):
        self.items, self.cls = list(items), cls

    @property
    def type(self):
        return Type("Tuple", *(v.type for v in self.items), fields=getattr(self.cls, "_fields", None), cls=self.cls)


class ListLiteral(Value):
    """A list as it is written; it becomes a list of the program when it gets a name."""

    def __init__(self, items, item_type=None):
        self.items, self.item_type = list(items), item_type

    @property
    def type(self):
        t = self.item_type or NEVER
        for v in self.items:
            t = unify(t, v.type, "An item of the list")
        return list_of(t)


class Static(Value):
    """A Python object that has no value in the program: a module with its path, a function, a class."""

    def __init__(self, obj, path=None):
        self.obj, self.path = obj, path
        self.type = Type(type(obj).__name__)


class BoundMethod(Value):
    """A method of a value."""

    def __init__(self, owner, name):
        self.owner, self.name, self.type = owner, name, Type("method")


class Undefined(Value):
    """A name that only some paths define."""

    def __init__(self, name):
        self.name, self.type = name, NEVER


def constant(v):
    """A constant as programs write it."""
    if v is None or isinstance(v, (bool, str)):
        return v
    if isinstance(v, int):
        if not -(2**63) <= v < 2**63:
            raise FrontendError(f"the int {v} does not fit in 64 bits")
        return v
    if isinstance(v, float):
        if math.isfinite(v):
            return v
        return {"f": "NaN" if v != v else "inf" if v > 0 else "-inf"}
    if isinstance(v, complex):
        return {"complex": [constant(v.real), constant(v.imag)]}
    name = type(v).__name__
    text = str(v)
    if name == "dtype":
        return {"dtype": text.rpartition(".")[2]}
    if name == "device":
        return {"device": text}
    if name == "layout":
        return {"layout": text.rpartition(".")[2]}
    if name == "memory_format":
        return {"format": text.rpartition(".")[2].removesuffix("_format")}
    raise FrontendError(f"a {name} cannot be a constant of a program")


class Builder:
    """Writes the steps of one program."""

    def __init__(self):
        self.inputs, self.constants, self.steps = [], [], []
        self.by_path, self.by_tensor, self.next = {}, {}, 0

    def fresh(self, type):
        self.next += 1
        return Ref(self.next - 1, type)

    def input(self, name, kind, type, requires_grad=False):
        ref = self.fresh(type)
        self.inputs.append({"id": ref.id, "kind": kind, "name": name, "requires_grad": requires_grad, "type": str(type)})
        return ref

    def weight(self, path, kind, type, requires_grad=False):
        """A parameter, buffer or attribute, made an input once."""
        if path not in self.by_path:
            self.by_path[path] = self.input(path, kind, type, requires_grad)
        return self.by_path[path]

    def tensor(self, t):
        """A tensor that is part of the program."""
        if id(t) not in self.by_tensor:
            ref = self.fresh(of_value(t))
            self.constants.append((ref.id, t))
            self.by_tensor[id(t)] = ref
        return self.by_tensor[id(t)]

    def arg(self, v):
        """A value as an argument of a step."""
        if isinstance(v, Const) and not isinstance(v.value, Tensor):
            return constant(v.value)
        return {"v": self.ref(v).id}

    def ref(self, v):
        """The value in the program."""
        if isinstance(v, Ref):
            return v
        if isinstance(v, Const):
            if isinstance(v.value, Tensor):
                return self.tensor(v.value)
            return self.do("const", [v], v.type)
        if isinstance(v, TupleValue):
            return self.do("tuple", v.items, v.type)
        if isinstance(v, ListLiteral):
            return self.do("list", v.items, v.type if v.type.args[0] != NEVER else list_of(ANY))
        if isinstance(v, Undefined):
            raise FrontendError(f"{v.name} is not defined on every path that leads here")
        what = getattr(v, "obj", v)
        raise NotSupported(f"a {type(what).__name__} cannot be a value of the program")

    def do(self, name, args, type):
        """A call of a built-in function with one result."""
        out = self.fresh(type)
        self.steps.append({"do": name, "in": [self.arg(a) for a in args], "out": [out.id]})
        return out

    def run(self, name, *args):
        """A call of a built-in function for what it does."""
        self.steps.append({"do": name, "in": [self.arg(a) for a in args], "out": []})

    def unpack(self, v, types):
        outs = [self.fresh(t) for t in types]
        self.steps.append({"do": "unpack", "in": [self.arg(v)], "out": [o.id for o in outs]})
        return outs

    def call(self, key, args, type, inplace=False):
        """A call of an op; the arguments are in the form of the file."""
        out = self.fresh(type)
        step = {"op": key, "in": args, "out": [out.id], "whole": True}
        if inplace:
            step["form"] = "inplace"
        self.steps.append(step)
        return out

    def region(self, write, params=()):
        """The steps that `write` writes, as a region; `write` gives the ids of its outputs."""
        outer, self.steps = self.steps, []
        try:
            outputs = write()
            return {"params": list(params), "nodes": self.steps, "outputs": outputs}
        finally:
            self.steps = outer

    def json(self, outputs, updates=()):
        return {
            "inputs": self.inputs,
            "constants": [{"id": i, "number": False} for i, _ in self.constants],
            "nodes": self.steps,
            "outputs": outputs,
            "updates": list(updates),
        }


def same(a, b):
    """Whether two values are surely one."""
    if a is b:
        return True
    if isinstance(a, Const) and isinstance(b, Const):
        return type(a.value) is type(b.value) and (a.value is b.value or (not isinstance(a.value, Tensor) and a.value == b.value))
    if isinstance(a, Ref) and isinstance(b, Ref):
        return a.id == b.id
    if isinstance(a, Static) and isinstance(b, Static):
        return a.obj is b.obj
    if isinstance(a, TupleValue) and isinstance(b, TupleValue):
        return len(a.items) == len(b.items) and a.cls is b.cls and all(map(same, a.items, b.items))
    return False


__all__ = [
    "BREAK", "CONTINUE", "EXIT", "NEXT", "RAISED", "RETURN", "VALUE",
    "BOOL", "INT", "NONE", "Absent", "BoundMethod", "Builder", "Const", "ListLiteral", "Ref", "Static", "TupleValue", "Undefined", "Value",
    "constant", "same", "tuple_of",
]  # fmt: skip
