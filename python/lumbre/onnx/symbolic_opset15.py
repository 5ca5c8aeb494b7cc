"""Writers of ops for opset 15: none."""

from .. import _absent


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return _absent.function(f"onnx.symbolic_opset15.{name}")
