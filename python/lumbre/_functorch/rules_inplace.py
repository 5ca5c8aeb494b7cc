"""Ops that write: the tensor written into must itself be a sample of the batch."""

from lumbre import _C
from lumbre._C import Tensor

from .batched import Batched, at, whole, wrap_result
from .dispatch import ID, OPS, Call, aligned, loop
from .rules_index import put, shared_write
from .rules_pointwise import pointwise, pointwise_args


def inplace_call(c, inplace):
    x, level, op = c.args[0], c.level, c.op
    if not at(x, level):
        raise shared_write(op.name.rstrip("_") + "_")
    if op.name == "index_put_":
        return put(x, list(c.args[1]), c.args[2], c.args[3], level)
    if op.name == "copy_":
        return _copy(c)
    if op.rule is pointwise or op.name == "fill_diagonal_":
        rank = max(a.dim() for a in c.args if isinstance(a, Tensor))
        if rank > x.dim():
            raise RuntimeError(f"{op.name}: output with {x.dim()} dimensions doesn't match the broadcast shape of {rank} dimensions")
    if op.rule is pointwise:
        _C._call_id(op.id, inplace, pointwise_args(c))
        return x
    plain = op if inplace else OPS[ID[_plain_key(op)]] if _plain_key(op) in ID else None
    if plain is None:
        return _each(c, inplace)
    d = Call(plain, c.args, level)
    if plain.composed:
        result = plain.rule(d)
    else:
        result = loop(d) if plain.rule is None else wrap_result(plain.rule(d), level)
    if op.view:
        x._value = result._value
        Tensor.resize_(x, *result.shape)
    else:
        x._value.copy_(whole(result, level))
    return x


def _plain_key(op):
    return op.key.replace("_.", ".") if "_." in op.key else op.key.rstrip("_")


def _copy(c):
    x, source, non_blocking = c.args
    level = c.level
    while source.dim() > x.dim() and source.shape[0] == 1:
        source = source.squeeze(0)
    x._value.copy_(aligned(source, level, x.dim()), non_blocking)
    return x


def _each(c, inplace):
    """Sample by sample, each written through its view."""
    x, level = c.args[0], c.level
    for i in range(level.size):
        row = [a._value.select(0, i) if type(a) is Batched and a._level is level else a for a in c.args]
        _C._call_id(c.op.id, inplace, row)
    return x
