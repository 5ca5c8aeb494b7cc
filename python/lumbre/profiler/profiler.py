"""Profiles with a schedule."""

import enum
import json
import os
import socket
import time

from ..autograd import profiler as _prof

__all__ = ["DeviceType", "ExecutionTraceObserver", "ProfilerAction", "ProfilerActivity", "profile", "schedule", "supported_activities", "tensorboard_trace_handler"]


class ProfilerActivity(enum.Enum):
    """What is recorded; only the CPU's ops are."""

    CPU, XPU, MTIA, CUDA, HPU, PrivateUse1 = range(6)


class DeviceType(enum.Enum):
    """Where something ran."""

    CPU, CUDA = 0, 1


class ProfilerAction(enum.Enum):
    """What is done in a step."""

    NONE, WARMUP, RECORD, RECORD_AND_SAVE = range(4)


class _ExperimentalConfig:
    """Settings of PyTorch's tracing library; kept for programs that pass them."""

    def __init__(self, *args, **kwargs):
        self.args, self.kwargs = args, kwargs


class ExecutionTraceObserver:
    """Not implemented."""

    def __init__(self, *args, **kwargs):
        raise NotImplementedError("torch.profiler.ExecutionTraceObserver")


def supported_activities():
    """The activities that can be recorded."""
    return {ProfilerActivity.CPU}


def schedule(*, wait, warmup, active, repeat=0, skip_first=0, skip_first_wait=0):
    """What to do in each step: skip `skip_first`, then `wait`, warm up for `warmup` and record `active` steps, `repeat` times (0: on and on)."""
    if wait < 0 or warmup < 0 or active <= 0 or repeat < 0 or skip_first < 0:
        raise AssertionError(f"Invalid profiler schedule arguments. Got wait={wait} (need >= 0), warmup={warmup} (need >= 0), active={active} (need > 0), repeat={repeat} (need >= 0), skip_first={skip_first} (need >= 0).")
    if warmup == 0:
        import warnings

        warnings.warn("Profiler won't be using warmup, this can skew profiler results", stacklevel=2)

    def action(step):
        if step < 0:
            raise AssertionError(f"Step must be non-negative. Got {step}.")
        if step < skip_first:
            return ProfilerAction.NONE
        step -= skip_first
        if skip_first_wait != 0:
            step += wait
        cycle = wait + warmup + active
        if repeat > 0 and step / cycle >= repeat:
            return ProfilerAction.NONE
        at = step % cycle
        if at < wait:
            return ProfilerAction.NONE
        if at < wait + warmup:
            return ProfilerAction.WARMUP
        return ProfilerAction.RECORD if at < cycle - 1 else ProfilerAction.RECORD_AND_SAVE

    return action


def tensorboard_trace_handler(dir_name, worker_name=None, use_gzip=False):
    """For `on_trace_ready`: writes each trace into a folder, where TensorBoard's profiler page looks for it."""

    def handle(prof):
        os.makedirs(dir_name, exist_ok=True)
        name = worker_name or f"{socket.gethostname()}_{os.getpid()}"
        prof.export_chrome_trace(os.path.join(dir_name, f"{name}.{time.time_ns()}.pt.trace.json" + (".gz" if use_gzip else "")))

    return handle


_RECORDING = (ProfilerAction.RECORD, ProfilerAction.RECORD_AND_SAVE)


class profile:
    """Records the ops of a `with` block, of the steps that `schedule` names; `step()` says that one is over.

    `on_trace_ready(prof)` is called when a recording is finished. `record_shapes` notes the sizes of inputs. GPU activities, memory,
    stacks, FLOPs and modules are not recorded.
    """

    def __init__(self, *, activities=None, schedule=None, on_trace_ready=None, record_shapes=False, profile_memory=False, with_stack=False, with_flops=False, with_modules=False, experimental_config=None, execution_trace_observer=None, acc_events=False, use_cuda=None, custom_trace_id_callback=None, **kwargs):
        self.activities = set(activities) if activities else supported_activities()
        if not self.activities:
            raise AssertionError("No valid profiler activities found")
        self.schedule = schedule or (lambda step: ProfilerAction.RECORD)
        self._whole = schedule is None
        self.on_trace_ready, self.record_shapes, self.acc_events = on_trace_ready, record_shapes, acc_events
        self.profile_memory, self.with_stack, self.with_flops, self.with_modules = profile_memory, with_stack, with_flops, with_modules
        self.step_num, self.profiler, self.step_rec_fn = 0, None, None
        self.current_action = self.schedule(0)
        self._metadata = {}

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.stop()

    def start(self):
        """Begins, as entering the block does."""
        if self.current_action in _RECORDING:
            self._begin()
        self._open_step()

    def stop(self):
        """Ends, as leaving the block does."""
        self._close_step()
        if self.current_action in _RECORDING and self._running():
            self._finish()

    def step(self):
        """Says that the next step of the program begins."""
        self._close_step()
        before, self.step_num = self.current_action, self.step_num + 1
        self.current_action = self.schedule(self.step_num)
        if before is ProfilerAction.RECORD_AND_SAVE or before is ProfilerAction.RECORD and self.current_action not in _RECORDING:
            self._finish()
        if self.current_action in _RECORDING and not self._running():
            self._begin()
        self._open_step()

    def _running(self):
        return self.profiler is not None and self.profiler.function_events is None

    def _begin(self):
        self.profiler = _prof.profile(record_shapes=self.record_shapes)
        self.profiler.__enter__()

    def _finish(self):
        self.profiler.__exit__(None, None, None)
        if self.on_trace_ready:
            self.on_trace_ready(self)

    def _open_step(self):
        if not self._whole and self._running():
            self.step_rec_fn = _prof.record_function(f"ProfilerStep#{self.step_num}")
            self.step_rec_fn.__enter__()

    def _close_step(self):
        if self.step_rec_fn is not None:
            self.step_rec_fn.__exit__(None, None, None)
            self.step_rec_fn = None

    start_trace = stop_trace = prepare_trace = lambda self: None

    def _need(self):
        if self.profiler is None:
            raise AssertionError("Profiler must be initialized before exporting")
        return self.profiler

    def events(self):
        """The calls of the last recording."""
        return self._need()._need()

    def key_averages(self, group_by_input_shape=False, group_by_stack_n=0, group_by_overload_name=False):
        """The calls of the last recording by their names."""
        return self._need().key_averages(group_by_input_shape, group_by_stack_n, group_by_overload_name)

    def export_chrome_trace(self, path):
        """Writes the last recording as a file for `chrome://tracing` or Perfetto (compressed where it ends in `.gz`)."""
        self._need().export_chrome_trace(path)

    def export_stacks(self, path, metric="self_cpu_time_total"):
        self._need().export_stacks(path, metric)

    def export_memory_timeline(self, path, device=None):
        raise NotImplementedError("torch.profiler.profile.export_memory_timeline")

    def toggle_collection_dynamic(self, enable, activities):
        """Kept for programs that call it."""

    def add_metadata(self, key, value):
        """Notes a text with the recording."""
        self._metadata[key] = value

    def add_metadata_json(self, key, value):
        self._metadata[key] = json.loads(value)

    def preset_metadata_json(self, key, value):
        self.add_metadata_json(key, value)

    def get_trace_id(self):
        return None
