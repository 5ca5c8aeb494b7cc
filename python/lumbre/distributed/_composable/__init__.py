"""Parallel forms of modules."""

from ... import _absent

fully_shard = _absent.function("distributed._composable.fully_shard")
replicate = _absent.function("distributed._composable.replicate")
checkpoint = _absent.function("distributed._composable.checkpoint")
