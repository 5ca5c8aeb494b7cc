"""Values that are not there yet."""

import threading

__all__ = ["Future", "collect_all", "wait_all"]


class Future:
    """A value that somebody sets later. Callbacks run in the thread that sets it."""

    def __init__(self, *, devices=None):
        self._done, self._lock = threading.Event(), threading.Lock()
        self._value = self._error = None
        self._callbacks = []

    def __class_getitem__(cls, item):
        return cls

    def done(self):
        return self._done.is_set()

    def wait(self):
        """The value, once it is there; raises the error that was set instead."""
        self._done.wait()
        return self.value()

    def value(self):
        if self._error is not None:
            raise self._error
        return self._value

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, result):
        if not isinstance(result, Exception):
            raise AssertionError(f"{result} is of type {type(result)}, not an Exception.")
        self._finish(None, result)

    def _finish(self, value, error):
        with self._lock:
            if self._done.is_set():
                raise RuntimeError("Future can only be marked completed once")
            self._value, self._error = value, error
            callbacks, self._callbacks = self._callbacks, []
            self._done.set()
        for callback in callbacks:
            callback(self)

    def add_done_callback(self, callback):
        """Calls `callback(self)` once the value is there."""
        with self._lock:
            if not self._done.is_set():
                self._callbacks.append(callback)
                return
        callback(self)

    def then(self, callback):
        """A future of `callback(self)`."""
        out = Future()

        def run(future):
            try:
                out.set_result(callback(future))
            except Exception as error:
                out.set_exception(error)

        self.add_done_callback(run)
        return out


def collect_all(futures):
    """A future of the list, done when all of them are."""
    out, futures = Future(), list(futures)
    left, lock = [len(futures)], threading.Lock()
    if not futures:
        out.set_result(futures)

    def one(_):
        with lock:
            left[0] -= 1
            last = left[0] == 0
        if last:
            out.set_result(futures)

    for future in futures:
        future.add_done_callback(one)
    return out


def wait_all(futures):
    """The values of all of them."""
    return [future.wait() for future in collect_all(futures).wait()]
