"""Tensors in numpy's `.npy` and `.npz` files.

    from lumbre.utils import npy

    npy.save("x.npy", x)
    x = npy.load("x.npy", mmap=True)
    npy.save_npz("data.npz", x=x, y=y)
    data = npy.load_npz("data.npz")  # a dict
"""

import os

import lumbre

__all__ = ["load", "load_npz", "save", "save_npz"]


def load(file, mmap=False):
    """The tensor in an npy file.

    Args:
        file: a path, or the bytes of a file.
        mmap: the tensor's memory is the file's pages, read when they are first used and copied when they are written to; the file
            must stay as it is meanwhile.

    Arrays of any byte order and of either memory order are read; arrays of Python objects, texts, dates and records are refused
    with `RuntimeError`, as is a file that is not whole.
    """
    return lumbre._C._read_npy(_source(file), mmap)


def save(file, tensor):
    """Writes a tensor as an npy file, whole or not at all. Raises `RuntimeError` for dtypes that numpy has not (bfloat16)."""
    lumbre._C._write_npy(os.fspath(file), _plain(tensor))


def load_npz(file, mmap=False):
    """The tensors of an npz file by name; of a compressed one too, which cannot be mapped."""
    try:
        return lumbre._C._read_npz(_source(file), mmap)
    except RuntimeError as error:
        if "compress" not in str(error):
            raise
    import io

    import numpy

    with numpy.load(io.BytesIO(file) if isinstance(file, bytes) else file, allow_pickle=False) as arrays:
        return {name: lumbre.from_numpy(arrays[name]) for name in arrays.files}


def save_npz(file, **tensors):
    """Writes tensors by name as an npz file without compression, whole or not at all."""
    lumbre._C._write_npz(os.fspath(file), [(name, _plain(t)) for name, t in tensors.items()])


def _source(file):
    return file if isinstance(file, bytes) else os.fspath(file)


def _plain(tensor):
    if not isinstance(tensor, lumbre.Tensor):
        raise TypeError(f"expected a tensor, got {type(tensor).__name__}")
    return tensor.detach().cpu().resolve_conj().resolve_neg().contiguous()
