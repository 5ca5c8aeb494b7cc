"""Comparing tensors in tests, and making inputs for them."""

from ._comparison import assert_allclose, assert_close
from ._creation import make_tensor

__all__ = ["FileCheck", "assert_allclose", "assert_close", "make_tensor"]


class FileCheck:
    """Checks of a graph's text."""

    def __init__(self):
        raise NotImplementedError("torch.testing.FileCheck")
