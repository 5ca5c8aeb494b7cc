"""Pipelines of datasets, each a step over the one before."""

from . import iter, map  # noqa: A004
from .datapipe import DataChunk, DFIterDataPipe, IterDataPipe, MapDataPipe

__all__ = ["DataChunk", "DFIterDataPipe", "IterDataPipe", "MapDataPipe", "iter", "map"]
