"""Flash attention on the emulator (tensor cores included), against numpy in f64."""

import numpy as np
import pytest

import fake
from layouts import i32, i64, struct, u32, u64
import ctypes

RNG = np.random.default_rng(11)
F16 = ("f16", np.float16)


def bf16(x):
    """Rounded to bfloat16, as f32 and as bits."""
    bits = x.astype("f4").view("u4")
    bits = (bits + 0x7FFF + (bits >> 16 & 1)) >> 16
    return (bits << 16).astype("u4").view("f4"), bits.astype("u2")


def widen(a, dtype):
    return a.astype("f4") if dtype == "f16" else (a.astype("u4") << 16).view("f4")


def params(b, h, hk, l, s, d, causal, keep=1.0):
    three = i64 * 3
    q, k = three(h * l * d, l * d, d), three(hk * s * d, s * d, d)
    return struct(
        batch=(i64, b), heads=(i64, h), kv_heads=(i64, hk), queries=(i64, l), keys=(i64, s), d=(i32, d), causal=(u32, causal),
        q=(three, q), k=(three, k), v=(three, k), o=(three, q), gq=(three, q), gk=(three, k), gv=(three, k), go=(three, q),
        scale=(ctypes.c_float, d**-0.5), keep=(ctypes.c_float, keep), seed=(u64, 5), offset=(u64, 8), state=(u64, 0),
    )  # fmt: skip


def reference(q, k, v, go, causal, mask=None):
    """Output and gradients in f64; `mask` multiplies the weights."""
    group = q.shape[1] // k.shape[1]
    q, k, v, go = (a.astype("f8") for a in (q, np.repeat(k, group, 1), np.repeat(v, group, 1), go))
    scale = q.shape[-1] ** -0.5
    s = q @ k.swapaxes(-1, -2) * scale
    if causal:
        s = np.where(np.tril(np.ones(s.shape[-2:], bool)), s, -np.inf)
    w = np.exp(s - s.max(-1, keepdims=True))
    w /= w.sum(-1, keepdims=True)
    m = 1 if mask is None else mask
    o = (w * m) @ v
    gv = (w * m).swapaxes(-1, -2) @ go
    gw = go @ v.swapaxes(-1, -2) * m
    gs = w * (gw - (w * gw).sum(-1, keepdims=True)) * scale
    b, h, _, _ = q.shape
    fold = lambda a: a.reshape(b, h // group, group, *a.shape[2:]).sum(2)  # noqa: E731
    return o, gs @ k, fold(gs.swapaxes(-1, -2) @ q), fold(gv)


@pytest.mark.parametrize(
    "dtype,D,d,l,s,h,hk,causal",
    [("f16", 32, 32, 70, 70, 2, 2, True), ("bf16", 64, 56, 33, 100, 4, 2, False), ("f16", 96, 96, 80, 40, 1, 1, True), ("bf16", 128, 128, 20, 70, 2, 1, False)],
)
def test_attention(dtype, D, d, l, s, h, hk, causal):
    shapes = [(1, h, l, d), (1, hk, s, d), (1, hk, s, d), (1, h, l, d)]
    arrays = [RNG.standard_normal(shape).astype("f4") for shape in shapes]
    if dtype == "f16":
        held = [a.astype("f2") for a in arrays]
        exact = [a.astype("f4") for a in held]
        store = "f2"
    else:
        pairs = [bf16(a) for a in arrays]
        exact, held, store = [p[0] for p in pairs], [p[1] for p in pairs], "u2"
    q, k, v, go = (fake.array(a) for a in held)
    p = params(1, h, hk, l, s, d, causal)
    o, lse, delta = fake.empty(shapes[0], store), fake.empty((h, l), "f4"), fake.empty((h, l), "f4")
    gq, gk, gv = fake.empty(shapes[0], store), fake.empty(shapes[1], store), fake.empty(shapes[1], store)
    tail = f"ATTENTION_FORWARD(k, {dtype}, {D}, false)\nATTENTION_BACKWARD(b, {dtype}, {D}, false)\n"
    shared = 3 * 64 * (D + 8) * 2
    rows, cols = (l + 63) // 64, (s + 63) // 64
    fake.launch("attention", tail, "k", (rows, h), 128, [p, q, k, v, o, lse], shared)
    want = reference(*exact, causal)
    tolerance = 4e-3 if dtype == "f16" else 3e-2
    np.testing.assert_allclose(widen(o.numpy(), dtype), want[0], atol=tolerance, rtol=tolerance)
    fake.launch("attention", tail, "b_rows", (h * l + 7) // 8, (32, 8), [p, o, go, delta])
    fake.launch("attention", tail, "b_keys", (cols, hk), 128, [p, q, k, v, go, lse, delta, gk, gv], shared)
    fake.launch("attention", tail, "b_queries", (rows, h), 128, [p, q, k, v, go, lse, delta, gq], shared)
    for got, expected in zip((gq, gk, gv), want[1:]):
        np.testing.assert_allclose(widen(got.numpy(), dtype), expected, atol=tolerance * 2, rtol=tolerance * 2)


def test_dropout_drops_the_same_weights_in_both_directions():
    l, s, d, keep = 24, 40, 32, 0.75
    q, k, v, go = ((RNG.standard_normal((1, 1, n, d)) * 0.5).astype("f2") for n in (l, s, s, l))
    v[:] = 0
    v[0, 0, :32] = np.eye(32)
    p = params(1, 1, 1, l, s, d, False, keep)
    tail = "ATTENTION_FORWARD(k, f16, 32, true)\nATTENTION_BACKWARD(b, f16, 32, true)\n"
    dq, dk, dv, dg = (fake.array(a) for a in (q, k, v, go))
    o, lse, delta = fake.empty(q.shape, "f2"), fake.empty((1, l), "f4"), fake.empty((1, l), "f4")
    shared = 3 * 64 * 40 * 2
    fake.launch("attention", tail, "k", (1, 1), 128, [p, dq, dk, dv, o, lse], shared)
    # With the identity as values the output is the weights of the first 32 keys, zero where dropped.
    mask = np.full((1, 1, l, s), 1 / keep)
    mask[..., :32] *= o.numpy() != 0
    share = (o.numpy() != 0).mean()
    assert abs(share - keep) < 0.06
    # Keys beyond 32 have zero values: their mask shows in the gradient of v alone, which is not compared.
    want = reference(*(a.astype("f4") for a in (q, k, v, go)), False, mask)
    np.testing.assert_allclose(o.numpy().astype("f4"), want[0], atol=4e-3)
    fake.launch("attention", tail, "b_rows", 3, (32, 8), [p, o, dg, delta])
    gq, gk, gv = fake.empty(q.shape, "f2"), fake.empty(k.shape, "f2"), fake.empty(k.shape, "f2")
    fake.launch("attention", tail, "b_keys", (1, 1), 128, [p, dq, dk, dv, dg, lse, delta, gk, gv], shared)
    fake.launch("attention", tail, "b_queries", (1, 1), 128, [p, dq, dk, dv, dg, lse, delta, gq], shared)
    np.testing.assert_allclose(gq.numpy().astype("f4"), want[1], atol=6e-3)
    np.testing.assert_allclose(gk.numpy().astype("f4")[:, :, :32], want[2][:, :, :32], atol=6e-3)
    np.testing.assert_allclose(gv.numpy().astype("f4")[:, :, :32], want[3][:, :, :32], atol=6e-3)
