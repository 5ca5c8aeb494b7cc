"""Groups of processes: how they meet, and which rank is whose."""

import collections
import datetime
import os
import queue
import threading
import urllib.parse
import warnings
import zlib

import lumbre

from . import _cpu, _gloo, _stores, _wire

__all__ = [
    "ProcessGroup", "GroupMember", "group", "Work", "is_initialized", "init_process_group", "destroy_process_group", "new_group",
    "get_rank", "get_world_size", "get_backend", "get_process_group_ranks", "get_global_rank", "get_group_rank", "get_node_local_rank",
    "new_subgroups", "new_subgroups_by_enumeration", "default_pg_timeout", "get_default_backend_for_device",
]  # fmt: skip

_UNSET = "Default process group has not been initialized, please make sure to call init_process_group."
default_pg_timeout = datetime.timedelta(minutes=30)


class Work:
    """A collective that runs, or has ended. `wait` returns when results may be used; on a GPU that is an order of its queue, not of the CPU."""

    def __init__(self, result=None):
        self._done, self._error, self._result, self._gpu, self._source = threading.Event(), None, result, None, -1
        self._finish = None

    def _end(self, error=None, gpu=None):
        self._error, self._gpu = error, gpu
        self._done.set()

    def is_completed(self):
        """Whether it has ended."""
        return self._done.is_set() and (self._gpu is None or self._gpu.query())

    def is_success(self):
        """Whether it has ended well."""
        return self.is_completed() and self._error is None

    def exception(self):
        """The error it ended with, or None."""
        return self._error

    def wait(self, timeout=None):
        """Returns True; raises the error of the collective, or after `timeout`."""
        if self._finish is not None:
            finish, self._finish = self._finish, None
            try:
                self._source = finish(None if timeout is None else _stores.seconds(timeout))
            except Exception as e:
                self._end(e)
                raise
            self._end()
        limit = None if timeout is None or _stores.seconds(timeout) <= 0 else _stores.seconds(timeout)
        if not self._done.wait(limit):
            raise lumbre.distributed.DistBackendError(f"Work ran for more than {int(limit * 1000)} milliseconds before timing out.")
        if self._error is not None:
            raise self._error
        if self._gpu is not None:
            self._gpu.wait()
        return True

    synchronize = wait

    def source_rank(self):
        """Whose message it was."""
        return self._source

    def result(self):
        return self._result

    def get_future(self):
        """A `Future` of the tensors, set when the work has ended."""
        future = lumbre.futures.Future()

        def follow():
            try:
                self.wait()
                future.set_result(self._result)
            except Exception as e:
                future.set_exception(e)

        if self._done.is_set():
            follow()
        else:
            threading.Thread(target=follow, daemon=True).start()
        return future


class ProcessGroup:
    """Processes that work together. Made by `init_process_group` and `new_group`; collectives take it as `group`."""

    def __init__(self, mesh, ranks, number, backend, timeout, name, desc=None, device=None):
        self._ranks, self._backend, self.group_name, self.group_desc = list(ranks), backend, name, desc or "undefined"
        self._cpu = _cpu.Cpu(_gloo.Gloo(mesh, self._ranks, number, timeout))
        self._cuda = None
        if "nccl" in backend:
            from ._nccl import Nccl

            self._cuda = Nccl(self._cpu.gloo, device)
        self._jobs, self._thread, self._pending, self._lock = queue.SimpleQueue(), None, 0, threading.Lock()

    def rank(self):
        """This process's number in the group."""
        return self._cpu.rank

    def size(self):
        """How many processes there are."""
        return self._cpu.size

    def name(self):
        return self._backend

    @property
    def bound_device_id(self):
        return None

    def _get_backend_name(self):
        return self._backend

    def __repr__(self):
        return f"<torch.distributed.distributed_c10d.ProcessGroup backend={self._backend!r} rank={self.rank()} size={self.size()}>"

    def _for(self, device):
        if device.type == "meta":
            raise RuntimeError("No backend type associated with device type meta")
        return self._cuda if device.type == "cuda" and self._cuda is not None else self._cpu

    def _run(self, f, device, async_op, result=None):
        """Calls `f(backend)` after what was started before; with `async_op` in a thread, and gives its `Work`."""
        backend = self._for(device)
        if backend is self._cuda:
            f(backend)
            work = Work(result)
            work._end(gpu=backend.last)
            if async_op:
                return work
            work.wait()
            return None
        with self._lock:
            idle = self._pending == 0
            if async_op or not idle:
                self._pending += 1
                work = Work(result)
                self._jobs.put((f, backend, work))
                if self._thread is None:
                    self._thread = threading.Thread(target=self._work, daemon=True, name="collectives")
                    self._thread.start()
        if not async_op and idle:
            f(backend)
            return None
        if async_op:
            return work
        work.wait()
        return None

    def _work(self):
        while True:
            job = self._jobs.get()
            if job is None:
                return
            f, backend, work = job
            error = None
            try:
                f(backend)
            except Exception as e:
                error = e
            with self._lock:
                self._pending -= 1
            work._end(error)

    def _close(self):
        self._jobs.put(None)


class GroupMember:
    """Places of a process: `WORLD` is the default group once it is made."""

    WORLD = None
    NON_GROUP_MEMBER = -100


class _GroupMeta(type):
    @property
    def WORLD(cls):  # noqa: N802
        return GroupMember.WORLD

    @WORLD.setter
    def WORLD(cls, value):  # noqa: N802
        GroupMember.WORLD = value


class group(metaclass=_GroupMeta):  # noqa: N801
    """`group.WORLD` is the default group, or None before it is made."""


class _World:
    """What the default group stands on."""

    mesh, store, timeout, groups = None, None, 0.0, 0
    # How often each list of ranks has become a group on its own (`use_local_synchronization`).
    local = collections.Counter()
    started = 0


def is_initialized():
    """Whether the default group exists."""
    return GroupMember.WORLD is not None


def _get_default_group():
    if GroupMember.WORLD is None:
        raise ValueError(_UNSET)
    return GroupMember.WORLD


def _get_default_store():
    _get_default_group()
    return _World.store


def member(chosen, what=None):
    """The group that is meant, or None where this process is not in it."""
    if chosen is None or chosen is GroupMember.WORLD:
        return _get_default_group()
    if chosen == GroupMember.NON_GROUP_MEMBER:
        _get_default_group()
        if what:
            warnings.warn(f"Running {what} on global rank {get_rank()} which does not belong to the given group.", stacklevel=3)
        return None
    return chosen


def _env(name):
    if os.environ.get(name) is None:
        raise ValueError(f"Error initializing torch.distributed using env:// rendezvous: environment variable {name} expected, but not set")
    return os.environ[name]


def _rendezvous(init_method, rank, world_size, timeout):
    """The store, rank and number of processes from the address or the environment."""
    url = urllib.parse.urlparse(init_method or "env://")
    query = dict(urllib.parse.parse_qsl(url.query))

    def place(value, key, variable):
        if value is not None and value >= 0:
            return int(value)
        if key in query:
            return int(query[key])
        if url.scheme != "env":
            value = os.environ.get(variable)
            if value is None:
                raise ValueError(f"{url.scheme}:// rendezvous: {key} is missing ({variable} is not set either)")
            return int(value)
        return int(_env(variable))

    rank, world_size = place(rank, "rank", "RANK"), place(world_size, "world_size", "WORLD_SIZE")
    if world_size < 1 or not 0 <= rank < world_size:
        raise ValueError(f"rank {rank} is out of range for a group of {world_size}")
    if url.scheme == "file":
        path = url.netloc + url.path
        if not path:
            raise ValueError("file:// rendezvous: the path is missing")
        return _stores.FileStore(path, world_size), rank, world_size
    if url.scheme == "tcp":
        if url.port is None:
            raise ValueError("tcp:// rendezvous: the port number is missing")
        host, port, agent = url.hostname, url.port, False
    elif url.scheme == "env":
        if world_size == 1 and "MASTER_ADDR" not in os.environ:
            return _stores.HashStore(), rank, world_size
        host, port, agent = _env("MASTER_ADDR"), int(_env("MASTER_PORT")), os.environ.get("TORCHELASTIC_USE_AGENT_STORE") == "True"
    else:
        raise RuntimeError(f"No rendezvous handler for {url.scheme}://")
    if world_size == 1 and not agent:
        return _stores.HashStore(), rank, world_size
    store = _stores.TCPStore(host, port, world_size, rank == 0 and not agent, timeout, wait_for_workers=False)
    if agent:
        return _stores.PrefixStore(f"run{os.environ.get('TORCHELASTIC_RESTART_COUNT', '0')}", store), rank, world_size
    return store, rank, world_size


def _backend_name(backend):
    if backend is None:
        return "cpu:gloo,cuda:nccl" if lumbre.cuda.is_available() else "gloo"
    backend = str(backend).lower()
    for part in backend.split(","):
        name = part.rpartition(":")[2]
        if name not in ("gloo", "nccl", "fake"):
            raise NotImplementedError(f"distributed.init_process_group with backend {name!r}; there are 'gloo' and 'nccl'")
    return backend


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
    """Makes the default group; returns when all processes have called it.

    Args:
        backend: ``"gloo"`` (tensors in the CPU's memory), ``"nccl"`` (tensors on GPUs, one process each), or both as
            ``"cpu:gloo,cuda:nccl"``, which is the default where there is a GPU.
        init_method: ``"env://"`` (RANK, WORLD_SIZE, MASTER_ADDR, MASTER_PORT; the default), ``"tcp://host:port"`` of rank 0, or
            ``"file:///path"`` of a new file that all processes reach.
        timeout: how long a collective waits for the others before it raises, as a `timedelta`; half an hour.
        world_size, rank: how many processes there are, and which one this is; needed with `store`.
        store: where the processes meet, instead of `init_method`.
        device_id: the GPU of this process.
    """
    if is_initialized():
        raise ValueError("trying to initialize the default process group twice!")
    if store is not None and init_method is not None:
        raise AssertionError("Cannot specify both init_method and store.")
    backend, limit = _backend_name(backend), _stores.seconds(timeout, default_pg_timeout)
    if store is not None:
        if world_size < 1 or rank < 0:
            raise AssertionError("world_size and rank must be positive if using store")
        if rank >= world_size:
            raise ValueError(f"rank {rank} is out of range for a group of {world_size}")
    else:
        store, rank, world_size = _rendezvous(init_method, rank, world_size, limit)
    device = None
    if device_id is not None:
        device = lumbre.device(device_id).index
        lumbre.cuda.set_device(device)
    # Groups that follow each other with one store meet under different names.
    name = f"default{_World.started}"
    _World.started += 1
    _World.mesh = _wire.Mesh(_stores.PrefixStore(name, store), rank, world_size, limit)
    _World.store, _World.timeout, _World.groups = store, limit, 0
    _World.local.clear()
    GroupMember.WORLD = ProcessGroup(_World.mesh, range(world_size), 0, backend, limit, group_name or "0", "default_pg", device)
    if world_size > 1:
        # Nobody goes on, and perhaps ends, before all have met.
        GroupMember.WORLD._cpu.gloo.barrier("init_process_group")


def destroy_process_group(group=None):
    """Ends the default group and its connections; of another group nothing is left to end."""
    if group is None or group is GroupMember.WORLD:
        pg = _get_default_group()
        pg._close()
        _World.mesh.close()
        GroupMember.WORLD = _World.mesh = _World.store = None
    elif group != GroupMember.NON_GROUP_MEMBER:
        group._close()


def new_group(ranks=None, timeout=None, backend=None, pg_options=None, use_local_synchronization=False, group_desc=None, device_id=None):
    """A group of some of the ranks; `GroupMember.NON_GROUP_MEMBER` in the processes outside it.

    Every process calls this, in the same order, members or not; with `use_local_synchronization` the members alone.
    """
    world = _get_default_group()
    ranks = list(range(world.size())) if ranks is None else sorted(ranks)
    if len(set(ranks)) != len(ranks):
        raise ValueError("the new group's ranks must be different")
    if len(ranks) > world.size():
        raise ValueError("the new group's world size should be less or equal to the world size set by init_process_group")
    if any(not 0 <= r < world.size() for r in ranks):
        raise ValueError("The new group's rank should be within the world_size set by init_process_group")
    if use_local_synchronization:
        key = ",".join(map(str, ranks))
        _World.local[key] += 1
        number = (1 << 62) | zlib.crc32(f"{key}/{_World.local[key]}".encode())
    else:
        _World.groups += 1
        number = _World.groups
    if world.rank() not in ranks:
        return GroupMember.NON_GROUP_MEMBER
    limit = _World.timeout if timeout is None else _stores.seconds(timeout)
    backend = world.name() if backend is None else _backend_name(backend)
    pg = ProcessGroup(_World.mesh, ranks, number, backend, limit, str(number), group_desc, world._cuda.device if world._cuda else None)
    if len(ranks) > 1:
        pg._cpu.gloo.barrier("new_group")
    return pg


def new_subgroups(group_size=None, group=None, timeout=None, backend=None, pg_options=None, group_desc=None):
    """Groups of `group_size` neighbours each: this process's, and the list of all."""
    world = _get_default_group()
    size = (lumbre.cuda.device_count() or world.size()) if group_size is None else group_size
    if size <= 0 or size > world.size():
        raise ValueError(f"The arg 'group_size' ({size}) must be positive and not exceed the world size ({world.size()})")
    if world.size() % size:
        raise ValueError(f"The world size ({world.size()}) must be divisible by 'group_size={size}'")
    return new_subgroups_by_enumeration([list(range(k, k + size)) for k in range(0, world.size(), size)], timeout, backend, pg_options)


def new_subgroups_by_enumeration(ranks_per_subgroup_list, timeout=None, backend=None, pg_options=None, group_desc=None):
    """Groups of the given ranks: this process's (None outside all), and the list of all."""
    if not ranks_per_subgroup_list:
        raise ValueError("The arg 'ranks_per_subgroup_list' cannot be empty")
    seen, groups, mine = set(), [], None
    for ranks in ranks_per_subgroup_list:
        if seen & set(ranks):
            raise ValueError("Rank has appeared in more than one subgroup")
        seen |= set(ranks)
        made = new_group(ranks, timeout, backend, pg_options)
        groups.append(made)
        if made != GroupMember.NON_GROUP_MEMBER:
            mine = made
    return mine, groups


def get_rank(group=None):
    """This process's number in the group; -1 outside it."""
    pg = member(group)
    return -1 if pg is None else pg.rank()


def get_world_size(group=None):
    """Processes in the group; -1 outside it."""
    pg = member(group)
    return -1 if pg is None else pg.size()


def get_backend(group=None):
    """The name of the backend the group was made with."""
    pg = member(group)
    if pg is None:
        raise ValueError("Invalid process group specified")
    return pg.name()


def get_default_backend_for_device(device):
    """The backend for tensors on a device."""
    return "nccl" if lumbre.device(device).type == "cuda" else "gloo"


def get_process_group_ranks(group=None):
    """The ranks in the whole group of a group's processes."""
    return list(member(group)._ranks)


def get_global_rank(group, group_rank):
    """The rank in the whole group of a rank in `group`."""
    ranks = member(group)._ranks
    if not 0 <= group_rank < len(ranks):
        raise ValueError(f"Group rank {group_rank} is not part of group {group}")
    return ranks[group_rank]


def get_group_rank(group, global_rank):
    """The rank in `group` of a rank in the whole group."""
    ranks = member(group)._ranks
    if global_rank not in ranks:
        raise ValueError(f"Global rank {global_rank} is not part of group {group}")
    return ranks.index(global_rank)


def get_node_local_rank(fallback_rank=None):
    """The rank on this machine, from `LOCAL_RANK`, or `fallback_rank`."""
    value = os.environ.get("LOCAL_RANK", fallback_rank)
    if value is None:
        raise RuntimeError("LOCAL_RANK is not in the environment. Consider passing fallback_rank to allow `get_node_local_rank` to work.")
    return int(value)
