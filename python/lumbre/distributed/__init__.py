"""A group of one process works; training over several processes is refused by name."""

import enum
import importlib as _importlib

from ._single import *  # noqa: F403
from ._single import GroupMember, ProcessGroup, Work, _all_gather_base, _get_default_group, _reduce_scatter_base, group  # noqa: F401
from ._stores import *  # noqa: F403


class DistError(RuntimeError):
    """Something went wrong between processes."""


class DistBackendError(DistError):
    """In a backend."""


class DistNetworkError(DistError):
    """In the network."""


class DistStoreError(DistError):
    """In a store."""


class ReduceOp:
    """How tensors of several processes are combined."""

    class RedOpType(enum.IntEnum):
        """The names of the ways."""

        SUM, AVG, PRODUCT, MIN, MAX, BAND, BOR, BXOR, PREMUL_SUM = range(9)

    SUM, AVG, PRODUCT, MIN, MAX, BAND, BOR, BXOR, PREMUL_SUM = RedOpType


def is_available():
    """Whether process groups exist; here they have one process."""
    return True


def is_nccl_available():
    """Whether NVIDIA's NCCL can be used: it cannot yet."""
    return False


def is_gloo_available():
    """True: a group of one process takes the name "gloo"."""
    return True


def is_mpi_available():
    """False."""
    return False


def is_torchelastic_launched():
    """Whether a launcher that restarts processes started this one."""
    return False


class Backend(str):
    """The name of a way to communicate."""

    UNDEFINED, GLOO, NCCL, MPI, UCC, XCCL = "undefined", "gloo", "nccl", "mpi", "ucc", "xccl"
    backend_list = [UNDEFINED, GLOO, NCCL, XCCL, UCC, MPI]

    def __new__(cls, name):
        if not isinstance(name, str):
            raise ValueError(f"Backend constructor parameter must be string-ish but got {type(name)!r}")
        return super().__new__(cls, name.lower())


def is_ucc_available():
    """False."""
    return False


def is_xccl_available():
    """False."""
    return False


def is_backend_available(backend):
    """Whether a group can be made with this backend."""
    return str(backend).lower() == "gloo"


_CALLS = ("all_gather_coalesced", "batch_isend_irecv", "init_device_mesh", "new_subgroups", "P2POp", "split_group")
_MODULES = (
    "_composable", "_functional_collectives", "algorithms", "checkpoint", "constants", "device_mesh", "distributed_c10d", "elastic", "fsdp", "nn",
    "optim", "rpc", "tensor",
)  # fmt: skip


def __getattr__(name):
    if name in _CALLS:
        from .. import _absent

        return _absent.function(f"distributed.{name}")
    if name in _MODULES:
        return _importlib.import_module("." + name, __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
