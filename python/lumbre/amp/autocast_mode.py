"""`autocast`: inside, matrix products compute in a lower precision."""

import functools

import lumbre
from lumbre import _misc


def is_autocast_available(device_type):
    """Whether autocast knows the device."""
    return device_type in ("cpu", "cuda")


class autocast:
    """Casts inside a block or a function.

    With `enabled=False`, or for a device that is not there, nothing changes. Casting itself is not in this build:
    an enabled CPU block raises.
    """

    def __init__(self, device_type="cuda", dtype=None, enabled=True, cache_enabled=None):
        if not isinstance(device_type, str):
            raise ValueError(f"Expected `device_type` of type `str`, got: `{type(device_type)}`")
        if not is_autocast_available(device_type):
            raise RuntimeError(f"User specified an unsupported autocast device_type '{device_type}'")
        self.device, self.fast_dtype = device_type, dtype or _misc.get_autocast_dtype(device_type)
        self._enabled = bool(enabled) and (device_type != "cuda" or lumbre.cuda.is_available())

    def __enter__(self):
        if self._enabled:
            raise NotImplementedError(f"autocast on {self.device}")
        return self

    def __exit__(self, *exc):
        return False

    def __call__(self, func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            with self:
                return func(*args, **kwargs)

        return wrapper


def custom_fwd(fwd=None, *, device_type="cuda", cast_inputs=None):
    """For the forward of a custom Function under autocast."""
    return fwd if fwd is not None else lambda f: f


def custom_bwd(bwd=None, *, device_type="cuda"):
    """For the backward of a custom Function under autocast."""
    return bwd if bwd is not None else lambda f: f
