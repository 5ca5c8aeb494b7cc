"""Loading by threads of this process."""

from concurrent.futures import ThreadPoolExecutor

import lumbre

from . import _utils
from .dataloader import _BaseDataLoaderIter, _DatasetKind


class _ThreadedDataLoaderIter(_BaseDataLoaderIter):
    """Like worker processes, with threads: nothing is copied between them, and the dataset is one.

    Each worker is an executor of one thread, so that its stream stays in it.
    """

    def __init__(self, loader):
        super().__init__(loader)
        self._prefetch_factor = loader.prefetch_factor
        self._init_fn = loader.worker_init_fn
        self._pools = [
            ThreadPoolExecutor(1, f"DataLoader-{i}", self._begin, (i,)) for i in range(self._num_workers)
        ]
        self._start_epoch()

    def _begin(self, worker_id):
        seed = self._base_seed + worker_id
        _utils.worker._thread_info.info = _utils.worker.WorkerInfo(
            id=worker_id, num_workers=self._num_workers, seed=seed, dataset=self._dataset
        )
        _utils.worker._thread_info.generator = lumbre.Generator().manual_seed(seed)

    def _start_epoch(self):
        self._fetchers = [None] * self._num_workers
        self._active = [True] * self._num_workers
        self._futures = []
        self._turn = 0
        for _ in range(max(1, self._prefetch_factor) * self._num_workers):
            self._try_put_index()

    def _reset(self, loader, first_iter=False):
        for _, future in self._futures:
            future.cancel()
        super()._reset(loader, first_iter)
        self._start_epoch()

    def _fetch(self, worker, indices):
        try:
            if self._fetchers[worker] is None:
                if self._init_fn is not None:
                    self._init_fn(worker)
                self._fetchers[worker] = _DatasetKind.create_fetcher(
                    self._dataset_kind, self._dataset, self._auto_collation, self._collate_fn, self._drop_last
                )
            return self._fetchers[worker].fetch(indices)
        except StopIteration:
            if self._dataset_kind == _DatasetKind.Iterable:
                return _utils.worker._IterableDatasetStopIteration(worker)
            return _utils.ExceptionWrapper(where=f"in DataLoader worker thread {worker}")
        except Exception:
            return _utils.ExceptionWrapper(where=f"in DataLoader worker thread {worker}")

    def _try_put_index(self):
        try:
            indices = self._next_index()
        except StopIteration:
            return
        for _ in range(self._num_workers):
            worker = self._turn
            self._turn = (self._turn + 1) % self._num_workers
            if self._active[worker]:
                future = self._pools[worker].submit(self._fetch, worker, indices)
                self._futures.append((worker, future))
                return

    def _next_data(self):
        while self._futures:
            worker, future = self._futures.pop(0)
            if not self._active[worker]:
                continue
            try:
                data = future.result(self._timeout or None)
            except TimeoutError:
                raise RuntimeError(f"DataLoader timed out after {self._timeout} seconds") from None
            if isinstance(data, _utils.worker._IterableDatasetStopIteration):
                self._active[worker] = False
                self._try_put_index()
                continue
            self._try_put_index()
            if isinstance(data, _utils.ExceptionWrapper):
                data.reraise()
            return data
        raise StopIteration

    def __del__(self):
        for pool in getattr(self, "_pools", ()):
            pool.shutdown(wait=False, cancel_futures=True)
