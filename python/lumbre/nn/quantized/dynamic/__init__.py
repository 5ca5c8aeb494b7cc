"""Layers whose weights alone are quantized: they exist to compare with."""

from .... import _absent

_KINDS = ("Linear", "LSTM", "GRU", "LSTMCell", "RNNCell", "GRUCell", "Conv1d", "Conv2d", "Conv3d")


def __getattr__(name):
    if name not in _KINDS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = _absent.kind(f"nn.quantized.dynamic.{name}")
    return value
