"""Which modules to split."""

from ... import _absent

transformer_auto_wrap_policy = _absent.function("distributed.fsdp.wrap.transformer_auto_wrap_policy")
size_based_auto_wrap_policy = _absent.function("distributed.fsdp.wrap.size_based_auto_wrap_policy")
lambda_auto_wrap_policy = _absent.function("distributed.fsdp.wrap.lambda_auto_wrap_policy")
enable_wrap = _absent.function("distributed.fsdp.wrap.enable_wrap")
wrap = _absent.function("distributed.fsdp.wrap.wrap")
ModuleWrapPolicy = _absent.kind("distributed.fsdp.wrap.ModuleWrapPolicy")
