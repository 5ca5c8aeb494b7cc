"""Layers of quantized models. `FloatFunctional` works on floats; the other layers exist to compare with."""

import importlib

from ... import _absent
from ._functional import FloatFunctional, FXFloatFunctional

__all__ = ["FloatFunctional", "FXFloatFunctional"]

_KINDS = (
    "BatchNorm2d", "BatchNorm3d", "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d", "DeQuantize", "Dropout",
    "ELU", "Embedding", "EmbeddingBag", "GroupNorm", "Hardswish", "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d", "LayerNorm", "LeakyReLU",
    "Linear", "LSTM", "MaxPool2d", "MultiheadAttention", "PReLU", "QFunctional", "Quantize", "ReLU6", "Sigmoid", "Softmax",
)  # fmt: skip


def __getattr__(name):
    if name == "dynamic":
        return importlib.import_module(f"{__name__}.dynamic")
    if name not in _KINDS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = _absent.kind(f"nn.quantized.{name}")
    return value
