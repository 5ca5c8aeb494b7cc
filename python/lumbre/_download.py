"""Files from the web, whole or not at all: a download that broke off goes on where it stopped, and checksums decide what is kept."""

import contextlib
import hashlib
import json
import os
import shutil
import uuid
from http.client import HTTPException
from urllib.error import HTTPError, URLError

CHUNK = 128 * 1024
# A connection that breaks off is opened again so often, as long as something came.
TRIES = 5


class _Partial:
    """The unfinished file beside its goal, with a note of what it is the beginning of."""

    def __init__(self, dst):
        self.path, self._lock = f"{dst}.partial", None
        try:
            import fcntl

            self._lock = open(f"{self.path}.lock", "wb")
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (ImportError, OSError) as error:
            if isinstance(error, FileNotFoundError):
                raise
            # Somebody else is fetching the same file: this one is fetched on its own.
            self._close()
            self.path = f"{dst}.{uuid.uuid4().hex}.partial"
        self.note = f"{self.path}.json"

    def begin(self, url):
        """(bytes that are there, what the server called that version) of an unfinished download of this address."""
        with contextlib.suppress(OSError, ValueError, KeyError):
            with open(self.note) as file:
                known = json.load(file)
            if known["url"] == url and known["version"]:
                return os.path.getsize(self.path), known["version"]
        return 0, None

    def remember(self, url, version):
        """Notes whose beginning this is; without a version it cannot be continued."""
        with open(self.note, "w") as file:
            json.dump({"url": url, "version": version}, file)

    def remove(self):
        """Leaves nothing behind."""
        for path in (self.path, self.note):
            with contextlib.suppress(FileNotFoundError):
                os.remove(path)

    def _close(self):
        if self._lock is not None:
            name = self._lock.name
            self._lock.close()
            self._lock = None
            return name
        return None

    def release(self):
        """Lets others go on."""
        name = self._close()
        if name is not None:
            with contextlib.suppress(OSError):
                os.remove(name)


def _version(headers):
    """What tells one version of a file from another: a strong tag, or the date."""
    tag = headers.get("ETag") if headers is not None else None
    if tag and not tag.startswith("W/"):
        return tag
    return headers.get("Last-Modified") if headers is not None else None


def _receive(open_url, url, partial, bar_of):
    """One connection: writes what comes. Returns (bytes there, bytes expected or None)."""
    have, version = partial.begin(url)
    headers = {"Range": f"bytes={have}-", "If-Range": version} if have else {}
    with open_url(url, headers) as source:
        # A server that cannot go on, or has another file now, starts anew.
        going_on = bool(have) and getattr(source, "status", None) == 206
        have = have if going_on else 0
        length = source.headers.get("Content-Length") if source.headers is not None else None
        total = have + int(length) if length else None
        partial.remember(url, _version(source.headers))
        with open(partial.path, "ab" if going_on else "wb") as file, bar_of(total, have) as bar:
            try:
                while chunk := source.read(CHUNK):
                    file.write(chunk)
                    have += len(chunk)
                    bar.update(len(chunk))
            except (HTTPException, ConnectionError, TimeoutError):
                if total is None:
                    raise
    return have, total


def _digest(path):
    sha = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(CHUNK):
            sha.update(chunk)
    return sha.hexdigest()


def fetch(open_url, url, dst, hash_prefix, bar_of):
    """The file at `url` as `dst`. `open_url(url, headers)` opens a connection, `bar_of(total, done)` a progress bar."""
    partial = _Partial(dst)
    try:
        before = -1
        for _ in range(TRIES):
            try:
                have, total = _receive(open_url, url, partial, bar_of)
            except HTTPError as error:
                if error.code != 416:
                    raise
                # What is there is not the beginning of what the server has.
                partial.remove()
                continue
            if total is None or have >= total or have <= before:
                break
            before = have
        if total is not None and have < total:
            raise URLError(f"{url}: the connection ended after {have} of {total} bytes. Another call goes on from there")
        if hash_prefix is not None and not (found := _digest(partial.path)).startswith(hash_prefix):
            partial.remove()
            raise RuntimeError(f'invalid hash value (expected "{hash_prefix}", got "{found}")')
        shutil.move(partial.path, dst)
        partial.remove()
    finally:
        partial.release()
