"""Data parallelism; with one device a pass-through."""

from ..._absent import function
from .data_parallel import DataParallel, data_parallel
from .distributed import DistributedDataParallel
from .parallel_apply import parallel_apply
from .scatter_gather import gather, scatter

replicate = function("nn.parallel.replicate")

__all__ = ["replicate", "scatter", "parallel_apply", "gather", "data_parallel", "DataParallel", "DistributedDataParallel"]
