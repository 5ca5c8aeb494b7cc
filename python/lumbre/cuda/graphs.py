"""Recorded sequences of kernels (CUDA graphs)."""

from ._graphs import *  # noqa: F403
