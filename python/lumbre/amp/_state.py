"""Autocast's switches, one set for each thread."""

from .. import _C
from .._C import clear_autocast_cache  # noqa: F401

# Device types that PyTorch knows and that cannot be enabled here.
_OTHERS = {"xpu", "hpu", "ipu", "xla", "mps", "mtia", "maia", "privateuseone"}


def is_autocast_enabled(device_type="cuda"):
    """Whether ops on the device type are cast."""
    return device_type not in _OTHERS and _C._autocast_get(device_type)[0]


def set_autocast_enabled(device_type, enabled=None):
    """Switch casting on or off; with one argument, for CUDA."""
    if enabled is None:
        device_type, enabled = "cuda", device_type
    _C._autocast_set(device_type, enabled=bool(enabled))


def get_autocast_dtype(device_type):
    """The lower dtype."""
    return _C.float16 if device_type in _OTHERS else _C._autocast_get(device_type)[1]


def set_autocast_dtype(device_type, dtype):
    """Choose the lower dtype."""
    _C._autocast_set(device_type, dtype=dtype)


def is_autocast_cache_enabled():
    """Whether a parameter is cast only once in a block."""
    return _C._autocast_cache()


def set_autocast_cache_enabled(enabled):
    """Switch that on or off."""
    _C._autocast_cache(bool(enabled))


def autocast_increment_nesting():
    """Open a block; returns how many are open."""
    return _C._autocast_nest(1)


def autocast_decrement_nesting():
    """Close a block; returns how many are open."""
    return _C._autocast_nest(-1)


def is_autocast_cpu_enabled():
    """The old form for one device."""
    return is_autocast_enabled("cpu")


def set_autocast_cpu_enabled(enabled):
    """The old form for one device."""
    set_autocast_enabled("cpu", enabled)


def get_autocast_cpu_dtype():
    """The old form for one device."""
    return get_autocast_dtype("cpu")


def set_autocast_cpu_dtype(dtype):
    """The old form for one device."""
    set_autocast_dtype("cpu", dtype)


def get_autocast_gpu_dtype():
    """The old form for one device."""
    return get_autocast_dtype("cuda")


def set_autocast_gpu_dtype(dtype):
    """The old form for one device."""
    set_autocast_dtype("cuda", dtype)
