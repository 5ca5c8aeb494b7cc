"""What a call that is being recorded may not do: what it leaves behind would not be done again when the recording is launched."""

import threading


class Refused(RuntimeError):
    """The call cannot be a recording."""


class _State(threading.local):
    def __init__(self):
        self.on = False


state = _State()


def refuse(what):
    """Raises while a call is recorded."""
    if state.on:
        raise Refused(f"{what} inside the function")
