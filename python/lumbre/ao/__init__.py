"""Quantization's home. Its markers exist; quantizing does not."""

from . import quantization  # noqa: F401
