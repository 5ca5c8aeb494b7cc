"""The device that computes fastest: a GPU where there is one."""

from . import _absent, _C, cuda

__all__ = ["current_accelerator", "current_device_index", "current_device_idx", "device_count", "is_available", "set_device_index", "set_device_idx", "synchronize"]


def is_available():
    """Whether there is one."""
    return cuda.is_available()


def current_accelerator(check_available=False):
    """Its device, or None."""
    return _C.device("cuda") if cuda.is_available() else None


def device_count():
    """How many GPUs there are."""
    return cuda.device_count()


def current_device_index():
    """The number of the GPU that new tensors go to."""
    return cuda.current_device()


current_device_idx = current_device_index


def set_device_index(device, /):
    """Makes GPU number `device` the one that new tensors go to."""
    cuda.set_device(device)


set_device_idx = set_device_index


def synchronize(device=None, /):
    """Waits until its work is done. Raises `RuntimeError` where there is none."""
    if not cuda.is_available():
        raise RuntimeError("Cannot access accelerator device when none is available.")
    cuda.synchronize(device)


def empty_cache():
    cuda.empty_cache()


Stream = _absent.kind("Stream")
Event = _absent.kind("Event")
