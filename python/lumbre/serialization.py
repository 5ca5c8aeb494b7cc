"""`save` and `load` in PyTorch's file formats, in both directions."""

import enum
import io
import mmap as _mmap
import os
import pickle
import threading
from collections.abc import Callable

import lumbre

from ._legacy_file import DEFAULT_PROTOCOL, MAGIC_NUMBER, PROTOCOL_VERSION, _load_legacy, _save_legacy
from ._locations import (
    _mapped,
    default_restore_location,
    location_tag,
    register_package,
    validate_cuda_device,
)
from ._pickling import _pickle_object, _unpickler
from ._safe_globals import (
    _allowed_globals,
    add_safe_globals,
    clear_safe_globals,
    get_safe_globals,
    get_unsafe_globals_in_checkpoint,
    safe_globals,
)

__all__ = [
    "save", "load", "add_safe_globals", "get_safe_globals", "clear_safe_globals", "safe_globals", "skip_data",
    "get_unsafe_globals_in_checkpoint", "register_package", "location_tag", "default_restore_location", "validate_cuda_device",
    "DEFAULT_PROTOCOL", "MAGIC_NUMBER", "PROTOCOL_VERSION", "LoadEndianness", "get_default_load_endianness", "set_default_load_endianness",
    "get_default_mmap_options", "set_default_mmap_options", "get_crc32_options", "set_crc32_options",
]  # fmt: skip

_flags = threading.local()

# What `map_location` may be.
MAP_LOCATION = Callable[[lumbre.UntypedStorage, str], lumbre.UntypedStorage] | lumbre.device | str | dict[str, str] | None


class LoadEndianness(enum.Enum):
    """The order of bytes in a file that does not say which it has."""

    NATIVE = 1
    LITTLE = 2
    BIG = 3


_OPTIONS = {"endianness": None, "mmap": getattr(_mmap, "MAP_PRIVATE", 2), "crc32": True}


def get_default_load_endianness():
    """The order that was set for files that do not say theirs; None if none was. Files are read in the order they say, else little-endian."""
    return _OPTIONS["endianness"]


def set_default_load_endianness(endianness):
    """Sets the order of bytes of files that do not say theirs: `LoadEndianness.LITTLE` (or `NATIVE` where that is it), or None."""
    if not (endianness is None or isinstance(endianness, LoadEndianness)):
        raise TypeError("Invalid argument type in function set_default_load_endianness")
    if endianness is LoadEndianness.BIG:
        raise NotImplementedError("load: files in big-endian order")
    _OPTIONS["endianness"] = endianness


def get_default_mmap_options():
    """How files are mapped: `mmap.MAP_PRIVATE`, or what was set."""
    return _OPTIONS["mmap"]


class set_default_mmap_options:
    """Sets how `load(mmap=True)` maps files, for good or within a `with` block; changes stay in this process (`mmap.MAP_PRIVATE`)."""

    def __init__(self, flags):
        if flags != getattr(_mmap, "MAP_PRIVATE", 2):
            raise ValueError(f"Invalid argument in function set_default_mmap_options, expected mmap.MAP_PRIVATE, but got {flags}")
        self.before = _OPTIONS["mmap"]
        _OPTIONS["mmap"] = flags

    def __enter__(self):
        return None

    def __exit__(self, *exc):
        _OPTIONS["mmap"] = self.before


def get_crc32_options():
    """Whether `save` computes checksums (as it always does here; kept for programs that ask)."""
    return _OPTIONS["crc32"]


def set_crc32_options(compute_crc32):
    """Kept for programs that set it: checksums are computed in any case, they cost next to nothing."""
    _OPTIONS["crc32"] = bool(compute_crc32)


def _is_skipping_data():
    return getattr(_flags, "skip_data", False)


class skip_data:
    """Within this context `save` leaves the bytes of storages out (they come back as zeros)."""

    def __init__(self, materialize_fake_tensors=False):
        pass

    def __enter__(self):
        self.old = _is_skipping_data()
        _flags.skip_data = True
        return self

    def __exit__(self, *exc):
        _flags.skip_data = self.old


def _is_path(f):
    return isinstance(f, (str, os.PathLike))


def save(
    obj, f, pickle_module=pickle, pickle_protocol=DEFAULT_PROTOCOL,
    _use_new_zipfile_serialization=True, _disable_byteorder_record=False,
):  # fmt: skip
    """Save an object with its tensors in PyTorch's format.

    A path is written atomically: readers see the old file or the new one. Tensors that share memory share it in the
    file too, and a view brings all of its memory along; `clone` it first to save only what it shows.

    Args:
        obj: anything that can be pickled; mostly a ``state_dict``.
        f: a path, or a binary file open for writing.
        pickle_module: what pickles everything but the tensors.
        pickle_protocol: of the pickles inside.
    """
    if not _is_path(f) and not hasattr(f, "write"):
        raise AttributeError(
            f"expected 'f' to be string, path, or a file-like object with a 'write' attribute, got {type(f).__name__}"
        )
    if _is_path(f):
        folder = os.path.dirname(os.fspath(f))
        if folder and not os.path.isdir(folder):
            raise RuntimeError(f"Parent directory {folder} does not exist.")
    if not _use_new_zipfile_serialization:
        return _save_legacy(obj, f, pickle_module, pickle_protocol)
    data, storages = _pickle_object(obj, pickle_module, pickle_protocol)
    empty = _is_skipping_data()
    storages = [(key, lumbre.UntypedStorage(s.nbytes()) if empty else s.cpu()) for key, s, _ in storages]
    if _is_path(f):
        lumbre._C._save_checkpoint(os.fspath(f), _archive_name(f), data, storages)
    else:
        f.write(lumbre._C._save_checkpoint(None, "archive", data, storages))


def _archive_name(path):
    """The folder in the archive: the file's name without its ending."""
    name = os.path.splitext(os.path.basename(os.fspath(path)))[0].replace("\\", "_")
    return "archive" if name in ("", ".", "..") else name


def load(
    f, map_location=None, pickle_module=None, *, weights_only=None, mmap=None, **pickle_load_args
):
    """Load what `save`, here or in PyTorch, has written.

    Args:
        f: a path, or a binary file open for reading, with ``seek`` and ``tell``.
        map_location: where storages go: a device, a dict from device to device, or a function
            ``(storage, location) -> storage``.
        pickle_module: what unpickles; implies ``weights_only=False``.
        weights_only: refuse everything but tensors, plain containers and what `add_safe_globals` names. False runs
            whatever code the file asks for.
        mmap: use the file's bytes in place instead of reading them. Changes stay in this process; the file must
            not change while its tensors live.
    """
    weights_only = _decide_weights_only(weights_only, pickle_module)
    if mmap and not _is_path(f):
        raise ValueError("f must be a file path in order to use the mmap argument")
    if not _is_path(f):
        if not all(hasattr(f, name) for name in ("read", "seek", "tell")):
            raise AttributeError(
                f"expected a path or a file open for reading that can seek, got {type(f).__name__}; read it into a "
                "buffer such as io.BytesIO and load from that instead"
            )
        file, start = f, f.tell()
        f = file.read()
        if not f:
            raise EOFError("Ran out of input")
        if not weights_only and not f.startswith(b"PK"):
            # Files of the old format may follow one another: reading stops where this one ends.
            file.seek(start)
            f = file
    else:
        f = os.fspath(f)
        if not os.path.isdir(f) and os.path.isfile(f) and os.path.getsize(f) == 0:
            raise EOFError("Ran out of input")

    def restore(storage, location):
        return _mapped(storage, location, map_location)

    if weights_only:
        return _load_weights(f, restore, bool(mmap))
    return _load_anything(f, restore, bool(mmap), pickle_module or pickle, pickle_load_args)


def _on(name):
    return os.environ.get(name, "").lower() in ("1", "y", "yes", "true")


def _decide_weights_only(weights_only, pickle_module):
    force, never = _on("TORCH_FORCE_WEIGHTS_ONLY_LOAD"), _on("TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD")
    if force and never:
        raise RuntimeError(
            "Only one of `TORCH_FORCE_WEIGHTS_ONLY_LOAD` and `TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD` should be set"
        )
    if weights_only is None:
        weights_only = pickle_module is None and not never
    weights_only = weights_only or force
    if weights_only and pickle_module is not None:
        raise RuntimeError("Can not safely load weights when explicit pickle_module is specified")
    return weights_only


def _load_weights(source, restore, mmap):
    from ._pickling import _find_class

    try:
        return lumbre._C._load_checkpoint(source, _allowed_globals(), _find_class, restore, mmap)
    except (pickle.UnpicklingError, RuntimeError) as error:
        _say_what_it_is(source, error)
        if isinstance(error, RuntimeError):
            raise
        raise pickle.UnpicklingError(
            f"Weights only load failed: {error}\nOnly for a file from someone you trust: `weights_only=False` loads "
            "anything, and runs whatever code the file names; `torch.serialization.add_safe_globals` allows single names."
        ) from None


def _say_what_it_is(source, error):
    """Raises an error that names the function for this file, where it is another one's."""
    from ._other_files import named

    if told := named(source, "load"):
        raise type(error)(f"load: {told}") from None


def _load_anything(source, restore, mmap, pickle_module, pickle_load_args):
    if hasattr(source, "read"):
        return _load_legacy(source, restore, pickle_module, pickle_load_args)
    if _starts_with(source, b"PK"):
        return _load_archive(lumbre._C.Archive(source, mmap), restore, pickle_module, pickle_load_args)
    if mmap:
        raise RuntimeError(
            "mmap can only be used with files saved with `torch.save(_use_new_zipfile_serialization=True)`, "
            "please load without it"
        )
    with open(source, "rb") as file:
        return _load_legacy(file, restore, pickle_module, pickle_load_args)


def _starts_with(source, magic):
    if isinstance(source, bytes):
        return source.startswith(magic)
    with open(source, "rb") as file:
        return file.read(len(magic)) == magic


def _load_archive(archive, restore, pickle_module, pickle_load_args):
    if "constants.pkl" in archive:
        raise RuntimeError("load: this is a TorchScript archive, which is not read: in PyTorch, save its state_dict, or `torch.export.save` the program")
    if "byteorder" in archive and archive.read("byteorder") != b"little":
        raise RuntimeError("load: only little-endian files are supported")
    loaded = {}

    def storage(key, nbytes, location):
        if key not in loaded:
            loaded[key] = restore(archive.storage(f"data/{key}", nbytes), location)
        return loaded[key]

    file = io.BytesIO(archive.read("data.pkl"))
    return _unpickler(pickle_module, file, storage, pickle_load_args).load()


def _get_layout(name):
    """The layout of that name, as files hold it."""
    return getattr(lumbre, name.removeprefix("torch."))
