"""The small modules of `torch.utils`."""

import threading
import time

import pytest

import lumbre
from lumbre import nn, utils


def test_throughput_is_of_all_threads():
    class Sleeper(nn.Module):
        def forward(self, x, scale=1.0):
            time.sleep(0.005)
            return x * scale

    benchmark = utils.ThroughputBenchmark(Sleeper())
    with pytest.raises(RuntimeError, match="no input"):
        benchmark.benchmark()
    benchmark.add_input(lumbre.ones(2), scale=3.0)
    assert benchmark.run_once(lumbre.ones(2), scale=2.0).tolist() == [2.0, 2.0]
    stats = benchmark.benchmark(num_calling_threads=4, num_warmup_iters=1, num_iters=20)
    # Four sleep at once: a fourth of 20 times 5 ms, with room for a busy machine.
    assert stats.num_iters == 20 and stats.latency_avg_ms >= 5.0 and stats.total_time_seconds < 0.09
    assert stats.iters_per_second == pytest.approx(20 / stats.total_time_seconds) and "Average latency" in str(stats)

    class Failing(nn.Module):
        def forward(self):
            raise KeyError("inside")

    failing = utils.ThroughputBenchmark(Failing())
    failing.add_input()
    with pytest.raises(KeyError, match="inside"):
        failing.benchmark(2, 1, 4)
    form = utils.throughput_benchmark.format_time
    assert (form(time_us=12.5), form(time_ms=2), form(time_s=3)) == ("12.500us", "2.000ms", "3.000s")
    with pytest.raises(AssertionError):
        form(1, 2)


def test_modules_at_work_are_known_forward_and_backward():
    seen = {}
    tracker = utils.module_tracker.ModuleTracker()

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = nn.Linear(2, 2)

        def forward(self, x):
            seen["outer"] = set(tracker.parents)
            y = self.inner(x)
            y.register_hook(lambda g: seen.update(backward=(set(tracker.parents), tracker.is_bw)))
            return y.relu()

    net = Net()
    net.inner.register_forward_pre_hook(lambda m, a: seen.update(inner=set(tracker.parents)))
    with tracker:
        net(lumbre.ones(1, 2, requires_grad=True)).sum().backward()
        assert tracker.parents == {"Global"}
    assert seen == {"outer": {"Global", "Net"}, "inner": {"Global", "Net", "Net.inner"}, "backward": ({"Global", "Net", "Net.inner"}, True)}
    seen.clear()
    net(lumbre.ones(1, 2))
    assert seen["outer"] == {"Global"}


def test_swapped_tensors_exchange_all_they_are():
    a, b = nn.Parameter(lumbre.ones(2)), lumbre.zeros(3)
    a.grad, b.label = lumbre.full((2,), 5.0), "b"
    handle = {id(a): "first"}
    utils.swap_tensors(a, b)
    assert handle[id(a)] == "first" and a.tolist() == [0.0] * 3 and a.grad is None and not a.requires_grad and a.label == "b"
    assert isinstance(b, nn.Parameter) and b.grad.tolist() == [5.0, 5.0] and b.requires_grad and not isinstance(a, nn.Parameter)
    with pytest.raises(NotImplementedError, match="swap_tensors"):
        utils.swap_tensors(b * 2, lumbre.zeros(2))


def test_a_baton_is_held_by_one(tmp_path):
    from lumbre.utils.file_baton import FileBaton

    path = str(tmp_path / "lock")
    first, second = FileBaton(path), FileBaton(path, wait_seconds=0.01, warn_after_seconds=0.01)
    assert first.try_acquire() and not second.try_acquire()
    threading.Timer(0.08, first.release).start()
    with pytest.warns(UserWarning, match="Waited on lock file"):
        second.wait()
    assert second.try_acquire()
    second.release()


def test_what_is_not_there_says_so_when_it_is_used():
    from lumbre.utils._python_dispatch import TorchDispatchMode, is_traceable_wrapper_subclass

    class Mode(TorchDispatchMode):
        pass

    with pytest.raises(NotImplementedError, match="TorchDispatchMode"):
        with Mode():
            pass
    assert not is_traceable_wrapper_subclass(lumbre.ones(1))
    assert not hasattr(utils, "no_such_thing")
    for refused in (utils.rename_privateuse1_backend, utils.mkldnn.to_mkldnn, utils.bundled_inputs.bundle_inputs):
        with pytest.raises(NotImplementedError):
            refused("x")
    kind = type("K", (), {})
    utils.set_module(kind, "some.place")
    assert kind.__module__ == "some.place"
