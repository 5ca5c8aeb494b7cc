"""A lock between processes that is a file."""

import os
import time
import warnings

__all__ = ["FileBaton"]


class FileBaton:
    """Whoever makes the file ``lock_file_path`` holds the baton; the others ask every ``wait_seconds``.

    With ``warn_after_seconds``, waiting longer than that is said once.
    """

    def __init__(self, lock_file_path, wait_seconds=0.1, warn_after_seconds=None):
        self.lock_file_path, self.wait_seconds, self.warn_after_seconds = lock_file_path, wait_seconds, warn_after_seconds
        self.fd = None

    def try_acquire(self):
        """Whether the baton was free and is now ours."""
        try:
            self.fd = os.open(self.lock_file_path, os.O_CREAT | os.O_EXCL)
        except FileExistsError:
            return False
        return True

    def wait(self):
        """Waits until the baton is free; it is not taken."""
        begin, warned = time.monotonic(), self.warn_after_seconds is None
        while os.path.exists(self.lock_file_path):
            time.sleep(self.wait_seconds)
            if not warned and time.monotonic() - begin > self.warn_after_seconds:
                warned = True
                warnings.warn(f"Waited on lock file {self.lock_file_path} for {self.warn_after_seconds} seconds.", stacklevel=2)

    def release(self):
        """Gives the baton back."""
        if self.fd is not None:
            os.close(self.fd)
            self.fd = None
        os.remove(self.lock_file_path)
