"""Parameters split over processes: the classes exist to compare with."""

from ... import _absent

FullyShardedDataParallel = _absent.kind("distributed.fsdp.FullyShardedDataParallel")
FSDPModule = _absent.kind("distributed.fsdp.FSDPModule")
CPUOffload = _absent.kind("distributed.fsdp.CPUOffload")
CPUOffloadPolicy = _absent.kind("distributed.fsdp.CPUOffloadPolicy")
MixedPrecision = _absent.kind("distributed.fsdp.MixedPrecision")
MixedPrecisionPolicy = _absent.kind("distributed.fsdp.MixedPrecisionPolicy")
ShardingStrategy = _absent.kind("distributed.fsdp.ShardingStrategy")
BackwardPrefetch = _absent.kind("distributed.fsdp.BackwardPrefetch")
StateDictType = _absent.kind("distributed.fsdp.StateDictType")
FullStateDictConfig = _absent.kind("distributed.fsdp.FullStateDictConfig")
FullOptimStateDictConfig = _absent.kind("distributed.fsdp.FullOptimStateDictConfig")
fully_shard = _absent.function("distributed.fsdp.fully_shard")
register_fsdp_forward_method = _absent.function("distributed.fsdp.register_fsdp_forward_method")
