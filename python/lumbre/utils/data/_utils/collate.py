"""Making one batch of many samples."""

import collections.abc
import copy
import re
import sys

import lumbre

np_str_obj_array_pattern = re.compile(r"[SaUO]")

default_collate_err_msg_format = (
    "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found {}"
)


def _is_numpy(elem, kind):
    return type(elem).__module__ == "numpy" and isinstance(elem, getattr(sys.modules["numpy"], kind))


def _refill(elem, make, items):
    """A container like `elem` with `items`, keeping its class where that can be done."""
    try:
        if isinstance(elem, collections.abc.MutableMapping):
            clone = copy.copy(elem)
            clone.update(items)
            return clone
        if isinstance(elem, collections.abc.MutableSequence):
            clone = copy.copy(elem)
            for i, item in enumerate(items):
                clone[i] = item
            return clone
        return elem.__class__(items)
    except TypeError:
        # The class can be neither copied nor made from its items (a `range`, say).
        return make(items)


def default_convert(data):
    """Turn numpy arrays in a nested structure into tensors and leave everything else."""
    if isinstance(data, lumbre.Tensor):
        return data
    if _is_numpy(data, "ndarray") or _is_numpy(data, "generic"):
        if _is_numpy(data, "ndarray") and np_str_obj_array_pattern.search(data.dtype.str):
            return data
        return lumbre.as_tensor(data)
    if isinstance(data, collections.abc.Mapping):
        return _refill(data, dict, {key: default_convert(value) for key, value in data.items()})
    if isinstance(data, tuple) and hasattr(data, "_fields"):
        return type(data)(*(default_convert(value) for value in data))
    if isinstance(data, tuple):
        return [default_convert(value) for value in data]
    if isinstance(data, collections.abc.Sequence) and not isinstance(data, (str, bytes)):
        return _refill(data, list, [default_convert(value) for value in data])
    return data


def collate(batch, *, collate_fn_map=None):
    """Collate a list of samples, looking up the function for their type in `collate_fn_map`."""
    elem = batch[0]
    elem_type = type(elem)
    if collate_fn_map is not None:
        if elem_type in collate_fn_map:
            return collate_fn_map[elem_type](batch, collate_fn_map=collate_fn_map)
        for kind, fn in collate_fn_map.items():
            if isinstance(elem, kind):
                return fn(batch, collate_fn_map=collate_fn_map)
        if _is_numpy(elem, "ndarray"):
            return collate_numpy_array_fn(batch, collate_fn_map=collate_fn_map)
        if _is_numpy(elem, "generic") and not isinstance(elem, (str, bytes)):
            return collate_numpy_scalar_fn(batch, collate_fn_map=collate_fn_map)

    def inner(samples):
        return collate(samples, collate_fn_map=collate_fn_map)

    if isinstance(elem, collections.abc.Mapping):
        return _refill(elem, dict, {key: inner([d[key] for d in batch]) for key in elem})
    if isinstance(elem, tuple) and hasattr(elem, "_fields"):
        return elem_type(*(inner(samples) for samples in zip(*batch)))
    if isinstance(elem, collections.abc.Sequence):
        if not all(len(sample) == len(elem) for sample in batch):
            raise RuntimeError("each element in list of batch should be of equal size")
        columns = [inner(samples) for samples in zip(*batch)]
        return columns if isinstance(elem, tuple) else _refill(elem, list, columns)
    raise TypeError(default_collate_err_msg_format.format(elem_type))


def collate_tensor_fn(batch, *, collate_fn_map=None):
    """Stack tensors along a new first dimension."""
    return lumbre.stack(batch, 0)


def collate_numpy_array_fn(batch, *, collate_fn_map=None):
    """Stack numpy arrays of numbers."""
    if np_str_obj_array_pattern.search(batch[0].dtype.str) is not None:
        raise TypeError(default_collate_err_msg_format.format(batch[0].dtype))
    return collate([lumbre.as_tensor(b) for b in batch], collate_fn_map=collate_fn_map)


def collate_numpy_scalar_fn(batch, *, collate_fn_map=None):
    """Make a tensor of numpy scalars."""
    return lumbre.as_tensor(batch)


def collate_float_fn(batch, *, collate_fn_map=None):
    """Make a float64 tensor of Python floats."""
    return lumbre.tensor(batch, dtype=lumbre.float64)


def collate_int_fn(batch, *, collate_fn_map=None):
    """Make a tensor of Python integers."""
    return lumbre.tensor(batch)


def collate_str_fn(batch, *, collate_fn_map=None):
    """Leave strings as the list they are in."""
    return batch


default_collate_fn_map = {
    lumbre.Tensor: collate_tensor_fn,
    float: collate_float_fn,
    int: collate_int_fn,
    str: collate_str_fn,
    bytes: collate_str_fn,
}


def default_collate(batch):
    """Stack samples into a batch: tensors, numbers and arrays, also in tuples, lists, dicts."""
    return collate(batch, collate_fn_map=default_collate_fn_map)
