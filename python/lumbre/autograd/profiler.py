"""How long each op takes: the times are taken in the engine, so operations of the backward pass are among them.

    with torch.autograd.profiler.profile(record_shapes=True) as prof:
        loss = model(x).sum()
        loss.backward()
    print(prof.key_averages().table(sort_by="self_cpu_time_total", row_limit=10))
"""

import functools
import threading
import time

import lumbre as torch

from .. import _C
from ..futures import Future
from ..overrides import wrap_torch_function
from .profiler_util import EventList, FormattedTimesMixin, FunctionEvent, FunctionEventAvg, Interval, Kernel, MemRecordsAcc, StringTable

__all__ = [
    "EnforceUnique", "EventList", "FormattedTimesMixin", "FunctionEvent", "FunctionEventAvg", "Future", "Interval", "Kernel",
    "KinetoStepTracker", "MemRecordsAcc", "StringTable", "emit_itt", "emit_nvtx", "kineto_available", "load_nvprof",
    "parse_nvprof_trace", "profile", "record_function",
]

# The profile that is running: a log is one thread's.
_RUNNING = []
_MARK = "\0"


def kineto_available():
    """Whether PyTorch's own tracing library is there."""
    return False


def _events(log, start_us):
    """The engine's log as calls with parents and children."""
    thread, out, stack = threading.get_ident() & 0xFFFF, [], []
    for i, (name, start, end, depth, shapes) in enumerate(log):
        mine = name.startswith(_MARK)
        event = FunctionEvent(
            i, name[1:] if mine else f"aten::{name}", thread, start_us + start / 1e3, start_us + end / 1e3,
            input_shapes=[list(s) for s in shapes], is_user_annotation=mine,
        )
        del stack[depth:]
        if stack:
            stack[-1].append_cpu_child(event)
            event.set_cpu_parent(stack[-1])
        stack.append(event)
        out.append(event)
    return out


class profile:
    """Records the ops of a `with` block on this thread.

    `record_shapes` notes the sizes of their inputs. GPU times, memory, stacks and FLOPs are not recorded: they are 0 or empty.
    """

    def __init__(self, enabled=True, *, use_cuda=False, use_device=None, record_shapes=False, with_flops=False, profile_memory=False, with_stack=False, with_modules=False, use_kineto=False, use_cpu=True, experimental_config=None, acc_events=False, custom_trace_id_callback=None, **kwargs):
        self.enabled, self.record_shapes, self.profile_memory = enabled, record_shapes, profile_memory
        self.with_flops, self.with_stack, self.use_device, self.entered = with_flops, with_stack, use_device, False
        self.function_events = None

    def __enter__(self):
        if not self.enabled:
            return self
        if self.entered:
            raise RuntimeError("Profiler context manager is not reentrant")
        if _RUNNING:
            raise RuntimeError("a profile is running already")
        self.entered = True
        _RUNNING.append(self)
        self._start_us = time.time_ns() / 1e3
        _C._profile_begin(bool(self.record_shapes))
        return self

    def __exit__(self, exc_type=None, exc_val=None, exc_tb=None):
        if not self.enabled:
            return False
        log = _C._profile_end()
        _RUNNING.remove(self)
        self.function_events = EventList(_events(log, self._start_us))
        return False

    def _need(self):
        if self.function_events is None:
            raise RuntimeError("Profiler didn't finish running")
        return self.function_events

    def __repr__(self):
        return "<unfinished torch.autograd.profile>" if self.function_events is None else repr(self.function_events)

    def __str__(self):
        return "<unfinished torch.autograd.profile>" if self.function_events is None else str(self.function_events)

    def table(self, *args, **kwargs):
        return self._need().table(*args, **kwargs)

    def key_averages(self, group_by_input_shape=False, group_by_stack_n=0, group_by_overload_name=False):
        return self._need().key_averages(group_by_input_shape, group_by_stack_n, group_by_overload_name)

    def total_average(self):
        return self._need().total_average()

    def export_chrome_trace(self, path):
        self._need().export_chrome_trace(path)

    def export_stacks(self, path, metric="self_cpu_time_total"):
        self._need().export_stacks(path, metric)

    @property
    def self_cpu_time_total(self):
        """Microseconds of all calls, each counted once."""
        return self._need().self_cpu_time_total


class record_function:
    """Gives a block (or, as a decorator, a function) a name in the profile."""

    def __init__(self, name, args=None):
        self.name, self.args, self._open = name, args, False

    def __enter__(self):
        if _RUNNING:
            _C._profile_push(_MARK + self.name)
            self._open = True
        return self

    def __exit__(self, exc_type=None, exc_value=None, traceback=None):
        if self._open and _RUNNING:
            _C._profile_pop()
        self._open = False

    def __call__(self, function):
        @functools.wraps(function)
        def wrapped(*args, **kwargs):
            with type(self)(self.name, self.args):
                return function(*args, **kwargs)

        return wrapped

    def _call_end_callbacks_on_future(self, fut):
        """Ends the range when the future's value is there."""
        return fut.then(lambda f: (self.__exit__(None, None, None), f.value())[1])


class _Marks:
    """Marks for another company's profiler; there is none to hear them."""

    def __init__(self, enabled=True, record_shapes=False):
        self.enabled = enabled

    def __enter__(self):
        if self.enabled:
            raise NotImplementedError(f"torch.autograd.profiler.{type(self).__name__}")
        return self

    def __exit__(self, *exc):
        return False


class emit_nvtx(_Marks):
    """Ranges for NVIDIA's profiler; not implemented."""


class emit_itt(_Marks):
    """Ranges for Intel's profiler; not implemented."""


class EnforceUnique:
    """Raises if a key is seen twice."""

    def __init__(self):
        self.seen = set()

    def see(self, *key):
        if key in self.seen:
            raise RuntimeError("duplicate key: " + str(key))
        self.seen.add(key)


class KinetoStepTracker:
    """Counts steps for whoever asks."""

    _current_step, _step_dict = 0, {}

    @classmethod
    def init_step_count(cls, requester):
        cls._step_dict[requester] = cls._current_step

    @classmethod
    def erase_step_count(cls, requester):
        return cls._step_dict.pop(requester, None) is not None

    @classmethod
    def increment_step(cls, requester):
        cls._step_dict[requester] = cls._step_dict.get(requester, cls._current_step) + 1
        cls._current_step = max(cls._step_dict.values())
        return cls._current_step

    @classmethod
    def current_step(cls):
        return cls._current_step


def load_nvprof(path):
    """Not part of this build: raises NotImplementedError."""
    raise NotImplementedError("torch.autograd.profiler.load_nvprof")


def parse_nvprof_trace(path):
    """Not part of this build: raises NotImplementedError."""
    raise NotImplementedError("torch.autograd.profiler.parse_nvprof_trace")


@wrap_torch_function(lambda name, args=None: (name,))
def _record_function_enter(name, args=None):
    """Opens a range as an op does, for graphs: the result is for `_record_function_exit`."""
    handle = torch.full((1,), float(bool(_RUNNING)))
    if _RUNNING:
        _C._profile_push(_MARK + name)
    return handle


@wrap_torch_function(lambda handle: (handle,))
def _record_function_exit(handle):
    """Closes the range."""
    if _RUNNING and bool(handle):
        _C._profile_pop()


torch.ops.profiler._record_function_enter = torch.ops.profiler._record_function_enter_new = _record_function_enter
torch.ops.profiler._record_function_exit = _record_function_exit
