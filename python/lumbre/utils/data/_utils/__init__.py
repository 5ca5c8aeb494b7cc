"""The parts a `DataLoader` is put together from."""

from lumbre._utils import ExceptionWrapper

from . import channel, collate, fetch, pin_memory, worker

MP_STATUS_CHECK_INTERVAL = 5.0
HAS_NUMPY = True
