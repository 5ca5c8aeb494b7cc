"""Functions over several ops that are written in Python."""

from . import _C
from ._help import with_parts as _with_parts

__all__ = ["is_floating_point", "is_complex", "is_nonzero", "numel", "is_same_size", "is_conj", "is_inference", "promote_types", "can_cast", "einsum", "tensordot", "unravel_index",
           "broadcast_shapes", "gradient", "zero_", "detach_", "resize_as_", "is_neg", "is_signed", "get_device", "sym_int",
           "sym_float", "sym_max", "sym_min", "sym_not", "sym_ite", "sym_sum"]


def numel(input):
    """The number of elements."""
    return input.numel()


@_with_parts
def is_floating_point(input):
    """Whether the dtype is a real floating one."""
    return input.is_floating_point()


@_with_parts
def is_complex(input):
    """Whether the dtype is complex."""
    return input.is_complex()


def is_conj(input):
    """Whether the elements are conjugated when they are read."""
    return input.is_conj()


def is_inference(input):
    """Whether the tensor was made in `inference_mode`."""
    return input.is_inference()


def is_nonzero(input):
    """Whether the only element is not zero."""
    n = input.numel()
    if n != 1:
        raise RuntimeError("Boolean value of Tensor with " + ("no values" if n == 0 else "more than one value") + " is ambiguous")
    return bool(input)


def is_same_size(input, other):
    """Whether both have the same shape."""
    return input.shape == other.shape


def can_cast(from_, to):
    """Whether a result of `from_` may be stored as `to`.

    Shapes: none: the result is a bool.
    Dtypes: any two: never from complex to real, from floating point to integers, or from anything else to bool.
    Raises: TypeError for arguments that are no dtypes.
    Source: PyTorch's `torch.can_cast`.
    """
    if from_.is_complex and not to.is_complex:
        return False
    if from_.is_floating_point and not (to.is_floating_point or to.is_complex):
        return False
    return not (from_ != _C.bool and to == _C.bool)




def promote_types(type1, type2):
    """The smallest dtype that both go into.

    Shapes: none: the result is a dtype.
    Dtypes: any two.
    Raises: TypeError for arguments that are no dtypes.
    Source: PyTorch's `torch.promote_types`.
    """
    import lumbre

    return lumbre.result_type(lumbre.zeros(1, dtype=type1), lumbre.zeros(1, dtype=type2))


def _subscripts(labels):
    """The letters of a list of numbers from 0 to 51, `...` for `Ellipsis`."""
    for n in labels:
        if n is not Ellipsis and not 0 <= n < 52:
            raise ValueError("einsum(): subscript in subscript list is not within the valid range [0, 52)")
    return "".join("..." if n is Ellipsis else chr(n + (65 if n < 26 else 71)) for n in labels)


def einsum(*args):
    """The sum, over the labels that the result lacks, of the products of the operands' elements: `einsum('ij,jk->ik', a, b)` is
    `out[i][k] = sum over j of a[i][j] * b[j][k]`.

    `...` stands for broadcast dimensions; without `->` the result has the labels that occur once, in alphabetical order. Operands may also
    be followed by lists of numbers in place of the equation: `einsum(a, [0, 1], b, [1, 2], [0, 2])`.

    Shapes: one label for each dimension of each operand; a label has one size (or 1) everywhere.
    Dtypes: bool, integers, floats, complex.
    Raises: ValueError for missing operands and numbers out of range; RuntimeError for a number of operands or dimensions that is not the
      equation's, sizes that differ, and labels of the result that occur twice or nowhere.
    Source: PyTorch's `torch.einsum`.
    """
    if len(args) < 2:
        raise ValueError(
            "einsum(): must specify the equation string and at least one operand, or at least one operand and its subscripts list"
        )
    if args[0].__class__ is not str and isinstance(args[0], _C.Tensor):
        pairs = len(args) // 2 * 2
        equation = ",".join(map(_subscripts, args[1:pairs:2]))
        if pairs < len(args):
            equation += "->" + _subscripts(args[-1])
        return _einsum(equation, *args[:pairs:2])
    return _einsum(*args)


_einsum = _C._namespace("")["einsum"]


def tensordot(a, b, dims=2, out=None):
    """`out[i…, j…] = sum over k… of a[i…, k…] * b[k…, j…]` over the last and first `dims` dimensions, or those of two lists.

    Shapes: the sizes of both without the summed dimensions.
    Dtypes: integers, floats, complex, equal in both; others raise NotImplementedError.
    Raises: RuntimeError for a number of dimensions that is negative or too large, lists of two lengths and sizes that differ.
    Source: PyTorch's `torch.tensordot`.
    """
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
    """`(i // (s1 s2 …) % s0, …, i % s_last)`: the coordinates, one tensor a dimension, of places in a flattened tensor of sizes s.

    Shapes: a tuple of tensors of the shape of `indices`.
    Dtypes: integers; others raise ValueError.
    Raises: ValueError for sizes below 1 and places outside the shape.
    Source: PyTorch's `torch.unravel_index`.
    """
    return tuple(_C._call_op("_unravel_index", indices, [shape] if isinstance(shape, int) else list(shape)))


def broadcast_shapes(*shapes):
    """The shape that tensors of these shapes have together.

    Shapes: any that broadcast; the result is a `Size`: in each dimension the size that is not 1.
    Dtypes: none.
    Raises: RuntimeError for shapes that do not broadcast.
    Source: PyTorch's `torch.broadcast_shapes`.
    """
    import lumbre

    sizes = [(s,) if isinstance(s, int) else tuple(s) for s in shapes]
    return lumbre.broadcast_tensors(*[lumbre.empty(s, device="meta") for s in sizes])[0].shape if sizes else lumbre.Size([])


def _spacings(input, spacing, dim):
    """The distances of neighbours along each of `dim`: numbers, or tensors one shorter than the dimension."""
    n = input.dim() if dim is None else len(dim)
    if spacing is None:
        return [_C.tensor(1.0)] * n
    if isinstance(spacing, (int, float, complex)) or isinstance(spacing, _C.Tensor) and spacing.dim() == 0:
        return [_C.tensor(float(spacing))] * n
    if len(spacing) != n:
        if dim is None:
            raise RuntimeError(f"torch.gradient expected spacing to be unspecified, a scalar, or a list of length equal to 'self.dim() = {n}', since dim argument was not given, but got a list of length {len(spacing)}")
        raise RuntimeError(f"torch.gradient expected spacing to be unspecified, a scalar or it's spacing and dim arguments to have the same length, but got a spacing argument of length {len(spacing)} and a dim argument of length {n}.")
    out = []
    for s in spacing:
        if isinstance(s, _C.Tensor):
            if s.dim() != 1:
                raise RuntimeError(f"torch.gradient expected each element of spacing to have one dimension, but got an element with {s.dim()} dimensions!")
            out.append(s.diff())
        else:
            out.append(_C.tensor(float(s)))
    return out


def gradient(input, *, spacing=None, dim=None, edge_order=1):
    """The gradient of values on a grid by central differences, one tensor for each of `dim` (all dimensions by default).

    `spacing` is the distance of neighbours: one number, one for each of `dim`, or for each a vector of coordinates. At the
    edges the differences are one-sided, of order `edge_order` (1 or 2).

    Shapes: one of the input's for each of `dim`.
    Dtypes: floats, complex, and signed integers, which give the default dtype.
    Raises: RuntimeError for a dimension named twice, too few points, or spacings that do not fit; NotImplementedError for bool and uint8.
    Source: Fornberg, Generation of Finite Difference Formulas, 1988; PyTorch's `torch.gradient`.
    """
    dims = None if dim is None else [dim] if isinstance(dim, int) else list(dim)
    if dims is not None and len({d % max(input.dim(), 1) for d in dims}) < len(dims):
        raise RuntimeError(f"dim {dims[0]} appears multiple times in the list of dims")
    steps = _spacings(input, spacing, dims)
    return tuple(_C._call_op("_gradient", input, steps, list(range(input.dim())) if dims is None else dims, edge_order))


def zero_(input):
    """Zeros in place."""
    return input.zero_()


def detach_(input):
    """Takes a tensor out of its graph, in place."""
    return input.detach_()


def resize_as_(input, the_template, *, memory_format=None):
    """The shape of another tensor, in place."""
    return input.resize_as_(the_template, memory_format=memory_format)


def is_neg(input):
    """Whether the tensor is a lazily negated view."""
    return input.is_neg()


def is_signed(input):
    """Whether the dtype has negative numbers."""
    return input.is_signed()


def get_device(input):
    """The index of the GPU that holds the tensor; -1 on the CPU."""
    return input.get_device()


def sym_int(a):
    """A size as an int, cut towards zero."""
    return int(a)


def sym_float(a):
    """A size as a float."""
    return float(a)


def sym_max(a, b):
    """The larger of two sizes; a float if either is."""
    return max(float(a), float(b)) if isinstance(a, float) or isinstance(b, float) else max(a, b)


def sym_min(a, b):
    """The smaller of two sizes; a float if either is."""
    return min(float(a), float(b)) if isinstance(a, float) or isinstance(b, float) else min(a, b)


def sym_not(a):
    """`not` of a size's condition."""
    return not a


def sym_ite(b, t, f):
    """`t` if `b`, else `f`, of one type."""
    if type(t) is not type(f):
        raise AssertionError(f"expected two of one type, got {type(t).__name__} and {type(f).__name__}")
    return t if b else f


def sym_sum(args):
    """The sum of several sizes."""
    return sum(args)


# PyTorch has these here too; they are ops, or live beside the package's other names.
_OPS = (
    "atleast_1d", "atleast_2d", "atleast_3d", "broadcast_tensors", "cartesian_prod", "block_diag", "cdist", "chain_matmul", "einsum", "istft", "lu", "norm",
    "meshgrid", "pca_lowrank", "split", "stft", "svd_lowrank", "unique", "unique_consecutive",
)  # fmt: skip


def __getattr__(name):
    if name not in _OPS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import lumbre

    return getattr(lumbre, name)


# PyTorch keeps these here too.
_ELSEWHERE = (
    "align_tensors atleast_1d atleast_2d atleast_3d broadcast_tensors block_diag cartesian_prod cdist chain_matmul istft lu meshgrid norm "
    "pca_lowrank split stft svd_lowrank unique unique_consecutive"
).split()


def __getattr__(name):
    if name not in _ELSEWHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import lumbre

    return getattr(lumbre, name)
