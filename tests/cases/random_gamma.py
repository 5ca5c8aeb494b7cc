"""Gamma and Dirichlet numbers, and how they move with their parameters."""

import numpy as np
from scipy import special

from .common import Case, S, T

SINGLE_DOUBLE = ("float32", "float64")


def gamma_slope(alpha, x):
    """The derivative of the quantile by the shape, by central differences."""
    p, h = special.gammainc(alpha, x), 1e-5 * alpha
    return (special.gammaincinv(alpha + h, p) - special.gammaincinv(alpha - h, p)) / (2 * h)


def beta_slope(x, alpha, total):
    beta, h = total - alpha, 1e-5 * alpha
    p = special.betainc(alpha, beta, x)
    return (special.betaincinv(alpha + h, beta, p) - special.betaincinv(alpha - h, beta, p)) / (2 * h) / (1 - x)


SHAPES = np.array([0.05, 0.3, 0.9, 1.0, 1.5, 4.0, 30.0, 700.0])
POINTS = np.array([0.0002, 0.3, 0.2, 2.0, 5.0, 3.0, 27.0, 710.0])
TOL = {"float32": (1e-5, 1e-7), "float64": (1e-6, 1e-9)}

CASES = [
    Case("_standard_gamma", [S(T((5,), low=0.1, high=9)), S(T((2, 3), low=0.1, high=2)), S(T((0,))), S(T((), low=1, high=3))],
         dtypes=SINGLE_DOUBLE, random=True),
    Case("_standard_gamma_grad", [S(T(values=SHAPES, grad=False), T(values=POINTS, grad=False))], ref=gamma_slope, dtypes=SINGLE_DOUBLE, grad=False, tol=TOL),
    Case("_sample_dirichlet", [S(T((4,), low=0.1, high=9)), S(T((2, 3), low=0.1, high=2))], dtypes=SINGLE_DOUBLE, random=True),
    Case("_dirichlet_grad", [S(T(values=[0.2, 0.9, 0.5, 0.01, 0.7], grad=False), T(values=[0.3, 2.0, 30.0, 1.0, 0.8], grad=False),
                               T(values=[1.0, 3.0, 55.0, 7.0, 1.5], grad=False))], ref=beta_slope, dtypes=SINGLE_DOUBLE, grad=False, tol=TOL),
]
