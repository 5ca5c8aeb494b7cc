"""Every row's first call again with empty and with 0-dim tensors; PyTorch's answers are recorded by `tests/record/edges_reference.py`."""

import copy

from .common import S


def resized(t, shape):
    """The placeholder in another shape, with the first of its given values."""
    new = copy.copy(t)
    if t.values is not None:
        new.values = t.values[tuple(slice(n) for n in shape)] if shape else t.values.reshape(-1)[0]
        new.shape = new.values.shape
    else:
        new.shape = shape
    return new


def changed(sample, shape_of):
    args, kwargs = sample.fill(lambda t, _: resized(t, tuple(shape_of(t))))
    return S(*args, **kwargs)


def variants(sample):
    """(name, sample): without rows, without the last size wherever it occurs, without dimensions."""
    first = next(t for t in sample.tensors() if t.shape)
    rows, last = first.shape[0], first.shape[-1]
    yield "no rows", changed(sample, lambda t: [0 if i == 0 and n == rows else n for i, n in enumerate(t.shape)])
    yield "no columns", changed(sample, lambda t: [0 if n == last else n for n in t.shape])
    yield "0-dim", changed(sample, lambda t: [])


def edge_case(case):
    """The row with these samples; None where no call takes a tensor with dimensions and elements, or there is nothing to compare with."""
    if case.alone:
        return None
    sample = next((s for s in case.samples if any(t.shape and 0 not in t.shape for t in s.tensors())), None)
    if sample is None:
        return None
    edge = copy.copy(case)
    edge.names, edge.samples = zip(*variants(sample))
    edge.ref, edge.layouts = None, ("contiguous",)
    return edge
