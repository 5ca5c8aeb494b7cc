"""`autocast`: inside, matrix products compute in a lower precision."""

import collections.abc
import functools
import warnings

import lumbre

from . import _state

__all__ = ["autocast", "custom_fwd", "custom_bwd", "is_autocast_available", "autocast_decorator"]


def is_autocast_available(device_type):
    """Whether autocast knows the device."""
    return device_type in ("cpu", "cuda")


def autocast_decorator(autocast_instance, func):
    """`func` inside of an autocast block."""

    @functools.wraps(func)
    def decorate_autocast(*args, **kwargs):
        with autocast_instance:
            return func(*args, **kwargs)

    return decorate_autocast


class autocast:
    """Casts inside a ``with`` block or a decorated function.

    Matrix products, convolutions and attention take their floating arguments in `dtype`, ops that
    need range or precision (losses, decompositions) in float32, and ops that join tensors in the
    widest dtype among them; everything else takes what it gets, and float64 stays.

    Args:
        device_type: ``"cpu"`` or ``"cuda"``; ops on other devices are left alone.
        dtype: the lower dtype; bfloat16 on the CPU, float16 on a GPU.
        enabled: with False, a block without casts inside of one with them.
        cache_enabled: cast a parameter only once in the outermost block.
    """

    def __init__(self, device_type, dtype=None, enabled=True, cache_enabled=None):
        if not isinstance(device_type, str):
            raise ValueError(f"Expected `device_type` of type `str`, got: `{type(device_type)}`")
        if not is_autocast_available(device_type):
            raise RuntimeError(
                f"User specified an unsupported autocast device_type '{device_type}'"
            )
        self.device = device_type
        self.fast_dtype = _state.get_autocast_dtype(device_type) if dtype is None else dtype
        self._cache_enabled = _state.is_autocast_cache_enabled() if cache_enabled is None else cache_enabled
        if device_type == "cuda" and enabled and not lumbre.cuda.is_available():
            warnings.warn(
                "User provided device_type of 'cuda', but CUDA is not available. Disabling",
                stacklevel=2,
            )
            enabled = False
        if enabled and self.fast_dtype not in (lumbre.bfloat16, lumbre.float16):
            name = "CPU" if device_type == "cpu" else "CUDA"
            warnings.warn(
                f"In {name} autocast, but the target dtype is not supported. Disabling autocast.\n"
                f"{name} Autocast only supports dtype of torch.bfloat16, torch.float16 currently.",
                stacklevel=2,
            )
            enabled = False
        self._enabled = bool(enabled)
        # What to restore; a stack, since one object may be entered inside of itself.
        self._before = []

    def __enter__(self):
        self._before.append(
            (
                _state.is_autocast_enabled(self.device),
                _state.get_autocast_dtype(self.device),
                _state.is_autocast_cache_enabled(),
            )
        )
        _state.set_autocast_enabled(self.device, self._enabled)
        _state.set_autocast_dtype(self.device, self.fast_dtype)
        _state.set_autocast_cache_enabled(self._cache_enabled)
        _state.autocast_increment_nesting()
        return self

    def __exit__(self, *exc):
        if _state.autocast_decrement_nesting() == 0:
            _state.clear_autocast_cache()
        enabled, dtype, cache = self._before.pop()
        _state.set_autocast_enabled(self.device, enabled)
        _state.set_autocast_dtype(self.device, dtype)
        _state.set_autocast_cache_enabled(cache)
        return False

    def __call__(self, func):
        return autocast_decorator(self, func)


def _cast(value, device_type, dtype):
    """Floating tensors of the device, float64 left out, in another dtype; also inside of lists and dicts."""
    if isinstance(value, lumbre.Tensor):
        eligible = (
            value.is_floating_point()
            and value.device.type == device_type
            and value.dtype != lumbre.float64
        )
        return value.to(dtype) if eligible else value
    if isinstance(value, (str, bytes)) or type(value).__module__ == "numpy":
        return value
    if isinstance(value, collections.abc.Mapping):
        return {_cast(k, device_type, dtype): _cast(v, device_type, dtype) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        items = [_cast(v, device_type, dtype) for v in value]
        return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
    return value


def custom_fwd(fwd=None, *, device_type="cuda", cast_inputs=None):
    """Decorates the forward of a custom ``autograd.Function`` that is used under autocast.

    With `cast_inputs`, an enabled autocast casts the inputs to that dtype and is off inside.
    """
    if not isinstance(device_type, str):
        raise ValueError(f"Expected `device_type` of type `str`, got: `{type(device_type)}`")
    if fwd is None:
        return functools.partial(custom_fwd, device_type=device_type, cast_inputs=cast_inputs)

    @functools.wraps(fwd)
    def decorate_fwd(*args, **kwargs):
        ctx = args[0]
        ctx._dtype = _state.get_autocast_dtype(device_type)
        enabled = _state.is_autocast_enabled(device_type)
        ctx._fwd_used_autocast = enabled and cast_inputs is None
        if not enabled or cast_inputs is None:
            return fwd(*args, **kwargs)
        with autocast(device_type=device_type, enabled=False):
            return fwd(*_cast(args, device_type, cast_inputs), **_cast(kwargs, device_type, cast_inputs))

    return decorate_fwd


def custom_bwd(bwd=None, *, device_type="cuda"):
    """Decorates the backward of a custom ``autograd.Function``: it runs under the forward's autocast."""
    if not isinstance(device_type, str):
        raise ValueError(f"Expected `device_type` of type `str`, got: `{type(device_type)}`")
    if bwd is None:
        return functools.partial(custom_bwd, device_type=device_type)

    @functools.wraps(bwd)
    def decorate_bwd(*args, **kwargs):
        ctx = args[0]
        with autocast(device_type=device_type, enabled=ctx._fwd_used_autocast, dtype=ctx._dtype):
            return bwd(*args, **kwargs)

    return decorate_bwd


def _enter_autocast(*vals):
    """Open a block without ``with``."""
    mode = autocast(*vals)
    mode.__enter__()
    return mode


def _exit_autocast(mode):
    """Close it."""
    mode.__exit__(None, None, None)
