"""Layers that train for quantization: they exist to compare with."""

from ... import _absent

_KINDS = ("Conv1d", "Conv2d", "Conv3d", "Embedding", "EmbeddingBag", "Linear")


def __getattr__(name):
    if name not in _KINDS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = _absent.kind(f"nn.qat.{name}")
    return value
