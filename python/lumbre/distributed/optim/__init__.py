"""Optimizers over processes."""

from ... import _absent
from .zero_redundancy_optimizer import ZeroRedundancyOptimizer  # noqa: F401

DistributedOptimizer = _absent.kind("distributed.optim.DistributedOptimizer")
PostLocalSGDOptimizer = _absent.kind("distributed.optim.PostLocalSGDOptimizer")
