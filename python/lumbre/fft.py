"""Fourier transforms. The ops are those the table declares for this namespace."""

from . import _C

globals().update(_C._namespace("fft"))
__all__ = sorted(_C._namespace("fft"))
