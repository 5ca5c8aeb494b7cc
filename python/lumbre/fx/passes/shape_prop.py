"""Shapes of every value in a graph, from running it."""

from typing import Any, NamedTuple

import lumbre as torch

from ..interpreter import Interpreter
from ..node import map_aggregate

__all__ = ["TensorMetadata", "ShapeProp"]


class TensorMetadata(NamedTuple):
    """What is known of a tensor without its numbers."""

    shape: torch.Size
    dtype: torch.dtype
    requires_grad: bool
    stride: tuple
    memory_format: Any
    is_quantized: bool
    qparams: dict


def _extract_tensor_metadata(result, include_contiguity=True):
    found = None
    if include_contiguity:
        for fmt in (torch.contiguous_format, torch.channels_last, torch.channels_last_3d):
            # Each of the last two is defined for one number of dimensions.
            dims = {torch.channels_last: 4, torch.channels_last_3d: 5}.get(fmt, result.dim())
            if result.dim() == dims and result.is_contiguous(memory_format=fmt):
                found = fmt
                break
    return TensorMetadata(result.shape, result.dtype, result.requires_grad, result.stride(), found, False, {})


class ShapeProp(Interpreter):
    """Runs a graph and notes each node's `meta['tensor_meta']` and `meta['type']`."""

    def __init__(self, gm, fake_mode=None):
        super().__init__(gm)
        self.fake_mode, self.real_module = fake_mode, self.module

    def run_node(self, n):
        try:
            result = super().run_node(n)
        except Exception as error:
            raise RuntimeError(f"ShapeProp error for: node={n.format_node()} with meta={n.meta}") from error
        seen = [False]

        def meta_of(x):
            if isinstance(x, torch.Tensor):
                seen[0] = True
                return _extract_tensor_metadata(x)
            return x

        meta = map_aggregate(result, meta_of)
        if seen[0]:
            n.meta["tensor_meta"] = meta
        n.meta["type"] = type(result)
        return result

    def propagate(self, *args):
        """Runs the graph on the arguments and returns its result."""
        return super().run(*args)
