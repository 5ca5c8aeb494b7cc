"""Reductions, softmax, norms and scans on the emulator, against numpy in f64."""

import numpy as np
import pytest

import fake
from layouts import f64, i64, packed, struct, u32, u64, walk

RNG = np.random.default_rng(7)


def reduce_params(outs, n, chunk, p, kept, reduced):
    return struct(outs=(u64, outs), n=(u64, n), chunk=(u64, chunk), p=(f64, p), kept=kept, reduced=reduced)


def reduce(fold, x, axis, dtypes, way="row", p=0.0, splits=1, extra=None):
    """One reduction of a 2-D array over an axis; `dtypes` are C, X, O, O2."""
    d = fake.array(x)
    rows, cols = x.shape
    outs, n = (rows, cols) if axis == 1 else (cols, rows)
    s_kept, s_red = (cols, 1) if axis == 1 else (1, cols)
    kept = walk([outs], [s_kept], [1], [1])
    reduced = walk([n], [s_red])
    v = {"f32": 4, "f64": 2}.get(dtypes[1], 8)
    chunk = -(-n // splits)
    chunk = -(-chunk // v) * v
    params = reduce_params(outs, n, chunk, p, kept, reduced)
    names = {"f32": "f4", "f64": "f8", "i64": "i8", "bool": "?", "c128": "c16", "f16": "f2", "i32": "i4"}
    out, out2 = fake.empty(outs, names[dtypes[2]]), fake.empty(outs, names[dtypes[3]])
    partial = fake.empty(splits * outs * 32, "u1")
    tail = f"REDUCE(k, {fold}, {', '.join(dtypes)})\n"
    kernel = f"k_{way}"
    if way == "vector":
        tail = f"REDUCE_VECTOR(k, {fold}, {', '.join(dtypes)}, {v})\n"
    if way == "column":
        grid, block = ((outs + 31) // 32, splits), (32, 8)
    elif way == "block":
        kernel, grid, block = "k_row", (outs, splits), (256, 1)
    else:
        grid, block = ((outs + 7) // 8, splits), (32, 8)
    fake.launch("reduce", tail, kernel, grid, block, [params, d, out, out2, partial])
    if splits > 1:
        fake.launch("reduce", f"REDUCE(k, {fold}, {', '.join(dtypes)})\n", "k_finish", (outs + 255) // 256, 256, [params, partial, u32(splits), out, out2])
    return out.numpy(), out2.numpy()


@pytest.mark.parametrize("way,axis", [("row", 1), ("block", 1), ("vector", 1), ("column", 0), ("row", 0)])
@pytest.mark.parametrize("splits", [1, 3])
def test_sum_every_way(way, axis, splits):
    x = RNG.standard_normal((37, 404)).astype("f4")
    got, _ = reduce("Sum", x, axis, ["f32", "f32", "f32", "f32"], way, splits=splits)
    np.testing.assert_allclose(got, x.astype("f8").sum(axis), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(
    "fold,want,p",
    [
        ("Mean", lambda x: x.mean(1), 0),
        ("Prod", lambda x: x.prod(1), 0),
        ("Max", lambda x: x.max(1), 0),
        ("Min", lambda x: x.min(1), 0),
        ("AbsSum", lambda x: abs(x).sum(1), 0),
        ("Norm2", lambda x: np.sqrt((x * x).sum(1)), 0),
        ("NormP", lambda x: (abs(x) ** 3).sum(1) ** (1 / 3), 3),
        ("AbsMax", lambda x: abs(x).max(1), 0),
        ("AbsMin", lambda x: abs(x).min(1), 0),
        ("SumSquares", lambda x: (x * x).sum(1), 0),
        ("LogSumExp", lambda x: np.log(np.exp(x).sum(1)), 0),
    ],
)
def test_folds(fold, want, p):
    x = RNG.standard_normal((5, 77)).astype("f4")
    got, _ = reduce(fold, x, 1, ["f32", "f32", "f32", "f32"], p=p)
    np.testing.assert_allclose(got, want(x.astype("f8")), rtol=2e-5)


def test_integers_and_truth():
    x = RNG.integers(-3, 4, (6, 90)).astype("i4")
    assert (reduce("Sum", x, 1, ["i64", "i32", "i64", "i64"])[0] == x.sum(1)).all()
    assert (reduce("CountNonzero", x, 1, ["i32", "i32", "i64", "i64"])[0] == (x != 0).sum(1)).all()
    x[2] = 0
    assert (reduce("Any", x, 1, ["i32", "i32", "bool", "bool"])[0] == x.any(1)).all()
    assert (reduce("All", x, 1, ["i32", "i32", "bool", "bool"])[0] == x.all(1)).all()


@pytest.mark.parametrize("splits", [1, 4])
def test_places_and_variance(splits):
    x = RNG.integers(0, 9, (5, 300)).astype("f4")
    x[1, 40] = x[1, 17] = np.nan
    for fold, want in (("ArgMax", np.argmax), ("ArgMin", np.argmin)):
        _, at = reduce(fold, x, 1, ["f32", "f32", "f32", "i64"], splits=splits)
        assert (at == want(x, 1)).all()
    x = (RNG.standard_normal((5, 300)) + 1000).astype("f4")
    var, mean = reduce("VarMean", x, 1, ["f32", "f32", "f32", "f32"], p=299, splits=splits)
    np.testing.assert_allclose(var, x.astype("f8").var(1, ddof=1), rtol=1e-4)
    np.testing.assert_allclose(mean, x.astype("f8").mean(1), rtol=1e-6)


@pytest.mark.parametrize("way", ["row", "block", "vector", "column"])
@pytest.mark.parametrize("log", ["true", "false"])
def test_softmax(way, log):
    x = (RNG.standard_normal((9, 84)) * 4).astype("f4")
    g = RNG.standard_normal(x.shape).astype("f4")
    column = way == "column"
    lanes, n = (84, 9) if column else (9, 84)
    along, kept = (84, [1]) if column else (1, [84])
    params = struct(lanes=(u64, lanes), n=(u64, n), along=(i64 * 3, (i64 * 3)(along, along, along)), kept=walk([lanes], kept, kept, kept))
    grid, block = {"row": (2, (32, 8)), "vector": (2, (32, 8)), "block": (9, (128, 1)), "column": (3, (32, 8))}[way]
    kernel = "k_row" if way == "block" else f"k_{way}"
    y = fake.empty(x.shape, "f4")
    fake.launch("softmax", f"SOFTMAX(k, {log}, f32, f32, 4)\n", kernel, grid, block, [params, fake.array(x), y])
    axis = 0 if column else 1
    e = np.exp(x.astype("f8") - x.max(axis, keepdims=True))
    want = e / e.sum(axis, keepdims=True)
    np.testing.assert_allclose(y.numpy(), np.log(want) if log == "true" else want, rtol=2e-6, atol=2e-6)
    gx = fake.empty(x.shape, "f4")
    fake.launch("softmax", f"SOFTMAX_BACKWARD(k, {log}, f32, f32, 4)\n", kernel, grid, block, [params, fake.array(g), y, gx])
    grad = g - want * g.sum(axis, keepdims=True) if log == "true" else want * (g - (g * want).sum(axis, keepdims=True))
    np.testing.assert_allclose(gx.numpy(), grad, rtol=1e-4, atol=2e-6)


def norm_params(rows, n, segment=0, groups=1, channels=1, l=1):
    return struct(rows=(u64, rows), n=(u64, n), eps=(f64, 1e-5), segment=(u64, segment), groups=(u64, groups), channels=(u64, channels), l=(u64, l))


@pytest.mark.parametrize("rms", ["true", "false"])
def test_layer_and_rms_norm(rms):
    x, g = (RNG.standard_normal((21, 68)).astype("f4") for _ in range(2))
    w, b = (RNG.standard_normal(68).astype("f4") for _ in range(2))
    d = [fake.array(v) for v in (x, g, w, b)]
    mean, rstd = fake.empty(21, "f4"), fake.empty(21, "f4")
    tail = f"NORM(k, {rms}, f32, f32, f32, 4)\nNORM_BACKWARD(k, {rms}, f32, f32, f32)\n"
    x8 = x.astype("f8")
    m = 0 if rms == "true" else x8.mean(1, keepdims=True)
    s = 1 / np.sqrt(((x8 - m) ** 2).mean(1, keepdims=True) + 1e-5)
    xhat = (x8 - m) * s
    for kernel, grid, block in (("k_row", 3, (32, 8)), ("k_vector", 21, (64, 1))):
        y = fake.empty(x.shape, "f4")
        fake.launch("norm", tail, kernel, grid, block, [norm_params(21, 68), d[0], d[2], d[3], y, mean, rstd])
        np.testing.assert_allclose(y.numpy(), xhat * w + b, rtol=1e-4, atol=1e-5)
    gx = fake.empty(x.shape, "f4")
    fake.launch("norm", tail, "k_backward", 3, (32, 8), [norm_params(21, 68), d[1], d[0], mean, rstd, d[2], gx])
    gw = g * w
    want = s * (gw - (0 if rms == "true" else gw.mean(1, keepdims=True)) - xhat * (gw * xhat).mean(1, keepdims=True))
    np.testing.assert_allclose(gx.numpy(), want, rtol=1e-4, atol=1e-5)
    partial, out_w, out_b = fake.empty(3 * 2 * 68, "f4"), fake.empty(68, "f4"), fake.empty(68, "f4")
    fake.launch("norm", tail, "k_sums", (3, 3), (32, 8), [norm_params(21, 68, segment=8), d[1], d[0], mean, rstd, partial])
    fake.launch("norm", tail, "k_finish", 1, 256, [u64(68), u32(3), partial, out_w, out_b])
    np.testing.assert_allclose(out_w.numpy(), (g * xhat).sum(0), rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(out_b.numpy(), g.sum(0), rtol=1e-4, atol=1e-4)


def test_group_norm():
    n, c, l, groups = 3, 6, 35, 2
    x, g = (RNG.standard_normal((n, c, l)).astype("f4") for _ in range(2))
    w, b = (RNG.standard_normal(c).astype("f4") for _ in range(2))
    d = [fake.array(v) for v in (x, g, w, b)]
    mean, rstd, y, gx = fake.empty(n * groups, "f4"), fake.empty(n * groups, "f4"), fake.empty(x.shape, "f4"), fake.empty(x.shape, "f4")
    p = norm_params(n * groups, c // groups * l, groups=groups, channels=c // groups, l=l)
    tail = "GROUP_NORM(k, f32, f32, f32)\n"
    fake.launch("norm", tail, "k_forward", n * groups, 64, [p, d[0], d[2], d[3], y, mean, rstd])
    rows = x.astype("f8").reshape(n, groups, -1)
    m, s = rows.mean(-1, keepdims=True), 1 / np.sqrt(rows.var(-1, keepdims=True) + 1e-5)
    xhat = ((rows - m) * s).reshape(n, c, l)
    np.testing.assert_allclose(y.numpy(), xhat * w[:, None] + b[:, None], rtol=1e-4, atol=1e-5)
    sums, gw, gb = fake.empty(2 * n * c, "f4"), fake.empty(c, "f4"), fake.empty(c, "f4")
    fake.launch("norm", tail, "k_sums", (n * c + 7) // 8, (32, 8), [p, u64(n * c), d[1], d[0], mean, rstd, sums])
    fake.launch("norm", tail, "k_backward", n * groups, 64, [p, u64(n * c), d[1], d[0], mean, rstd, d[2], sums, gx])
    fake.launch("norm", tail, "k_weights", 1, 32, [u64(c), u64(n * c), sums, gw, gb])
    gr, xr = (g * w[:, None]).reshape(n, groups, -1), xhat.reshape(n, groups, -1)
    want = s * (gr - gr.mean(-1, keepdims=True) - xr * (gr * xr).mean(-1, keepdims=True))
    np.testing.assert_allclose(gx.numpy(), want.reshape(n, c, l), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(gw.numpy(), (g * xhat).sum((0, 2)), rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(gb.numpy(), g.sum((0, 2)), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("way", ["row", "column"])
def test_batch_norm(way):
    n, c, l = 4, 5, 30
    shape, order = ((n, c, l), [c * l, l, 1]) if way == "row" else ((n, l, c), [c * l, 1, c])
    x, g = (RNG.standard_normal(shape).astype("f4") for _ in range(2))
    axes = (0, 2) if way == "row" else (0, 1)
    view = (lambda v: v[:, None]) if way == "row" else (lambda v: v)
    w, b = (RNG.standard_normal(c).astype("f4") for _ in range(2))
    m, s = x.mean(axes), 1 / np.sqrt(x.var(axes) + 1e-5)
    d = [fake.array(v) for v in (x, g, m, s, w, b)]
    sizes = [n, c, l]
    p = struct(
        n=(u64, n * c * l), outs=(u64, c), slice=(u64, n * l), chunk=(u64, 40), train=(u32, 1), pad=(u32, 0),
        all=walk(sizes, order, order, order, [0, 1, 0]), channel=walk([c], [order[1]], [order[1]]),
        slices=walk([n, l], [order[0], order[2]], [order[0], order[2]]),
    )  # fmt: skip
    y, gx = fake.empty(shape, "f4"), fake.empty(shape, "f4")
    tail = "BATCH_NORM(k, f32, f32, f32)\n"
    fake.launch("batch_norm", tail, "k_apply", 2, 256, [p, d[0], d[2], d[3], d[4], d[5], y])
    xhat = (x - view(m)) * view(s)
    np.testing.assert_allclose(y.numpy(), xhat * view(w) + view(b), rtol=1e-4, atol=1e-5)
    partial, sums, gw, gb = fake.empty(3 * 2 * c, "f4"), fake.empty(2 * c, "f4"), fake.empty(c, "f4"), fake.empty(c, "f4")
    grid, block = ((c, 3), (64, 1)) if way == "row" else ((1, 3), (32, 8))
    fake.launch("batch_norm", tail, f"k_{way}", grid, block, [p, d[1], d[0], d[2], d[3], partial])
    fake.launch("batch_norm", tail, "k_finish", 1, 32, [u64(c), u32(3), partial, sums, gw, gb])
    fake.launch("batch_norm", tail, "k_backward", 2, 256, [p, d[1], d[0], d[2], d[3], d[4], sums, gx])
    np.testing.assert_allclose(gw.numpy(), (g * xhat).sum(axes), rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(gb.numpy(), g.sum(axes), rtol=1e-4, atol=1e-4)
    want = view(s * w) * (g - view(g.mean(axes)) - xhat * view((g * xhat).mean(axes)))
    np.testing.assert_allclose(gx.numpy(), want, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("fold", ["Sum", "Max", "LogSumExp"])
@pytest.mark.parametrize("way", ["rows", "columns", "chunks"])
def test_scan(fold, way):
    x = RNG.integers(-3, 4, (3, 700)).astype("f4")
    chunk, chunks = (256, 3) if way == "chunks" else (700, 1)
    p = struct(lanes=(u64, 3), n=(u64, 700), chunk=(u64, chunk), chunks=(u64, chunks), along=(i64 * 3, (i64 * 3)(1, 1, 1)), kept=walk([3], [700], [700], [700]))
    d, o, o2 = fake.array(x), fake.empty(x.shape, "f4"), fake.empty(x.shape, "i8")
    tail = f"SCAN(k, {fold}, f32, f32, f32, i64)\n"
    if way == "columns":
        fake.launch("scan", tail, "k_columns", 1, 32, [p, d, o, o2])
    else:
        carry = None
        if way == "chunks":
            carry = fake.empty(3 * 3 * 16, "u1")
            fake.launch("scan", tail, "k_totals", (3, 3), 256, [p, d, carry])
            fake.launch("scan", tail, "k_carries", 1, 32, [p, carry])
        fake.launch("scan", tail, "k_rows", (chunks, 3), 256, [p, d, carry, o, o2])
    x8 = x.astype("f8")
    want = {"Sum": lambda: x8.cumsum(1), "Max": lambda: np.maximum.accumulate(x8, 1), "LogSumExp": lambda: np.logaddexp.accumulate(x8, 1)}[fold]()
    np.testing.assert_allclose(o.numpy(), want, rtol=1e-5, atol=1e-4)
    if fold == "Max":
        at = o2.numpy()
        assert (np.take_along_axis(x, at, 1) == want).all() and (at[:, -1] == 699 - x[:, ::-1].argmax(1)).all()
