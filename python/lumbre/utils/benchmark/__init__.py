"""Timings of small pieces of code, with their spread, and tables that compare them.

    from torch.utils.benchmark import Compare, Timer
    a = Timer("x @ y", globals={"x": x, "y": y}, label="product", description="float32").blocked_autorange()
    Compare([a, b]).print()
"""

from .utils.common import Measurement, TaskSpec, ordered_unique, select_unit, set_torch_threads, trim_sigfig, unit_to_english
from .utils.compare import Compare
from .utils.timer import Language, Timer, timer

__all__ = [
    "Compare", "Language", "Measurement", "TaskSpec", "Timer", "ordered_unique", "select_unit", "set_torch_threads", "timer", "trim_sigfig",
    "unit_to_english",
]

_ABSENT = ("CallgrindStats", "CopyIfCallgrind", "FunctionCounts", "FuzzedParameter", "FuzzedTensor", "FuzzedSparseTensor", "Fuzzer", "ParameterAlias", "BinaryOpFuzzer", "UnaryOpFuzzer")


def __getattr__(name):
    if name in _ABSENT:
        from ..._absent import kind

        return kind(f"torch.utils.benchmark.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
