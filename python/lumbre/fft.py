"""Fourier transforms. The ops are those the table declares for this namespace."""

from . import _C

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._stubs.fft import *

_ops = {name.removeprefix("fft_"): op for name, op in _C._namespace("fft").items()}
globals().update(_ops)
__all__ = sorted(_ops)
