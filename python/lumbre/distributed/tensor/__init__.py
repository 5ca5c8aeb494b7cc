"""Tensors spread over processes: the classes exist to compare with."""

from ... import Tensor, _absent
from .placement_types import Partial, Placement, Replicate, Shard

__all__ = ["DTensor", "Partial", "Placement", "Replicate", "Shard", "distribute_module", "distribute_tensor"]


class DTensor(Tensor):
    """A tensor spread over a mesh: never made here."""


distribute_tensor = _absent.function("distributed.tensor.distribute_tensor")
distribute_module = _absent.function("distributed.tensor.distribute_module")
