"""The class of compiled modules."""

from .._compile import OptimizedModule  # noqa: F401


def is_dynamo_supported():
    return True
