"""The file format before PyTorch 1.6: five pickles, then the bytes of the storages."""

import os
import pickle
import struct

import lumbre

DEFAULT_PROTOCOL = 2
MAGIC_NUMBER = 0x1950A86A20F9469CFC6C
PROTOCOL_VERSION = 1001


def _save_legacy(obj, f, pickle_module, protocol):
    from ._pickling import _pickle_object

    data, storages = _pickle_object(obj, pickle_module, protocol, legacy=True)
    system = {
        "protocol_version": PROTOCOL_VERSION,
        "little_endian": True,
        "type_sizes": {"short": 2, "int": 4, "long": 4},
    }
    parts = [pickle.dumps(part, protocol) for part in (MAGIC_NUMBER, PROTOCOL_VERSION, system)]
    parts += [data, pickle.dumps([key for key, _, _ in storages], protocol)]
    for _, storage, kind in storages:
        parts += [struct.pack("<q", storage.nbytes() // kind._dtype.itemsize), storage.cpu()._bytes()]
    if isinstance(f, (str, os.PathLike)):
        lumbre._C._write_file(os.fspath(f), parts)
        return
    for part in parts:
        f.write(part)


def _load_legacy(file, restore, pickle_module, pickle_load_args):
    from ._pickling import _unpickler

    if pickle_module.load(file, **pickle_load_args) != MAGIC_NUMBER:
        raise RuntimeError("Invalid magic number; corrupt file?")
    if pickle_module.load(file, **pickle_load_args) != PROTOCOL_VERSION:
        raise RuntimeError("load: unknown version of the old file format")
    if pickle_module.load(file, **pickle_load_args).get("little_endian") is False:
        raise RuntimeError("load: only little-endian files are supported")
    read, placed = {}, {}

    def storage(key, nbytes, location):
        if key not in placed:
            # The bytes come after the tree: the memory is filled below, and what was moved elsewhere is filled too.
            read[key] = lumbre.UntypedStorage(nbytes)
            placed[key] = restore(read[key], location)
        return placed[key]

    out = _unpickler(pickle_module, file, storage, pickle_load_args).load()
    for key in pickle_module.load(file, **pickle_load_args):
        if key not in read:
            raise RuntimeError(f"load: unknown storage {key!r}")
        (count,) = struct.unpack("<q", _exactly(file, 8))
        nbytes = read[key].nbytes()
        if count < 0 or (count == 0) != (nbytes == 0) or (count and nbytes % count):
            raise RuntimeError(f"load: storage {key!r} has {count} elements in {nbytes} bytes")
        raw = _exactly(file, nbytes)
        for target in {id(s): s for s in (read[key], placed[key]) if s.device.type != "meta"}.values():
            target.copy_(lumbre.UntypedStorage(raw))
    return out


def _exactly(file, n):
    data = file.read(n)
    if len(data) != n:
        raise RuntimeError("load: the file ends early")
    return data
