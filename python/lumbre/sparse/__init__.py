"""Sparse tensors in coordinate form (`torch.sparse_coo`), and their products and sums."""

import lumbre

from . import _coo
from ._coo import addmm, mm, sparse_coo_tensor, sum

__all__ = ["addmm", "mm", "sum", "softmax", "log_softmax", "spdiags", "sampled_addmm", "check_sparse_tensor_invariants"]


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


def _absent(name):
    def call(*args, **kwargs):
        raise NotImplementedError(f"torch.sparse.{name} is not implemented")

    call.__name__, call.__doc__ = name, "Not part of this build: raises NotImplementedError."
    return call


softmax, log_softmax, spdiags, sampled_addmm = (_absent(n) for n in ("softmax", "log_softmax", "spdiags", "sampled_addmm"))
sparse_csr_tensor, sparse_csc_tensor, sparse_bsr_tensor, sparse_bsc_tensor, sparse_compressed_tensor = (
    _absent(f"sparse_{n}_tensor") for n in ("csr", "csc", "bsr", "bsc", "compressed")
)


class check_sparse_tensor_invariants:
    """A context; the invariants are always checked."""

    def __init__(self, enable=True):
        self.enabled = enable

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False

    @staticmethod
    def is_enabled():
        return True

    @staticmethod
    def enable():
        """The checks cannot be turned off, so that there is nothing to turn on."""

    @staticmethod
    def disable():
        """As `enable`."""


def spmm(input, mat2):
    """`out[i][j] = sum over k of a[i][k] * b[k][j]` of a sparse matrix with a dense one.

    Shapes: `(n, m)` and `(m, p)` to `(n, p)`, dense.
    Dtypes: floats, complex, equal in both.
    Raises: RuntimeError for sizes that do not fit.
    Source: PyTorch's `torch.sparse.mm`.
    """
    return _coo.mm(input, mat2)


smm = hspmm = dsmm = spmm
