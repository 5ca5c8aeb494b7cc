"""NVIDIA GPUs. Looking for one costs nothing until somebody asks.

The names are PyTorch's. Libraries come from NVIDIA's PyPI wheels (``pip install lumbre[cuda]``), from the folders in
``LUMBRE_CUDA_LIBS``, or from the system.
"""

from .. import _C
from ._devices import (  # noqa: F401
    _CudaDeviceProperties,
    _device_index,
    _need,
    can_device_access_peer,
    current_device,
    device,
    device_count,
    device_of,
    get_arch_list,
    get_device_capability,
    get_device_name,
    get_device_properties,
    get_gencode_flags,
    init,
    is_available,
    is_bf16_supported,
    is_initialized,
    is_tf32_supported,
    libraries,
    set_device,
    synchronize,
)
from ._graphs import CUDAGraph, graph, graph_pool_handle, is_current_stream_capturing, make_graphed_callables  # noqa: F401
from ._memory import (  # noqa: F401
    MemPool,
    empty_cache,
    max_memory_allocated,
    max_memory_reserved,
    mem_get_info,
    memory_allocated,
    memory_reserved,
    memory_snapshot,
    memory_stats,
    memory_summary,
    reset_accumulated_memory_stats,
    reset_peak_memory_stats,
    set_per_process_memory_fraction,
)
from ._random import (  # noqa: F401
    get_rng_state,
    get_rng_state_all,
    initial_seed,
    manual_seed,
    manual_seed_all,
    seed,
    seed_all,
    set_rng_state,
    set_rng_state_all,
)
from ._streams import Event, ExternalStream, Stream, StreamContext, current_stream, default_stream, set_stream, stream  # noqa: F401

OutOfMemoryError = _C.OutOfMemoryError
has_half, has_magma = True, False

memory_cached, max_memory_cached = memory_reserved, max_memory_reserved
reset_max_memory_allocated = reset_max_memory_cached = reset_peak_memory_stats


def cpu_fallback(enabled=None):
    """Whether operations without a CUDA kernel run on the CPU, with copies both ways and a warning for each.

    Off unless ``LUMBRE_CUDA_FALLBACK=1`` is set; then such operations raise `NotImplementedError`. With ``enabled`` the
    switch is set. Returns what it was before.
    """
    return _C._cuda_set_fallback(enabled)


def ipc_collect():
    """Gives shared GPU memory back; nothing is shared."""


def current_blas_handle():
    """The handle of NVIDIA's cuBLAS; lumbre uses cuBLASLt, which has none to share."""
    raise NotImplementedError("cuda.current_blas_handle")


def utilization(device=None):
    """Not part of this build: raises NotImplementedError. `nvidia-smi` shows load, memory, temperature and power."""
    raise NotImplementedError("cuda.utilization: nvidia-smi shows it")


memory_usage = temperature = power_draw = clock_rate = utilization


def _is_in_bad_fork():
    return _C._cuda_in_bad_fork()


def _lazy_init():
    init()


def _lazy_call(callback, **kwargs):
    callback()


def __getattr__(name):
    if name.endswith("Tensor"):
        from .._legacy import cuda_type

        return cuda_type(name)
    if name == "default_generators":
        return tuple(_C._cuda_default_generator(i) for i in range(device_count()))
    if name in ("amp", "nvtx", "memory", "random", "streams", "graphs"):
        import importlib

        where = {"memory": "_memory", "random": "_random", "streams": "_streams", "graphs": "_graphs"}.get(name, name)
        return importlib.import_module(f"lumbre.cuda.{where}")
    raise AttributeError(f"module 'lumbre.cuda' has no attribute {name!r}")
