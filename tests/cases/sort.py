import numpy as np

from .common import Case, S, T

DISTINCT = dict(low=-40, high=40, unique=True)
ROWS = [S(T((3, 8), **DISTINCT)), S(T((3, 8), **DISTINCT), 0), S(T((2, 3, 5), **DISTINCT), 1, True)]
IDS = dict(dtype="int64", low=0, high=6)

CASES = [
    Case("sort", ROWS, dtypes=("int8", "int32", "int64", "float32", "float64")),
    Case("sort.stable", [S(T((3, 8), **DISTINCT), stable=True, dim=0)], dtypes=("int64", "float32", "float64")),
    Case("msort", [S(T((5, 3), **DISTINCT))], dtypes=("int64", "float32", "float64")),
    Case("argsort", ROWS, grad=False, dtypes=("int64", "float32", "float64")),
    Case("argsort.stable", [S(T((3, 8), **DISTINCT), stable=True, dim=0)], grad=False, dtypes=("int64", "float32", "float64")),
    Case("topk", [S(T((3, 8), **DISTINCT), 3), S(T((4, 5), **DISTINCT), 2, 0, False)], dtypes=("int64", "float32", "float64")),
    Case("kthvalue", [S(T((3, 8), **DISTINCT), 3), S(T((4, 5), **DISTINCT), 2, 0, True)], dtypes=("int64", "float32", "float64")),
    Case("median", [S(T((3, 5), **DISTINCT))], dtypes=("int64", "float32", "float64")),
    Case("median.dim", [S(T((3, 5), **DISTINCT), 1), S(T((3, 4), **DISTINCT), 0, True)], dtypes=("int64", "float32", "float64")),
    Case("nanmedian", [S(T(values=[1.5, float("nan"), 0.5, 2.5]))], dtypes=("float32", "float64")),
    Case("nanmedian.dim", [S(T((3, 5), **DISTINCT), 1)], dtypes=("float32", "float64")),
    Case("mode", [S(T((3, 5), low=0, high=3), 1)], dtypes=("int64",), layouts=("contiguous",), meta=False),
    Case("quantile.scalar", [S(T((3, 5)), 0.3), S(T((3, 5)), 0.6, 1, True, interpolation="lower")], dtypes=("float32", "float64")),
    Case("quantile", [S(T((3, 5)), T(values=[0.1, 0.5, 0.9], grad=False), 1)], dtypes=("float32", "float64"), tol={"float32": (1e-4, 1e-5)}, meta=False),
    Case("nanquantile.scalar", [S(T((3, 5)), 0.3)], dtypes=("float32", "float64")),
    Case("nanquantile", [S(T((3, 5)), T(values=[0.1, 0.9], grad=False), 0)], dtypes=("float32", "float64"), tol={"float32": (1e-4, 1e-5)}, meta=False),
    Case("bincount", [S(T((9,), **IDS)), S(T((9,), **IDS), T((9,), dtype="float64", grad=False), 8)], grad=False, dtypes=("int64",), meta=False),
    Case("histc", [S(T((30,)), 5), S(T((30,)), 4, -2, 2)], grad=False, dtypes=("float32", "float64"), meta=False),
    Case("searchsorted", [S(T(values=[1.0, 3.0, 5.0]), T((2, 4), low=0, high=6)), S(T(values=[1.0, 3.0, 5.0]), T((4,), low=0, high=6), right=True)], grad=False, dtypes=("float32", "float64")),
    Case("searchsorted.scalar", [S(T(values=[1.0, 3.0, 5.0]), 3)], grad=False, dtypes=("float32", "float64"), meta=False),
    Case("bucketize", [S(T((2, 4), low=0, high=6), T(values=[1.0, 3.0, 5.0]))], grad=False, dtypes=("float32", "float64")),
    Case("bucketize.scalar", [S(2, T(values=[1.0, 3.0, 5.0]))], grad=False, dtypes=("float32", "float64"), meta=False),
    Case("unique", [S(T((4, 5), low=0, high=4)), S(T((4, 5), low=0, high=4), True, True, True), S(T((4, 2), low=0, high=2), return_inverse=True, return_counts=True, dim=0)], grad=False, dtypes=("int64", "float32", "uint8"), meta=False, layouts=("contiguous", "transposed", "sliced", "offset")),
    Case("unique_consecutive", [S(T((9,), low=0, high=2), True, True)], grad=False, dtypes=("int64", "float32"), meta=False, layouts=("contiguous", "transposed", "sliced", "offset")),
    Case("isin", [S(T((2, 5), low=0, high=6), T((3,), low=0, high=6)), S(T((2, 5), low=0, high=6), T((3,), low=0, high=6), invert=True)], ref=lambda a, b, invert=False: np.isin(a, b, invert=invert), grad=False, dtypes=("int64",)),
    Case("cumsum", [S(T((3, 4)), 1), S(T((3, 4)), 0), S(T(()), 0)], dtypes="ifc"),
    Case("cumprod", [S(T((3, 4)), 1), S(T((3, 4)), 0)], dtypes="fc", tol={"float32": (1e-4, 1e-5)}),
    Case("cummax", [S(T((3, 6), **DISTINCT), 1)], dtypes=("int64", "float32", "float64")),
    Case("cummin", [S(T((3, 6), **DISTINCT), 0)], dtypes=("int64", "float32", "float64")),
    Case("logcumsumexp", [S(T((3, 4)), 1)]),
    Case("diff", [S(T((3, 5))), S(T((3, 5)), 2, 0), S(T((3, 5)), 1, 1, T((3, 1)))], dtypes="if"),
    Case("trapezoid", [S(T((3, 5))), S(T((3, 5)), dx=0.5, dim=0)]),
    Case("trapezoid.x", [S(T((3, 5)), T(values=[0.0, 0.5, 1.5, 2.0, 4.0], grad=False))]),
    Case("combinations", [S(T((4,))), S(T((3,)), 2, True)], dtypes="if"),
]
