import numpy as np
from scipy import special

from .common import Case, S, T
from .pointwise import ONE
from .unary import POSITIVE, UNIT, within

FLOAT = dict(dtypes="f")
DOUBLE = dict(dtypes=("float32", "float64"))
PAIR = [S(T((3, 4), low=0.3, high=6), T((4,), low=0.3, high=9))]
DEGREES = T(dtype="int64", values=[0, 1, 2, 5, 11])


def polynomial(name, ref=None):
    samples = [S(T((3, 5), low=-0.9, high=0.9), DEGREES), S(T((4,), low=0.1, high=0.9), 3), S(0.3, DEGREES), S(T(values=[-1.0, 0.0, 1.0, 2.0]), -1)]
    return Case(name, samples, dtypes=("float32", "float64"), grad=False, tol={"float32": (1e-4, 1e-4)}, meta=False)


CASES = [
    Case("digamma", POSITIVE, ref=special.digamma, **FLOAT),
    Case("psi", POSITIVE, ref=special.digamma, **FLOAT),
    Case("gammaln", POSITIVE, ref=special.gammaln, **FLOAT),
    Case("erfinv", UNIT, ref=special.erfinv, **FLOAT),
    Case("polygamma", [S(n, T((3, 4), low=0.3, high=4)) for n in (0, 1, 2, 5)], ref=special.polygamma, tol={"float32": (1e-4, 1e-5)}, **DOUBLE),
    Case("polygamma.method", [S(T((3, 4), low=0.3, high=4), 2)], ref=lambda x, n: special.polygamma(n, x), tol={"float32": (1e-4, 1e-5)},
         fn=lambda lib, x, n: x.polygamma(n), **DOUBLE),
    Case("mvlgamma", [S(T((3, 4), low=1.2, high=4), 3), S(T((2,), low=0.2, high=4), 1)], ref=special.multigammaln, tol={"float16": (4e-3, 4e-3)}, **FLOAT),
    Case("multigammaln", [S(T((3, 4), low=1.2, high=4), 3)], ref=special.multigammaln, tol={"float16": (4e-3, 4e-3)}, **FLOAT),
    Case("i0", ONE, ref=special.i0, **FLOAT),
    Case("i1", ONE, ref=special.i1, **FLOAT),
    Case("i0e", ONE, ref=special.i0e, **FLOAT),
    Case("i1e", ONE, ref=special.i1e, **FLOAT),
    Case("sinc", ONE, ref=np.sinc, **FLOAT),
    Case("logit", [*within(0.1, 0.9), S(T((3,), low=-0.3, high=1.2), 0.2)], ref=lambda x, eps=None: special.logit(x if eps is None else np.clip(x, eps, 1 - eps)), **FLOAT),
    Case("expit", ONE, ref=special.expit, **FLOAT),
    Case("entr", POSITIVE, ref=special.entr, **FLOAT),
    Case("ndtr", ONE, ref=special.ndtr, **FLOAT),
    Case("ndtri", within(0.1, 0.9), ref=special.ndtri, **FLOAT),
    Case("log_ndtr", [*ONE, S(T((4,), low=-9, high=2))], ref=special.log_ndtr, **FLOAT),
    Case("erfcx", ONE, ref=special.erfcx, tol={"float16": (3e-3, 3e-3)}, **FLOAT),
    Case("bessel_j0", [*ONE, S(T((9,), low=-15, high=15))], ref=special.j0, **DOUBLE),
    Case("bessel_j1", [*ONE, S(T((9,), low=-15, high=15))], ref=special.j1, **DOUBLE),
    Case("bessel_y0", POSITIVE, ref=special.y0, **DOUBLE),
    Case("bessel_y1", POSITIVE, ref=special.y1, **DOUBLE),
    Case("modified_bessel_i0", ONE, ref=special.i0, **DOUBLE),
    Case("modified_bessel_i1", ONE, ref=special.i1, **DOUBLE),
    Case("modified_bessel_k0", [*POSITIVE, S(T((9,), low=1, high=30))], ref=special.k0, **DOUBLE),
    Case("modified_bessel_k1", [*POSITIVE, S(T((9,), low=1, high=30))], ref=special.k1, **DOUBLE),
    Case("scaled_modified_bessel_k0", [*POSITIVE, S(T((9,), low=1, high=60))], ref=special.k0e, **DOUBLE),
    Case("scaled_modified_bessel_k1", [*POSITIVE, S(T((9,), low=1, high=60))], ref=special.k1e, **DOUBLE),
    Case("spherical_bessel_j0", ONE, ref=lambda x: np.sinc(x / np.pi), **DOUBLE),
    Case("airy_ai", [*ONE, S(T((40,), low=-20, high=10))], ref=lambda x: special.airy(x)[0], grad=False, **DOUBLE),
    Case("zeta", [S(T((3, 4), low=1.2, high=6, grad=False), T((4,), low=0.2, high=6)), S(2.5, T((3,), low=0.5, high=3)), S(T((3,), low=1.5, high=4, grad=False), 2)],
         ref=special.zeta, tol={"float32": (1e-4, 1e-5)}, **DOUBLE),
    *[Case(name, [S(T((3, 4), low=0.3, high=6, grad=False), T((4,), low=0.3, high=9))], ref=ref, tol={"float32": (1e-4, 1e-5)}, **DOUBLE)
      for name, ref in (("igamma", special.gammainc), ("igammac", special.gammaincc), ("gammainc", special.gammainc), ("gammaincc", special.gammaincc))],
    Case("xlogy", [S(T((3, 4)), T((4,), low=0.2, high=3)), S(T((3,)), 1.5)], ref=special.xlogy, **FLOAT),
    Case("xlog1py.scalar", [S(1.5, T((3, 4), low=0.2, high=3))], ref=special.xlog1py, **FLOAT),
    Case("xlogy.scalar", [S(1.5, T((3, 4), low=0.2, high=3))], ref=special.xlogy, **FLOAT),
    Case("xlog1py", [S(T((3, 4)), T((4,), low=-0.8, high=3)), S(T((3,)), 1.5)], ref=special.xlog1py, **FLOAT),
    *[polynomial(f"{shifted}chebyshev_polynomial_{kind}") for shifted in ("", "shifted_") for kind in "tuvw"],
    *[polynomial(name) for name in ("hermite_polynomial_h", "hermite_polynomial_he", "laguerre_polynomial_l", "legendre_polynomial_p")],
]
