"""Writers of ops for opset 10: none."""

from .. import _absent


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return _absent.function(f"onnx.symbolic_opset10.{name}")
