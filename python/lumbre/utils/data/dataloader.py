"""The loader that turns a dataset and a sampler into batches."""

import itertools
import multiprocessing as python_multiprocessing
import os
import warnings

import lumbre

from . import _utils
from ._utils.collate import default_collate, default_convert
from ._utils.worker import get_worker_info
from .datapipes.datapipe import IterDataPipe, MapDataPipe
from .dataset import Dataset, IterableDataset  # noqa: F401
from .graph_settings import apply_random_seed, apply_shuffle_settings
from .sampler import BatchSampler, RandomSampler, Sampler, SequentialSampler

__all__ = ["DataLoader", "get_worker_info", "default_collate", "default_convert"]


class _Kind:
    def __init__(self, name, fetcher):
        self.name = name
        self.is_iterable = name == "Iterable"
        self._fetcher = fetcher

    def create_fetcher(self, dataset, auto_collation, collate_fn, drop_last):
        return self._fetcher(dataset, auto_collation, collate_fn, drop_last)


class _DatasetKind:
    """Whether samples are looked up or iterated over."""

    Map = 0
    Iterable = 1

    @staticmethod
    def create_fetcher(kind, dataset, auto_collation, collate_fn, drop_last):
        """The object that gets and collates the samples of one batch."""
        return _KINDS[kind].create_fetcher(dataset, auto_collation, collate_fn, drop_last)


_KINDS = (
    _Kind("Map", _utils.fetch._MapDatasetFetcher),
    _Kind("Iterable", _utils.fetch._IterableDatasetFetcher),
)


class _InfiniteConstantSampler(Sampler):
    """Stands in for the sampler of an iterable dataset, which decides itself what comes."""

    def __iter__(self):
        return itertools.repeat(None)


class DataLoader:
    """Iterate over a dataset in batches.

    Args:
        dataset: a map (``Dataset``) or a stream (``IterableDataset``) of samples.
        batch_size: samples in a batch; ``None`` gives single samples.
        shuffle: draw a new random order every epoch.
        sampler, batch_sampler: the order of indices, or of lists of indices.
        num_workers: processes that load; 0 loads in this one.
        collate_fn: makes a batch of a list of samples.
        drop_last: leave out a last batch that is not full.
        generator: where the random order and the workers' base seed come from.
        prefetch_factor: batches each worker prepares ahead (2).
        persistent_workers: keep the workers from one epoch to the next.
        in_order: give batches in the sampler's order, also when a later one is ready first.
        worker_threads: load in threads of this process instead of worker processes: nothing is
            copied, and datasets that release the GIL (or wait) gain; all share one random state.

    `state_dict` and `load_state_dict` take a loop up again in the middle of an epoch.
    """

    _iterator = None
    _skip = 0
    __initialized = False

    def __init__(
        self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None,
        num_workers=0, collate_fn=None, pin_memory=False, drop_last=False, timeout=0,
        worker_init_fn=None, multiprocessing_context=None, generator=None, *,
        prefetch_factor=None, persistent_workers=False, pin_memory_device="", in_order=True,
        worker_threads=False,
    ):  # fmt: skip
        prefetch_factor = _check_workers(num_workers, timeout, prefetch_factor, persistent_workers)
        if isinstance(dataset, (IterDataPipe, MapDataPipe)):
            dataset = apply_shuffle_settings(dataset, shuffle)
            # A pipeline shuffles in itself; one that gave itself a shuffler is iterated over.
            shuffle = None if isinstance(dataset, IterDataPipe) else shuffle
        self.dataset = dataset
        self.num_workers = num_workers
        self.prefetch_factor = prefetch_factor
        self.pin_memory = pin_memory
        self.pin_memory_device = pin_memory_device
        self.timeout = timeout
        self.worker_init_fn = worker_init_fn
        self.multiprocessing_context = multiprocessing_context
        self.in_order = in_order
        self.worker_threads = worker_threads
        if isinstance(dataset, IterableDataset):
            self._dataset_kind = _DatasetKind.Iterable
            _check_iterable(shuffle, sampler, batch_sampler)
        else:
            self._dataset_kind = _DatasetKind.Map
            shuffle = bool(shuffle)
        batch_size, drop_last = _check_batching(
            batch_size, shuffle, sampler, batch_sampler, drop_last
        )
        if sampler is None:
            sampler = self._default_sampler(shuffle, generator)
        if batch_size is not None and batch_sampler is None:
            batch_sampler = BatchSampler(sampler, batch_size, drop_last)
        self.batch_size = batch_size
        self.drop_last = drop_last
        self.sampler = sampler
        self.batch_sampler = batch_sampler
        self.generator = generator
        if collate_fn is None:
            collate_fn = default_collate if self._auto_collation else default_convert
        self.collate_fn = collate_fn
        self.persistent_workers = persistent_workers
        self.__initialized = True
        self._IterableDataset_len_called = None
        self._iterator = None
        self._resume = None
        self._progress = None
        self.check_worker_number_rationality()

    def _default_sampler(self, shuffle, generator):
        if self._dataset_kind == _DatasetKind.Iterable:
            return _InfiniteConstantSampler()
        if shuffle:
            return RandomSampler(self.dataset, generator=generator)
        return SequentialSampler(self.dataset)

    def __setattr__(self, attr, value):
        fixed = ("batch_size", "batch_sampler", "sampler", "drop_last", "dataset", "persistent_workers")
        if self.__initialized and attr in fixed:
            raise ValueError(
                f"{attr} attribute should not be set after {type(self).__name__} is initialized"
            )
        super().__setattr__(attr, value)

    @property
    def multiprocessing_context(self):
        """The `multiprocessing` context that workers are started in."""
        return self.__multiprocessing_context

    @multiprocessing_context.setter
    def multiprocessing_context(self, context):
        if context is not None:
            if self.num_workers <= 0:
                raise ValueError(
                    "multiprocessing_context can only be used with multi-process loading "
                    f"(num_workers > 0), but got num_workers={self.num_workers}"
                )
            if isinstance(context, str):
                known = python_multiprocessing.get_all_start_methods()
                if context not in known:
                    raise ValueError(
                        "multiprocessing_context option should specify a valid start method in "
                        f"{known!r}, but got multiprocessing_context={context!r}"
                    )
                context = python_multiprocessing.get_context(context)
            elif not isinstance(context, python_multiprocessing.context.BaseContext):
                raise TypeError(
                    "multiprocessing_context option should be a valid context object or a string "
                    f"specifying the start method, but got multiprocessing_context={context}"
                )
        self.__multiprocessing_context = context

    def _get_iterator(self):
        if self.num_workers == 0:
            return _SingleProcessDataLoaderIter(self)
        self.check_worker_number_rationality()
        if self.worker_threads:
            return _ThreadedDataLoaderIter(self)
        return _MultiProcessingDataLoaderIter(self)

    def __iter__(self):
        if self._resume is None:
            return self._begin(_random_state(self.generator), 0)
        state, self._resume = self._resume, None
        before = None if self.generator is not None else _random_state(None)
        _set_random_state(self.generator, state["random"])
        try:
            return self._begin(state["random"], state["batches"])
        finally:
            # The program's own draws go on from where it was; the epoch's order is fixed by now.
            if before is not None:
                _set_random_state(None, before)

    def _begin(self, random, skipped):
        self._skip = skipped
        if not (self.persistent_workers and self.num_workers > 0):
            iterator = self._get_iterator()
        elif self._iterator is None:
            iterator = self._iterator = self._get_iterator()
        else:
            iterator = self._iterator
            iterator._reset(self)
        self._progress = iterator._progress
        self._progress.random = random
        return iterator

    def state_dict(self):
        """Where the latest pass is: batches given so far, and the random state it began with."""
        if self._resume is not None:
            return dict(self._resume)
        if self._progress is None or self._progress.finished:
            return {"batches": 0, "random": _random_state(self.generator)}
        return {"batches": self._progress.batches, "random": self._progress.random}

    def load_state_dict(self, state_dict):
        """Let the next pass go on where :meth:`state_dict` was taken.

        The order is drawn again from the saved random state. Indices of batches already given are
        passed over without loading; the samples of a stream are read and dropped.
        """
        if state_dict["batches"] < 0:
            raise ValueError(f"expected a number of batches, got {state_dict['batches']}")
        self._resume = {"batches": state_dict["batches"], "random": state_dict["random"]}
        if self._iterator is not None:
            self._iterator = None

    @property
    def _auto_collation(self):
        return self.batch_sampler is not None

    @property
    def _index_sampler(self):
        return self.batch_sampler if self._auto_collation else self.sampler

    def __len__(self):
        if self._dataset_kind != _DatasetKind.Iterable:
            return len(self._index_sampler)
        length = self._IterableDataset_len_called = len(self.dataset)
        if self.batch_size is None:
            return length
        full, rest = divmod(length, self.batch_size)
        return full + (rest > 0 and not self.drop_last)

    def check_worker_number_rationality(self):
        """Warn if there are more workers than processors to run them."""
        if not self.num_workers:
            return
        if hasattr(os, "sched_getaffinity"):
            cpus = len(os.sched_getaffinity(0))
        else:
            cpus = os.cpu_count() or self.num_workers
        if self.num_workers > cpus:
            warnings.warn(
                f"This DataLoader will create {self.num_workers} worker processes in total. Our "
                f"suggested max number of worker in current system is {cpus}, which is smaller "
                "than what this DataLoader is going to create. Please be aware that excessive "
                "worker creation might get DataLoader running slow or even freeze, lower the "
                "worker number to avoid potential slowness/freeze if necessary.",
                stacklevel=3,
            )


def _random_state(generator):
    return (generator or lumbre.default_generator).get_state()


def _set_random_state(generator, state):
    (generator or lumbre.default_generator).set_state(state)


def _check_workers(num_workers, timeout, prefetch_factor, persistent_workers):
    if num_workers < 0:
        raise ValueError(
            "num_workers option should be non-negative; use num_workers=0 to disable "
            "multiprocessing."
        )
    if timeout < 0:
        raise ValueError("timeout option should be non-negative")
    if num_workers == 0 and prefetch_factor is not None:
        raise ValueError(
            "prefetch_factor option could only be specified in multiprocessing."
            "let num_workers > 0 to enable multiprocessing, otherwise set prefetch_factor to None."
        )
    if prefetch_factor is not None and prefetch_factor < 0:
        raise ValueError("prefetch_factor option should be non-negative")
    if persistent_workers and num_workers == 0:
        raise ValueError("persistent_workers option needs num_workers > 0")
    return 2 if num_workers > 0 and prefetch_factor is None else prefetch_factor


def _check_iterable(shuffle, sampler, batch_sampler):
    for name, value in (("shuffle", shuffle), ("sampler", sampler), ("batch_sampler", batch_sampler)):
        if value is not None and value is not False:
            raise ValueError(
                f"DataLoader with IterableDataset: expected unspecified {name} option, but got "
                f"{name}={value}"
            )


def _check_batching(batch_size, shuffle, sampler, batch_sampler, drop_last):
    if sampler is not None and shuffle:
        raise ValueError("sampler option is mutually exclusive with shuffle")
    if batch_sampler is not None:
        if batch_size != 1 or shuffle or sampler is not None or drop_last:
            raise ValueError(
                "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, "
                "and drop_last"
            )
        return None, False
    if batch_size is None and drop_last:
        raise ValueError(
            "batch_size=None option disables auto-batching and is mutually exclusive with drop_last"
        )
    return batch_size, drop_last


def _seed_steps(datapipe, seed):
    rng = lumbre.Generator()
    rng.manual_seed(seed)
    apply_random_seed(datapipe, rng)


class _Progress:
    """How far a pass has come; kept by the loader after the pass itself is gone."""

    def __init__(self, batches):
        self.batches = batches
        self.finished = False
        self.random = None


class _BaseDataLoaderIter:
    """One pass over a loader."""

    def __init__(self, loader):
        self._dataset = loader.dataset
        self._dataset_kind = loader._dataset_kind
        self._remember_length(loader)
        self._auto_collation = loader._auto_collation
        self._drop_last = loader.drop_last
        self._index_sampler = loader._index_sampler
        self._num_workers = loader.num_workers
        self._pin_memory = loader.pin_memory and lumbre.cuda.is_available()
        self._timeout = loader.timeout
        self._collate_fn = loader.collate_fn
        self._sampler_iter = iter(self._index_sampler)
        self._seed_pipeline(loader)
        self._base_seed = self._draw_base_seed(loader)
        self._persistent_workers = loader.persistent_workers
        self._begin_at(loader)

    def _begin_at(self, loader):
        """Pass over what a resumed pass has given already."""
        self._num_yielded, loader._skip = loader._skip, 0
        self._progress = _Progress(self._num_yielded)
        self._dropping = 0
        if self._dataset_kind == _DatasetKind.Iterable:
            self._dropping = self._num_yielded
            return
        for _ in range(self._num_yielded):
            next(self._sampler_iter, None)

    @staticmethod
    def _draw_base_seed(loader):
        # Drawn without workers as well: it moves the generator like PyTorch's.
        return lumbre.empty((), dtype=lumbre.int64).random_(generator=loader.generator).item()

    def _seed_pipeline(self, loader):
        """Give the random steps of a pipeline seeds that all workers share."""
        self._shared_seed = None
        if isinstance(self._dataset, IterDataPipe):
            self._shared_seed = self._draw_base_seed(loader)
            _seed_steps(self._dataset, self._shared_seed)

    def __iter__(self):
        return self

    def _reset(self, loader, first_iter=False):
        self._sampler_iter = iter(self._index_sampler)
        self._seed_pipeline(loader)
        self._begin_at(loader)
        self._remember_length(loader)

    def _remember_length(self, loader):
        # The loader itself is not kept: with persistent workers it keeps this, and both would linger.
        self._IterableDataset_len_called = loader._IterableDataset_len_called
        self._expected = None if self._IterableDataset_len_called is None else len(loader)

    def _next_index(self):
        return next(self._sampler_iter)

    def _next_data(self):
        raise NotImplementedError

    def __next__(self):
        try:
            while self._dropping:
                self._dropping -= 1
                self._next_data()
            data = self._next_data()
        except StopIteration:
            self._progress.finished = True
            raise
        self._num_yielded += 1
        self._progress.batches = self._num_yielded
        if self._IterableDataset_len_called is not None:
            self._warn_if_longer()
        return _utils.pin_memory.pin_memory(data) if self._pin_memory else data

    def _warn_if_longer(self):
        if self._num_yielded > self._expected:
            warnings.warn(
                f"Length of IterableDataset {self._dataset} was reported to be "
                f"{self._IterableDataset_len_called} (when accessing len(dataloader)), but "
                f"{self._num_yielded} samples have been fetched. ",
                stacklevel=3,
            )

    def __len__(self):
        return len(self._index_sampler)

    def __getstate__(self):
        raise NotImplementedError("{} cannot be pickled", type(self).__name__)


class _SingleProcessDataLoaderIter(_BaseDataLoaderIter):
    """Loads in this process."""

    def __init__(self, loader):
        super().__init__(loader)
        self._dataset_fetcher = _DatasetKind.create_fetcher(
            self._dataset_kind,
            self._dataset,
            self._auto_collation,
            self._collate_fn,
            self._drop_last,
        )

    def _next_data(self):
        return self._dataset_fetcher.fetch(self._next_index())


from ._threads import _ThreadedDataLoaderIter  # noqa: E402  (it derives from the base above)
from ._workers import _MultiProcessingDataLoaderIter  # noqa: E402  (it derives from the base above)
