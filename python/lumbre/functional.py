"""Functions over several ops that are written in Python."""

from . import _C

__all__ = ["is_floating_point", "is_complex", "is_nonzero", "numel", "is_same_size", "is_conj", "is_inference", "promote_types", "can_cast", "tensordot", "unravel_index",
           "broadcast_shapes"]


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


def tensordot(a, b, dims=2, out=None):
    """Sums products over dimensions of both: the last and first `dims`, or those of two lists."""
    if hasattr(dims, "tolist"):
        dims = dims.tolist()
    if isinstance(dims, (list, tuple)):
        left, right = (list(d) if isinstance(d, (list, tuple)) else [d] for d in dims)
    else:
        if dims < 0:
            raise RuntimeError(f"tensordot expects dims >= 0, but got dims={dims}")
        if dims > min(a.dim(), b.dim()):
            raise RuntimeError(f"tensordot expects dims < ndim_a or ndim_b, but got dims={dims}")
        left, right = list(range(a.dim() - dims, a.dim())), list(range(dims))
    result = _C._call_op("_tensordot", a, b, left, right)
    return result if out is None else out.copy_(result)


def unravel_index(indices, shape):
    """The coordinates, one tensor a dimension, of places in a flattened tensor of this shape."""
    return tuple(_C._call_op("_unravel_index", indices, [shape] if isinstance(shape, int) else list(shape)))


def broadcast_shapes(*shapes):
    """The shape that tensors of these shapes have together."""
    import lumbre

    sizes = [(s,) if isinstance(s, int) else tuple(s) for s in shapes]
    return lumbre.broadcast_tensors(*[lumbre.empty(s, device="meta") for s in sizes])[0].shape if sizes else lumbre.Size([])
