"""Batches of small matrices on the emulator, against numpy and scipy."""

import fake
import numpy as np
import pytest
from layouts import i64, struct, u32, u64
from scipy import linalg

RNG = np.random.default_rng(7)
NAMES = {"f4": "f32", "f8": "f64", "c8": "c64", "c16": "c128"}
ADJOINT, UPPER, UNIT, TRANSPOSED, EXCHANGE = 1, 2, 4, 8, 16


def batch(count, rows, columns, dtype):
    x = RNG.standard_normal((count, rows, columns))
    return (x + 1j * RNG.standard_normal(x.shape) if dtype[0] == "c" else x).astype(dtype)


def columns_first(a):
    return fake.array(np.ascontiguousarray(a.transpose(0, 2, 1)))


def back(a):
    return a.numpy().transpose(0, 2, 1)


def params(count, rows, columns, wanted=0, flags=0):
    return struct(
        count=(u64, count), rows=(u32, rows), columns=(u32, columns), wanted=(u32, wanted), flags=(u32, flags),
        ld=(i64, rows), step=(i64, rows * columns), other_ld=(i64, rows), other_step=(i64, rows * wanted),
    )  # fmt: skip


def run(entry, dtype, count, args):
    fake.launch("small", f"SMALL_MATRICES(k, {NAMES[dtype]})\n", f"k_{entry}", (count + 1) // 2, (32, 2), args)


@pytest.mark.parametrize("dtype", NAMES)
@pytest.mark.parametrize("n", [1, 5, 32])
def test_cholesky(dtype, n):
    x = batch(3, n, n, dtype)
    a = x @ x.conj().transpose(0, 2, 1) + n * np.eye(n)
    a[1] = -a[1]
    m, info = columns_first(a.astype(dtype)), fake.empty(3, "i4")
    run("cholesky", dtype, 3, [params(3, n, n), m, info])
    assert info.numpy().tolist() == [0, 1, 0]
    for k in (0, 2):
        np.testing.assert_allclose(np.tril(back(m)[k]), np.linalg.cholesky(a[k]), rtol=2e-4 if dtype in ("f4", "c8") else 1e-10, atol=1e-4 if dtype in ("f4", "c8") else 1e-10)
        # The other triangle stays.
        np.testing.assert_array_equal(np.triu(back(m)[k], 1), np.triu(a[k].astype(dtype), 1))


@pytest.mark.parametrize("dtype", NAMES)
@pytest.mark.parametrize("shape", [(1, 1), (6, 6), (32, 32), (9, 4), (4, 9)])
def test_lu_and_solve(dtype, shape):
    rows, columns = shape
    tol = dict(rtol=2e-3, atol=2e-3) if dtype in ("f4", "c8") else dict(rtol=1e-8, atol=1e-8)
    a, k = batch(3, rows, columns, dtype), min(shape)
    m, pivots, info = columns_first(a), fake.empty((3, k), "i4"), fake.empty(3, "i4")
    run("lu", dtype, 3, [params(3, rows, columns, flags=EXCHANGE), m, pivots, info])
    assert info.numpy().tolist() == [0, 0, 0]
    for i in range(3):
        f, order = back(m)[i], np.arange(rows)
        for j, p in enumerate(pivots.numpy()[i] - 1):
            order[[j, p]] = order[[p, j]]
        lower = np.tril(f, -1)[:, :k] + np.eye(rows, k)
        assert np.abs(np.tril(f, -1)).max(initial=0) <= (1 if dtype[0] == "f" else 2**0.5) + 1e-5
        np.testing.assert_allclose(lower @ np.triu(f)[:k], a[i][order], **tol)
    if rows != columns:
        return
    for adjoint in (False, True):
        b = batch(3, rows, 37, dtype)
        x = columns_first(b)
        run("lu_solve", dtype, 3, [params(3, rows, rows, 37, ADJOINT if adjoint else 0), m, pivots, x])
        for i in range(3):
            left = a[i].conj().T if adjoint else a[i]
            np.testing.assert_allclose(left @ back(x)[i], b[i], **tol)


def test_singular_matrices_and_rows_that_stay():
    a = np.array([[[0, 2], [3, 1]], [[1, 2], [2, 4]]], "f8")
    for flags, want_pivots, want_info in ((EXCHANGE, [[2, 2], [2, 2]], [0, 2]), (0, [[1, 2], [1, 2]], [1, 2])):
        m, pivots, info = columns_first(a), fake.empty((2, 2), "i4"), fake.empty(2, "i4")
        run("lu", "f8", 2, [params(2, 2, 2, flags=flags), m, pivots, info])
        assert pivots.numpy().tolist() == want_pivots and info.numpy().tolist() == want_info


@pytest.mark.parametrize("dtype", NAMES)
@pytest.mark.parametrize("shape", [(1, 1), (7, 7), (32, 20), (5, 9)])
def test_qr_and_its_q(dtype, shape):
    rows, columns = shape
    k = min(shape)
    tol = dict(rtol=2e-3, atol=2e-3) if dtype in ("f4", "c8") else dict(rtol=1e-9, atol=1e-9)
    a = batch(3, rows, columns, dtype)
    # A column that needs no reflection, and large numbers.
    a[1, 1:, 0] = 0
    a[2] *= 1e18
    m, tau = columns_first(a), fake.empty((3, k), dtype)
    run("qr", dtype, 3, [params(3, rows, columns), m, tau])
    for i in range(3):
        (want, want_tau), _ = linalg.qr(a[i].astype("c16" if dtype[0] == "c" else "f8"), mode="raw")
        scale = 1e18 if i == 2 else 1
        np.testing.assert_allclose(tau.numpy()[i], want_tau, **tol)
        np.testing.assert_allclose(np.triu(back(m)[i]) / scale, np.triu(want) / scale, **tol)
        np.testing.assert_allclose(np.tril(back(m)[i], -1)[:, :k], np.tril(want, -1)[:, :k], **tol)
    for adjoint in (False, True):
        b = batch(3, rows, 6, dtype)
        c, flags = columns_first(b), ADJOINT if adjoint else 0
        run("apply_q", dtype, 3, [params(3, rows, k, 6, flags), columns_first(back(m)[:, :, :k]), tau, c])
        for i in range(3):
            q = linalg.qr(a[i].astype("c16" if dtype[0] == "c" else "f8"))[0]
            np.testing.assert_allclose(back(c)[i], (q.conj().T if adjoint else q) @ b[i], **tol)


@pytest.mark.parametrize("dtype", ["f4", "c16"])
def test_triangles(dtype):
    for flags in range(16):
        check_triangle(dtype, flags)


def check_triangle(dtype, flags):
    n = 7
    a, b = batch(3, n, n, dtype) + 4 * np.eye(n, dtype=dtype), batch(3, n, 2, dtype)
    x = columns_first(b)
    run("triangle", dtype, 3, [params(3, n, n, 2, flags), columns_first(a), x])
    for i in range(3):
        m = a[i].conj() if flags & ADJOINT else a[i]
        want = linalg.solve_triangular(m, b[i], lower=not flags & UPPER, trans=1 if flags & TRANSPOSED else 0, unit_diagonal=bool(flags & UNIT))
        np.testing.assert_allclose(back(x)[i], want, rtol=1e-3, atol=1e-4)
