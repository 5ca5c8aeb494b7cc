"""Batching rules of ops that change shapes: views, joins and splits."""

import math

import lumbre
from lumbre._C import Tensor

from .batched import whole
from .dispatch import aligned, all_whole, dim_of, rule


def _rank(c):
    return c.args[0]._value.dim() - 1


def _sizes(sizes, numel, level):
    """A shape for the whole batch, its -1 worked out for one sample."""
    sizes = list(sizes)
    if -1 in sizes and (level.size == 0 or numel == 0):
        rest = math.prod(s for s in sizes if s != -1)
        if rest:
            sizes[sizes.index(-1)] = numel // rest
    return [level.size, *sizes]


@rule("view", "reshape")
def view(c):
    x = c.args[0]
    return c.run([x._value, _sizes(c.args[1], x.numel(), c.level)])


@rule("view_as", "reshape_as", composed=True)
def view_as(c):
    return getattr(c.args[0], c.op.name[:-3])(c.args[1].shape)


@rule("expand")
def expand(c):
    x, sizes = c.args[0]._value, list(c.args[1])
    missing = len(sizes) - (x.dim() - 1)
    if missing < 0:
        raise RuntimeError(
            f"expand: the number of sizes provided ({len(sizes)}) must be greater or equal to the number of dimensions in the "
            f"tensor ({x.dim() - 1})"
        )
    return aligned(c.args[0], c.level, len(sizes)).expand([c.level.size, *sizes])


@rule("expand_as", "broadcast_to", composed=True)
def expand_as(c):
    other = c.args[1]
    return c.args[0].expand(other.shape if isinstance(other, Tensor) else other)


@rule("broadcast_tensors", composed=True)
def broadcast_tensors(c):
    shape = lumbre.broadcast_shapes(*(tuple(t.shape) for t in c.args[0]))
    return tuple(t.expand(shape) for t in c.args[0])


@rule("permute")
def permute(c):
    rank = _rank(c)
    return c.args[0]._value.permute([0] + [dim_of(d, rank) for d in c.args[1]])


@rule("transpose")
def transpose(c):
    rank = _rank(c)
    if rank == 0:
        return lumbre.alias(c.args[0]._value)
    return c.args[0]._value.transpose(dim_of(c.args[1], rank), dim_of(c.args[2], rank))


@rule("t", "T", "adjoint", "mT", "mH", "H", composed=True)
def transposed(c):
    x, name = c.args[0], c.op.name
    n = x.dim()
    if name == "T":
        return x.permute(list(range(n))[::-1])
    if name in ("t", "H") and n > 2 or name in ("adjoint", "mT", "mH") and n < 2:
        raise RuntimeError(f"{name}: a tensor of {n} dimensions is no matrix")
    out = x.transpose(-2, -1) if n >= 2 else lumbre.alias(x)
    return out.conj() if name in ("H", "mH", "adjoint") else out


@rule("movedim", "movedim.int")
def movedim(c):
    rank = _rank(c)
    shift = lambda d: [dim_of(i, rank) for i in d] if isinstance(d, (tuple, list)) else dim_of(d, rank)  # noqa: E731
    return c.args[0]._value.movedim(shift(c.args[1]), shift(c.args[2]))


@rule("squeeze")
def squeeze(c):
    x = c.args[0]._value
    return x.squeeze([d for d in range(1, x.dim()) if x.shape[d] == 1]) if x.dim() > 1 else lumbre.alias(x)


@rule("squeeze.dim")
def squeeze_dim(c):
    rank = _rank(c)
    x = c.args[0]._value
    dims = [dim_of(d, rank) for d in c.args[1]]
    return x.squeeze(dims) if rank else lumbre.alias(x)


@rule("unsqueeze")
def unsqueeze(c):
    return c.args[0]._value.unsqueeze(dim_of(c.args[1], _rank(c) + 1))


@rule("flatten")
def flatten(c):
    x, rank = c.args[0]._value, _rank(c)
    if rank == 0:
        return x.unsqueeze(1)
    return x.flatten(dim_of(c.args[1], rank), dim_of(c.args[2], rank))


@rule("ravel", composed=True)
def ravel(c):
    return c.args[0].reshape(-1)


@rule("unflatten")
def unflatten(c):
    return c.args[0]._value.unflatten(dim_of(c.args[1], _rank(c)), c.args[2])


@rule("select", "narrow", "slice", "unbind", "split", "split.sizes", "split_with_sizes", "split.function", "split.function_sizes",
      "chunk", "unsafe_chunk", "unsafe_split", "tensor_split.sections", "tensor_split.indices")  # fmt: skip
def pick(c):
    """Parts along one dimension, views of the whole batch."""
    rank = _rank(c)
    if rank == 0:
        raise IndexError(f"{c.op.name}() cannot be applied to a 0-dim tensor.")
    args = c.replaced(dim=dim_of(c.get("dim"), rank))
    args[0] = c.args[0]._value
    return c.run(args)


@rule("hsplit", "vsplit", "dsplit", "hsplit.array", "vsplit.array", "dsplit.array", composed=True)
def named_split(c):
    x, parts = c.args
    dim = {"h": 1 if x.dim() > 1 else 0, "v": 0, "d": 2}[c.op.name[0]]
    return lumbre.tensor_split(x, parts, dim)


@rule("diagonal")
def diagonal(c):
    rank = _rank(c)
    return c.args[0]._value.diagonal(c.args[1], dim_of(c.args[2], rank), dim_of(c.args[3], rank))


@rule("diag_embed")
def diag_embed(c):
    rank = _rank(c) + 1
    return lumbre.diag_embed(c.args[0]._value, c.args[1], dim_of(c.args[2], rank), dim_of(c.args[3], rank))


@rule("diag", composed=True)
def diag(c):
    x, k = c.args
    return lumbre.diag_embed(x, k) if x.dim() == 1 else x.diagonal(k)


@rule("diagflat", composed=True)
def diagflat(c):
    return lumbre.diag_embed(c.args[0].reshape(-1), c.args[1])


@rule("cat")
def cat(c):
    tensors = c.args[0]
    # Empty vectors are skipped, whatever the rank of the others.
    rank = max(t.dim() for t in tensors)
    kept = [t for t in tensors if not (t.dim() == 1 and rank > 1 and t.numel() == 0)]
    return lumbre.cat([whole(t, c.level) for t in kept], dim_of(c.args[1], rank))


@rule("stack")
def stack(c):
    tensors = c.args[0]
    return lumbre.stack([whole(t, c.level) for t in tensors], dim_of(c.args[1], tensors[0].dim() + 1))


@rule("hstack", "vstack", "dstack", "column_stack", composed=True)
def named_stack(c):
    tensors, name = c.args[0], c.op.name
    if name == "hstack":
        tensors = [lumbre.atleast_1d(t) for t in tensors]
        return lumbre.cat(tensors, 0 if tensors[0].dim() == 1 else 1)
    if name == "vstack":
        return lumbre.cat([lumbre.atleast_2d(t) for t in tensors], 0)
    if name == "dstack":
        return lumbre.cat([lumbre.atleast_3d(t) for t in tensors], 2)
    return lumbre.cat([t.reshape(-1, 1) if t.dim() < 2 else t for t in tensors], 1)


@rule("atleast_1d", "atleast_2d", "atleast_3d", composed=True)
def atleast(c):
    x = c.args[0]
    if isinstance(x, tuple):
        return tuple(getattr(lumbre, c.op.name)(t) for t in x)
    n, want = x.dim(), int(c.op.name[-2])
    if n >= want:
        return x
    if want == 3:
        return x.reshape((1, 1, 1) if n == 0 else (1, -1, 1)) if n < 2 else x.unsqueeze(-1)
    return x.reshape((1,) * (want - n) + tuple(x.shape))


@rule("block_diag", composed=True)
def block_diag(c):
    parts = [lumbre.atleast_2d(t) for t in c.args[0]]
    width = sum(p.shape[1] for p in parts)
    rows, before = [], 0
    for p in parts:
        rows.append(lumbre.nn.functional.pad(p, (before, width - before - p.shape[1])))
        before += p.shape[1]
    return lumbre.cat(rows, 0)


@rule("meshgrid", composed=True)
def meshgrid(c):
    tensors, indexing = c.args
    tensors = [t.reshape(-1) for t in tensors]
    if indexing == "xy" and len(tensors) > 1:
        tensors[:2] = tensors[1], tensors[0]
    n = len(tensors)
    shape = [t.shape[0] for t in tensors]
    out = [t.reshape((1,) * i + (-1,) + (1,) * (n - 1 - i)).expand(shape) for i, t in enumerate(tensors)]
    if indexing == "xy" and n > 1:
        out[:2] = out[1], out[0]
    return tuple(out)


@rule("cartesian_prod", composed=True)
def cartesian_prod(c):
    if len(c.args[0]) == 1:
        return c.args[0][0]
    grids = lumbre.meshgrid(*c.args[0], indexing="ij")
    return lumbre.stack([g.reshape(-1) for g in grids], 1)


@rule("repeat")
def repeat(c):
    repeats = c.args[1]
    return aligned(c.args[0], c.level, len(repeats)).repeat([1, *repeats])


@rule("tile", composed=True)
def tile(c):
    x, dims = c.args
    return x.repeat((1,) * (x.dim() - len(dims)) + tuple(dims))


@rule("select_scatter", "slice_scatter", "diagonal_scatter")
def scatter_view(c):
    rank = c.args[0].dim()
    args = all_whole(c)
    for name in ("dim", "dim1", "dim2"):
        if name in c.op.names:
            args[c.op.names.index(name)] = dim_of(c.get(name), rank)
    return c.run(args)


@rule("as_strided")
def as_strided(c):
    x, size, stride, offset = c.args
    v = x._value
    if type(v) is not Tensor:
        raise NotImplementedError("vmap: as_strided in nested vmaps")
    start = v.storage_offset() + (offset or 0)
    return v.as_strided((v.shape[0], *size), (v.stride(0), *stride), start)


@rule("pixel_shuffle", "pixel_unshuffle")
def pixels(c):
    return c.run([c.args[0]._value, *c.args[1:]])


@rule("_unravel_index")
def unravel_index(c):
    return c.run([c.args[0]._value, c.args[1]])
