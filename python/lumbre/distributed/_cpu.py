"""The collectives of `_gloo` on tensors as users have them: of any layout, on any device, results written into theirs."""

import lumbre

from .. import _C
from ._gloo import Gloo


def host(t):
    """The elements in the CPU's memory, in a row."""
    if t.is_sparse:
        raise NotImplementedError("collectives of sparse tensors")
    t = t.detach().resolve_conj().resolve_neg()
    return (t if t.device.type == "cpu" else t.cpu()).contiguous()


def _room(t):
    """Memory for a tensor's elements: its own where that will do."""
    t = t.detach()
    if t.device.type == "cpu" and t.is_contiguous() and not (t.is_conj() or t.is_neg()):
        return t
    return lumbre.empty(t.shape, dtype=t.dtype)


def put(t, value):
    """Writes a result into a tensor of the user's."""
    if t.data_ptr() == value.data_ptr() and t.device == value.device:
        # Written by sockets, which count no version.
        if not t.is_inference():
            _C._increment_version(t)
        return
    with lumbre.inference_mode(t.is_inference()), lumbre.no_grad():
        t.copy_(value.reshape(t.shape))


def _same(what, outs, t):
    for o in outs:
        if o.dtype != t.dtype:
            raise ValueError(f"{what}: Invalid usage of tensors with different dtypes: found {o.dtype} and {t.dtype}")
        if o.numel() != t.numel():
            raise ValueError(f"{what}: a tensor of shape {tuple(o.shape)} does not hold one of shape {tuple(t.shape)}")


class Cpu:
    """One group's collectives through the CPU's memory."""

    name = "gloo"

    def __init__(self, gloo):
        self.gloo: Gloo = gloo
        self.rank, self.size = gloo.rank, gloo.size

    def all_reduce(self, t, op):
        put(t, self.gloo.all_reduce(host(t), op))

    def all_reduce_coalesced(self, tensors, op):
        for t in tensors:
            self.all_reduce(t, op)

    def broadcast(self, t, source):
        room = host(t) if self.rank == source else _room(t)
        put(t, self.gloo.broadcast(room, source))

    def reduce(self, t, to, op):
        out = self.gloo.reduce(host(t), to, op)
        if self.rank == to:
            put(t, out)

    def all_gather(self, outs, t):
        _same("all_gather", outs, t)
        for o, got in zip(outs, self.gloo.all_gather(host(t)), strict=True):
            put(o, got)

    def all_gather_into(self, out, t):
        _same("all_gather_into_tensor", out.detach().reshape(-1).tensor_split(self.size)[:1] if out.numel() else [out], t)
        put(out, lumbre.cat([g.reshape(-1) for g in self.gloo.all_gather(host(t), "all_gather_into_tensor")]))

    def gather(self, t, outs, to):
        if self.rank == to:
            _same("gather", outs, t)
        got = self.gloo.gather(host(t), to)
        if got is not None:
            for o, g in zip(outs, got, strict=True):
                put(o, g)

    def scatter(self, t, parts, source):
        if self.rank == source:
            _same("scatter", parts, t)
        put(t, self.gloo.scatter(_room(t), [host(p) for p in parts] if self.rank == source else None, source))

    def reduce_scatter(self, out, parts, op):
        _same("reduce_scatter", parts[self.rank : self.rank + 1], out)
        put(out, self.gloo.reduce_scatter([host(p) for p in parts], op))

    def reduce_scatter_into(self, out, x, op):
        put(out, self.gloo.reduce_scatter([p.contiguous() for p in host(x).reshape(-1).tensor_split(self.size)], op, "reduce_scatter_tensor"))

    def all_to_all(self, outs, ins):
        rooms = [_room(o) for o in outs]
        for o, got in zip(outs, self.gloo.all_to_all(rooms, [host(i) for i in ins]), strict=True):
            put(o, got)

    def all_to_all_single(self, out, x, out_splits, in_splits):
        x, room = host(x), _room(out)
        self.gloo.all_to_all(list(room.split(out_splits)), list(x.split(in_splits)), "all_to_all_single")
        put(out, room)

    def barrier(self):
        self.gloo.barrier()

    def send(self, t, to, tag):
        self.gloo.send(host(t), to, tag)

    def receive(self, t, source, tag):
        """Announces memory; what waits and writes the tensor."""
        room = _room(t)
        wait = self.gloo.receive(room, source, tag)

        def finish(timeout=None):
            wait(timeout)
            put(t, room)

        return finish

    def receive_any(self, t, tag):
        source, data = self.gloo.receive_any(tag)
        if len(data) != t.numel() * t.element_size():
            raise lumbre.distributed.DistBackendError(f"recv: rank {source} sent {len(data)} bytes where {t.numel() * t.element_size()} were expected")
        if data:
            put(t, lumbre.frombuffer(data, dtype=t.dtype))
        return source
