"""A device as a context: factories inside make their tensors on it."""

import functools
import inspect

import lumbre

__all__ = ["DeviceContext", "device_decorator"]


class DeviceContext:
    """Tensors made inside without a `device` are made on this one."""

    def __init__(self, device):
        self.device = lumbre.device(device)

    def __enter__(self):
        self.device.__enter__()
        return self

    def __exit__(self, *exc):
        return self.device.__exit__(*exc)


def device_decorator(device, func):
    """`func` with `device` as its context."""
    if inspect.isclass(func):
        raise RuntimeError(
            "Cannot decorate classes; it is ambiguous whether or not only the constructor or all methods should have the "
            "context manager applied; additionally, decorating a class as a context-manager will prevent it from working "
            "as a type identifier."
        )

    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        with lumbre.device(device):
            return func(*args, **kwargs)

    return wrapper


def set_device(device):
    """A decorator that gives a function `device` as its context."""
    return lambda func: device_decorator(lumbre.device(device), func)
