"""Steps that are indexed."""

import copy
import random

import lumbre

from .._decorator import functional_datapipe
from ..datapipe import DataChunk, IterDataPipe, MapDataPipe

__all__ = ["Batcher", "Concater", "Mapper", "SequenceWrapper", "Shuffler", "Zipper"]


class SequenceWrapper(MapDataPipe):
    """The items of a sequence or dict, of a copy of it unless ``deepcopy`` is False."""

    def __init__(self, sequence, deepcopy=True):
        self.sequence = copy.deepcopy(sequence) if deepcopy else sequence

    def __getitem__(self, index):
        return self.sequence[index]

    def __len__(self):
        return len(self.sequence)


@functional_datapipe("map")
class Mapper(MapDataPipe):
    """``fn`` of every sample."""

    def __init__(self, datapipe, fn=lambda x: x):
        self.datapipe, self.fn = datapipe, fn

    def __getitem__(self, index):
        return self.fn(self.datapipe[index])

    def __len__(self):
        return len(self.datapipe)


@functional_datapipe("concat")
class Concater(MapDataPipe):
    """One pipe after the other, counted from zero."""

    def __init__(self, *datapipes):
        if not datapipes:
            raise ValueError("Expected at least one DataPipe, but got nothing")
        self.datapipes = datapipes

    def __getitem__(self, index):
        at = index
        for datapipe in self.datapipes:
            if at < len(datapipe):
                return datapipe[at]
            at -= len(datapipe)
        raise IndexError(f"Index {index} is out of range.")

    def __len__(self):
        return sum(map(len, self.datapipes))


@functional_datapipe("zip")
class Zipper(MapDataPipe):
    """Tuples of one sample of each pipe."""

    def __init__(self, *datapipes):
        if not datapipes:
            raise ValueError("Expected at least one DataPipe, but got nothing")
        self.datapipes = datapipes

    def __getitem__(self, index):
        return tuple(datapipe[index] for datapipe in self.datapipes)

    def __len__(self):
        return min(map(len, self.datapipes))


@functional_datapipe("batch")
class Batcher(MapDataPipe):
    """Lists of ``batch_size`` samples."""

    def __init__(self, datapipe, batch_size, drop_last=False, wrapper_class=DataChunk):
        if batch_size <= 0:
            raise AssertionError("Batch size is required to be larger than 0!")
        self.datapipe, self.batch_size, self.drop_last = datapipe, batch_size, drop_last
        self.wrapper_class = wrapper_class

    def __getitem__(self, index):
        if not 0 <= index < len(self):
            raise IndexError(f"Index {index} is out of bound.")
        start = index * self.batch_size
        stop = min(start + self.batch_size, len(self.datapipe))
        return self.wrapper_class([self.datapipe[i] for i in range(start, stop)])

    def __len__(self):
        full, rest = divmod(len(self.datapipe), self.batch_size)
        return full + (rest > 0 and not self.drop_last)


class Shuffler(IterDataPipe):
    """The samples in a random order, iterated over."""

    def __init__(self, datapipe, *, indices=None):
        self.datapipe = datapipe
        self.indices = list(range(len(datapipe))) if indices is None else indices
        self._enabled = True
        self._seed = None

    def set_shuffle(self, shuffle=True):
        """Switch shuffling on or off."""
        self._enabled = shuffle
        return self

    def set_seed(self, seed):
        """The seed of the next pass."""
        self._seed = seed
        return self

    def __iter__(self):
        order = self.indices
        if self._enabled:
            seed = self._seed
            if seed is None:
                seed = int(lumbre.empty((), dtype=lumbre.int64).random_().item())
            self._seed = None
            # Taken from the end, as PyTorch takes them.
            order = random.Random(seed).sample(order, len(order))[::-1]
        for i in order:
            yield self.datapipe[i]

    def __len__(self):
        return len(self.datapipe)


# Registered by hand: it is indexed no more, but follows pipes that are.
MapDataPipe.register_datapipe_as_function("shuffle", Shuffler)
