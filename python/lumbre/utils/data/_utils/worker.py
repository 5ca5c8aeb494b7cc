"""What runs in a worker process of a `DataLoader`."""

import os
import pickle
import queue
import random
import sys
from dataclasses import dataclass
from multiprocessing.reduction import ForkingPickler

import lumbre
from lumbre._utils import ExceptionWrapper

_worker_info = None

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
    return _worker_info


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
    kind, dataset, index_queue, result_queue, done_event, auto_collation, collate_fn, drop_last,
    base_seed, init_fn, worker_id, num_workers, persistent,
):  # fmt: skip
    """Serve ``(number, indices)`` requests until a ``None`` comes or the parent is gone."""
    global _worker_info
    parent = os.getppid()
    fetcher = None
    startup_error = None
    try:
        lumbre.set_num_threads(1)
        seed = _seed_all(base_seed, worker_id)
        _worker_info = WorkerInfo(
            id=worker_id, num_workers=num_workers, seed=seed, dataset=dataset
        )
        if init_fn is not None:
            init_fn(worker_id)
    except Exception:
        startup_error = ExceptionWrapper(where=f"in DataLoader worker process {worker_id}")

    def make():
        return kind.create_fetcher(dataset, auto_collation, collate_fn, drop_last)

    ended = False
    while True:
        try:
            request = index_queue.get(timeout=_WATCH_INTERVAL)
        except queue.Empty:
            if os.getppid() != parent or done_event.is_set():
                break
            continue
        if request is None or done_event.is_set():
            break
        if isinstance(request, _ResumeIteration):
            result_queue.put((worker_id, None, pickle.dumps(request)))
            fetcher, ended = None, False
            continue
        number, indices = request
        data = startup_error
        startup_error = None
        if data is None and ended:
            continue
        if data is None:
            try:
                fetcher = make() if fetcher is None else fetcher
                data = fetcher.fetch(indices)
            except StopIteration:
                if kind.is_iterable:
                    data, ended = _IterableDatasetStopIteration(worker_id), True
                else:
                    data = ExceptionWrapper(where=f"in DataLoader worker process {worker_id}")
            except Exception:
                data = ExceptionWrapper(where=f"in DataLoader worker process {worker_id}")
        result_queue.put((worker_id, number, _pack(data, worker_id)))
    # Nobody reads any more: don't wait for the queue to be emptied.
    if done_event.is_set():
        result_queue.cancel_join_thread()
        result_queue.close()


def _pack(data, worker_id):
    """Pickle here and not in the queue's thread, where an error would go unseen."""
    try:
        return bytes(ForkingPickler.dumps(data))
    except Exception:
        where = f"in DataLoader worker process {worker_id}"
        return bytes(ForkingPickler.dumps(ExceptionWrapper(where=where)))
