"""Loading by worker processes."""

import multiprocessing
import pickle
import queue
import time
from multiprocessing import connection

from . import _utils
from .dataloader import _KINDS, _BaseDataLoaderIter


class _MultiProcessingDataLoaderIter(_BaseDataLoaderIter):
    """Sends the workers lists of indices and puts what comes back into order.

    Batch ``n`` is asked of worker ``n % num_workers`` (of those that still have data), and
    ``prefetch_factor`` batches a worker are under way.
    """

    _shut = True

    def __init__(self, loader):
        super().__init__(loader)
        self._in_order = loader.in_order
        self._prefetch_factor = loader.prefetch_factor
        context = loader.multiprocessing_context or multiprocessing.get_context()
        self._done_event = context.Event()
        self._result_queue = context.Queue()
        self._index_queues = []
        self._workers = []
        self._shut = False
        for i in range(self._num_workers):
            requests = context.Queue()
            requests.cancel_join_thread()
            worker = context.Process(
                target=_utils.worker._worker_loop,
                args=(
                    _KINDS[self._dataset_kind], self._dataset, requests, self._result_queue,
                    self._done_event, self._auto_collation, self._collate_fn, self._drop_last,
                    self._base_seed, loader.worker_init_fn, i, self._num_workers,
                    self._persistent_workers,
                ),
            )  # fmt: skip
            worker.daemon = True
            worker.start()
            self._index_queues.append(requests)
            self._workers.append(worker)
        self._start_epoch()

    def _start_epoch(self):
        self._send_idx = 0
        self._rcvd_idx = 0
        self._ready = {}
        self._asked = {}
        self._active = [True] * self._num_workers
        self._turn = 0
        for _ in range(max(1, self._prefetch_factor) * self._num_workers):
            self._try_put_index()

    def _reset(self, loader, first_iter=False):
        # Answers to the epoch that was left early are thrown away up to the workers' marks.
        for requests in self._index_queues:
            requests.put(_utils.worker._ResumeIteration())
        waiting = self._num_workers
        while waiting:
            _, number, _ = self._receive()
            waiting -= number is None
        super()._reset(loader, first_iter)
        self._start_epoch()

    def _try_put_index(self):
        try:
            indices = self._next_index()
        except StopIteration:
            return
        for _ in range(self._num_workers):
            worker = self._turn
            self._turn = (self._turn + 1) % self._num_workers
            if self._active[worker]:
                self._asked[self._send_idx] = worker
                self._index_queues[worker].put((self._send_idx, indices))
                self._send_idx += 1
                return

    def _receive(self):
        """One answer of any worker; raises if they are too slow or gone."""
        until = time.monotonic() + self._timeout if self._timeout > 0 else None
        answers = self._result_queue._reader
        while True:
            wait = _utils.MP_STATUS_CHECK_INTERVAL
            if until is not None:
                wait = min(wait, max(0.0, until - time.monotonic()))
            # A worker that ends wakes this up at once.
            alive = [w.sentinel for i, w in enumerate(self._workers) if self._active[i]]
            woken = connection.wait([answers, *alive], timeout=wait)
            if answers in woken:
                try:
                    return self._result_queue.get(timeout=wait)
                except queue.Empty:
                    # A killed worker left its answer half written, or the lock taken.
                    self._raise_if_dead()
            elif woken:
                self._raise_if_dead()
            if until is not None and time.monotonic() >= until:
                raise RuntimeError(f"DataLoader timed out after {self._timeout} seconds")

    def _raise_if_dead(self):
        dead = [w for i, w in enumerate(self._workers) if self._active[i] and not w.is_alive()]
        if dead:
            pids = ", ".join(str(w.pid) for w in dead)
            self._shutdown_workers(patience=0.5)
            raise RuntimeError(f"DataLoader worker (pid(s) {pids}) exited unexpectedly")

    def _next_data(self):
        while True:
            number = self._next_ready()
            if number is None:
                if not self._persistent_workers:
                    self._shutdown_workers()
                raise StopIteration
            if number in self._ready:
                data = pickle.loads(self._ready.pop(number))
                if isinstance(data, _utils.worker._IterableDatasetStopIteration):
                    self._retire(data.worker_id)
                    continue
                self._try_put_index()
                if isinstance(data, _utils.ExceptionWrapper):
                    data.reraise()
                return data
            _, number, packed = self._receive()
            if number is not None and number in self._asked:
                del self._asked[number]
                self._ready[number] = packed

    def _next_ready(self):
        """The number of the batch that is due; None at the end."""
        if not self._in_order and self._ready:
            return next(iter(self._ready))
        while self._rcvd_idx < self._send_idx:
            n = self._rcvd_idx
            if n in self._ready:
                self._rcvd_idx += 1
                return n
            if n in self._asked and self._active[self._asked[n]]:
                return n
            # Taken out of order, or asked of a worker whose stream had ended.
            self._asked.pop(n, None)
            self._rcvd_idx += 1
        return None

    def _retire(self, worker):
        """A worker's stream has ended; what was asked of it will not come."""
        self._active[worker] = False
        if not self._persistent_workers:
            self._index_queues[worker].put(None)
        self._try_put_index()

    def _shutdown_workers(self, patience=_utils.MP_STATUS_CHECK_INTERVAL):
        if self._shut:
            return
        self._shut = True
        self._done_event.set()
        for requests in self._index_queues:
            requests.put(None)
        deadline = time.monotonic() + patience
        for worker in self._workers:
            worker.join(timeout=max(0.1, deadline - time.monotonic()))
            if worker.is_alive():
                worker.terminate()
                worker.join()
        for q in (*self._index_queues, self._result_queue):
            q.cancel_join_thread()
            q.close()

    def __del__(self):
        try:
            self._shutdown_workers()
        except Exception:
            # At interpreter exit the queues may be half gone; the workers are daemons.
            pass
