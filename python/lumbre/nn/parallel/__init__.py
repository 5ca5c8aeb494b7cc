"""Data parallelism; with one device a pass-through."""

from .data_parallel import DataParallel, data_parallel

__all__ = ["data_parallel", "DataParallel"]
