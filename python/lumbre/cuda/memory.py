"""Memory of GPUs: statistics, limits, snapshots and pools."""

from ._memory import *  # noqa: F403
