"""The two spellings of a loss reduction: names, and the older pair of flags."""

import warnings

_NAMES = {"none": 0, "mean": 1, "elementwise_mean": 1, "sum": 2}


def get_enum(reduction):
    """The number of a reduction name."""
    if reduction == "elementwise_mean":
        warnings.warn("reduction='elementwise_mean' is deprecated. Please use reduction='mean' instead.", stacklevel=3)
    if reduction not in _NAMES:
        raise ValueError(f"{reduction} is not a valid value for reduction")
    return _NAMES[reduction]


def legacy_get_string(size_average, reduce, emit_warning=True):
    """The reduction that `size_average` and `reduce` (None: True) stand for."""
    size_average = True if size_average is None else size_average
    reduce = True if reduce is None else reduce
    name = "none" if not reduce else "mean" if size_average else "sum"
    if emit_warning:
        warnings.warn(
            "size_average and reduce args will be deprecated, "
            f"please use reduction='{name}' instead.",
            stacklevel=3,
        )
    return name


def legacy_get_enum(size_average, reduce, emit_warning=True):
    """`legacy_get_string` as a number."""
    return get_enum(legacy_get_string(size_average, reduce, emit_warning))
