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
    Case("logaddexp2", PAIRS, ref=np.logaddexp2, dtypes="f"),
    Case("fmax", PAIRS, ref=np.fmax, dtypes="if"),
    Case("fmin", PAIRS, ref=np.fmin, dtypes="if"),
    Case("copysign", [*PAIRS, S(T((3,)), -2)], ref=np.copysign, dtypes="f"),
    Case("nextafter", PAIRS, ref=np.nextafter, dtypes=("float64",)),
    Case("heaviside", PAIRS, ref=np.heaviside, grad=False, dtypes="f"),
    Case("gcd", PAIRS, ref=np.gcd, grad=False, dtypes="i"),
    Case("lcm", PAIRS, ref=np.lcm, grad=False, dtypes=("int32", "int64")),
    Case("ldexp", [S(T((3, 4)), T((4,), low=-3, high=3)), S(T((2,)), T(dtype="int64", values=[-2, 3]))], ref=lambda x, e: x * 2.0**e, dtypes="f"),
    Case("float_power", [S(T((3, 4), low=0.2, high=3), T((4,))), S(T((3,), low=1, high=4), 2)], ref=lambda x, e: np.float_power(x, e), dtypes="if"),
    *[Case(name, [S(T((3, 4)), T((4,), low=1, high=4)), S(T((2, 3)), 2)], ref=ref, dtypes="if") for name, ref in (
        ("floor_divide", np.floor_divide), ("fmod", np.fmod), ("remainder", np.remainder), ("true_divide", np.true_divide))],
    Case("floor_divide.scalar", [S(7, T((3, 4), low=1, high=4))], ref=np.floor_divide, dtypes="if"),
    Case("remainder.scalar", [S(7, T((3, 4), low=1, high=4))], ref=np.remainder, dtypes="if"),
    Case("pow.scalar", [S(2.5, T((3, 4)))], ref=np.power, dtypes="f"),
    *[case for name, ref in (("bitwise_and", np.bitwise_and), ("bitwise_or", np.bitwise_or), ("bitwise_xor", np.bitwise_xor)) for case in (
        Case(name, [S(T((3, 4)), T((4,))), S(T((3,)), 3)], ref=ref, grad=False, dtypes="i"), Case(f"{name}.scalar", [S(5, T((3, 4)))], ref=ref, grad=False, dtypes="i"))],
    *[case for name, ref in (("bitwise_left_shift", np.left_shift), ("bitwise_right_shift", np.right_shift)) for case in (
        Case(name, [S(T((3, 4)), T((4,), low=0, high=3)), S(T((3,)), 2)], ref=ref, grad=False, dtypes=("int16", "int32", "int64")),
        Case(f"{name}.scalar", [S(5, T((3, 4), low=0, high=3))], ref=ref, grad=False, dtypes=("int32", "int64")))],
    Case("clamp", [S(T((3, 4)), -0.5, 1.25), S(T((3, 4)), None, T((4,))), S(T((3, 4)), T((3, 1)), T((4,))), S(T((2,)), min=0.25)],
         ref=lambda x, min=None, max=None: np.clip(x, min, max), dtypes=("float32", "float64")),
    Case("clamp_max", [S(T((3, 4)), 1.25), S(T((3, 4)), T((4,)))], ref=np.minimum, dtypes="f"),
    Case("clamp_min", [S(T((3, 4)), 1.25), S(T((3, 4)), T((4,)))], ref=np.maximum, dtypes="f"),
    Case("complex", [S(T((3, 4)), T((4,)))], ref=lambda a, b: a + 1j * b, dtypes=("float32", "float64")),
    Case("polar", [S(T((3, 4), low=0.2, high=3), T((4,)))], ref=lambda r, a: r * np.exp(1j * a), dtypes=("float32", "float64")),
    Case("masked_fill", [S(T((3, 4)), T((4,), dtype="bool"), 1.5), S(T((3, 4)), T((3, 4), dtype="bool"), T(()))], ref=lambda x, m, v: np.where(m, v, x), dtypes="fc"),
    Case("where", [S(T((3, 4), dtype="bool"), T((3, 4)), T((4,))), S(T((4,), dtype="bool"), T((3, 4)), 2), S(T((2,), dtype="bool"), 1, T((2,)))], ref=np.where, dtypes="ifc"),
    Case("where.method", [S(T((3, 4)), T((4,), dtype="bool"), T((4,)))], ref=lambda x, c, y: np.where(c, x, y), dtypes="ifc", fn=lambda lib, x, c, y: x.where(c, y)),
    Case("pow", [S(T((3, 4), low=0.2, high=3), T((4,))), S(T((2, 3)), 2), S(T((3,)), 3)], ref=np.power, dtypes="f"),
    Case("addcmul", [S(T((3, 4)), T((4,)), T((3, 1)), value=2)], ref=lambda x, a, b, value=1: x + value * a * b, dtypes="f"),
    Case("addcdiv", [S(T((3, 4)), T((4,)), T((3, 1), low=0.5, high=3), value=2)], ref=lambda x, a, b, value=1: x + value * a / b, dtypes="f"),
    Case("lerp", [S(T((3, 4)), T((4,)), 0.25), S(T((3,)), T((3,)), T((3,)))], ref=lambda x, y, w: x + w * (y - x), dtypes="f"),
]
