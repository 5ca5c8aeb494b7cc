"""Calls between processes are not part of this build."""

from ... import _absent
from . import api  # noqa: F401


def is_available():
    return False


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return (_absent.function if name[:1].islower() or name[:1] == "_" else _absent.kind)(f"distributed.rpc.{name}")
