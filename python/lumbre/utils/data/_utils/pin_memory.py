"""Pinned host memory, which only matters to a GPU."""

import lumbre


def pin_memory(data, device=None):
    """Return the data with its tensors pinned if there is a GPU, else as they are."""
    if not lumbre.cuda.is_available():
        return data
    if isinstance(data, lumbre.Tensor):
        return data.pin_memory()
    if isinstance(data, (str, bytes)):
        return data
    if isinstance(data, dict):
        return type(data)({key: pin_memory(value, device) for key, value in data.items()})
    if isinstance(data, tuple) and hasattr(data, "_fields"):
        return type(data)(*(pin_memory(value, device) for value in data))
    if isinstance(data, (list, tuple)):
        return type(data)(pin_memory(value, device) for value in data)
    return data.pin_memory() if hasattr(data, "pin_memory") else data
