"""Graphs of the ops that run below Python."""

import contextlib

__all__ = ["make_fx", "get_isolated_graphmodule", "maybe_disable_fake_tensor_mode", "maybe_enable_thunkify", "disable_proxy_modes_tracing", "get_proxy_mode"]


def make_fx(f, *args, **kwargs):
    raise NotImplementedError("torch.fx.experimental.proxy_tensor.make_fx is not implemented; torch.fx.symbolic_trace and torch.jit.trace are")


def get_isolated_graphmodule(*args, **kwargs):
    raise NotImplementedError("torch.fx.experimental.proxy_tensor.get_isolated_graphmodule is not implemented")


def maybe_disable_fake_tensor_mode():
    return contextlib.nullcontext()


maybe_enable_thunkify = disable_proxy_modes_tracing = maybe_disable_fake_tensor_mode


def get_proxy_mode():
    return None
