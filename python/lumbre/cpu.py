"""The CPU seen as a device among others."""

import contextlib

__all__ = ["amp", "current_device", "current_stream", "device_count", "is_available", "is_initialized", "set_device", "stream", "synchronize", "Stream", "Event"]

from . import amp  # noqa: E402,F401


class Stream:
    """The one order of execution."""

    def __init__(self, priority=-1):
        pass

    def wait_stream(self, stream):
        """Nothing to wait for: work is done when a call returns."""


class Event:
    def record(self, stream=None):
        """Nothing is in flight."""

    def query(self):
        return True

    def synchronize(self):
        """Nothing is in flight."""

    wait = record


def is_available():
    return True


def is_initialized():
    return True


def device_count():
    return 1


def current_device():
    return "cpu"


def set_device(device):
    """There is one."""


def synchronize(device=None):
    """Work is done when a call returns."""


def current_stream(device=None):
    return Stream()


def stream(stream):
    return contextlib.nullcontext()
