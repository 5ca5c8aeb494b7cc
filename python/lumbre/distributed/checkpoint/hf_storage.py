"""Checkpoints in the form of Hugging Face."""

from ... import _absent

HuggingFaceStorageReader = _absent.kind("distributed.checkpoint.hf_storage.HuggingFaceStorageReader")
HuggingFaceStorageWriter = _absent.kind("distributed.checkpoint.hf_storage.HuggingFaceStorageWriter")
