"""Queues of work, marks in them and recorded graphs: there to be named and compared with; making one needs a GPU."""

import contextlib

from .. import _C


class _NeedsGpu:
    def __init__(self, *args, **kwargs):
        if _C._cuda_device_count() == 0:
            raise _C._cuda_unavailable(f"cuda.{type(self).__name__}")
        raise NotImplementedError(f"cuda.{type(self).__name__}")


class Stream(_NeedsGpu):
    """A queue of work on a GPU."""


class ExternalStream(Stream):
    """A queue that another library made."""


class Event(_NeedsGpu):
    """A mark in a queue of work."""


class CUDAGraph(_NeedsGpu):
    """Recorded work that is launched at once."""


class MemPool(_NeedsGpu):
    """Memory kept apart."""


class _CudaDeviceProperties(_NeedsGpu):
    """What a GPU can do."""


class StreamContext:
    """Inside, work goes to `stream`; nothing changes for None."""

    def __init__(self, stream):
        self.stream = stream

    def __enter__(self):
        if self.stream is not None:
            raise NotImplementedError("cuda.stream")

    def __exit__(self, *exc):
        return False


def stream(stream):
    return StreamContext(stream)


class graph(_NeedsGpu):  # noqa: N801
    """Inside, work is recorded."""


def make_graphed_callables(callables, sample_args, **kwargs):
    raise _C._cuda_unavailable("cuda.make_graphed_callables")


class device(contextlib.ContextDecorator):  # noqa: N801
    """Inside, this GPU is the current one. None and negative numbers change nothing."""

    def __init__(self, device):
        self.idx = device.index if isinstance(device, _C.device) else device

    def __enter__(self):
        if isinstance(self.idx, str) or (self.idx is not None and self.idx >= 0):
            raise _C._cuda_unavailable("cuda.device")

    def __exit__(self, *exc):
        return False


class device_of(device):  # noqa: N801
    """Inside, the current GPU is the one that holds `obj`."""

    def __init__(self, obj):
        super().__init__(obj.get_device() if obj.is_cuda else -1)
