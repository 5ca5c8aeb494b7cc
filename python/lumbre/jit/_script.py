"""`script` and its decorators. Scripted code runs as the Python it is; only traced programs can be saved so far."""

import builtins
import functools
import inspect
import typing
from typing import Any, Final

from .. import nn
from ._module import RecursiveScriptModule, ScriptFunction, ScriptModule

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


class ScriptedFunction(ScriptFunction):
    """A scripted function: the Python function itself."""

    def __init__(self, fn):
        functools.update_wrapper(self, fn)
        self.fn, self.name = fn, fn.__name__
        self._methods = None

    def __call__(self, *args, **kwargs):
        return self.fn(*args, **kwargs)

    def __get__(self, instance, owner=None):
        return self if instance is None else functools.partial(self.fn, instance)

    def _missing(self, what):
        return NotImplementedError(f"{what} of the scripted function {self.name}: only traced programs have one; use jit.trace")

    def _file(self, extra_files):
        raise self._missing("save")

    def save_to_buffer(self, _extra_files=None):
        raise self._missing("save")

    @property
    def graph(self):
        raise self._missing("graph")

    inlined_graph = graph

    @property
    def code(self):
        return inspect.getsource(self.fn)


class ScriptedModule(RecursiveScriptModule):
    """A scripted module: it shares everything with the module it was made from and runs its Python code."""

    def __init__(self, module):
        super().__init__()
        self.__dict__["_original"] = module
        for name in ("_parameters", "_buffers", "_modules", "_non_persistent_buffers_set"):
            self.__dict__[name] = module.__dict__[name]
        self.__dict__["training"] = module.training
        self.original_name = type(module).__name__

    def forward(self, *args, **kwargs):
        return self._original(*args, **kwargs)

    def train(self, mode=True):
        self._original.train(mode)
        return super().train(mode)

    def __getattr__(self, name):
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(self.__dict__["_original"], name)

    def _method(self, what, name="forward"):
        raise NotImplementedError(f"{what} of the scripted module {self.original_name}: only traced programs have one; use jit.trace")

    def __repr__(self):
        return repr(self._original)


def script(obj, optimize=None, _frames_up=0, _rcb=None, example_inputs=None):
    """A function, module or class marked as scripted; it runs as Python."""
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
    return fn


def script_if_tracing(fn):
    """A function that would be scripted when traced; tracing records the ops it runs."""

    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        return fn(*args, **kwargs)

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


class Attribute:
    """A value with a type for script."""

    def __init__(self, value, type):
        self.value, self.type = value, type


def isinstance(obj, target_type):  # noqa: A001
    """Whether an object has a type, where containers may name the types of their items."""
    types = target_type if builtins.isinstance(target_type, tuple) else (target_type,)
    return any(builtins.isinstance(obj, typing.get_origin(t) or (object if t is Any else t)) for t in types)


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
    return future.wait()


class optimized_execution:
    def __init__(self, should_optimize):
        self.should_optimize = should_optimize

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


class strict_fusion(optimized_execution):
    def __init__(self):
        super().__init__(True)


def set_fusion_strategy(strategy):
    """Accepted; the interpreter does not specialise. Returns the strategy before."""
    old, _strategy[:] = list(_strategy), list(strategy)
    return old


_strategy = [("STATIC", 2), ("DYNAMIC", 10)]
_onednn = [False]


def enable_onednn_fusion(enabled):
    _onednn[0] = bool(enabled)


def onednn_fusion_enabled():
    return _onednn[0]
