"""PyTorch's dispatch modes, below the functions: this build has no such layer, and says so when one is entered."""

import contextlib

__all__ = ["TorchDispatchMode", "is_traceable_wrapper_subclass", "return_and_correct_aliasing", "_disable_current_modes"]


class TorchDispatchMode:
    """Can be derived from and made; entering it raises NotImplementedError. `overrides.TorchFunctionMode` sees calls of functions."""

    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        raise NotImplementedError("utils._python_dispatch.TorchDispatchMode: overrides.TorchFunctionMode sees the calls of functions")

    def __exit__(self, *error):
        return None


def is_traceable_wrapper_subclass(t):
    """Whether `t` is a tensor made of others, with ``__tensor_flatten__``."""
    return hasattr(t, "__tensor_flatten__") and hasattr(t, "__tensor_unflatten__")


def is_traceable_wrapper_subclass_type(t):
    """The same of a class."""
    return is_traceable_wrapper_subclass(t)


def return_and_correct_aliasing(func, args, kwargs, out):
    """`out`: views of subclasses know their base here."""
    return out


@contextlib.contextmanager
def _disable_current_modes():
    yield []


def _get_current_dispatch_mode():
    return None
