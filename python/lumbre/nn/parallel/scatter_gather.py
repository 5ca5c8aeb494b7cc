"""Splitting arguments over devices and joining results: with one device nothing moves."""

from ... import Tensor, cat

__all__ = ["scatter", "scatter_kwargs", "gather"]


def is_namedtuple(obj):
    return isinstance(obj, tuple) and hasattr(obj, "_asdict") and hasattr(obj, "_fields")


def scatter(inputs, target_gpus, dim=0):
    """One piece of every tensor for each device. More than one device raises `NotImplementedError`."""
    if len(target_gpus) > 1:
        raise NotImplementedError("scatter over several devices")
    if isinstance(inputs, Tensor):
        return (inputs.to(target_gpus[0]),)
    return [inputs]


def scatter_kwargs(inputs, kwargs, target_gpus, dim=0):
    """`scatter` of positional and keyword arguments."""
    return tuple(scatter(inputs, target_gpus, dim)), tuple(scatter(kwargs or {}, target_gpus, dim))


def gather(outputs, target_device, dim=0):
    """The pieces joined along `dim`: tensors, and tuples and dicts of them."""
    first = outputs[0]
    if isinstance(first, Tensor):
        return cat([x.unsqueeze(0) if x.dim() == 0 else x for x in outputs], dim).to(target_device)
    if first is None:
        return None
    if isinstance(first, dict):
        return type(first)((k, gather([d[k] for d in outputs], target_device, dim)) for k in first)
    joined = (gather(parts, target_device, dim) for parts in zip(*outputs))
    return type(first)._make(joined) if is_namedtuple(first) else type(first)(joined)
