import numpy as np
from scipy import special

from .common import Case, S, T
from .pointwise import ONE


def within(low, high):
    return [S(T(shape, low=low, high=high)) for shape in [(3, 4), (), (0, 3), (2, 1, 3)]]


POSITIVE, UNIT = within(0.1, 4), within(-0.9, 0.9)

CASES = [
    Case("sqrt", POSITIVE, ref=np.sqrt, dtypes="f"),
    Case("rsqrt", POSITIVE, ref=lambda x: 1 / np.sqrt(x), dtypes="f"),
    Case("reciprocal", POSITIVE, ref=lambda x: 1 / x, dtypes="f"),
    Case("square", ONE, ref=np.square, dtypes="ifc"),
    Case("log", POSITIVE, ref=np.log, dtypes="f"),
    Case("log2", POSITIVE, ref=np.log2, dtypes="f"),
    Case("log10", POSITIVE, ref=np.log10, dtypes="f"),
    Case("log1p", POSITIVE, ref=np.log1p, dtypes="f"),
    Case("exp2", ONE, ref=np.exp2, dtypes="f"),
    Case("expm1", ONE, ref=np.expm1, dtypes="f"),
    Case("sigmoid", ONE, ref=special.expit, dtypes="f"),
    Case("abs", ONE, ref=np.abs, dtypes="if"),
    Case("sign", ONE, ref=np.sign, dtypes="if"),
    Case("sin", ONE, ref=np.sin, dtypes="f"),
    Case("cos", ONE, ref=np.cos, dtypes="f"),
    Case("tan", UNIT, ref=np.tan, dtypes="f"),
    Case("asin", UNIT, ref=np.arcsin, dtypes="f"),
    Case("acos", UNIT, ref=np.arccos, dtypes="f"),
    Case("atan", ONE, ref=np.arctan, dtypes="f"),
    Case("sinh", ONE, ref=np.sinh, dtypes="f"),
    Case("cosh", ONE, ref=np.cosh, dtypes="f"),
    Case("asinh", ONE, ref=np.arcsinh, dtypes="f"),
    Case("atanh", UNIT, ref=np.arctanh, dtypes="f"),
    Case("floor", ONE, ref=np.floor, dtypes="f"),
    Case("ceil", ONE, ref=np.ceil, dtypes="f"),
    Case("trunc", ONE, ref=np.trunc, dtypes="f"),
    Case("frac", ONE, ref=lambda x: x - np.trunc(x), dtypes="f"),
    Case("erf", ONE, ref=special.erf, dtypes="f"),
    Case("erfc", ONE, ref=special.erfc, dtypes="f"),
    Case("lgamma", POSITIVE, ref=special.gammaln, dtypes="f"),
]
