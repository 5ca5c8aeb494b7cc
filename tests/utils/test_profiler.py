"""Profiles and timings."""

import json

import lumbre
import pytest
from lumbre import nn
from lumbre.profiler import ProfilerAction, ProfilerActivity, profile, record_function, schedule
from lumbre.utils.benchmark import Compare, Measurement, TaskSpec, Timer


def test_ops_of_both_passes_are_recorded_with_their_nesting(tmp_path):
    m, x = nn.Linear(4, 3), lumbre.randn(2, 4)
    with profile(activities=[ProfilerActivity.CPU], record_shapes=True) as prof:
        with record_function("forward"):
            y = m(x).sum()
        y.backward()
    events = {e.name: e for e in prof.events()}
    assert events["aten::linear"].cpu_parent is events["forward"] and events["aten::linear"].input_shapes[:2] == [[2, 4], [3, 4]]
    assert "aten::mm" in events
    for e in prof.events():
        assert e.self_cpu_time_total <= e.cpu_time_total and all(c.time_range.start >= e.time_range.start and c.time_range.end <= e.time_range.end for c in e.cpu_children)
    total = sum(e.cpu_time_total for e in prof.events() if e.cpu_parent is None)
    assert prof.events().self_cpu_time_total == pytest.approx(total)
    table = prof.key_averages().table(sort_by="cpu_time_total", row_limit=2)
    assert "Self CPU time total" in table and "forward" in table
    prof.export_chrome_trace(str(tmp_path / "t.json"))
    trace = json.loads((tmp_path / "t.json").read_text())["traceEvents"]
    assert {"aten::linear", "forward"} <= {e["name"] for e in trace} and all(e["ph"] == "X" for e in trace)


def test_nothing_is_recorded_outside():
    with lumbre.autograd.profiler.profile() as prof:
        lumbre.ones(2).exp()
    lumbre.ones(2).sin()
    assert [e.name for e in prof.function_events if "sin" in e.name] == []
    with lumbre.autograd.profiler.profile(enabled=False) as prof:
        lumbre.ones(2).exp()
    with pytest.raises(RuntimeError, match="didn't finish"):
        prof.key_averages()


def test_op_that_fails_ends_its_range():
    with lumbre.autograd.profiler.profile() as prof:
        with pytest.raises(RuntimeError):
            lumbre.mm(lumbre.ones(2, 3), lumbre.ones(2, 3))
        lumbre.ones(2).exp()
    assert {e.name: e.cpu_parent for e in prof.function_events}["aten::exp"] is None


def test_ranges_can_be_written_into_graphs():
    class Marked(lumbre.fx.Tracer):
        def call_module(self, m, forward, args, kwargs):
            handle = lumbre.ops.profiler._record_function_enter(self.proxy(self.create_node("call_function", str, (self.path_of_module(m),), {})))
            out = super().call_module(m, forward, args, kwargs)
            lumbre.ops.profiler._record_function_exit(handle)
            return out

    m = nn.Sequential(nn.ReLU())
    gm = lumbre.fx.GraphModule(m, Marked().trace(m))
    with lumbre.autograd.profiler.profile() as prof:
        gm(lumbre.ones(2))
    assert next(e for e in prof.function_events if e.name == "aten::relu").cpu_parent.name == "0"


def test_schedule_repeats_its_cycle():
    plan = schedule(wait=1, warmup=1, active=2, repeat=1, skip_first=1)
    N, W, R, S = ProfilerAction
    assert [plan(i) for i in range(7)] == [N, N, W, R, S, N, N]
    ready = []
    with profile(schedule=schedule(wait=1, warmup=1, active=2, repeat=2), on_trace_ready=lambda p: ready.append([e.name for e in p.events() if "Step" in e.name])) as prof:
        for _ in range(10):
            lumbre.ones(2).exp()
            prof.step()
    assert ready == [["ProfilerStep#2", "ProfilerStep#3"], ["ProfilerStep#6", "ProfilerStep#7"]]


def test_timer_sees_its_globals_and_counts_its_runs():
    calls = []
    m = Timer("f()", setup="f = g", globals={"g": lambda: calls.append(1)}, label="t").timeit(50)
    assert m.number_per_run == 50 and len(calls) == 52 and m.median > 0
    with pytest.raises(NotImplementedError, match="c\\+\\+"):
        Timer("x", language="c++")


def test_blocks_fill_the_time():
    m = Timer("x + 1", globals={"x": lumbre.ones(1)}).blocked_autorange(min_run_time=0.02)
    assert sum(m.raw_times) >= 0.02 and m.median > 0 and "1 thread" in repr(m)


def test_measurement_statistics():
    m = Measurement(2, [2.0, 4.0, 6.0, 8.0], TaskSpec("f()", "pass", label="L", sub_label="S", description="D"))
    assert (m.median, m.mean, m.iqr) == (2.5, 2.5, 1.5) and m.title == "L: S" and m.has_warnings
    assert Measurement.merge([m, m])[0].raw_times == m.raw_times * 2


def test_comparison_has_a_row_a_task_and_a_column_a_description():
    def m(sub, description, t, threads=1):
        return Measurement(1, [t], TaskSpec("f()", "pass", label="L", sub_label=sub, description=description, num_threads=threads))

    text = str(Compare([m("a", "one", 1e-6), m("b", "one", 2e-6), m("a", "two", 3e-6), m("a", "one", 5e-6, 2)]))
    lines = text.split("\n")
    assert " L " in lines[0] and lines[1].split("|")[1].strip() == "one"
    assert [cell.strip() for cell in lines[3].split("|")] == ["a", "1.0", "3.0"] and [c.strip() for c in lines[4].split("|")] == ["b", "2.0", ""]
    assert lines[5].startswith("2 threads") and "microseconds (us)" in text
