"""Collectives of tensors on GPUs through NVIDIA's NCCL: one communicator a group, made at the first use, in a queue of its own.

A collective is put behind the work of the current queue; who waits for it lets the current queue wait, not the CPU.
"""

import lumbre

from .. import _C

_FOLDS = ("SUM", "PRODUCT", "MAX", "MIN", "AVG")


class Done:
    """The end of a collective in its queue."""

    def __init__(self, device, stream):
        self.device, self.event = device, lumbre.cuda.Event()
        self.event.record(stream)

    def wait(self):
        lumbre.cuda.current_stream(self.device).wait_event(self.event)

    def query(self):
        return self.event.query()


class Nccl:
    """One group's collectives on GPUs. `gloo` is the same group on the CPU, by which the processes meet."""

    name = "nccl"

    def __init__(self, gloo, device=None):
        self.gloo, self.rank, self.size = gloo, gloo.rank, gloo.size
        self.device, self._comm, self._stream, self.last = device, None, None, None

    def _meet(self, device):
        if self._comm is None:
            self.device = device.index if device.index is not None else lumbre.cuda.current_device()
            name = _C._nccl_unique_id() if self.rank == 0 else None
            name = self.gloo.gather_objects(name, what="ncclCommInitRank")[0]
            self._comm = _C.NcclCommunicator(self.device, name, self.rank, self.size)
            self._stream = lumbre.cuda.Stream(self.device)
        elif device.index not in (None, self.device):
            raise ValueError(f"this group's tensors are on cuda:{self.device}, got one on {device}")
        return self._comm

    def _run(self, tensors, f):
        """Calls `f(communicator)` in the group's queue, behind what the current one holds."""
        for t in tensors:
            if not t.is_contiguous():
                raise ValueError("Tensors must be contiguous")
        comm = self._meet(tensors[0].device)
        self._stream.wait_stream(lumbre.cuda.current_stream(self.device))
        with lumbre.cuda.stream(self._stream), lumbre.no_grad():
            f(comm)
        for t in tensors:
            t.record_stream(self._stream)
        self.last = Done(self.device, self._stream)

    @staticmethod
    def _fold(op):
        if op not in _FOLDS:
            raise ValueError(f"Cannot use ReduceOp.{op} with NCCL")
        return op.lower()

    def all_reduce(self, t, op):
        if t.is_complex():
            t = lumbre.view_as_real(t)
        self._run([t], lambda c: c.all_reduce(t.detach(), self._fold(op)))

    def all_reduce_coalesced(self, tensors, op):
        self._run(list(tensors), lambda c: [c.all_reduce(t.detach(), self._fold(op)) for t in tensors])

    def broadcast(self, t, source):
        self._run([t], lambda c: c.broadcast(t.detach(), source))

    def reduce(self, t, to, op):
        self._run([t], lambda c: c.reduce(t.detach(), to, self._fold(op)))

    def all_gather(self, outs, t):
        flat = lumbre.empty((self.size, *t.shape), dtype=t.dtype, device=t.device)

        def go(c):
            c.all_gather(flat, t.detach())
            for o, part in zip(outs, flat, strict=True):
                o.detach().copy_(part)

        self._run([flat, t], go)

    def all_gather_into(self, out, t):
        self._run([out, t], lambda c: c.all_gather(out.detach(), t.detach()))

    def reduce_scatter(self, out, parts, op):
        flat = lumbre.stack([p.detach() for p in parts])
        self._run([flat, out], lambda c: c.reduce_scatter(out.detach(), flat, self._fold(op)))

    def reduce_scatter_into(self, out, x, op):
        self._run([out, x], lambda c: c.reduce_scatter(out.detach(), x.detach(), self._fold(op)))

    def _exchange(self, sends, receives):
        """Pairs of (tensor, rank), as one."""
        sends, receives = ([(t.detach(), k) for t, k in pairs if t.numel()] for pairs in (sends, receives))

        tensors = [t for t, _ in sends + receives]
        if tensors:
            self._run(tensors, lambda c: c.exchange(sends, receives))

    def all_to_all(self, outs, ins):
        self._exchange([(t, k) for k, t in enumerate(ins)], [(t, k) for k, t in enumerate(outs)])

    def all_to_all_single(self, out, x, out_splits, in_splits):
        self.all_to_all(list(out.split(out_splits)), list(x.split(in_splits)))

    def gather(self, t, outs, to):
        self._exchange([(t, to)], [(o, k) for k, o in enumerate(outs)] if self.rank == to else [])

    def scatter(self, t, parts, source):
        self._exchange([(p, k) for k, p in enumerate(parts)] if self.rank == source else [], [(t, source)])

    def send(self, t, to, tag):
        self._exchange([(t, to)], [])

    def receive(self, t, source, tag):
        self._exchange([], [(t, source)])
        return lambda timeout=None: None

    def receive_any(self, t, tag):
        raise ValueError("recv: NCCL has to know the source")

    def barrier(self):
        device = lumbre.device("cuda", lumbre.cuda.current_device() if self.device is None else self.device)
        one = lumbre.zeros(1, device=device)
        self.all_reduce(one, "SUM")
        self.last.wait()
        lumbre.cuda.current_stream(device).synchronize()
