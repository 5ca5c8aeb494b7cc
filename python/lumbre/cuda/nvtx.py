"""Marks for NVIDIA's profilers, through their library where one is installed; without it nobody reads them."""

import contextlib
import ctypes
import ctypes.util
import functools

__all__ = ["range_push", "range_pop", "range_start", "range_end", "mark", "range"]


@functools.cache
def _library():
    """NVIDIA's ``libnvToolsExt``, or None."""
    name = ctypes.util.find_library("nvToolsExt")
    try:
        return ctypes.CDLL(name) if name else None
    except OSError:
        return None


def range_push(msg):
    """Opens a range; answers how many were open, -1 where nobody listens."""
    lib = _library()
    return -1 if lib is None else lib.nvtxRangePushA(str(msg).encode())


def range_pop():
    """Closes the range opened last."""
    lib = _library()
    return -1 if lib is None else lib.nvtxRangePop()


def range_start(msg):
    """Opens a range that may end in another thread; answers its number."""
    lib = _library()
    if lib is None:
        return 0
    lib.nvtxRangeStartA.restype = ctypes.c_uint64
    return lib.nvtxRangeStartA(str(msg).encode())


def range_end(range_id):
    """Closes a range of `range_start`."""
    lib = _library()
    if lib is not None:
        lib.nvtxRangeEnd(ctypes.c_uint64(range_id))


def mark(msg):
    """Sets a mark."""
    lib = _library()
    if lib is not None:
        lib.nvtxMarkA(str(msg).encode())


@contextlib.contextmanager
def range(msg, *args, **kwargs):  # noqa: A001
    """Inside, a range is open. Also a decorator."""
    range_push(msg.format(*args, **kwargs))
    try:
        yield
    finally:
        range_pop()
