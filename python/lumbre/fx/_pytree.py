"""Flattening the nested arguments of generated functions."""

from ..utils import _pytree as pytree

__all__ = ["tree_flatten_spec", "register_pytree_flatten_spec"]

SUPPORTED_NODES = {}


def register_pytree_flatten_spec(cls, flatten_fn_spec, flatten_fn_exact_match_spec=None):
    """How containers of a class are flattened along a known structure."""
    SUPPORTED_NODES[cls] = flatten_fn_spec


def tree_flatten_spec(value, spec):
    """The leaves of `value`, which must be built as `spec` says."""
    leaves, found = pytree.tree_flatten(value)
    if found != spec:
        raise TypeError(f"the arguments are built as {found}, the graph was traced with {spec}")
    return leaves
