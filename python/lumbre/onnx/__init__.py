"""ONNX files from modules, functions and programs."""

import contextlib
import enum

from .. import _absent
from . import operators, symbolic_helper
from ._export import ONNXProgram, export

__all__ = ["ONNXProgram", "export", "is_in_onnx_export", "is_onnxrt_backend_supported", "register_custom_op_symbolic", "unregister_custom_op_symbolic"]


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


ONNXProgram = _absent.kind("onnx.ONNXProgram")


class OnnxExporterError(RuntimeError):
    """The exporter failed."""


dynamo_export = export


def is_in_onnx_export():
    """Whether a model is being exported."""
    return False


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
