"""Batching rules of indexing, gathering and scattering, and `x[...]` itself."""

import lumbre
from lumbre._C import Tensor

from .batched import at, check, top_level, unwrap_result, whole, wrap, wrap_result
from .dispatch import all_whole, dim_of, loop, rule

_DYNAMIC = (
    "vmap: It looks like you're attempting to use {}, whose result's shape depends on the data. We do not support batching "
    "operators that can output dynamic shape. Use torch.where or masks that keep the shape instead."
)


def by_loop(c):
    """The samples one by one, as whole batches."""
    return unwrap_result(loop(c), c.level)


@rule("nonzero", "nonzero.numpy", "masked_select", "unique", "unique_consecutive", "argwhere", "repeat_interleave.tensor",
      "repeat_interleave.indices", composed=True)  # fmt: skip
def dynamic(c):
    raise RuntimeError(_DYNAMIC.format(c.op.name))


@rule("gather", "scatter.src", "scatter.value", "scatter.src_reduce", "scatter.value_reduce", "scatter_add", "scatter_reduce")
def gather(c):
    rank = c.args[0].dim()
    args = all_whole(c)
    if rank == 0 or c.get("index").dim() == 0:
        args = [a.unsqueeze(1) if isinstance(a, Tensor) and a.dim() == 1 else a for a in args]
        out = c.run([args[0], 1, *args[2:]])
        return out.squeeze(1) if (c.get("index") if c.op.name == "gather" else c.args[0]).dim() == 0 else out
    args[1] = dim_of(c.args[1], rank)
    return c.run(args)


@rule("take_along_dim", composed=True)
def take_along_dim(c):
    x, index, dim = c.args
    if dim is None:
        return lumbre.gather(x.reshape(-1), 0, index.reshape(-1))
    n = x.dim()
    shape = list(lumbre.broadcast_shapes(*([1 if d == dim % n else s for d, s in enumerate(t.shape)] for t in (x, index))))
    xs, ix = list(shape), list(shape)
    xs[dim % n], ix[dim % n] = x.shape[dim], index.shape[dim]
    index = lumbre.where(index < 0, index + x.shape[dim], index)
    return lumbre.gather(x.expand(xs), dim, index.expand(ix))


@rule("take", composed=True)
def take(c):
    x, index = c.args
    flat = x.reshape(-1)
    places = index.reshape(-1)
    places = lumbre.where(places < 0, places + flat.shape[0], places)
    return lumbre.gather(flat, 0, places).reshape(index.shape)


def _spread(index, like, dim):
    """A vector of indices in the shape of a tensor, along one of its dimensions."""
    shape = [1] * like.dim()
    shape[dim] = -1
    return index.reshape(shape).expand(tuple(s if i != dim else index.numel() for i, s in enumerate(like.shape)))


@rule("index_select")
def index_select(c):
    x, dim, index = c.args
    if at(x, c.level) and not at(index, c.level):
        rank = x.dim()
        v = x._value if rank else x._value.unsqueeze(1)
        out = lumbre.index_select(v, dim_of(dim, rank), index)
        return out if rank else out.squeeze(1)
    if x.dim() == 0:
        return whole(x, c.level)
    index = index.reshape(-1)
    out = lumbre.gather(x, dim, _spread(index, x, dim % x.dim()))
    return whole(out, c.level)


@rule("index_add", composed=True)
def index_add(c):
    x, dim, index, source, alpha = c.args
    source = source if alpha == 1 else source * alpha
    if x.dim() == 0:
        return x + source.reshape(-1).sum()
    dim = dim % x.dim()
    return lumbre.scatter_add(x, dim, _spread(index.reshape(-1), source, dim), source)


@rule("index_copy", composed=True)
def index_copy(c):
    x, dim, index, source = c.args
    dim = dim % max(x.dim(), 1)
    return lumbre.scatter(x, dim, _spread(index.reshape(-1), source, dim) if x.dim() else index, source)


@rule("index_fill.value", "index_fill.tensor", composed=True)
def index_fill(c):
    x, dim, index, value = c.args
    if x.dim() == 0:
        return lumbre.full_like(x, value) if not isinstance(value, Tensor) else value.to(x.dtype)
    dim = dim % x.dim()
    hit = (lumbre.arange(x.shape[dim], device=index.device).unsqueeze(0) == (index.reshape(-1, 1) % x.shape[dim])).any(0)
    shape = [1] * x.dim()
    shape[dim] = -1
    return x.masked_fill(hit.reshape(shape), value)


@rule("embedding", composed=True)
def embedding(c):
    w, index, padding, by_freq, sparse = c.args
    level = c.level
    if not at(w, level):
        return wrap(c.run([w, index._value, padding, by_freq, sparse]), level)
    if by_freq or padding >= 0:
        if padding >= 0:
            keep = lumbre.ones(w.shape[0], 1, dtype=w.dtype, device=w.device)
            keep[padding] = 0
            w = w * keep + (w * (1 - keep)).detach()
        if by_freq:
            raise NotImplementedError("vmap: embedding with scale_grad_by_freq and a weight for each sample")
    flat = lumbre.index_select(w, 0, index.reshape(-1))
    return flat.reshape(*index.shape, w.shape[1])


@rule("one_hot")
def one_hot(c):
    x, n = c.args
    if n == -1:
        raise RuntimeError(_DYNAMIC.format("one_hot without num_classes"))
    return lumbre.nn.functional.one_hot(x._value, n)


@rule("index")
def index(c):
    return _index(c.args[0], list(c.args[1]), c.level)


def _prepare(indices, level):
    """Masks as lists of places (shared ones only); the ranks the index tensors broadcast to."""
    out = []
    for i in indices:
        if i is not None and i.dtype in (lumbre.bool, lumbre.uint8):
            if at(i, level):
                raise RuntimeError(_DYNAMIC.format("a mask of each sample as an index"))
            out.extend(i.nonzero(as_tuple=True))
        else:
            out.append(i)
    return out


def _places(indices):
    """Where the indexed dimensions come in the result: the first of them if they are neighbours, else 0."""
    used = [i for i, t in enumerate(indices) if t is not None]
    neighbours = used[-1] - used[0] + 1 == len(used)
    return used, used[0] if neighbours else 0


def _index(x, indices, level):
    indices = _prepare(indices, level)
    used, place = _places(indices)
    rank = max(indices[i].dim() for i in used)
    if not any(at(t, level) for t in indices if t is not None):
        v = x._value
        out = lumbre._C._call_op("index", v, [None, *indices])
        # Where the indexed dimensions are no neighbours they went to the front, before the batch.
        return out if used[-1] - used[0] + 1 == len(used) else out.movedim(rank, 0)
    full = [None if t is None else aligned_index(t, level, rank) for t in indices]
    if not at(x, level):
        out = lumbre._C._call_op("index", x, full)
        return out.movedim(place, 0)
    batch = lumbre.arange(level.size, device=x.device).reshape((-1,) + (1,) * rank)
    out = lumbre._C._call_op("index", x._value, [batch, *full])
    # The batch's own index has put the indexed dimensions right behind it; they belong after the first `place` others.
    order = [0, *range(1 + rank, 1 + rank + place), *range(1, 1 + rank), *range(1 + rank + place, out.dim())]
    return out.permute(order) if place else out


def aligned_index(t, level, rank):
    from .dispatch import aligned

    return aligned(t, level, rank) if at(t, level) else t


@rule("index_put", composed=True)
def index_put(c):
    x, indices, values, accumulate = c.args
    out = (x if at(x, c.level) else wrap(whole(x, c.level), c.level)).clone()
    return put(out, list(indices), values, accumulate, c.level)


def put(x, indices, values, accumulate, level):
    """`x[indices] = values` in place, `x` being a sample at this level."""
    if not at(x, level):
        raise shared_write("index_put_")
    masks = [i for i in indices if i is not None and i.dtype in (lumbre.bool, lumbre.uint8)]
    if any(at(m, level) for m in masks):
        return _masked_put(x, indices, values, accumulate)
    indices = _prepare(indices, level)
    used, place = _places(indices)
    rank = max(indices[i].dim() for i in used)
    target = list(lumbre.broadcast_shapes(*(tuple(indices[i].shape) for i in used)))
    rest = [s for i, s in enumerate(x.shape) if i >= len(indices) or indices[i] is None]
    shape = rest[:place] + target + rest[place:]
    values = values.expand(shape) if tuple(values.shape) != tuple(shape) else values
    v = whole(values, level)
    full = [None if t is None else aligned_index(t, level, rank) for t in indices]
    batch = lumbre.arange(level.size, device=x.device).reshape((-1,) + (1,) * rank)
    # The places now stand first among the values: (B, indexed…, rest…).
    if place and used[0] != 0:
        n = v.dim()
        order = [0, *range(1 + place, 1 + place + rank), *range(1, 1 + place), *range(1 + place + rank, n)]
        v = v.permute(order)
    lumbre._C._call_op("index_put_", x._value, [batch, *full], v, accumulate)
    return x


def _masked_put(x, indices, values, accumulate):
    if len(indices) != 1 or indices[0].shape != x.shape[: indices[0].dim()] or values.numel() != 1:
        raise RuntimeError(_DYNAMIC.format("a mask of each sample as an index"))
    mask = indices[0]
    mask = mask.reshape(tuple(mask.shape) + (1,) * (x.dim() - mask.dim()))
    value = values.reshape(()).to(x.dtype)
    x.copy_(lumbre.where(mask, x + value if accumulate else value, x))
    return x


def shared_write(name):
    return RuntimeError(
        f"vmap: {name}: inplace arithmetic(self, *extra_args) is not possible because there exists a Tensor `other` in extra_args "
        "that has more elements than `self`. This happened due to `other` being vmapped over but `self` not being vmapped over in "
        "a vmap. Please try to use out-of-place operators instead of inplace arithmetic. If said operator is being called inside "
        "the framework, make the tensor it writes by new_zeros of a tensor that is vmapped over."
    )


def plan(x, key):
    """Basic indexing done as views; what is left are index tensors, one for each of the first dimensions."""
    items = list(key) if isinstance(key, tuple) else [key]
    items = [_item(i) for i in items]
    used = sum(_taken(i) for i in items)
    if used > x.dim():
        raise IndexError(f"too many indices for tensor of dimension {x.dim()}")
    view, indices, dim = x, [], 0
    for i in items:
        if i is Ellipsis:
            dim += x.dim() - used
        elif i is None:
            view, dim = view.unsqueeze(dim), dim + 1
        elif isinstance(i, slice):
            if i != slice(None):
                view = lumbre._C._call_op("slice", view, dim, *_bounds(i))
            dim += 1
        elif isinstance(i, bool):
            view = view.unsqueeze(dim)
            indices += [None] * (dim - len(indices)) + [lumbre.zeros(int(i), dtype=lumbre.int64, device=x.device)]
            dim += 1
        elif isinstance(i, int):
            n = view.shape[dim]
            if not -n <= i < n:
                raise IndexError(f"index {i} is out of bounds for dimension {dim} with size {n}")
            view = view.select(dim, i)
        else:
            indices += [None] * (dim - len(indices)) + [i]
            step = _taken(i)
            dim += step
            if step > 1:
                indices += [_SKIP] * (step - 1)
    return view, [i for i in indices if i is not _SKIP]


_SKIP = object()


def _bounds(s):
    if s.step is not None and int(s.step) <= 0:
        raise ValueError("step must be greater than zero")
    return tuple(None if v is None else v.__index__() for v in (s.start, s.stop)) + (1 if s.step is None else int(s.step),)


def _item(i):
    if i is None or i is Ellipsis or isinstance(i, (slice, bool)):
        return i
    if isinstance(i, Tensor):
        if i.dim() == 0 and i.dtype != lumbre.bool and top_level((i,)) is None:
            return int(i)
        return i
    if hasattr(i, "__index__"):
        return i.__index__()
    return lumbre.as_tensor(i) if len(i) else lumbre.zeros(0, dtype=lumbre.int64)


def _taken(i):
    if i is None or i is Ellipsis or isinstance(i, bool):
        return 0
    if isinstance(i, Tensor) and i.dtype in (lumbre.bool, lumbre.uint8):
        return i.dim()
    return 1


def getitem(x, key):
    """`x[key]` with a batched tensor on either side."""
    level = top_level((x, key if isinstance(key, tuple) else (key,)))
    check(level)
    view, indices = plan(x, key)
    if not any(i is not None for i in indices):
        return lumbre.alias(view) if view is x else view
    inner = top_level((view, tuple(indices)))
    return wrap_result(_index(view, indices, inner), inner)


def setitem(x, key, value):
    """`x[key] = value` with a batched tensor anywhere."""
    level = top_level((x, key if isinstance(key, tuple) else (key,), value))
    check(level)
    if not at(x, level):
        raise shared_write("__setitem__")
    view, indices = plan(x, key)
    if not isinstance(value, Tensor):
        value = lumbre.as_tensor(value, dtype=x.dtype, device=x.device)
    if not any(i is not None for i in indices):
        while value.dim() > view.dim() and value.shape[0] == 1:
            value = value.squeeze(0)
        view.copy_(value)
        return
    put(view, indices, value.to(x.dtype), False, top_level((view, tuple(indices), value)))
