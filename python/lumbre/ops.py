"""Ops by name: `ops.aten.add(x, y)`, `ops.aten.max.dim(x, 0)`."""

import sys
import types

from . import _C


class _Overload:
    def __init__(self, space, name, overload):
        self._key = name + ("." + overload if overload and overload != "default" else "")
        self.__name__ = f"{name}.{overload or 'default'}"
        self._qualified = f"{space}::{name}"

    def __call__(self, *args, **kwargs):
        return _C._call_op(self._key, *args, **kwargs)

    def __repr__(self):
        return f"<OpOverload(op='{self._qualified.replace('::', '.')}', overload='{self.__name__.split('.')[-1]}')>"


class _Packet:
    """All overloads of an op."""

    def __init__(self, space, name):
        self._space, self.__name__ = space, name

    def __call__(self, *args, **kwargs):
        import lumbre

        f = getattr(lumbre, self.__name__, None) or getattr(_C.Tensor, self.__name__, None)
        if f is None:
            raise NotImplementedError(f"{self._space}::{self.__name__}")
        return f(*args, **kwargs)

    def __getattr__(self, overload):
        if overload.startswith("__"):
            raise AttributeError(overload)
        value = _Overload(self._space, self.__name__, "" if overload in ("default", "Tensor") else overload)
        setattr(self, overload, value)
        return value


class _Space(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        value = _Packet(self.__name__.split(".")[-1], name)
        setattr(self, name, value)
        return value


class _Ops(types.ModuleType):
    loaded_libraries = set()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        value = _Space(f"torch.ops.{name}")
        setattr(self, name, value)
        return value

    def load_library(self, path):
        raise OSError(f"{path}: compiled PyTorch extensions cannot be loaded into lumbre")


sys.modules[__name__].__class__ = _Ops
