"""Loading by worker processes."""

import functools
import multiprocessing
import select
import signal
import time

import lumbre.multiprocessing  # noqa: F401  (a dataset's tensors reach spawned workers as shared memory)

from . import _utils
from .datapipes.datapipe import IterDataPipe, MapDataPipe
from .dataloader import _KINDS, _BaseDataLoaderIter
from .graph_settings import apply_sharding

# Why a worker may have been killed by SIGKILL, in words of the error.
_HINTS = {signal.SIGKILL: " (the system may be out of memory)", signal.SIGBUS: " (out of shared memory)"}


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
        self._channels = []
        self._workers = []
        self._shut = False
        try:
            for i in range(self._num_workers):
                self._start_worker(context, loader, i)
        except BaseException:
            self._shutdown_workers(patience=0.5)
            raise
        if self._shared_seed is not None:
            # PyTorch draws a pipeline's seed once more here; so later epochs are the same.
            self._draw_base_seed(loader)
        self._start_epoch()

    def _start_worker(self, context, loader, i):
        ours, theirs = _utils.channel.Channel.pair()
        self._channels.append(ours)
        # A forked worker has copies of our ends, which would keep the channels open.
        inherited = self._channels if context.get_start_method() == "fork" else ()
        worker = context.Process(
            target=_utils.worker._worker_loop,
            args=(
                _KINDS[self._dataset_kind], self._dataset, theirs, self._auto_collation,
                self._collate_fn, self._drop_last, self._base_seed, self._init_fn(loader), i,
                self._num_workers, inherited,
            ),
        )  # fmt: skip
        worker.daemon = True
        worker.start()
        # Held by the worker alone from now on: its death reads as the end of the channel.
        theirs.close()
        self._workers.append(worker)

    @staticmethod
    def _init_fn(loader):
        if isinstance(loader.dataset, (IterDataPipe, MapDataPipe)):
            return functools.partial(_take_share, loader.worker_init_fn)
        return loader.worker_init_fn

    def _start_epoch(self):
        self._send_idx = 0
        self._rcvd_idx = 0
        self._ready = {}
        self._asked = {}
        self._active = [True] * self._num_workers
        self._marks = 0
        self._turn = 0
        for _ in range(max(1, self._prefetch_factor) * self._num_workers):
            self._try_put_index()

    def _reset(self, loader, first_iter=False):
        super()._reset(loader, first_iter)
        # Answers to the epoch that was left early are thrown away up to the workers' marks.
        self._active = [True] * self._num_workers
        self._asked, self._marks = {}, 0
        for i in range(self._num_workers):
            self._post(i, _utils.worker._ResumeIteration(self._shared_seed))
        while self._marks < self._num_workers:
            self._wait()
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
                self._send_idx += 1
                self._post(worker, (self._send_idx - 1, indices))
                return

    def _post(self, worker, message):
        """Send to a worker; while its inbox is full, take answers, so that nobody waits in a circle."""
        channel = self._channels[worker]
        while not channel.writable():
            self._wait(writable=channel)
        try:
            channel.send(message)
        except ConnectionError:
            self._raise_dead([worker])

    def _wait(self, writable=None, until=None):
        """Take in answers, after waiting for one; raises if workers are too slow or gone."""
        poll = select.poll()
        sources = {}
        for i, channel in enumerate(self._channels):
            if self._active[i]:
                sources[channel.fileno()] = i
                sources[self._workers[i].sentinel] = i
        for source in sources:
            poll.register(source, select.POLLIN)
        if writable is not None:
            poll.register(writable, select.POLLIN | select.POLLOUT)
        wait = _utils.MP_STATUS_CHECK_INTERVAL
        if until is not None:
            wait = min(wait, max(0.0, until - time.monotonic()))
        woken = [fd for fd, event in poll.poll(wait * 1000) if event & ~select.POLLOUT]
        if not woken and until is not None and time.monotonic() >= until:
            raise RuntimeError(f"DataLoader timed out after {self._timeout} seconds")
        dead = []
        for i in {sources[fd] for fd in woken}:
            channel = self._channels[i]
            try:
                if channel.fileno() in woken or channel.readable(0):
                    self._take(i, channel.receive())
                else:
                    dead.append(i)
            except EOFError:
                dead.append(i)
        if dead:
            self._raise_dead(dead)

    def _take(self, worker, packet):
        try:
            number, data = packet.load()
        except Exception:
            # What the worker sent cannot be made here; it is the answer to its oldest request.
            number = min((n for n, w in self._asked.items() if w == worker), default=None)
            data = _utils.ExceptionWrapper(where="in unpacking a batch in the main process")
        if number is None:
            self._marks += 1
        elif number in self._asked:
            del self._asked[number]
            self._ready[number] = data

    def _raise_dead(self, numbers):
        dead = [self._workers[i] for i in numbers]
        for worker in dead:
            worker.join(timeout=1)
        pids = ", ".join(str(w.pid) for w in dead)
        ends = {_how_it_ended(w.exitcode) for w in dead}
        self._shutdown_workers(patience=0.5)
        raise RuntimeError(
            f"DataLoader worker (pid(s) {pids}) exited unexpectedly: {', '.join(sorted(ends))}"
        )

    def _next_data(self):
        until = time.monotonic() + self._timeout if self._timeout > 0 else None
        while True:
            number = self._next_ready()
            if number is None:
                if not self._persistent_workers:
                    self._shutdown_workers()
                raise StopIteration
            if number not in self._ready:
                self._wait(until=until)
                continue
            data = self._ready.pop(number)
            if isinstance(data, _utils.worker._IterableDatasetStopIteration):
                self._retire(data.worker_id)
                continue
            self._try_put_index()
            if isinstance(data, _utils.ExceptionWrapper):
                data.reraise()
            return data

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
            try:
                self._channels[worker].send(None)
            except ConnectionError:
                pass
        self._try_put_index()

    def _shutdown_workers(self, patience=_utils.MP_STATUS_CHECK_INTERVAL):
        if self._shut:
            return
        self._shut = True
        # Said aloud as well as hung up: another loader's forked workers may hold copies of our ends.
        for channel in self._channels:
            try:
                if channel.writable():
                    channel.send(None)
            except OSError:
                pass
            channel.close()
        deadline = time.monotonic() + patience
        for worker in self._workers:
            worker.join(timeout=max(0.1, deadline - time.monotonic()))
            if worker.is_alive():
                worker.terminate()
                worker.join(timeout=patience)
                if worker.is_alive():
                    worker.kill()
                    worker.join()

    def __del__(self):
        try:
            self._shutdown_workers()
        except Exception:
            # At interpreter exit the queues may be half gone; the workers are daemons.
            pass


def _take_share(init_fn, worker_id):
    """In a worker: leave the pipeline's other shares to the others."""
    info = _utils.worker.get_worker_info()
    apply_sharding(info.dataset, info.num_workers, worker_id)
    if init_fn is not None:
        init_fn(worker_id)


def _how_it_ended(code):
    if code is None:
        return "closed its channel"
    if code >= 0:
        return f"exit code {code}"
    try:
        number = signal.Signals(-code)
    except ValueError:
        return f"killed by signal {-code}"
    return f"killed by signal {number.name}{_HINTS.get(number, '')}"
