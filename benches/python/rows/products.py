"""Matrix products."""

from . import Group, Row


def square(n, dtype):
    def make(lib):
        kind = getattr(lib, dtype)
        a, b = lib.rand(n, n, dtype=kind), lib.rand(n, n, dtype=kind)
        return lambda: a @ b

    return make


def linear(m, k, n):
    def make(lib):
        x, w, b = lib.rand(m, k), lib.rand(n, k), lib.rand(n)
        return lambda: lib.nn.functional.linear(x, w, b)

    return make


def bmm(b, m, k, n):
    def make(lib):
        x, y = lib.rand(b, m, k), lib.rand(b, k, n)
        return lambda: x.bmm(y)

    return make


def gemv(n, transposed):
    def make(lib):
        w, x = lib.rand(n, n), lib.rand(n)
        w = w.t() if transposed else w
        return lambda: w @ x

    return make


GROUPS = [
    Group(
        "matrix product",
        1.05,
        0.9,
        [Row(f"{n}^3 {dtype[5:]}bit", square(n, dtype)) for n in (64, 128, 256, 512, 1024, 2048) for dtype in ("float32", "float64")]
        + [
            Row("linear 32x1024x1024", linear(32, 1024, 1024), 0.8),
            Row("linear 128x784x256", linear(128, 784, 256)),
            Row("bmm 64x128x64x128", bmm(64, 128, 64, 128)),
            Row("bmm 64x128x128x64", bmm(64, 128, 128, 64)),
            Row("gemv 4096", gemv(4096, False)),
            Row("gemv 4096 transposed", gemv(4096, True)),
        ],
    ),
    Group("bfloat16 product", 1.6, 1.4, [Row(f"{n}^3 bf16", square(n, "bfloat16")) for n in (256, 1024)]),
]
