"""`save` and `load` in PyTorch's zip format, in both directions."""

import io
import os
import pickle
import struct
import threading
import zipfile

import lumbre

from ._safe_globals import (  # noqa: F401  (public here, as in PyTorch)
    _check_weights_only,
    _RestrictedUnpickler,
    add_safe_globals,
    clear_safe_globals,
    get_safe_globals,
    get_unsafe_globals_in_checkpoint,
    safe_globals,
)
from .storage import TypedStorage, UntypedStorage, _class_of

__all__ = ["save", "load", "add_safe_globals", "get_safe_globals", "clear_safe_globals"]

DEFAULT_PROTOCOL = 2
_ALIGNMENT = 64
_flags = threading.local()


def _is_skipping_data():
    return getattr(_flags, "skip_data", False)


class skip_data:
    """Within this context `save` leaves the bytes of storages out (they come back as zeros)."""

    def __enter__(self):
        self.old = _is_skipping_data()
        _flags.skip_data = True
        return self

    def __exit__(self, *exc):
        _flags.skip_data = self.old


def _torch_name(module):
    """The name a module has in PyTorch."""
    if module == "lumbre" or module.startswith("lumbre."):
        return "torch" + module[len("lumbre") :]
    return module


class _Pickler(pickle._Pickler):
    """Pickles that name torch's globals, with storages kept apart.

    The pure Python pickler, because the C one cannot be told another name for a global.
    """

    dispatch = pickle._Pickler.dispatch.copy()

    def __init__(self, file, protocol):
        super().__init__(file, protocol)
        self.storages = {}

    def persistent_id(self, obj):
        if isinstance(obj, TypedStorage):
            untyped, kind, count = obj._untyped_storage, _class_of(obj.dtype), len(obj)
        elif isinstance(obj, UntypedStorage):
            untyped, kind, count = obj, UntypedStorage, obj.nbytes()
        else:
            return None
        # Held in the table, so that no other storage can take the same address.
        key, _ = self.storages.setdefault(untyped._cdata, (str(len(self.storages)), untyped))
        device = untyped.device
        location = "cpu" if device.type == "cpu" else str(device)
        return ("storage", kind, key, location, count)

    def save_global(self, obj, name=None):
        if isinstance(obj, lumbre.dtype):
            module, name = "torch", str(obj).rpartition(".")[2]
        elif obj is UntypedStorage:
            module, name = "torch.storage", "UntypedStorage"
        elif isinstance(obj, type) or callable(obj):
            name = name or getattr(obj, "__qualname__", None) or obj.__name__
            module = _torch_name(pickle.whichmodule(obj, name))
        else:
            module = None
        if module is None or module.partition(".")[0] != "torch":
            return super().save_global(obj, name)
        self.write(pickle.GLOBAL + f"{module}\n{name}\n".encode())
        self.memoize(obj)

    dispatch[type(_torch_name)] = save_global


def save(
    obj, f, pickle_module=pickle, pickle_protocol=DEFAULT_PROTOCOL,
    _use_new_zipfile_serialization=True, _disable_byteorder_record=False,
):  # fmt: skip
    """Save an object with its tensors to a file, in the zip format of PyTorch.

    Args:
        obj: anything that can be pickled; mostly a ``state_dict``.
        f: a path or a binary file open for writing.
    """
    if not _use_new_zipfile_serialization:
        raise NotImplementedError("save: the format from before PyTorch 1.6 is not written")
    _check_target(f)
    data = io.BytesIO()
    pickler = _Pickler(data, pickle_protocol)
    pickler.dump(obj)
    if isinstance(f, (str, os.PathLike)):
        name = os.path.splitext(os.path.basename(os.fspath(f)))[0] or "archive"
        with open(f, "wb") as file:
            _write_archive(file, name, data.getvalue(), pickler.storages)
    else:
        _write_archive(f, "archive", data.getvalue(), pickler.storages)


def _check_target(f):
    if not isinstance(f, (str, os.PathLike)) and not hasattr(f, "write"):
        raise AttributeError(
            f"expected 'f' to be string, path, or a file-like object with a 'write' attribute, "
            f"got {type(f).__name__}"
        )


def _write_archive(file, root, data, storages):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        _add(archive, f"{root}/data.pkl", data)
        _add(archive, f"{root}/.format_version", b"1")
        _add(archive, f"{root}/.storage_alignment", str(_ALIGNMENT).encode())
        _add(archive, f"{root}/byteorder", b"little")
        for key, storage in storages.values():
            raw = bytes(storage.nbytes()) if _is_skipping_data() else _storage_bytes(storage)
            _add(archive, f"{root}/data/{key}", raw)
        _add(archive, f"{root}/version", b"3\n")


def _storage_bytes(storage):
    return storage.cpu()._bytes() if storage.device.type != "cpu" else storage._bytes()


def _add(archive, name, data):
    """Add a member whose bytes start at a multiple of 64, so that a map of them is aligned."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    start = archive.fp.tell() + 30 + len(name.encode()) + 4
    fill = -start % _ALIGNMENT
    info.extra = struct.pack("<2sH", b"FB", fill) + b"Z" * fill
    archive.writestr(info, data)


def load(
    f, map_location=None, pickle_module=None, *, weights_only=None, mmap=None, **pickle_load_args
):
    """Load what :func:`save`, here or in PyTorch, has written.

    Args:
        f: a path or a binary file open for reading, with ``seek`` and ``tell``.
        map_location: where storages go: a device, a dict from device to device, or a function
            ``(storage, location) -> storage``.
        weights_only: refuse everything but tensors, plain containers and
            :func:`add_safe_globals`; false runs whatever code the file asks for.
    """
    if weights_only is None:
        weights_only = pickle_module is None
    elif weights_only and pickle_module is not None:
        raise RuntimeError("Can not safely load weights when explicit pickle_module is specified")
    if isinstance(f, (str, os.PathLike)):
        with open(f, "rb") as file:
            return _load(file, map_location, weights_only, pickle_load_args)
    if not hasattr(f, "read") or not hasattr(f, "seek"):
        raise AttributeError(
            "You can only load from a file that is seekable. Please pre-load the data into a "
            "buffer like io.BytesIO and try to load from it instead."
        )
    return _load(f, map_location, weights_only, pickle_load_args)


def _load(file, map_location, weights_only, pickle_load_args):
    start = file.tell()
    magic = file.read(4)
    file.seek(start)
    if magic != b"PK\x03\x04":
        if not magic:
            raise EOFError("Ran out of input")
        raise pickle.UnpicklingError(
            "load: not a zip archive of PyTorch's format (files from before PyTorch 1.6 are not read)"
        )
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise RuntimeError(f"load: the archive is damaged: {error}") from None
    with archive:
        return _load_archive(archive, map_location, weights_only, pickle_load_args)


def _load_archive(archive, map_location, weights_only, pickle_load_args):
    names = [n for n in archive.namelist() if n.endswith("/data.pkl")]
    if not names:
        raise RuntimeError("load: the archive has no data.pkl")
    root = names[0][: -len("data.pkl")]
    if f"{root}constants.pkl" in archive.namelist():
        raise RuntimeError("load: this is a TorchScript archive; open it with jit.load")
    loaded = {}

    def persistent_load(saved):
        if not isinstance(saved, tuple) or len(saved) < 5 or saved[0] != "storage":
            raise pickle.UnpicklingError(f"load: unknown persistent id {saved!r}")
        _, kind, key, location, count = saved[:5]
        untyped = kind is UntypedStorage
        dtype = lumbre.uint8 if untyped else kind._dtype
        if key not in loaded:
            raw = _member(archive, f"{root}data/{key}", count * dtype.itemsize)
            loaded[key] = _place(UntypedStorage(raw), location, map_location)
        if untyped:
            return loaded[key]
        return TypedStorage(wrap_storage=loaded[key], dtype=dtype, _internal=True)

    kind = _RestrictedUnpickler if weights_only else _Unpickler
    unpickler = kind(io.BytesIO(archive.read(f"{root}data.pkl")), **pickle_load_args)
    unpickler.persistent_load = persistent_load
    if weights_only:
        return _check_weights_only(unpickler)
    return unpickler.load()


def _member(archive, name, nbytes):
    try:
        raw = archive.read(name)
    except KeyError:
        raise RuntimeError(f"load: the archive has no {name}") from None
    except zipfile.BadZipFile as error:
        raise RuntimeError(f"load: the archive is damaged: {error}") from None
    if len(raw) < nbytes:
        raise RuntimeError(f"load: {name} has {len(raw)} bytes where {nbytes} are needed")
    return raw


class _Unpickler(pickle.Unpickler):
    """Python's unpickler with torch's modules mapped to lumbre's."""

    def find_class(self, module, name):
        if module == "torch" or module.startswith("torch."):
            module = "lumbre" + module[len("torch") :]
            if module == "lumbre":
                found = getattr(lumbre, name, None)
                if found is not None:
                    return found
        return super().find_class(module, name)


def _place(storage, location, map_location):
    if callable(map_location) and not isinstance(map_location, (lumbre.device, str)):
        placed = map_location(storage, location)
        return storage if placed is None else getattr(placed, "_untyped_storage", placed)
    if isinstance(map_location, dict):
        location = map_location.get(location, location)
    elif map_location is not None:
        location = str(map_location)
    location = str(location)
    if location == "cpu":
        return storage
    if location.startswith("cuda") and not lumbre.cuda.is_available():
        raise RuntimeError(
            "Attempting to deserialize object on a CUDA device but torch.cuda.is_available() is "
            "False. If you are running on a CPU-only machine, please use torch.load with "
            "map_location=torch.device('cpu') to map your storages to the CPU."
        )
    return storage.to(device=lumbre.device(location))
