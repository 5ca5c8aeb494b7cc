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
]
