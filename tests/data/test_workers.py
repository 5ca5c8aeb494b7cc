"""Worker processes: errors, deaths, streams, and what they leave behind."""

import gc
import multiprocessing
import os
import signal
import time

import lumbre
import pytest
from lumbre.utils.data import DataLoader, Dataset, IterableDataset, TensorDataset, get_worker_info

pytestmark = pytest.mark.filterwarnings("ignore:This DataLoader will create")
CONTEXTS = ("fork", "spawn")


class Rows(Dataset):
    def __init__(self, at_three=None):
        self.at_three = at_three

    def __len__(self):
        return 8

    def __getitem__(self, i):
        if i == 3 and self.at_three == "raise":
            raise KeyError("three")
        if i == 3 and self.at_three == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if i == 3 and self.at_three == "sleep":
            time.sleep(3)
        return lumbre.ones(2) * i


class Stream(IterableDataset):
    def __iter__(self):
        info = get_worker_info()
        return iter(range(10) if info is None else range(info.id, 10, info.num_workers))


def fail(worker_id):
    raise ValueError(f"worker {worker_id} does not start")


def batches(dataset, context, **options):
    loader = DataLoader(dataset, num_workers=2, multiprocessing_context=context, **options)
    return [b.tolist() for b in loader]


@pytest.fixture(autouse=True)
def no_process_is_left():
    yield
    # A caught error holds the frames, and so the loader, in a cycle.
    gc.collect()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("context", CONTEXTS)
def test_batches_come_in_order(context):
    expected = [b.tolist() for b in DataLoader(Rows(), batch_size=3)]
    assert batches(Rows(), context, batch_size=3) == expected


@pytest.mark.parametrize("context", CONTEXTS)
def test_an_error_comes_with_the_workers_traceback(context):
    with pytest.raises(KeyError) as caught:
        batches(Rows("raise"), context)
    text = str(caught.value)
    assert "Caught KeyError in DataLoader worker process 1" in text
    assert "in __getitem__" in text and 'raise KeyError("three")' in text


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_killed_worker_is_noticed_at_once(context):
    start = time.monotonic()
    with pytest.raises(RuntimeError, match=r"DataLoader worker \(pid\(s\) \d+\) exited unexpectedly"):
        batches(Rows("die"), context)
    assert time.monotonic() - start < 5


def test_a_slow_worker_times_out():
    with pytest.raises(RuntimeError, match="timed out after 1 seconds"):
        batches(Rows("sleep"), "fork", timeout=1)


def test_an_error_of_worker_init_fn_is_raised():
    with pytest.raises(ValueError, match="worker 0 does not start"):
        batches(Rows(), "fork", worker_init_fn=fail)


@pytest.mark.parametrize("options, expected", [
    ({"batch_size": 2}, [[0, 2], [1, 3], [4, 6], [5, 7], [8], [9]]),
    ({"batch_size": 2, "drop_last": True}, [[0, 2], [1, 3], [4, 6], [5, 7]]),
])  # fmt: skip
def test_streams_are_taken_in_turns(options, expected):
    assert batches(Stream(), "fork", **options) == expected


def test_out_of_order_gives_every_batch_once():
    assert sorted(sum(batches(Stream(), "fork", batch_size=2, in_order=False), [])) == list(range(10))


def test_persistent_workers_stay_and_an_abandoned_epoch_leaves_nothing():
    loader = DataLoader(Rows(), batch_size=2, num_workers=2, persistent_workers=True)
    expected = [b.tolist() for b in DataLoader(Rows(), batch_size=2)]
    it = iter(loader)
    pids = [w.pid for w in it._workers]
    assert next(it).tolist() == expected[0]
    assert [b.tolist() for b in loader] == expected
    assert [w.pid for w in loader._iterator._workers] == pids


def test_arguments_can_be_read_back():
    x = TensorDataset(lumbre.ones(4, 1))
    g = lumbre.Generator()
    loader = DataLoader(x, 2, generator=g, drop_last=True, num_workers=1, timeout=3, prefetch_factor=4, pin_memory=True)
    assert (loader.dataset, loader.batch_size, loader.generator, loader.drop_last) == (x, 2, g, True)
    assert (loader.num_workers, loader.timeout, loader.prefetch_factor, loader.pin_memory) == (1, 3, 4, True)
    assert type(loader.sampler).__name__ == "SequentialSampler" and loader.batch_sampler.batch_size == 2
    assert len(loader) == 2
    with pytest.raises(ValueError, match="batch_size attribute should not be set"):
        loader.batch_size = 3


@pytest.mark.parametrize("options, message", [
    ({"num_workers": -1}, "num_workers option should be non-negative"),
    ({"timeout": -1}, "timeout option should be non-negative"),
    ({"prefetch_factor": 2}, "prefetch_factor option could only be specified in multiprocessing"),
    ({"persistent_workers": True}, "persistent_workers option needs num_workers > 0"),
    ({"sampler": [0], "shuffle": True}, "sampler option is mutually exclusive with shuffle"),
    ({"batch_size": None, "drop_last": True}, "batch_size=None option disables auto-batching"),
    ({"batch_sampler": [[0]], "batch_size": 2}, "batch_sampler option is mutually exclusive"),
    ({"batch_size": 0}, "batch_size should be a positive integer value"),
    ({"multiprocessing_context": "fork"}, "multi-process loading"),
])  # fmt: skip
def test_wrong_arguments_are_named(options, message):
    with pytest.raises(ValueError, match=message):
        DataLoader(Rows(), **options)
