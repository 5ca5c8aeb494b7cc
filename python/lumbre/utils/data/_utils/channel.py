"""Messages between a loader and its workers.

Small ones go through a socket. Large ones, and all tensors of a message, go into one nameless file in
memory whose descriptor is sent along: the receiver maps it, and the system frees it with the last
mapping, however the processes end.
"""

import io
import os
import pickle
import select
import socket
import struct
import tempfile
from multiprocessing.reduction import ForkingPickler

import lumbre
from lumbre.nn.parameter import Buffer, Parameter

# Bytes of a message that fit into a socket's buffer many times over, so that sending does not block.
_INLINE = 2048
# Tensors begin where the fastest loads want them.
_ALIGN = 64
# Bytes of the pickle, tensors, bytes of the file (0: the pickle follows in the socket).
_HEAD = struct.Struct("<QQQ")
_PIECE = struct.Struct("<QQ")


class _Pickler(ForkingPickler):
    """Puts tensors' memory aside."""

    def __init__(self, file):
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.storages = []
        self._numbers = {}

    def persistent_id(self, obj):
        cls = type(obj)
        if cls not in (lumbre.Tensor, Parameter, Buffer) or obj.device.type != "cpu":
            return None
        if obj.requires_grad and not obj.is_leaf:
            raise RuntimeError(
                "Cowardly refusing to serialize non-leaf tensor which requires_grad, since autograd "
                "does not support crossing process boundaries.  If you just want to transfer the "
                "data, call detach() on the tensor before serializing (e.g., putting it on the queue)."
            )
        t = obj.detach()
        if t.is_conj() or t.is_neg():
            t = t.resolve_conj().resolve_neg()
        if t.untyped_storage().nbytes() > t.numel() * t.element_size():
            # A part of something larger, which is not sent.
            t = t.clone()
        storage = t.untyped_storage()
        number = self._numbers.setdefault(storage._cdata, len(self.storages))
        if number == len(self.storages):
            self.storages.append(storage)
        layout = t.storage_offset(), tuple(t.shape), t.stride()
        return cls, number, t.dtype, *layout, obj.requires_grad


class _Unpickler(pickle.Unpickler):
    storages = ()

    def persistent_load(self, pid):
        cls, number, dtype, offset, size, stride, requires_grad = pid
        t = lumbre._C._tensor_from_storage(self.storages[number], dtype, offset, size, stride)
        if cls is not lumbre.Tensor:
            return cls(t, requires_grad) if cls is Parameter else cls(t)
        return t.requires_grad_() if requires_grad else t


class Packet:
    """A received message that has not been unpacked yet."""

    def __init__(self, body, fd, counts):
        self._body, self._fd, self._counts = body, fd, counts

    def load(self):
        """The message."""
        unpickler = None
        if self._fd is None:
            unpickler = _Unpickler(io.BytesIO(self._body))
        else:
            length, n, total = self._counts
            start = n * _PIECE.size
            data = os.pread(self._fd, start + length, 0)
            unpickler = _Unpickler(io.BytesIO(memoryview(data)[start:]))
            pieces = [_PIECE.unpack_from(data, i * _PIECE.size) for i in range(n)]
            fd, self._fd = self._fd, None
            if n:
                unpickler.storages = lumbre._C._map_segment(fd, total, pieces)
            else:
                os.close(fd)
        return unpickler.load()

    def __del__(self):
        if self._fd is not None:
            os.close(self._fd)


class Channel:
    """One end of a connection; `pair` makes both."""

    def __init__(self, sock):
        self._sock = sock

    @classmethod
    def pair(cls):
        """Two connected ends."""
        a, b = socket.socketpair()
        return cls(a), cls(b)

    def fileno(self):
        """For `select`."""
        return self._sock.fileno()

    def close(self):
        """Hang up; the other end reads an end of file."""
        self._sock.close()

    def readable(self, timeout):
        """Whether something (or the end) arrives within `timeout` seconds."""
        return self._poll(select.POLLIN, timeout)

    def writable(self):
        """Whether a message can be sent without waiting (or the other end is gone)."""
        return self._poll(select.POLLOUT, 0)

    def _poll(self, event, timeout):
        poll = select.poll()
        poll.register(self._sock, event)
        return bool(poll.poll(timeout * 1000))

    def send(self, message):
        """Pickle the message here, so that its errors are raised here, and send it."""
        buffer = io.BytesIO()
        pickler = _Pickler(buffer)
        pickler.dump(message)
        body = buffer.getvalue()
        if not pickler.storages and len(body) <= _INLINE:
            self._sock.sendall(_HEAD.pack(len(body), 0, 0) + body)
            return
        size = len(body) + sum(s.nbytes() for s in pickler.storages)
        try:
            fd = _new_file()
        except OSError as error:
            raise _no_memory(size, error) from error
        try:
            try:
                total = _fill(fd, body, pickler.storages)
            except OSError as error:
                raise _no_memory(size, error) from error
            head = _HEAD.pack(len(body), len(pickler.storages), total)
            sent = socket.send_fds(self._sock, [head], [fd])
            self._sock.sendall(head[sent:])
        finally:
            os.close(fd)

    def receive(self):
        """The next message as a `Packet`; raises EOFError when the other end is gone."""
        try:
            head, fds, _, _ = socket.recv_fds(self._sock, _HEAD.size, 1)
            if not head:
                raise EOFError
            counts = _HEAD.unpack(head + self._read(_HEAD.size - len(head)))
            if counts[2] == 0:
                return Packet(self._read(counts[0]), None, counts)
        except ConnectionError:
            raise EOFError from None
        if not fds:
            raise RuntimeError(
                "a batch arrived without its memory: too many open files. Raise the limit with `ulimit -n`."
            )
        return Packet(None, fds[0], counts)

    def _read(self, n):
        parts = []
        while n:
            part = self._sock.recv(n)
            if not part:
                raise EOFError
            parts.append(part)
            n -= len(part)
        return b"".join(parts)

    def __reduce__(self):
        return Channel, (self._sock,)


def _no_memory(size, error):
    return RuntimeError(f"unable to write a message of {size} bytes to shared memory: {error}")


def _new_file():
    if hasattr(os, "memfd_create"):
        return os.memfd_create("lumbre-batch", os.MFD_CLOEXEC)
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


def _fill(fd, body, storages):
    """Write the table of pieces, the pickle and the tensors' memory; returns the file's length."""
    end = len(storages) * _PIECE.size + len(body)
    offsets, table = [], []
    for storage in storages:
        at = -(-end // _ALIGN) * _ALIGN
        offsets.append(at)
        table.append(_PIECE.pack(at, storage.nbytes()))
        end = at + storage.nbytes()
    total = max(end, 1)
    os.ftruncate(fd, total)
    front = memoryview(b"".join(table) + body)
    done = 0
    while done < len(front):
        done += os.pwrite(fd, front[done:], done)
    lumbre._C._write_segment(fd, storages, offsets)
    return total
