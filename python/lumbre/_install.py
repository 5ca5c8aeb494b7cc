"""Hands the binding the objects that are written in Python."""

from . import _C


def _disabled_torch_function_impl(func, types, args=(), kwargs=None):
    """What a class assigns to `__torch_function__` so that its results are plain tensors."""
    _C._torch_function_disable(True)
    try:
        return func(*args, **(kwargs or {}))
    finally:
        _C._torch_function_disable(False)


def _legacy_new(cls, *args, **kwargs):
    from ._legacy import _construct_tensor

    return _construct_tensor(cls, *args, **kwargs)


_C._disabled_torch_function_impl = _disabled_torch_function_impl
_C._set_disabled_torch_function_impl(_disabled_torch_function_impl)
_C._set_legacy_constructor(_legacy_new)
_C._TensorMeta = type(_C.Tensor)
_C.TensorBase = _C.Tensor
