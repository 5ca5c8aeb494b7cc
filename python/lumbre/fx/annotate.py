"""Types on proxies."""

from .proxy import Proxy

__all__ = ["annotate"]


def annotate(val, type):
    """Notes the type on a proxy's node; other values are given back as they are."""
    if isinstance(val, Proxy):
        if val.node.type:
            raise RuntimeError(f"Tried to annotate a value that already had a type on it! Existing type is {val.node.type} and new type is {type}.")
        val.node.type = type
    return val
