import numpy as np

from .common import Case, S, T

FD = dict(dtypes=("float32", "float64"))
LOOSE = {"float32": (1e-4, 1e-5)}
GRID = T(values=[0.0, 0.5, 2.0, 3.5, 4.0], grad=False)
LENGTHS = T(dtype="int64", values=[2, 1, 2])
COUNTS = T(dtype="int64", values=[1, 2, 1, 3, 1])
SHARES = T(values=[0.5, 0.25, 1.0, 0.75, 0.5], dtype="float64", grad=False)


def in_rows(x, index, source, reduce, include_self=True):
    """numpy's `ufunc.at` along dimension 0."""
    f = {"prod": np.multiply, "amax": np.maximum, "amin": np.minimum, "mean": np.add}[reduce]
    out, index = np.array(x), index.astype(int)
    if not include_self:
        out[index] = {"prod": 1, "amax": -np.inf, "amin": np.inf, "mean": 0}[reduce]
    f.at(out, index, source)
    if reduce == "mean":
        n = np.zeros(len(x))
        np.add.at(n, index, 1)
        out = out / np.maximum(n + include_self, 1)[:, None]
    return out


# Apart from what they are compared with, so that the extremes have derivatives.
OTHERS = [[0.35, -1.15, 2.45, -0.65], [1.15, -2.35, 0.85, 3.15], [-0.35, 1.85, -1.65, 2.85]]

CASES = [
    Case("cov", [S(T((3, 5))), S(T((5,))), S(T((3, 5)), correction=0), S(T((3, 5)), fweights=COUNTS), S(T((3, 5)), fweights=COUNTS, aweights=SHARES)],
         dtypes=("float64", "complex128"), meta=False),
    Case("corrcoef", [S(T((3, 5))), S(T((5,)))], dtypes=("float64", "complex128")),
    Case("_gradient", [S(T((5,)), [T((), low=1, high=2, grad=False)], [0], 1), S(T((4, 5)), [T((), low=1, high=2, grad=False), T((4,), low=0.5, high=2, grad=False)], [0, 1], 2)],
         dtypes=("float32", "float64"), tol=LOOSE,
         fn=lambda lib, x, steps, dim, order: lib.gradient(
             x, spacing=[float(s) if s.dim() == 0 else lib.cat([s.new_zeros(1), s.cumsum(0)]) for s in steps], dim=dim, edge_order=order), meta=False),
    Case("cumulative_trapezoid", [S(T((3, 5))), S(T((3, 5)), dx=0.5, dim=0)], **FD),
    Case("cumulative_trapezoid.x", [S(T((3, 5)), GRID)], **FD),
    Case("histogram", [S(T((4, 9)), 5), S(T((30,)), 4, range=(-2.0, 2.0)), S(T((9,)), 3, weight=T((9,), low=0, high=2), density=True)], grad=False, meta=False, **FD),
    Case("histogram.bins_tensor", [S(T((30,)), T(values=[-2.0, -1.0, 0.5, 3.0]))], grad=False, meta=False, **FD),
    Case("histogramdd", [S(T((30, 2)), (3, 4)), S(T((9, 3)), (2, 1, 2), density=True)], grad=False, meta=False, **FD),
    Case("histogramdd.int_bins", [S(T((30, 2)), 3, (-3.0, 3.0, -2.0, 2.0))], grad=False, meta=False, **FD),
    Case("histogramdd.edges", [S(T((30, 2)), [T(values=[-2.0, 0.0, 2.0]), T(values=[-3.0, 1.0, 3.0])])], grad=False, meta=False, **FD),
    Case("index_reduce", [S(T((3, 4)), 0, T(dtype="int64", values=[2, 0, 2]), T((3, 4), values=OTHERS), r, include_self=i) for r in ("prod", "mean", "amax", "amin") for i in (True, False)],
         ref=lambda x, dim, *a, **k: in_rows(x, *a, **k), **FD),
    Case("segment_reduce", [S(T((5, 2)), r, lengths=LENGTHS) for r in ("sum", "mean", "max", "min", "prod")]
         + [S(T((5,)), "mean", offsets=T(dtype="int64", values=[0, 2, 2, 5]), initial=1.5), S(T((2, 3)), "sum", lengths=T(dtype="int64", values=[[1, 2], [3, 0]]), axis=1)],
         meta=False, **FD),
    Case("frexp", [S(T((3, 4))), S(T(values=[0.0, 1.0, -5.0, 1e-30], grad=False))], ref=np.frexp, dtypes=("float32", "float64"), grad=True),
    Case("hash_tensor", [S(T((3, 4))), S(T((3, 4)), 1), S(T((2, 3, 4)), (0, 2), keepdim=True)], dtypes="bif", grad=False,
         out=False, fn=lambda lib, *a, **k: lib.hash_tensor(*a, **k).view(lib.int64).bitwise_right_shift(12)),
    Case("nonzero_static", [S(T((3, 4), low=0, high=2), size=5), S(T((3, 4), low=0, high=2), size=20, fill_value=7)], dtypes="bif", grad=False,
         layouts=("contiguous", "transposed", "sliced", "offset")),
    Case("where.self", [S(T((3, 4), low=0, high=2)), S(T((), low=1))], dtypes="bif", grad=False, meta=False, layouts=("contiguous", "transposed", "sliced", "offset")),
    Case("sum_to_size", [S(T((2, 3, 4)), 3, 1), S(T((2, 3)), (2, 3)), S(T((2, 3)), ())], dtypes="fc", fn=lambda lib, x, *size: x.sum_to_size(*size)),
]
