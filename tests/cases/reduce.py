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


APART = dict(low=-40, high=40, unique=True)
DIMS = [S(T((2, 3, 4)), 1), S(T((2, 3, 4)), (0, 2)), S(T((2, 3, 4)), -1, keepdim=True), S(T((2, 3)), None), S(T(()), 0), S(T((40, 33)), 0)]

CASES = [
    Case("sum", [S(T((2, 3, 4))), S(T(())), S(T((0, 3))), S(T((33, 40)))], ref=whole(np.sum), dtypes="bifc", layouts=("contiguous", "transposed", "sliced", "offset", "expanded")),
    Case("sum.dim", [*DIMS, S(T((0, 3)), 0)], ref=whole(np.sum), dtypes="bifc", tol={"float16": (4e-3, 4e-2), "bfloat16": (2e-2, 4e-1)}),
    Case("mean", [S(T((2, 3, 4))), S(T(())), S(T((33, 40)))], ref=whole(np.mean), dtypes="fc"),
    Case("mean.dim", DIMS, ref=whole(np.mean), dtypes="fc"),
    Case("prod", [S(T((2, 3))), S(T(()))], dtypes="ifc", tol={"float32": (1e-4, 1e-4), "float16": (1e-2, 1e-1)}),
    Case("prod.dim", [S(T((2, 3, 4)), 1), S(T((2, 3)), 0, True)], dtypes="ifc", tol={"float32": (1e-4, 1e-4), "float16": (1e-2, 1e-1)}),
    Case("max", [S(T((2, 3), **APART))], ref=whole(np.max), dtypes="bif"),
    Case("min", [S(T((2, 3), **APART))], ref=whole(np.min), dtypes="bif"),
    Case("max.dim", [S(T((2, 3, 4), **APART), 1), S(T((2, 5), **APART), 1, True), S(T(()), 0)], dtypes=("int64", "float32", "float64")),
    Case("min.dim", [S(T((2, 3, 4), **APART), 1), S(T((2, 5), **APART), 1, True), S(T(()), 0)], dtypes=("int64", "float32", "float64")),
    Case("max.other", [S(T((2, 3)), T((3,)))], ref=np.maximum, dtypes="if"),
    Case("min.other", [S(T((2, 3)), T((3,)))], ref=np.minimum, dtypes="if"),
    Case("amax", [S(T((2, 3, 4), **APART), (0, 2)), S(T((2, 3), **APART)), S(T((2, 3), **APART), 1, True)], ref=whole(np.max), dtypes="bif"),
    Case("amin", [S(T((2, 3, 4), **APART), (0, 2)), S(T((2, 3), **APART)), S(T((2, 3), **APART), 1, True)], ref=whole(np.min), dtypes="bif"),
    Case("aminmax", [S(T((2, 3), **APART)), S(T((2, 3), **APART), dim=1, keepdim=True)], dtypes="if"),
    Case("argmax", [S(T((3, 7), **APART)), S(T((3, 7), **APART), 1), S(T((3, 7), **APART), 0, True)], dtypes=("int64", "float32", "float64"), grad=False),
    Case("argmin", [S(T((3, 7), **APART)), S(T((3, 7), **APART), 1), S(T((3, 7), **APART), 0, True)], dtypes=("int64", "float32", "float64"), grad=False),
    Case("any", [S(T((2, 3))), S(T((0,)))], dtypes="bif", grad=False),
    Case("any.dim", [S(T((2, 3)), 1), S(T((2, 3)), 0, True)], dtypes="bif", grad=False),
    Case("any.dims", [S(T((2, 3, 4)), (0, 2))], dtypes="bif", grad=False),
    Case("all", [S(T((2, 3))), S(T((0,)))], dtypes="bif", grad=False),
    Case("all.dim", [S(T((2, 3)), 1), S(T((2, 3)), 0, True)], dtypes="bif", grad=False),
    Case("all.dims", [S(T((2, 3, 4)), (0, 2))], dtypes="bif", grad=False),
    Case("count_nonzero", [S(T((2, 3))), S(T((2, 3)), 1)], dtypes="bif", grad=False),
    Case("count_nonzero.dims", [S(T((2, 3, 4)), (0, 2))], dtypes="bif", grad=False),
    Case("nansum", [S(T((2, 3))), S(T((2, 3)), 1, True)], ref=whole(np.nansum), dtypes="f"),
    Case("nanmean", [S(T((2, 3))), S(T((2, 3)), 1, True)], ref=whole(np.nanmean), dtypes="f"),
    *[case for name in ("var", "std", "var_mean", "std_mean") for case in (
        Case(name, [S(T((3, 4))), S(T((3, 4)), False)], dtypes=("float32", "float64", "complex128")),
        Case(name + ".dim", [S(T((3, 4)), 1), S(T((2, 3, 4)), (0, 2), False, True)], dtypes=("float32", "float64")),
        Case(name + ".correction", [S(T((3, 4)), 1, correction=0), S(T((3, 4)), correction=2, keepdim=True)], dtypes=("float32", "float64")),
    )],
]
