"""Marks that scripting reads; in eager programs they leave functions as they are."""

import typing
from typing import Any, Dict, Final, List, NamedTuple, Optional, Tuple, Union  # noqa: F401

boolean_dispatched = {}


class FunctionModifiers:
    """What the marks say."""

    UNUSED = "unused (ignored and replaced with raising of an exception)"
    IGNORE = "ignore (leave as a call to Python, cannot be torch.jit.save'd)"
    EXPORT = "export (compile this function even if nothing calls it)"
    DEFAULT = "default (compile if called from a exported function / forward)"
    COPY_TO_SCRIPT_WRAPPER = "if this method is not scripted, copy the python method onto the scripted model"
    _DROP = "_drop (function is fully ignored, declaration can be unscriptable)"


def _mark(fn, modifier):
    fn._torchscript_modifier = modifier
    return fn


def export(fn):
    """Scripting compiles this method though nothing calls it."""
    return _mark(fn, FunctionModifiers.EXPORT)


def unused(fn):
    """Scripting replaces this by an error."""
    if isinstance(fn, property):
        return property(unused(fn.fget), fn.fset and unused(fn.fset), fn.fdel)
    return _mark(fn, FunctionModifiers.UNUSED)


def ignore(drop=False, **kwargs):
    """Scripting leaves this a call into Python."""
    if callable(drop):
        return _mark(drop, FunctionModifiers.IGNORE)
    return lambda fn: _mark(fn, FunctionModifiers.UNUSED if drop else FunctionModifiers.IGNORE)


def _drop(fn):
    return _mark(fn, FunctionModifiers._DROP)


def _copy_to_script_wrapper(fn):
    return _mark(fn, FunctionModifiers.COPY_TO_SCRIPT_WRAPPER)


def get_torchscript_modifier(fn):
    """The mark of a function or method."""
    fn = getattr(fn, "__func__", fn)
    return getattr(fn, "_torchscript_modifier", FunctionModifiers.DEFAULT)


def is_ignored_fn(fn):
    modifiers = (FunctionModifiers.UNUSED, FunctionModifiers.IGNORE, FunctionModifiers._DROP)
    return get_torchscript_modifier(fn) in modifiers


def should_drop(fn):
    return get_torchscript_modifier(fn) == FunctionModifiers.UNUSED


def boolean_dispatch(arg_name, arg_index, default, if_true, if_false, module_name, func_name):
    """One function for two, chosen by a boolean argument (`return_indices` of the pooling functions)."""

    def fn(*args, **kwargs):
        choice = kwargs.get(arg_name, args[arg_index] if arg_index < len(args) else default)
        return (if_true if choice else if_false)(*args, **kwargs)

    fn.__doc__ = if_true.__doc__ or if_false.__doc__
    if module_name is not None:
        fn.__module__ = module_name
    if func_name is not None:
        fn.__name__ = func_name
    boolean_dispatched[fn] = {"if_true": if_true, "if_false": if_false, "index": arg_index, "default": default, "arg_name": arg_name}
    return fn


class BroadcastingListCls:
    """`BroadcastingList2[int]`: a list of that length, or one value for all of it."""

    def __getitem__(self, types):
        return typing.Any


BroadcastingList1 = BroadcastingListCls()
for _n in range(2, 7):
    globals()[f"BroadcastingList{_n}"] = BroadcastingList1


def is_scripting():
    """Whether this is compiled code."""
    return False


def _overload(func):
    return func


def _overload_method(func):
    return func


def is_tuple(ann):
    return typing.get_origin(ann) is tuple


def is_list(ann):
    return typing.get_origin(ann) is list


def is_dict(ann):
    return typing.get_origin(ann) is dict


def is_optional(ann):
    return typing.get_origin(ann) is Union and type(None) in typing.get_args(ann)


def is_final(ann):
    return ann is Final or typing.get_origin(ann) is Final
