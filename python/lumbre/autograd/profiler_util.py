"""Profiled calls, their sums and tables."""

import json
import os

__all__ = ["EventList", "FormattedTimesMixin", "FunctionEvent", "FunctionEventAvg", "Interval", "Kernel", "MemRecordsAcc", "StringTable"]


def _format_time(us):
    """Microseconds with a unit that suits them."""
    if us >= 1e6:
        return f"{us / 1e6:.3f}s"
    return f"{us / 1e3:.3f}ms" if us >= 1e3 else f"{us:.3f}us"


def _format_share(part, whole):
    return f"{100 * part / whole:.2f}%" if whole else "0.00%" if not part else "NaN"


class Interval:
    """From `start` to `end`, in microseconds."""

    def __init__(self, start, end):
        self.start, self.end = start, end

    def elapsed_us(self):
        return self.end - self.start


class Kernel:
    """A GPU's kernel; there is none without one."""

    def __init__(self, name, device, duration):
        self.name, self.device, self.duration = name, device, duration


class StringTable(dict):
    """Names of functions by their mangled names."""

    def __missing__(self, key):
        return key


class MemRecordsAcc:
    """Records of memory; kept for programs that name it."""

    def __init__(self, mem_records):
        self._records = list(mem_records)

    def in_interval(self, start_us, end_us):
        return iter(())


class FormattedTimesMixin:
    """Times as text, and the GPU's times, which are 0."""

    cuda_time = device_time = cuda_time_total = device_time_total = self_cuda_time_total = self_device_time_total = 0.0
    cpu_memory_usage = self_cpu_memory_usage = device_memory_usage = self_device_memory_usage = cuda_memory_usage = 0

    @property
    def cpu_time(self):
        """Microseconds a call."""
        return self.cpu_time_total / self.count if self.count else 0.0

    cpu_time_str = property(lambda self: _format_time(self.cpu_time))
    cpu_time_total_str = property(lambda self: _format_time(self.cpu_time_total))
    self_cpu_time_total_str = property(lambda self: _format_time(self.self_cpu_time_total))
    device_time_str = cuda_time_str = property(lambda self: _format_time(0.0))
    device_time_total_str = cuda_time_total_str = self_device_time_total_str = property(lambda self: _format_time(0.0))


class FunctionEvent(FormattedTimesMixin):
    """One call of an op or range: `name`, `time_range` in microseconds, `cpu_children`, `input_shapes`."""

    def __init__(self, id, name, thread, start_us, end_us, input_shapes=None, stack=None, is_user_annotation=False, **kwargs):
        self.id, self.name, self.key, self.thread = id, name, name, thread
        self.time_range = Interval(start_us, end_us)
        self.input_shapes, self.stack = input_shapes or [], stack or []
        self.count, self.cpu_children, self.cpu_parent, self.kernels = 1, [], None, []
        self.is_user_annotation, self.is_async, self.is_remote, self.use_device, self.flops = is_user_annotation, False, False, None, 0
        self.sequence_nr, self.scope, self.node_id, self.concrete_inputs, self.trace_name = -1, 0, -1, [], name

    @property
    def cpu_time_total(self):
        return self.time_range.elapsed_us()

    @property
    def self_cpu_time_total(self):
        """The time that no inner call took."""
        return self.cpu_time_total - sum(c.cpu_time_total for c in self.cpu_children)

    def append_cpu_child(self, child):
        self.cpu_children.append(child)

    def set_cpu_parent(self, parent):
        self.cpu_parent = parent

    def __repr__(self):
        return (
            f"<FunctionEvent id={self.id} name={self.name} cpu_time={self.cpu_time_str} cpu_start_us={self.time_range.start} "
            f"cpu_end_us={self.time_range.end} cpu_children={[c.id for c in self.cpu_children]} thread={self.thread} "
            f"input_shapes={self.input_shapes}>"
        )


class FunctionEventAvg(FormattedTimesMixin):
    """The calls of one name (and shapes) together."""

    def __init__(self):
        self.key, self.count, self.node_id, self.scope, self.use_device, self.flops = None, 0, 0, None, None, 0
        self.cpu_time_total = self.self_cpu_time_total = 0.0
        self.input_shapes, self.stack, self.cpu_children, self.cpu_parent = None, None, None, None
        self.is_async = self.is_remote = self.is_user_annotation = False

    def add(self, other):
        if self.key is None:
            self.key, self.scope = other.key, getattr(other, "scope", 0)
            self.input_shapes, self.stack = getattr(other, "input_shapes", []), getattr(other, "stack", [])
            self.is_user_annotation = getattr(other, "is_user_annotation", False)
        self.cpu_time_total += other.cpu_time_total
        self.self_cpu_time_total += other.self_cpu_time_total
        self.count += other.count
        return self

    __iadd__ = add
    name = property(lambda self: self.key)

    def __repr__(self):
        return (
            f"<FunctionEventAvg key={self.key} self_cpu_time={self.self_cpu_time_total_str} cpu_time={self.cpu_time_str}  "
            f"self_cuda_time={self.device_time_str} cuda_time={self.device_time_str} input_shapes={self.input_shapes} "
            f"cpu_memory_usage={self.cpu_memory_usage} cuda_memory_usage={self.device_memory_usage}>"
        )


_SORTS = {
    "cpu_time", "cuda_time", "device_time", "xpu_time", "cpu_time_total", "cuda_time_total", "device_time_total", "self_cpu_time_total",
    "self_cuda_time_total", "self_device_time_total", "cpu_memory_usage", "cuda_memory_usage", "self_cpu_memory_usage",
    "self_cuda_memory_usage", "count",
}


class EventList(list):
    """Profiled calls, or their sums."""

    def __init__(self, *args, use_device=None, profile_memory=False, with_flops=False, **kwargs):
        super().__init__(*args)
        self._use_device, self._profile_memory, self._with_flops = use_device, profile_memory, with_flops

    @property
    def self_cpu_time_total(self):
        return sum(e.self_cpu_time_total for e in self)

    def key_averages(self, group_by_input_shapes=False, group_by_stack_n=0, group_by_overload_name=False):
        """One entry for each name (and the shapes of its inputs, if asked for)."""
        sums = {}
        for e in self:
            key = (e.key, str(e.input_shapes) if group_by_input_shapes else None)
            sums.setdefault(key, FunctionEventAvg()).add(e)
        out = EventList(sums.values(), use_device=self._use_device)
        for avg in out:
            if not group_by_input_shapes:
                avg.input_shapes = ""
        return out

    def total_average(self):
        """Everything together."""
        total = FunctionEventAvg()
        for e in self:
            total += e
            total.key = None
        total.key = "Total"
        return total

    def table(self, sort_by=None, row_limit=100, max_src_column_width=75, max_name_column_width=55, max_shapes_column_width=80, header=None, top_level_events_only=False, time_unit=None):
        """The entries as text, the largest `sort_by` first."""
        return _table(self, sort_by, row_limit, max_name_column_width, max_shapes_column_width, header, top_level_events_only)

    def __str__(self):
        return self.table()

    def export_chrome_trace(self, path):
        """Writes the calls as a file for `chrome://tracing` or Perfetto."""
        write_chrome_trace(self, path)

    def export_stacks(self, path, metric="self_cpu_time_total"):
        """Writes the calls' stacks for flame graphs; calls carry none here, so the names stand for them."""
        with open(path, "w") as file:
            for e in self:
                value = int(getattr(e, metric))
                if value > 0:
                    file.write(f"{e.key.replace(' ', '_')} {value}\n")

    def supported_export_stacks_metrics(self):
        return ["self_cpu_time_total", "self_cuda_time_total", "self_xpu_time_total", "self_privateuse1_time_total"]


def _clip(text, width):
    return text if width is None or len(text) <= width else text[: width - 3] + "..."


def _table(events, sort_by, row_limit, name_width, shapes_width, header, top_level_only):
    if not events:
        return ""
    total = events.self_cpu_time_total if not isinstance(events[0], FunctionEventAvg) else sum(e.self_cpu_time_total for e in events)
    rows = list(events)
    if sort_by is not None:
        if sort_by not in _SORTS:
            raise ValueError(f"table: sort_by must be one of {', '.join(sorted(_SORTS))}, got {sort_by!r}")
        rows.sort(key=lambda e: getattr(e, sort_by, 0), reverse=True)
    if top_level_only:
        rows = [e for e in rows if getattr(e, "cpu_parent", None) is None]
    rows = rows[:row_limit] if row_limit >= 0 else rows
    heads = ["Name", "Self CPU %", "Self CPU", "CPU total %", "CPU total", "CPU time avg", "# of Calls"]
    shapes = any(e.input_shapes for e in rows)
    heads += ["Input Shapes"] if shapes else []
    cells = [
        [
            _clip(str(e.key), name_width), _format_share(e.self_cpu_time_total, total), e.self_cpu_time_total_str,
            _format_share(e.cpu_time_total, total), e.cpu_time_total_str, e.cpu_time_str, str(e.count),
            *([_clip(str(e.input_shapes), shapes_width)] if shapes else []),
        ]
        for e in rows
    ]
    widths = [max(12, *(len(row[i]) for row in [heads, *cells])) for i in range(len(heads))]
    line = "  ".join("-" * w for w in widths) + "  "
    body = ["  ".join(c.rjust(w) for c, w in zip(row, widths)) + "  " for row in [heads, *cells]]
    out = [line] + ([header, line] if header else []) + [body[0], line, *body[1:], line]
    return "\n".join(out) + f"\nSelf CPU time total: {_format_time(total)}\n"


def write_chrome_trace(events, path):
    """Complete events (`ph: X`) with times in microseconds."""
    trace = [
        {
            "ph": "X", "cat": "user_annotation" if e.is_user_annotation else "cpu_op", "name": e.name, "pid": os.getpid(), "tid": e.thread,
            "ts": e.time_range.start, "dur": e.time_range.elapsed_us(), "args": {"Input Dims": e.input_shapes} if e.input_shapes else {},
        }
        for e in events
    ]
    import gzip

    with (gzip.open(path, "wt") if str(path).endswith(".gz") else open(path, "w")) as file:
        json.dump({"schemaVersion": 1, "displayTimeUnit": "ms", "traceEvents": trace}, file)
