"""Collectives of CPU tensors between processes, over the connections of `_wire`.

Sums and the like are made in the order of ranks, by one process for each part of a tensor, so that every process holds the same bits.
"""

import ctypes
import pickle
import threading

import lumbre

from . import _wire

# Up to this many bytes every process gets all tensors and combines them itself: one round instead of two.
_SMALL = 1 << 15


def memory(t):
    """The bytes of a contiguous CPU tensor."""
    n = t.numel() * t.element_size()
    return memoryview((ctypes.c_char * n).from_address(t.data_ptr())).cast("B") if n else memoryview(bytearray())


def _wide(t):
    """Halves are added up in single precision and rounded once; complex numbers as pairs."""
    if t.dtype in (lumbre.float16, lumbre.bfloat16):
        return t.float()
    return lumbre.view_as_real(t) if t.is_complex() else t


def combine(parts, op, what):
    """The tensors of all ranks, in their order, as one of the same dtype. `op` is a name of `ReduceOp`."""
    first = parts[0]
    if first.is_complex() and op not in ("SUM", "AVG"):
        raise ValueError(f"{what} does not support {op} on complex tensors")
    if first.is_floating_point() and op in ("BAND", "BOR", "BXOR"):
        raise RuntimeError(f"{what}: ReduceOp.{op} takes integers, got {first.dtype}")
    if first.dtype == lumbre.bool:
        op = {"SUM": "BOR", "MAX": "BOR", "PRODUCT": "BAND", "MIN": "BAND", "AVG": "BAND"}.get(op, op)
    out = _wide(first)
    own = out.data_ptr() != first.data_ptr()
    if len(parts) == 1 and not own:
        return first.clone()
    for p in parts[1:]:
        p = _wide(p)
        if op in ("SUM", "AVG"):
            out = out.add_(p) if own else out + p
        elif op == "PRODUCT":
            out = out * p
        elif op in ("MIN", "MAX"):
            out = lumbre.minimum(out, p) if op == "MIN" else lumbre.maximum(out, p)
        elif op in ("BAND", "BOR", "BXOR"):
            out = {"BAND": lumbre.bitwise_and, "BOR": lumbre.bitwise_or, "BXOR": lumbre.bitwise_xor}[op](out, p)
        else:
            raise NotImplementedError(f"{what}: ReduceOp.{op}")
        own = True
    if op == "AVG":
        out = out.div_(len(parts)) if out.is_floating_point() else out.div_(len(parts), rounding_mode="trunc")
    return lumbre.view_as_complex(out) if first.is_complex() else out.to(first.dtype)


class Gloo:
    """One group of ranks. `number` is the group's, the same in all its processes. Results of every function are new tensors or bytes."""

    def __init__(self, mesh, ranks, number, timeout):
        self.mesh, self.ranks, self.number, self.timeout = mesh, ranks, number, timeout
        self.rank, self.size = ranks.index(mesh.rank), len(ranks)
        self._count, self._lock = 0, threading.Lock()

    def _next(self, what):
        """The number of the next operation; processes that do not call the same ones in the same order find out by it."""
        self._count += 1
        return (self._count << 16) | (sum(what.encode()) % 251) << 8

    def _run(self, what, f):
        """Calls `f(number)`; the others are told of what goes wrong, and later calls fail at once."""
        number = 0
        try:
            with self._lock, lumbre.no_grad():
                number = self._next(what)
                return f(number)
        except lumbre.distributed.DistBackendError as e:
            text = str(e)
            self.mesh.abort(self.number, number, text if "failed on rank" in text else f"{text} (failed on rank {self.mesh.rank})", self.ranks)
            raise

    def _send(self, to, number, data):
        self.mesh.send(self.ranks[to], self.number, number, data)

    def _post(self, source, number, t=None):
        return self.mesh.post(self.ranks[source], self.number, number, None if t is None else memory(t), t)

    def _others(self):
        """The other ranks, each process beginning with its neighbour."""
        return [(self.rank + k) % self.size for k in range(1, self.size)]

    def exchange(self, what, number, outgoing, incoming):
        """Sends each rank its tensor or bytes, and fills each rank's tensor. None: nothing."""
        self._end(self._begin(number, outgoing, incoming), what)

    def _begin(self, number, outgoing, incoming):
        slots = [(k, self._post(k, number, incoming[k])) for k in self._others() if incoming[k] is not None]
        for k in self._others():
            if outgoing[k] is not None:
                self._send(k, number, memory(outgoing[k]))
        return slots

    def _end(self, slots, what):
        for _, slot in slots:
            self.mesh.wait(slot, self.timeout, what)

    def all_gather(self, t, what="all_gather"):
        """Everybody's tensor, by rank."""
        def go(number):
            outs = [t if k == self.rank else lumbre.empty_like(t) for k in range(self.size)]
            self.exchange(what, number, [t] * self.size, outs)
            return outs

        return self._run(what, go)

    def all_reduce(self, t, op, what="all_reduce"):
        """In place."""
        def go(number):
            if t.numel() * t.element_size() <= _SMALL or self.size == 1:
                outs = [t if k == self.rank else lumbre.empty_like(t) for k in range(self.size)]
                self.exchange(what, number, [t] * self.size, outs)
                return t.copy_(combine(outs, op, what))
            parts = t.view(-1).tensor_split(self.size)
            mine = parts[self.rank]
            got = [mine if k == self.rank else lumbre.empty_like(mine) for k in range(self.size)]
            first = self._begin(number, parts, got)
            # What was sent may be written over: results go straight to their place.
            second = [(k, self._post(k, number + 1, parts[k])) for k in self._others()]
            self._end(first, what)
            mine.copy_(combine(got, op, what))
            for k in self._others():
                self._send(k, number + 1, memory(mine))
            self._end(second, what)
            return t

        return self._run(what, go)

    def _scattered(self, what, number, parts, op):
        mine = parts[self.rank]
        got = [mine if k == self.rank else lumbre.empty_like(mine) for k in range(self.size)]
        self.exchange(what, number, parts, got)
        return combine(got, op, what)

    def reduce_scatter(self, parts, op, what="reduce_scatter"):
        """This rank's part of what everybody's parts give together."""
        return self._run(what, lambda number: self._scattered(what, number, parts, op))

    def broadcast(self, t, source, what="broadcast"):
        """Fills the tensor with the source's."""
        def go(number):
            none = [None] * self.size
            if self.rank == source:
                self.exchange(what, number, [t] * self.size, none)
            else:
                self.exchange(what, number, none, [t if k == source else None for k in range(self.size)])
            return t

        return self._run(what, go)

    def reduce(self, t, to, op, what="reduce"):
        """What all tensors give together, at rank `to`; elsewhere the tensor."""
        def go(number):
            if self.rank != to:
                self.exchange(what, number, [t if k == to else None for k in range(self.size)], [None] * self.size)
                return t
            outs = [t if k == to else lumbre.empty_like(t) for k in range(self.size)]
            self.exchange(what, number, [None] * self.size, outs)
            return combine(outs, op, what)

        return self._run(what, go)

    def gather(self, t, to, what="gather"):
        """Everybody's tensor at rank `to`."""
        def go(number):
            none = [None] * self.size
            if self.rank != to:
                self.exchange(what, number, [t if k == to else None for k in range(self.size)], none)
                return None
            outs = [t if k == to else lumbre.empty_like(t) for k in range(self.size)]
            self.exchange(what, number, none, outs)
            return outs

        return self._run(what, go)

    def scatter(self, t, parts, source, what="scatter"):
        """Fills the tensor with this rank's of the source's tensors."""
        def go(number):
            none = [None] * self.size
            if self.rank == source:
                self.exchange(what, number, parts, none)
                return parts[source]
            self.exchange(what, number, none, [t if k == source else None for k in range(self.size)])
            return t

        return self._run(what, go)

    def all_to_all(self, outs, ins, what="all_to_all"):
        """Sends rank k `ins[k]` and fills `outs[k]` with what it sends."""
        def go(number):
            self.exchange(what, number, ins, outs)
            outs[self.rank].copy_(ins[self.rank])
            return outs

        return self._run(what, go)

    def barrier(self, what="barrier"):
        one = lumbre.zeros(1, dtype=lumbre.uint8)
        self.all_gather(one, what)

    def waiting(self, timeout, all_ranks):
        """`monitored_barrier`: rank 0 tells who has not come in time."""
        what = "monitored_barrier"

        def go(number):
            if self.rank != 0:
                self._send(0, number, b"")
                self.mesh.wait(self._post(0, number + 1), max(timeout * 2, self.timeout), what)
                return
            late = []
            for k in range(1, self.size):
                try:
                    self.mesh.wait(self._post(k, number), timeout, what)
                except lumbre.distributed.DistBackendError:
                    late.append(k)
                    if not all_ranks:
                        break
            if late:
                names = ", ".join(str(self.ranks[k]) for k in late)
                raise lumbre.distributed.DistBackendError(f"[Rank 0]: Ranks {names} failed to pass monitoredBarrier in {int(timeout * 1000)} ms")
            for k in range(1, self.size):
                self._send(k, number + 1, b"")

        self._run(what, go)

    # ---- Objects: messages know their length.

    def gather_objects(self, obj, to=None, what="all_gather_object"):
        """Everybody's object at rank `to`, or at every rank."""
        def go(number):
            data = pickle.dumps(obj, protocol=pickle.HIGHEST_PROTOCOL)
            takers = [to] if to is not None else range(self.size)
            slots = {k: self._post(k, number) for k in self._others()} if self.rank in takers else {}
            for k in self._others():
                if k in takers:
                    self._send(k, number, data)
            if self.rank not in takers:
                return None
            got = {k: self.mesh.wait(slot, self.timeout, what) for k, slot in slots.items()}
            return [pickle.loads(data if k == self.rank else got[k]) for k in range(self.size)]

        return self._run(what, go)

    def scatter_objects(self, objects, source, what="scatter_object_list"):
        """The source's object for this rank."""
        def go(number):
            if self.rank == source:
                for k in self._others():
                    self._send(k, number, pickle.dumps(objects[k], protocol=pickle.HIGHEST_PROTOCOL))
                return pickle.loads(pickle.dumps(objects[source], protocol=pickle.HIGHEST_PROTOCOL))
            return pickle.loads(self.mesh.wait(self._post(source, number), self.timeout, what))

        return self._run(what, go)

    # ---- Between two: numbered by their tags, which lie below zero.

    def send(self, t, to, tag):
        self._send(to, -1 - tag, memory(t))

    def receive(self, t, source, tag, what="recv"):
        """Announces memory for a message; what waits for it."""
        slot = self._post(source, -1 - tag, t)
        return lambda timeout=None: self.mesh.wait(slot, self.timeout if timeout is None else timeout, what)

    def receive_any(self, tag, what="recv"):
        """A message from any rank: whose, and its bytes."""
        peers = [self.ranks[k] for k in self._others()]
        peer, data = self.mesh.take_any(peers, self.number, -1 - tag, self.timeout, what)
        return self.ranks.index(peer), data
