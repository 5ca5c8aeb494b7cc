"""Training one model in several processes: every process has a copy and its share of the data, gradients are averaged while they are made."""

import contextlib
import copy

import lumbre

from ... import _absent, distributed
from ..modules.module import Module

__all__ = ["DistributedDataParallel"]

_FIRST_BUCKET = 1 << 20


class GradBucket:
    """Gradients that are averaged together, one after the other in `buffer()`."""

    def __init__(self, index, params, last):
        self._index, self._params, self._last = index, params, last
        self._buffer, self._waiting, self._future = None, set(), None

    def index(self):
        return self._index

    def is_last(self):
        """Whether it is the last one of the backward pass."""
        return self._last

    def parameters(self):
        return list(self._params)

    def buffer(self):
        return self._buffer

    def set_buffer(self, buffer):
        self._buffer = buffer

    def gradients(self):
        """The gradients, as views of the buffer."""
        parts = self._buffer.split([p.numel() for p in self._params])
        return [g.view(p.shape) for g, p in zip(parts, self._params, strict=True)]


def _buckets(params, limit):
    """Parameters in the order in which their gradients come, the last layers' first, in buckets of one dtype and device."""
    open_, out, first = {}, [], True
    for p in reversed(params):
        key = (p.dtype, p.device)
        kept, size = open_.get(key, ([], 0))
        kept, size = [*kept, p], size + p.numel() * p.element_size()
        if size >= (min(limit, _FIRST_BUCKET) if first else limit):
            out.append(kept)
            open_.pop(key, None)
            first = False
        else:
            open_[key] = (kept, size)
    out += [kept for kept, _ in open_.values()]
    return [GradBucket(k, kept, k + 1 == len(out)) for k, kept in enumerate(out)]


def _tensors(value):
    if isinstance(value, lumbre.Tensor):
        yield value
    elif isinstance(value, dict):
        for v in value.values():
            yield from _tensors(v)
    elif isinstance(value, (list, tuple)) or hasattr(value, "__dataclass_fields__"):
        for v in value if isinstance(value, (list, tuple)) else vars(value).values():
            yield from _tensors(v)


def _moved(value, device):
    """Containers with their tensors on a device."""
    if isinstance(value, lumbre.Tensor):
        return value.to(device)
    if isinstance(value, dict):
        return type(value)((k, _moved(v, device)) for k, v in value.items())
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(_moved(v, device) for v in value))
    return type(value)(_moved(v, device) for v in value) if isinstance(value, (list, tuple)) else value


def _reached(outputs):
    """The leaves that a backward pass from the outputs gives gradients to, by id."""
    found, seen = set(), set()
    todo = [t.grad_fn for t in _tensors(outputs) if t.grad_fn is not None]
    found.update(id(t) for t in _tensors(outputs) if t.is_leaf)
    while todo:
        node = todo.pop()
        if node in seen:
            continue
        seen.add(node)
        if (leaf := getattr(node, "variable", None)) is not None:
            found.add(id(leaf))
        todo += [n for n, _ in node.next_functions if n is not None]
    return found


class DistributedDataParallel(Module):
    """A module whose gradients are averaged over the processes of a group, while the backward pass goes on.

    All processes begin with the parameters and buffers of rank 0. Gradients come in buckets: as soon as all of one are there,
    they are averaged in the background. `state_dict` keys start with "module.".

    Args:
        module: the model; each process has its own.
        device_ids: the GPU of this process, or None; inputs are moved there.
        broadcast_buffers: before each forward pass the buffers become those of rank 0.
        init_sync: parameters and buffers become those of rank 0 now.
        process_group: the group; the default one. `device_mesh`: a mesh of one dimension, for its group.
        bucket_cap_mb: megabytes of gradients that are averaged together (25).
        find_unused_parameters: some parameters may get no gradient in some steps: they are found from the outputs.
        gradient_as_bucket_view: accepted; gradients are tensors of their own.
        static_graph: the same parameters get gradients in every step.

    Raises ValueError before `init_process_group`, and RuntimeError where no parameter wants a gradient, where the processes' models differ,
    or where a parameter got no gradient in the last step and `find_unused_parameters` is off.
    """

    def __init__(
        self,
        module,
        device_ids=None,
        output_device=None,
        dim=0,
        broadcast_buffers=True,
        init_sync=True,
        process_group=None,
        bucket_cap_mb=None,
        find_unused_parameters=False,
        check_reduction=False,
        gradient_as_bucket_view=False,
        static_graph=False,
        delay_all_reduce_named_params=None,
        param_to_hook_all_reduce=None,
        mixed_precision=None,
        device_mesh=None,
        skip_all_reduce_unused_params=False,
    ):
        super().__init__()
        if mixed_precision is not None or delay_all_reduce_named_params is not None:
            raise NotImplementedError("DistributedDataParallel with mixed_precision or delay_all_reduce_named_params")
        if device_mesh is not None:
            if process_group is not None:
                raise RuntimeError("Cannot specify both process_group and device_mesh arguments.")
            process_group = device_mesh.get_group()
        self.process_group = distributed._get_default_group() if process_group is None else process_group
        ignored = set(getattr(module, "_ddp_params_and_buffers_to_ignore", ()))
        parameters = [p for n, p in module.named_parameters() if n not in ignored]
        wanted = [p for p in parameters if p.requires_grad]
        if not wanted:
            raise RuntimeError("DistributedDataParallel is not needed when a module doesn't have any parameter that requires a gradient.")
        if device_ids is not None and len(device_ids) > 1:
            raise ValueError("device_ids can only be None or contain a single element.")
        self.module = module
        self.device_ids = None if not device_ids else [lumbre.device(d) if not isinstance(d, int) else lumbre.device("cuda", d) for d in device_ids]
        self.output_device, self.dim = output_device, dim
        self.device = parameters[0].device
        self.device_type = self.device.type
        self.is_multi_device_module = len({p.device for p in parameters}) > 1
        self.broadcast_buffers = broadcast_buffers
        self.find_unused_parameters = find_unused_parameters
        self.gradient_as_bucket_view = gradient_as_bucket_view
        self.static_graph = static_graph
        self.require_backward_grad_sync = True
        self.require_forward_param_sync = True
        self.logger = None
        self.bucket_bytes_cap = int((25 if bucket_cap_mb is None else bucket_cap_mb) * 1024 * 1024)
        self._ignored, self._wanted, self._hook = ignored, wanted, None
        self._start(init_sync)

    def _start(self, init_sync):
        self._several = self.process_group.size() > 1
        self._joining, self._steps, self._divisor = None, 0, self.process_group.size()
        self._buckets = _buckets(self._wanted, self.bucket_bytes_cap)
        self._of = {id(p): b for b in self._buckets for p in b._params}
        # None: no backward pass is expected; else the next bucket to be sent.
        self._next, self._used, self._touched, self._handles = None, None, False, []
        if not self._several and self._hook is None:
            return
        if init_sync and self._several:
            self._check_alike()
            self._broadcast([p for n, p in self.module.named_parameters() if n not in self._ignored] + self._kept_buffers())
        if not self._handles:
            self._handles = [p.register_post_accumulate_grad_hook(self._ready) for p in self._wanted]

    def __getstate__(self):
        state = self.__dict__.copy()
        for name in ("process_group", "_buckets", "_of", "_handles", "_hook", "_used"):
            state.pop(name, None)
        return state

    def __setstate__(self, state):
        super().__setstate__(state)
        self.process_group, self._hook = distributed._get_default_group(), None
        self._start(False)

    def __deepcopy__(self, memo):
        made = self.__class__.__new__(self.__class__)
        memo[id(self)] = made
        shared = ("process_group", "_buckets", "_of", "_handles", "_used")
        made.__dict__.update({k: copy.deepcopy(v, memo) for k, v in self.__dict__.items() if k not in shared})
        made.process_group = self.process_group
        made._wanted = [p for n, p in made.module.named_parameters() if n not in made._ignored and p.requires_grad]
        made._start(False)
        return made

    def _kept_buffers(self):
        return [b for n, b in self.module.named_buffers() if n not in self._ignored]

    def _check_alike(self):
        mine = [(n, tuple(p.shape), str(p.dtype)) for n, p in self.module.named_parameters() if n not in self._ignored and p.requires_grad]
        everybody = [None] * self.process_group.size()
        distributed.all_gather_object(everybody, mine, group=self.process_group)
        for rank, theirs in enumerate(everybody):
            if theirs != mine:
                where = next((f"{a} here, {b} there" for a, b in zip(mine, theirs) if a != b), f"{len(mine)} parameters here, {len(theirs)} there")
                raise RuntimeError(f"DDP expects same model across all ranks, but rank {rank} has another one than rank {self.process_group.rank()}: {where}")

    def _broadcast(self, tensors, source=0):
        """Makes tensors those of one rank, the ones of a dtype and device together."""
        kinds = {}
        for t in tensors:
            kinds.setdefault((t.dtype, t.device), []).append(t)
        with lumbre.no_grad():
            for same in kinds.values():
                flat = lumbre.cat([t.detach().reshape(-1) for t in same])
                distributed.broadcast(flat, group_src=source, group=self.process_group)
                if self.process_group.rank() != source:
                    for t, part in zip(same, flat.split([t.numel() for t in same]), strict=True):
                        t.detach().copy_(part.view(t.shape))

    def forward(self, *inputs, **kwargs):
        if self.device_ids and self.device_ids[0].type == "cuda":
            inputs, kwargs = _moved(inputs, self.device_ids[0]), _moved(kwargs, self.device_ids[0])
        if not self._handles:
            return self.module(*inputs, **kwargs)
        syncs = lumbre.is_grad_enabled() and self.require_backward_grad_sync
        if syncs:
            self._expect()
            if self._joining is not None:
                self._active(True)
                self._steps += 1
        if self.require_forward_param_sync and self.broadcast_buffers and self._several:
            buffers = self._kept_buffers()
            if buffers:
                self._broadcast(buffers, self._source())
        out = self.module(*inputs, **kwargs)
        if syncs and self.find_unused_parameters:
            self._leave_out(out)
        # Buffers changed in a step without a sum are sent before the next one with it.
        self.require_forward_param_sync = syncs
        return out

    def _expect(self):
        """A backward pass will follow. The last one must have reached every parameter that it was to reach."""
        if self._next is not None and self._touched:
            missing = [n for n, p in self.module.named_parameters() if id(p) in self._of and id(p) in self._of[id(p)]._waiting]
            raise RuntimeError(
                "Expected to have finished reduction in the prior iteration before starting a new one. This error indicates that your module has "
                "parameters that were not used in producing loss. You can enable unused parameter detection by passing the keyword argument "
                f"`find_unused_parameters=True` to `torch.nn.parallel.DistributedDataParallel`. Parameters without a gradient: {', '.join(missing)}"
            )
        for b in self._buckets:
            b._waiting, b._future, b._buffer = {id(p) for p in b._params}, None, None
        self._next, self._used, self._touched = 0, None, False

    def _leave_out(self, out):
        """Parameters that the outputs do not depend on count as done."""
        reached = _reached(out)
        self._used = lumbre.tensor([id(p) in reached for b in self._buckets for p in b._params], dtype=lumbre.uint8)
        for b in self._buckets:
            b._waiting -= {id(p) for p in b._params if id(p) not in reached}
        if len(reached & self._of.keys()) == 0:
            self._next = None

    def _ready(self, p):
        """A parameter's gradient is there. Called in the backward pass."""
        if not self.require_backward_grad_sync or self._next is None:
            return
        self._touched = True
        self._of[id(p)]._waiting.discard(id(p))
        # In one order on all processes, whatever comes first here.
        while self._next < len(self._buckets) and not self._buckets[self._next]._waiting:
            self._send(self._buckets[self._next])
            self._next += 1
        if self._next == len(self._buckets):
            self._next = None
            self._finish()

    def _send(self, bucket):
        with lumbre.no_grad():
            parts = [lumbre.zeros(p.numel(), dtype=p.dtype, device=p.device) if p.grad is None else p.grad.detach().reshape(-1) for p in bucket._params]
            if any(p.is_sparse for p in parts):
                raise NotImplementedError("DistributedDataParallel with sparse gradients")
            bucket._buffer = lumbre.cat(parts)
            if self._hook is not None:
                state, hook = self._hook
                bucket._future = hook(state, bucket)
            else:
                bucket._buffer.div_(self._divisor)
                bucket._future = distributed.all_reduce(bucket._buffer, group=self.process_group, async_op=True)

    def _finish(self):
        """All buckets are on their way: waits, and puts the averages into place."""
        with lumbre.no_grad():
            used = None
            if self._used is not None:
                distributed.all_reduce(self._used, distributed.ReduceOp.MAX, group=self.process_group)
                used = iter(self._used.tolist())
            for b in self._buckets:
                out = b._future.wait()
                if self._hook is not None:
                    b._buffer = out[0] if isinstance(out, (list, tuple)) else out
                for p, g in zip(b._params, b.gradients(), strict=True):
                    if used is not None and not next(used):
                        continue
                    if p.grad is None:
                        p.grad = g.to(p.dtype).clone()
                    else:
                        p.grad.copy_(g)
                b._future = b._buffer = None

    @contextlib.contextmanager
    def no_sync(self):
        """Inside, gradients are summed in this process only."""
        before, self.require_backward_grad_sync = self.require_backward_grad_sync, False
        try:
            yield
        finally:
            self.require_backward_grad_sync = before

    @contextlib.contextmanager
    def join(self, divide_by_initial_world_size=True, enable=True, throw_on_early_termination=False):
        """For processes with different numbers of batches: inside, one that has no more goes through the others' collectives until all are done.

        In the end all have the parameters of the one that trained longest. Gradients are divided by the number of all processes, or, without
        `divide_by_initial_world_size`, of those that still train. `throw_on_early_termination`: all raise when the first is done.
        """
        if not (enable and self._several):
            yield
            return
        self._joining, self._steps = (divide_by_initial_world_size, throw_on_early_termination), 0
        try:
            yield
            while self._active(False):
                self._go_along()
            last = lumbre.tensor([self._steps * self.process_group.size() + self.process_group.rank()])
            distributed.all_reduce(last, distributed.ReduceOp.MAX, group=self.process_group)
            everything = [p for n, p in self.module.named_parameters() if n not in self._ignored] + self._kept_buffers()
            self._broadcast(everything, last.item() % self.process_group.size())
        finally:
            self._joining, self._divisor = None, self.process_group.size()

    def _active(self, here):
        """How many processes still have batches; every process calls this before each of its steps, and those that are done after theirs."""
        count = lumbre.tensor([int(here)])
        distributed.all_reduce(count, group=self.process_group)
        count, size = count.item(), self.process_group.size()
        divide, throw = self._joining
        if throw and count < size:
            raise RuntimeError("Detected at least one rank that exhausted inputs. Throwing across all ranks.")
        self._divisor = size if divide else max(count, 1)
        return count

    def _source(self, here=True):
        """Whose buffers are everybody's: rank 0's, and inside `join` those of the last process that still trains."""
        if self._joining is None:
            return 0
        last = lumbre.tensor([self.process_group.rank() if here else -1])
        distributed.all_reduce(last, distributed.ReduceOp.MAX, group=self.process_group)
        return last.item()

    def _go_along(self):
        """One step of the others, without a share in it."""
        if self.broadcast_buffers and self._kept_buffers():
            self._broadcast(self._kept_buffers(), self._source(False))
        for b in self._buckets:
            first = b._params[0]
            zeros = lumbre.zeros(sum(p.numel() for p in b._params), dtype=first.dtype, device=first.device)
            distributed.all_reduce(zeros, group=self.process_group)
        if self.find_unused_parameters:
            nothing = lumbre.zeros(sum(len(b._params) for b in self._buckets), dtype=lumbre.uint8)
            distributed.all_reduce(nothing, distributed.ReduceOp.MAX, group=self.process_group)

    def register_comm_hook(self, state, hook):
        """How gradients are combined: ``hook(state, bucket)`` gives a `Future` of the bucket's averaged elements."""
        if not callable(hook):
            raise TypeError("Communication hook must be callable.")
        if self._hook is not None:
            raise RuntimeError("register_comm_hook or register_builtin_comm_hook can only be called once.")
        self._hook = (state, hook)
        self._start(False)

    def _set_static_graph(self):
        self.static_graph = True

    def _get_ddp_logging_data(self):
        return {"world_size": self.process_group.size(), "rank": self.process_group.rank(), "module_name": type(self.module).__name__}


_DDPSink = _absent.kind("nn.parallel.distributed._DDPSink")
