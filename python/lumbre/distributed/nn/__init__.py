"""Differentiable communication."""

from ... import _absent

all_reduce = _absent.function("distributed.nn.all_reduce")
all_gather = _absent.function("distributed.nn.all_gather")
broadcast = _absent.function("distributed.nn.broadcast")
reduce_scatter = _absent.function("distributed.nn.reduce_scatter")
RemoteModule = _absent.kind("distributed.nn.RemoteModule")
