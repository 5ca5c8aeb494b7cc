"""Messages between the processes of a job: every process has a connection to every other.

A reader for each connection takes messages off it as they come, straight into the memory that was announced for them or into
a buffer, so a sender never waits for the receiver's program.
"""

import os
import socket
import struct
import threading
import time
from collections import defaultdict, deque

import lumbre

from . import _stores

# Kind, group, number of the operation in its group (or tag), length.
_HEAD = struct.Struct("<BqqQ")
DATA, ABORT, BYE = range(3)


def _fail(text):
    return lumbre.distributed.DistBackendError(text)


class Slot:
    """A message that somebody waits for. ``into``: the memory it goes to; ``keep``: what owns that memory."""

    __slots__ = ("key", "into", "keep", "data", "done")

    def __init__(self, key, into=None, keep=None):
        self.key, self.into, self.keep, self.data, self.done = key, into, keep, None, False


class Mesh:
    """The connections of one process. `store` tells where the others listen."""

    def __init__(self, store, rank, size, timeout):
        self.rank, self.size, self.timeout = rank, size, timeout
        self._pid = os.getpid()
        self._changed = threading.Condition()
        # By peer, group and number: messages nobody has asked for yet, and slots whose message has not come.
        self._early, self._wanted = defaultdict(deque), defaultdict(deque)
        self._dead, self._aborted, self._closed = {}, {}, False
        self._out, self._locks, self._in = {}, {}, []
        if size > 1:
            self._meet(store)

    def _meet(self, store):
        listener = _stores._listener("", 0)
        host = _own_address(store)
        store.set(f"mesh/{self.rank}", f"{host}|{listener.getsockname()[1]}")
        accepting = threading.Thread(target=self._accept, args=(listener,), daemon=True)
        accepting.start()
        for peer in range(self.size):
            if peer == self.rank:
                continue
            try:
                store.wait([f"mesh/{peer}"], self.timeout)
            except lumbre.distributed.DistStoreError:
                missing = [p for p in range(self.size) if not store.check([f"mesh/{p}"])]
                raise _fail(f"init_process_group: after {self.timeout:g} s these ranks have not come: {missing}") from None
            host, port = store.get(f"mesh/{peer}").decode().split("|")
            sock = _stores.connect(host, int(port), self.timeout, f"rank {peer}")
            sock.sendall(struct.pack("<q", self.rank))
            self._out[peer], self._locks[peer] = sock, threading.Lock()
        accepting.join(self.timeout)
        listener.close()
        if accepting.is_alive():
            raise _fail(f"init_process_group: not all ranks have connected to rank {self.rank} within {self.timeout:g} s")

    def _accept(self, listener):
        for _ in range(self.size - 1):
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            (peer,) = struct.unpack("<q", _stores._exactly(sock, 8))
            self._in.append(sock)
            threading.Thread(target=self._read, args=(sock, peer), daemon=True, name=f"from rank {peer}").start()

    def _read(self, sock, peer):
        why = "has closed its connection (did it end, or raise an error?)"
        try:
            while True:
                kind, group, number, n = _HEAD.unpack(_stores._exactly(sock, _HEAD.size))
                if kind == BYE:
                    why = "has ended its process group"
                    break
                if kind == ABORT:
                    text = _stores._exactly(sock, n).decode()
                    self._note_abort(group, number, text)
                    continue
                self._take(sock, (peer, group, number), n)
        except OSError as e:
            if not isinstance(e, ConnectionError):
                why = f"cannot be read from: {e}"
        with self._changed:
            self._dead[peer] = why
            self._changed.notify_all()

    def _take(self, sock, key, n):
        with self._changed:
            slot = self._wanted[key].popleft() if self._wanted.get(key) else None
        straight = slot is not None and slot.into is not None and len(slot.into) == n
        data = None if straight else bytearray(n)
        _read_into(sock, slot.into if straight else memoryview(data))
        with self._changed:
            if slot is None and self._wanted.get(key):
                slot = self._wanted[key].popleft()
            if slot is None:
                self._early[key].append(data)
            else:
                slot.data, slot.done = data, True
            for waiting in (self._early, self._wanted):
                if key in waiting and not waiting[key]:
                    del waiting[key]
            self._changed.notify_all()

    def post(self, peer, group, number, into=None, keep=None):
        """Says that a message is wanted; `wait` gives it."""
        slot = Slot((peer, group, number), into, keep)
        with self._changed:
            early = self._early.get(slot.key)
            if early:
                slot.data, slot.done = early.popleft(), True
                if not early:
                    del self._early[slot.key]
            else:
                self._wanted[slot.key].append(slot)
        return slot

    def wait(self, slot, timeout, what):
        """Waits for a slot's message: in the slot's memory, else what is returned."""
        peer = slot.key[0]
        with self._changed:
            ready = lambda: slot.done or peer in self._dead or self._ended(slot.key) or self._crossed(slot.key)
            self._changed.wait_for(ready, timeout)
            if not slot.done:
                if slot in self._wanted.get(slot.key, ()):
                    self._wanted[slot.key].remove(slot)
                why = self._reason(slot.key, timeout)
                if self._crossed(slot.key) and peer not in self._dead and not self._ended(slot.key):
                    why = f"rank {peer} has called another collective: all ranks of a group must call the same ones in the same order"
                raise _fail(f"{what}: {why}")
        if slot.data is not None and slot.into is not None:
            if len(slot.data) != len(slot.into):
                raise _fail(f"{what}: rank {peer} sent {len(slot.data)} bytes where {len(slot.into)} were expected: tensors must have the same size and dtype on all ranks")
            slot.into[:] = slot.data
        return slot.data

    def _crossed(self, key):
        """Whether the peer's message is there for the same turn of another operation. A number is a turn, then an operation, then a step."""
        peer, group, number = key
        return number >= 0 and any(p == peer and g == group and n >= 0 and n >> 16 == number >> 16 and n >> 8 != number >> 8 for p, g, n in self._early)

    def _reason(self, key, timeout):
        peer, group, _ = key
        if self._ended(key):
            return self._aborted[group][1]
        if peer in self._dead:
            return f"rank {peer} {self._dead[peer]}"
        return f"Timed out waiting {int(timeout * 1000)}ms for rank {peer}"

    def take_any(self, peers, group, number, timeout, what):
        """The first message from any of the peers, and whose it is."""
        def there():
            return next((p for p in peers if self._early.get((p, group, number))), None)

        with self._changed:
            self._changed.wait_for(lambda: there() is not None or all(p in self._dead for p in peers), timeout)
            peer = there()
            if peer is None:
                raise _fail(f"{what}: {self._reason((next(iter(peers), -1), group, number), timeout)}")
            data = self._early[peer, group, number].popleft()
            if not self._early[peer, group, number]:
                del self._early[peer, group, number]
            return peer, data

    def send(self, peer, group, number, data, kind=DATA):
        """Sends bytes; returns when the system has taken them."""
        if self._pid != os.getpid():
            raise _fail("a child process has to call init_process_group itself")
        sock = self._out.get(peer)
        if sock is None:
            raise _fail(f"there is no connection to rank {peer}")
        data = memoryview(data).cast("B")
        try:
            with self._locks[peer]:
                head = _HEAD.pack(kind, group, number, len(data))
                if len(data) <= 4096:
                    sock.sendall(head + bytes(data))
                else:
                    sock.sendall(head)
                    sock.sendall(data)
        except OSError as e:
            # What the reader saw says more.
            time.sleep(0.01)
            raise _fail(f"rank {peer} {self._dead.get(peer, f'cannot be reached: {e}')}") from None

    def _note_abort(self, group, number, text):
        with self._changed:
            known = self._aborted.get(group)
            if known is None or number >> 16 < known[0]:
                self._aborted[group] = (number >> 16, text)
            self._changed.notify_all()

    def _ended(self, key):
        """Whether a group has failed in the turn of an operation or before. Earlier turns come to their end."""
        _, group, number = key
        return number >= 0 and group in self._aborted and self._aborted[group][0] <= number >> 16

    def abort(self, group, number, text, ranks):
        """Tells others that a group's operation has failed here, so that they need not wait for their time to run out."""
        self._note_abort(group, number, text)
        for peer in ranks:
            if peer != self.rank and peer not in self._dead:
                try:
                    self.send(peer, group, number, text.encode(), ABORT)
                except RuntimeError:
                    pass

    def close(self):
        """Says good-bye and ends the connections."""
        if self._closed or self._pid != os.getpid():
            return
        self._closed = True
        for peer, sock in self._out.items():
            try:
                with self._locks[peer]:
                    sock.sendall(_HEAD.pack(BYE, 0, 0, 0))
                    sock.shutdown(socket.SHUT_WR)
            except OSError:
                pass
            sock.close()


def _read_into(sock, view):
    at, n = 0, len(view)
    while at < n:
        got = sock.recv_into(view[at:], min(n - at, 1 << 22))
        if not got:
            raise ConnectionError("the other side has closed the connection")
        at += got


def _own_address(store):
    """An address by which the others reach this process: the one that it reaches the store's server from."""
    while isinstance(store, _stores.PrefixStore):
        store = store.underlying_store
    if isinstance(store, _stores.TCPStore):
        host = store._sock.getsockname()[0]
        # At the server's own machine that is the loopback; processes elsewhere know it by the name they were given.
        if host in ("127.0.0.1", "::1") and store.host not in ("localhost", "127.0.0.1", "::1"):
            return store.host
        return host
    return "127.0.0.1"
