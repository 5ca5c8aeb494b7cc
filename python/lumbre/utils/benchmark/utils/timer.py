"""Timing code."""

import enum
import textwrap
import timeit
from timeit import default_timer as timer

from .common import Measurement, TaskSpec, set_torch_threads

__all__ = ["Timer", "timer", "Language"]


class Language(enum.Enum):
    """What code is written in."""

    PYTHON = 0
    CPP = 1


class Timer:
    """Times a statement: it is warmed up, run with `num_threads` threads, and repeated until there are enough times.

    `label`, `sub_label` and `description` name the table, the row and the column of `Compare`. Code in C++ is not implemented.
    """

    _timer_cls = timeit.Timer

    def __init__(self, stmt="pass", setup="pass", global_setup="", timer=timer, globals=None, label=None, sub_label=None, description=None, env=None, num_threads=1, language=Language.PYTHON):
        if not isinstance(stmt, str):
            raise ValueError("Currently only a `str` stmt is supported.")
        if language in (Language.CPP, "cpp", "c++"):
            raise NotImplementedError("torch.utils.benchmark.Timer with language='c++'")
        if language not in (Language.PYTHON, "py", "python"):
            raise ValueError(f"Invalid language: {language}")
        if global_setup:
            raise ValueError(f"global_setup is C++ only, got `{global_setup}`. Most likely this code can simply be moved to `setup`.")
        # What the statement can see: a copy, with the library in it.
        names = dict(globals or {})
        import lumbre

        names.setdefault("torch", lumbre)
        self._globals = names
        stmt, setup = textwrap.dedent(stmt).strip(), textwrap.dedent(setup).strip()
        self._timer = self._timer_cls(stmt=stmt, setup=setup, timer=timer, globals=names)
        self._task_spec = TaskSpec(stmt, setup, "", label, sub_label, description, env, num_threads)

    def _timeit(self, number):
        return max(self._timer.timeit(number), 1e-9)

    def timeit(self, number=1000000):
        """One measurement of `number` runs."""
        with set_torch_threads(self._task_spec.num_threads):
            self._timeit(number=max(int(number // 100), 2))
            return Measurement(number, [self._timeit(number)], self._task_spec)

    def repeat(self, repeat=-1, number=-1):
        raise NotImplementedError("See `Timer.blocked_autorange.`")

    def autorange(self, callback=None):
        raise NotImplementedError("See `Timer.blocked_autorange.`")

    def _estimate_block_size(self, min_run_time):
        """How many runs at least take so long that reading the clock is nothing beside them."""
        with set_torch_threads(self._task_spec.num_threads):
            overhead = sorted(timeit.Timer("pass").timeit(0) for _ in range(5))[2]
            number = 1
            while True:
                taken = self._timeit(number)
                if taken > 0.01 * min_run_time and overhead / taken <= 1e-4 or taken > min_run_time:
                    return number
                number *= 10

    def _repeat(self, number, enough, max_run_time, callback):
        times, total = [], 0.0
        with set_torch_threads(self._task_spec.num_threads):
            while total < max_run_time:
                taken = self._timeit(number)
                times.append(taken)
                total += taken
                if callback:
                    callback(number, taken)
                if enough(times, total):
                    break
        return times

    def blocked_autorange(self, callback=None, min_run_time=0.2):
        """Measurements of blocks of runs, for at least `min_run_time` seconds: enough blocks to judge the spread."""
        number = self._estimate_block_size(min_run_time)
        times = self._repeat(number, lambda times, total: total >= min_run_time, 10 * min_run_time + 10, callback)
        return Measurement(number, times, self._task_spec)

    def adaptive_autorange(self, threshold=0.1, *, min_run_time=0.01, max_run_time=10.0, callback=None):
        """Blocks of runs until the middle half of the times spreads by less than `threshold` of the median."""
        number = self._estimate_block_size(min_run_time=0.05)

        def enough(times, total):
            if total < min_run_time or len(times) < 4:
                return False
            return Measurement(number, times, self._task_spec).meets_confidence(threshold=threshold)

        return Measurement(number, self._repeat(number, enough, max_run_time, callback), self._task_spec)

    def collect_callgrind(self, number=100, *, repeats=None, collect_baseline=True, retain_out_file=False):
        raise NotImplementedError("torch.utils.benchmark.Timer.collect_callgrind")
