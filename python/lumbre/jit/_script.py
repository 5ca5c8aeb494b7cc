"""`script` and its decorators."""

import builtins
import enum
import functools
import inspect
import json
import types
import typing
from typing import Any, Final

from .. import _C, nn
from ._describe import describe
from ._module import Graph, RecursiveScriptModule, ScriptFunction, ScriptMethod, ScriptModule


class Error(RuntimeError):
    """Raised by programs."""


class Future:
    """The result of `fork`, which ran at once."""

    def __init__(self, value=None):
        self._value = value

    def wait(self):
        return self._value

    value = wait

    def done(self):
        return True


def _signature(compiled, **more):
    """The signature of a compiled program: how it is called and what it gives."""
    args = compiled.args
    classes, described = [], []

    def tree(t):
        at = None
        if t.cls is not None:
            if t.cls not in classes:
                classes.append(t.cls)
                described.append(None)
                described[classes.index(t.cls)] = describe_class(t)
            at = classes.index(t.cls)
        return [t.name, at, [tree(x) for x in t.args]]

    def describe_class(t):
        """What rebuilds a class's values where the class is not at hand."""
        cls = t.cls
        if t.name == "Enum":
            return {"name": cls.__name__, "members": [[m.name, _simple(m.value)] for m in cls]}
        if t.name == "Object":
            fields = compiled.classes.get(cls, {})
            return {"name": cls.__name__, "attributes": [[name, tree(x)] for name, x in fields.items()]}
        return {"name": cls.__name__, "fields": list(cls._fields)}

    result = tree(compiled.result)
    empty = inspect.Parameter.empty
    signature = {
        "names": [name for name, _, _ in args],
        "types": [str(_plain(t)) for _, t, _ in args],
        "defaults": {str(i): d.name if builtins.isinstance(d, enum.Enum) else d for i, (_, _, d) in enumerate(args) if d is not empty},
        "result": result,
        "tuples": described,
        "inputs": {"tuple": [{"t": i} for i in range(len(args))]},
        "outputs": {"t": 0} if compiled.outputs else {"c": None},
        "script": True,
        **more,
    }
    return signature, classes


def _simple(v):
    return v if builtins.isinstance(v, (bool, int, float, str, type(None))) else repr(v)


def _plain(t):
    from ._frontend import _types

    return _types.Type(t.name, *map(_plain, t.args))


def _method_of(compiled, **more):
    graph, constants = compiled.graph()
    signature, tuples = _signature(compiled, **more)
    program = _C._jit_build(json.dumps(graph), constants)
    method = ScriptMethod(program, signature)
    # The classes themselves, where they are at hand.
    method.tuples = tuples
    return method


class Schema:
    """A program's declaration."""

    def __init__(self, name, arguments, result):
        self.name, self.overload_name, self.arguments, self.returns = name, "", arguments, [SchemaArgument("", result)]

    def __str__(self):
        return f"{self.name}({', '.join(map(str, self.arguments))}) -> {self.returns[0].type}"

    __repr__ = __str__


class SchemaArgument:
    """An argument of a declaration."""

    def __init__(self, name, type, default=None, has_default=False, kwarg_only=False):
        self.name, self.type, self.default_value, self.kwarg_only = name, type, default, kwarg_only
        self._has_default = has_default

    def has_default_value(self):
        return self._has_default

    def __str__(self):
        return f"{self.type} {self.name}" + (f"={self.default_value!r}" if self._has_default else "")


def _declared(name, method):
    types = method.signature.get("types") or ["Tensor"] * len(method.names)
    defaults = getattr(method, "defaults", {})
    arguments = [SchemaArgument(n, t, defaults.get(i), i in defaults) for i, (n, t) in enumerate(zip(method.names, types))]
    result = method.signature.get("result")
    return Schema(name, arguments, _type_text(result) if result else "Tensor")


def _type_text(tree):
    inner = ", ".join(map(_type_text, tree[2]))
    return f"{tree[0]}[{inner}]" if inner else tree[0]


class ScriptedFunction(ScriptFunction):
    """A scripted function. Where its code is nothing a program can do, it runs as Python, and saving it says why."""

    def __init__(self, fn):
        from . import _frontend

        functools.update_wrapper(self, fn)
        self.fn, self.name, self._weights = fn, fn.__name__, []
        self._method, self._why = None, None
        try:
            self._method = _method_of(_frontend.compile_function(fn))
        except _frontend.NotSupported as error:
            self._why = error

    def __call__(self, *args, **kwargs):
        if self._method is None:
            return self.fn(*args, **kwargs)
        if _C._jit_is_tracing():
            out = self._method.inlined([], args, kwargs)
            return self.fn(*args, **kwargs) if out is None else out[0]
        return self._method(self._weights, args, kwargs)

    def __get__(self, instance, owner=None):
        return self if instance is None else functools.partial(self.fn, instance)

    def _program(self, what):
        if self._method is None:
            raise NotImplementedError(f"{what} of the scripted function {self.name}, which runs as Python: {self._why}")
        return self._method

    def _file(self, extra_files):
        self._program("save")
        return super()._file(extra_files)

    @property
    def qualified_name(self):
        return f"__torch__.{self.name}"

    @property
    def schema(self):
        """The declaration: names, types and defaults of the arguments, and the type of the result."""
        return _declared(self.__name__, self._program("schema"))

    @property
    def graph(self):
        return Graph(self._program("graph").program)

    inlined_graph = graph

    @property
    def code(self):
        return self._program("code").program.code


class ScriptedModule(RecursiveScriptModule):
    """A scripted module: it shares parameters, buffers and children with the module it was made from.

    Where the code is nothing a program can do, it runs as Python, and saving it says why.
    """

    def __init__(self, module):
        super().__init__()
        self.__dict__["_original"] = module
        for name in ("_parameters", "_buffers", "_modules", "_non_persistent_buffers_set"):
            self.__dict__[name] = module.__dict__[name]
        self.__dict__["training"] = module.training
        self.__dict__["_why"] = None
        self.original_name = type(module).__name__
        self._compile(module)

    def _compile(self, module):
        from . import _frontend

        names = [n for n in dir(type(module)) if getattr(getattr(type(module), n, None), "_torchscript_modifier", None) == "export"]
        if type(module).forward is not nn.Module.forward:
            names.insert(0, "forward")
        try:
            made = [(n, _method_of(_frontend.compile_module(module, n), **describe(module))) for n in dict.fromkeys(names)]
        except _frontend.NotSupported as error:
            self.__dict__["_why"] = error
            return
        for name, method in made:
            self._add_method(name, method)

    def _slot_module(self, owner):
        # The flags of the root are the original's.
        return self._original.get_submodule(owner)

    def forward(self, *args, **kwargs):
        if "forward" not in self._methods:
            return self._original(*args, **kwargs)
        if _C._jit_is_tracing():
            out = self._methods["forward"].inlined(self._weights(), args, kwargs)
            return self._original(*args, **kwargs) if out is None else out[0]
        return self._run("forward", args, kwargs)

    def train(self, mode=True):
        self._original.train(mode)
        return super().train(mode)

    def __getattr__(self, name):
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(self.__dict__["_original"], name)

    def _method(self, what, name="forward"):
        if name not in self._methods:
            why = self._why or f"it has no {name}"
            raise NotImplementedError(f"{what} of the scripted module {self.original_name}, which runs as Python: {why}")
        return self._methods[name]

    def __repr__(self):
        return repr(self._original)


def script(obj, optimize=None, _frames_up=0, _rcb=None, example_inputs=None):
    """Compiles a function or module: the result runs in the engine, keeps branches and loops, and can be saved.

    Code that programs cannot express runs as Python; `save` says what it is. Errors of types are raised here, with the
    line of source.
    """
    if builtins.isinstance(obj, (ScriptModule, ScriptFunction)) or inspect.isclass(obj):
        return obj
    if builtins.isinstance(obj, nn.Module):
        return ScriptedModule(obj)
    if builtins.isinstance(obj, (dict, list)):
        return obj
    if not callable(obj):
        raise TypeError(f"script: expected a function, module or class, got {type(obj).__name__}")
    return ScriptedFunction(obj)


def script_method(fn):
    """The method itself: `script` compiles what `forward` and `@export` reach."""
    return fn


def script_if_tracing(fn):
    """A function that is scripted, with its branches and loops, where a trace calls it, and Python otherwise."""
    compiled = []

    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        if not _C._jit_is_tracing():
            return fn(*args, **kwargs)
        if not compiled:
            compiled.append(script(fn))
        return compiled[0](*args, **kwargs)

    wrapper.__original_fn = fn
    wrapper.__script_if_tracing_wrapper = True
    return wrapper


def export(fn):
    """Marks a method to be compiled with its module."""
    fn._torchscript_modifier = "export"
    return fn


def ignore(drop=False, **kwargs):
    """Marks a function that stays Python."""
    if callable(drop):
        drop._torchscript_modifier = "ignore"
        return drop

    def mark(fn):
        fn._torchscript_modifier = "unused" if drop else "ignore"
        return fn

    return mark


def unused(fn):
    """Marks a function that programs may not call."""
    if builtins.isinstance(fn, property):
        for part in filter(None, (fn.fget, fn.fset)):
            part._torchscript_modifier = "unused"
        return fn
    fn._torchscript_modifier = "unused"
    return fn


def interface(obj):
    """Marks a class as an interface of modules."""
    obj.__torch_script_interface__ = True
    return obj


def _overload(fn):
    return fn


_overload_method = _overload


def annotate(the_type, the_value):
    """The value; the type is for script."""
    return the_value


def _unwrap_optional(x):
    """The value, which is not None."""
    if x is None:
        raise AssertionError("Unwrapping null optional")
    return x


class Attribute:
    """A value with a type for script."""

    def __init__(self, value, type):
        self.value, self.type = value, type


def isinstance(obj, target_type):  # noqa: A001
    """Whether an object has a type, where containers may name the types of their items."""
    types = target_type if builtins.isinstance(target_type, tuple) else (target_type,)
    return any(_is(obj, t) for t in types)


def _is(obj, t):
    origin, args = typing.get_origin(t), typing.get_args(t)
    if t is Any:
        return True
    if origin is None:
        return builtins.isinstance(obj, type(None) if t is None else t)
    if origin in (typing.Union, getattr(types, "UnionType", None)):
        return any(_is(obj, a) for a in args)
    if not builtins.isinstance(obj, origin):
        return False
    if origin is list:
        return all(_is(x, args[0]) for x in obj)
    if origin is dict:
        return all(_is(k, args[0]) and _is(v, args[1]) for k, v in obj.items())
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return all(_is(x, args[0]) for x in obj)
        return len(obj) == len(args) and all(map(_is, obj, args))
    return True


class CompilationUnit:
    """Functions of a source text."""

    def __init__(self, lang=None, _frames_up=0):
        if lang is not None:
            raise NotImplementedError("CompilationUnit: script source text; trace the functions instead")


def is_scripting():
    """Whether the code is being scripted: never, it runs as Python."""
    return False


def fork(func, *args, **kwargs):
    """Runs the function at once."""
    return Future(func(*args, **kwargs))


def wait(future):
    """The result of a `fork`, which was computed when it was made."""
    return future.wait()


class optimized_execution:
    """Accepted and without effect: programs run one way."""

    def __init__(self, should_optimize):
        self.should_optimize = should_optimize

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


class strict_fusion(optimized_execution):
    """Accepted and without effect: what can run together does."""

    def __init__(self):
        super().__init__(True)


def set_fusion_strategy(strategy):
    """Accepted; the interpreter does not specialise. Returns the strategy before."""
    old, _strategy[:] = list(_strategy), list(strategy)
    return old


_strategy = [("STATIC", 2), ("DYNAMIC", 10)]
_onednn = [False]


def enable_onednn_fusion(enabled):
    """Remembers the switch; programs run the same with and without."""
    _onednn[0] = bool(enabled)


def onednn_fusion_enabled():
    """What `enable_onednn_fusion` set."""
    return _onednn[0]
