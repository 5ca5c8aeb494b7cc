"""Special functions. The ops are those the table declares for this namespace."""

from . import _C

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._stubs.special import *

globals().update(_C._namespace("special"))
__all__ = sorted(_C._namespace("special"))
