"""The functions that processes of a group call together. Each takes `group` (the default one) and, where it has `async_op`, gives a `Work`."""

import pickle

import lumbre

from ._groups import Work, get_group_rank, member
from ._types import op_name

__all__ = [
    "all_reduce", "all_reduce_coalesced", "broadcast", "reduce", "all_gather", "all_gather_coalesced", "all_gather_into_tensor", "gather", "scatter",
    "reduce_scatter", "reduce_scatter_tensor", "all_to_all", "all_to_all_single", "barrier", "monitored_barrier", "all_gather_object",
    "gather_object", "broadcast_object_list", "scatter_object_list", "send", "recv", "isend", "irecv", "P2POp", "batch_isend_irecv",
    "send_object_list", "recv_object_list",
]  # fmt: skip


def _tensor(t, name):
    if not isinstance(t, lumbre.Tensor):
        raise TypeError(f"Invalid function argument. Expected parameter `{name}` of type torch.Tensor but got {type(t)} instead.")


def _tensors(items, name):
    if not isinstance(items, (list, tuple)) or not all(isinstance(t, lumbre.Tensor) for t in items):
        raise TypeError(f"Invalid function argument. Expected parameter `{name}` of type List[torch.Tensor] but got {type(items)} instead.")


def _whose(pg, group, rank, group_rank, name, default=None):
    """A rank in the group, given in the whole group or in it."""
    if rank is not None and group_rank is not None:
        raise ValueError(f"Can't specify both group_{name} and {name}")
    if group_rank is not None:
        if not 0 <= group_rank < pg.size():
            raise ValueError(f"group_{name} {group_rank} is out of range for a group of {pg.size()}")
        return group_rank
    if rank is None:
        if default is None:
            raise ValueError(f"Must specify {name} or group_{name}")
        return default
    return get_group_rank(group if group is not None else pg, rank)


def all_reduce(tensor, op=None, group=None, async_op=False):
    """Every process's tensor becomes the sum (or what `op` says) of all."""
    _tensor(tensor, "tensor")
    pg, op = member(group, "all_reduce"), op_name(op, "all_reduce")
    return None if pg is None else pg._run(lambda b: b.all_reduce(tensor, op), tensor.device, async_op, [tensor])


def all_reduce_coalesced(tensors, op=None, group=None, async_op=False):
    """`all_reduce` of several tensors."""
    tensors = [tensors] if isinstance(tensors, lumbre.Tensor) else tensors
    _tensors(tensors, "tensors")
    pg, op = member(group, "all_reduce_coalesced"), op_name(op, "all_reduce_coalesced")
    if pg is None or not tensors:
        return None
    return pg._run(lambda b: b.all_reduce_coalesced(tensors, op), tensors[0].device, async_op, tensors)


def broadcast(tensor, src=None, group=None, async_op=False, group_src=None):
    """The tensor of process `src`, everywhere."""
    _tensor(tensor, "tensor")
    pg = member(group, "broadcast")
    if pg is None:
        return None
    source = _whose(pg, group, src, group_src, "src")
    return pg._run(lambda b: b.broadcast(tensor, source), tensor.device, async_op, [tensor])


def reduce(tensor, dst=None, op=None, group=None, async_op=False, group_dst=None):
    """The tensor of process `dst` becomes the sum (or what `op` says) of all."""
    _tensor(tensor, "tensor")
    pg, op = member(group, "reduce"), op_name(op, "reduce")
    if pg is None:
        return None
    to = _whose(pg, group, dst, group_dst, "dst")
    return pg._run(lambda b: b.reduce(tensor, to, op), tensor.device, async_op, [tensor])


def _count(what, items, pg):
    if len(items) != pg.size():
        raise ValueError(f"{what}: a group of {pg.size()} needs {pg.size()} tensors, got {len(items)}")


def all_gather(tensor_list, tensor, group=None, async_op=False):
    """Every process's tensor, into the list's tensors by rank."""
    _tensors(tensor_list, "tensor_list")
    _tensor(tensor, "tensor")
    pg = member(group, "all_gather")
    if pg is None:
        return None
    _count("all_gather", tensor_list, pg)
    return pg._run(lambda b: b.all_gather(tensor_list, tensor), tensor.device, async_op, tensor_list)


def all_gather_coalesced(output_tensor_lists, input_tensor_list, group=None, async_op=False):
    """`all_gather` of several tensors: `output_tensor_lists[rank][k]`."""
    _tensors(input_tensor_list, "input_tensor_list")
    pg = member(group, "all_gather_coalesced")
    if pg is None:
        return None
    _count("all_gather_coalesced", output_tensor_lists, pg)

    def go(b):
        for k, t in enumerate(input_tensor_list):
            b.all_gather([row[k] for row in output_tensor_lists], t)

    return pg._run(go, input_tensor_list[0].device, async_op, output_tensor_lists)


def all_gather_into_tensor(output_tensor, input_tensor, group=None, async_op=False):
    """Every process's tensor, one after the other in `output_tensor` (joined along the first dimension, or stacked)."""
    _tensor(output_tensor, "output_tensor")
    _tensor(input_tensor, "input_tensor")
    pg = member(group, "all_gather_into_tensor")
    if pg is None:
        return None
    if output_tensor.numel() != input_tensor.numel() * pg.size():
        raise ValueError(f"output tensor size must be equal to world_size times input tensor size: {output_tensor.numel()} and {pg.size()} x {input_tensor.numel()}")
    return pg._run(lambda b: b.all_gather_into(output_tensor, input_tensor), input_tensor.device, async_op, [output_tensor])


_all_gather_base = all_gather_into_tensor


def gather(tensor, gather_list=None, dst=None, group=None, async_op=False, group_dst=None):
    """Every process's tensor into the `gather_list` of process `dst` (0)."""
    _tensor(tensor, "tensor")
    pg = member(group, "gather")
    if pg is None:
        return None
    to = _whose(pg, group, dst, group_dst, "dst", 0)
    if pg.rank() == to:
        if not gather_list:
            raise ValueError("Argument ``gather_list`` must be specified on destination rank.")
        _count("gather", gather_list, pg)
    elif gather_list:
        raise ValueError("Argument ``gather_list`` must NOT be specified on non-destination ranks.")
    return pg._run(lambda b: b.gather(tensor, gather_list or [], to), tensor.device, async_op, gather_list)


def scatter(tensor, scatter_list=None, src=None, group=None, async_op=False, group_src=None):
    """One tensor of the `scatter_list` of process `src` (0) to each process."""
    _tensor(tensor, "tensor")
    pg = member(group, "scatter")
    if pg is None:
        return None
    source = _whose(pg, group, src, group_src, "src", 0)
    if pg.rank() == source:
        if not scatter_list:
            raise ValueError("Argument ``scatter_list`` must be specified on source rank.")
        _count("scatter", scatter_list, pg)
    elif scatter_list:
        raise ValueError("Argument ``scatter_list`` must NOT be specified on non-source ranks.")
    return pg._run(lambda b: b.scatter(tensor, scatter_list or [], source), tensor.device, async_op, [tensor])


def reduce_scatter(output, input_list, op=None, group=None, async_op=False):
    """Rank k gets the sum (or `op`) of all processes' `input_list[k]`."""
    _tensor(output, "output")
    _tensors(input_list, "input_list")
    pg, op = member(group, "reduce_scatter"), op_name(op, "reduce_scatter")
    if pg is None:
        return None
    _count("reduce_scatter", input_list, pg)
    return pg._run(lambda b: b.reduce_scatter(output, input_list, op), output.device, async_op, [output])


def reduce_scatter_tensor(output, input, op=None, group=None, async_op=False):
    """Rank k gets the sum (or `op`) of all processes' k-th part of `input`."""
    _tensor(output, "output")
    _tensor(input, "input")
    pg, op = member(group, "reduce_scatter_tensor"), op_name(op, "reduce_scatter_tensor")
    if pg is None:
        return None
    if input.numel() != output.numel() * pg.size():
        raise ValueError(f"input tensor must be the same size as output size times world size: {input.numel()} and {pg.size()} x {output.numel()}")
    return pg._run(lambda b: b.reduce_scatter_into(output, input, op), output.device, async_op, [output])


_reduce_scatter_base = reduce_scatter_tensor


def all_to_all(output_tensor_list, input_tensor_list, group=None, async_op=False):
    """Sends `input_tensor_list[k]` to rank k and receives `output_tensor_list[k]` from it."""
    _tensors(output_tensor_list, "output_tensor_list")
    _tensors(input_tensor_list, "input_tensor_list")
    pg = member(group, "all_to_all")
    if pg is None:
        return None
    _count("all_to_all", output_tensor_list, pg)
    _count("all_to_all", input_tensor_list, pg)
    return pg._run(lambda b: b.all_to_all(output_tensor_list, input_tensor_list), input_tensor_list[0].device, async_op, output_tensor_list)


def _splits(what, t, splits, pg):
    n = t.size(0) if t.dim() else 0
    if not splits:
        if n % pg.size():
            raise ValueError(f"{what}: Tensor's dim 0 ({n}) does not divide equally across group size {pg.size()}")
        return [n // pg.size()] * pg.size()
    if len(splits) != pg.size() or sum(splits) != n:
        raise ValueError(f"{what}: split sizes {list(splits)} do not add up to dim 0 ({n}) over {pg.size()} processes")
    return list(splits)


def all_to_all_single(output, input, output_split_sizes=None, input_split_sizes=None, group=None, async_op=False):
    """Splits `input` along the first dimension, sends part k to rank k, and joins what comes in `output`."""
    _tensor(output, "output")
    _tensor(input, "input")
    pg = member(group, "all_to_all_single")
    if pg is None:
        return None
    outs, ins = _splits("all_to_all_single", output, output_split_sizes, pg), _splits("all_to_all_single", input, input_split_sizes, pg)
    return pg._run(lambda b: b.all_to_all_single(output, input, outs, ins), output.device, async_op, [output])


def barrier(group=None, async_op=False, device_ids=None):
    """Waits until all processes of the group are here."""
    pg = member(group, "barrier")
    if pg is None:
        return None
    kind = "cuda" if pg._cuda is not None and "gloo" not in pg.name() else "cpu"
    return pg._run(lambda b: b.barrier(), lumbre.device(kind), async_op)


def monitored_barrier(group=None, timeout=None, wait_all_ranks=False):
    """As `barrier`; rank 0 raises with the ranks that have not come in time (the first of them, or all with `wait_all_ranks`)."""
    from ._stores import seconds

    pg = member(group, "monitored_barrier")
    if pg is not None:
        limit = pg._cpu.gloo.timeout if timeout is None else seconds(timeout)
        pg._run(lambda b: b.gloo.waiting(limit, wait_all_ranks), lumbre.device("cpu"), False)


# ---- Objects, pickled: only from processes that are trusted.


def _objects(pg, f):
    out = []
    pg._run(lambda b: out.append(f(b.gloo)), lumbre.device("cpu"), False)
    return out[0]


def all_gather_object(object_list, obj, group=None):
    """Every process's object, into the list by rank."""
    pg = member(group, "all_gather_object")
    if pg is not None:
        _count("all_gather_object", object_list, pg)
        object_list[:] = _objects(pg, lambda g: g.gather_objects(obj))


def gather_object(obj, object_gather_list=None, dst=None, group=None, group_dst=None):
    """Every process's object, into the list of process `dst` (0)."""
    pg = member(group, "gather_object")
    if pg is None:
        return
    to = _whose(pg, group, dst, group_dst, "dst", 0)
    if pg.rank() == to:
        _count("gather_object", object_gather_list or [], pg)
    got = _objects(pg, lambda g: g.gather_objects(obj, to, "gather_object"))
    if pg.rank() == to:
        object_gather_list[:] = got


def broadcast_object_list(object_list, src=None, group=None, device=None, group_src=None):
    """The objects of process `src` (0), everywhere."""
    pg = member(group, "broadcast_object_list")
    if pg is None:
        return
    source = _whose(pg, group, src, group_src, "src", 0)
    got = _objects(pg, lambda g: g.scatter_objects([list(object_list)] * pg.size(), source, "broadcast_object_list"))
    if pg.rank() != source:
        if len(got) != len(object_list):
            raise ValueError(f"broadcast_object_list: the source has {len(got)} objects, this process room for {len(object_list)}")
        object_list[:] = got


def scatter_object_list(scatter_object_output_list, scatter_object_input_list=None, src=None, group=None, group_src=None):
    """One object of the list of process `src` (0) to each process, into the first place of the output list."""
    pg = member(group, "scatter_object_list")
    if pg is None:
        return
    if not isinstance(scatter_object_output_list, list) or len(scatter_object_output_list) < 1:
        raise ValueError("Expected argument scatter_object_output_list to be a list of size at least 1.")
    source = _whose(pg, group, src, group_src, "src", 0)
    if pg.rank() == source:
        _count("scatter_object_list", scatter_object_input_list or [], pg)
    scatter_object_output_list[0] = _objects(pg, lambda g: g.scatter_objects(scatter_object_input_list, source))


# ---- Between two processes.


def _other(pg, group, rank, group_rank, name):
    other = _whose(pg, group, rank, group_rank, name)
    if other == pg.rank():
        raise ValueError(f"Invalid {'source' if name == 'src' else 'destination'} rank: {name} rank should not be the same as the rank of the current process.")
    return other


def isend(tensor, dst=None, group=None, tag=0, group_dst=None):
    """Begins to send; the `Work` ends when the tensor may be changed again."""
    _tensor(tensor, "tensor")
    pg = member(group, "isend")
    if pg is None:
        return None
    to, backend, work = _other(pg, group, dst, group_dst, "dst"), pg._for(tensor.device), Work([tensor])
    backend.send(tensor, to, tag)
    work._end(gpu=getattr(backend, "last", None))
    return work


def irecv(tensor, src=None, group=None, tag=0, group_src=None):
    """Begins to receive; `wait` fills the tensor. Without `src`, from anybody."""
    _tensor(tensor, "tensor")
    pg = member(group, "irecv")
    if pg is None:
        return None
    backend, work = pg._for(tensor.device), Work([tensor])
    if src is None and group_src is None:
        work._finish = lambda timeout: pg._ranks[backend.receive_any(tensor, tag)]
        return work
    source = _other(pg, group, src, group_src, "src")
    finish = backend.receive(tensor, source, tag)
    if backend is pg._cuda:
        work._end(gpu=backend.last)
        work._source = pg._ranks[source]
    else:
        work._finish = lambda timeout: (finish(timeout), pg._ranks[source])[1]
    return work


def send(tensor, dst=None, group=None, tag=0, group_dst=None):
    """Sends a tensor to process `dst`."""
    work = isend(tensor, dst, group, tag, group_dst)
    if work is not None:
        work.wait()


def recv(tensor, src=None, group=None, tag=0, group_src=None):
    """Receives a tensor from process `src`, or from anybody; gives the sender's rank."""
    work = irecv(tensor, src, group, tag, group_src)
    if work is None:
        return -1
    work.wait()
    return work.source_rank()


class P2POp:
    """A send or receive for `batch_isend_irecv`: `op` is `isend` or `irecv`."""

    def __init__(self, op, tensor, peer=None, group=None, tag=0, group_peer=None):
        if op not in (isend, irecv):
            raise ValueError("Invalid ``op``. Expected ``op`` to be of type ``torch.distributed.isend`` or ``torch.distributed.irecv``.")
        _tensor(tensor, "tensor")
        self.op, self.tensor, self.group, self.tag = op, tensor, group, tag
        pg = member(group)
        self.group_peer = _other(pg, group, peer, group_peer, "peer")
        self.peer = pg._ranks[self.group_peer]

    def __repr__(self):
        return f"P2POp({self.op.__name__}, peer={self.peer}, {tuple(self.tensor.shape)}, {self.tensor.dtype})"


def batch_isend_irecv(p2p_op_list):
    """Starts several sends and receives, in whatever order; their `Work`s."""
    if not p2p_op_list or not all(isinstance(p, P2POp) for p in p2p_op_list):
        raise ValueError("Invalid ``p2p_op_list``. Each op is expected to be of type ``torch.distributed.P2POp``.")
    pg = member(p2p_op_list[0].group)
    if p2p_op_list[0].tensor.device.type == "cuda" and pg._cuda is not None:
        sends = [(p.tensor, p.group_peer) for p in p2p_op_list if p.op is isend]
        pg._cuda._exchange(sends, [(p.tensor, p.group_peer) for p in p2p_op_list if p.op is irecv])
        work = Work([p.tensor for p in p2p_op_list])
        work._end(gpu=pg._cuda.last)
        return [work]
    # Memory is announced before anything is sent.
    works = {k: irecv(p.tensor, group=p.group, tag=p.tag, group_src=p.group_peer) for k, p in enumerate(p2p_op_list) if p.op is irecv}
    for k, p in enumerate(p2p_op_list):
        if p.op is isend:
            works[k] = isend(p.tensor, group=p.group, tag=p.tag, group_dst=p.group_peer)
    return [works[k] for k in range(len(p2p_op_list))]


def send_object_list(object_list, dst=None, group=None, device=None, group_dst=None, use_batch=False):
    """Sends objects to process `dst`."""
    data = pickle.dumps(list(object_list), protocol=pickle.HIGHEST_PROTOCOL)
    t = lumbre.frombuffer(bytearray(data), dtype=lumbre.uint8)
    send(lumbre.tensor([len(data)]), dst, group, group_dst=group_dst)
    send(t, dst, group, group_dst=group_dst)


def recv_object_list(object_list, src=None, group=None, device=None, group_src=None, use_batch=False):
    """Receives objects from process `src`, or from anybody; gives the sender's rank."""
    n = lumbre.zeros(1, dtype=lumbre.int64)
    source = recv(n, src, group, group_src=group_src)
    t = lumbre.empty(int(n), dtype=lumbre.uint8)
    recv(t, source, group)
    got = pickle.loads(bytes(t.numpy()))
    if len(got) != len(object_list):
        raise ValueError(f"recv_object_list: {len(got)} objects came, there is room for {len(object_list)}")
    object_list[:] = got
    return source


