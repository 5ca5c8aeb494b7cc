"""Errors of a process."""

from .... import _absent

ChildFailedError = _absent.kind("distributed.elastic.multiprocessing.errors.ChildFailedError")


def record(fn, error_handler=None):
    """A main function whose errors are written down for the launcher: without one, the function."""
    return fn
