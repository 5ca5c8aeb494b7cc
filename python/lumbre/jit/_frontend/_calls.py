"""Calls: of ops, modules, functions, methods, and of Python's own functions."""

import ast
import builtins
import inspect
import math
import types as python_types
import weakref

from ... import _C, nn
from ..._C import Tensor
from ..._ops import OpOverload, OpOverloadPacket
from ...library import CustomOpDef
from ...nn.utils.rnn import PackedSequence, _packed_sequence_init_args
from . import _schema
from . import _types as T
from ._errors import FrontendError, NotSupported, located
from ._functions import Lazy, table
from ._objects import Closure
from ._values import BoundMethod, Const, ListLiteral, Ref, Static, TupleValue

_MATH_INT = ("floor", "ceil", "trunc", "gcd")
_MATH_BOOL = ("isnan", "isinf", "isfinite")
_ASKS = ("isdigit", "isdecimal", "isnumeric", "isalpha", "isalnum", "isspace", "isupper", "islower", "istitle", "isprintable", "isascii", "isidentifier")
_STR = {**dict.fromkeys(("find", "rfind", "index", "rindex", "count"), T.INT), **dict.fromkeys(("split", "rsplit", "splitlines"), T.list_of(T.STR)),
        **dict.fromkeys(("startswith", "endswith", *_ASKS), T.BOOL), **dict.fromkeys(("partition", "rpartition"), T.tuple_of(T.STR, T.STR, T.STR))}  # fmt: skip
# The methods that programs know, and how many arguments they take there, at least and at most.
_TEXT = {**dict.fromkeys(("upper", "lower", "title", "capitalize", "swapcase", *_ASKS), (0, 0)),
         **dict.fromkeys(("strip", "lstrip", "rstrip", "splitlines", "expandtabs"), (0, 1)), **dict.fromkeys(("split", "rsplit"), (0, 2)),
         **dict.fromkeys(("join", "partition", "rpartition", "removeprefix", "removesuffix", "zfill"), (1, 1)), "replace": (2, 3),
         **dict.fromkeys(("center", "ljust", "rjust"), (1, 2)),
         **dict.fromkeys(("startswith", "endswith", "find", "rfind", "index", "rindex", "count"), (1, 3))}  # fmt: skip
_TEXT_NAMES = {"split": ("sep", "maxsplit"), "rsplit": ("sep", "maxsplit"), "splitlines": ("keepends",), "expandtabs": ("tabsize",)}
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
        if hasattr(module, "_methods"):
            raise NotSupported("a traced module inside a scripted one")
        if self.has_hooks(module):
            return self.hooked(f, args, kwargs)
        return self.unit.call(type(module).forward, args, kwargs, f)

    @staticmethod
    def has_hooks(module):
        if module._backward_hooks or module._backward_pre_hooks:
            raise NotSupported(f"the module {type(module).__name__} has backward hooks")
        return bool(module._forward_hooks or module._forward_pre_hooks)

    def hooked(self, f, args, kwargs):
        """A call of a module with its forward hooks around it."""
        module = f.obj
        if module._forward_hooks_with_kwargs or module._forward_pre_hooks_with_kwargs or module._forward_hooks_always_called or kwargs and module._forward_pre_hooks:
            raise NotSupported(f"the module {type(module).__name__} has hooks that take keyword arguments or are always called")
        for hook in module._forward_pre_hooks.values():
            given = self.call(self.of_object(hook), [f, TupleValue(args)], {})
            if given.type != T.NONE:
                items = self.static_items(given) if given.type.name == "Tuple" else None
                args = [given] if items is None else list(items)
        out = self.unit.call(type(module).forward, args, kwargs, f)
        for hook in module._forward_hooks.values():
            given = self.call(self.of_object(hook), [f, TupleValue(args), out], {})
            out = out if given.type == T.NONE else given
        return out

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
            return self.str_method(owner, name, args, kwargs)
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
            self.sort(owner, kwargs)
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

    def sort(self, made, kwargs):
        """Sorts a list of the program in place."""
        reverse, key = kwargs.get("reverse", Const(False)), kwargs.get("key", Const(None))
        if isinstance(key, Const):
            self.b.run("sort", made, reverse)
            return
        count, item = self.lazy(made)
        keys = self.listed(Lazy(lambda: count, lambda turn: self.call(key, [item(turn)], {})))
        self.b.run("sort_by", made, keys, reverse)

    def str_method(self, owner, name, args, kwargs):
        for k in _TEXT_NAMES.get(name, ())[len(args) :]:
            if k in kwargs:
                args = [*args, kwargs.pop(k)]
            elif kwargs:
                args = [*args, Const(None)]
        if kwargs:
            raise NotSupported(f"str.{name} with the keyword {next(iter(kwargs))!r}")
        if isinstance(owner, Const) and all(isinstance(a, Const) for a in args):
            return self.static_value(getattr(owner.value, name)(*(a.value for a in args)))
        if name == "format":
            return self.b.do("format", [owner, *[self.printed(a) for a in args]], T.STR)
        if name not in _TEXT or not _TEXT[name][0] <= len(args) <= _TEXT[name][1]:
            raise NotSupported(f"str.{name} of {len(args)} arguments in a program")
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
            return self.static_value(getattr(math, name)(*(a.value for a in args)))
        if name in ("erf", "erfc", "lgamma"):
            x = self.b.do("tensor", [args[0], Const(_C.float64), Const(None)], T.TENSOR)
            return self.b.do("float", [self.b.do("item", [self.op(name, [x])], T.ANY)], T.FLOAT)
        if name == "factorial":
            return self.b.do("prod", [self.b.do("range", [Const(1), self.binary("Add", args[0], Const(1)), Const(1)], T.list_of(T.INT))], T.INT)
        if name == "modf":
            whole = self.b.do("float", [self.math("trunc", args)], T.FLOAT)
            return TupleValue([self.math("fmod", [args[0], Const(1.0)]), whole])
        if name == "ldexp":
            return self.binary("Mult", self.b.do("float", args[:1], T.FLOAT), self.math("pow", [Const(2.0), args[1]]))
        if name == "remainder":
            return self.binary("Sub", args[0], self.binary("Mult", args[1], self.b.do("round", [self.binary("Div", *args)], T.INT)))
        return self.b.do("math", [Const(name), *args], T.INT if name in _MATH_INT else T.BOOL if name in _MATH_BOOL else T.FLOAT)

    def known(self, obj):
        """How a function that needs more than its source is written."""
        if not self.hashable(obj):
            return None
        found = table().get(obj)
        return found if found is not None else None

    def construct(self, cls, args, kwargs):
        if cls is PackedSequence:
            return TupleValue(self.static_items(self.unit.call(_packed_sequence_init_args, args, kwargs)), cls)
        if issubclass(cls, tuple) and hasattr(cls, "_fields"):
            if not cls.__new__.__code__.co_filename.startswith("<"):
                raise NotSupported(f"the class {cls.__name__}, a named tuple with a __new__ of its own")
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
        if asked and any(t.args and t.cls is None for t in asked):
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
        if isinstance(v, Static) and isinstance(v.obj, Lazy):
            return v.obj.count(), v.obj.item
        return self.lazy(v)

    def lazy(self, v):
        t = v.type
        if isinstance(v, Static) and isinstance(v.obj, Lazy):
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
