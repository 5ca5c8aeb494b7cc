"""Starting several processes on one function and waiting for them."""

import multiprocessing
import signal
import sys
import time
import traceback
from multiprocessing import connection

__all__ = [
    "ProcessContext", "ProcessException", "ProcessExitedException", "ProcessRaisedException",
    "SpawnContext", "spawn", "start_processes",
]  # fmt: skip

# A traceback's last part that surely fits into a pipe nobody reads from yet.
_TRACEBACK_LIMIT = 32768


class ProcessException(Exception):
    """A process failed: number ``error_index``, with ``error_pid``."""

    def __init__(self, msg, error_index, pid):
        super().__init__(msg)
        self.msg = msg
        self.error_index = error_index
        self.error_pid = pid

    def __reduce__(self):
        return type(self), (self.msg, self.error_index, self.error_pid)


class ProcessRaisedException(ProcessException):
    """A process raised; the message holds its traceback."""

    def __init__(self, msg, error_index, error_pid):
        super().__init__(msg, error_index, error_pid)


class ProcessExitedException(ProcessException):
    """A process ended by a signal or with an exit code."""

    def __init__(self, msg, error_index, error_pid, exit_code, signal_name=None):
        super().__init__(msg, error_index, error_pid)
        self.exit_code = exit_code
        self.signal_name = signal_name

    def __reduce__(self):
        return type(self), (self.msg, self.error_index, self.error_pid, self.exit_code, self.signal_name)


def _die_with_parent():
    """Have the system interrupt this process when its parent ends."""
    if sys.platform != "linux":
        return
    import ctypes

    PR_SET_PDEATHSIG = 1
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def _wrap(fn, i, args, errors):
    _die_with_parent()
    try:
        fn(i, *args)
    except KeyboardInterrupt:
        # Ended from outside; the parent knows.
        pass
    except Exception:
        errors.send(traceback.format_exc()[-_TRACEBACK_LIMIT:])
        errors.close()
        sys.exit(1)


class ProcessContext:
    """The processes that `start_processes` started."""

    def __init__(self, processes, error_pipes):
        self.processes = processes
        self._error_pipes = error_pipes
        self.sentinels = {process.sentinel: i for i, process in enumerate(processes)}

    def pids(self):
        """The processes' ids."""
        return [int(process.pid) for process in self.processes]

    def join(self, timeout=None, grace_period=None):
        """Wait for processes to end: True when all have, False after `timeout` seconds.

        When one fails the others are ended (killed after `grace_period` seconds, if given) and its
        error is raised.
        """
        if not self.sentinels:
            return True
        failed = None
        for sentinel in connection.wait(self.sentinels.keys(), timeout=timeout):
            i = self.sentinels.pop(sentinel)
            self.processes[i].join()
            if self.processes[i].exitcode != 0:
                failed = i
                break
        if failed is None:
            return not self.sentinels
        self._end_others(grace_period)
        self._raise(failed)

    def _end_others(self, grace_period):
        for process in self.processes:
            if process.is_alive():
                process.terminate()
        until = None if grace_period is None else time.monotonic() + grace_period
        for process in self.processes:
            process.join(None if until is None else max(0, until - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()

    def _raise(self, i):
        process, pipe = self.processes[i], self._error_pipes[i]
        try:
            text = pipe.recv() if pipe.poll() else None
        except EOFError:
            text = None
        if text is not None:
            message = f"\n\n-- Process {i} terminated with the following error:\n{text}"
            raise ProcessRaisedException(message, i, process.pid)
        code = process.exitcode
        if code < 0:
            try:
                name = signal.Signals(-code).name
            except ValueError:
                name = f"<Unknown signal {-code}>"
            message = f"process {i} terminated with signal {name}"
            raise ProcessExitedException(message, i, process.pid, code, name)
        raise ProcessExitedException(f"process {i} terminated with exit code {code}", i, process.pid, code)


class SpawnContext(ProcessContext):
    """The older name of `ProcessContext`."""


def start_processes(fn, args=(), nprocs=1, join=True, daemon=False, start_method="spawn"):
    """Run ``fn(i, *args)`` in `nprocs` processes.

    Args:
        join: wait for all of them; otherwise their `ProcessContext` is returned.
        daemon: end them with this process.
        start_method: ``"spawn"``, ``"fork"`` or ``"forkserver"``.
    """
    context = multiprocessing.get_context(start_method)
    pipes, processes = [], []
    for i in range(nprocs):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_wrap, args=(fn, i, args, sender), daemon=daemon)
        process.start()
        sender.close()
        pipes.append(receiver)
        processes.append(process)
    started = SpawnContext(processes, pipes)
    if not join:
        return started
    while not started.join():
        pass
    return None


def spawn(fn, args=(), nprocs=1, join=True, daemon=False, start_method="spawn"):
    """`start_processes` in fresh interpreters."""
    return start_processes(fn, args, nprocs, join, daemon, start_method)
