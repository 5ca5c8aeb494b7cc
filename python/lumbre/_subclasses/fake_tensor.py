"""The classes that programs compare with."""

from .. import _absent

FakeTensor = _absent.kind("_subclasses.fake_tensor.FakeTensor")
FakeTensorMode = _absent.kind("_subclasses.fake_tensor.FakeTensorMode")


class UnsupportedFakeTensorException(RuntimeError):
    """A tensor that cannot be faked."""


class DynamicOutputShapeException(RuntimeError):
    """A shape that depends on data."""


def is_fake(x):
    """Whether a tensor is fake: never."""
    return False
