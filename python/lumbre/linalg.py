"""Linear algebra. The ops are those the table declares for this namespace."""

from . import _C

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._stubs.linalg import *

_ops = {name.removeprefix("linalg_"): op for name, op in _C._namespace("linalg").items()}
globals().update(_ops)
LinAlgError = _C._LinAlgError
__all__ = sorted([*_ops, "LinAlgError"])
