"""Chains and what ends them on the emulator, against numpy. That the engine writes such text is shown by `device/test_compiled.py`."""

import ctypes

import fake
import numpy as np
import pytest
from kernels import chain
from layouts import FastDiv, Num, fast_div, i64, num, struct, u32, u64, walk
from scipy import special

RNG = np.random.default_rng(11)
ARRAYS = {"f4": "f32", "f8": "f64"}


def params(n, arrays, out, strides, sizes):
    """`ChainParams<2, 1, 1, DIMS>`; strides innermost first, the results' last."""
    dims = len(sizes)
    rows = ((i64 * dims) * 3)(*((i64 * dims)(*s) for s in strides))
    made = struct(
        n=(u64, n), zero=(u32, 0), pad=(u32, 0), inputs=(u64 * 2, (u64 * 2)(*(a.p.value for a in arrays))), out=(u64, out.p.value), num=(Num, num(3)),
        strides=((i64 * dims) * 3, rows), sizes=(u64 * dims, (u64 * dims)(*sizes)), div=(FastDiv * dims, (FastDiv * dims)(*(fast_div(d) for d in sizes))),
    )  # fmt: skip
    # The addresses do not keep them.
    made.keep = arrays
    return made


def want(x, y):
    return special.expit((x * y + 3).astype("f8"))


@pytest.mark.parametrize("dtype", ARRAYS)
def test_flat_chains_with_a_rest(dtype):
    x, y = (RNG.standard_normal(1003).astype(dtype) for _ in range(2))
    out, v = fake.empty(1003, dtype), 16 // np.dtype(dtype).itemsize
    fake.launch("fused", chain(ARRAYS[dtype], (1, 1), True, v) + "CHAIN(k, Chain0)\n", "k", 2, 256, [params(1003, [fake.array(x), fake.array(y)], out, [[1], [1], [1]], [1003])])
    np.testing.assert_array_equal(out.numpy(), x * y)


def test_rows_columns_and_gathered_operands():
    x, column = RNG.standard_normal((24, 12)).astype("f4"), RNG.standard_normal((12, 1)).astype("f4")
    out = fake.empty((12, 24), "f4")
    args = params(288, [fake.array(x), fake.array(column)], out, [[12, 1], [0, 1], [1, 24]], [24, 12])
    fake.launch("fused", chain("f32", (2, 0), False, 4) + "CHAIN(k, Chain0)\n", "k", 1, 256, [args])
    np.testing.assert_array_equal(out.numpy(), x.T * column)


def test_sums_and_softmax_of_rows_that_are_made_as_they_are_read():
    rows, n = 5, 52
    x, y = (RNG.standard_normal((rows, n)).astype("f4") for _ in range(2))
    stored, sums, soft = fake.empty((rows, n), "f4"), fake.empty(rows, "f4"), fake.empty((rows, n), "f4")
    chained = params(rows * n, [fake.array(x), fake.array(y)], stored, [[1], [1], [1]], [rows * n])
    reduced = struct(outs=(u64, rows), n=(u64, n), chunk=(u64, n), p=(ctypes.c_double, 0), kept=walk([rows], [n], [1], [1]), reduced=walk([n], [1]))
    text = chain("f32", (1, 1), True, 4)
    fake.launch("fused_reduce", text + "REDUCE_CHAIN(k, Sum, f32, Chain0, f32, f32, 4)\n", "k", (1, 1), (32, 8), [reduced, chained, sums, sums, sums])
    np.testing.assert_allclose(sums.numpy(), want(x, y).sum(1), rtol=1e-5)
    np.testing.assert_array_equal(stored.numpy(), x * y)
    lanes = struct(lanes=(u64, rows), n=(u64, n), along=(i64 * 3, (i64 * 3)(1, 1, 1)), kept=walk([rows], [n], [n], [n]))
    fake.launch("fused_softmax", text + "SOFTMAX_CHAIN(k, false, Chain0, f32, 4)\n", "k", 1, (32, 8), [lanes, chained, soft])
    np.testing.assert_allclose(soft.numpy(), special.softmax(want(x, y), axis=1), rtol=1e-5)
