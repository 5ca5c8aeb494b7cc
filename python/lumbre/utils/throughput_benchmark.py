"""How many calls of a module a machine answers, by several threads at once."""

import random
import threading
import time
from dataclasses import dataclass

__all__ = ["ThroughputBenchmark", "ExecutionStats", "format_time"]


def format_time(time_us=None, time_ms=None, time_s=None):
    """A time as text, in the unit that suits it; just one of the arguments is given."""
    given = [t * unit for t, unit in ((time_us, 1.0), (time_ms, 1e3), (time_s, 1e6)) if t is not None]
    if len(given) != 1:
        raise AssertionError("Expected only one of time_us, time_ms, time_s is given.")
    for unit, name in ((1e6, "s"), (1e3, "ms"), (1.0, "us")):
        if given[0] >= unit or name == "us":
            return f"{given[0] / unit:.3f}{name}"


@dataclass
class ExecutionStats:
    """What `ThroughputBenchmark.benchmark` measured: the mean time of a call in ms and the number of calls."""

    latency_avg_ms: float
    num_iters: int
    num_calling_threads: int

    @property
    def total_time_seconds(self):
        """The time it took, in seconds."""
        return self.num_iters * (self.latency_avg_ms / 1000.0) / self.num_calling_threads

    @property
    def iters_per_second(self):
        """Calls a second, of all threads."""
        return self.num_iters / self.total_time_seconds

    def __str__(self):
        return "\n".join(
            [
                f"Average latency per example: {format_time(time_ms=self.latency_avg_ms)}",
                f"Total number of iterations: {self.num_iters}",
                f"Total number of iterations per second (across all threads): {self.iters_per_second:.2f}",
                f"Total time: {format_time(time_s=self.total_time_seconds)}",
            ]
        )


class ThroughputBenchmark:
    """Calls a module with inputs that `add_input` gave, drawn at random, from several threads.

    The engine works without Python's lock; what a module does in Python the threads do one after the other.
    """

    def __init__(self, module):
        self._module, self._inputs = module, []

    def add_input(self, *args, **kwargs):
        """Arguments of a call."""
        self._inputs.append((args, kwargs))

    def run_once(self, *args, **kwargs):
        """One call with these arguments; gives its result."""
        return self._module(*args, **kwargs)

    def _calls(self, count, seed):
        draw = random.Random(seed)
        for _ in range(count):
            args, kwargs = draw.choice(self._inputs)
            self._module(*args, **kwargs)

    def benchmark(self, num_calling_threads=1, num_warmup_iters=10, num_iters=100, profiler_output_path=""):
        """`ExecutionStats` of ``num_iters`` calls in all, after ``num_warmup_iters`` of each thread. Raises RuntimeError without an input."""
        if not self._inputs:
            raise RuntimeError("ThroughputBenchmark: no input was added")
        if profiler_output_path:
            raise NotImplementedError("ThroughputBenchmark.benchmark: profiler_output_path")
        shares = [num_iters // num_calling_threads + (i < num_iters % num_calling_threads) for i in range(num_calling_threads)]
        ready, failed = threading.Barrier(num_calling_threads + 1), []

        def work(share, seed):
            try:
                self._calls(num_warmup_iters, seed)
                ready.wait()
                self._calls(share, seed)
            except BaseException as error:  # raised again by the thread that asked
                failed.append(error)
                ready.abort()

        threads = [threading.Thread(target=work, args=(share, seed)) for seed, share in enumerate(shares)]
        for thread in threads:
            thread.start()
        try:
            ready.wait()
        except threading.BrokenBarrierError:
            pass
        begin = time.perf_counter()
        for thread in threads:
            thread.join()
        spent = time.perf_counter() - begin
        if failed:
            raise next((e for e in failed if not isinstance(e, threading.BrokenBarrierError)), failed[0])
        return ExecutionStats(spent * num_calling_threads / num_iters * 1000.0, num_iters, num_calling_threads)
