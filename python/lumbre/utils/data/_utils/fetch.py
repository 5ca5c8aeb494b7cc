"""Getting the samples of one batch."""

import lumbre

from ..dataset import Subset, TensorDataset
from .collate import default_collate


class _BaseDatasetFetcher:
    def __init__(self, dataset, auto_collation, collate_fn, drop_last):
        self.dataset = dataset
        self.auto_collation = auto_collation
        self.collate_fn = collate_fn
        self.drop_last = drop_last

    def fetch(self, possibly_batched_index):
        raise NotImplementedError


class _IterableDatasetFetcher(_BaseDatasetFetcher):
    def __init__(self, dataset, auto_collation, collate_fn, drop_last):
        super().__init__(dataset, auto_collation, collate_fn, drop_last)
        self.dataset_iter = iter(dataset)
        self.ended = False

    def fetch(self, possibly_batched_index):
        if self.ended:
            raise StopIteration
        if not self.auto_collation:
            return self.collate_fn(next(self.dataset_iter))
        data = []
        for _ in possibly_batched_index:
            try:
                data.append(next(self.dataset_iter))
            except StopIteration:
                self.ended = True
                break
        if not data or (self.drop_last and len(data) < len(possibly_batched_index)):
            raise StopIteration
        return self.collate_fn(data)


class _MapDatasetFetcher(_BaseDatasetFetcher):
    def __init__(self, dataset, auto_collation, collate_fn, drop_last):
        super().__init__(dataset, auto_collation, collate_fn, drop_last)
        self.gathers = auto_collation and collate_fn is default_collate and _holds_tensors(dataset)

    def fetch(self, possibly_batched_index):
        if self.gathers:
            batch = _gather(self.dataset, possibly_batched_index)
            if batch is not None:
                return batch
        if not self.auto_collation:
            return self.collate_fn(self.dataset[possibly_batched_index])
        whole = getattr(self.dataset, "__getitems__", None)
        if whole:
            return self.collate_fn(whole(possibly_batched_index))
        return self.collate_fn([self.dataset[i] for i in possibly_batched_index])


def _holds_tensors(dataset):
    """Whether it is a `TensorDataset`, or subsets of one, of plain tensors."""
    while type(dataset) is Subset:
        dataset = dataset.dataset
    return type(dataset) is TensorDataset and all(
        type(t) is lumbre.Tensor and not t.requires_grad for t in dataset.tensors
    )


def _gather(dataset, indices):
    """What fetching and collating one by one would give, by one gather a tensor.

    None where the indices are of another kind, so that the plain way gives its errors.
    """
    if not _are_indices(indices):
        return None
    while type(dataset) is Subset:
        try:
            indices = [dataset.indices[i] for i in indices]
        except (IndexError, TypeError):
            return None
        dataset = dataset.dataset
        if not _are_indices(indices):
            return None
    if min(indices) < 0 or max(indices) >= len(dataset):
        return None
    index = lumbre.tensor(indices)
    return [t.index_select(0, index) for t in dataset.tensors]


def _are_indices(indices):
    return type(indices) is list and indices and all(type(i) is int for i in indices)
