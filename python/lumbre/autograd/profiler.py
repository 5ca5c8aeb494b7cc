"""How long the calls of a block take, by name."""

import contextlib
import enum
import json
import threading
import time
from collections import defaultdict

from lumbre.overrides import TorchFunctionMode

__all__ = ["profile", "record_function", "emit_itt", "emit_nvtx", "load_nvprof", "EnforceUnique", "parse_nvprof_trace", "KinetoStepTracker", "EventList", "FunctionEvent", "MemRecordsAcc"]

_RUNNING = []


class FunctionEvent:
    """One call: its name, when it began (microseconds since the profile did) and how long it took."""

    def __init__(self, name, start, duration, thread=0, count=1, own=0.0):
        self.name = self.key = name
        self.start, self.cpu_time_total, self.thread, self.count = start, duration, thread, count
        self.self_cpu_time_total = own
        self.device_time_total = self.self_device_time_total = 0.0
        self.cpu_memory_usage = self.self_cpu_memory_usage = 0

    @property
    def cpu_time(self):
        """Microseconds a call."""
        return self.cpu_time_total / self.count

    device_time = cuda_time = cuda_time_total = self_cuda_time_total = 0.0

    def __repr__(self):
        return f"<FunctionEvent name={self.name} cpu_time={self.cpu_time:.3f}us count={self.count}>"


class EventList(list):
    """Events, and tables of them."""

    def __init__(self, *args, use_device=None, profile_memory=False, with_flops=False, **kwargs):
        super().__init__(*args)

    def key_averages(self, group_by_input_shapes=False, group_by_stack_n=0, group_by_overload_name=False):
        """One event a name: the sums of their times and counts."""
        sums = {}
        for e in self:
            s = sums.setdefault(e.name, FunctionEvent(e.name, e.start, 0.0, e.thread, 0))
            s.count += e.count
            s.cpu_time_total += e.cpu_time_total
            s.self_cpu_time_total += e.self_cpu_time_total
        return EventList(sums.values())

    @property
    def self_cpu_time_total(self):
        return sum(e.self_cpu_time_total for e in self)

    def total_average(self):
        out = FunctionEvent("Total", 0.0, sum(e.cpu_time_total for e in self), 0, max(sum(e.count for e in self), 1))
        out.self_cpu_time_total = self.self_cpu_time_total
        return out

    def table(self, sort_by=None, row_limit=100, max_src_column_width=75, max_name_column_width=55, max_shapes_column_width=80, header=None, top_level_events_only=False, time_unit=None):
        """The events as text, sorted by an attribute from the largest down."""
        rows = sorted(self, key=lambda e: -getattr(e, sort_by)) if sort_by else list(self)
        width = max([len(e.name) for e in rows[:row_limit]] + [4])
        width = min(width, max_name_column_width or width)
        line = "  ".join("-" * n for n in (width, 12, 12, 12, 10))
        out = [line, f"{'Name':>{width}}  {'Self CPU':>12}  {'CPU total':>12}  {'CPU time avg':>12}  {'# of Calls':>10}", line]
        for e in rows[: row_limit if row_limit >= 0 else None]:
            out.append(
                f"{e.name[:width]:>{width}}  {e.self_cpu_time_total:>10.3f}us  {e.cpu_time_total:>10.3f}us  {e.cpu_time:>10.3f}us  {e.count:>10}"
            )
        return "\n".join([*([header] if header else []), *out, line, f"Self CPU time total: {self.self_cpu_time_total:.3f}us", ""])

    def export_chrome_trace(self, path):
        """A file that chrome://tracing shows."""
        events = [{"name": e.name, "ph": "X", "ts": e.start, "dur": e.cpu_time_total, "tid": e.thread, "pid": "CPU functions", "args": {}} for e in self]
        with open(path, "w") as file:
            json.dump(events, file)

    def __str__(self):
        return self.table()


class _Timer(TorchFunctionMode):
    def __init__(self, owner):
        self.owner = owner

    def __torch_function__(self, func, types, args=(), kwargs=None):
        name = getattr(func, "__name__", None)
        if name == "__get__" or name is None:
            return func(*args, **(kwargs or {}))
        with self.owner._span("aten::" + name):
            return func(*args, **(kwargs or {}))


class profile:
    """Records every call of the library inside a block, with its time on the CPU.

    `key_averages().table(sort_by="cpu_time_total")` shows them; `with_stack` and the like are accepted and add nothing.
    """

    def __init__(self, enabled=True, *, use_cuda=False, use_device=None, record_shapes=False, with_flops=False, profile_memory=False, with_stack=False, with_modules=False, use_kineto=False, use_cpu=True, **kwargs):
        self.enabled, self.function_events, self._stack, self._lock = enabled, None, threading.local(), threading.Lock()

    def __enter__(self):
        if self.enabled:
            self._events, self._begin = [], time.perf_counter()
            self._mode = _Timer(self)
            self._mode.__enter__()
            _RUNNING.append(self)
        return self

    def __exit__(self, *exc):
        if self.enabled:
            self._mode.__exit__(*exc)
            _RUNNING.remove(self)
            self.function_events = EventList(sorted(self._events, key=lambda e: e.start))
        return False

    @contextlib.contextmanager
    def _span(self, name):
        inside = self._stack.__dict__.setdefault("times", [])
        inside.append(0.0)
        start = time.perf_counter()
        try:
            yield
        finally:
            took = (time.perf_counter() - start) * 1e6
            children = inside.pop()
            if inside:
                inside[-1] += took
            event = FunctionEvent(name, (start - self._begin) * 1e6, took, threading.get_ident(), 1, took - children)
            with self._lock:
                self._events.append(event)

    def _finished(self):
        if self.function_events is None:
            raise RuntimeError("Profiler didn't finish running")
        return self.function_events

    def key_averages(self, *args, **kwargs):
        return self._finished().key_averages(*args, **kwargs)

    def table(self, *args, **kwargs):
        return self._finished().table(*args, **kwargs)

    def export_chrome_trace(self, path):
        self._finished().export_chrome_trace(path)

    def total_average(self):
        return self._finished().total_average()

    @property
    def self_cpu_time_total(self):
        return self._finished().self_cpu_time_total

    def __str__(self):
        return "<unfinished torch.autograd.profile>" if self.function_events is None else str(self.function_events)


class record_function(contextlib.ContextDecorator):
    """Gives a block, or a function it decorates, a name in the profile."""

    def __init__(self, name, args=None):
        self.name, self.args = name, args

    def __enter__(self):
        self._spans = [p._span(self.name) for p in _RUNNING]
        for s in self._spans:
            s.__enter__()
        return self

    def __exit__(self, *exc):
        for s in reversed(self._spans):
            s.__exit__(*exc)

    def _recreate_cm(self):
        return record_function(self.name, self.args)


class _Off:
    """A block that marks ranges for another vendor's profiler; without one it does nothing."""

    def __init__(self, enabled=True, record_shapes=False):
        self.enabled = enabled

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


emit_nvtx = emit_itt = _Off


def load_nvprof(path):
    raise NotImplementedError("autograd.profiler.load_nvprof")


parse_nvprof_trace = load_nvprof


class EnforceUnique:
    """Raises where a key is seen twice."""

    def __init__(self):
        self.seen = set()

    def see(self, *key):
        if key in self.seen:
            raise RuntimeError("duplicate key: " + str(key))
        self.seen.add(key)


class KinetoStepTracker:
    """Counts steps, by who counts them."""

    _steps = defaultdict(int)

    @classmethod
    def init_step_count(cls, requester):
        cls._steps[requester] = 0

    @classmethod
    def erase_step_count(cls, requester):
        return cls._steps.pop(requester, None) is not None

    @classmethod
    def increment_step(cls, requester):
        cls._steps[requester] += 1
        return cls.current_step()

    @classmethod
    def current_step(cls):
        return max(cls._steps.values(), default=0)


class MemRecordsAcc:
    """Memory records by time; there are none."""

    def __init__(self, mem_records):
        self._records = mem_records

    def in_interval(self, start_us, end_us):
        return iter(())


def kineto_available():
    """Whether the library was built with a vendor's tracer."""
    return False


class ProfilerActivity(enum.Enum):
    """What a profile may watch."""

    CPU, XPU, MTIA, CUDA, HPU, PrivateUse1 = range(6)


class DeviceType(enum.Enum):
    """Where an event ran."""

    CPU, CUDA = range(2)
