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


class Large(Dataset):
    """Samples of many kinds, larger than a socket's buffer."""

    def __len__(self):
        return 4

    def __getitem__(self, i):
        x = lumbre.arange(100_000.0) + i
        return {"x": x, "row": x.reshape(100, 1000)[i], "text": str(i) * 50_000, "none": [lumbre.zeros(0)]}


@pytest.mark.parametrize("context", CONTEXTS)
def test_large_batches_of_tensors_and_text_arrive_whole(context):
    for i, batch in enumerate(DataLoader(Large(), batch_size=None, num_workers=2, multiprocessing_context=context)):
        assert batch["x"].tolist() == (lumbre.arange(100_000.0) + i).tolist()
        assert batch["row"].tolist() == [1000.0 * i + k + i for k in range(1000)]
        # A row arrives alone, without the matrix it was taken from.
        assert batch["row"].untyped_storage().nbytes() == 4000
        assert batch["text"] == str(i) * 50_000
        assert batch["none"][0].shape == (0,)
        batch["x"].add_(1)


def test_batches_that_are_kept_keep_no_files_open():
    before = len(os.listdir("/proc/self/fd"))
    kept = [batch for _ in range(5) for batch in DataLoader(Large(), batch_size=None, num_workers=1)]
    assert len(kept) == 20
    assert len(os.listdir("/proc/self/fd")) <= before + 2


def test_many_requests_ahead_and_long_lists_of_indices_do_not_block():
    data = TensorDataset(lumbre.arange(300_000))
    loader = DataLoader(data, batch_size=30_000, num_workers=1, prefetch_factor=300)
    assert lumbre.cat([x for (x,) in loader]).tolist() == list(range(300_000))
    rows = TensorDataset(lumbre.arange(2000))
    loader = DataLoader(rows, batch_size=1, num_workers=2, prefetch_factor=500)
    assert lumbre.cat([x for (x,) in loader]).tolist() == list(range(2000))


class Odd(Dataset):
    def __init__(self, how):
        self.how = how

    def __len__(self):
        return 3

    def __getitem__(self, i):
        if self.how == "unpicklable":
            return lambda: i
        if self.how == "breaks when unpacked":
            return Breaks()
        if self.how == "exits":
            os._exit(7)
        if self.how == "graph":
            return lumbre.ones(2, requires_grad=True) * 2
        return lumbre.ones(1_000_000)


class Breaks:
    def __reduce__(self):
        return divide, (1, 0)


def divide(a, b):
    return a / b


def small_files_only(worker_id):
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


@pytest.mark.parametrize(("how", "error", "text"), [
    ("unpicklable", (AttributeError, TypeError, Exception), "DataLoader worker process 0"),
    ("breaks when unpacked", ZeroDivisionError, "unpacking a batch in the main process"),
    ("exits", RuntimeError, "exited unexpectedly: exit code 7"),
    ("graph", RuntimeError, "Cowardly refusing"),
    ("no memory", RuntimeError, "to shared memory"),
])  # fmt: skip
def test_what_goes_wrong_in_a_worker_is_an_error_at_once(how, error, text):
    start = time.monotonic()
    init = small_files_only if how == "no memory" else None
    with pytest.raises(error, match=text):
        list(DataLoader(Odd(how), batch_size=None, num_workers=1, worker_init_fn=init))
    assert time.monotonic() - start < 5


def test_threads_give_the_same_batches_and_errors():
    expected = [b.tolist() for b in DataLoader(Rows(), batch_size=3)]
    loader = DataLoader(Rows(), batch_size=3, num_workers=2, worker_threads=True, persistent_workers=True)
    for _ in range(2):
        assert [b.tolist() for b in loader] == expected
    streams = DataLoader(Stream(), batch_size=2, num_workers=2, worker_threads=True)
    assert [b.tolist() for b in streams] == [[0, 2], [1, 3], [4, 6], [5, 7], [8], [9]]
    with pytest.raises(KeyError, match="Caught KeyError in DataLoader worker thread"):
        list(DataLoader(Rows("raise"), num_workers=2, worker_threads=True))
    with pytest.raises(RuntimeError, match="timed out after 0.2 seconds"):
        list(DataLoader(Rows("sleep"), num_workers=1, worker_threads=True, timeout=0.2))


@pytest.mark.parametrize("options", [{}, {"num_workers": 2}, {"num_workers": 2, "persistent_workers": True}, {"num_workers": 1, "worker_threads": True}])
@pytest.mark.parametrize("generator", [False, True])
def test_a_loop_is_taken_up_again_in_the_middle(options, generator):
    def make():
        g = lumbre.Generator() if generator else None
        return DataLoader(TensorDataset(lumbre.arange(20)), batch_size=3, shuffle=True, generator=g, **options)

    def epoch(loader):
        return [x.tolist() for (x,) in loader]

    lumbre.manual_seed(5)
    loader = make()
    whole, following = epoch(loader), epoch(loader)
    lumbre.manual_seed(5)
    loader = make()
    for n, (x,) in enumerate(loader):
        assert x.tolist() == whole[n]
        if n == 2:
            break
    state = loader.state_dict()
    assert state["batches"] == 3
    lumbre.manual_seed(77)
    before = lumbre.get_rng_state()
    resumed = make()
    resumed.load_state_dict(state)
    assert resumed.state_dict()["batches"] == 3
    assert epoch(resumed) == whole[3:]
    if generator:
        assert epoch(resumed) == following
    else:
        assert lumbre.get_rng_state().tolist() == before.tolist()


def test_a_stream_is_taken_up_again_by_dropping_what_was_given():
    loader = DataLoader(Stream(), batch_size=2)
    it = iter(loader)
    next(it), next(it)
    resumed = DataLoader(Stream(), batch_size=2)
    resumed.load_state_dict(loader.state_dict())
    assert [b.tolist() for b in resumed] == [[4, 5], [6, 7], [8, 9]]
    assert [b.tolist() for b in resumed][0] == [0, 1]
