"""Which steps a pipeline is made of."""

from .datapipes.datapipe import IterDataPipe, MapDataPipe

__all__ = ["traverse", "traverse_dps"]


def _steps(value, seen):
    """The steps a value refers to, through its attributes and containers."""
    if isinstance(value, (IterDataPipe, MapDataPipe)):
        yield value
        return
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, dict):
        items = value.values()
    elif isinstance(value, (list, tuple, set)):
        items = value
    elif type(value).__module__.startswith((__package__, "torch.utils.data")) and hasattr(value, "__dict__"):
        items = value.__dict__.values()
    else:
        return
    for item in items:
        yield from _steps(item, seen)


def traverse_dps(datapipe):
    """``{id: (step, graph of the steps before it)}``."""
    if not isinstance(datapipe, (IterDataPipe, MapDataPipe)):
        raise RuntimeError(f"Expected `IterDataPipe` or `MapDataPipe`, but {type(datapipe)} is found")
    before = {}
    for step in _steps(list(datapipe.__dict__.values()), set()):
        before.update(traverse_dps(step))
    return {id(datapipe): (datapipe, before)}


def traverse(datapipe, only_datapipe=None):
    """The older form of `traverse_dps`."""
    return traverse_dps(datapipe)
