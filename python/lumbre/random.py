"""Seeds and states of random number generators."""

import contextlib

from . import _C
from ._C import Generator

default_generator = _C._default_generator()


def manual_seed(seed):
    """Seeds the default generator of every device; the numbers that follow are those PyTorch gives for the seed."""
    _C._manual_seed(seed)
    return default_generator


def seed():
    """Seeds the default generator from the operating system and returns the seed."""
    return default_generator.seed()


def initial_seed():
    """The seed the default generator was given last."""
    return default_generator.initial_seed()


def get_rng_state():
    """The default generator's state: 5056 bytes as a uint8 tensor, in PyTorch's format."""
    return default_generator.get_state()


def set_rng_state(new_state):
    """Sets the default generator's state."""
    default_generator.set_state(new_state)


def _rebuild_generator(state):
    return Generator().set_state(state)


@contextlib.contextmanager
def fork_rng(devices=None, enabled=True, _caller="fork_rng", _devices_kw="devices", device_type="cuda"):
    """Restores the generator's state when the block ends."""
    if not enabled:
        yield
        return
    from . import cuda

    state = get_rng_state()
    if devices is None and device_type == "cuda":
        devices = range(cuda.device_count())
    gpus = {d: cuda.get_rng_state(d) for d in devices or ()} if device_type == "cuda" else {}
    try:
        yield
    finally:
        set_rng_state(state)
        for d, s in gpus.items():
            cuda.set_rng_state(s, d)


def thread_safe_generator():
    """The generator of this thread where a `DataLoader`'s worker is a thread, None (the default generator) everywhere else."""
    from lumbre.utils.data._utils.worker import _thread_info

    return getattr(_thread_info, "generator", None)
