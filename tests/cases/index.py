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


WHERE = T(dtype="int64", values=[[0, 3], [1, 2], [3, 0]])

CASES = [
    Case("index_select", [S(T((3, 4)), 1, rows(5, 4)), S(T((3, 4)), 0, rows(2, 3)), S(T((3, 2)), -1, T((0,), dtype="int64"))],
         ref=lambda x, d, i: np.take(x, i, d), dtypes="bifc"),
    Case("index_add", [S(T((3, 4)), 1, rows(5, 4), T((3, 5))), S(T((3, 4)), 0, rows(2, 3), T((2, 4)), alpha=2)], ref=index_add, dtypes="ifc"),
    Case("index", [
        S(T((4, 5)), [rows(3, 4)]), S(T((4, 5)), [None, rows(3, 4)]), S(T((4, 5)), [rows(3, 4), rows(3, 5)]),
        S(T((3, 4, 5)), [rows(2, 3), None, rows(2, 5)]), S(T((3, 4)), [T((3, 4), dtype="bool")]), S(T((3, 4)), [T((3,), dtype="bool")]),
        S(T((3, 4, 2)), [None, T((2, 2), dtype="int64", low=-4, high=4)]),
    ], dtypes="bifc", meta=False, fn=lambda lib, x, i: lib.ops.aten.index(x, i)),
    Case("index_put", [
        S(T((4, 5)), [rows(3, 4)], T((3, 5)), True), S(T((4, 5)), [None, T(dtype="int64", values=[0, 3])], T((4, 2))), S(T((3, 4)), [T((3, 4), dtype="bool")], T(())),
    ], dtypes="ifc", meta=False),
    Case("index_put_", [S(T((4, 5)), [rows(3, 4)], T((3, 5)), True)], dtypes="if", meta=False, fn=lambda lib, x, *a: x.clone().index_put_(*a)),
    Case("gather", [S(T((3, 4)), 1, T((3, 2), dtype="int64", low=0, high=4)), S(T((3, 4)), 0, T((2, 4), dtype="int64", low=0, high=3)), S(T(()), 0, T(dtype="int64", values=0))], dtypes="bifc"),
    Case("scatter.src", [S(T((3, 4)), 1, WHERE, T((3, 2)))], dtypes="bifc"),
    Case("scatter.value", [S(T((3, 4)), 1, WHERE, 1.5)], dtypes="fc"),
    Case("scatter.src_reduce", [S(T((3, 4)), 1, WHERE, T((3, 2)), reduce="add")], dtypes="f"),
    Case("scatter.value_reduce", [S(T((3, 4)), 1, WHERE, 2.0, reduce="add")], dtypes="f"),
    Case("scatter_.src", [S(T((3, 4)), 1, WHERE, T((3, 2)))], dtypes="if", fn=lambda lib, x, *a: x.clone().scatter_(*a)),
    Case("scatter_.value", [S(T((3, 4)), 1, WHERE, 1.5)], dtypes="f", fn=lambda lib, x, *a: x.clone().scatter_(*a)),
    Case("scatter_.src_reduce", [S(T((3, 4)), 1, WHERE, T((3, 2)))], dtypes="f", fn=lambda lib, x, *a: x.clone().scatter_(*a, reduce="add")),
    Case("scatter_.value_reduce", [S(T((3, 4)), 1, WHERE, 2.0)], dtypes="f", fn=lambda lib, x, *a: x.clone().scatter_(*a, reduce="add")),
    Case("scatter_add", [S(T((3, 4)), 1, T((3, 5), dtype="int64", low=0, high=4), T((3, 5)))], dtypes="ifc"),
    Case("scatter_add_", [S(T((3, 4)), 1, T((3, 5), dtype="int64", low=0, high=4), T((3, 5)))], dtypes="if", fn=lambda lib, x, *a: x.clone().scatter_add_(*a)),
    Case("scatter_reduce", [S(T((3, 4)), 1, T((3, 5), dtype="int64", low=0, high=4), T((3, 5)), r, include_self=i) for r in ("sum", "prod", "mean", "amax", "amin") for i in (True, False)], dtypes=("float32", "float64"), tol={"float32": (1e-4, 1e-4)}),
    Case("masked_select", [S(T((3, 4)), T((3, 4), dtype="bool")), S(T((3, 4)), T((4,), dtype="bool"))], dtypes="bifc", meta=False),
    Case("masked_scatter", [S(T((3, 4)), T((3, 4), dtype="bool"), T((3, 5)))], dtypes="ifc", meta=False),
    Case("masked_scatter_", [S(T((3, 4)), T((3, 4), dtype="bool"), T((3, 5)))], dtypes="if", meta=False, fn=lambda lib, x, *a: x.clone().masked_scatter_(*a)),
    Case("nonzero", [S(T((3, 4), low=0, high=2)), S(T((), low=1))], dtypes="bif", grad=False, meta=False, layouts=("contiguous", "transposed", "sliced", "offset")),
    Case("nonzero.numpy", [S(T((3, 4), low=0, high=2), as_tuple=True)], dtypes="bif", grad=False, meta=False, layouts=("contiguous", "transposed", "sliced", "offset")),
    Case("argwhere", [S(T((3, 4), low=0, high=2))], ref=np.argwhere, dtypes="bif", grad=False, meta=False, layouts=("contiguous", "transposed", "sliced", "offset")),
    Case("index_copy", [S(T((3, 4)), 1, T(dtype="int64", values=[3, 0]), T((3, 2)))], dtypes="ifc"),
    Case("index_copy_", [S(T((3, 4)), 1, T(dtype="int64", values=[3, 0]), T((3, 2)))], dtypes="if", fn=lambda lib, x, *a: x.clone().index_copy_(*a)),
    Case("index_fill.value", [S(T((3, 4)), 1, T(dtype="int64", values=[3, 0]), 1.5)], dtypes="f"),
    Case("index_fill_.value", [S(T((3, 4)), 1, T(dtype="int64", values=[-1, 0]), 1.5)], dtypes="f", fn=lambda lib, x, *a: x.clone().index_fill_(*a)),
    Case("index_fill.tensor", [S(T((3, 4)), 1, T(dtype="int64", values=[3, 0]), T(()))], dtypes="f", meta=False),
    Case("index_fill_.tensor", [S(T((3, 4)), 1, T(dtype="int64", values=[3, 0]), T(()))], dtypes="f", meta=False, fn=lambda lib, x, *a: x.clone().index_fill_(*a)),
    Case("take", [S(T((3, 4)), T((2, 3), dtype="int64", low=-12, high=12))], dtypes="if"),
    Case("put", [S(T((3, 4)), T(dtype="int64", values=[[5, 0]]), T((1, 2))), S(T((3, 4)), T(dtype="int64", values=[5, 5]), T((2,)), True)], dtypes="f", fn=lambda lib, x, *a: x.put(*a)),
    Case("take_along_dim", [S(T((3, 4)), T((3, 2), dtype="int64", low=0, high=4), 1), S(T((3, 4)), T((5,), dtype="int64", low=0, high=12))], dtypes="if"),
    Case("fill_diagonal_", [S(T((3, 4)), 1.5), S(T((7, 3)), 2.0, True)], dtypes="f", layouts=("contiguous",), fn=lambda lib, x, *a: x.clone().fill_diagonal_(*a)),
    Case("_unravel_index", [S(T((3,), dtype="int64", low=0, high=12), (3, 4))], dtypes=("int64",), grad=False, fn=lambda lib, i, shape: lib.ops.aten._unravel_index(i, shape) if hasattr(lib, "_C") and hasattr(lib._C, "_call_op") else lib.unravel_index(i, shape)),
]
