"""Where processes leave values for each other: in memory, in a file, or at one of them over TCP."""

import datetime
import os
import socket
import struct
import threading
import time

import lumbre

__all__ = ["Store", "HashStore", "FileStore", "TCPStore", "PrefixStore"]

DEFAULT_TIMEOUT = datetime.timedelta(seconds=300)
# How often a file is looked at while a value is waited for, and a server while it is not there yet.
_POLL = 0.01


def seconds(timeout, default=DEFAULT_TIMEOUT):
    """A time as a number: from a `timedelta`, a number, or None."""
    timeout = default if timeout is None else timeout
    return timeout.total_seconds() if isinstance(timeout, datetime.timedelta) else float(timeout)


def _bytes(value):
    return value.encode() if isinstance(value, str) else bytes(value)


class Store:
    """Values (bytes) by name. `get` waits until somebody has set the name; after `timeout` it raises `DistStoreError`."""

    def __init__(self, *args, **kwargs):
        self._timeout = seconds(None)

    @property
    def timeout(self):
        return datetime.timedelta(seconds=self._timeout)

    def set_timeout(self, timeout):
        """How long `get` and `wait` wait."""
        self._timeout = seconds(timeout)

    def set(self, key, value):
        raise NotImplementedError

    def get(self, key):
        self.wait([key])
        return self._now(key)

    def _now(self, key):
        """The value, or None."""
        raise NotImplementedError

    def add(self, key, amount):
        """Adds to a number and gives the sum."""
        raise NotImplementedError

    def check(self, keys):
        """Whether all are set."""
        return all(self._now(k) is not None for k in keys)

    def wait(self, keys, timeout=None):
        """Returns when all are set."""
        limit = self._timeout if timeout is None else seconds(timeout)
        end = time.monotonic() + limit
        while not self.check(keys):
            if time.monotonic() > end:
                self._late(keys, limit)
            time.sleep(_POLL)

    @staticmethod
    def _late(keys, limit):
        raise lumbre.distributed.DistStoreError(f"wait timeout after {int(limit * 1000)}ms, keys: {', '.join('/' + k for k in keys)}")

    def compare_set(self, key, expected_value, desired_value):
        """Sets the value where it is the expected one (or absent and expected to be empty); gives the one that stands now."""
        raise NotImplementedError

    def append(self, key, value):
        """Adds bytes to the end of a value."""
        raise NotImplementedError

    def multi_get(self, keys):
        return [self.get(k) for k in keys]

    def multi_set(self, keys, values):
        for k, v in zip(keys, values, strict=True):
            self.set(k, v)

    def has_extended_api(self):
        return True

    def delete_key(self, key):
        """Whether there was one."""
        raise NotImplementedError

    def num_keys(self):
        raise NotImplementedError


def _apply(values, op, key, a=b"", b=b""):
    """One change of a dictionary; what the caller is answered."""
    now = values.get(key)
    if op == "set":
        values[key] = a
    elif op == "add":
        values[key] = str(int(now or b"0") + int(a)).encode()
    elif op == "append":
        values[key] = (now or b"") + a
    elif op == "compare":
        if now == a or (now is None and a == b""):
            values[key] = b
        return values.get(key, a)
    elif op == "delete":
        return b"1" if values.pop(key, None) is not None else b"0"
    return values[key]


class _Changing(Store):
    """A store that is changed by one function, `_change(op, key, a, b)`."""

    def set(self, key, value):
        self._change("set", key, _bytes(value))

    def add(self, key, amount):
        return int(self._change("add", key, str(int(amount)).encode()))

    def append(self, key, value):
        self._change("append", key, _bytes(value))

    def compare_set(self, key, expected_value, desired_value):
        return self._change("compare", key, _bytes(expected_value), _bytes(desired_value))

    def delete_key(self, key):
        return self._change("delete", key) == b"1"


class HashStore(_Changing):
    """Values in this process's memory, for its threads."""

    def __init__(self):
        super().__init__()
        self._values, self._changed = {}, threading.Condition()

    def _change(self, op, key, a=b"", b=b""):
        with self._changed:
            answer = _apply(self._values, op, key, a, b)
            self._changed.notify_all()
            return answer

    def _now(self, key):
        return self._values.get(key)

    def wait(self, keys, timeout=None):
        limit = self._timeout if timeout is None else seconds(timeout)
        with self._changed:
            if not self._changed.wait_for(lambda: self.check(keys), limit):
                self._late(keys, limit)

    def num_keys(self):
        return len(self._values)


class FileStore(_Changing):
    """Values in a file that all processes reach, as a list of what was set; the file has to be new for each run.

    Args:
        file_name: the file; it is made if it is not there.
        world_size: how many processes use it; the last one that lets go of it removes it.
    """

    def __init__(self, file_name, world_size=-1):
        super().__init__()
        self.path, self._world = os.fspath(file_name), world_size
        self._values, self._read, self._lock, self._open = {}, 0, threading.Lock(), True
        self._change("add", "//open", b"1")

    def _change(self, op, key, a=b"", b=b""):
        import fcntl

        with self._lock, open(self.path, "a+b") as f:
            fcntl.flock(f, fcntl.LOCK_EX)
            self._catch_up(f)
            answer = _apply(self._values, op, key, a, b)
            name, value = key.encode(), self._values.get(key)
            f.write(struct.pack("<Iq", len(name), -1 if value is None else len(value)) + name + (value or b""))
            f.flush()
            self._read = f.tell()
            return answer

    def _catch_up(self, f):
        f.seek(self._read)
        data, at = f.read(), 0
        while at < len(data):
            n, m = struct.unpack_from("<Iq", data, at)
            at += 12
            key, at = data[at : at + n].decode(), at + n
            if m < 0:
                self._values.pop(key, None)
            else:
                self._values[key], at = data[at : at + m], at + m
        self._read += at

    def _now(self, key):
        import fcntl

        with self._lock:
            try:
                with open(self.path, "rb") as f:
                    fcntl.flock(f, fcntl.LOCK_SH)
                    self._catch_up(f)
            except FileNotFoundError:
                pass
            return self._values.get(key)

    def num_keys(self):
        self._now("//open")
        return sum(not k.startswith("//") for k in self._values)

    def __del__(self):
        if not getattr(self, "_open", False):
            return
        self._open = False
        try:
            if self._world > 0 and self.add("//gone", 1) >= self._world:
                os.unlink(self.path)
        except (OSError, ImportError, TypeError, ValueError):
            pass


# ---- Over TCP. A request is an operation's number and byte strings with their lengths; so is an answer.

_OPS = ("set", "add", "append", "compare", "delete", "get", "check", "keys", "wait")


def _send(sock, *parts):
    sock.sendall(struct.pack("<I", len(parts)) + b"".join(struct.pack("<Q", len(p)) + p for p in parts))


def _exactly(sock, n):
    data = bytearray()
    while len(data) < n:
        got = sock.recv(min(n - len(data), 1 << 20))
        if not got:
            raise ConnectionError("the other side has closed the connection")
        data += got
    return bytes(data)


def _receive(sock):
    (n,) = struct.unpack("<I", _exactly(sock, 4))
    if n > 1 << 20:
        raise ConnectionError("not a store's message")
    return [_exactly(sock, struct.unpack("<Q", _exactly(sock, 8))[0]) for _ in range(n)]


class _Server:
    """Answers the store's clients, one thread each."""

    def __init__(self, host, port, listener=None):
        self._values, self._changed, self._closed = {}, threading.Condition(), False
        self.listener = listener or _listener(host, port)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True, name="TCPStore").start()

    def _accept(self):
        while not self._closed:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._serve, args=(client,), daemon=True, name="TCPStore client").start()

    def _serve(self, client):
        with client:
            try:
                while True:
                    _send(client, *self._answer(*_receive(client)))
            except (OSError, ValueError, IndexError):
                return

    def _answer(self, op, *args):
        op = _OPS[op[0]]
        with self._changed:
            values = self._values
            if op == "get":
                return [values[args[0]]] if args[0] in values else []
            if op == "check":
                return [b"1" if all(k in values for k in args) else b"0"]
            if op == "keys":
                return [str(len(values)).encode()]
            if op == "wait":
                there = self._changed.wait_for(lambda: self._closed or all(k in values for k in args[1:]), float(args[0]))
                return [b"1" if there and not self._closed else b"0"]
            answer = _apply(values, op, *args)
            self._changed.notify_all()
            return [answer]

    def close(self):
        self._closed = True
        with self._changed:
            self._changed.notify_all()
        try:
            self.listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.listener.close()


def _listener(host, port):
    """A listening socket on every interface."""
    family = socket.AF_INET6 if host and ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind(("", port))
    except OSError as e:
        sock.close()
        raise lumbre.distributed.DistNetworkError(f"The server socket has failed to listen on port {port}: {e}") from None
    sock.listen(1024)
    return sock


def connect(host, port, limit, what):
    """A connection; tried again until `limit` seconds are over."""
    end = time.monotonic() + limit
    while True:
        try:
            sock = socket.create_connection((host, port), timeout=max(0.05, end - time.monotonic()))
            sock.settimeout(None)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return sock
        except (OSError, OverflowError) as e:
            if time.monotonic() > end or isinstance(e, (socket.gaierror, OverflowError)):
                message = f"The client socket has timed out after {int(limit * 1000)}ms while trying to connect to ({host}, {port}) for {what}: {e}"
                raise lumbre.distributed.DistNetworkError(message) from None
            time.sleep(0.05)


class TCPStore(_Changing):
    """Values at one process, which the others reach over TCP.

    Args:
        host_name, port: where the server listens; port 0 lets the server choose (`.port`).
        world_size: how many processes there will be; the server waits for them.
        is_master: whether this process is the server (and a client too).
        timeout: how long to wait for connections and values.
        wait_for_workers: whether the server waits for all others.
        master_listen_fd: a listening socket to use.
    """

    def __init__(
        self, host_name, port=0, world_size=None, is_master=False, timeout=DEFAULT_TIMEOUT, wait_for_workers=True,
        multi_tenant=False, master_listen_fd=None, use_libuv=True,
    ):  # fmt: skip
        super().__init__()
        self._timeout, self._server, self._lock = seconds(timeout), None, threading.Lock()
        if is_master:
            listener = socket.socket(fileno=master_listen_fd) if master_listen_fd is not None else None
            self._server = _Server(host_name, port, listener)
            port = self._server.port
        elif port == 0:
            raise ValueError("TCPStore: a client needs the server's port")
        self.host, self.port = host_name, port
        self._address = ("127.0.0.1" if is_master and ":" not in host_name else host_name, port)
        self._sock = connect(*self._address, self._timeout, "TCPStore")
        self._pid = os.getpid()
        if world_size is not None and world_size > 0 and wait_for_workers:
            here = self.add("//workers", 1)
            if here == world_size:
                self.set("//all", b"1")
            if is_master:
                self.wait(["//all"])

    def _ask(self, op, *parts):
        with self._lock:
            if self._pid != os.getpid():
                # A child has the parent's connection: answers would get mixed up.
                self._sock, self._pid = connect(*self._address, self._timeout, "TCPStore"), os.getpid()
            try:
                _send(self._sock, bytes([_OPS.index(op)]), *parts)
                return _receive(self._sock)
            except OSError as e:
                raise lumbre.distributed.DistNetworkError(f"the store at {self._address[0]}:{self._address[1]} does not answer: {e}") from None

    def _change(self, op, key, a=b"", b=b""):
        parts = [key.encode(), a, b] if op == "compare" else [key.encode()] if op == "delete" else [key.encode(), a]
        return self._ask(op, *parts)[0]

    def _now(self, key):
        answer = self._ask("get", key.encode())
        return answer[0] if answer else None

    def check(self, keys):
        return self._ask("check", *(k.encode() for k in keys))[0] == b"1"

    def wait(self, keys, timeout=None):
        limit = self._timeout if timeout is None else seconds(timeout)
        end = time.monotonic() + limit
        # In short waits, so that other threads of this process get their turn.
        while self._ask("wait", str(max(0.0, min(0.05, end - time.monotonic()))).encode(), *(k.encode() for k in keys))[0] != b"1":
            if time.monotonic() > end:
                self._late(keys, limit)

    def num_keys(self):
        return int(self._ask("keys")[0])

    def close(self):
        """Ends the connection, and the server where it runs here."""
        self._sock.close()
        if self._server is not None:
            self._server.close()

    def __repr__(self):
        return f"TCPStore({self.host}:{self.port})"


class PrefixStore(Store):
    """The values of another store whose names begin with a prefix."""

    def __init__(self, prefix, store):
        super().__init__()
        self._prefix, self.underlying_store = prefix, store
        self._timeout = store._timeout

    def _name(self, key):
        return f"{self._prefix}/{key}"

    def set_timeout(self, timeout):
        self._timeout = seconds(timeout)
        self.underlying_store.set_timeout(timeout)

    def set(self, key, value):
        self.underlying_store.set(self._name(key), value)

    def _now(self, key):
        return self.underlying_store._now(self._name(key))

    def add(self, key, amount):
        return self.underlying_store.add(self._name(key), amount)

    def check(self, keys):
        return self.underlying_store.check([self._name(k) for k in keys])

    def wait(self, keys, timeout=None):
        self.underlying_store.wait([self._name(k) for k in keys], self._timeout if timeout is None else timeout)

    def append(self, key, value):
        self.underlying_store.append(self._name(key), value)

    def compare_set(self, key, expected_value, desired_value):
        return self.underlying_store.compare_set(self._name(key), expected_value, desired_value)

    def delete_key(self, key):
        return self.underlying_store.delete_key(self._name(key))

    def num_keys(self):
        return self.underlying_store.num_keys()
