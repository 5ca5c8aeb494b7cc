"""Optimizers over processes."""

from ... import _absent

ZeroRedundancyOptimizer = _absent.kind("distributed.optim.ZeroRedundancyOptimizer")
DistributedOptimizer = _absent.kind("distributed.optim.DistributedOptimizer")
PostLocalSGDOptimizer = _absent.kind("distributed.optim.PostLocalSGDOptimizer")
