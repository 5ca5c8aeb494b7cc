"""Shapes of parts."""

from ... import _absent

compute_local_shape_and_global_offset = _absent.function("distributed.tensor._utils.compute_local_shape_and_global_offset")
