"""Errors of the processes of a job."""

import dataclasses
import functools
import json
import os
import signal
import time
import traceback

__all__ = ["ProcessFailure", "ChildFailedError", "record"]


@dataclasses.dataclass
class ProcessFailure:
    """One process that failed: its number here and in the job, its exit code (negative: a signal) and what it wrote down."""

    local_rank: int
    rank: int
    pid: int
    exitcode: int
    message: str = ""
    time: str = ""

    def signal_name(self):
        """The signal that ended it, or "<N/A>"."""
        try:
            return signal.Signals(-self.exitcode).name if self.exitcode < 0 else "<N/A>"
        except ValueError:
            return f"<Unknown signal {-self.exitcode}>"


class ChildFailedError(Exception):
    """A process of a job failed."""

    def __init__(self, name, failure):
        self.name, self.failures = name, {failure.local_rank: failure}
        ended = f"signal {failure.signal_name()}" if failure.exitcode < 0 else f"exitcode {failure.exitcode}"
        lines = [
            f"{name} FAILED",
            f"  time      : {failure.time}",
            f"  rank      : {failure.rank} (local_rank: {failure.local_rank})",
            f"  exitcode  : {failure.exitcode} (pid: {failure.pid})",
            f"  traceback : {failure.message or f'ended by {ended}; what it printed is above'}",
        ]
        super().__init__("\n".join(lines))

    def get_first_failure(self):
        """The local rank of the first process that failed, and its failure."""
        return next(iter(self.failures.items()))


def record(fn, error_handler=None):
    """A main function whose errors are written down for the launcher, which shows them at the end."""

    @functools.wraps(fn)
    def recorded(*args, **kwargs):
        try:
            return fn(*args, **kwargs)
        except SystemExit:
            raise
        except BaseException as e:
            path = os.environ.get("TORCHELASTIC_ERROR_FILE")
            if path:
                text = {"message": {"message": f"{type(e).__name__}: {e}", "extraInfo": {"py_callstack": traceback.format_exc(), "timestamp": str(int(time.time()))}}}
                try:
                    with open(path, "w") as f:
                        json.dump(text, f)
                except OSError:
                    pass
            raise

    return recorded
