"""The class by its module's name."""

from . import FullyShardedDataParallel  # noqa: F401
