"""Streams and events of GPUs."""

from ._streams import *  # noqa: F403
