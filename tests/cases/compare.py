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
    Case("logical_and", TWO[:4], ref=np.logical_and, grad=False, dtypes="bif"),
    Case("logical_or", TWO[:4], ref=np.logical_or, grad=False, dtypes="bif"),
    Case("logical_xor", TWO[:4], ref=np.logical_xor, grad=False, dtypes="bif"),
]
