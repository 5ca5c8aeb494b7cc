"""Training over several processes is not part of this build: questions are answered, work is refused by name."""

import importlib as _importlib

GroupMember = type("GroupMember", (), {"WORLD": None, "NON_GROUP_MEMBER": -100})
group = type("group", (), {"WORLD": None})


class ProcessGroup:
    """The type of a group; nobody makes one here."""


class ReduceOp:
    """How tensors of several processes are combined."""

    SUM, AVG, PRODUCT, MIN, MAX, BAND, BOR, BXOR = range(8)


def is_available():
    """Whether several processes can be used: no."""
    return False


def is_initialized():
    return False


def is_nccl_available():
    return False


def is_gloo_available():
    return False


def is_mpi_available():
    return False


def is_torchelastic_launched():
    return False


def get_rank(group=None):
    raise RuntimeError("Default process group has not been initialized, please make sure to call init_process_group.")


def get_world_size(group=None):
    raise RuntimeError("Default process group has not been initialized, please make sure to call init_process_group.")


class Backend(str):
    """The name of a way to communicate."""

    UNDEFINED, GLOO, NCCL, MPI, UCC, XCCL = "undefined", "gloo", "nccl", "mpi", "ucc", "xccl"
    backend_list = [UNDEFINED, GLOO, NCCL, XCCL, UCC, MPI]

    def __new__(cls, name):
        if not isinstance(name, str):
            raise ValueError(f"Backend constructor parameter must be string-ish but got {type(name)!r}")
        return super().__new__(cls, name.lower())


def is_ucc_available():
    return False


def is_xccl_available():
    return False


def is_backend_available(backend):
    return False


def get_backend(group=None):
    raise ValueError("Default process group has not been initialized, please make sure to call init_process_group.")


class _Store:
    """Where processes leave values for each other."""

    def __init__(self, *args, **kwargs):
        raise NotImplementedError(f"distributed.{type(self).__name__}")


Store = type("Store", (_Store,), {})
TCPStore, FileStore, HashStore, PrefixStore, Work = (type(n, (Store,), {}) for n in ("TCPStore", "FileStore", "HashStore", "PrefixStore", "Work"))

_CALLS = (
    "all_gather", "all_gather_coalesced", "all_gather_into_tensor", "all_gather_object", "all_reduce", "all_reduce_coalesced", "all_to_all",
    "all_to_all_single", "barrier", "batch_isend_irecv", "broadcast", "broadcast_object_list", "destroy_process_group", "gather",
    "gather_object", "get_global_rank", "get_group_rank", "get_process_group_ranks", "init_device_mesh", "init_process_group", "irecv", "isend",
    "monitored_barrier", "new_group", "new_subgroups", "P2POp", "recv", "reduce", "reduce_scatter", "reduce_scatter_tensor", "scatter",
    "scatter_object_list", "send", "split_group",
)  # fmt: skip
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
