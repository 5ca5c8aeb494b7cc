"""Layers in a form that can be quantized: they exist to compare with."""

from ... import _absent

_KINDS = ("LSTM", "LSTMCell", "MultiheadAttention")


def __getattr__(name):
    if name not in _KINDS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = _absent.kind(f"nn.quantizable.{name}")
    return value
