"""Where processes leave values for each other: with one process, its own memory."""

import lumbre

__all__ = ["Store", "HashStore", "FileStore", "TCPStore", "PrefixStore"]


class Store:
    """Values by name, kept in this process."""

    def __init__(self, *args, **kwargs):
        self._values = {}

    def set(self, key, value):
        self._values[key] = value.encode() if isinstance(value, str) else bytes(value)

    def get(self, key):
        if key not in self._values:
            raise lumbre.distributed.DistStoreError(f"wait timeout: key {key} was never set")
        return self._values[key]

    def add(self, key, amount):
        now = int(self._values.get(key, b"0")) + amount
        self._values[key] = str(now).encode()
        return now

    def check(self, keys):
        return all(k in self._values for k in keys)

    def wait(self, keys, timeout=None):
        for k in keys:
            self.get(k)

    def delete_key(self, key):
        return self._values.pop(key, None) is not None

    def num_keys(self):
        return len(self._values)

    def set_timeout(self, timeout):
        """Nothing is waited for."""


class HashStore(Store):
    """A store in memory."""


class FileStore(Store):
    """A store of one process; the file is not made."""


class TCPStore(Store):
    """A store of one process; no port is opened."""

    def __init__(self, host_name, port=0, world_size=None, is_master=False, timeout=None, wait_for_workers=True, **kwargs):
        super().__init__()
        if world_size not in (None, 1):
            raise NotImplementedError(f"distributed.TCPStore of {world_size} processes")
        self.host, self.port = host_name, port


class PrefixStore(Store):
    """The keys of another store that begin with a prefix."""

    def __init__(self, prefix, store):
        super().__init__()
        self._prefix, self.underlying_store = prefix, store

    def set(self, key, value):
        self.underlying_store.set(f"{self._prefix}/{key}", value)

    def get(self, key):
        return self.underlying_store.get(f"{self._prefix}/{key}")

    def add(self, key, amount):
        return self.underlying_store.add(f"{self._prefix}/{key}", amount)
