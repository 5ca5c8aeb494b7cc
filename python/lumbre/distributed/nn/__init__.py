"""Collectives with derivatives: what a process got from others gives its gradient back to them."""

import lumbre

from ... import _absent
from .. import _collectives as _c
from .._groups import get_group_rank, get_rank, get_world_size
from .._types import ReduceOp

__all__ = ["broadcast", "gather", "scatter", "reduce", "reduce_scatter", "all_gather", "all_to_all", "all_to_all_single", "all_reduce"]

RemoteModule = _absent.kind("distributed.nn.RemoteModule")


class _AllReduce(lumbre.autograd.Function):
    @staticmethod
    def forward(ctx, op, group, x):
        ctx.op, ctx.group = op, group
        out = x.clone(memory_format=lumbre.contiguous_format)
        _c.all_reduce(out, op, group)
        return out

    @staticmethod
    def backward(ctx, g):
        return None, None, _AllReduce.apply(ctx.op, ctx.group, g)


def all_reduce(tensor, op=ReduceOp.SUM, group=None):
    """The sum over all processes. Its gradient is the sum of theirs."""
    return _AllReduce.apply(op, group, tensor)


class _AllToAllSingle(lumbre.autograd.Function):
    @staticmethod
    def forward(ctx, group, out, out_splits, in_splits, x):
        ctx.group, ctx.like, ctx.splits = group, x.shape, (in_splits, out_splits)
        out = lumbre.empty_like(out)
        _c.all_to_all_single(out, x.contiguous(), out_splits, in_splits, group)
        return out

    @staticmethod
    def backward(ctx, g):
        out = lumbre.empty(ctx.like, dtype=g.dtype, device=g.device)
        return None, None, None, None, _AllToAllSingle.apply(ctx.group, out, *ctx.splits, g.contiguous())


def all_to_all_single(output, input, output_split_sizes=None, input_split_sizes=None, group=None):
    """Part k of `input` to rank k; what came, in the shape of `output`."""
    return _AllToAllSingle.apply(group, output, output_split_sizes, input_split_sizes, input)


class _AllToAll(lumbre.autograd.Function):
    @staticmethod
    def forward(ctx, group, shapes, *xs):
        ctx.group, ctx.shapes = group, [x.shape for x in xs]
        outs = [lumbre.empty(s, dtype=xs[0].dtype, device=xs[0].device) for s in shapes]
        _c.all_to_all(outs, [x.contiguous() for x in xs], group)
        return tuple(outs)

    @staticmethod
    def backward(ctx, *gs):
        return None, None, *_AllToAll.apply(ctx.group, ctx.shapes, *(g.contiguous() for g in gs))


def all_to_all(output_tensor_list, input_tensor_list, group=None):
    """`input_tensor_list[k]` to rank k; what came, in the shapes of `output_tensor_list`."""
    return _AllToAll.apply(group, [t.shape for t in output_tensor_list], *input_tensor_list)


def all_gather(tensor, group=None):
    """Every process's tensor, by rank."""
    n = get_world_size(group)
    return _AllToAll.apply(group, [tensor.shape] * n, *[tensor] * n)


def reduce_scatter(output, input_list, op=ReduceOp.SUM, group=None):
    """The sum over all processes of their `input_list[rank]`."""
    if op != ReduceOp.SUM:
        raise NotImplementedError("distributed.nn.reduce_scatter: op other than SUM")
    return lumbre.stack(list(all_to_all([lumbre.empty_like(output)] * len(input_list), input_list, group))).sum(0)


class _Broadcast(lumbre.autograd.Function):
    @staticmethod
    def forward(ctx, src, group, x):
        ctx.src, ctx.group = src, group
        out = x.clone(memory_format=lumbre.contiguous_format)
        _c.broadcast(out, src, group)
        return out

    @staticmethod
    def backward(ctx, g):
        g = g.clone(memory_format=lumbre.contiguous_format)
        _c.all_reduce(g, None, ctx.group)
        return None, None, g if get_rank() == ctx.src else lumbre.zeros_like(g)


def broadcast(tensor, src, group=None):
    """The tensor of process `src`. Its gradient is the sum of all processes'."""
    return _Broadcast.apply(src, group, tensor)


def reduce(tensor, dst, op=ReduceOp.SUM, group=None):
    """The sum at process `dst`; elsewhere the tensor's own value without a gradient."""
    total = all_reduce(tensor, op, group)
    return total if get_rank() == dst else total * 0 + tensor.detach()


def gather(tensor, dst=0, group=None):
    """Every process's tensor at `dst`; zeros elsewhere."""
    parts = all_gather(tensor, group)
    return parts if get_rank() == dst else tuple(p * 0 for p in parts)


def scatter(tensors, src=0, group=None):
    """The tensor that `src` has for this process."""
    out = list(all_to_all([lumbre.empty_like(t) for t in tensors], list(tensors), group))
    return out[get_group_rank(group, src)]
