"""ONNX files from modules, functions and programs."""

import contextlib
import enum

from . import _export, operators, symbolic_helper
from ._export import ONNXProgram, export

__all__ = ["ONNXProgram", "export", "is_in_onnx_export", "is_onnxrt_backend_supported", "load", "register_custom_op_symbolic", "unregister_custom_op_symbolic"]


class TrainingMode(enum.IntEnum):
    """Which mode a model is exported in."""

    EVAL = 0
    PRESERVE = 1
    TRAINING = 2


class OperatorExportTypes(enum.IntEnum):
    """What becomes of ops without a standard form."""

    ONNX = 0
    ONNX_ATEN = 1
    ONNX_ATEN_FALLBACK = 2
    ONNX_FALLTHROUGH = 3


class TensorProtoDataType(enum.IntEnum):
    """ONNX's element types."""

    UNDEFINED, FLOAT, UINT8, INT8, UINT16, INT16, INT32, INT64, STRING, BOOL, FLOAT16, DOUBLE, UINT32, UINT64, COMPLEX64, COMPLEX128, BFLOAT16 = range(17)


class OnnxExporterError(RuntimeError):
    """The exporter failed."""


dynamo_export = export


def is_in_onnx_export():
    """Whether a model is being exported."""
    return _export.exporting()


def is_onnxrt_backend_supported():
    """False: `compile` has no ONNX Runtime backend."""
    return False


_SYMBOLIC = {}


def register_custom_op_symbolic(symbolic_name, symbolic_fn, opset_version):
    """Keeps how an op is written."""
    _SYMBOLIC[symbolic_name, opset_version] = symbolic_fn


def unregister_custom_op_symbolic(symbolic_name, opset_version):
    """Takes back what `register_custom_op_symbolic` registered."""
    _SYMBOLIC.pop((symbolic_name, opset_version), None)


@contextlib.contextmanager
def select_model_mode_for_export(model, mode):
    was = model.training
    model.train(mode == TrainingMode.TRAINING)
    try:
        yield
    finally:
        model.train(was)


def load(f):
    """An ONNX model (versions 9 to 23 of its operators) as a module whose forward is a program.

    The result is as `jit.load`'s: it runs, trains, goes to other devices, is saved by `jit.save` and then runs from Rust and C. Weights are
    parameters (the statistics of batch normalisation buffers) under their names in the file; small constants are part of the program.
    `If`, `Loop` and `Scan` stay branches and loops; sizes that the file leaves open stay open.

    Args:
        f: a path, a file object, the bytes of a model, or an `onnx.ModelProto`. Weights in files beside the model are read for a path
            only, and from its folder only.

    Inputs are given in the order of the file, or by name. Several outputs come as a tuple.

    Raises:
        OnnxError (a ValueError): a file that is no ONNX model, or a broken one.
        NotImplementedError: an operator, dtype or setting that has no form here, by its name.

    The format and its operators: https://onnx.ai/onnx/repo-docs/IR.html, https://onnx.ai/onnx/operators.
    """
    from ._import import load

    return load(f)


def __getattr__(name):
    if name == "OnnxError":
        from ._import import OnnxError

        return OnnxError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
