"""Calls: of ops, modules, functions, methods, and of Python's own functions."""

import ast
import builtins
import inspect
import itertools
import math
import types as python_types
import typing
import warnings
import weakref

from ... import _C, nn
from ..._C import Tensor
from ..._ops import OpOverload, OpOverloadPacket
from ...library import CustomOpDef
from . import _schema
from . import _types as T
from ._errors import FrontendError, NotSupported, located
from ._objects import Closure
from ._values import BoundMethod, Const, ListLiteral, Ref, Static, TupleValue

_MATH_INT = ("floor", "ceil", "trunc", "gcd")
_MATH_BOOL = ("isnan", "isinf", "isfinite")
_STR = {"find": T.INT, "count": T.INT, "split": T.list_of(T.STR), "splitlines": T.list_of(T.STR), "startswith": T.BOOL, "endswith": T.BOOL,
        "isdigit": T.BOOL, "isalpha": T.BOOL, "isupper": T.BOOL, "islower": T.BOOL}  # fmt: skip
_CASTS = {"float": "float32", "double": "float64", "half": "float16", "long": "int64", "int": "int32", "bool": "bool", "bfloat16": "bfloat16",
          "short": "int16", "char": "int8", "byte": "uint8"}  # fmt: skip
_ISINSTANCE = {int: T.INT, float: T.FLOAT, bool: T.BOOL, str: T.STR, Tensor: T.TENSOR, complex: T.COMPLEX}


class Calls:
    """The part of a frame that writes calls."""

    def op(self, name, args, kwargs=None, inplace=False, only=0):
        return _schema.resolve(name, args, kwargs or {}, self.b, inplace, only)

    def on_Call(self, node):
        f = self.expr(node.func)
        if isinstance(f, Static) and f.obj is builtins.super:
            return self.super_of(node)
        if isinstance(f, Static) and self.asks_class(f.obj):
            return self.isinstance_(node)
        lazily = {builtins.hasattr: self.hasattr_, builtins.getattr: self.getattr_}
        if isinstance(f, Static) and self.hashable(f.obj) and f.obj in lazily:
            return lazily[f.obj](node)
        if isinstance(f, Static) and f.obj is builtins.print:
            self.b.run("print", *[self.printed(self.expr(a)) for a in node.args])
            return Const(None)
        args, kwargs = self.arguments(node)
        try:
            return self.call(f, args, kwargs, node)
        except FrontendError as error:
            raise located(error, self.source, node) from None

    def printed(self, v):
        return Const(str(v.obj)) if isinstance(v, Static) else v

    @staticmethod
    def hashable(obj):
        try:
            hash(obj)
        except TypeError:
            return False
        return True

    def arguments(self, node):
        args = self.elements(node.args)
        kwargs = {}
        for k in node.keywords:
            v = self.expr(k.value)
            if k.arg is not None:
                kwargs[k.arg] = v
            elif isinstance(v, Static) and isinstance(v.obj, dict):
                kwargs.update({n: x if hasattr(x, "type") and not isinstance(x, nn.Module) else self.of_object(x) for n, x in v.obj.items()})
            else:
                raise NotSupported("**arguments that are not known now")
        return args, kwargs

    def call(self, f, args, kwargs, node=None):
        if isinstance(f, BoundMethod):
            return self.method(f.owner, f.name, args, kwargs)
        if f.type.name == "Object" and not isinstance(f, Static):
            return self.object_method(f, "__call__", args, kwargs)
        if not isinstance(f, Static):
            raise FrontendError(f"a {f.type} cannot be called")
        obj = f.obj
        if isinstance(obj, Closure):
            return self.call_closure(obj, args, kwargs)
        if type(obj).__name__ == "_Method":
            return self.unit.call(obj.fn, args, kwargs, obj.owner)
        if isinstance(obj, nn.Module):
            return self.module(f, args, kwargs)
        if isinstance(obj, (OpOverload, OpOverloadPacket, CustomOpDef)):
            return self.custom(obj, args, kwargs)
        known = self.known(obj)
        if isinstance(known, python_types.FunctionType) and known.__name__ == "resample":
            return self.unit.call(known, args, kwargs)
        if known is not None:
            return known(self, args, kwargs)
        if inspect.isclass(obj):
            return self.construct(obj, args, kwargs)
        if isinstance(obj, weakref.ref):
            return self.of_object(obj())
        if getattr(obj, "_torchscript_modifier", None) in ("unused", "ignore"):
            return self.left_out(obj, args, kwargs)
        obj = getattr(obj, "fn", obj) if type(obj).__name__ == "ScriptedFunction" else obj
        obj = getattr(obj, "__original_fn", obj)
        if isinstance(obj, python_types.FunctionType):
            return self.function(obj, args, kwargs)
        if inspect.ismethod(obj) and isinstance(obj.__self__, nn.Module):
            return self.unit.call(obj.__func__, args, kwargs, self.of_object(obj.__self__))
        if inspect.ismethod(obj) and not inspect.isclass(obj.__self__) and T.is_plain_class(type(obj.__self__)):
            # An object that is a constant: its attributes are read, not set.
            return self.unit.call(obj.__func__, args, kwargs, Static(obj.__self__))
        if inspect.ismethod(obj) and inspect.isclass(obj.__self__):
            return self.unit.call(obj.__func__, args, kwargs, Static(obj.__self__))
        if getattr(obj, "__module__", None) == "math":
            return self.math(obj.__name__, args)
        # `relu_` is a form of the op `relu`.
        if inspect.isbuiltin(obj) and (obj.__name__ in _schema.table() or obj.__name__.endswith("_") and obj.__name__[:-1] in _schema.table()):
            return self.op_call(obj, args, kwargs)
        if type(obj).__name__ == "method_descriptor" and args:
            return self.method(args[0], obj.__name__, args[1:], kwargs)
        if callable(obj) and T.is_plain_class(type(obj)):
            return self.unit.call(type(obj).__call__, args, kwargs, f)
        if callable(obj) and hasattr(type(obj), "__call__") and isinstance(type(obj).__call__, python_types.FunctionType):
            raise NotSupported(f"a call of an object of the class {type(obj).__name__}")
        raise NotSupported(f"a call of {getattr(obj, '__name__', obj)}")

    def custom(self, obj, args, kwargs):
        """A call of an op by its object: `ops.space.name`, an overload of it, or what `library.custom_op` made."""
        obj = obj._opoverload if isinstance(obj, CustomOpDef) else obj
        if isinstance(obj, OpOverload):
            space, name, overload = obj._namespace, obj._opname, obj._overloadname
            known = obj._engine_key is not None
        else:
            space, name, overload = obj._space, obj.__name__, "default"
            known = any(o._engine_key is not None for o in obj._overloads.values())
        if known:
            return self.op(f"{space}::{name}", args, kwargs)
        if name not in _schema.table() or overload not in ("default", "Tensor"):
            raise NotSupported(f"a call of {obj}")
        return self.op(name, args, kwargs)

    def op_call(self, fn, args, kwargs):
        name = fn.__name__
        inplace = name.endswith("_") and not name.startswith("__") and name not in _schema.table()
        if kwargs.get("inplace") is not None:
            flag = kwargs.pop("inplace")
            inplace = isinstance(flag, Const) and bool(flag.value)
        return self.op(name.rstrip("_") if inplace else name, args, kwargs, inplace)

    def function(self, fn, args, kwargs):
        name = fn.__name__
        if name.startswith("has_torch_function"):
            return Const(False)
        if fn.__module__ and fn.__module__.partition(".")[0] == "warnings":
            return Const(None)
        return self.unit.call(fn, args, kwargs)

    def module(self, f, args, kwargs):
        module = f.obj
        if type(module).__name__ == "ScriptedModule":
            module = module.__dict__["_original"]
            f = Static(module, f.path)
        if module._forward_hooks or module._forward_pre_hooks:
            raise NotSupported(f"the module {type(module).__name__} has forward hooks")
        if hasattr(module, "_methods"):
            raise NotSupported("a traced module inside a scripted one")
        return self.unit.call(type(module).forward, args, kwargs, f)

    def super_of(self, node):
        fn = self.source.fn
        owner = self.env[next(iter(inspect.signature(fn).parameters))]
        cls = self.source.scope.get("__class__")
        from ._expr import _Super

        if node.args:
            cls = self.expr(node.args[0]).obj
        return Static(_Super(cls, owner))

    # Methods.

    def method(self, owner, name, args, kwargs):
        t = owner.type
        if isinstance(owner, Static):
            return self.static_method(owner, name, args, kwargs)
        if t.name == "Object":
            return self.object_method(owner, name, args, kwargs)
        if t == T.ANY and self.source.library:
            # The package's own code means a tensor; the program checks it when it runs.
            owner = Ref(self.b.ref(owner).id, T.TENSOR)
            t = T.TENSOR
        if t == T.TENSOR:
            return self.tensor_method(owner, name, args, kwargs)
        if t == T.STR:
            return self.str_method(owner, name, args)
        if t.name == "List":
            return self.list_method(owner, name, args, kwargs)
        if t.name == "Dict":
            return self.dict_method(owner, name, args)
        if t.name == "Tuple" and name in ("index", "count"):
            return self.b.do("find" if name == "index" else "count", [owner, *args], T.INT)
        if t.name == "Tuple" and name == "numel":
            out = Const(1)
            for v in self.static_items(owner):
                out = self.binary("Mult", out, v)
            return out
        if isinstance(owner, Const):
            return self.static_value(getattr(owner.value, name)(*(a.value for a in args)))
        raise FrontendError(f"a {t} has no method {name!r}")

    def left_out(self, fn, args, kwargs):
        """A call of a function that is no part of the program: an error when a program comes to it, if it is said to be unused."""
        if fn._torchscript_modifier == "ignore":
            raise NotSupported(f"{fn.__name__} is marked to be left out of programs")
        text = f"{fn.__name__} is marked as unused (or ignored with drop=True), so it is not part of the program and cannot be called in it"
        self.b.run("raise", Const("RuntimeError"), Const(text))
        annotation = getattr(fn, "__annotations__", {}).get("return", T.TENSOR)
        t = annotation if annotation is T.TENSOR else T.from_annotation(annotation, getattr(fn, "__globals__", {}))
        return self.b.do("const", [Const(None)], t or T.TENSOR)

    def static_method(self, owner, name, args, kwargs):
        obj = owner.obj
        if isinstance(obj, nn.Module):
            fn = inspect.getattr_static(type(obj), name, None)
            if isinstance(fn, staticmethod):
                return self.unit.call(fn.__func__, args, kwargs)
            if isinstance(fn, classmethod):
                return self.unit.call(fn.__func__, args, kwargs, Static(type(obj)))
            if fn is None:
                fn = getattr(obj, name).__func__ if inspect.ismethod(getattr(obj, name)) else getattr(obj, name)
            if getattr(fn, "_torchscript_modifier", None) in ("unused", "ignore"):
                return self.left_out(fn, args, kwargs)
            if name in ("parameters", "named_parameters", "children", "buffers"):
                raise NotSupported(f"{name}() of a module in a program")
            return self.unit.call(fn, args, kwargs, owner)
        if isinstance(obj, (dict, nn.ModuleDict)) and name in ("items", "keys", "values"):
            keys = list(obj)
            values = [Static(obj[k], f"{owner.path}.{k}") if isinstance(obj, nn.ModuleDict) else self.of_object(obj[k]) for k in keys]
            pairs = {"keys": [Const(k) for k in keys], "values": values, "items": [TupleValue([Const(k), v]) for k, v in zip(keys, values)]}
            return TupleValue(pairs[name])
        if isinstance(obj, dict) and name == "get" and isinstance(args[0], Const):
            return self.of_object(obj[args[0].value]) if args[0].value in obj else (args[1] if len(args) > 1 else Const(None))
        raise NotSupported(f"{name}() of a {type(obj).__name__}")

    def tensor_method(self, owner, name, args, kwargs):
        if name == "size":
            if not args and not kwargs:
                return self.b.do("shape", [owner], T.list_of(T.INT))
            return self.b.do("size", [owner, args[0] if args else kwargs["dim"]], T.INT)
        if name == "stride":
            return self.b.do("stride", [owner, *args], T.INT if args else T.list_of(T.INT))
        simple = {"dim": ("dim", T.INT), "ndimension": ("dim", T.INT), "numel": ("numel", T.INT), "nelement": ("numel", T.INT), "tolist": ("tolist", T.ANY), "__len__": ("len", T.INT)}
        if name in simple:
            return self.b.do(simple[name][0], [owner], simple[name][1])
        if name == "item":
            return self.b.do("item", [owner], T.ANY)
        if name == "element_size":
            return self.b.do("property", [owner, Const("itemsize")], T.INT)
        if name in ("is_floating_point", "is_complex"):
            return self.b.do("property", [self.b.do("dtype", [owner], T.DTYPE), Const(name)], T.BOOL)
        if name in ("cpu", "cuda"):
            return self.op("to", [owner, Const(name)])
        if name == "new_tensor":
            return self.b.do("tensor", [args[0], self.b.do("dtype", [owner], T.DTYPE), Const(None)], T.TENSOR)
        if name in ("new_zeros", "new_ones", "new_full", "new_empty"):
            return self.new(owner, name.removeprefix("new_"), args, kwargs)
        if name == "requires_grad_":
            raise NotSupported("requires_grad_() in a program")
        if name == "type":
            return self.op("to", [owner, *args], kwargs)
        inplace = name.endswith("_") and not name.startswith("__")
        base = name[:-1] if inplace else name
        if name in _schema.table():
            return self.op(name, [owner, *args], kwargs)
        if base in _schema.table():
            return self.op(base, [owner, *args], kwargs, inplace, _schema.METHOD)
        fn = getattr(Tensor, name, None)
        if fn is None:
            raise FrontendError(f"a Tensor has no attribute or method {name!r}")
        if isinstance(fn, python_types.FunctionType):
            return self.unit.call(fn, args, kwargs, owner)
        alias = getattr(fn, "__name__", name)
        if alias in _schema.table():
            return self.op(alias, [owner, *args], kwargs)
        for other, rows in _schema.table().items():
            if other.replace("_", "") == name.replace("_", ""):
                return self.op(other, [owner, *args], kwargs)
        raise NotSupported(f"Tensor.{name} in a program")

    def new(self, owner, name, args, kwargs):
        sizes = args[:2] if name == "full" else args
        kwargs = {"dtype": self.b.do("dtype", [owner], T.DTYPE), "device": self.b.do("property", [owner, Const("device")], T.DEVICE), **kwargs}
        return self.op(name, list(sizes), kwargs)

    def list_method(self, owner, name, args, kwargs):
        item = owner.type.args[0]
        if isinstance(owner, ListLiteral) and name not in ("index", "count", "copy", "numel"):
            raise FrontendError(f"{name} of a list without a name does nothing")
        if name in ("append", "extend", "insert", "remove", "clear", "reverse"):
            if name == "append":
                v = args[0]
                if item == T.NEVER or item == T.ANY:
                    owner.type = T.list_of(v.type)
                elif not self.assignable(v.type, item) and not (item == T.TENSOR and False):
                    if item == T.TENSOR and self.b.steps is not None and getattr(owner, "untyped", True) and v.type != T.TENSOR:
                        owner.type = T.list_of(v.type)
                    else:
                        raise FrontendError(f"a {v.type} is appended to a {owner.type}")
            self.b.run(name, owner, *args)
            return Const(None)
        if name == "sort":
            self.b.run("sort", owner, kwargs.get("reverse", Const(False)))
            return Const(None)
        results = {"pop": item, "index": T.INT, "count": T.INT, "copy": owner.type, "numel": T.INT}
        if name not in results:
            raise FrontendError(f"a {owner.type} has no method {name!r}")
        if name == "numel":
            raise NotSupported("Size.numel in a program")
        return self.b.do("find" if name == "index" else name, [owner, *args], results[name])

    def dict_method(self, owner, name, args):
        k, v = owner.type.args
        if name in ("update", "clear"):
            self.b.run(name, owner, *args)
            return Const(None)
        if name == "get":
            default = args[1] if len(args) > 1 else Const(None)
            return self.b.do("get_or", [owner, args[0], default], T.unify(v, default.type))
        results = {"keys": T.list_of(k), "values": T.list_of(v), "items": T.list_of(T.tuple_of(k, v)), "pop": v, "copy": owner.type, "setdefault": v}
        if name not in results:
            raise FrontendError(f"a {owner.type} has no method {name!r}")
        return self.b.do("set_default" if name == "setdefault" else name, [owner, *args], results[name])

    def str_method(self, owner, name, args):
        if isinstance(owner, Const) and all(isinstance(a, Const) for a in args):
            return self.static_value(getattr(owner.value, name)(*(a.value for a in args)))
        if name == "format":
            return self.b.do("format", [owner, *[self.printed(a) for a in args]], T.STR)
        return self.b.do("text", [Const(name), owner, *args], _STR.get(name, T.STR))

    # Python's functions.

    def math(self, name, args):
        if name == "prod":
            items = self.static_items(args[0])
            if items is None:
                return self.b.do("prod", args, args[0].type.args[0] if args[0].type.args else T.ANY)
            out = Const(1)
            for v in items:
                out = self.binary("Mult", out, v)
            return out
        if all(isinstance(a, Const) for a in args):
            return Const(getattr(math, name)(*(a.value for a in args)))
        return self.b.do("math", [Const(name), *args], T.INT if name in _MATH_INT else T.BOOL if name in _MATH_BOOL else T.FLOAT)

    def known(self, obj):
        """How a function that needs more than its source is written."""
        if not self.hashable(obj):
            return None
        found = _table().get(obj)
        return found if found is not None else None

    def construct(self, cls, args, kwargs):
        if issubclass(cls, tuple) and hasattr(cls, "_fields"):
            items = list(args) + [None] * (len(cls._fields) - len(args))
            for i, f in enumerate(cls._fields):
                if f in kwargs:
                    items[i] = kwargs[f]
                elif items[i] is None and f in cls._field_defaults:
                    items[i] = self.static_value(cls._field_defaults[f])
            if any(v is None for v in items):
                raise FrontendError(f"{cls.__name__} takes the fields {cls._fields}")
            return TupleValue(items, cls)
        if issubclass(cls, BaseException):
            return args[0] if args else Const("")
        return self.new_object(cls, args, kwargs)

    @staticmethod
    def asks_class(obj):
        """Whether an object is `isinstance`, Python's or that of `jit`."""
        return obj is builtins.isinstance or getattr(obj, "__name__", "") == "isinstance" and getattr(obj, "__module__", "").endswith("jit._script")

    def asked_types(self, node):
        """The types that the second argument of `isinstance` names; None where one is no type of programs."""
        nodes = node.elts if isinstance(node, ast.Tuple) else [node]
        scope = {**self.source.scope, **{k: v.obj for k, v in self.env.items() if isinstance(v, Static)}}
        out = [T.from_annotation(ast.unparse(n), scope) for n in nodes]
        return None if None in out else out

    def isinstance_(self, node):
        v = self.expr(node.args[0])
        asked = self.asked_types(node.args[1])
        if asked and any(t.args for t in asked):
            if v.type == T.ANY:
                raise NotSupported("isinstance with types of items, of a value whose type is not known now")
            return Const(v.type in asked or T.strip(v.type) in asked) if v.type.name != "Optional" else self.b.do("not", [self.b.do("is_none", [v], T.BOOL)], T.BOOL)
        what = self.expr(node.args[1])
        classes = [x.obj for x in (what.items if isinstance(what, TupleValue) else [what])]
        if isinstance(v, Static):
            return Const(isinstance(v.obj, tuple(classes)))
        t = v.type
        if isinstance(v, Const) and not isinstance(v.value, Tensor):
            return Const(isinstance(v.value, tuple(classes)))
        if t == T.ANY:
            return self.kind_of(v, classes)
        if t.name == "Optional" and not any(_ISINSTANCE.get(c) == T.strip(t) for c in classes):
            raise NotSupported(f"isinstance of a {t}")
        if t.name == "Optional":
            return self.b.do("not", [self.b.do("is_none", [v], T.BOOL)], T.BOOL)
        samples = {"List": [], "Tuple": (), "Dict": {}, "str": "", "int": 0, "float": 0.0, "bool": True, "complex": 0j, "None": None}
        if t.cls is not None:
            return Const(any(issubclass(t.cls, c) for c in classes))
        if t == T.TENSOR:
            # Parameters are tensors of the program; of other classes it knows nothing.
            return Const(any(c is object or c is Tensor for c in classes))
        return Const(t.name in samples and isinstance(samples[t.name], tuple(classes)))

    def kind_of(self, v, classes):
        """`isinstance` of a value whose type is known when the program runs."""
        names = {Tensor: "Tensor", int: "int", float: "float", bool: "bool", str: "str", list: "list", tuple: "tuple", dict: "dict", type(None): "None"}
        wanted = [names.get(c) for c in classes]
        if None in wanted:
            raise NotSupported("isinstance of a value whose type is not known now")
        return self.b.do("contains", [TupleValue([Const(n) for n in wanted]), self.b.do("kind", [v], T.STR)], T.BOOL)

    def hasattr_(self, node):
        owner, name = self.expr(node.args[0]), self.expr(node.args[1])
        if isinstance(owner, Static):
            return Const(hasattr(owner.obj, name.value))
        if owner.type == T.TENSOR:
            return Const(hasattr(Tensor, name.value))
        return Const(bool(owner.type.fields and name.value in owner.type.fields))

    def getattr_(self, node):
        owner, name = self.expr(node.args[0]), self.expr(node.args[1])
        if not isinstance(name, Const):
            raise NotSupported("getattr with a name that is not known now")
        if len(node.args) > 2 and isinstance(owner, Static) and not hasattr(owner.obj, name.value):
            return self.expr(node.args[2])
        return self.attribute(owner, name.value)

    # What a for goes over.

    def iterable(self, node):
        """The items, where they are known now; else (how many, item of a turn)."""
        v = self.expr(node)
        items = self.static_items(v)
        if items is not None:
            return list(items)
        if isinstance(v, Static) and type(v.obj).__name__ == "_Lazy":
            return v.obj.count(), v.obj.item
        return self.lazy(v)

    def lazy(self, v):
        t = v.type
        if isinstance(v, Static) and type(v.obj).__name__ == "_Lazy":
            return v.obj.count(), v.obj.item
        if t == T.TENSOR:
            v, t = self.b.do("to_list", [v], T.list_of(T.TENSOR)), T.list_of(T.TENSOR)
        elif t.name == "Dict":
            v, t = self.b.do("keys", [v], T.list_of(t.args[0])), T.list_of(t.args[0])
        elif t == T.STR:
            v, t = self.b.do("to_list", [v], T.list_of(T.STR)), T.list_of(T.STR)
        elif t == T.ANY:
            t = T.list_of(T.ANY)
        elif t.name == "Optional":
            raise FrontendError(f"a value of type {t} may be None: check `is not None` before it is iterated")
        elif t.name != "List":
            raise FrontendError(f"a {t} cannot be iterated")
        v = self.b.ref(v)
        return self.b.do("len", [v], T.INT), lambda turn: self.b.do("get", [v, turn], t.args[0])


class _Lazy:
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

    lazy = _Lazy(count, item)
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

    return _Lazy(count, lambda turn: TupleValue([item(turn) for _, item in parts]))


def _zip(f, args, kwargs):
    out = _several(f, args)
    return TupleValue(out) if isinstance(out, list) else Static(out)


def _enumerate(f, args, kwargs):
    start = args[1] if len(args) > 1 else kwargs.get("start", Const(0))
    items = f.static_items(args[0])
    if items is not None:
        return TupleValue([TupleValue([f.binary("Add", start, Const(i)), v]) for i, v in enumerate(items)])
    count, item = f.lazy(args[0])
    return Static(_Lazy(lambda: count, lambda turn: TupleValue([f.binary("Add", start, turn) if not (isinstance(start, Const) and start.value == 0) else turn, item(turn)])))


def _reversed(f, args, kwargs):
    items = f.static_items(args[0])
    if items is not None:
        return TupleValue(list(reversed(items)))
    count, item = f.lazy(args[0])
    last = f.binary("Sub", count, Const(1))
    return Static(_Lazy(lambda: count, lambda turn: item(f.binary("Sub", last, turn))))


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
        if isinstance(v.obj, _Lazy):
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
    if isinstance(v, Static) and isinstance(v.obj, _Lazy):
        parts = getattr(v.obj, "parts", None)
        if parts is None:
            raise NotSupported("a list of an enumeration that is not known now")
        return f.b.do("range", list(parts), T.list_of(T.INT))
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
    if "key" in kwargs:
        raise NotSupported("sorted() with a key")
    out = _list(f, args[:1], {})
    out = out if isinstance(out, Ref) and out.id != getattr(args[0], "id", None) else f.b.ref(out)
    f.b.run("sort", out, kwargs.get("reverse", Const(False)))
    return out


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


def _table():
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
        b.ord: _ord, b.enumerate: _enumerate, b.zip: _zip, b.reversed: _reversed, b.complex: _complex,
        itertools.repeat: _repeat, warnings.warn: _nothing, typing.cast: _annotate,
        jit.annotate: _annotate, jit.is_scripting: _constant(True), jit.is_tracing: _constant(False), jit.fork: _fork, jit.wait: _unchanged,
        lumbre.tensor: _tensor, lumbre.as_tensor: _tensor, lumbre.device: _device, lumbre.finfo: _finfo, lumbre.iinfo: _iinfo,
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


__all__ = ["Calls", "ast", "_C"]
