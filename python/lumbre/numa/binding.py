"""Ties processes to processors that are near their memory: the options exist, binding raises `NotImplementedError`."""

import dataclasses
import enum

from .. import _absent

__all__ = ["AffinityMode", "NumaOptions", "maybe_wrap_command_args_with_numa_binding"]


class AffinityMode(str, enum.Enum):
    """What a process is tied to."""

    NODE = "node"
    SOCKET = "socket"
    EXCLUSIVE = "exclusive"
    CORE_COMPLEX = "core-complex"


@dataclasses.dataclass(frozen=True)
class NumaOptions:
    """How processes are tied."""

    affinity_mode: AffinityMode
    should_fall_back_if_binding_fails: bool = False


maybe_wrap_command_args_with_numa_binding = _absent.function("torch.numa.binding.maybe_wrap_command_args_with_numa_binding")
