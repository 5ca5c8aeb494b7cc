"""Marks for NVIDIA's profilers: without a GPU nobody reads them."""

import contextlib

__all__ = ["range_push", "range_pop", "range_start", "range_end", "mark", "range"]


def range_push(msg):
    """Opens a range; answers how many are open."""
    return -1


def range_pop():
    return -1


def range_start(msg):
    return 0


def range_end(range_id):
    """Closes a range."""


def mark(msg):
    """Sets a mark."""


def range(msg, *args, **kwargs):  # noqa: A001
    """Inside, a range is open. Also a decorator."""
    return _Range()


class _Range(contextlib.ContextDecorator):
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False
