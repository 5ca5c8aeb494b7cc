"""Training over several processes is not part of this build: questions are answered, work is refused by name."""

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


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    if name in ("init_process_group", "all_reduce", "broadcast", "barrier", "all_gather", "reduce", "scatter", "gather", "send", "recv",
                "new_group", "destroy_process_group", "all_gather_object", "broadcast_object_list", "reduce_scatter", "all_to_all"):

        def refuse(*args, **kwargs):
            raise NotImplementedError(f"distributed.{name}")

        refuse.__name__ = name
        return refuse
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
