"""What runs in a worker process of a `DataLoader`."""

import os
import random
import signal
import sys
import threading
from dataclasses import dataclass

import lumbre
from lumbre._utils import ExceptionWrapper

_worker_info = None
# Set in loaders' threads, which share the global above.
_thread_info = threading.local()

# How often a waiting worker looks whether its parent is still there, in seconds.
_WATCH_INTERVAL = 1.0


class WorkerInfo:
    """In a worker: its ``id``, the ``num_workers``, its ``seed`` and its copy of ``dataset``."""

    def __init__(self, **fields):
        self.__dict__.update(fields)
        self.__dict__["_initialized"] = True

    def __setattr__(self, key, value):
        raise RuntimeError(f"Cannot assign attributes to {type(self).__name__} objects")

    def __repr__(self):
        names = ("id", "num_workers", "seed", "dataset")
        return f"{type(self).__name__}({', '.join(f'{k}={getattr(self, k)}' for k in names)})"


def get_worker_info():
    """Describe the worker that this is called in; ``None`` in the main process."""
    return getattr(_thread_info, "info", _worker_info)


@dataclass(frozen=True)
class _IterableDatasetStopIteration:
    worker_id: int


@dataclass(frozen=True)
class _ResumeIteration:
    """Tells a persistent worker that a new epoch begins, and later that the worker is ready."""

    seed: "int | None" = None


def _seed_all(base_seed, worker_id):
    seed = base_seed + worker_id
    random.seed(seed)
    lumbre.manual_seed(seed)
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        words = [worker_id, base_seed & 0xFFFFFFFF, base_seed >> 32]
        numpy.random.seed(numpy.random.SeedSequence(words).generate_state(4))
    return seed


def _worker_loop(
    kind, dataset, channel, auto_collation, collate_fn, drop_last, base_seed, init_fn, worker_id,
    num_workers, inherited,
):  # fmt: skip
    """Serve ``(number, indices)`` requests until a ``None`` comes or the parent is gone."""
    global _worker_info
    parent = os.getppid()
    for other in inherited:
        other.close()
    fetcher = None
    startup_error = None
    where = f"in DataLoader worker process {worker_id}"
    # Ctrl-C is the parent's to handle; it ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        lumbre.set_num_threads(1)
        seed = _seed_all(base_seed, worker_id)
        _worker_info = WorkerInfo(
            id=worker_id, num_workers=num_workers, seed=seed, dataset=dataset
        )
        if init_fn is not None:
            init_fn(worker_id)
    except Exception:
        startup_error = ExceptionWrapper(where=where)

    ended = False
    while True:
        request = _next_request(channel, parent)
        if request is None:
            break
        if isinstance(request, _ResumeIteration):
            answer = None, request
            fetcher, ended = None, False
            if request.seed is not None:
                _seed_steps(dataset, request.seed)
        else:
            number, indices = request
            data = startup_error
            startup_error = None
            if data is None and ended:
                continue
            if data is None:
                try:
                    if fetcher is None:
                        fetcher = kind.create_fetcher(dataset, auto_collation, collate_fn, drop_last)
                    data = fetcher.fetch(indices)
                except StopIteration:
                    if kind.is_iterable:
                        data, ended = _IterableDatasetStopIteration(worker_id), True
                    else:
                        data = ExceptionWrapper(where=where)
                except Exception:
                    data = ExceptionWrapper(where=where)
            answer = number, data
        if not _answer(channel, answer, where):
            break


def _seed_steps(datapipe, seed):
    from ..dataloader import _seed_steps as seed_steps

    seed_steps(datapipe, seed)


def _next_request(channel, parent):
    """The next request; None when there will be no more."""
    try:
        while not channel.readable(_WATCH_INTERVAL):
            if os.getppid() != parent:
                return None
        return channel.receive().load()
    except EOFError:
        return None


def _answer(channel, answer, where):
    """Send an answer, or the error of what could not be sent; False when nobody listens."""
    try:
        channel.send(answer)
        return True
    except ConnectionError:
        return False
    except Exception:
        error = ExceptionWrapper(where=where)
    try:
        channel.send((answer[0], error))
        return True
    except ConnectionError:
        return False
