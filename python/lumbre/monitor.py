"""Events that a program logs, and who hears them."""

import dataclasses
import datetime
import enum

from . import _absent

__all__ = ["Aggregation", "Event", "EventHandlerHandle", "Stat", "TensorboardEventHandler", "data_value_t", "log_event", "register_event_handler", "unregister_event_handler"]

data_value_t = str | int | float | bool
_HANDLERS = {}


class Aggregation(enum.Enum):
    """How values are joined."""

    VALUE, MEAN, COUNT, SUM, MAX, MIN = range(6)


@dataclasses.dataclass
class Event:
    """Something that happened: a name, a time and values."""

    name: str
    timestamp: datetime.datetime
    data: dict


class EventHandlerHandle:
    """Names a registered handler."""


def register_event_handler(callback):
    """Calls `callback(event)` for every event from here on; returns a handle to stop with."""
    handle = EventHandlerHandle()
    _HANDLERS[handle] = callback
    return handle


def unregister_event_handler(handler):
    """Stops calling a handler."""
    _HANDLERS.pop(handler, None)


def log_event(event):
    """Hands an event to all handlers."""
    for callback in list(_HANDLERS.values()):
        callback(event)


class TensorboardEventHandler:
    """A handler that writes the values of events with `SummaryWriter`."""

    def __init__(self, writer):
        self._writer = writer

    def __call__(self, event):
        for k, v in event.data.items():
            if isinstance(v, str):
                self._writer.add_text(f"{event.name}.{k}", v, walltime=event.timestamp.timestamp())
            else:
                self._writer.add_scalar(f"{event.name}.{k}", v, walltime=event.timestamp.timestamp())


Stat = _absent.kind("monitor.Stat")
