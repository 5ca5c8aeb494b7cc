"""Queues of work and marks in them."""

from .. import _C
from ._devices import _device_index, _need


class Stream:
    """A queue of work on a GPU. Its work and that of other queues may run side by side.

    Args:
        device: the GPU; the current one without it.
        priority: numbers below 0 go first.
    """

    def __init__(self, device=None, priority=0, *, stream_id=None, device_index=None, device_type=None, _parts=None):
        if _parts is None and stream_id is not None:
            _parts = (device_index or 0, stream_id, 0)
        self._parts = _parts or _C._cuda_new_stream(_device_index(device, what="cuda.Stream"), priority)

    @property
    def cuda_stream(self):
        """The driver's handle; 0 is the default queue."""
        return self._parts[1]

    stream_id = cuda_stream

    @property
    def device_index(self):
        return self._parts[0]

    device_type = 1

    @property
    def device(self):
        return _C.device("cuda", self._parts[0])

    @property
    def priority(self):
        return self._parts[2]

    def query(self):
        """Whether everything in the queue has ended."""
        return _C._cuda_stream_query(*self._parts[:2])

    def synchronize(self):
        """Waits for everything in the queue."""
        _C._cuda_stream_synchronize(*self._parts[:2])

    def record_event(self, event=None):
        """Puts a mark at the queue's end and returns it."""
        event = Event() if event is None else event
        event.record(self)
        return event

    def wait_event(self, event):
        """Work enqueued from now on waits for the mark."""
        _C._cuda_stream_wait_event(*self._parts[:2], event)

    def wait_stream(self, stream):
        """Work enqueued from now on waits for all that the other queue holds now."""
        self.wait_event(stream.record_event())

    def __enter__(self):
        self._context = StreamContext(self)
        self._context.__enter__()
        return self

    def __exit__(self, *exc):
        return self._context.__exit__(*exc)

    def __eq__(self, other):
        return isinstance(other, Stream) and self._parts[:2] == other._parts[:2]

    def __hash__(self):
        return hash(self._parts[:2])

    @property
    def _as_parameter_(self):
        import ctypes

        return ctypes.c_void_p(self.cuda_stream)

    def __repr__(self):
        return f"<torch.cuda.Stream device={self.device} cuda_stream={self.cuda_stream:#x}>"


class ExternalStream(Stream):
    """A queue that another library made and keeps alive, by its handle."""

    def __init__(self, stream_ptr, device=None):
        super().__init__(_parts=(_device_index(device, what="cuda.ExternalStream"), int(stream_ptr), 0))


class Event(_C.CudaEvent):
    """A mark in a queue: passed when everything before it has ended.

    Args:
        enable_timing: the time between two marks can be asked.
        blocking: waiting sleeps instead of spinning.
        interprocess, external: not supported.
    """

    def __new__(cls, enable_timing=False, blocking=False, interprocess=False, external=False):
        if interprocess:
            raise NotImplementedError("cuda.Event with interprocess=True")
        _need("cuda.Event")
        return super().__new__(cls, enable_timing, blocking)

    def record(self, stream=None):
        """Puts the mark at the end of a queue, the current one without ``stream``."""
        stream = current_stream() if stream is None else stream
        self._record(*stream._parts[:2])

    def wait(self, stream=None):
        """Work of a queue enqueued from now on waits for the mark."""
        (current_stream() if stream is None else stream).wait_event(self)

    def query(self):
        """Whether the mark has been passed."""
        return self._query()

    def synchronize(self):
        """Waits until it has been passed."""
        self._synchronize()

    def elapsed_time(self, end_event):
        """Milliseconds from this mark to another; both were made with ``enable_timing``."""
        return self._elapsed(end_event)

    @property
    def cuda_event(self):
        return self._handle

    @property
    def device(self):
        return None if self._device is None else _C.device("cuda", self._device)

    def __repr__(self):
        return f"<torch.cuda.Event {self._handle:#x}>" if self._handle else "<torch.cuda.Event uninitialized>"


def current_stream(device=None):
    """The thread's queue on a GPU."""
    return Stream(_parts=_C._cuda_current_stream(_device_index(device, what="cuda.current_stream")))


def default_stream(device=None):
    """The queue that is current at first."""
    return Stream(_parts=(_device_index(device, what="cuda.default_stream"), 0, 0))


def set_stream(stream):
    """Makes a queue the thread's on its GPU; None changes nothing."""
    if stream is not None:
        _C._cuda_set_stream(*stream._parts)


class StreamContext:
    """Inside, work goes to `stream`, on its GPU; nothing changes for None."""

    def __init__(self, stream):
        self.stream = stream

    def __enter__(self):
        if self.stream is None:
            return
        self._device = _C._cuda_current_device()
        self._before = _C._cuda_current_stream(self.stream.device_index)
        _C._cuda_set_device(self.stream.device_index)
        set_stream(self.stream)

    def __exit__(self, *exc):
        if self.stream is not None:
            _C._cuda_set_stream(*self._before)
            _C._cuda_restore_device(self._device)
        return False


def stream(stream):
    """`StreamContext(stream)`."""
    return StreamContext(stream)
