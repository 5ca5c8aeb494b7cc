"""One operation at every place of lists of tensors: what the private `torch._foreach_*` functions do, under public names.

Functions with a trailing underscore work in place and give the list back, the others give a tuple of new tensors.
"""

import functools

import lumbre

_NAMES = (
    "abs acos add addcdiv addcmul asin atan ceil clamp_max clamp_min clone copy_ cos cosh div erf erfc exp expm1 floor frac lerp lgamma log "
    "log10 log1p log2 max maximum minimum mm mul neg norm pow reciprocal round rsqrt sigmoid sign sin sinh sqrt sub tan tanh trunc zero_"
).split()
_NO_IN_PLACE = ("clone", "copy_", "max", "mm", "norm", "zero_")
__all__ = sorted([*_NAMES, *(f"{name}_" for name in _NAMES if name not in _NO_IN_PLACE)])


def _public(name):
    private = getattr(lumbre, f"_foreach_{name}")
    in_place = name.endswith("_")

    @functools.wraps(private)
    def call(inputs, *args, **kwargs):
        if not len(inputs):
            raise RuntimeError(f"torch.foreach.{name}: expected at least one tensor")
        result = private(inputs, *args, **kwargs)
        return inputs if in_place else result

    call.__name__ = call.__qualname__ = name
    given = "works in place and gives the list back" if in_place else "gives a tuple of new tensors"
    call.__doc__ = f"""`torch.{name}` of every tensor of a list; {given}.

    Shapes: those of the op; lists beside the first have its length.
    Dtypes: those of the op.
    Raises: RuntimeError for an empty list, lists of other lengths, and what the op raises.
    Source: PyTorch's `torch.foreach.{name}`.
    """
    return call


globals().update({name: _public(name) for name in __all__})
