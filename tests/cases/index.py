import numpy as np

from .common import Case, S, T


def index_add(x, dim, index, source, alpha=1):
    out = np.array(x)
    at = [slice(None)] * x.ndim
    for n, i in enumerate(index):
        at[dim] = int(i)
        out[tuple(at)] += (alpha * np.take(source, n, dim)).astype(out.dtype)
    return out


def rows(n, high):
    return T((n,), dtype="int64", low=0, high=high)


CASES = [
    Case("index_select", [S(T((3, 4)), 1, rows(5, 4)), S(T((3, 4)), 0, rows(2, 3)), S(T((3, 2)), -1, T((0,), dtype="int64"))],
         ref=lambda x, d, i: np.take(x, i, d), dtypes="bifc"),
    Case("index_add", [S(T((3, 4)), 1, rows(5, 4), T((3, 5))), S(T((3, 4)), 0, rows(2, 3), T((2, 4)), alpha=2)], ref=index_add, dtypes="ifc"),
]
