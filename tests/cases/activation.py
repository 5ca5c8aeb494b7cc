import numpy as np
from scipy import special

from .common import Case, S, T
from .pointwise import ONE

CASES = [
    Case("silu", ONE, ref=lambda x: x * special.expit(x), inplace=False, out=False),
    Case("gelu", ONE, ref=lambda x: x * special.ndtr(x), inplace=False, out=False),
    Case("softplus", ONE, ref=lambda x: np.logaddexp(0, x), out=False),
    Case("logsigmoid", ONE, ref=lambda x: -np.logaddexp(0, -x), out=False),
    Case("leaky_relu", [*ONE, S(T((3,)), 0.2)], ref=lambda x, slope=0.01: np.where(x > 0, x, slope * x), inplace=False, out=False),
    Case("elu", [*ONE, S(T((3,)), 0.5)], ref=lambda x, alpha=1.0: np.where(x > 0, x, alpha * np.expm1(x)), inplace=False, out=False),
    Case("mish", ONE, ref=lambda x: x * np.tanh(np.logaddexp(0, x)), inplace=False, out=False),
    Case("softsign", ONE, ref=lambda x: x / (1 + np.abs(x))),
    Case("tanhshrink", ONE, ref=lambda x: x - np.tanh(x)),
]
