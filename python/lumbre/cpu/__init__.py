"""The CPU as a device: one, always there, and never behind, since ops on it are done when they return."""

import contextlib

from . import amp  # noqa: F401

__all__ = [
    "is_available", "is_initialized", "synchronize", "current_device", "current_stream", "stream",
    "set_device", "device_count", "Stream", "StreamContext", "Event",
]  # fmt: skip


class Stream:
    """Stands in for a GPU's queue of work; ops on the CPU do not queue."""

    def __init__(self, priority=-1):
        pass

    def wait_stream(self, stream):
        """Nothing to wait for."""

    def record_event(self):
        """Nothing to record."""

    def wait_event(self, event):
        """Nothing to wait for."""


class Event:
    """Stands in for a mark in a queue of work."""

    def query(self):
        """Always reached."""
        return True

    def record(self, stream=None):
        """Nothing to record."""

    def synchronize(self):
        """Nothing to wait for."""

    def wait(self, stream=None):
        """Nothing to wait for."""


_STREAM = Stream()


def is_available():
    """Whether the CPU can be used."""
    return True


def is_initialized():
    """Whether it is ready."""
    return True


def synchronize(device=None):
    """Wait for nothing."""


def current_device():
    """The name of the device."""
    return "cpu"


def current_stream(device=None):
    """The one stream."""
    return _STREAM


class StreamContext(contextlib.AbstractContextManager):
    """A block on a stream."""

    def __init__(self, stream):
        self.stream = stream

    def __exit__(self, *exc):
        return None


def stream(stream):
    """A block on a stream."""
    return StreamContext(stream)


def device_count():
    """One."""
    return 1


def set_device(device):
    """There is but one."""
