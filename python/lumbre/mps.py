"""Apple GPUs: none can be used."""

from . import _absent


def is_available():
    return False


def is_initialized():
    return False


def device_count():
    return 0


def is_current_stream_capturing():
    return False


def manual_seed(seed):
    """Seeds the device: there is none."""


def manual_seed_all(seed):
    """Seeds every device: there is none."""


def empty_cache():
    """Gives cached memory back: there is none."""


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return (_absent.function if name[:1].islower() else _absent.kind)(f"mps.{name}")
