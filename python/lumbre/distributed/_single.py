"""A group of one process: every collective has one taker, so it copies or leaves values as they are.

More than one process is refused when the group is made.
"""

import os
import pickle
import urllib.parse

import lumbre

_UNSET = "Default process group has not been initialized, please make sure to call init_process_group."


class ProcessGroup:
    """The processes that work together: this one."""

    def __init__(self, backend="gloo", name="0"):
        self._backend, self.group_name = backend, name
        self.group_desc = "default_pg"

    def rank(self):
        return 0

    def size(self):
        return 1

    def name(self):
        return self._backend

    def __repr__(self):
        return f"<torch.distributed.distributed_c10d.ProcessGroup backend={self._backend!r} size=1>"


class GroupMember:
    """Places of a process: `WORLD` is the default group once it is made."""

    WORLD = None
    NON_GROUP_MEMBER = -100


class _GroupMeta(type):
    @property
    def WORLD(cls):  # noqa: N802
        return GroupMember.WORLD


class group(metaclass=_GroupMeta):  # noqa: N801
    """`group.WORLD` is the default group, or None before it is made."""


class Work:
    """A collective that has already finished."""

    def __init__(self, result=None):
        self._result = result

    def is_completed(self):
        return True

    def is_success(self):
        return True

    def wait(self, timeout=None):
        return True

    def result(self):
        return self._result

    def get_future(self):
        future = lumbre.futures.Future()
        future.set_result(self._result)
        return future


def is_initialized():
    """Whether the default group exists."""
    return GroupMember.WORLD is not None


def _get_default_group():
    if GroupMember.WORLD is None:
        raise ValueError(_UNSET)
    return GroupMember.WORLD


def _own(chosen):
    """Whether this process is in the group."""
    if chosen == GroupMember.NON_GROUP_MEMBER:
        return False
    _get_default_group()
    return True


def _places(init_method, rank, world_size):
    """Rank and number of processes from the arguments, the address, or the environment."""
    query = {}
    if init_method is not None and "://" in init_method and not init_method.startswith("env"):
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlparse(init_method).query))
    found = []
    for value, key, variable in ((rank, "rank", "RANK"), (world_size, "world_size", "WORLD_SIZE")):
        if value is None or value < 0:
            value = query.get(key, os.environ.get(variable))
            if value is None:
                raise ValueError(f"Error initializing torch.distributed: environment variable {variable} expected, but not set")
        found.append(int(value))
    return found


def init_process_group(
    backend=None,
    init_method=None,
    timeout=None,
    world_size=-1,
    rank=-1,
    store=None,
    group_name="",
    pg_options=None,
    device_id=None,
):
    """Makes the default group. Only a group of one process on "gloo" is part of this build.

    Rank and size come from the arguments, from `init_method`, or from RANK and WORLD_SIZE.
    """
    if is_initialized():
        raise ValueError("trying to initialize the default process group twice!")
    rank, world_size = _places(init_method, rank, world_size)
    if world_size != 1:
        raise NotImplementedError(f"distributed.init_process_group with {world_size} processes")
    if rank != 0:
        raise ValueError(f"rank {rank} is out of range for a group of {world_size}")
    backend = "gloo" if backend is None else str(backend).lower()
    if "gloo" not in backend:
        raise NotImplementedError(f"distributed.init_process_group with backend {backend!r}")
    GroupMember.WORLD = ProcessGroup("gloo")


def destroy_process_group(group=None):
    """Forgets the default group; other groups need nothing."""
    if group is None or group is GroupMember.WORLD:
        _get_default_group()
        GroupMember.WORLD = None


def new_group(ranks=None, timeout=None, backend=None, pg_options=None, use_local_synchronization=False, group_desc=None, device_id=None):
    """A group of the given ranks."""
    _get_default_group()
    if ranks is not None and list(ranks) != [0]:
        if any(r != 0 for r in ranks):
            raise ValueError("the new group's rank should be within the world_size set by init_process_group")
        return GroupMember.NON_GROUP_MEMBER
    return ProcessGroup(backend or "gloo", "1")


def get_rank(group=None):
    """This process's number in the group: 0; -1 outside it."""
    return 0 if _own(group) else -1


def get_world_size(group=None):
    """Processes in the group: 1; -1 outside it."""
    return 1 if _own(group) else -1


def get_backend(group=None):
    """The name of the backend the group was made with."""
    return (_get_default_group() if group is None else group).name()


def get_process_group_ranks(group=None):
    """The ranks in the group: `[0]`."""
    _get_default_group()
    return [0]


def get_global_rank(group, group_rank):
    """The rank in the whole group of a rank in `group`."""
    return _first(group_rank)


def get_group_rank(group, global_rank):
    """The rank in `group` of a rank in the whole group."""
    return _first(global_rank)


def get_node_local_rank(fallback_rank=None):
    """The rank on this machine, from `LOCAL_RANK`, or `fallback_rank`."""
    value = os.environ.get("LOCAL_RANK", fallback_rank)
    if value is None:
        raise RuntimeError("LOCAL_RANK is not in the environment. Consider passing fallback_rank to allow `get_node_local_rank` to work.")
    return int(value)


def _first(rank):
    if rank not in (0, None):
        raise ValueError(f"rank {rank} is out of range for a group of 1")
    return 0


def _done(async_op, result=None):
    return Work(result) if async_op else None


def _only(items, what):
    if len(items) != 1:
        raise ValueError(f"{what}: a group of 1 needs 1 tensor, got {len(items)}")
    return items[0]


def _copy(to, source):
    with lumbre.no_grad():
        to.copy_(source.reshape(to.shape))


def all_reduce(tensor, op=None, group=None, async_op=False):
    """The sum (or what `op` says) over all processes: the tensor as it is."""
    _own(group)
    return _done(async_op, [tensor])


def all_reduce_coalesced(tensors, op=None, group=None, async_op=False):
    """The sum (or `op`) of each tensor over the group: the tensors as they are. The group has one process."""
    _own(group)
    return _done(async_op, tensors)


def broadcast(tensor, src=None, group=None, async_op=False, group_src=None):
    """The tensor of process `src`, everywhere."""
    _own(group)
    _first(src if src is not None else group_src)
    return _done(async_op, [tensor])


def reduce(tensor, dst=None, op=None, group=None, async_op=False, group_dst=None):
    """The sum (or `op`) of the tensor over the group at rank `dst`: the tensor as it is. The group has one process."""
    _own(group)
    _first(dst if dst is not None else group_dst)
    return _done(async_op, [tensor])


def all_gather(tensor_list, tensor, group=None, async_op=False):
    """Every process's tensor, into the list's tensors."""
    _own(group)
    _copy(_only(tensor_list, "all_gather"), tensor)
    return _done(async_op, tensor_list)


def all_gather_into_tensor(output_tensor, input_tensor, group=None, async_op=False):
    """Copies the input into the output. The group has one process."""
    _own(group)
    _copy(output_tensor, input_tensor)
    return _done(async_op, [output_tensor])


_all_gather_base = all_gather_into_tensor


def gather(tensor, gather_list=None, dst=None, group=None, async_op=False, group_dst=None):
    """Copies the tensor into the one of `gather_list`. The group has one process."""
    _own(group)
    _first(dst if dst is not None else group_dst)
    _copy(_only(gather_list or [], "gather"), tensor)
    return _done(async_op, gather_list)


def scatter(tensor, scatter_list=None, src=None, group=None, async_op=False, group_src=None):
    """Copies the one tensor of `scatter_list` into `tensor`. The group has one process."""
    _own(group)
    _first(src if src is not None else group_src)
    _copy(tensor, _only(scatter_list or [], "scatter"))
    return _done(async_op, [tensor])


def reduce_scatter(output, input_list, op=None, group=None, async_op=False):
    """Copies the one tensor of `input_list` into the output. The group has one process."""
    _own(group)
    _copy(output, _only(input_list, "reduce_scatter"))
    return _done(async_op, [output])


def reduce_scatter_tensor(output, input, op=None, group=None, async_op=False):
    """Copies the input into the output. The group has one process."""
    _own(group)
    _copy(output, input)
    return _done(async_op, [output])


_reduce_scatter_base = reduce_scatter_tensor


def all_to_all(output_tensor_list, input_tensor_list, group=None, async_op=False):
    """Copies the one input into the one output. The group has one process."""
    _own(group)
    _copy(_only(output_tensor_list, "all_to_all"), _only(input_tensor_list, "all_to_all"))
    return _done(async_op, output_tensor_list)


def all_to_all_single(output, input, output_split_sizes=None, input_split_sizes=None, group=None, async_op=False):
    """Copies the input into the output. The group has one process."""
    _own(group)
    _copy(output, input)
    return _done(async_op, [output])


def barrier(group=None, async_op=False, device_ids=None):
    """Waits for all processes: there is nobody to wait for."""
    _own(group)
    return _done(async_op)


def monitored_barrier(group=None, timeout=None, wait_all_ranks=False):
    """Returns at once. The group has one process."""
    _own(group)


def _sent(obj):
    """An object as another process would see it."""
    return pickle.loads(pickle.dumps(obj))


def all_gather_object(object_list, obj, group=None):
    """Puts a copy of `obj` into `object_list`. The group has one process."""
    _own(group)
    _only(object_list, "all_gather_object")
    object_list[0] = _sent(obj)


def gather_object(obj, object_gather_list=None, dst=None, group=None, group_dst=None):
    """Puts a copy of `obj` into `object_gather_list`. The group has one process."""
    _own(group)
    _first(dst if dst is not None else group_dst)
    _only(object_gather_list or [], "gather_object")
    object_gather_list[0] = _sent(obj)


def broadcast_object_list(object_list, src=None, group=None, device=None, group_src=None):
    """Leaves the list as it is. The group has one process."""
    _own(group)
    _first(src if src is not None else group_src)


def scatter_object_list(scatter_object_output_list, scatter_object_input_list=None, src=None, group=None, group_src=None):
    """Puts the one object into the output list. The group has one process."""
    _own(group)
    _first(src if src is not None else group_src)
    scatter_object_output_list[0] = _sent(_only(scatter_object_input_list or [], "scatter_object_list"))


def _nobody(name):
    def call(*args, **kwargs):
        _get_default_group()
        raise ValueError(f"{name}: a group of 1 has no other process to talk to")

    call.__name__ = call.__qualname__ = name
    call.__doc__ = "Raises ValueError: the group has one process, and nobody to talk to."
    return call


send, recv, isend, irecv = map(_nobody, ("send", "recv", "isend", "irecv"))

__all__ = [name for name, value in list(globals().items()) if name[0] != "_" and getattr(value, "__module__", None) == __name__]
