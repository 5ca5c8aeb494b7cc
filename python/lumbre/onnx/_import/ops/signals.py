"""Fourier transforms."""



from .._build import Unsupported
from . import op


def complex_of(g, x):
    """A complex tensor from one whose last dimension holds the parts."""
    last = x.size(-1)
    if last == 1:
        return g.op("select", x, -1, 0)
    return g.op("view_as_complex", g.op("contiguous", x))


@op("DFT")
def dft_17(g, a, x, length=None):
    return dft(g, a, x, length, a.get("axis", 1))


@op("DFT", since=20)
def dft_20(g, a, x, length=None, axis=None):
    d = -2 if axis is None else g.item(axis)
    return dft(g, a, x, length, d)


def dft(g, a, x, length, d):
    rank = x.need_rank()
    if isinstance(d, int):
        d %= rank
    n = None if length is None else g.item(length)
    inverse, one = bool(a.get("inverse", 0)), bool(a.get("onesided", 0))
    y = complex_of(g, x)
    if one and inverse:
        return g.op("unsqueeze", g.op("fft_irfft", y, n, d), -1)
    if one:
        return g.op("view_as_real", g.op("fft_rfft", g.op("real", y) if y.dtype and "complex" in y.dtype else y, n, d))
    return g.op("view_as_real", g.op("fft_ifft" if inverse else "fft_fft", y, n, d))


@op("STFT")
def stft(g, a, x, step, window=None, length=None):
    hop = g.item(step)
    n = g.item(length) if length is not None else window.size(0)
    if not isinstance(n, int) or not isinstance(hop, int):
        raise Unsupported(f"onnx.load: {g.where}: lengths that are computed")
    if x.need_rank() == 3:
        x = complex_of(g, x)
    count = g.arithmetic("add", g.arithmetic("floordiv", g.arithmetic("sub", x.size(1), n), hop), 1)
    places = g.op("arange", count).reshape([-1, 1]) * hop + g.op("arange", n)
    frames = g.op("index", x, [None, places])
    if window is not None:
        frames = frames * window
    onesided = a.get("onesided", 1) and "complex" not in (x.dtype or "")
    return g.op("view_as_real", g.op("fft_rfft" if onesided else "fft_fft", frames))


