"""Indexing, masks and sorting on the emulator, against numpy."""

import ctypes

import numpy as np
import pytest

import fake
from layouts import f64, i64, num, packed, struct, u32, u64, walk

RNG = np.random.default_rng(3)


class BadIndex(ctypes.Structure):
    _fields_ = [("op", u64), ("index", i64), ("size", i64)]


def bad_words():
    return fake.array(np.zeros(3, "i8"))


def pointers(*arrays):
    return (u64 * len(arrays))(*(a.p.value for a in arrays))


def index_params(n, sizes, strides, w, negative=True):
    k = len(sizes)
    return struct(n=(u64, n), op=(u32, 9), negative=(u32, negative), size=(i64 * k, (i64 * k)(*sizes)), stride=(i64 * k, (i64 * k)(*strides)), walk=w)


def test_reading_with_two_index_tensors():
    x = RNG.standard_normal((5, 6, 7)).astype("f4")
    a, b = RNG.integers(-5, 5, (4, 3)), RNG.integers(0, 6, 3)
    want = x[a, b]
    # Sizes: S = (4, 3), rest = (7,).
    w = walk([4, 3, 7], packed([4, 3, 7]), [0, 0, 1], [3, 1, 0], [0, 1, 0])
    p = index_params(84, [5, 6], [42, 7], w)
    out, bad = fake.empty((4, 3, 7), "f4"), bad_words()
    da, db = fake.array(a), fake.array(b)
    fake.launch("index", "INDEX_READ(k, u32, 2, i64)\n", "k", 1, 64, [p, fake.array(x), pointers(da, db), out, bad])
    assert (out.numpy() == want).all() and bad.numpy()[0] == 0


def test_a_bad_index_is_noted_and_read_as_zero():
    x, at = np.arange(1, 6, dtype="i4"), np.array([1, 7, 2, -9])
    p = index_params(4, [5], [1], walk([4], [1], [0], [1]))
    out, bad, d = fake.empty(4, "i4"), bad_words(), fake.array(at)
    fake.launch("index", "INDEX_READ(k, u32, 1, i64)\n", "k", 1, 32, [p, fake.array(x), pointers(d), out, bad])
    assert out.numpy().tolist() == [2, 0, 3, 0]
    assert bad.numpy().tolist() == [9, 7, 5]


@pytest.mark.parametrize("dtype,c", [("f4", "f32"), ("f2", "f16"), ("u1", "u8"), ("f8", "f64"), ("i8", "i64"), ("c8", "c64")])
@pytest.mark.parametrize("op", ["ADD", "MUL"])
def test_writing_where_places_collide(dtype, c, op):
    out = np.ones((4, 9)).astype(dtype)
    src = RNG.integers(1, 4, (6, 9)).astype(dtype)
    at = np.array([1, 3, 1, 0, 1, 3])
    want = out.copy()
    getattr(np, {"ADD": "add", "MUL": "multiply"}[op]).at(want, at, src)
    d, bad, di = fake.array(out), bad_words(), fake.array(at)
    p = index_params(54, [4], [9], walk([6, 9], [0, 1], [9, 1], [1, 0]))
    fake.launch("index", f"INDEX_WRITE(k, {op}, {c}, 1, i64)\n", "k", 1, 64, [p, fake.array(src), pointers(di), d, num(0), bad])
    assert (d.numpy() == want).all()
    d = fake.array(out)
    lanes = struct(
        lanes=(u64, 9), n=(u64, 6), step_out=(i64, 9), step_src=(i64, 9), step_index=(i64, 1), size=(i64, 4), op=(u32, 9), negative=(u32, 0),
        walk=walk([9], [1], [1], [0]),
    )  # fmt: skip
    fake.launch("index", f"INDEX_LANES(k, {op}, {c}, i64)\n", "k", 1, 32, [lanes, fake.array(src), di, d, num(0), bad])
    assert (d.numpy() == want).all()


def test_segments_sum_rows_of_equal_keys():
    g = RNG.standard_normal((20, 40)).astype("f4")
    at = RNG.integers(0, 7, 20)
    order = np.argsort(at, kind="stable")
    want = np.zeros((7, 40))
    np.add.at(want, at, g.astype("f8"))
    want[3] = 0
    out = fake.array(np.zeros((7, 40), "f4"))
    args = [u64(20), u64(40), i64(7), i64(3), u32(0), fake.array(at[order]), fake.array(order), fake.array(g), out]
    fake.launch("index", "INDEX_SEGMENTS(k, f32, f32)\n", "k", (2, 3), (32, 8), args)
    np.testing.assert_allclose(out.numpy(), want, rtol=1e-5, atol=1e-6)


def test_masks():
    n = 5000
    mask, x = RNG.random((50, 100)) < 0.3, RNG.standard_normal((50, 100))
    sizes = (u64 * 8)(50, 100)
    p = struct(n=(u64, n), dims=(u32, 2), pad=(u32, 0), sizes=(u64 * 8, sizes), walk=walk([n], [1], [1], [1]))
    tiles = -(-n // 2048)
    counts, dm = fake.empty(tiles + 1, "i8"), fake.array(mask)
    fake.launch("mask", "MASK_COUNT(k, bool)\n", "k", tiles, 256, [p, dm, counts])
    fake.launch("mask", "MASK_OFFSETS(k)\n", "k", 1, 1024, [u64(tiles), counts])
    total = int(counts.numpy()[tiles])
    assert total == mask.sum()
    places, chosen, back = fake.empty((total, 2), "i8"), fake.empty(total, "f8"), fake.array(np.zeros_like(x))
    fake.launch("mask", "MASK_PLACES(k, bool)\n", "k", tiles, 256, [p, dm, counts, places])
    fake.launch("mask", "MASK_SELECT(k, u64)\n", "k", tiles, 256, [p, dm, counts, fake.array(x), chosen])
    assert (places.numpy() == np.argwhere(mask)).all()
    assert (chosen.numpy() == x[mask]).all()
    fake.launch("mask", "MASK_SCATTER(k, u64)\n", "k", tiles, 256, [p, dm, counts, u64(total), chosen, back])
    assert (back.numpy() == np.where(mask, x, 0)).all()


NAMES = {"f4": "f32", "f2": "f16", "i8": "i64", "u1": "u8", "i2": "i16", "?": "bool", "f8": "f64"}


def stable_order(x, descending):
    """NaN last in ascending order, first in descending; equal elements in the order of their places."""
    rank = np.unique(x, return_inverse=True, equal_nan=True)[1].reshape(x.shape)
    return np.argsort(-rank if descending else rank, axis=-1, kind="stable")


@pytest.mark.parametrize("dtype", NAMES)
@pytest.mark.parametrize("descending", [False, True])
def test_sort_short_and_long(dtype, descending):
    for n in (1, 60, 3000):
        if n > 100 and dtype in ("f8", "i2", "?"):
            continue
        x = (RNG.standard_normal((2, n)) * 30).round().astype(dtype)
        if dtype[0] == "f" and n > 1:
            x[0, 3] = x[1, 40] = np.nan
            x[0, 5], x[0, 6] = -0.0, 0.0
        order = stable_order(x, descending)
        p = struct(lanes=(u64, 2), n=(u64, n), along=(i64 * 3, (i64 * 3)(1, 1, 1)), descending=(u32, descending), k=(u32, n), kept=walk([2], [n], [n], [n]))
        values, places, d = fake.empty((2, n), dtype), fake.empty((2, n), "i8"), fake.array(x)
        c = NAMES[dtype]
        if n <= 64:
            fake.launch("sort", f"SORT_SMALL(k, {c}, 64)\n", "k", 2, 32, [p, d, values, places])
        else:
            key = "u8" if x.itemsize == 8 else "u4"
            keys, at = [fake.empty((2, n), key) for _ in range(2)], [fake.empty((2, n), "u4") for _ in range(2)]
            tiles, tail = -(-n // 2048), f"SORT_RADIX(k, {c})\n"
            counts = fake.empty(2 * 256 * tiles, "u4")
            fake.launch("sort", tail, "k_begin", (-(-n // 256), 2), 256, [p, d, keys[0], at[0]])
            for step in range(x.itemsize):
                fake.launch("sort", tail, "k_count", (tiles, 2), 256, [u64(n), u32(8 * step), keys[0], counts])
                fake.launch("sort", tail, "k_starts", 2, 256, [u64(tiles), counts])
                fake.launch("sort", tail, "k_move", (tiles, 2), 256, [u64(n), u32(8 * step), keys[0], at[0], counts, keys[1], at[1]])
                keys.reverse()
                at.reverse()
            fake.launch("sort", tail, "k_end", (-(-n // 256), 2), 256, [p, d, at[0], values, places])
        np.testing.assert_array_equal(places.numpy(), order)
        np.testing.assert_array_equal(values.numpy(), np.take_along_axis(x, order, 1))


@pytest.mark.parametrize("dtype", ["f4", "i8", "f2"])
def test_the_k_smallest(dtype):
    x = (RNG.standard_normal((3, 700)) * 20).round().astype(dtype)
    k = 37
    p = struct(lanes=(u64, 3), n=(u64, 700), along=(i64 * 3, (i64 * 3)(1, 1, 1)), descending=(u32, 0), k=(u32, k), kept=walk([3], [700], [k], [k]))
    values, places = fake.empty((3, k), dtype), fake.empty((3, k), "i8")
    fake.launch("sort", f"SORT_TOP(k, {NAMES[dtype]})\n", "k", 3, 256, [p, fake.array(x), values, places])
    at, order = places.numpy(), np.argsort(x, 1, kind="stable")[:, :k]
    assert (np.sort(at, 1) == np.sort(order, 1)).all()
    assert (np.take_along_axis(x, at, 1) == values.numpy()).all()


@pytest.mark.parametrize("right", [0, 1])
def test_searching_and_counting(right):
    s, v = np.sort(RNG.integers(0, 20, 30)).astype("f4"), RNG.integers(-2, 23, 50).astype("f4")
    out = fake.empty(50, "i8")
    fake.launch("sort", "SEARCH(k, f32, i64)\n", "k", 1, 64, [u64(50), u64(50), u64(30), u32(1), u32(right), fake.array(s), None, fake.array(v), out])
    assert (out.numpy() == np.searchsorted(s, v, "right" if right else "left")).all()
    x, bins = RNG.integers(0, 9, 200), fake.array(np.zeros(9, "i8"))
    fake.launch("sort", "BINCOUNT(k, i64, i64, i64)\n", "k", 1, 128, [u64(200), i64(9), u32(1), fake.array(x), None, bins, bad_words()])
    assert (bins.numpy() == np.bincount(x, minlength=9)).all()
    h, y = fake.array(np.zeros(10, "f4")), RNG.standard_normal(300).astype("f4")
    fake.launch("sort", "HISTOGRAM(k, f32)\n", "k", 1, 128, [u64(300), i64(10), f64(-2), f64(2), fake.array(y), h])
    assert abs(h.numpy() - np.histogram(y, 10, (-2, 2))[0]).sum() <= 2


def test_runs_and_the_most_frequent():
    x = np.sort(RNG.integers(0, 5, (4, 40)), 1).astype("f4")
    flags, value, place = fake.empty(40, "i8"), fake.empty(4, "f4"), fake.empty(4, "i8")
    fake.launch("sort", "SORT_RUNS(k, f32)\n", "k", 1, 64, [u64(40), fake.array(x[0]), flags])
    assert flags.numpy().sum() == len(np.unique(x[0]))
    order = np.tile(np.arange(40), (4, 1))
    fake.launch("sort", "SORT_MODE(k, f32)\n", "k", 1, 32, [u64(4), u64(40), fake.array(x), fake.array(order), value, place])
    for r in range(4):
        v, n = np.unique(x[r], return_counts=True)
        assert value.numpy()[r] == v[n.argmax()] and x[r, place.numpy()[r]] == v[n.argmax()]
