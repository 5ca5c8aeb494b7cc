"""Random tensors for tests."""

import math

import lumbre

__all__ = ["make_tensor"]

_INTEGERS = (
    lumbre.uint8, lumbre.int8, lumbre.int16, lumbre.int32, lumbre.int64, lumbre.uint16, lumbre.uint32, lumbre.uint64,
)  # fmt: skip


def make_tensor(
    *shape, dtype, device="cpu", low=None, high=None, requires_grad=False, noncontiguous=False, exclude_zero=False,
    memory_format=None,
):  # fmt: skip
    """A tensor of uniform random values in `[low, high)`: by default [-9, 9) for floats, [-9, 10) for integers.

    `noncontiguous` gives gaps between the elements; `exclude_zero` replaces zeros by the smallest number above.
    """
    if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
        shape = tuple(shape[0])
    if noncontiguous and memory_format is not None:
        raise ValueError("The parameters `noncontiguous` and `memory_format` are mutually exclusive")
    if requires_grad and (dtype in _INTEGERS or dtype == lumbre.bool):
        raise ValueError(f"`requires_grad=True` is not supported for boolean and integral dtypes, but got {dtype}")
    drawn = shape
    if noncontiguous and math.prod(shape) > 1:
        drawn = (*shape[:-1], 2 * shape[-1])
    out = _draw(drawn, dtype, *_limits(dtype, low, high))
    if drawn is not shape:
        out = out[..., ::2]
    if exclude_zero:
        least = 1 if dtype in _INTEGERS or dtype == lumbre.bool else lumbre.finfo(dtype).tiny
        out[out == 0] = least
    out = out.to(device)
    if memory_format is not None:
        out = out.clone(memory_format=memory_format)
    return out.requires_grad_() if requires_grad else out


def _limits(dtype, low, high):
    for name, value in (("low", low), ("high", high)):
        if isinstance(value, float) and math.isnan(value):
            raise ValueError(f"`{name}` cannot be NaN, but got low={low!r} and high={high!r}")
    if dtype == lumbre.bool:
        defaults, least, most = (0, 2), 0, 2
    elif dtype in _INTEGERS:
        info = lumbre.iinfo(dtype)
        least, most = info.min, info.max + 1
        defaults = (0 if info.min == 0 else -9, 10)
    else:
        real = dtype.to_real() if dtype.is_complex else dtype
        most = lumbre.finfo(real).max
        least, defaults = -most, (-9, 9)
    low = defaults[0] if low is None else low
    high = defaults[1] if high is None else high
    if low > high:
        raise ValueError(f"`low` must be less than or equal to `high`, but got {low} > {high}")
    return max(low, least), min(high, most)


def _draw(shape, dtype, low, high):
    if dtype == lumbre.bool or dtype in _INTEGERS:
        low, high = math.floor(low), math.ceil(high)
        return lumbre.randint(low, max(high, low + 1), shape, dtype=lumbre.int64).to(dtype)
    if dtype.is_complex:
        real = _draw((*shape, 2), dtype.to_real(), low, high)
        return lumbre.view_as_complex(real)
    wide = dtype if dtype in (lumbre.float32, lumbre.float64) else lumbre.float32
    return lumbre.empty(shape, dtype=wide).uniform_(low, high).to(dtype)
