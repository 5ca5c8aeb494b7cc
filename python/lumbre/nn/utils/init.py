"""Modules without initial values."""

import inspect

import lumbre


def skip_init(module_cls, *args, **kwargs):
    """A module whose parameters are allocated on `device` but not initialised.

    The class must take a `device` argument and hand it on.
    """
    if not issubclass(module_cls, lumbre.nn.Module):
        raise RuntimeError(f"Expected a Module; got {module_cls}")
    if "device" not in inspect.signature(module_cls).parameters:
        raise RuntimeError("Module must support a 'device' arg to skip initialization")
    device = kwargs.pop("device", "cpu")
    return module_cls(*args, device="meta", **kwargs).to_empty(device=device)
