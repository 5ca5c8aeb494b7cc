import numpy as np

from .common import Case, S, T

# Shapes every element-wise op of one argument is tried on.
ONE = [S(T((3, 4))), S(T(())), S(T((0, 3))), S(T((2, 1, 3)))]
# And of two.
TWO = [S(T((3, 4)), T((3, 4))), S(T((2, 3, 4)), T((4,))), S(T(()), T((3,))), S(T((3, 1)), T((0,))), S(T((2, 3)), 2), S(T((3,)), 1.5)]


def divide(x, y, rounding_mode=None):
    if rounding_mode is None:
        return np.true_divide(x, y)
    return np.floor_divide(x, y) if rounding_mode == "floor" else np.trunc(np.true_divide(x, y)).astype(np.result_type(x, y))


CASES = [
    Case("add", [*TWO, S(T((2, 3)), T((3,)), alpha=2)], ref=lambda x, y, alpha=1: x + alpha * y, dtypes="ifc"),
    Case("sub", [*TWO, S(T((2, 3)), T((3,)), alpha=3)], ref=lambda x, y, alpha=1: x - alpha * y, dtypes="ifc"),
    Case("rsub", [*TWO[:2], S(T((2, 3)), 2), S(T((2, 3)), T((3,)), alpha=2)], ref=lambda x, y, alpha=1: y - alpha * x, dtypes="ifc"),
    Case("mul", TWO, ref=np.multiply, dtypes="bifc"),
    Case("div", [
        S(T((3, 4)), T((3, 4), low=0.5, high=4)), S(T((2, 3)), T((3,), low=1, high=5)), S(T(()), 2), S(T((2, 3)), 0.5),
        S(T((3, 4)), T((4,), low=1, high=4), rounding_mode="floor"), S(T((3, 4)), T((4,), low=1, high=4), rounding_mode="trunc"),
    ], dtypes="if"),
    Case("neg", ONE, ref=np.negative, dtypes="ifc"),
    Case("exp", ONE, ref=np.exp, dtypes="bifc"),
    Case("tanh", ONE, ref=np.tanh, dtypes="bifc"),
    Case("relu", ONE, ref=lambda x: np.maximum(x, 0), dtypes="if"),
    # conj: a lazy view; its numbers are read through tolist.
    Case("conj", ONE, ref=np.conj, dtypes="ifc"),
]
