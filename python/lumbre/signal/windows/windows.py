"""Window functions as in SciPy: `M` points, symmetric with `sym`, else the start of a window that is longer by one."""

import math

import lumbre

__all__ = ["bartlett", "blackman", "cosine", "exponential", "gaussian", "general_cosine", "general_hamming", "hamming", "hann", "kaiser", "nuttall"]


def _points(name, M, dtype, layout, device, requires_grad):
    """The checked keyword arguments of the result."""
    if M < 0:
        raise ValueError(f"{name} requires non-negative window length, got M={M}")
    if layout is not lumbre.strided:
        raise ValueError(f"{name} is implemented for strided tensors only, got: {layout}")
    dtype = lumbre.get_default_dtype() if dtype is None else dtype
    if dtype not in (lumbre.float32, lumbre.float64):
        raise ValueError(f"{name} expects float32 or float64 dtypes, got: {dtype}")
    return {"dtype": dtype, "device": device, "requires_grad": requires_grad}


def _window(name, M, sym, f, dtype, layout, device, requires_grad):
    kwargs = _points(name, M, dtype, layout, device, requires_grad)
    last = M - 1 if sym else M
    lumbre.empty(M, dtype=lumbre.float64)  # so many numbers must fit before they are listed
    return lumbre.tensor([1.0 if M == 1 else f(i, last) for i in range(M)], **kwargs)


def exponential(M, *, center=None, tau=1.0, sym=True, dtype=None, layout=lumbre.strided, device=None, requires_grad=False):
    """`exp(-|i - center| / tau)`; the centre is the middle unless it is given, which a symmetric window does not allow."""
    if tau <= 0:
        raise ValueError(f"Tau must be positive, got: {tau} instead.")
    if sym and center is not None:
        raise ValueError("Center must be None for symmetric windows")

    def f(i, last):
        return math.exp(-abs(i - (last / 2 if center is None else center)) / tau)

    return _window("exponential", M, sym, f, dtype, layout, device, requires_grad)


def cosine(M, *, sym=True, dtype=None, layout=lumbre.strided, device=None, requires_grad=False):
    """`sin(pi (i + 1/2) / M)`."""
    return _window("cosine", M, sym, lambda i, last: math.sin(math.pi * (i + 0.5) / (last + 1)), dtype, layout, device, requires_grad)


def gaussian(M, *, std=1.0, sym=True, dtype=None, layout=lumbre.strided, device=None, requires_grad=False):
    """`exp(-((i - middle) / std)^2 / 2)`."""
    if std <= 0:
        raise ValueError(f"Standard deviation must be positive, got: {std} instead.")
    return _window("gaussian", M, sym, lambda i, last: math.exp(-(((i - last / 2) / std) ** 2) / 2), dtype, layout, device, requires_grad)


def kaiser(M, *, beta=12.0, sym=True, dtype=None, layout=lumbre.strided, device=None, requires_grad=False):
    """`I0(beta sqrt(1 - (2 i / n - 1)^2)) / I0(beta)`."""
    if beta < 0:
        raise ValueError(f"beta must be non-negative, got: {beta} instead.")
    kwargs = _points("kaiser", M, dtype, layout, device, requires_grad)
    requires = kwargs.pop("requires_grad")
    return lumbre.kaiser_window(M, periodic=not sym, beta=beta, **kwargs).requires_grad_(requires)


def general_cosine(M, *, a, sym=True, dtype=None, layout=lumbre.strided, device=None, requires_grad=False):
    """`sum((-1)^k a[k] cos(2 pi k i / n))`."""
    if not hasattr(a, "__iter__"):
        raise TypeError("Coefficients must be a list/tuple")
    a = list(a)
    if not a:
        raise ValueError("Coefficients cannot be empty")

    def f(i, last):
        return sum((-1) ** k * c * math.cos(2 * math.pi * k * i / last) for k, c in enumerate(a))

    return _window("general_cosine", M, sym, f, dtype, layout, device, requires_grad)


def general_hamming(M, *, alpha=0.54, sym=True, dtype=None, layout=lumbre.strided, device=None, requires_grad=False):
    """`alpha - (1 - alpha) cos(2 pi i / n)`."""
    return general_cosine(M, a=[alpha, 1.0 - alpha], sym=sym, dtype=dtype, layout=layout, device=device, requires_grad=requires_grad)


def hamming(M, *, sym=True, dtype=None, layout=lumbre.strided, device=None, requires_grad=False):
    """`0.54 - 0.46 cos(2 pi i / n)`."""
    return general_hamming(M, sym=sym, dtype=dtype, layout=layout, device=device, requires_grad=requires_grad)


def hann(M, *, sym=True, dtype=None, layout=lumbre.strided, device=None, requires_grad=False):
    """`sin(pi i / n)^2`."""
    return general_hamming(M, alpha=0.5, sym=sym, dtype=dtype, layout=layout, device=device, requires_grad=requires_grad)


def blackman(M, *, sym=True, dtype=None, layout=lumbre.strided, device=None, requires_grad=False):
    """`0.42 - 0.5 cos(2 pi i / n) + 0.08 cos(4 pi i / n)`."""
    return general_cosine(M, a=[0.42, 0.5, 0.08], sym=sym, dtype=dtype, layout=layout, device=device, requires_grad=requires_grad)


def bartlett(M, *, sym=True, dtype=None, layout=lumbre.strided, device=None, requires_grad=False):
    """A triangle from 0 up to 1 and down again."""
    return _window("bartlett", M, sym, lambda i, last: 1 - abs(2 * i / last - 1), dtype, layout, device, requires_grad)


def nuttall(M, *, sym=True, dtype=None, layout=lumbre.strided, device=None, requires_grad=False):
    """The four-term window of least side lobes (A. H. Nuttall, 1981)."""
    return general_cosine(M, a=[0.3635819, 0.4891775, 0.1365995, 0.0106411], sym=sym, dtype=dtype, layout=layout, device=device, requires_grad=requires_grad)
