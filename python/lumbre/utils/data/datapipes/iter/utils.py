"""A step over anything that can be iterated over."""

import copy

from ..datapipe import IterDataPipe

__all__ = ["IterableWrapperIterDataPipe"]


class IterableWrapperIterDataPipe(IterDataPipe):
    """The items of an iterable, of a copy of it unless ``deepcopy`` is False."""

    def __init__(self, iterable, deepcopy=True):
        self.iterable, self.deepcopy = iterable, deepcopy

    def __iter__(self):
        source = self.iterable
        if self.deepcopy:
            try:
                source = copy.deepcopy(source)
            except TypeError:
                # It cannot be copied (a generator, say): its own items, once.
                pass
        yield from source

    def __len__(self):
        return len(self.iterable)
