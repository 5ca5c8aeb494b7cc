"""A mode of the compiler's tracer; without effect on eager code."""

import contextlib


class TransformGetItemToIndex(contextlib.nullcontext):
    """Inside, indexing is the same as outside."""
