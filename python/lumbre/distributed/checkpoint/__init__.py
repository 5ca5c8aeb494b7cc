"""Checkpoints written by several processes."""

from ... import _absent

save = _absent.function("distributed.checkpoint.save")
load = _absent.function("distributed.checkpoint.load")
FileSystemReader = _absent.kind("distributed.checkpoint.FileSystemReader")
FileSystemWriter = _absent.kind("distributed.checkpoint.FileSystemWriter")
StorageReader = _absent.kind("distributed.checkpoint.StorageReader")
StorageWriter = _absent.kind("distributed.checkpoint.StorageWriter")
