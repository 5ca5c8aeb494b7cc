"""Layers, losses and what models are built from."""

import importlib

from . import functional, init, modules, parameter
from .modules import _EAGER, _LAZY
from .parameter import Buffer, Parameter, UninitializedBuffer, UninitializedParameter

_SUBMODULES = ("attention", "common_types", "grad", "intrinsic", "parallel", "qat", "quantizable", "quantized", "utils")
_PARALLEL = ("DataParallel",)

# A star import would load the lazy families.
globals().update((name, getattr(modules, name)) for name in _EAGER)

__all__ = [
    *_EAGER,
    *_LAZY,
    *_SUBMODULES,
    *_PARALLEL,
    "Buffer",
    "Parameter",
    "UninitializedBuffer",
    "UninitializedParameter",
    "factory_kwargs",
    "functional",
    "init",
    "modules",
    "parameter",
]


def factory_kwargs(kwargs):
    """The arguments of a tensor factory (device, dtype, memory_format) among a module's `kwargs`."""
    if kwargs is None:
        return {}
    known = {"device", "dtype", "memory_format"}
    unknown = kwargs.keys() - {*known, "factory_kwargs"}
    if unknown:
        raise TypeError(f"unexpected kwargs {unknown}")
    result = dict(kwargs.get("factory_kwargs", {}))
    for key in known & kwargs.keys():
        if key in result:
            raise TypeError(f"{key} specified twice, in **kwargs and in factory_kwargs")
        result[key] = kwargs[key]
    return result


def __getattr__(name):
    if name in _SUBMODULES:
        return importlib.import_module(f"{__name__}.{name}")
    if name in _LAZY:
        value = getattr(modules, name)
    elif name in _PARALLEL:
        value = getattr(importlib.import_module(f"{__name__}.parallel"), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *__all__})
