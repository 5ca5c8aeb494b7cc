"""The standard library's `multiprocessing`, where tensors travel as shared memory.

Queues, pipes and pools hand a tensor over by its memory and not by its bytes: both processes see what
either writes. The memory is freed with the last process that maps it, however that ends.
"""

import multiprocessing
import sys
from multiprocessing import *  # noqa: F403

from .reductions import init_reductions
from .spawn import (
    ProcessContext,
    ProcessExitedException,
    ProcessRaisedException,
    SpawnContext,
    spawn,
    start_processes,
)

__all__ = [
    "set_sharing_strategy", "get_sharing_strategy", "get_all_sharing_strategies", "spawn",
    "start_processes", "ProcessContext", "ProcessExitedException", "ProcessRaisedException",
    "SpawnContext",
]  # fmt: skip
__all__ += multiprocessing.__all__

# Both names mean the same here: nameless files of the system, whose descriptors are handed on.
if sys.platform in ("darwin", "win32"):
    _all_sharing_strategies = {"file_system"}
else:
    _all_sharing_strategies = {"file_descriptor", "file_system"}
_sharing_strategy = "file_system" if sys.platform in ("darwin", "win32") else "file_descriptor"


def set_sharing_strategy(new_strategy):
    """Choose how memory is shared: ``"file_descriptor"`` or ``"file_system"``.

    Programs ask for ``"file_system"`` where they run out of open files. Here either shares memory by
    descriptors, and the process's limit of open files is raised as far as the system allows.
    """
    global _sharing_strategy
    if new_strategy not in _all_sharing_strategies:
        raise AssertionError(
            f"invalid sharing strategy {new_strategy!r}, must be one of {sorted(_all_sharing_strategies)}"
        )
    _sharing_strategy = new_strategy


def get_sharing_strategy():
    """The chosen strategy."""
    return _sharing_strategy


def get_all_sharing_strategies():
    """The strategies there are."""
    return _all_sharing_strategies


init_reductions()
