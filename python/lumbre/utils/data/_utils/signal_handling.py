"""Kept for programs that import it: a worker's death is seen by the end of its channel, not by a signal."""


def _set_worker_signal_handlers():
    """Nothing to set."""


def _set_worker_pids(loader_id, worker_pids):
    """Nothing to note."""


def _remove_worker_pids(loader_id):
    """Nothing to forget."""


def _error_if_any_worker_fails():
    """Nothing to raise: the loader itself does."""
