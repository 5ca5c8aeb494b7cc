"""What mixed precision on a GPU needs."""

from ... import cuda


def amp_definitely_not_available():
    """Whether there is no GPU to use it on."""
    return not cuda.is_available()
