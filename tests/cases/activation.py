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
    Case("celu", [*ONE, S(T((3,)), 0.5)], ref=lambda x, a=1.0: np.maximum(x, 0) + np.minimum(0, a * np.expm1(x / a))),
    Case("selu", ONE, ref=lambda x: 1.0507009873554805 * np.where(x > 0, x, 1.6732632423543772 * np.expm1(x))),
    Case("relu6", ONE, ref=lambda x: np.clip(x, 0, 6), dtypes="if", inplace=False),
    Case("hardtanh", [*ONE, S(T((3,)), -0.5, 2)], ref=lambda x, low=-1, high=1: np.clip(x, low, high), dtypes="f", inplace=False, out=False),
    Case("hardsigmoid", ONE, ref=lambda x: np.clip(x / 6 + 0.5, 0, 1), inplace=False, out=False),
    Case("hardswish", ONE, ref=lambda x: x * np.clip(x / 6 + 0.5, 0, 1), inplace=False, out=False),
    Case("hardshrink", [*ONE, S(T((3,)), 1.25)], ref=lambda x, l=0.5: np.where(np.abs(x) > l, x, 0)),
    Case("softshrink", [*ONE, S(T((3,)), 1.25)], ref=lambda x, l=0.5: np.sign(x) * np.maximum(np.abs(x) - l, 0), out=False),
    Case("threshold", [S(T((3, 4)), 0.2, 7), S(T(()), 0.3, -1.5)], ref=lambda x, t, v: np.where(x > t, x, v), out=False),
    Case("prelu", [S(T((3, 4)), T((1,))), S(T((2, 4, 3)), T((4,)))], ref=lambda x, w: np.where(x > 0, x, x * (w if w.size == 1 else w[:, None]))),
    *[Case(f"{name}.functional", samples, ref=ref, dtypes="f", fn=lambda lib, *a, name=name, **k: getattr(lib.nn.functional, name)(*a, **k)) for name, samples, ref in (
        ("celu", [S(T((3, 4)), 0.5)], lambda x, a: np.maximum(x, 0) + np.minimum(0, a * np.expm1(x / a))),
        ("elu", [S(T((3, 4)), 0.5)], lambda x, a: np.where(x > 0, x, a * np.expm1(x))),
        ("hardsigmoid", [S(T((3, 4)))], lambda x: np.clip(x / 6 + 0.5, 0, 1)),
        ("hardswish", [S(T((3, 4)))], lambda x: x * np.clip(x / 6 + 0.5, 0, 1)),
        ("hardtanh", [S(T((3, 4)), -0.5, 2.0)], lambda x, low, high: np.clip(x, low, high)),
        ("leaky_relu", [S(T((3, 4)), 0.2)], lambda x, s: np.where(x > 0, x, s * x)),
        ("mish", [S(T((3, 4)))], lambda x: x * np.tanh(np.logaddexp(0, x))),
        ("relu", [S(T((3, 4)))], lambda x: np.maximum(x, 0)),
        ("relu6", [S(T((3, 4)))], lambda x: np.clip(x, 0, 6)),
        ("selu", [S(T((3, 4)))], lambda x: 1.0507009873554805 * np.where(x > 0, x, 1.6732632423543772 * np.expm1(x))),
        ("silu", [S(T((3, 4)))], lambda x: x * special.expit(x)),
        ("threshold", [S(T((3, 4)), 0.2, 7)], lambda x, t, v: np.where(x > t, x, v)),
    )],
    Case("softsign", ONE, ref=lambda x: x / (1 + np.abs(x))),
    Case("tanhshrink", ONE, ref=lambda x: x - np.tanh(x)),
]
