"""Training in several processes: groups, collectives, stores. `nn.parallel.DistributedDataParallel` stands on it, `distributed.run` starts the processes.

Tensors in the CPU's memory go over TCP ("gloo"), tensors on GPUs through NVIDIA's NCCL ("nccl").
"""

import importlib as _importlib
import os as _os

from ._collectives import *  # noqa: F403
from ._collectives import _all_gather_base, _reduce_scatter_base  # noqa: F401
from ._groups import *  # noqa: F403
from ._groups import _get_default_group, _get_default_store  # noqa: F401
from ._stores import *  # noqa: F403
from ._types import *  # noqa: F403


def is_available():
    """Whether process groups exist: True."""
    return True


def is_nccl_available():
    """Whether groups on GPUs can be made: where there is a GPU."""
    from .. import cuda

    return cuda.is_available()


def is_gloo_available():
    """Whether groups on CPUs can be made: True."""
    return True


def is_mpi_available():
    """False."""
    return False


def is_torchelastic_launched():
    """Whether `distributed.run` started this process."""
    return _os.environ.get("TORCHELASTIC_RUN_ID") is not None


def is_ucc_available():
    """False."""
    return False


def is_xccl_available():
    """False."""
    return False


def is_backend_available(backend):
    """Whether a group can be made with this backend."""
    return {"gloo": is_gloo_available, "nccl": is_nccl_available}.get(str(backend).lower(), is_mpi_available)()


_CALLS = ("split_group",)
_MODULES = (
    "_composable", "_functional_collectives", "algorithms", "checkpoint", "constants", "device_mesh", "distributed_c10d", "elastic", "fsdp", "launch",
    "nn", "optim", "rpc", "run", "tensor",
)  # fmt: skip


def __getattr__(name):
    if name in _CALLS:
        from .. import _absent

        return _absent.function(f"distributed.{name}")
    if name in ("DeviceMesh", "init_device_mesh"):
        return getattr(_importlib.import_module(".device_mesh", __name__), name)
    if name in _MODULES:
        return _importlib.import_module("." + name, __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
