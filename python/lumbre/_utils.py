"""How tensors are taken apart for pickling and put together again, and other shared helpers."""

import sys
from collections import OrderedDict

import lumbre


def _reduce_tensor(tensor, protocol):
    """The answer of ``Tensor.__reduce_ex__``, in the layout of PyTorch's files."""
    state = _get_obj_state(tensor)
    func, args = _tensor_parts(tensor)
    if type(tensor) is lumbre.Tensor and not state:
        return func, args
    return _rebuild_from_type_v2, (func, type(tensor), args, state)


def _tensor_parts(tensor):
    from .serialization import _is_skipping_data
    from .storage import TypedStorage, _class_of

    if tensor.device.type == "meta" and not _is_skipping_data():
        args = (tensor.dtype, tuple(tensor.size()), tensor.stride(), tensor.requires_grad)
        return _rebuild_meta_tensor_no_storage, args
    tensor_flags = {}
    if tensor.is_conj():
        tensor_flags["conj"] = True
    if tensor.is_neg():
        tensor_flags["neg"] = True
    storage = TypedStorage(
        wrap_storage=tensor.untyped_storage(), dtype=tensor.dtype, _internal=True
    )
    hooks = OrderedDict()
    args = (storage, tensor.storage_offset(), tuple(tensor.size()), tensor.stride())
    if _class_of(tensor.dtype) is None:
        # Types younger than the typed storages name their dtype beside untyped memory.
        args = (storage._untyped_storage, *args[1:], tensor.requires_grad, hooks, tensor.dtype)
        return _rebuild_tensor_v3, args
    args = (*args, tensor.requires_grad, hooks)
    return _rebuild_tensor_v2, ((*args, tensor_flags) if tensor_flags else args)


def _rebuild_tensor(storage, storage_offset, size, stride):
    return _rebuild_tensor_v3(storage, storage_offset, size, stride, False, None, storage.dtype)


def _rebuild_tensor_v2(
    storage, storage_offset, size, stride, requires_grad, backward_hooks, metadata=None
):
    return _rebuild_tensor_v3(
        storage, storage_offset, size, stride, requires_grad, backward_hooks, storage.dtype, metadata
    )


def _rebuild_tensor_v3(
    storage, storage_offset, size, stride, requires_grad, backward_hooks, dtype, metadata=None
):
    flags = metadata or {}
    tensor = lumbre._C._rebuild_tensor(
        storage, dtype, storage_offset, tuple(size), tuple(stride),
        bool(flags.get("conj")), bool(flags.get("neg")),
    )  # fmt: skip
    return tensor.requires_grad_() if requires_grad else tensor


def _rebuild_meta_tensor_no_storage(dtype, size, stride, requires_grad):
    last = sum((n - 1) * step for n, step in zip(size, stride)) if 0 not in size else -1
    storage = lumbre.UntypedStorage((last + 1) * dtype.itemsize, device="meta")
    return _rebuild_tensor_v3(storage, 0, size, stride, requires_grad, None, dtype)


def _rebuild_parameter(data, requires_grad, backward_hooks):
    return lumbre.nn.Parameter(data, requires_grad)


def _rebuild_parameter_with_state(data, requires_grad, backward_hooks, state):
    return _set_obj_state(lumbre.nn.Parameter(data, requires_grad), state)


def _rebuild_sparse_tensor(layout, data):
    """A sparse tensor of what a file holds, which is checked: indices must lie within the size."""
    if layout != lumbre.sparse_coo:
        compressed, plain, values, size = data
        return lumbre.sparse_compressed_tensor(compressed, plain, values, size, layout=layout)
    indices, values, size, *coalesced = data
    return lumbre.sparse_coo_tensor(indices, values, size, is_coalesced=bool(coalesced and coalesced[0]))


def _rebuild_from_type(func, type, args, dict):  # noqa: A002
    out = func(*args).as_subclass(type)
    out.__dict__ = dict
    return out


def _rebuild_from_type_v2(func, new_type, args, state):
    out = func(*args)
    if type(out) is not new_type:
        out = out.as_subclass(new_type)
    return _set_tensor_state(out, state)


def _get_obj_state(obj):
    """What pickling keeps of an object besides its data: its dict, and its slots if it has any."""
    getstate = getattr(type(obj), "__getstate__", None)
    if getstate is not None and getstate is not getattr(object, "__getstate__", None):
        return obj.__getstate__()
    slots = [
        name
        for kind in type(obj).__mro__
        if "__slots__" in kind.__dict__
        for name in kind.__dict__["__slots__"]
        if name not in ("__dict__", "__weakref__") and hasattr(obj, name)
    ]
    state = dict(obj.__dict__)
    return (state, {name: getattr(obj, name) for name in slots}) if slots else state


def _set_tensor_state(tensor, state):
    """Give a loaded tensor its attributes; a subclass may do it itself."""
    own = getattr(type(tensor), "__setstate__", lumbre.Tensor.__setstate__)
    if own is not lumbre.Tensor.__setstate__:
        tensor.__setstate__(state)
        return tensor
    return _set_obj_state(tensor, state)


def _typed_storage(untyped, dtype):
    from .storage import TypedStorage

    return TypedStorage(wrap_storage=untyped, dtype=dtype, _internal=True)


def _build_object(call, args, new, has_state, state):
    """An instance of an allowed class, as unpickling makes it."""
    out = call.__new__(call, *args) if new else call(*args)
    if not has_state:
        return out
    if hasattr(out, "__setstate__"):
        out.__setstate__(state)
        return out
    return _set_obj_state(out, state)


def _set_obj_state(obj, state):
    """Give an object what :func:`_get_obj_state` kept."""
    slots = None
    if isinstance(state, tuple):
        if len(state) != 2:
            raise RuntimeError(f"Invalid serialized state: {state}")
        state, slots = state
    for part in (state, slots):
        for key, value in (part or {}).items():
            setattr(obj, key, value)
    return obj


def _flatten_dense_tensors(tensors):
    """One flat tensor of all elements, in order."""
    return lumbre.cat([t.reshape(-1) for t in tensors]) if len(tensors) else lumbre.empty(0)


def _unflatten_dense_tensors(flat, tensors):
    """Pieces of a flat tensor in the shapes of `tensors`, as views."""
    pieces = flat.split([t.numel() for t in tensors])
    return tuple(piece.view_as(t) for piece, t in zip(pieces, tensors))


class KeyErrorMessage(str):
    """A ``KeyError`` text that is printed with its line breaks."""

    def __repr__(self):
        return str(self)


class ExceptionWrapper:
    """Carries an exception, as text and class, from one process to another."""

    def __init__(self, exc_info=None, where="in background"):
        if exc_info is None:
            exc_info = sys.exc_info()
        self.exc_type = exc_info[0]
        import traceback

        self.exc_msg = "".join(traceback.format_exception(*exc_info))
        self.where = where

    def reraise(self):
        """Raise an exception of the same class that tells where it came from."""
        msg = f"Caught {self.exc_type.__name__} {self.where}.\nOriginal {self.exc_msg}"
        if self.exc_type is KeyError:
            msg = KeyErrorMessage(msg)
        elif getattr(self.exc_type, "message", None):
            raise self.exc_type(message=msg)
        try:
            exception = self.exc_type(msg)
        except Exception:
            # Classes that want other arguments can't be made from a text.
            raise RuntimeError(msg) from None
        raise exception
