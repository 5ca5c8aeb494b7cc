"""Tensors between processes: shared memory, queues, pools, spawned functions and what their ends leave."""

import multiprocessing as standard
import os
import signal
import time

import lumbre
import lumbre.multiprocessing as mp
import pytest

CONTEXTS = ("fork", "spawn")


def open_files():
    return len(os.listdir("/proc/self/fd"))


def add_one(inbox, outbox):
    t = inbox.get()
    t += 1
    outbox.put(t.sum().item())


def send_parameter(queue, done):
    p = lumbre.nn.Parameter(lumbre.arange(4.0))
    view = lumbre.arange(12.0).reshape(3, 4).t()[1:]
    queue.put((p, view, lumbre.zeros(0), {"half": lumbre.ones(2, dtype=lumbre.bfloat16)}))
    done.wait(20)


@pytest.fixture(autouse=True)
def no_process_is_left():
    yield
    assert standard.active_children() == []


def test_shared_memory_keeps_values_views_and_says_so():
    base = lumbre.arange(6.0)
    view = base[2:]
    assert not base.is_shared()
    assert base.share_memory_() is base
    assert base.is_shared() and view.is_shared()
    view[0] = 10
    assert base.tolist() == [0, 1, 10, 3, 4, 5]
    with pytest.raises(RuntimeError, match="not resizable"):
        base.resize_(100)
    model = lumbre.nn.Sequential(lumbre.nn.Linear(2, 2), lumbre.nn.BatchNorm1d(2)).share_memory()
    assert all(t.is_shared() for t in [*model.parameters(), *model.buffers()])
    assert lumbre.zeros(0).share_memory_().is_shared()


def test_sharing_memory_that_numpy_looks_at_keeps_both_alive():
    t = lumbre.arange(100_000.0)
    array = t.numpy()
    t.share_memory_()
    t += 1
    assert array[5] in (5.0, 6.0)
    assert t[5].item() == 6.0


@pytest.mark.parametrize("method", CONTEXTS)
def test_a_queue_hands_over_memory_not_bytes(method):
    context = mp.get_context(method)
    inbox, outbox = context.SimpleQueue(), context.Queue()
    process = context.Process(target=add_one, args=(inbox, outbox))
    process.start()
    t = lumbre.zeros(1000)
    inbox.put(t)
    assert outbox.get(timeout=30) == 1000
    process.join()
    assert t.is_shared()
    assert t.sum().item() == 1000


@pytest.mark.parametrize("method", CONTEXTS)
def test_received_tensors_keep_class_layout_and_dtype(method):
    context = mp.get_context(method)
    queue, done = context.Queue(), context.Event()
    process = context.Process(target=send_parameter, args=(queue, done))
    process.start()
    p, view, empty, rest = queue.get(timeout=30)
    done.set()
    process.join()
    assert isinstance(p, lumbre.nn.Parameter) and p.requires_grad
    assert p.tolist() == [0, 1, 2, 3]
    assert view.stride() == (1, 4)
    assert view.tolist() == lumbre.arange(12.0).reshape(3, 4).t()[1:].tolist()
    assert empty.shape == (0,)
    assert rest["half"].dtype == lumbre.bfloat16


def test_a_pipe_and_a_pool_share_memory():
    a, b = mp.Pipe()
    t = lumbre.ones(3)
    a.send(t)
    received = b.recv()
    received.mul_(5)
    assert t.tolist() == [5, 5, 5]
    with mp.get_context("fork").Pool(2) as pool:
        results = pool.map(square, [lumbre.tensor([1.0, float(i)]) for i in range(4)])
    assert [r.tolist() for r in results] == [[1.0, float(i * i)] for i in range(4)]


def square(t):
    return t * t


def test_graphs_are_not_sent():
    t = lumbre.ones(2, requires_grad=True) * 2
    a, _ = mp.Pipe()
    with pytest.raises(RuntimeError, match="Cowardly refusing to serialize non-leaf tensor"):
        a.send(t)


def test_received_memory_is_given_back():
    a, b = mp.Pipe()
    before = open_files()
    for _ in range(20):
        a.send(lumbre.ones(5000))
        b.recv()
    assert open_files() <= before + 3


def die_holding(queue):
    queue.put(lumbre.ones(1 << 20))
    time.sleep(0.2)
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_process_leaves_no_memory_behind():
    before = set(os.listdir("/dev/shm")) if os.path.isdir("/dev/shm") else set()
    context = mp.get_context("fork")
    queue = context.SimpleQueue()
    process = context.Process(target=die_holding, args=(queue,))
    process.start()
    t = queue.get()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert t.sum().item() == 1 << 20
    after = set(os.listdir("/dev/shm")) if before else set()
    assert not {name for name in after - before if "lumbre" in name}


def rank_into(i, out):
    out[i] = i + 1


def raise_in_one(i):
    if i == 1:
        raise ValueError("rank one is unhappy")
    time.sleep(20)


def end_in_one(i, how):
    if i == 0:
        os.kill(os.getpid(), signal.SIGKILL) if how == "signal" else os._exit(3)
    time.sleep(20)


def test_spawn_runs_every_rank_and_shares_arguments():
    out = lumbre.zeros(2)
    assert mp.spawn(rank_into, args=(out,), nprocs=2) is None
    assert out.tolist() == [1, 2]


def test_an_error_in_a_spawned_process_comes_with_its_traceback():
    start = time.monotonic()
    with pytest.raises(mp.ProcessRaisedException) as caught:
        mp.start_processes(raise_in_one, nprocs=2, start_method="fork")
    text = str(caught.value)
    assert "-- Process 1 terminated with the following error:" in text
    assert "rank one is unhappy" in text and "in raise_in_one" in text
    assert caught.value.error_index == 1
    assert time.monotonic() - start < 10


def test_a_process_that_just_ends_is_named():
    with pytest.raises(mp.ProcessExitedException, match="process 0 terminated with signal SIGKILL") as caught:
        mp.start_processes(end_in_one, args=("signal",), nprocs=2, start_method="fork")
    assert caught.value.signal_name == "SIGKILL"
    with pytest.raises(mp.ProcessExitedException, match="process 0 terminated with exit code 3") as caught:
        mp.start_processes(end_in_one, args=("exit",), nprocs=2, start_method="fork")
    assert caught.value.exit_code == 3


def test_joining_with_a_timeout_says_whether_all_have_ended():
    context = mp.start_processes(nap, nprocs=1, join=False, start_method="fork")
    assert len(context.pids()) == 1
    assert context.join(timeout=0.05) is False
    while not context.join(timeout=5):
        pass


def nap(i):
    time.sleep(0.5)


def train(model, seed):
    """Hogwild: everybody steps the same parameters."""
    lumbre.set_num_threads(1)
    lumbre.manual_seed(seed)
    opt = lumbre.optim.SGD(model.parameters(), lr=0.05)
    for _ in range(200):
        x = lumbre.randn(16, 2)
        loss = (model(x) - x.sum(1, keepdim=True)).square().mean()
        opt.zero_grad()
        loss.backward()
        opt.step()


def test_hogwild_training_reaches_every_process():
    model = lumbre.nn.Linear(2, 1)
    # Backward before the fork: its threads do not exist in the children.
    model(lumbre.randn(300, 2)).sum().backward()
    model.zero_grad()
    model.share_memory()
    context = mp.get_context("fork")
    processes = [context.Process(target=train, args=(model, i)) for i in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    assert lumbre.allclose(model.weight, lumbre.ones(1, 2), atol=0.05)


def test_strategies_and_names():
    assert mp.get_sharing_strategy() in mp.get_all_sharing_strategies()
    mp.set_sharing_strategy("file_system")
    assert mp.get_sharing_strategy() == "file_system"
    mp.set_sharing_strategy("file_descriptor")
    with pytest.raises(AssertionError):
        mp.set_sharing_strategy("pigeons")
    for name in ("Process", "Queue", "SimpleQueue", "Pool", "Pipe", "Manager", "Event", "Lock", "Value", "get_context", "cpu_count"):
        assert hasattr(mp, name)


def gradient_after_a_fork(pipe):
    x = lumbre.arange(3.0, requires_grad=True)
    lumbre.nn.functional.linear(x, lumbre.ones(500, 3)).square().sum().backward()
    pipe.send(x.grad.tolist())


@pytest.mark.skipif("fork" not in mp.get_all_start_methods(), reason="fork")
def test_backward_works_after_a_fork():
    # The parent has used the tape and its threads before.
    big = lumbre.rand(300, 300, requires_grad=True)
    (big @ big).sum().backward()
    here, there = mp.Pipe()
    process = mp.get_context("fork").Process(target=gradient_after_a_fork, args=(there,))
    process.start()
    assert here.poll(20) and here.recv() == [3000.0] * 3
    process.join(20)
    assert process.exitcode == 0
