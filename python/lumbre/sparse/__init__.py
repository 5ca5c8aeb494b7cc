"""Sparse tensors, in coordinates (`torch.sparse_coo`) and compressed (`sparse_csr`, `_csc`, `_bsr`, `_bsc`), their products and sums."""

import functools

import lumbre

from . import _compressed_ops, _coo
from ._compressed import STRICT, CompressedTensor, make, of_layout, sparse_compressed_tensor
from ._compressed_ops import sampled_addmm
from ._coo import log_softmax, softmax, sparse_coo_tensor, spdiags

__all__ = ["addmm", "mm", "sum", "softmax", "log_softmax", "spdiags", "sampled_addmm", "check_sparse_tensor_invariants", "as_sparse_gradcheck"]


def _constructor(name, dtype):
    def make(*args):
        """The sparse tensor of indices, values and size; of sizes alone an empty one."""
        if not args or all(isinstance(a, int) for a in args):
            return lumbre.sparse_coo_tensor(lumbre.empty(len(args), 0, dtype=lumbre.int64), lumbre.empty(0, dtype=dtype), args)
        if len(args) == 1:
            return make(*args[0])
        return sparse_coo_tensor(args[0], lumbre.as_tensor(args[1]).to(dtype), args[2] if len(args) > 2 else None)

    make.__name__ = make.__qualname__ = name
    return make


FloatTensor, DoubleTensor, HalfTensor = (_constructor(f"{n}Tensor", d) for n, d in (("Float", lumbre.float32), ("Double", lumbre.float64), ("Half", lumbre.float16)))
LongTensor, IntTensor, ByteTensor = (_constructor(f"{n}Tensor", d) for n, d in (("Long", lumbre.int64), ("Int", lumbre.int32), ("Byte", lumbre.uint8)))


sparse_csr_tensor, sparse_csc_tensor, sparse_bsr_tensor, sparse_bsc_tensor = (
    of_layout(layout) for layout in (lumbre.sparse_csr, lumbre.sparse_csc, lumbre.sparse_bsr, lumbre.sparse_bsc)
)


def _of_either(name):
    """An operation of both kinds of layouts."""
    coordinates, compressed = getattr(_coo, name), getattr(_compressed_ops, name)

    @functools.wraps(coordinates)
    def call(*args, **kwargs):
        return (compressed if any(isinstance(x, CompressedTensor) for x in args) else coordinates)(*args, **kwargs)

    return call


mm, addmm, sum = _of_either("mm"), _of_either("addmm"), _of_either("sum")


class check_sparse_tensor_invariants:
    """Within the block, or from `enable` to `disable`, the order of compressed indices is checked; everything else always is."""

    def __init__(self, enable=True):
        self.state = enable

    def __enter__(self):
        STRICT.append(self.state)
        return self

    def __exit__(self, *exc):
        STRICT.pop()

    def __call__(self, function):
        @functools.wraps(function)
        def checked(*args, **kwargs):
            with type(self)(self.state):
                return function(*args, **kwargs)

        return checked

    @staticmethod
    def is_enabled():
        return STRICT[-1]

    @staticmethod
    def enable():
        STRICT[-1] = True

    @staticmethod
    def disable():
        STRICT[-1] = False


def as_sparse_gradcheck(gradcheck):
    """`gradcheck` that takes and gives sparse tensors too: their values are what is varied, at fixed places."""

    def of_sparse(func, inputs, **kwargs):
        inputs = list(inputs) if isinstance(inputs, (list, tuple)) else [inputs]
        kwargs.pop("masked", None)
        sparse = [isinstance(x, (_coo.SparseTensor, CompressedTensor)) for x in inputs]

        def values(x):
            if isinstance(x, CompressedTensor):
                return x._v
            return _coo.coalesce(x)._pair[1] if isinstance(x, _coo.SparseTensor) else x

        def rebuilt(x, v):
            return make(x.layout, *x._parts[:2], v, x.shape) if isinstance(x, CompressedTensor) else _coo.make(_coo.coalesce(x)._pair[0], v, x.shape, True)

        def dense(*args):
            out = func(*(rebuilt(x, v) if s else v for x, v, s in zip(inputs, args, sparse)))
            return tuple(map(values, out)) if isinstance(out, (list, tuple)) else values(out)

        leaves = [values(x).detach().requires_grad_(x.requires_grad) if s else x for x, s in zip(inputs, sparse)]
        return gradcheck(dense, leaves, **kwargs)

    return of_sparse


def spmm(input, mat2):
    """`out[i][j] = sum over k of a[i][k] * b[k][j]` of a sparse matrix with a dense one.

    Shapes: `(n, m)` and `(m, p)` to `(n, p)`, dense.
    Dtypes: floats, complex, equal in both.
    Raises: RuntimeError for sizes that do not fit.
    Source: PyTorch's `torch.sparse.mm`.
    """
    return _coo.mm(input, mat2)


smm = hspmm = dsmm = spmm
