"""Data parallelism; with one device a pass-through."""

from .data_parallel import DataParallel, data_parallel
from .distributed import DistributedDataParallel
from .scatter_gather import gather, scatter

__all__ = ["data_parallel", "DataParallel", "DistributedDataParallel", "gather", "scatter"]
