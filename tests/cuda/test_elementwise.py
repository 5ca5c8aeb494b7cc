"""The element-wise template on the emulator: layouts, dtypes and casts. Every op is compared with the CPU backend elsewhere."""

import numpy as np
import pytest

import fake
from layouts import EwParams, fast_div, num, packed

RNG = np.random.default_rng(1)
NAMES = {"f32": "f4", "f16": "f2", "f64": "f8", "i32": "i4", "u8": "u1", "i64": "i8", "bool": "?", "c64": "c8"}


def params(n, sizes=(), strides=(), ops=(), numbers=(), single=0):
    p = EwParams(n=n, dims=len(sizes), single=single)
    for k, v in enumerate(ops):
        p.op[k] = num(v)
    for k, v in numbers:
        p.number |= 1 << k
        p.numbers[k] = num(v)
    for d, s in enumerate(reversed(sizes)):
        p.div[d], p.sizes[d] = fast_div(s), s
        for k, one in strides:
            p.strides[k][d] = one[len(sizes) - 1 - d]
    return p


@pytest.mark.parametrize("n", [1, 7, 1000, 1027])
@pytest.mark.parametrize("a,b,o", [("f32", "f32", "f32"), ("f16", "f32", "f16"), ("u8", "i64", "i64"), ("c64", "c64", "c64")])
def test_contiguous_with_a_tail(n, a, b, o):
    x, y = ((RNG.standard_normal(n) * 9).astype(NAMES[t]) for t in (a, b))
    out = fake.empty(n, NAMES[o])
    fake.launch("binary", f"BINARY(contiguous, k, Add, {o}, {a}, {b}, {o})\n", "k", 2, 256, [params(n), fake.array(x), fake.array(y), None, out])
    want = x.astype(NAMES[o]) + y.astype(NAMES[o]) if o != "f16" else (x.astype("f4") + y).astype("f2")
    np.testing.assert_array_equal(out.numpy(), want)


def test_a_number_and_a_single_element_stand_for_all():
    x, out = RNG.standard_normal(100).astype("f4"), fake.empty(100, "f4")
    one = fake.array(np.array([3], "f4"))
    tail = "TERNARY(contiguous, k, Addcmul, f32, f32, f32, f32, f32)\n"
    fake.launch("ternary", tail, "k", 1, 256, [params(100, ops=[2], numbers=[(1, 5)], single=4), fake.array(x), None, one, out])
    np.testing.assert_allclose(out.numpy(), x + 30, rtol=1e-6)


@pytest.mark.parametrize("layout", ["strided", "wide"])
def test_strides_and_broadcasting(layout):
    x, y = RNG.standard_normal((5, 6, 7)).astype("f4"), RNG.standard_normal((6, 1)).astype("f8")
    view = x.transpose(2, 1, 0)
    sizes = (7, 6, 5)
    out = fake.empty(sizes, "f4")
    p = params(210, sizes, [(0, [1, 7, 42]), (1, [0, 1, 0]), (3, packed(sizes))])
    fake.launch("binary", f"BINARY({layout}, k, Mul, f32, f32, f64, f32)\n", "k", 1, 256, [p, fake.array(x), fake.array(y), None, out])
    np.testing.assert_allclose(out.numpy(), view * y.reshape(1, 6, 1), rtol=1e-6)


def test_casts_of_floats():
    x = np.array([0, -0.0, 1.5, -2.5, 1e20, -1e20, np.inf, np.nan, 300.7, 65519, 1e-8, 6e-8], "f4")
    d = fake.array(x)
    for to, want in (("f16", x.astype("f2")), ("bool", x != 0), ("f64", x.astype("f8")), ("c64", x.astype("c8"))):
        out = fake.empty(len(x), NAMES[to])
        fake.launch("unary", f"UNARY(contiguous, k, Copy, f32, f32, {to})\n", "k", 1, 256, [params(len(x)), d, None, None, out])
        np.testing.assert_array_equal(out.numpy(), want)
    out = fake.empty(len(x), "u1")
    fake.launch("unary", "UNARY(contiguous, k, Copy, f32, f32, u8)\n", "k", 1, 256, [params(len(x)), d, None, None, out])
    assert out.numpy()[[0, 2, 3, 8, 7]].tolist() == [0, 1, 254, 44, 0]


def test_eight_bit_floats_round_to_even_and_back():
    x = np.array([0, 0.0019, 0.06, 0.4375, 17, 19, 448, 500, 1e9, -1.0625, np.nan, 57344, 70000], "f4")
    back = {}
    for kind in ("f8e4m3", "f8e5m2"):
        codes, out = fake.empty(len(x), "u1"), fake.empty(len(x), "f4")
        fake.launch("unary", f"UNARY(contiguous, k, Copy, f32, f32, {kind})\n", "k", 1, 256, [params(len(x)), fake.array(x), None, None, codes])
        fake.launch("unary", f"UNARY(contiguous, k, Copy, {kind}, {kind}, f32)\n", "k", 1, 256, [params(len(x)), codes, None, None, out])
        back[kind] = out.numpy()
    np.testing.assert_array_equal(back["f8e4m3"], np.array([0, 0.001953125, 0.05859375, 0.4375, 16, 20, 448, 448, 448, -1, np.nan, 448, 448], "f4"))
    np.testing.assert_array_equal(back["f8e5m2"], np.array([0, 0.001953125, 0.0625, 0.4375, 16, 20, 448, 512, np.inf, -1, np.nan, 57344, np.inf], "f4"))
