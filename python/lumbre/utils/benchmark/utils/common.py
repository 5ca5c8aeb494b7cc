"""Measurements, and how they are shown."""

import contextlib
import dataclasses
import math
import textwrap
from collections.abc import Iterable

import numpy as np

import lumbre as torch

__all__ = ["TaskSpec", "Measurement", "select_unit", "unit_to_english", "trim_sigfig", "ordered_unique", "set_torch_threads"]

# Timings of which the middle half spreads by more than this share of the median are not worth much.
_IQR_WARN, _IQR_GROSS_WARN = 0.1, 0.25
_MAX_SIGNIFICANT_FIGURES, _MIN_CONFIDENCE_INTERVAL = 4, 25e-9


@dataclasses.dataclass(frozen=True, init=True, repr=False, eq=True)
class TaskSpec:
    """What was timed."""

    stmt: str
    setup: str
    global_setup: str = ""
    label: str | None = None
    sub_label: str | None = None
    description: str | None = None
    env: str | None = None
    num_threads: int = 1

    @property
    def title(self):
        """The label, or the code where there is none."""
        if self.label is not None:
            return self.label + (f": {self.sub_label}" if self.sub_label else "")
        if "\n" not in self.stmt:
            return self.stmt + (f": {self.sub_label}" if self.sub_label else "")
        head = f"stmt:{f' ({self.sub_label})' if self.sub_label else ''}"
        return f"{head}\n{textwrap.indent(self.stmt, '  ')}"

    def setup_str(self):
        if self.setup == "pass" or not self.setup:
            return ""
        return f"setup:\n{textwrap.indent(self.setup, '  ')}" if "\n" in self.setup else f"setup: {self.setup}"

    def summarize(self):
        """What was timed, in a few lines."""
        parts = [self.title, self.description or "", self.setup_str()]
        return "\n".join([f"{i}\n" if "\n" in i else i for i in parts if i])


@dataclasses.dataclass(init=True, repr=False)
class Measurement:
    """Times of one task: `raw_times` in seconds, each of `number_per_run` runs."""

    number_per_run: int
    raw_times: list
    task_spec: TaskSpec
    metadata: dict | None = None

    def __post_init__(self):
        self._sorted_times, self._warnings = (), ()
        self._median = self._mean = self._p25 = self._p75 = -1.0

    def __getattr__(self, name):
        # What was timed can be asked for here too.
        if not name.startswith("__") and name != "task_spec" and hasattr(TaskSpec, "__dataclass_fields__") and (name in TaskSpec.__dataclass_fields__ or name in ("title", "setup_str", "summarize")):
            return getattr(self.task_spec, name)
        raise AttributeError(name)

    @property
    def times(self):
        """Seconds a run."""
        return [t / self.number_per_run for t in self.raw_times]

    def _compute(self):
        if self.raw_times and not self._sorted_times:
            self._sorted_times = tuple(sorted(self.times))
            times = np.asarray(self._sorted_times)
            self._median, self._mean = float(np.median(times)), float(np.mean(times))
            self._p25, self._p75 = (float(v) for v in np.percentile(times, (25, 75)))
            spread = self._p75 - self._p25
            if len(times) < 4:
                return
            share = spread / self._median if self._median else 0.0
            for limit, text in ((_IQR_GROSS_WARN, "This suggests significant environmental influence."), (_IQR_WARN, "This could indicate system fluctuation.")):
                if share > limit:
                    self._warnings = (f"  WARNING: Interquartile range is {share * 100:.1f}% of the median measurement.\n           {text}",)
                    break

    def _value(self, name):
        self._compute()
        return getattr(self, name)

    median = property(lambda self: self._value("_median"))
    mean = property(lambda self: self._value("_mean"))

    @property
    def iqr(self):
        """The width of the middle half of the times."""
        self._compute()
        return self._p75 - self._p25

    @property
    def significant_figures(self):
        """How many digits of the median mean something, by the spread of the times about it."""
        self._compute()
        n = len(self._sorted_times)
        lower, upper = n // 4, math.ceil(3 * n / 4)
        inner = self._sorted_times[lower:upper] or self._sorted_times
        deviation = max(float(np.std(inner)), _MIN_CONFIDENCE_INTERVAL) if n > 1 else _MIN_CONFIDENCE_INTERVAL
        interval = max(2 * 1.645 * deviation / math.sqrt(max(len(inner), 1)), _MIN_CONFIDENCE_INTERVAL)
        if self._median <= 0:
            return 1
        digits = 1 - round(math.log10(interval / self._median))
        return max(1, min(digits, _MAX_SIGNIFICANT_FIGURES))

    @property
    def has_warnings(self):
        self._compute()
        return bool(self._warnings)

    def meets_confidence(self, threshold=_IQR_WARN):
        """Whether the times lie close enough together."""
        return self.iqr / self.median < threshold

    @property
    def title(self):
        return self.task_spec.title

    @property
    def env(self):
        return "Unspecified env" if self.task_spec.env is None else self.task_spec.env

    @property
    def as_row_name(self):
        return self.sub_label or self.stmt or "[Unknown]"

    def __repr__(self):
        lines = [super().__repr__(), self.task_spec.summarize()]
        self._compute()
        unit, scale = select_unit(self._median)
        count = len(self.raw_times)
        if count > 1:
            iqr_unit, iqr_scale = select_unit(self.iqr) if self.iqr else (unit, scale)
            lines.append(f"  Median: {self._median / scale:.2f} {unit}")
            if count > 3:
                lines.append(f"  IQR:    {self.iqr / iqr_scale:.2f} {iqr_unit} ({self._p25 / scale:.2f} to {self._p75 / scale:.2f})")
        else:
            lines.append(f"  {self._median / scale:.2f} {unit}")
        s = lambda n: "s" if n > 1 else ""  # noqa: E731
        per = f"{self.number_per_run} runs per measurement" if count > 1 else f"{self.number_per_run} run{s(self.number_per_run)} "
        threads = self.task_spec.num_threads
        lines.append(f"  {count} measurement{s(count)}, {per}, {threads} thread{s(threads)}")
        return "\n".join([*lines, *self._warnings])

    @staticmethod
    def merge(measurements):
        """Measurements of the same task as one each."""
        groups = {}
        for m in measurements:
            groups.setdefault(m.task_spec, []).append(m)

        def join(group):
            n = group[0].number_per_run
            if any(m.number_per_run != n for m in group):
                return Measurement(1, [t for m in group for t in m.times], group[0].task_spec, group[0].metadata)
            return Measurement(n, [t for m in group for t in m.raw_times], group[0].task_spec, group[0].metadata)

        return [join(g) for g in groups.values()]


def select_unit(t):
    """The unit for a time in seconds, and its length."""
    unit = {-3: "ns", -2: "us", -1: "ms"}.get(int(math.log10(t) // 3) if t > 0 else -3, "s")
    return unit, {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}[unit]


def unit_to_english(u):
    """The word for a unit of time: "ns" is "nanosecond"."""
    return {"ns": "nanosecond", "us": "microsecond", "ms": "millisecond", "s": "second"}[u]


def trim_sigfig(x, n):
    """The number rounded to `n` digits."""
    if n != int(n):
        raise AssertionError("Number of significant figures must be an integer")
    if not x or not math.isfinite(x):
        return x
    scale = 10 ** (math.ceil(math.log10(abs(x))) - int(n))
    return float(round(x / scale) * scale)


def ordered_unique(elements: Iterable):
    """Each element once, in the order of their first appearance."""
    return list(dict.fromkeys(elements))


@contextlib.contextmanager
def set_torch_threads(n):
    """Computes with `n` threads inside."""
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(n)
        yield
    finally:
        torch.set_num_threads(before)
