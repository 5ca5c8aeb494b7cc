"""Fourier transforms and decompositions that StableHLO has an operation for."""

import math

from .._text import COMPLEX
from . import RULES, rule
from .shapes import movedim, rolled

_NORMS = {None: 0, "backward": 0, "ortho": 1, "forward": 2}


def fitted(b, x, d, n):
    """Cut or filled with zeros to the length."""
    have = x.shape[d]
    if n < have:
        return b.cut(x, d, 0, n)
    return b.pad(x, [0] * x.rank, [n - have if k == d else 0 for k in range(x.rank)]) if n > have else x


def to_complex(b, x):
    if x.is_complex:
        return x
    x = x if x.dtype in ("float32", "float64") else x.to("float32")
    return x.to(next(k for k, v in COMPLEX.items() if v == x.dtype))


def conj(b, x):
    return b.complex(b.real(x), -b.imag(x))


def transform(b, x, d, kind, n):
    """One transform along `d`, unscaled but for XLA's own 1/n of the inverse ones. `n` is the length of the real or complex signal."""
    x = movedim(b, x, [d], [x.rank - 1])
    shape, dtype = list(x.shape), x.dtype
    if kind == "RFFT":
        shape[-1], dtype = n // 2 + 1, next(k for k, v in COMPLEX.items() if v == x.dtype)
    elif kind == "IRFFT":
        shape[-1], dtype = n, COMPLEX[x.dtype]
    words = f"fft_type = #stablehlo<fft_type {kind}>, fft_length = array<i64: {n}>"
    out = b.emit("stablehlo.fft", [x], [(dtype, shape)], words)[0]
    return movedim(b, out, [out.rank - 1], [d])


def scaled(b, x, n, inverse, norm):
    """The factor of a norm, knowing that inverse transforms come divided by n."""
    factor = {0: 1.0, 1: math.sqrt(n), 2: float(n)}[norm] if inverse else {0: 1.0, 1: 1 / math.sqrt(n), 2: 1.0 / n}[norm]
    if factor == 1.0:
        return x
    return x * factor if not x.is_complex else b.complex(b.real(x) * factor, b.imag(x) * factor)


def complex_fft(b, x, dims, sizes, inverse, norm):
    x = to_complex(b, x)
    for d, n in zip(dims, sizes):
        x = fitted(b, x, d, x.shape[d] if n is None else n)
        x = scaled(b, transform(b, x, d, "IFFT" if inverse else "FFT", x.shape[d]), x.shape[d], inverse, norm)
    return x


def real_fft(b, x, d, n, norm):
    x = x if x.dtype in ("float32", "float64") else x.to("float32")
    x = fitted(b, x, d, x.shape[d] if n is None else n)
    return scaled(b, transform(b, x, d, "RFFT", x.shape[d]), x.shape[d], False, norm)


def real_ifft(b, x, d, n, norm):
    n = 2 * (x.shape[d] - 1) if n is None else n
    x = fitted(b, to_complex(b, x), d, n // 2 + 1)
    return scaled(b, transform(b, x, d, "IRFFT", n), n, True, norm)


def _places(c, two):
    """Dimensions and lengths of a transform over several dimensions."""
    x, dims, sizes = c.x, c.known("dim"), c.known("s")
    if dims is None:
        dims = list(range(x.rank - len(sizes), x.rank)) if sizes else [-2, -1] if two else list(range(x.rank))
    dims = [d % x.rank for d in dims]
    sizes = [None] * len(dims) if sizes is None else [None if s == -1 else s for s in sizes]
    return dims, sizes


def _fft(c):
    kind, b, x, norm = c.op.removeprefix("fft_"), c.b, c.x, _NORMS[c.get("norm")]
    if kind[-1] in "2n":
        dims, sizes = _places(c, kind[-1] == "2")
        kind = kind[:-1]
    else:
        dims, sizes = [c.dim(default=-1)], [c.known("n")]
    flip = {0: 2, 1: 1, 2: 0}
    if kind in ("fft", "ifft"):
        return complex_fft(b, x, dims, sizes, kind == "ifft", norm)
    if kind == "rfft":
        return complex_fft(b, real_fft(b, x, dims[-1], sizes[-1], norm), dims[:-1], sizes[:-1], False, norm)
    if kind == "irfft":
        return real_ifft(b, complex_fft(b, x, dims[:-1], sizes[:-1], True, norm), dims[-1], sizes[-1], norm)
    if kind == "hfft":
        x = complex_fft(b, x, dims[:-1], sizes[:-1], False, norm)
        return real_ifft(b, conj(b, to_complex(b, x)), dims[-1], sizes[-1], flip[norm])
    out = conj(b, real_fft(b, x, dims[-1], sizes[-1], flip[norm]))
    return complex_fft(b, out, dims[:-1], sizes[:-1], True, norm)


for _kind in ("fft", "ifft", "rfft", "irfft", "hfft", "ihfft"):
    for _tail in ("", "2", "n"):
        RULES[f"fft_{_kind}{_tail}"] = _fft


# The engine's own forms: normalisation 0 is none, 1 by the root of the size, 2 by the size.


@rule("_fft_c2c", "_fft_r2c", "_fft_c2r")
def _engine_fft(c):
    b, x, dims, how = c.b, c.x, [d % c.x.rank for d in c.ints("dim")], c.known("normalization")
    if c.op == "_fft_r2c":
        if not c.known("onesided", True):
            return complex_fft(b, x, dims, [None] * len(dims), False, how)
        return complex_fft(b, real_fft(b, x, dims[-1], None, how), dims[:-1], [None] * len(dims), False, how)
    # XLA divides inverse transforms by n, which is what 2 asks for.
    back = {0: 2, 1: 1, 2: 0}[how]
    if c.op == "_fft_c2r":
        return real_ifft(b, complex_fft(b, x, dims[:-1], [None] * len(dims), True, back), dims[-1], c.known("last_dim_size"), back)
    forward = c.known("forward")
    return complex_fft(b, x, dims, [None] * len(dims), not forward, how if forward else back)


@rule("fft_fftshift", "fft_ifftshift")
def _shift(c):
    x = c.x
    for d in c.dims():
        n = x.shape[d]
        x = rolled(c.b, x, n // 2 if c.op == "fft_fftshift" else (n + 1) // 2, d)
    return x


# Triangular matrices.


def cholesky(b, x, upper=False):
    lower = b.emit("stablehlo.cholesky", [x], [(x.dtype, x.shape)], "lower = true")[0]
    rows, columns = (b.iota(x.shape[-2:], d) for d in (0, 1))
    lower = b.select(rows >= columns, lower, 0)
    return adjoint(b, lower) if upper else lower


def adjoint(b, x):
    x = movedim(b, x, [x.rank - 1], [x.rank - 2])
    return conj(b, x) if x.is_complex else x


@rule("cholesky", "linalg_cholesky")
def _cholesky(c):
    x = next(iter(c.args.values()))
    if c.get("upper", False) and c.op == "cholesky":
        x = adjoint(c.b, x)
    return cholesky(c.b, x, bool(c.get("upper", False)))


def triangular(b, a, y, upper, left=True, unit=False, transposed=False):
    from .._text import broadcast_shape

    batch = broadcast_shape(a.shape[:-2], y.shape[:-2])
    a, y = b.broadcast(a, batch + a.shape[-2:]), b.broadcast(y, batch + y.shape[-2:])
    flag = lambda v: "true" if v else "false"  # noqa: E731
    how = "ADJOINT" if transposed else "NO_TRANSPOSE"
    words = f"left_side = {flag(left)}, lower = {flag(not upper)}, unit_diagonal = {flag(unit)}, transpose_a = #stablehlo<transpose {how}>"
    return b.emit("stablehlo.triangular_solve", [a, y], [(y.dtype, y.shape)], words)[0]


@rule("linalg_solve_triangular")
def _solve_triangular(c):
    return triangular(c.b, c["input"], c["B"], c["upper"], c.get("left", True), c.get("unitriangular", False))


@rule("cholesky_solve")
def _cholesky_solve(c):
    y, a = c["input"], c["input2"]
    upper = bool(c.get("upper", False))
    inner = triangular(c.b, a, y, upper, transposed=upper)
    return triangular(c.b, a, inner, upper, transposed=not upper)


@rule("matrix_power", "linalg_matrix_power")
def _matrix_power(c):
    from .products import matmul

    x, n = next(iter(c.args.values())), c.known("n")
    if n < 0:
        c.refuse("negative powers")
    b = c.b
    out = b.broadcast(b.iota(x.shape[-2:], 0).eq(b.iota(x.shape[-2:], 1)).to(x.dtype), x.shape)
    while n:
        if n & 1:
            out = matmul(b, out, x)
        x, n = matmul(b, x, x) if n > 1 else x, n >> 1
    return out


