"""Functions over several ops that are written in Python."""

from . import _C

__all__ = ["is_floating_point", "is_complex", "is_nonzero", "numel", "is_same_size", "is_conj", "is_inference", "promote_types", "can_cast"]


def numel(input):
    """The number of elements."""
    return input.numel()


def is_floating_point(input):
    """Whether the dtype is a real floating one."""
    return input.is_floating_point()


def is_complex(input):
    """Whether the dtype is complex."""
    return input.is_complex()


def is_conj(input):
    return input.is_conj()


def is_inference(input):
    return input.is_inference()


def is_nonzero(input):
    """Whether the only element is not zero."""
    n = input.numel()
    if n != 1:
        raise RuntimeError("Boolean value of Tensor with " + ("no values" if n == 0 else "more than one value") + " is ambiguous")
    return bool(input)


def is_same_size(input, other):
    return input.shape == other.shape


def can_cast(from_, to):
    """Whether a result of `from_` may be stored as `to`."""
    if from_.is_complex and not to.is_complex:
        return False
    if from_.is_floating_point and not (to.is_floating_point or to.is_complex):
        return False
    return not (from_ != _C.bool and to == _C.bool)




def promote_types(type1, type2):
    """The smallest dtype that both go into."""
    import lumbre

    return lumbre.result_type(lumbre.zeros(1, dtype=type1), lumbre.zeros(1, dtype=type2))
