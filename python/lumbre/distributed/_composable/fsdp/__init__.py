"""Parallel forms of modules."""

from .... import _absent

fully_shard = _absent.function("distributed._composable.fsdp.fully_shard")
FSDPModule = _absent.kind("distributed._composable.fsdp.FSDPModule")
