"""The same names by the module that holds them in PyTorch."""

from . import *  # noqa: F403
from . import GroupMember, ProcessGroup, ReduceOp, __getattr__, _get_default_group, group  # noqa: F401

