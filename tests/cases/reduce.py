import numpy as np

from .common import Case, S, T


def whole(f):
    """numpy's reduction; whole numbers add up as int64."""

    def ref(x, dim=None, keepdim=False, dtype=None):
        x = x.astype(np.int64) if x.dtype.kind in "bui" and f is np.sum else x
        axis = tuple(dim) if isinstance(dim, (list, tuple)) and dim else dim if isinstance(dim, int) else None
        if x.ndim == 0:
            axis = None
        return f(x, axis=axis, keepdims=keepdim and x.ndim > 0)

    return ref


DIMS = [S(T((2, 3, 4)), 1), S(T((2, 3, 4)), (0, 2)), S(T((2, 3, 4)), -1, keepdim=True), S(T((2, 3)), None), S(T(()), 0), S(T((40, 33)), 0)]

CASES = [
    Case("sum", [S(T((2, 3, 4))), S(T(())), S(T((0, 3))), S(T((33, 40)))], ref=whole(np.sum), dtypes="bifc", layouts=("contiguous", "transposed", "sliced", "offset", "expanded")),
    Case("sum.dim", [*DIMS, S(T((0, 3)), 0)], ref=whole(np.sum), dtypes="bifc", tol={"float16": (4e-3, 4e-2), "bfloat16": (2e-2, 4e-1)}),
    Case("mean", [S(T((2, 3, 4))), S(T(())), S(T((33, 40)))], ref=whole(np.mean), dtypes="fc"),
    Case("mean.dim", DIMS, ref=whole(np.mean), dtypes="fc"),
]
