import numpy as np

from .common import Case, S, T
from .pointwise import TWO

CASES = [
    Case("eq", TWO, ref=np.equal, grad=False, dtypes="if"),
    Case("ne", TWO, ref=np.not_equal, grad=False, dtypes="if"),
    Case("lt", TWO, ref=np.less, grad=False, dtypes="if"),
    Case("le", TWO, ref=np.less_equal, grad=False, dtypes="if"),
    Case("gt", TWO, ref=np.greater, grad=False, dtypes="if"),
    Case("ge", TWO, ref=np.greater_equal, grad=False, dtypes="if"),
    *[Case(name, [S(T((3, 4)), T((3, 4))), S(T(values=[1.0, float("nan")]), T(values=[1.0 + 1e-9, float("nan")]), equal_nan=True), S(T((2,)), T((2,)), 0.5, 0.5)],
           ref=ref, grad=False, dtypes=("float32", "float64"), meta=name == "isclose") for name, ref in (("isclose", np.isclose), ("allclose", np.allclose))],
    Case("equal", [S(T((3, 4)), T((3, 4))), S(T(values=[1, 2]), T(values=[1, 2])), S(T((2,)), T((3,)))], ref=np.array_equal, grad=False, dtypes="bifc", meta=False),
    Case("logical_and", TWO[:4], ref=np.logical_and, grad=False, dtypes="bif"),
    Case("logical_or", TWO[:4], ref=np.logical_or, grad=False, dtypes="bif"),
    Case("logical_xor", TWO[:4], ref=np.logical_xor, grad=False, dtypes="bif"),
]
