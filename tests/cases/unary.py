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
    Case("acosh", within(1.2, 4), ref=np.arccosh, dtypes="f"),
    Case("angle", ONE, ref=np.angle, dtypes="fc"),
    Case("bitwise_not", ONE, ref=np.invert, dtypes="bi", grad=False),
    Case("conj_physical", ONE, ref=np.conj, dtypes="ifc", inplace=False),
    Case("deg2rad", ONE, ref=np.deg2rad, dtypes="f"),
    Case("rad2deg", ONE, ref=np.rad2deg, dtypes="f", tol={"bfloat16": (2e-2, 2e-2)}),
    Case("is_complex", [S(T((2,)))], ref=np.iscomplexobj, dtypes="bifc", grad=False),
    Case("is_floating_point", [S(T((2,)))], ref=lambda x: x.dtype.kind == "f", dtypes="bifc", grad=False),
    *[Case(f"is{name}", [S(T(values=[0.0, 1.5, float("inf"), -float("inf"), float("nan")])), S(T((2, 3)))], ref=getattr(np, f"is{name}"), dtypes="f", grad=False)
      for name in ("finite", "inf", "nan", "neginf", "posinf", "real")],
    Case("logical_not", ONE, ref=np.logical_not, dtypes="bifc", grad=False),
    Case("nan_to_num", [S(T(values=[0.0, 1.5, float("inf"), -float("inf"), float("nan")]), 1.0, 9.0, -9.0), S(T((2, 3)))],
         ref=lambda x, nan=0.0, posinf=None, neginf=None: np.nan_to_num(x, nan=nan, posinf=posinf, neginf=neginf), dtypes="f"),
    Case("positive", ONE, ref=np.positive, dtypes="ifc"),
    Case("round", [*ONE, S(T((3, 4)), decimals=1), S(T((3, 4), low=-90, high=90), decimals=-1)], ref=lambda x, decimals=0: np.round(x, decimals), dtypes=("float32", "float64")),
    Case("sgn", ONE, ref=lambda x: np.sign(x) if x.dtype.kind != "c" else np.where(x == 0, 0, x / np.where(x == 0, 1, np.abs(x))), dtypes="ifc"),
    Case("signbit", ONE, ref=np.signbit, dtypes="f", grad=False),
    Case("lgamma", POSITIVE, ref=special.gammaln, dtypes="f"),
]
