"""Objects of classes of one's own, dataclasses, and enums.

An object is a dict of its attributes in the program, shared by all who hold it as in Python; its class is known while compiling,
so methods are calls of functions. A member of an enum is its name.
"""

import dataclasses
import enum
import inspect
import types as python_types
import typing

from . import _types as T
from ._errors import FrontendError, NotSupported
from ._values import EXIT, VALUE, BoundMethod, Const, ListLiteral, Ref, Static

_METHODS = {
    "Add": "add", "Sub": "sub", "Mult": "mul", "Div": "truediv", "FloorDiv": "floordiv", "Mod": "mod", "Pow": "pow", "MatMult": "matmul",
    "BitAnd": "and", "BitOr": "or", "BitXor": "xor", "LShift": "lshift", "RShift": "rshift",
}  # fmt: skip
_COMPARISONS = {"Eq": "eq", "NotEq": "ne", "Lt": "lt", "LtE": "le", "Gt": "gt", "GtE": "ge"}
_MIRRORED = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}


class Member(Const):
    """A member of an enum that is known now."""

    def __init__(self, member):
        super().__init__(member.name)
        self.type, self.member = T.enum_of(type(member)), member


class Objects:
    """The part of a frame that writes objects."""

    def new_object(self, cls, args, kwargs):
        if issubclass(cls, enum.Enum):
            if len(args) == 1 and isinstance(args[0], Const):
                return Member(cls(args[0].value))
            raise NotSupported(f"a member of {cls.__name__} found by a value that is not known now")
        if not T.is_plain_class(cls):
            raise NotSupported(f"an object of the class {cls.__name__} in a program")
        self.class_fields(cls)
        me = self.b.do("dict", [], T.object_of(cls))
        init = cls.__init__
        if init is object.__init__:
            if args or kwargs:
                raise FrontendError(f"{cls.__name__}() takes no arguments")
        elif _generated(cls):
            self.fill_dataclass(me, cls, args, kwargs)
        else:
            self.unit.call(init, args, kwargs, me)
        return me

    def fill_dataclass(self, me, cls, args, kwargs):
        names = [f.name for f in dataclasses.fields(cls) if f.init]
        if len(args) > len(names) or set(kwargs) - set(names):
            raise FrontendError(f"{cls.__name__}() takes {names}")
        given = {**dict(zip(names, args)), **kwargs}
        for f in dataclasses.fields(cls):
            if f.name in given:
                value = given[f.name]
            elif f.default is not dataclasses.MISSING:
                value = self.static_value(f.default)
            elif f.default_factory is not dataclasses.MISSING:
                value = self.made_by(f.default_factory)
            elif f.init:
                raise FrontendError(f"{cls.__name__}() is missing the argument {f.name!r}")
            else:
                continue
            self.set_field(me, f.name, value)
        after = getattr(cls, "__post_init__", None)
        if after is not None:
            self.unit.call(after, [], {}, me)

    def made_by(self, factory):
        if factory is list:
            return ListLiteral([])
        if factory is dict:
            return self.b.do("dict", [], T.dict_of(T.NEVER, T.NEVER))
        return self.call(Static(factory), [], {})

    def class_fields(self, cls):
        """The types of a class's attributes: as annotated, else as its constructor sets them."""
        known = self.unit.classes.get(cls)
        if known is not None:
            return known
        known = self.unit.classes[cls] = {}
        for c in reversed(cls.__mro__[:-1]):
            scope = vars(inspect.getmodule(c) or object)
            for name, hint in c.__dict__.get("__annotations__", {}).items():
                if typing.get_origin(hint) is typing.ClassVar:
                    continue
                t = T.from_annotation(hint, {**scope, **self.source.scope, c.__name__: c})
                if t is not None:
                    known[name] = t
        if cls.__init__ is not object.__init__ and not _generated(cls):
            self.try_constructor(cls)
        return known

    def try_constructor(self, cls):
        """Writes the constructor once, to see the types it gives, and forgets it."""
        from ._compile import signature_types

        mark, steps, count = self.unit.mark(), self.b.steps, self.b.next
        self.b.steps = []
        try:
            _, args = signature_types(cls.__init__, True)
            self.unit.call(cls.__init__, [self.b.fresh(t) for _, t, _ in args], {}, self.b.fresh(T.object_of(cls)))
        finally:
            self.b.steps, self.b.next = steps, count
            self.unit.reset(mark)

    def set_field(self, owner, name, value):
        known = self.class_fields(owner.type.cls)
        declared = known.get(name)
        if declared is not None and value.type != declared:
            if isinstance(value, ListLiteral) and not value.items or value.type.name == "Dict" and value.type.args[0] == T.NEVER:
                value = Ref(self.b.ref(value).id, declared)
            elif not self.assignable(value.type, declared):
                try:
                    known[name] = T.unify(declared, value.type, f"{owner.type.cls.__name__}.{name}")
                except FrontendError:
                    raise FrontendError(f"a {value.type} is assigned to {owner.type.cls.__name__}.{name}, which is a {declared}") from None
            elif isinstance(value, (Const, ListLiteral)):
                value = self.annotated(value, declared)
        elif declared is None:
            known[name] = T.list_of(T.TENSOR) if isinstance(value, ListLiteral) and not value.items else value.type
        if isinstance(value, Static):
            raise NotSupported(f"a {value.type} as an attribute of a {owner.type.cls.__name__}")
        self.b.run("set", owner, Const(name), value)

    def object_attribute(self, owner, name):
        cls = owner.type.cls
        known = self.class_fields(cls)
        if name in known:
            return self.b.do("get", [owner, Const(name)], known[name])
        found = inspect.getattr_static(cls, name, None)
        if found is None:
            raise FrontendError(f"the class {cls.__name__} has no attribute {name!r}")
        if isinstance(found, property):
            return self.unit.call(found.fget, [], {}, owner)
        if isinstance(found, (python_types.FunctionType, staticmethod, classmethod)):
            return BoundMethod(owner, name)
        return self.of_object(found)

    def object_method(self, owner, name, args, kwargs):
        cls = owner.type.cls
        found = inspect.getattr_static(cls, name, None)
        if isinstance(found, staticmethod):
            return self.unit.call(found.__func__, args, kwargs)
        if isinstance(found, classmethod):
            return self.unit.call(found.__func__, args, kwargs, Static(cls))
        if isinstance(found, python_types.FunctionType):
            if getattr(found, "_torchscript_modifier", None) in ("unused", "ignore"):
                return self.left_out(found, args, kwargs)
            return self.unit.call(found, args, kwargs, owner)
        if found is None:
            raise FrontendError(f"the class {cls.__name__} has no method {name!r}")
        return self.call(self.object_attribute(owner, name), args, kwargs)

    def has_method(self, v, name):
        return v.type.name == "Object" and isinstance(inspect.getattr_static(v.type.cls, name, None), python_types.FunctionType)

    def object_binary(self, op, a, b):
        """`a op b` where one is an object; None where neither has the method."""
        name = _METHODS[op]
        for owner, other, method in ((a, b, f"__{name}__"), (b, a, f"__r{name}__")):
            if self.has_method(owner, method):
                return self.object_method(owner, method, [other], {})
        raise FrontendError(f"the operands of {op} are a {a.type} and a {b.type}")

    def object_compare(self, op, a, b):
        name = _COMPARISONS[op]
        for owner, other, method in ((a, b, name), (b, a, _MIRRORED.get(name, name))):
            if self.has_method(owner, f"__{method}__") and not _generated_method(owner.type.cls, method):
                return self.object_method(owner, f"__{method}__", [other], {})
        if name in ("eq", "ne") and a.type == b.type and dataclasses.is_dataclass(a.type.cls):
            out = Const(True)
            for f in dataclasses.fields(a.type.cls):
                if f.compare:
                    out = self.both(out, self.compare("Eq", self.object_attribute(a, f.name), self.object_attribute(b, f.name)))
            return out if name == "eq" else self.b.do("not", [out], T.BOOL)
        raise NotSupported(f"{op} of a {a.type} and a {b.type}")

    def member_attribute(self, owner, name):
        cls = owner.type.cls
        if name == "name":
            return Const(owner.value) if isinstance(owner, Const) else Ref(owner.id, T.STR)
        if name != "value":
            raise NotSupported(f"{name} of a member of {cls.__name__}")
        if isinstance(owner, Member):
            return self.static_value(owner.member.value)
        pairs = [x for m in cls for x in (Const(m.name), self.static_value(m.value))]
        t = T.NEVER
        for v in pairs[1::2]:
            t = T.unify(t, v.type, f"A value of {cls.__name__}")
        return self.b.do("get", [self.b.do("dict", pairs, T.dict_of(T.STR, t)), owner], t)

    # Functions inside functions.

    def closure(self, node):
        """A function or lambda that is written where it is called."""
        defaults = [self.expr(d) for d in node.args.defaults]
        if node.args.vararg or node.args.kwarg:
            raise NotSupported("a function inside a function with *args or **kwargs")
        return Static(Closure(self, node, defaults, {k.arg: self.expr(d) for k, d in zip(node.args.kwonlyargs, node.args.kw_defaults) if d is not None}))

    def call_closure(self, c, args, kwargs):
        import copy

        from ._compile import Frame

        names = [a.arg for a in (*c.node.args.posonlyargs, *c.node.args.args)]
        late = dict(zip(names[len(names) - len(c.defaults) :], c.defaults))
        given = {**late, **c.named, **dict(zip(names, args)), **kwargs}
        missing = [n for n in (*names, *(a.arg for a in c.node.args.kwonlyargs)) if n not in given]
        if missing or len(args) > len(names) or len(given) > len(names) + len(c.node.args.kwonlyargs):
            raise FrontendError(f"{c.name}() takes {names}")
        source = copy.copy(c.frame.source)
        source.tree = c.node
        env = {k: v for k, v in c.frame.env.items() if k not in (EXIT, VALUE)}
        if self.unit.depth >= 48:
            raise NotSupported("calls nest deeper than 48 (a recursion?)")
        self.unit.depth += 1
        try:
            return Frame(self.unit, source, {**env, **given}).run()
        finally:
            self.unit.depth -= 1


class Closure:
    """A function inside a function: its tree and the frame whose names it sees."""

    def __init__(self, frame, node, defaults, named):
        self.frame, self.node, self.defaults, self.named = frame, node, defaults, named
        self.name = getattr(node, "name", "lambda")


def _generated(cls):
    """Whether the constructor is the one that `dataclass` writes."""
    return dataclasses.is_dataclass(cls) and not _readable(cls.__init__)


def _generated_method(cls, name):
    return dataclasses.is_dataclass(cls) and not _readable(getattr(cls, f"__{name}__"))


def _readable(fn):
    return getattr(fn, "__code__", None) is not None and not fn.__code__.co_filename.startswith("<string>")

