"""How tensors and storages are pickled between processes: as descriptors of shared memory."""

import os
from multiprocessing import reduction
from multiprocessing.reduction import ForkingPickler

import lumbre
from lumbre._C import UntypedStorage

from ..nn.parameter import Buffer, Parameter
from ..storage import TypedStorage

__all__ = ["init_reductions", "reduce_tensor", "rebuild_tensor", "reduce_storage", "rebuild_storage", "StorageWeakRef"]

# Open files a process may want: each shared storage keeps one.
_MANY_FILES = 65536
_limit_raised = False


def _raise_file_limit():
    global _limit_raised
    if _limit_raised:
        return
    _limit_raised = True
    try:
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _MANY_FILES if hard == resource.RLIM_INFINITY else min(hard, _MANY_FILES)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (ImportError, ValueError, OSError):
        # The system's word is final; running out raises where it happens.
        pass


def reduce_storage(storage):
    """Share the memory and send its descriptor; the sender has to live until it is received."""
    if storage.device.type != "cpu":
        raise NotImplementedError(f"sending storage on {storage.device} to another process")
    _raise_file_limit()
    fd, nbytes = storage._shared_file()
    return rebuild_storage, (reduction.DupFd(fd), nbytes)


def rebuild_storage(handle, nbytes):
    """Map the memory that another process shared."""
    _raise_file_limit()
    return UntypedStorage._from_shared_file(handle.detach(), nbytes)


def _reduce_typed(storage):
    return _rebuild_typed, (storage.untyped(), storage.dtype)


def _rebuild_typed(untyped, dtype):
    return TypedStorage(wrap_storage=untyped, dtype=dtype, _internal=True)


def reduce_tensor(tensor):
    """Send a tensor's memory, shape and, for parameters, class; gradients and graphs stay behind."""
    if tensor.requires_grad and not tensor.is_leaf:
        raise RuntimeError(
            "Cowardly refusing to serialize non-leaf tensor which requires_grad, since autograd does "
            "not support crossing process boundaries.  If you just want to transfer the data, call "
            "detach() on the tensor before serializing (e.g., putting it on the queue)."
        )
    lumbre.utils.hooks.warn_if_has_hooks(tensor)
    flat = tensor.detach()
    if flat.is_conj() or flat.is_neg():
        flat = flat.resolve_conj().resolve_neg()
    if flat.device.type == "meta":
        return _rebuild_meta, (type(tensor), tensor.dtype, tuple(tensor.shape), tensor.stride(), tensor.requires_grad)
    metadata = (flat.dtype, flat.storage_offset(), tuple(flat.shape), flat.stride(), tensor.requires_grad)
    return rebuild_tensor, (type(tensor), flat.untyped_storage(), metadata)


def _finish(cls, t, requires_grad):
    if cls is Parameter:
        return Parameter(t, requires_grad=requires_grad)
    if cls is Buffer:
        return Buffer(t)
    return t.requires_grad_() if requires_grad else t


def rebuild_tensor(cls, storage, metadata):
    """The tensor over received memory."""
    dtype, offset, size, stride, requires_grad = metadata
    t = lumbre._C._tensor_from_storage(storage, dtype, offset, size, stride)
    return _finish(cls, t, requires_grad)


def _rebuild_meta(cls, dtype, size, stride, requires_grad):
    return _finish(cls, lumbre.empty_strided(size, stride, dtype=dtype, device="meta"), requires_grad)


class StorageWeakRef:
    """Names a storage by its identity without keeping its memory."""

    __slots__ = ("cdata", "_object")

    def __init__(self, storage):
        import weakref

        self.cdata = storage._cdata
        self._object = weakref.ref(storage)

    def expired(self):
        """Whether the storage object is gone."""
        return self._object() is None

    def __hash__(self):
        return self.cdata

    def __eq__(self, other):
        return self is other or self.cdata == other.cdata


def fd_id(fd):
    """What names an open file, whatever its number."""
    stat = os.fstat(fd)
    return stat.st_ino, stat.st_dev


def init_reductions():
    """Teach the standard library's pickler for processes about tensors."""
    ForkingPickler.register(UntypedStorage, reduce_storage)
    ForkingPickler.register(TypedStorage, _reduce_typed)
    for cls in (lumbre.Tensor, Parameter, Buffer):
        ForkingPickler.register(cls, reduce_tensor)
