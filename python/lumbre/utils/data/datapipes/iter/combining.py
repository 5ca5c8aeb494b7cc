"""Steps that join pipes, and that split one."""

import copy as copying
from collections import deque

from .._decorator import functional_datapipe
from ..datapipe import IterDataPipe

__all__ = [
    "ConcaterIterDataPipe", "DemultiplexerIterDataPipe", "ForkerIterDataPipe",
    "MultiplexerIterDataPipe", "ZipperIterDataPipe",
]  # fmt: skip


class _Joined(IterDataPipe):
    def __init__(self, *datapipes):
        if not datapipes:
            raise ValueError("Expected at least one DataPipe, but got nothing")
        if not all(isinstance(d, IterDataPipe) for d in datapipes):
            raise TypeError("Expected all inputs to be `IterDataPipe`")
        self.datapipes = datapipes


@functional_datapipe("concat")
class ConcaterIterDataPipe(_Joined):
    """One pipe after the other."""

    def __iter__(self):
        for datapipe in self.datapipes:
            yield from datapipe

    def __len__(self):
        return sum(map(len, self.datapipes))


@functional_datapipe("zip")
class ZipperIterDataPipe(_Joined):
    """Tuples of one sample of each pipe, until the shortest ends."""

    def __iter__(self):
        yield from zip(*self.datapipes)

    def __len__(self):
        return min(map(len, self.datapipes))


@functional_datapipe("mux")
class MultiplexerIterDataPipe(_Joined):
    """One sample of each pipe in turn, until the shortest ends."""

    def __iter__(self):
        for row in zip(*self.datapipes):
            yield from row

    def __len__(self):
        return min(map(len, self.datapipes)) * len(self.datapipes)


class _Split:
    """One pass over a pipe for several readers, each with what it has not read yet."""

    def __init__(self, datapipe, n, buffer_size, route):
        self.datapipe, self.n, self.buffer_size, self.route = datapipe, n, buffer_size, route
        self.reset()

    def reset(self):
        self.source = None
        self.waiting = [deque() for _ in range(self.n)]
        self.started = [False] * self.n

    def read(self, i):
        if self.started[i]:
            self.reset()
        self.started[i] = True
        if self.source is None:
            self.source = iter(self.datapipe)
        while True:
            while self.waiting[i]:
                yield self.waiting[i].popleft()
            try:
                x = next(self.source)
            except StopIteration:
                return
            for reader, value in self.route(x):
                self.waiting[reader].append(value)
            if self.buffer_size >= 0 and sum(map(len, self.waiting)) > self.buffer_size + self.n:
                raise BufferError(
                    f"the buffer of {self.buffer_size} samples has overflowed: read the parts evenly or "
                    "give a larger buffer_size"
                )


class _Part(IterDataPipe):
    def __init__(self, split, i):
        self.main_datapipe, self.instance_id = split, i

    def __iter__(self):
        return self.main_datapipe.read(self.instance_id)

    def __len__(self):
        return len(self.main_datapipe.datapipe)


def _parts(datapipe, n, buffer_size, route):
    if n < 1:
        raise ValueError(f"Expected `num_instances` larger than 0, but {n} is found")
    split = _Split(datapipe, n, buffer_size, route)
    return [_Part(split, i) for i in range(n)]


@functional_datapipe("fork")
class ForkerIterDataPipe(IterDataPipe):
    """Several pipes that each give every sample."""

    def __new__(cls, datapipe, num_instances, buffer_size=1000, copy=None):
        if num_instances == 1:
            return [datapipe]
        clone = {None: lambda x: x, "shallow": copying.copy, "deep": copying.deepcopy}.get(copy)
        if clone is None:
            raise ValueError(f"Unknown copy method `{copy}`")
        return _parts(datapipe, num_instances, buffer_size, lambda x: [(i, clone(x)) for i in range(num_instances)])


@functional_datapipe("demux")
class DemultiplexerIterDataPipe(IterDataPipe):
    """Several pipes; ``classifier_fn`` says which of them gets a sample."""

    def __new__(cls, datapipe, num_instances, classifier_fn, drop_none=False, buffer_size=1000):
        def route(x):
            i = classifier_fn(x)
            if i is None and drop_none:
                return []
            if i is None or not 0 <= i < num_instances:
                raise ValueError(f"Output of the classification fn should be between 0 and {num_instances - 1}. {i} is returned.")
            return [(i, x)]

        return _parts(datapipe, num_instances, buffer_size, route)
