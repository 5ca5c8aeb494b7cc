"""Linear algebra. The ops are those the table declares for this namespace."""

from . import _C

globals().update(_C._namespace("linalg"))
LinAlgError = _C._LinAlgError
__all__ = sorted([*_C._namespace("linalg"), "LinAlgError"])
