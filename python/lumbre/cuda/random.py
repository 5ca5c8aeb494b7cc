"""Random number generators of GPUs."""

from ._random import *  # noqa: F403
