"""The first home of `vmap`."""

import warnings

from lumbre import _functorch  # noqa: F401
from lumbre._functorch import vmap as _implementation

__all__ = ["vmap"]


def vmap(func, in_dims=0, out_dims=0):
    """The old name of `lumbre.vmap`."""
    warnings.warn("Please use torch.vmap instead of torch._vmap_internals.vmap.", FutureWarning, stacklevel=2)
    return _vmap(func, in_dims, out_dims)


def _vmap(func, in_dims=0, out_dims=0, allow_none_pass_through=False):
    return _implementation.vmap(func, in_dims, out_dims, "same")
