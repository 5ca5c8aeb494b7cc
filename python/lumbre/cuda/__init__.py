"""NVIDIA GPUs. Looking for one costs nothing until somebody asks."""

from .. import _C
from ._streams import (  # noqa: F401
    CUDAGraph,
    Event,
    ExternalStream,
    MemPool,
    Stream,
    StreamContext,
    _CudaDeviceProperties,
    device,
    device_of,
    graph,
    make_graphed_callables,
    stream,
)

default_generators = ()
has_half, has_magma = True, False


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


def current_stream(device=None):
    _need("cuda.current_stream")


default_stream = set_stream = current_stream


def get_rng_state(device="cuda"):
    _need("cuda.get_rng_state")


def set_rng_state(new_state, device="cuda"):
    _need("cuda.set_rng_state")


def get_rng_state_all():
    """The states of all GPUs' generators."""
    return [get_rng_state(i) for i in range(device_count())]


def set_rng_state_all(new_states):
    for i, state in enumerate(new_states):
        set_rng_state(state, i)


def seed():
    """Seeds the current GPU at random; nothing to do without one."""


def seed_all():
    """Seeds all GPUs at random; nothing to do without one."""


def initial_seed():
    _need("cuda.initial_seed")


def memory_stats(device=None):
    """Counts of the allocator; empty before a GPU was used."""
    return {}


def memory_summary(device=None, abbreviated=False):
    return ""


def mem_get_info(device=None):
    _need("cuda.mem_get_info")


def get_arch_list():
    """The GPUs that kernels were compiled for ahead of time."""
    return []


def ipc_collect():
    """Gives shared GPU memory back; nothing to do without a GPU."""


def can_device_access_peer(device, peer_device):
    _need("cuda.can_device_access_peer")


memory_cached, max_memory_cached = memory_reserved, max_memory_reserved
reset_max_memory_allocated = reset_max_memory_cached = reset_accumulated_memory_stats = reset_peak_memory_stats


def _is_in_bad_fork():
    return False


def __getattr__(name):
    if name.endswith("Tensor"):
        from .._legacy import cuda_type

        return cuda_type(name)
    if name in ("amp", "nvtx"):
        import importlib

        return importlib.import_module(f"lumbre.cuda.{name}")
    raise AttributeError(f"module 'lumbre.cuda' has no attribute {name!r}")
