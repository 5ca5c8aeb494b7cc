"""Layers for quantization."""
