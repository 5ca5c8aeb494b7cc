"""Communication that returns new tensors, and has ended when it returns. Groups are process groups, or None for the default one."""

import lumbre

from .. import _absent
from . import _collectives as _c
from . import nn as _nn
from ._groups import get_global_rank, get_world_size, member
from ._types import ReduceOp

AsyncCollectiveTensor = _absent.kind("distributed._functional_collectives.AsyncCollectiveTensor")


def _op(name):
    return getattr(ReduceOp, name.upper())


def wait_tensor(tensor):
    """The tensor itself: it is there."""
    return tensor


def all_reduce(self, reduceOp, group=None, tag=""):
    """The sum (`"sum"`, or `"avg"`, `"max"`, ...) over all processes."""
    out = self.detach().clone(memory_format=lumbre.contiguous_format)
    _c.all_reduce(out, _op(reduceOp), group)
    return out


def broadcast(self, src, group=None, tag=""):
    """The tensor of the group's rank `src`."""
    out = self.detach().clone(memory_format=lumbre.contiguous_format)
    _c.broadcast(out, get_global_rank(member(group), src), group)
    return out


def all_gather_tensor(self, gather_dim, group=None, tag=""):
    """Every process's tensor, joined along a dimension."""
    outs = [lumbre.empty_like(self) for _ in range(get_world_size(group))]
    _c.all_gather(outs, self.detach(), group)
    return lumbre.cat(outs, gather_dim)


def reduce_scatter_tensor(self, reduceOp, scatter_dim, group=None, tag=""):
    """This process's part, along a dimension, of the sum over all."""
    n = get_world_size(group)
    if self.size(scatter_dim) % n:
        raise ValueError(f"input dimension {scatter_dim} ({self.size(scatter_dim)} must be a multiple of group_size {n})")
    parts = [p.contiguous() for p in self.detach().chunk(n, scatter_dim)]
    out = lumbre.empty_like(parts[0])
    _c.reduce_scatter(out, parts, _op(reduceOp), group)
    return out


def _received(self, output_split_sizes):
    rows = sum(output_split_sizes) if output_split_sizes else self.size(0)
    return lumbre.empty((rows, *self.shape[1:]), dtype=self.dtype, device=self.device)


def all_to_all_single(self, output_split_sizes, input_split_sizes, group=None, tag=""):
    """Part k of the tensor to rank k; what came."""
    out = _received(self, output_split_sizes)
    _c.all_to_all_single(out, self.detach().contiguous(), output_split_sizes, input_split_sizes, group)
    return out


def all_to_all_single_autograd(self, output_split_sizes, input_split_sizes, group=None, tag=""):
    """As `all_to_all_single`, with a derivative."""
    return _nn.all_to_all_single(_received(self, output_split_sizes), self, output_split_sizes, input_split_sizes, group)
