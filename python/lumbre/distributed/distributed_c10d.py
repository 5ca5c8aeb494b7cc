"""The same names by the module that holds them in PyTorch."""

from . import *  # noqa: F403
from . import GroupMember, ProcessGroup, ReduceOp, Store, __getattr__, group, is_initialized  # noqa: F401


def _get_default_group():
    raise ValueError("Default process group has not been initialized, please make sure to call init_process_group.")
