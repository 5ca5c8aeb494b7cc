"""The emulator and the fake driver themselves: what they have to find, they find."""

import ctypes

import numpy as np

import fake
import sources
from layouts import u32, u64

sources.PARTS["prelude"] = ["prelude"]

RACE = """
GLOBAL void k(const f32* x, f32* out) {
    SHARED f32 part[128];
    for (int round = 0; round < 4; round++) {
        part[threadIdx.x] = x[threadIdx.x] + round;
        FIRST
        f32 v = part[127 - threadIdx.x];
        SECOND
        out[round * 128 + threadIdx.x] = v;
    }
}
"""


def race(first, second, seed):
    fake.schedule(seed)
    x = np.arange(128, dtype="f4")
    out = fake.empty((4, 128), "f4")
    text = RACE.replace("FIRST", first).replace("SECOND", second)
    fake.launch("prelude", text, "k", 1, 128, [fake.array(x), out])
    return bool((out.numpy() == x[::-1] + np.arange(4)[:, None]).all())


def test_a_missing_barrier_is_found():
    seeds = range(1, 9)
    assert all(race("barrier();", "barrier();", s) for s in seeds)
    # Read after write, and write after read of the round before.
    assert not all(race("", "barrier();", s) for s in seeds)
    assert not all(race("barrier();", "", s) for s in seeds)


def test_threads_that_wait_at_different_places_are_found():
    text = "GLOBAL void k() { if (threadIdx.x < 32) barrier(); else warp_barrier(); if (threadIdx.x >= 32) shfl(1, 0), barrier(); else warp_barrier(); }\n"
    fake.launch("prelude", text, "k", 1, 64, [])
    text = "GLOBAL void k() { if (threadIdx.x & 1) barrier(); else warp_barrier(); }\n"
    try:
        fake.launch("prelude", text, "k", 1, 64, [])
        fake.check(fake.cuda.cuCtxSynchronize())
    except RuntimeError as e:
        assert "719" in str(e)
    else:
        raise AssertionError("no error")
    finally:
        fake.cuda.fake_cuda_reset()


def test_tensor_core_tile():
    text = """
GLOBAL void k(const f16* a, const f16* b, f32* out) {
    u32 lane = threadIdx.x, g = lane >> 2, t = lane & 3, fa[4], fb[2];
    for (int i = 0; i < 4; i++) fa[i] = *(const u32*)(a + (g + i % 2 * 8) * 16 + 2 * t + i / 2 * 8);
    for (int i = 0; i < 2; i++) fb[i] = (u32)b[(2 * t + 8 * i) * 8 + g].bits | (u32)b[(2 * t + 1 + 8 * i) * 8 + g].bits << 16;
    f32 d[4] = {1, 1, 1, 1};
    mma_f16(d, fa, fb);
    for (int i = 0; i < 4; i++) out[(g + i / 2 * 8) * 8 + 2 * t + i % 2] = d[i];
}
"""
    rng = np.random.default_rng(0)
    a, b = rng.integers(-4, 5, (16, 16)).astype("f2"), rng.integers(-4, 5, (16, 8)).astype("f2")
    out = fake.empty((16, 8), "f4")
    fake.launch("prelude", text, "k", 1, 32, [fake.array(a), fake.array(b), out])
    np.testing.assert_array_equal(out.numpy(), a.astype("f4") @ b.astype("f4") + 1)


def test_half_floats_convert_as_numpy_does():
    text = "GLOBAL void k(u64 n, const f32* x, f16* h, f32* back) { u64 i = thread_index(); if (i < n) { h[i] = cast<f16>(x[i]); back[i] = widen(h[i]); } }\n"
    rng = np.random.default_rng(0)
    x = np.concatenate([rng.integers(0, 2**32, 3000, dtype="u4").view("f4"), (rng.standard_normal(3000) * 10.0 ** rng.integers(-9, 6, 3000)).astype("f4")])
    h, back = fake.empty(len(x), "f2"), fake.empty(len(x), "f4")
    fake.launch("prelude", text, "k", 24, 256, [u64(len(x)), fake.array(x), h, back])
    with np.errstate(over="ignore"):
        want = x.astype("f2")
    np.testing.assert_array_equal(h.numpy(), want)
    np.testing.assert_array_equal(back.numpy(), want.astype("f4"))


def test_memory_has_an_end():
    p, n = ctypes.c_ulonglong(), ctypes.c_size_t(1 << 40)
    assert fake.cuda.cuMemAlloc_v2(ctypes.byref(p), n) == 2
    a = fake.empty(4, "f4")
    assert fake.cuda.cuMemcpyHtoD_v2(a.p, ctypes.create_string_buffer(64), ctypes.c_size_t(4096)) == 1


def test_a_graph_is_recorded_and_replayed():
    cuda = fake.cuda
    stream, graph, made = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_void_p()
    fake.check(cuda.cuStreamCreate(ctypes.byref(stream), 1))
    a = fake.array(np.zeros(8, "u4"))
    fake.check(cuda.cuStreamBeginCapture_v2(stream, 0))
    fake.check(cuda.cuMemsetD32Async(a.p, u32(7), ctypes.c_size_t(8), stream))
    assert cuda.cuStreamSynchronize(stream) != 0
    fake.check(cuda.cuStreamEndCapture(stream, ctypes.byref(graph)))
    assert (a.numpy() == 0).all()
    fake.check(cuda.cuGraphInstantiateWithFlags(ctypes.byref(made), graph, ctypes.c_ulonglong(0)))
    fake.check(cuda.cuGraphLaunch(made, stream))
    fake.check(cuda.cuStreamSynchronize(stream))
    assert (a.numpy() == 7).all()
    fake.check(cuda.cuStreamDestroy_v2(stream))
