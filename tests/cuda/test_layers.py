"""Recurrent cells, sampling of images and regions, sequence losses, fills and samplers on the emulator, against numpy."""

import itertools

import numpy as np
import pytest

import fake
from layouts import f64, i64, num, struct, u32, u64, walk

RNG = np.random.default_rng(13)
sigmoid = lambda x: 1 / (1 + np.exp(-x))  # noqa: E731


def fill_params(n, start=0, step=0, **rest):
    values = {"steps": 0, "rows": 0, "cols": 0, "diagonal": 0} | {k: v for k, v in rest.items() if k in ("steps", "rows", "cols", "diagonal")}
    return struct(n=(u64, n), **{k: (i64, v) for k, v in values.items()}, lower=(u32, rest.get("lower", 0)), single=(u32, rest.get("single", 0)), start=num(start), step=num(step))


def test_ranges_lines_and_triangles():
    out = fake.empty(100, "f4")
    fake.launch("fill", "FILL_RANGE(k, f32)\n", "k", 1, 64, [fill_params(100, 0.5, 0.1), out])
    np.testing.assert_array_equal(out.numpy(), (0.5 + 0.1 * np.arange(100)).astype("f4"))
    out = fake.empty(100, "i8")
    fake.launch("fill", "FILL_RANGE(k, i64)\n", "k", 1, 64, [fill_params(100, -7, 3), out])
    np.testing.assert_array_equal(out.numpy(), -7 + 3 * np.arange(100))
    out = fake.empty(11, "f8")
    fake.launch("fill", "FILL_LINE(k, f64)\n", "k", 1, 64, [fill_params(11, -1, 2, steps=11), out])
    np.testing.assert_allclose(out.numpy(), np.linspace(-1, 2, 11), rtol=1e-15, atol=1e-16)
    out = fake.empty((4, 6), "?")
    for lower, want in ((1, np.tri(4, 6, 1, bool)), (0, ~np.tri(4, 6, 0, bool))):
        fake.launch("fill", "FILL_TRIANGLE(k)\n", "k", 1, 64, [fill_params(24, rows=4, cols=6, diagonal=1, lower=lower), out])
        np.testing.assert_array_equal(out.numpy(), want)


def test_parts_of_numbers():
    x = np.array([0, -0.0, 1, -3.75, 1e-310, np.inf, np.nan, 6e200])
    m, e = fake.empty(8, "f8"), fake.empty(8, "i4")
    fake.launch("fill", "FREXP(k, f64)\n", "k", 1, 32, [u64(8), fake.array(x), m, e])
    want = np.frexp(x)
    np.testing.assert_array_equal(m.numpy(), want[0])
    np.testing.assert_array_equal(e.numpy(), np.where(np.isfinite(x), want[1], 0))


def test_rows_of_bits():
    x, out = RNG.integers(0, 2**63, (9, 50), dtype="u8"), fake.empty(9, "u8")
    fake.launch("fill", "XOR_ROWS(k)\n", "k", 2, (32, 8), [u64(9), u64(50), fake.array(x), out])
    np.testing.assert_array_equal(out.numpy(), np.bitwise_xor.reduce(x, 1))


@pytest.mark.parametrize("relu", [0, 1])
def test_a_simple_cell_and_its_derivative(relu):
    x, g = RNG.standard_normal((2, 4, 6))
    p = struct(rows=(i64, 4), hidden=(i64, 6), kept=(i64, 0), relu=(u32, relu), pad=(u32, 0))
    h, dx = fake.empty((4, 6), "f8"), fake.empty((4, 6), "f8")
    f = lambda v: np.maximum(v, 0) if relu else np.tanh(v)  # noqa: E731
    fake.launch("rnn", "RNN(k, f64)\n", "k_simple", 1, 32, [p, fake.array(x), h])
    np.testing.assert_allclose(h.numpy(), f(x), rtol=1e-12)
    fake.launch("rnn", "RNN(k, f64)\n", "k_simple_backward", 1, 32, [p, fake.array(g), h, dx])
    check_gradient(lambda v: (f(v) * g).sum(), x, dx.numpy())


def test_lstm_and_gru_steps_and_their_derivatives():
    rows, h, kept = 5, 6, 3
    p = struct(rows=(i64, rows), hidden=(i64, h), kept=(i64, kept), relu=(u32, 0), pad=(u32, 0))
    prev, first = RNG.standard_normal((kept, h)), RNG.standard_normal((rows, h))
    before = np.where(np.arange(rows)[:, None] < kept, np.pad(prev, ((0, rows - kept), (0, 0))), first)

    def lstm(x, c):
        a, f, g, o = sigmoid(x[:, :h]), sigmoid(x[:, h : 2 * h]), np.tanh(x[:, 2 * h : 3 * h]), sigmoid(x[:, 3 * h :])
        c = f * c + a * g
        return c, o * np.tanh(c)

    x = RNG.standard_normal((rows, 4 * h))
    gates, c, out, dp, df = fake.array(x), fake.empty((rows, h), "f8"), fake.empty((rows, h), "f8"), fake.array(prev), fake.array(first)
    fake.launch("rnn", "RNN(k, f64)\n", "k_lstm", 1, 32, [p, gates, dp, df, c, out])
    want = lstm(x, before)
    np.testing.assert_allclose(c.numpy(), want[0], rtol=1e-12)
    np.testing.assert_allclose(out.numpy(), want[1], rtol=1e-12)
    g, gc = RNG.standard_normal((rows, h)), RNG.standard_normal((rows, h))
    dgc, dx = fake.array(gc), fake.empty((rows, 4 * h), "f8")
    fake.launch("rnn", "RNN(k, f64)\n", "k_lstm_backward", 1, 32, [p, fake.array(g), gates, dp, df, c, dgc, dx])
    loss = lambda x, b: (lstm(x, b)[0] * gc + lstm(x, b)[1] * g).sum()  # noqa: E731
    check_gradient(lambda v: loss(v, before), x, dx.numpy())
    check_gradient(lambda v: loss(x, v), before, dgc.numpy())

    def gru(x, s, b):
        r, z = sigmoid(x[:, :h] + s[:, :h]), sigmoid(x[:, h : 2 * h] + s[:, h : 2 * h])
        u = np.tanh(x[:, 2 * h :] + r * s[:, 2 * h :])
        return (1 - z) * u + z * b

    x, s = RNG.standard_normal((rows, 3 * h)), RNG.standard_normal((rows, 3 * h))
    gates, last = fake.array(x), fake.empty((rows, h), "f8")
    fake.launch("rnn", "RNN(k, f64)\n", "k_gru", 1, 32, [p, gates, fake.array(s), dp, df, last, out])
    np.testing.assert_allclose(out.numpy(), gru(x, s, before), rtol=1e-12)
    dg, dx, ds = fake.array(g), fake.empty((rows, 3 * h), "f8"), fake.empty((rows, 3 * h), "f8")
    fake.launch("rnn", "RNN(k, f64)\n", "k_gru_backward", 1, 32, [p, dg, gates, dp, df, last, dx, ds])
    check_gradient(lambda v: (gru(v, s, before) * g).sum(), x, dx.numpy())
    check_gradient(lambda v: (gru(x, v, before) * g).sum(), s, ds.numpy())
    check_gradient(lambda v: (gru(x, s, v) * g).sum(), before, dg.numpy())


def check_gradient(f, x, grad):
    """Central differences at a few elements."""
    for at in RNG.choice(x.size, min(x.size, 12), False):
        d = np.zeros(x.size)
        d[at] = 1e-6
        d = d.reshape(x.shape)
        np.testing.assert_allclose((f(x + d) - f(x - d)) / 2e-6, grad.ravel()[at], rtol=1e-5, atol=1e-7)


def bilinear(image, grid, align):
    """Zeros outside; image [C, H, W], grid [P, 2] of (x, y)."""
    c, h, w = image.shape
    out = np.zeros((c, len(grid)))
    for i, (gx, gy) in enumerate(grid):
        x, y = ((gx + 1) / 2 * (w - 1), (gy + 1) / 2 * (h - 1)) if align else (((gx + 1) * w - 1) / 2, ((gy + 1) * h - 1) / 2)
        for a, b in itertools.product((0, 1), (0, 1)):
            r, q = int(np.floor(y)) + a, int(np.floor(x)) + b
            if 0 <= r < h and 0 <= q < w:
                out[:, i] += image[:, r, q] * (1 - abs(y - r)) * (1 - abs(x - q))
    return out


@pytest.mark.parametrize("align", [0, 1])
def test_grid_sampling(align):
    x, grid = RNG.standard_normal((2, 3, 5, 4)), RNG.uniform(-1.2, 1.2, (2, 7, 2))
    three = i64 * 3
    p = struct(batch=(i64, 2), channels=(i64, 3), points=(i64, 7), plane=(i64, 20), sizes=(three, three(1, 5, 4)), dims=(u32, 2), nearest=(u32, 0), padding=(u32, 0), align=(u32, align))
    out, d, dg = fake.empty((2, 3, 7), "f8"), fake.array(x), fake.array(grid)
    fake.launch("grid", "GRID_FORWARD(k, f64)\n", "k", 1, 32, [p, d, dg, out])
    f = lambda x, g: np.stack([bilinear(a, b, align) for a, b in zip(x, g)])  # noqa: E731
    np.testing.assert_allclose(out.numpy(), f(x, grid), rtol=1e-10, atol=1e-12)
    g = RNG.standard_normal((2, 3, 7))
    gx, gg = fake.array(np.zeros_like(x)), fake.empty(grid.shape, "f8")
    fake.launch("grid", "GRID_BACKWARD(k, f64)\n", "k", 1, 32, [p, fake.array(g), d, dg, gx, gg])
    check_gradient(lambda v: (f(v, grid) * g).sum(), x, gx.numpy())
    check_gradient(lambda v: (f(x, v) * g).sum(), grid, gg.numpy())


def roi_params(n, channels, size, outs, pooled, kind=0, sampling=2, aligned=1, scale=0.5):
    return struct(
        n=(u64, n), channels=(i64, channels), h=(i64, size[0]), w=(i64, size[1]), outs=(i64, outs), ph=(i64, pooled[0]), pw=(i64, pooled[1]),
        sampling=(i64, sampling), kind=(u32, kind), aligned=(u32, aligned), scale=(f64, scale),
    )  # fmt: skip


def test_regions():
    x = np.arange(2 * 2 * 8 * 9, dtype="f8").reshape(2, 2, 8, 9)
    rois = np.array([[0, 2, 2, 9, 11], [1, 0, 4, 14, 10]], "f8")
    p = roi_params(2 * 2 * 6, 2, (8, 9), 2, (3, 2))
    out, d, dr = fake.empty((2, 2, 3, 2), "f8"), fake.array(x), fake.array(rois)
    fake.launch("roi", "ROI_FORWARD(k, f64)\n", "k", 1, 32, [p, d, dr, out])
    # The image is linear, so the mean of a cell's samples is the value at its centre.
    want = np.empty((2, 2, 3, 2))
    for k, (b, x1, y1, x2, y2) in enumerate(rois * [1, 0.5, 0.5, 0.5, 0.5] - [0, 0.5, 0.5, 0.5, 0.5]):
        for i, j in itertools.product(range(3), range(2)):
            cy, cx = y1 + (i + 0.5) * (y2 - y1) / 3, x1 + (j + 0.5) * (x2 - x1) / 2
            want[k, :, i, j] = x[int(b), :, 0, 0] + 9 * cy + cx
    np.testing.assert_allclose(out.numpy(), want, rtol=1e-12)
    g = RNG.standard_normal(want.shape)
    gx = fake.array(np.zeros_like(x))
    fake.launch("roi", "ROI_BACKWARD(k, f64)\n", "k", 1, 32, [p, fake.array(g), dr, gx])
    np.testing.assert_allclose((gx.numpy() * x).sum(), (g * want).sum(), rtol=1e-12)
    places = fake.empty(want.shape, "i4")
    fake.launch("roi", "ROI_MAX(k, f64)\n", "k", 1, 32, [p, d, dr, out, places])
    assert (out.numpy() == np.take_along_axis(x[rois[:, 0].astype(int)].reshape(2, 2, -1), places.numpy().reshape(2, 2, -1).astype(int), 2).reshape(want.shape)).all()
    fake.launch("roi", "ROI_MAX_BACKWARD(k, f64)\n", "k", 1, 32, [p, fake.array(g), dr, places, gx])
    boxes = np.array([[0, 0, 10, 10], [1, 1, 11, 11], [20, 20, 30, 30], [0, 0, 4, 4]], "f4")
    kept = fake.empty(4, "?")
    fake.launch("roi", "ROI_SUPPRESS(k, f32)\n", "k", 1, 64, [i64(4), f64(0.5), fake.array(boxes), fake.array(np.array([1, 0, 2, 3])), kept])
    assert kept.numpy().tolist() == [True, False, True, True]


def test_ctc():
    t, n, c, blank = 6, 2, 4, 0
    x = RNG.standard_normal((t, n, c))
    labels, starts, steps = np.array([1, 1, 3]), np.array([0, 2, 3]), np.array([6, 4])
    states = 5

    def loss(x):
        """Over every path of classes that reads as the labels."""
        logp = x - np.log(np.exp(x).sum(-1, keepdims=True))
        out = []
        for i in range(n):
            total = 0.0
            for path in itertools.product(range(c), repeat=int(steps[i])):
                read = [k for k, _ in itertools.groupby(path) if k != blank]
                if read == labels[starts[i] : starts[i + 1]].tolist():
                    total += np.exp(sum(logp[s, i, k] for s, k in enumerate(path)))
            out.append(-np.log(total))
        return np.array(out)

    three = i64 * 3
    p = struct(
        batch=(i64, n), total=(i64, t), classes=(i64, c), states=(i64, states), blank=(i64, blank), x=(three, three(n * c, c, 1)),
        y=(three, three(n * c, c, 1)), g=(i64, 1), zero_infinity=(u32, 0), pad=(u32, 0),
    )  # fmt: skip
    logp = fake.array(x - np.log(np.exp(x).sum(-1, keepdims=True)))
    where = [fake.array(v) for v in (labels, starts, steps)]
    alpha, beta, out = fake.empty(n * t * states, "f8"), fake.empty(n * 2 * states, "f8"), fake.empty(n, "f8")
    fake.launch("ctc", "CTC_FORWARD(k, f64)\n", "k", n, 32, [p, logp, *where, alpha, out])
    want = loss(x)
    np.testing.assert_allclose(out.numpy(), want, rtol=1e-10)
    g, gx = np.array([0.5, 2.0]), fake.empty(x.shape, "f8")
    fake.launch("ctc", "CTC_BACKWARD(k, f64)\n", "k", n, 32, [p, fake.array(g), logp, *where, alpha, beta, gx])
    d = np.zeros_like(x)
    d[2, 0, 1] = 1e-6
    np.testing.assert_allclose(((loss(x + d) - loss(x - d)) * g).sum() / 2e-6, gx.numpy()[2, 0, 1], rtol=1e-5)
    np.testing.assert_allclose(gx.numpy().sum(-1), 0, atol=1e-12)
    assert (gx.numpy()[4:, 1] == 0).all()


def test_samplers_have_their_moments():
    n = 4000
    p = struct(n=(u64, n), seed=(u64, 9), offset=(u64, 4), state=(u64, 0), a=(f64, 0), b=(f64, 0), range=(u64, 0), base=(i64, 1), walk=walk([n], [1]))
    bad, out = fake.array(np.zeros(3, "i8")), fake.empty(n, "f8")
    for what, a, b, mean, var in (("POISSON", 3.0, 0, 3, 3), ("POISSON", 40.0, 0, 40, 40), ("BINOMIAL", 12.0, 0.3, 3.6, 2.52), ("BINOMIAL", 100.0, 0.7, 70, 21), ("GAMMA", 0.5, 0, 0.5, 0.5), ("GAMMA", 4.0, 0, 4, 4)):
        fake.launch("sample", f"SAMPLE(k, {what}, f64)\n", "k", 4, 256, [p, fake.array(np.full(n, a)), fake.array(np.full(n, float(b))), out, bad])
        x = out.numpy()
        assert abs(x.mean() - mean) < 6 * (var / n) ** 0.5, what
        assert abs(x.var() / var - 1) < 0.25, what
    assert bad.numpy()[0] == 0
    weights = np.array([1.0, 0, 3, 6])
    p.n = 3000
    places = fake.empty(3000, "i8")
    fake.launch("sample", "SAMPLE_CATEGORIES(k, f64)\n", "k", 4, 256, [p, u64(4), u64(3000), fake.array(weights.cumsum()), places])
    np.testing.assert_allclose(np.bincount(places.numpy(), minlength=4) / 3000, weights / 10, atol=0.04)
