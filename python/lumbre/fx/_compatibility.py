"""Marks of how stable a name is; kept for programs that use the decorator."""

import textwrap  # noqa: F401

__all__ = ["compatibility"]


def compatibility(is_backward_compatible):
    """A decorator that returns the function as it is."""
    return lambda fn: fn
