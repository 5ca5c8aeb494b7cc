import numpy as np

from .common import Case, S, T
from .pointwise import TWO

PAIRS = TWO[:4]

CASES = [
    Case("maximum", PAIRS, ref=np.maximum, dtypes="if"),
    Case("minimum", PAIRS, ref=np.minimum, dtypes="if"),
    Case("atan2", PAIRS, ref=np.arctan2, dtypes="f"),
    Case("hypot", PAIRS, ref=np.hypot, dtypes="f"),
    Case("logaddexp", PAIRS, ref=np.logaddexp, dtypes="f"),
    Case("pow", [S(T((3, 4), low=0.2, high=3), T((4,))), S(T((2, 3)), 2), S(T((3,)), 3)], ref=np.power, dtypes="f"),
    Case("addcmul", [S(T((3, 4)), T((4,)), T((3, 1)), value=2)], ref=lambda x, a, b, value=1: x + value * a * b, dtypes="f"),
    Case("addcdiv", [S(T((3, 4)), T((4,)), T((3, 1), low=0.5, high=3), value=2)], ref=lambda x, a, b, value=1: x + value * a / b, dtypes="f"),
    Case("lerp", [S(T((3, 4)), T((4,)), 0.25), S(T((3,)), T((3,)), T((3,)))], ref=lambda x, y, w: x + w * (y - x), dtypes="f"),
]
