"""`vmap`: a function of one sample, applied to a batch of them at once."""

import functools

import lumbre
from lumbre._C import Tensor
from lumbre.utils._pytree import tree_flatten, tree_unflatten

from .batched import at, pop_level, push_level, wrap

in_dims_t = out_dims_t = "int, or a tree of them"


def _spread(prefix, tree, what):
    """One entry of `prefix` (a tree that may stop early) for each leaf of `tree`."""
    if prefix is None or isinstance(prefix, int):
        return [prefix] * len(tree_flatten(tree)[0])
    if isinstance(tree, (tuple, list)) and type(prefix) is type(tree) and len(prefix) == len(tree):
        return [d for p, t in zip(prefix, tree) for d in _spread(p, t, what)]
    if isinstance(tree, dict) and isinstance(prefix, dict) and prefix.keys() == tree.keys():
        return [d for k, t in tree.items() for d in _spread(prefix[k], t, what)]
    children = tree_flatten(tree)[0]
    given, _ = tree_flatten(prefix, is_leaf=lambda d: d is None)
    if not isinstance(tree, (tuple, list, dict, Tensor)) and len(given) == len(children):
        return given
    raise ValueError(what)


def _flat_inputs(in_dims, args, name):
    if not isinstance(in_dims, (int, tuple, list, dict)) or isinstance(in_dims, bool):
        raise ValueError(
            f"vmap({name}, in_dims={in_dims}, ...)(<inputs>): expected `in_dims` to be int or a (potentially nested) tuple matching "
            f"the structure of inputs, got: {type(in_dims)}."
        )
    if not args:
        raise ValueError(
            f"vmap({name})(<inputs>): got no inputs. Maybe you forgot to add inputs, or you are trying to vmap over a function with no "
            "inputs. The latter is unsupported."
        )
    flat, spec = tree_flatten(args)
    wrong = (
        f"vmap({name}, in_dims={in_dims}, ...)(<inputs>): in_dims is not compatible with the structure of `inputs`. in_dims has "
        f"structure {tree_flatten(in_dims)[1]} but inputs has structure {spec}."
    )
    dims = _spread(tuple(in_dims) if isinstance(in_dims, list) else in_dims, args, wrong)
    return flat, spec, [_checked_dim(d, x, name, in_dims) for d, x in zip(dims, flat)]


def _checked_dim(d, x, name, in_dims):
    place = f"vmap({name}, in_dims={in_dims}, ...)(<inputs>): Got in_dim={d} for an input but"
    if d is None:
        return None
    if not isinstance(d, int):
        raise ValueError(f"{place} in_dim must be either an integer dimension or None.")
    if not isinstance(x, Tensor):
        raise ValueError(
            f"{place} the input is of type {type(x)}. We cannot vmap over non-Tensor arguments, please use None as the respective in_dim"
        )
    n = x.dim()
    if not -n <= d < n:
        raise ValueError(f"{place} that input is a Tensor of dimensionality {n} so expected in_dim to satisfy -{n} <= in_dim < {n}.")
    return d % n


def _batch_size(flat, dims, name):
    sizes = [x.shape[d] for x, d in zip(flat, dims) if d is not None]
    if not sizes:
        raise ValueError(
            f"vmap({name}, in_dims=..., ...)(<inputs>): expected at least one Tensor to vmap over: all in_dims are None."
        )
    if any(s != sizes[0] for s in sizes):
        raise ValueError(
            f"vmap: Expected all tensors to have the same size in the mapped dimension, got sizes {sizes} for the mapped dimension"
        )
    return sizes[0]


def _unwrapped(out, out_dims, level, name):
    """The results as whole batches, the batch where `out_dims` wants it."""
    flat, spec = tree_flatten(out)
    for o in flat:
        if not isinstance(o, Tensor) and not (out_dims is None or isinstance(out_dims, (tuple, list, dict))):
            raise ValueError(f"vmap({name}, ...): `{name}` must only return Tensors, got type {type(o)}. Did you mean to set out_dims= to None for output?")
    if isinstance(out_dims, int) or out_dims is None:
        dims = [out_dims] * len(flat)
    elif isinstance(out, Tensor) and isinstance(out_dims, (tuple, list)) and len(out_dims) == 1:
        dims = [out_dims[0]]
    else:
        wrong = (
            f"vmap({name}, ..., out_dims={out_dims})(<inputs>): out_dims is not compatible with the structure of `outputs`. out_dims "
            f"has structure {tree_flatten(out_dims)[1]} but outputs has structure {spec}."
        )
        if isinstance(out, Tensor):
            raise ValueError(wrong)
        kind = type(out) if isinstance(out, (tuple, list)) and not hasattr(out, "_fields") else None
        dims = _spread(kind(out_dims) if kind and isinstance(out_dims, (tuple, list)) else out_dims, out, wrong)
    return [_place(o, d, level, name) for o, d in zip(flat, dims)], spec, dims


def _place(o, d, level, name):
    if not isinstance(o, Tensor):
        if d is not None:
            raise ValueError(f"vmap({name}, ...): `{name}` must only return Tensors, got type {type(o)}. Did you mean to set out_dims= to None for output?")
        return o
    if d is None:
        if at(o, level):
            raise ValueError(f"vmap({name}, ...): `{name}` can not return a BatchedTensor when out_dim is None")
        return o
    if at(o, level):
        v = o._value
    else:
        v = o.unsqueeze(0).expand(level.size, *o.shape)
    n = v.dim()
    if not -n <= d < n:
        raise IndexError(f"Dimension out of range (expected to be in range of [{-n}, {n - 1}], but got {d})")
    return v if d % n == 0 else v.movedim(0, d)


def _run(func, flat, spec, dims, size, out_dims, randomness, kwargs, name):
    level = push_level(size, randomness)
    try:
        samples = [x if d is None else wrap(x if d == 0 else x.movedim(d, 0), level) for x, d in zip(flat, dims)]
        out = func(*tree_unflatten(samples, spec), **kwargs)
        return _unwrapped(out, out_dims, level, name)
    finally:
        pop_level()


def _chunked(func, flat, spec, dims, size, chunk, out_dims, randomness, kwargs, name):
    """The batch piece by piece, the results joined."""
    state = lumbre.get_rng_state() if randomness == "same" else None
    parts = []
    for start in range(0, size, chunk):
        if state is not None:
            lumbre.set_rng_state(state)
        n = min(chunk, size - start)
        piece = [x if d is None else x.narrow(d, start, n) for x, d in zip(flat, dims)]
        parts.append(_run(func, piece, spec, dims, n, out_dims, randomness, kwargs, name))
    _, out_spec, where = parts[0]
    joined = [column[0] if d is None or not isinstance(column[0], Tensor) else lumbre.cat(column, d) for column, d in zip(zip(*(p[0] for p in parts)), where)]
    return joined, out_spec


def vmap(func, in_dims=0, out_dims=0, randomness="error", *, chunk_size=None):
    """A function that applies `func`, written for one sample, to batches.

    `in_dims` says which dimension of each argument is the batch (a number for all, or a tree in the arguments' structure; None
    for arguments that all samples share), `out_dims` where it goes in the results. Random ops raise, give every sample its own
    numbers (`randomness="different"`) or all the same (`"same"`). `chunk_size` limits how many samples are computed at once.
    """
    if randomness not in ("error", "different", "same"):
        raise RuntimeError(f"Only allowed values for randomness are 'error', 'different', or 'same'. Got {randomness}")
    if chunk_size is not None and not chunk_size > 0:
        raise ValueError(f"vmap: chunk_size should be None or greater than 0. (got {chunk_size})")
    name = getattr(func, "__name__", None) or repr(func)

    def wrapped(*args, **kwargs):
        flat, spec, dims = _flat_inputs(in_dims, args, name)
        size = _batch_size(flat, dims, name)
        if chunk_size is not None and size > chunk_size:
            values, out_spec = _chunked(func, flat, spec, dims, size, chunk_size, out_dims, randomness, kwargs, name)
        else:
            values, out_spec, _ = _run(func, flat, spec, dims, size, out_dims, randomness, kwargs, name)
        return tree_unflatten(values, out_spec)

    return functools.wraps(func)(wrapped) if hasattr(func, "__name__") else wrapped


__all__ = ["vmap"]
