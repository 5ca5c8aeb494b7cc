"""NVIDIA GPUs. Looking for one costs nothing until somebody asks."""

from .. import _C


def device_count():
    """How many GPUs can be used."""
    return _C._cuda_device_count()


def is_available():
    """Whether a GPU can be used."""
    return _C._cuda_device_count() > 0


def is_initialized():
    return False


def init():
    _need("cuda.init")


def _need(what):
    if not is_available():
        raise _C._cuda_unavailable(what)


def current_device():
    _need("cuda.current_device")


def set_device(device):
    _need("cuda.set_device")


def get_device_name(device=None):
    _need("cuda.get_device_name")


def get_device_capability(device=None):
    _need("cuda.get_device_capability")


def get_device_properties(device=None):
    _need("cuda.get_device_properties")


def synchronize(device=None):
    _need("cuda.synchronize")


def empty_cache():
    """Gives cached GPU memory back; nothing to do without a GPU."""


def manual_seed(seed):
    """Seeds the current GPU; nothing to do without one."""


def manual_seed_all(seed):
    """Seeds all GPUs; nothing to do without one."""


def memory_allocated(device=None):
    return 0


def max_memory_allocated(device=None):
    return 0


def memory_reserved(device=None):
    return 0


def max_memory_reserved(device=None):
    return 0


def reset_peak_memory_stats(device=None):
    pass


def is_bf16_supported(including_emulation=True):
    return False


def is_current_stream_capturing():
    return False


def __getattr__(name):
    if name.endswith("Tensor"):
        from .._legacy import cuda_type

        return cuda_type(name)
    if name == "amp":
        import importlib

        return importlib.import_module("lumbre.cuda.amp")
    raise AttributeError(f"module 'lumbre.cuda' has no attribute {name!r}")
