"""`autograd.profiler` by its older name."""

from .profiler import profile  # noqa: F401

__all__ = ["profile"]
