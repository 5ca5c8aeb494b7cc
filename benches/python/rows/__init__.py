"""What the table compares, one module a family. A row is a name and `make(lib)`, which gives the body to time."""

from typing import Callable, NamedTuple


class Row(NamedTuple):
    name: str
    make: Callable
    #: The least ratio to PyTorch that the row may show; `None` takes the group's.
    floor: float | None = None
    #: What the row counts towards; `None` takes the group's.
    goal: float | None = None
    #: How many calls the body makes; times are of one.
    calls: int = 1


class Group(NamedTuple):
    name: str
    #: The geometric mean of the rows' ratios (PyTorch's time / ours) that the project asks of itself.
    goal: float
    floor: float
    rows: list


def dtype(lib, name):
    return getattr(lib, name)


def no_grad(lib, body):
    """The body without the tape."""

    def run():
        with lib.no_grad():
            body()

    return run
