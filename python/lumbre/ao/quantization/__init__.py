"""Markers of where a model would be quantized. They pass values through; converting a model raises `NotImplementedError`."""

from ... import _absent, nn

__all__ = ["QuantStub", "DeQuantStub", "QuantWrapper", "fuse_modules", "prepare", "prepare_qat", "convert", "quantize_dynamic"]


class QuantStub(nn.Module):
    """Where values would become quantized: the identity in a model that is not."""

    def __init__(self, qconfig=None):
        super().__init__()
        if qconfig:
            self.qconfig = qconfig

    def forward(self, x):
        return x


class DeQuantStub(QuantStub):
    """Where values would become floats again."""


class QuantWrapper(nn.Module):
    """A module between the two stubs."""

    def __init__(self, module):
        super().__init__()
        self.quant, self.dequant = QuantStub(), DeQuantStub()
        self.add_module("module", module)
        self.train(module.training)

    def forward(self, X):
        return self.dequant(self.module(self.quant(X)))


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    if name[:1].islower():
        return _absent.function(f"ao.quantization.{name}")
    return _absent.kind(f"ao.quantization.{name}")
