"""Networks that say how far each pixel moves: `raft_small(weights="DEFAULT")`."""

from . import raft
from .._api import publish

__all__ = publish(globals(), (raft,), {"RAFT"})
