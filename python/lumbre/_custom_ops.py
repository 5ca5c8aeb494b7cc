"""Older names of `library`."""

from .library import define, get_ctx, impl_abstract, infer_schema, register_kernel  # noqa: F401

__all__ = ["custom_op", "impl", "impl_abstract", "get_ctx", "impl_save_for_backward", "impl_backward"]


def custom_op(qualname, func_or_schema=None):
    """An op from a schema, or from an annotated function it decorates."""
    if isinstance(func_or_schema, str):
        define(qualname, func_or_schema)
        return None
    if func_or_schema is None:
        return lambda fn: custom_op(qualname, fn)
    define(qualname, infer_schema(func_or_schema, mutates_args=()))
    return func_or_schema


def impl(qualname, *, device_types=("cpu", "cuda"), func=None):
    return register_kernel(qualname, list(device_types), func)


def impl_save_for_backward(qualname, *, func=None):
    raise NotImplementedError("_custom_ops.impl_save_for_backward: use library.register_autograd")


def impl_backward(qualname, output_differentiability=None, *, func=None):
    raise NotImplementedError("_custom_ops.impl_backward: use library.register_autograd")
