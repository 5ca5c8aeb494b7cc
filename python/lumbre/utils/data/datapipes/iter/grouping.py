"""Steps that put samples together and take them apart."""

from collections import defaultdict

from .._decorator import functional_datapipe
from ..datapipe import DataChunk, IterDataPipe

__all__ = ["BatcherIterDataPipe", "GrouperIterDataPipe", "UnBatcherIterDataPipe"]


@functional_datapipe("batch")
class BatcherIterDataPipe(IterDataPipe):
    """Lists of ``batch_size`` samples."""

    def __init__(self, datapipe, batch_size, drop_last=False, wrapper_class=DataChunk):
        if batch_size <= 0:
            raise AssertionError("Batch size is required to be larger than 0!")
        self.datapipe, self.batch_size, self.drop_last = datapipe, batch_size, drop_last
        self.wrapper_class = wrapper_class

    def __iter__(self):
        batch = []
        for x in self.datapipe:
            batch.append(x)
            if len(batch) == self.batch_size:
                yield self.wrapper_class(batch)
                batch = []
        if batch and not self.drop_last:
            yield self.wrapper_class(batch)

    def __len__(self):
        full, rest = divmod(len(self.datapipe), self.batch_size)
        return full + (rest > 0 and not self.drop_last)


@functional_datapipe("unbatch")
class UnBatcherIterDataPipe(IterDataPipe):
    """The samples of lists, ``unbatch_level`` lists deep (-1: all)."""

    def __init__(self, datapipe, unbatch_level=1):
        self.datapipe, self.unbatch_level = datapipe, unbatch_level

    def __iter__(self):
        for x in self.datapipe:
            yield from self._open(x, self.unbatch_level)

    def _open(self, x, level):
        if level < -1:
            raise ValueError("unbatch_level must be -1 or >= 0")
        if level == 0 or (level == -1 and not isinstance(x, (list, DataChunk))):
            yield x
            return
        if not isinstance(x, (list, DataChunk)):
            raise IndexError(f"unbatch_level {self.unbatch_level} exceeds the depth of the DataPipe")
        for item in x:
            yield from self._open(item, level if level == -1 else level - 1)


@functional_datapipe("groupby")
class GrouperIterDataPipe(IterDataPipe):
    """Lists of samples with the same key, given out when they are full or the buffer is."""

    def __init__(
        self, datapipe, group_key_fn, *, keep_key=False, buffer_size=10000, group_size=None,
        guaranteed_group_size=None, drop_remaining=False,
    ):  # fmt: skip
        self.datapipe, self.group_key_fn, self.keep_key = datapipe, group_key_fn, keep_key
        self.max_buffer_size, self.group_size = buffer_size, group_size
        self.guaranteed_group_size = group_size if guaranteed_group_size is None else guaranteed_group_size
        self.drop_remaining = drop_remaining

    def __iter__(self):
        groups, count = defaultdict(list), 0

        def given(key):
            chunk = DataChunk(groups.pop(key))
            return (key, chunk) if self.keep_key else chunk

        for x in self.datapipe:
            key = self.group_key_fn(x)
            groups[key].append(x)
            count += 1
            if self.group_size is not None and len(groups[key]) == self.group_size:
                count -= self.group_size
                yield given(key)
            elif count == self.max_buffer_size:
                largest = max(groups, key=lambda k: len(groups[k]))
                n = len(groups[largest])
                if self.guaranteed_group_size is not None and n < self.guaranteed_group_size and not self.drop_remaining:
                    raise RuntimeError(f"Failed to group items: {groups[largest]}")
                count -= n
                if self.guaranteed_group_size is None or n >= self.guaranteed_group_size:
                    yield given(largest)
                else:
                    del groups[largest]
        for key in list(groups):
            yield given(key)
