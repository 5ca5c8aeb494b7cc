"""Quantized layers by their older name: not part of this build, but for the containers of float operations."""

from .functional_modules import FloatFunctional, FXFloatFunctional, QFunctional

__all__ = ["FloatFunctional", "FXFloatFunctional", "QFunctional"]


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    if name == "dynamic":
        import importlib

        return importlib.import_module(f"{__name__}.dynamic")
    from ... import _absent

    return _absent.kind(f"ao.nn.quantized.{name}")
