import numpy as np

from .common import Case, S, T

LOOSE = {"float16": (2e-2, 4e-2), "bfloat16": (4e-2, 2e-1), "float32": (1e-4, 1e-4)}

CASES = [
    Case("mm", [S(T((3, 4)), T((4, 2))), S(T((3, 0)), T((0, 2))), S(T((17, 33)), T((33, 9)))], ref=np.matmul, dtypes="ifc", tol=LOOSE),
    Case("bmm", [S(T((2, 3, 4)), T((2, 4, 2))), S(T((0, 3, 4)), T((0, 4, 2)))], ref=np.matmul, dtypes="ifc", tol=LOOSE),
    Case("matmul", [
        S(T((3, 4)), T((4, 2))), S(T((4,)), T((4,))), S(T((3, 4)), T((4,))), S(T((4,)), T((4, 2))), S(T((2, 1, 3, 4)), T((5, 4, 2))), S(T((4,)), T((2, 4, 3))),
    ], ref=np.matmul, dtypes="ifc", tol=LOOSE),
    Case("linear", [S(T((3, 4)), T((2, 4)), T((2,))), S(T((2, 3, 4)), T((5, 4))), S(T((4,)), T((2, 4)), T((2,)))],
         ref=lambda x, w, b=None: np.matmul(x, w.T) + (0 if b is None else b), dtypes="fc", tol=LOOSE),
    Case("addmm", [S(T((3, 2)), T((3, 4)), T((4, 2))), S(T((2,)), T((3, 4)), T((4, 2)), beta=0.5, alpha=2.0)], dtypes="fc", tol=LOOSE),
    Case("addmv", [S(T((3,)), T((3, 4)), T((4,)), beta=2, alpha=3)], dtypes="fc", tol=LOOSE),
    Case("addr", [S(T((3, 4)), T((3,)), T((4,)), beta=2, alpha=3)], dtypes="fc", tol=LOOSE),
    Case("baddbmm", [S(T((2, 3, 2)), T((2, 3, 4)), T((2, 4, 2)), beta=2, alpha=3)], dtypes="fc", tol=LOOSE),
    Case("addbmm", [S(T((3, 2)), T((2, 3, 4)), T((2, 4, 2)), beta=2, alpha=3)], dtypes="fc", tol=LOOSE),
    Case("mv", [S(T((3, 4)), T((4,)))], ref=np.matmul, dtypes="ifc", tol=LOOSE),
    Case("dot", [S(T((4,)), T((4,)))], ref=np.dot, dtypes="ifc", tol=LOOSE),
    Case("vdot", [S(T((4,)), T((4,)))], ref=np.vdot, dtypes="fc", tol=LOOSE),
    Case("outer", [S(T((3,)), T((4,)))], ref=np.outer, dtypes="ifc", tol=LOOSE),
    Case("inner", [S(T((3, 4)), T((2, 4)))], ref=np.inner, dtypes="fc", tol=LOOSE),
    Case("kron", [S(T((2, 3)), T((2, 2))), S(T((3,)), T((2, 2)))], ref=np.kron, dtypes="ifc", tol=LOOSE),
    Case("cross", [S(T((2, 3)), T((2, 3))), S(T((3, 4)), T((3, 4)), 0)], dtypes="fc", tol=LOOSE),
    Case("linalg_cross", [S(T((2, 3)), T((2, 3)))], fn=lambda lib, *a, **k: lib.linalg.cross(*a, **k), dtypes="fc", tol=LOOSE),
    Case("bilinear", [S(T((2, 3)), T((2, 4)), T((5, 3, 4)), T((5,)))], dtypes="f", tol=LOOSE),
    Case("chain_matmul", [S(T((2, 3)), T((3, 4)), T((4, 2)))], dtypes="f", tol=LOOSE),
    Case("tensordot.dims", [S(T((2, 3, 4)), T((3, 4, 2)))], dtypes="f", tol=LOOSE),
    Case("_tensordot", [S(T((2, 3, 4)), T((4, 2)), [2, 0], [0, 1])], ref=lambda a, b, i, j: np.tensordot(a, b, (i, j)), dtypes="f", tol=LOOSE, fn=lambda lib, a, b, i, j: lib.ops.aten._tensordot(a, b, i, j)),
    Case("einsum", [
        S("ij,jk->ik", T((2, 3)), T((3, 4))), S("bij,bjk->bik", T((2, 3, 4)), T((2, 4, 2))), S("ii->i", T((3, 3))), S("ij->", T((2, 3))),
        S("...ij,...j", T((2, 3, 4)), T((2, 4))), S("i,j->ij", T((2,)), T((3,))), S("ij,jk,kl->il", T((2, 3)), T((3, 4)), T((4, 2))),
    ], ref=np.einsum, dtypes="f", tol=LOOSE),
]
