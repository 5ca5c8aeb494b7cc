"""Quantized layers: not part of this build, but for the containers of float operations."""

from ....nn.quantized import FloatFunctional, FXFloatFunctional, QFunctional, __getattr__  # noqa: F401

__all__ = ["FloatFunctional", "FXFloatFunctional", "QFunctional"]
