"""Random streams, matrix products, pooling, convolutions, losses and optimizers on the emulator, against numpy."""

import ctypes

import numpy as np
import pytest
from scipy import special

import fake
from layouts import f64, i64, num, packed, struct, u32, u64, walk

RNG = np.random.default_rng(5)
F32 = ctypes.c_float


def philox(seed, block, thread):
    """Philox4x32-10 in Python integers (Salmon et al., 2011)."""
    c = [block & 0xFFFFFFFF, block >> 32, thread & 0xFFFFFFFF, thread >> 32]
    k0, k1 = seed & 0xFFFFFFFF, seed >> 32
    for _ in range(10):
        a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(b >> 32) ^ c[1] ^ k0, b & 0xFFFFFFFF, (a >> 32) ^ c[3] ^ k1, a & 0xFFFFFFFF]
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return c


def test_the_reference_has_the_known_answer():
    assert philox(0, 0, 0) == [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]


def random_params(n, a=0.0, b=1.0, span=0, base=0, offset=8, state=0):
    return struct(n=(u64, n), seed=(u64, 77), offset=(u64, offset), state=(u64, state), a=(f64, a), b=(f64, b), range=(u64, span), base=(i64, base), walk=walk([n], [1]))


def words(n, threads, per, offset=8):
    """The block and the word's number of each element."""
    out = []
    for e in range(n):
        t, rest = e % threads, e // threads
        out.append((philox(77, offset // 4 + rest // per, t), rest % per))
    return out


def test_uniform_numbers_follow_the_counters():
    n, out = 1500, fake.empty(1500, "f4")
    fake.launch("random", "RANDOM(k, Uniform, f32)\n", "k", 1, 256, [random_params(n, 0, 1), out])
    want = np.array([(b[i] * 2.0**-32 + 2.0**-33) for b, i in words(n, 256, 4)], "f4")
    want[want == 1] = 0
    np.testing.assert_allclose(out.numpy(), want, atol=1e-7)
    assert ((out.numpy() >= 0) & (out.numpy() < 1)).all()
    small, large = fake.empty(n, "i8"), fake.empty(n, "i8")
    fake.launch("random", "RANDOM(k, Small, i64)\n", "k", 1, 256, [random_params(n, span=100, base=-7), small])
    assert (small.numpy() == [b[i] % 100 - 7 for b, i in words(n, 256, 4)]).all()
    fake.launch("random", "RANDOM(k, Large, i64)\n", "k", 1, 256, [random_params(n, span=1 << 40, base=3), large])
    assert (large.numpy() == [((b[2 * i] << 32) | b[2 * i + 1]) % (1 << 40) + 3 for b, i in words(n, 256, 2)]).all()


def test_a_graphs_numbers_begin_where_its_state_says():
    n, out, want = 900, fake.empty(900, "f4"), fake.empty(900, "f4")
    fake.launch("random", "RANDOM(k, Uniform, f32)\n", "k", 1, 256, [random_params(n, 0, 1, offset=48), want])
    state = fake.array(np.array([77, 40], "u8"))
    fake.launch("random", "RANDOM(k, Uniform, f32)\n", "k", 1, 256, [random_params(n, 0, 1, offset=8, state=state.p.value), out])
    assert (out.numpy() == want.numpy()).all()


def test_row_exchanges_lead_to_an_order():
    pivots = np.array([[3, 2, 3], [1, 2, 3]], "i4")
    order, bad = fake.empty((2, 4), "i8"), fake.array(np.zeros(3, "i8"))
    args = [u64(2), u64(3), u64(4), fake.array(pivots), order, u32(1), bad]
    fake.launch("fill", "PIVOTS(k)\n", "k_order", 1, 64, args)
    assert order.numpy().tolist() == [[2, 1, 0, 3], [0, 1, 2, 3]] and bad.numpy()[0] == 0
    args[3] = fake.array(np.array([[5, 1, 1], [1, 2, 3]], "i4"))
    fake.launch("fill", "PIVOTS(k)\n", "k_order", 1, 64, args)
    assert bad.numpy().tolist() == [1, 4, 4]
    same = fake.empty((2, 3), "i4")
    fake.launch("fill", "PIVOTS(k)\n", "k_same", 1, 64, [u64(2), u64(3), same])
    assert same.numpy().tolist() == [[1, 2, 3]] * 2


@pytest.mark.parametrize("dtype,name", [("f4", "f32"), ("f8", "f64")])
def test_distributions_have_their_moments(dtype, name):
    n = 6000
    out = fake.empty(n, dtype)
    for dist, a, b, mean, std in (("Normal", 2, 3, 2, 3), ("Exponential", 2, 0, 0.5, 0.5), ("Bernoulli", 0.3, 0, 0.3, 0.458), ("Geometric", 0.25, 0, 4, 3.46)):
        fake.launch("random", f"RANDOM(k, {dist}, {name})\n", "k", 4, 256, [random_params(n, a, b), out])
        x = out.numpy().astype("f8")
        assert abs(x.mean() - mean) < 6 * std / n**0.5 and abs(x.std() - std) < 0.12 * std


def test_probabilities_of_a_tensor():
    n = 3001
    prob, out = RNG.random(n).astype("f4"), fake.empty(n, "f4")
    fake.launch("random", "RANDOM_BERNOULLI(k, f32, f32)\n", "k", 2, 256, [random_params(n), fake.array(prob), out])
    drawn = np.array([philox(77, 2 + e // 4 // 512, e // 4 % 512)[e % 4] for e in range(n)]) * 2.0**-32 + 2.0**-33
    assert (out.numpy() == (drawn.astype("f4") <= prob)).all()


def test_dropout_keeps_and_scales():
    x = RNG.standard_normal(3000).astype("f4")
    out, mask = fake.empty(3000, "f4"), fake.empty(3000, "?")
    for v in (1, 4):
        fake.launch("random", f"RANDOM_DROPOUT(k, {v}, f32)\n", "k", 2, 256, [random_params(3000, 0.4), fake.array(x), out, mask])
        m = mask.numpy()
        np.testing.assert_allclose(out.numpy(), np.where(m, x / np.float32(0.6), 0), rtol=1e-6)
        assert abs(m.mean() - 0.6) < 0.04


@pytest.mark.parametrize("dtype,name", [("f4", "f32"), ("f2", "f16"), ("i4", "i32"), ("u1", "u8"), ("c16", "c128")])
@pytest.mark.parametrize("turned", [False, True])
def test_matrix_product(dtype, name, turned):
    m, n, k = 70, 37, 41
    a, b, c = (RNG.integers(-4, 5, s).astype(dtype) for s in ((2, m, k), (2, n, k) if turned else (2, k, n), (2, m, n)))
    bias = RNG.integers(0, 5, n).astype(dtype)
    three = i64 * 3
    sb = three(n * k, 1, k) if turned else three(k * n, n, 1)
    p = struct(
        m=(u64, m), n=(u64, n), k=(u64, k), batch=(u64, 2), a=(three, three(m * k, k, 1)), b=(three, sb), out=(three, three(m * n, n, 1)),
        bias=(i64, 1), alpha=num(2), beta=num(3),
    )  # fmt: skip
    out = fake.array(c)
    fake.launch("gemm", f"GEMM(k, {name})\n", "k", (2, 3, 2), 256, [p, fake.array(a), fake.array(b), fake.array(bias), out])
    bm = b.swapaxes(1, 2) if turned else b
    want = a.astype("c16") @ bm.astype("c16") * 2 + c.astype("c16") * 3 + bias
    if dtype in ("i4", "u1"):
        want = want.real.astype("i8").astype(dtype)
    np.testing.assert_allclose(out.numpy(), want if dtype == "c16" else want.real.astype(dtype), rtol=2e-3 if dtype == "f2" else 1e-6)


def windows(x, kernel, step, pad, fill):
    """Windows of the last two dimensions, [N, C, oh, ow, kh, kw]."""
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), constant_values=fill)
    return np.lib.stride_tricks.sliding_window_view(x, (kernel, kernel), (2, 3))[:, :, ::step, ::step]


def pool_params(n, c, size, out, kernel, step, pad, count=1, divisor=0):
    three, five = i64 * 3, i64 * 5
    sx, sy = packed([n, c, 1, *size]), packed([n, c, 1, *out])
    return lambda elements: struct(
        n=(u64, elements), channels=(i64, c), **{"in": (three, three(1, *size))}, out=(three, three(1, *out)),
        kernel=(three, three(1, kernel, kernel)), step=(three, three(1, step, step)), padding=(three, three(0, pad, pad)),
        dilation=(three, three(1, 1, 1)), x=(five, five(*sx)), y=(five, five(*sy)), at=(five, five(*sy)), divisor=(i64, divisor),
        count_padding=(u32, count), pad=(u32, 0),
    )  # fmt: skip


def test_pooling():
    n, c, size = 2, 3, (9, 11)
    x, out = RNG.standard_normal((n, c, *size)).astype("f4"), (5, 6)
    p = pool_params(n, c, size, out, 3, 2, 1)
    d, y, at = fake.array(x), fake.empty((n, c, *out), "f4"), fake.empty((n, c, *out), "i8")
    fake.launch("pool", "POOL_MAX(k, f32)\n", "k", 1, 128, [p(n * c * 30), d, y, at])
    assert (y.numpy() == windows(x, 3, 2, 1, -np.inf).max((-1, -2))).all()
    assert (np.take_along_axis(x.reshape(n, c, -1), at.numpy().reshape(n, c, -1), 2).reshape(y.shape) == y.numpy()).all()
    g = RNG.standard_normal(y.shape).astype("f4")
    gx = fake.array(np.zeros_like(x))
    fake.launch("pool", "POOL_MAX_BACKWARD(k, f32)\n", "k", 1, 128, [p(n * c * 30), fake.array(g), at, gx])
    want = np.zeros((n, c, 99))
    for i in range(n):
        for j in range(c):
            np.add.at(want[i, j], at.numpy()[i, j].ravel(), g[i, j].ravel())
    np.testing.assert_allclose(gx.numpy().reshape(n, c, -1), want, rtol=1e-5, atol=1e-6)
    fake.launch("pool", "POOL(k, avg, f32)\n", "k", 1, 128, [p(n * c * 30), d, y])
    np.testing.assert_allclose(y.numpy(), windows(x, 3, 2, 1, 0).mean((-1, -2)), rtol=1e-5, atol=1e-6)
    fake.launch("pool", "POOL(k, avg_backward, f32)\n", "k", 1, 128, [p(n * c * 99), fake.array(g), gx])
    # The gradient is the transpose: <avg(x), g> = <x, gx>.
    np.testing.assert_allclose((y.numpy() * g).sum(), (x * gx.numpy()).sum(), rtol=1e-4)
    q = pool_params(n, c, size, (4, 3), 1, 1, 0)
    cells, index = fake.empty((n, c, 4, 3), "f4"), fake.empty((n, c, 4, 3), "i8")
    fake.launch("pool", "POOL(k, adaptive_avg, f32)\n", "k", 1, 128, [q(n * c * 12), d, cells])
    edges = [[(i * s // o, -(-(i + 1) * s // o)) for i in range(o)] for s, o in zip(size, (4, 3))]
    want = np.stack([np.stack([x[:, :, a:b, e:f].mean((2, 3)) for e, f in edges[1]], -1) for a, b in edges[0]], -2)
    np.testing.assert_allclose(cells.numpy(), want, rtol=1e-5, atol=1e-6)
    g = RNG.standard_normal(want.shape).astype("f4")
    fake.launch("pool", "POOL(k, adaptive_avg_backward, f32)\n", "k", 1, 128, [q(n * c * 99), fake.array(g), gx])
    np.testing.assert_allclose((want * g).sum(), (x * gx.numpy()).sum(), rtol=1e-4)
    fake.launch("pool", "POOL_ADAPTIVE_MAX(k, f32)\n", "k", 1, 128, [q(n * c * 12), d, cells, index])
    want = np.stack([np.stack([x[:, :, a:b, e:f].max((2, 3)) for e, f in edges[1]], -1) for a, b in edges[0]], -2)
    assert (cells.numpy() == want).all()


@pytest.mark.parametrize("groups,cin,cout", [(1, 4, 6), (2, 4, 6), (2, 40, 36), (1, 17, 70)])
def test_convolution(groups, cin, cout):
    """Few channels a group go element by element, many in tiles."""
    n, size, kernel, step, pad = 2, (8, 7), 3, 2, 1
    out = (4, 4)
    x, w = RNG.standard_normal((n, cin, *size)), RNG.standard_normal((cout, cin // groups, kernel, kernel))
    bias, g = RNG.standard_normal(cout), RNG.standard_normal((n, cout, *out))
    three, five = i64 * 3, i64 * 5

    def params(count):
        return struct(
            n=(u64, count), batch=(i64, n), cin=(i64, cin), cout=(i64, cout), groups=(i64, groups), **{"in": (three, three(1, *size))},
            out=(three, three(1, *out)), kernel=(three, three(1, 3, 3)), step=(three, three(1, step, step)), padding=(three, three(0, pad, pad)),
            dilation=(three, three(1, 1, 1)), x=(five, five(*packed([n, cin, 1, *size]))), w=(five, five(*packed([cout, cin // groups, 1, 3, 3]))),
            y=(five, five(*packed([n, cout, 1, *out]))), bias=(i64, 1),
        )  # fmt: skip

    win = windows(x, kernel, step, pad, 0).reshape(n, groups, cin // groups, *out, 3, 3)
    wg, gg = w.reshape(groups, cout // groups, cin // groups, 3, 3), g.reshape(n, groups, cout // groups, *out)
    want = np.einsum("ngchwij,gocij->ngohw", win, wg).reshape(n, cout, *out) + bias[:, None, None]
    d, dw, dg = fake.array(x), fake.array(w), fake.array(g)
    y, gx, gw = fake.empty(want.shape, "f8"), fake.empty(x.shape, "f8"), fake.empty(w.shape, "f8")
    fake.launch("conv", "CONV_FORWARD(k, f64)\n", "k", 3, 256, [params(want.size), d, dw, fake.array(bias), y])
    np.testing.assert_allclose(y.numpy(), want, rtol=1e-10, atol=1e-12)
    fake.launch("conv", "CONV_BACKWARD_INPUT(k, f64)\n", "k", 3, 256, [params(x.size), dg, dw, gx])
    np.testing.assert_allclose((x * gx.numpy()).sum(), ((want - bias[:, None, None]) * g).sum(), rtol=1e-10)
    fake.launch("conv", "CONV_BACKWARD_WEIGHT(k, f64)\n", "k", w.size, 64, [params(w.size), dg, d, gw])
    np.testing.assert_allclose(gw.numpy(), np.einsum("ngchwij,ngohw->gocij", win, gg).reshape(w.shape), rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("smoothing", [0.0, 0.2])
def test_cross_entropy(smoothing):
    n, c = 21, 40
    x, w = RNG.standard_normal((n, c)), RNG.random(c) + 0.5
    t = RNG.integers(0, c, n)
    t[4] = -100
    logp = x - np.log(np.exp(x).sum(1, keepdims=True))
    two, three = i64 * 2, i64 * 3
    p = struct(
        n=(u64, n), classes=(i64, c), l=(i64, 1), ignore=(i64, -100), smoothing=(f64, smoothing), scale=(f64, 1.0), x=(three, three(c, 1, 1)),
        y=(three, three(c, 1, 1)), t=(two, two(1, 1)), g=(two, two(1, 1)), op=(u32, 4), pad=(u32, 0),
    )  # fmt: skip
    live = t >= 0
    hit = np.where(live, -w[t % c] * logp[np.arange(n), t % c], 0)
    losses = (1 - smoothing) * hit + smoothing / c * np.where(live, -(w * logp).sum(1), 0)
    each, sums, out, total = fake.empty(n, "f8"), fake.empty((2, 3), "f8"), fake.empty(1, "f8"), fake.empty(1, "f8")
    bad, dl, dt, dw = fake.array(np.zeros(3, "i8")), fake.array(logp), fake.array(t), fake.array(w)
    fake.launch("loss", "LOSS_FORWARD(k, f64, f64, i64)\n", "k", 3, (32, 8), [p, dl, dt, dw, each, sums, bad])
    np.testing.assert_allclose(each.numpy(), losses, rtol=1e-12)
    fake.launch("loss", "LOSS_FINISH(k, f64)\n", "k", 1, 128, [u32(3), u32(1), sums, out, total])
    np.testing.assert_allclose(out.numpy()[0], losses.sum() / w[t[live]].sum(), rtol=1e-12)
    g, gx = RNG.standard_normal(n), fake.empty((n, c), "f8")
    fake.launch("loss", "LOSS_BACKWARD(k, true, f64, f64, i64)\n", "k", 3, (32, 8), [p, fake.array(g), dl, dt, dw, total, gx, bad])
    soft = np.zeros((n, c))
    soft[live] = smoothing / c * w
    soft[live, t[live]] += (1 - smoothing) * w[t[live]]
    want = (np.exp(logp) * soft.sum(1, keepdims=True) - soft) * g[:, None] / w[t[live]].sum()
    np.testing.assert_allclose(gx.numpy(), want, rtol=1e-9, atol=1e-12)
    assert bad.numpy()[0] == 0


TENSORS = 36


def table(lists, scalars):
    t = struct(
        list=((u64 * TENSORS) * 5, ((u64 * TENSORS) * 5)()), n=(u64 * TENSORS, (u64 * TENSORS)()), first=(u32 * TENSORS, (u32 * TENSORS)()),
        scalar=((f64 * TENSORS) * 2, ((f64 * TENSORS) * 2)()), count=(u32, len(lists[0])), pad=(u32, 0),
    )  # fmt: skip
    blocks = 0
    for k, a in enumerate(lists[0]):
        t.n[k], t.first[k] = a.nbytes // a.dtype.itemsize, blocks
        blocks += -(-t.n[k] // 4096)
        for j, one in enumerate(lists):
            t.list[j][k] = one[k].p.value
        for j, s in enumerate(scalars):
            t.scalar[j][k] = s[k]
    return t, blocks


def test_adam_over_many_tensors():
    sizes = [5000, 3, 700]
    x, g, m, v = ([RNG.random(n).astype("f4") for n in sizes] for _ in range(4))
    lr, b1, b2, eps, decay, step = 0.01, 0.9, 0.99, 1e-8, 0.1, 3
    d = [[fake.array(a) for a in one] for one in (x, g, m, v)]
    t, blocks = table(d, [[(1 - b2**step) ** 0.5] * 3, [-lr / (1 - b1**step)] * 3])
    c = struct(
        sign=(f64, 1), decay=(f64, 0), shrink=(f64, 1 - lr * decay), w1=(f64, 1 - b1), beta2=(f64, b2), w2=(f64, 1 - b2), eps=(f64, eps),
        near=(u32, 1), amsgrad=(u32, 0), grad_scale=(u64, 0), found_inf=(u64, 0),
    )  # fmt: skip
    fake.launch("optim", "OPTIM_ADAM(k, f32, f32, f32)\n", "k", blocks, 256, [t, c])
    for i in range(3):
        m1, v1 = b1 * m[i] + (1 - b1) * g[i], b2 * v[i] + (1 - b2) * g[i] ** 2
        want = x[i] * (1 - lr * decay) - lr / (1 - b1**step) * m1 / (np.sqrt(v1 / (1 - b2**step)) + eps)
        np.testing.assert_allclose(d[0][i].numpy(), want, rtol=1e-5, atol=1e-7)
        np.testing.assert_allclose(d[2][i].numpy(), m1, rtol=1e-5)
    norms = fake.empty(blocks, "f4")
    t, blocks = table([d[1]], [])
    fake.launch("optim", "OPTIM_NORMS(k, false, f32)\n", "k", blocks, 256, [t, norms])
    np.testing.assert_allclose(norms.numpy().sum(), sum((a.astype("f8") ** 2).sum() for a in g), rtol=1e-5)


def test_sgd_and_unscale_with_infinity():
    x, g, b = (RNG.random(50) for _ in range(3))
    d = [[fake.array(a)] for a in (x, g, b)]
    t, blocks = table(d, [[0.0]])
    c = struct(
        sign=(f64, 1), decay=(f64, 0.1), lr=(f64, -0.5), momentum=(f64, 0.9), keep=(f64, 1), nesterov=(u32, 1), buffered=(u32, 1),
        grad_scale=(u64, 0), found_inf=(u64, 0),
    )  # fmt: skip
    fake.launch("optim", "OPTIM_SGD(k, f64, f64, f64)\n", "k", blocks, 256, [t, c])
    g1 = g + 0.1 * x
    b1 = 0.9 * b + g1
    np.testing.assert_allclose(d[0][0].numpy(), x - 0.5 * (g1 + 0.9 * b1), rtol=1e-12)
    grad = np.array([1.0, np.inf, 3.0], "f4")
    dg, found = fake.array(grad), fake.array(np.zeros(1, "f4"))
    t, blocks = table([[dg]], [])
    fake.launch("optim", "OPTIM_UNSCALE(k, f32)\n", "k", blocks, 256, [t, fake.array(np.array([0.5], "f4")), found])
    assert dg.numpy().tolist() == [0.5, np.inf, 1.5] and found.numpy()[0] == 1


@pytest.mark.parametrize("dtype,name", [("f4", "f32"), ("f8", "f64")])
def test_gamma_numbers_move_with_their_shapes(dtype, name):
    a, x = np.array([0.05, 0.3, 1, 2.5, 30, 700, 0.2], dtype), np.array([0.01, 2.0, 1, 9.0, 25, 720, 0], dtype)
    out, n = fake.empty(7, dtype), u64(7)
    fake.launch("gamma", f"GAMMA_SLOPE(k, {name})\n", "k", 1, 32, [n, fake.array(a), fake.array(x), None, out])
    # -(dP / da) / density, the derivative by differences.
    a8, x8 = a[:6].astype("f8"), x[:6].astype("f8")
    h = 1e-5 * a8
    slope = -(special.gammainc(a8 + h, x8) - special.gammainc(a8 - h, x8)) / (2 * h) / np.exp((a8 - 1) * np.log(x8) - x8 - special.gammaln(a8))
    np.testing.assert_allclose(out.numpy()[:6], slope, rtol=1e-4)
    assert out.numpy()[6] == 0
    p, c = np.array([0.2, 0.7, 0.05], dtype), np.array([1.5, 2.0, 0.4], dtype)
    total = np.array([3.5, 3.0, 6.0], dtype)
    out = fake.empty(3, dtype)
    fake.launch("gamma", f"DIRICHLET_SLOPE(k, {name})\n", "k", 1, 32, [u64(3), fake.array(p), fake.array(c), fake.array(total), out])
    p8, c8, b8 = p.astype("f8"), c.astype("f8"), (total - c).astype("f8")
    h = 1e-5
    slope = -(special.betainc(c8 + h, b8, p8) - special.betainc(c8 - h, b8, p8)) / (2 * h)
    density = np.exp((c8 - 1) * np.log(p8) + (b8 - 1) * np.log1p(-p8) - special.betaln(c8, b8))
    np.testing.assert_allclose(out.numpy(), slope / density / (1 - p8), rtol=1e-4)
