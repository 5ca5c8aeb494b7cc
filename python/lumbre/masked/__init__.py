"""Reductions and normalisations of the elements that a boolean mask keeps. Masked tensors themselves are not there."""

from ._ops import (
    amax, amin, argmax, argmin, cumprod, cumsum, log_softmax, logaddexp, logsumexp, mean, median, norm, normalize, prod,
    softmax, softmin, std, sum, var,
)  # fmt: skip

__all__ = [
    "amax", "amin", "argmax", "argmin", "cumprod", "cumsum", "log_softmax", "logaddexp", "logsumexp", "mean", "median", "norm",
    "normalize", "prod", "softmax", "softmin", "std", "sum", "var", "MaskedTensor", "as_masked_tensor", "is_masked_tensor",
    "masked_tensor",
]  # fmt: skip


class MaskedTensor:
    """Not implemented: use the functions of this module with `mask=`."""

    def __init__(self, *args, **kwargs):
        raise NotImplementedError("torch.masked.MaskedTensor")


def masked_tensor(data, mask, requires_grad=False):
    """See MaskedTensor."""
    raise NotImplementedError("torch.masked.masked_tensor")


def as_masked_tensor(data, mask):
    """See MaskedTensor."""
    raise NotImplementedError("torch.masked.as_masked_tensor")


def is_masked_tensor(obj):
    """Whether `obj` is a MaskedTensor; none can be made."""
    return isinstance(obj, MaskedTensor)
