"""Fourier transforms against numpy: lengths of every kind, dimensions, norms, and what the short-time transform gives back."""

import lumbre
import numpy as np
import pytest

random = np.random.RandomState(5)
NORMS = [None, "backward", "ortho", "forward"]


@pytest.mark.parametrize("n", [1, 2, 3, 8, 15, 17, 31, 64, 97, 120, 1009])
def test_lengths_of_every_kind(n):
    x = random.standard_normal((3, n)) + 1j * random.standard_normal((3, n))
    a = lumbre.from_numpy(x)
    np.testing.assert_allclose(lumbre.fft.fft(a).numpy(), np.fft.fft(x), atol=1e-9)
    np.testing.assert_allclose(lumbre.fft.ifft(a).numpy(), np.fft.ifft(x), atol=1e-9)
    np.testing.assert_allclose(lumbre.fft.rfft(a.real).numpy(), np.fft.rfft(x.real), atol=1e-9)
    np.testing.assert_allclose(lumbre.fft.irfft(a, n=n).numpy(), np.fft.irfft(x, n=n), atol=1e-9)
    np.testing.assert_allclose(lumbre.fft.hfft(a, n=n).numpy(), np.fft.hfft(x, n=n), atol=1e-9)


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("name", ["fftn", "ifftn", "rfftn", "irfftn", "fft2", "ifft2", "rfft2", "irfft2"])
def test_several_dimensions(name, norm):
    x = random.standard_normal((4, 5, 6))
    if not name.startswith("rfft"):
        x = x + 1j * random.standard_normal(x.shape)
    a = lumbre.from_numpy(x)
    ours, theirs = getattr(lumbre.fft, name), getattr(np.fft, name)
    for kwargs in ({}, {"s": (3, 8)}, {"s": (7, 4)}) if name.endswith("2") else ({}, {"s": (3, 8), "axes": (0, 2)}, {"axes": (2, 1)}):
        lumbre_kwargs = {{"axes": "dim"}.get(k, k): v for k, v in kwargs.items()}
        np.testing.assert_allclose(ours(a, norm=norm, **lumbre_kwargs).numpy(), theirs(x, norm=norm, **kwargs), atol=1e-9)
    # Strides of every kind read alike.
    np.testing.assert_allclose(ours(a.permute(2, 0, 1), norm=norm).numpy(), theirs(x.transpose(2, 0, 1), norm=norm), atol=1e-9)


def test_dtypes_and_errors():
    assert lumbre.fft.fft(lumbre.arange(4)).dtype is lumbre.complex64
    assert lumbre.fft.rfft(lumbre.ones(4, dtype=lumbre.float64)).dtype is lumbre.complex128
    with pytest.raises(TypeError, match="real"):
        lumbre.fft.rfft(lumbre.ones(4, dtype=lumbre.complex64))
    with pytest.raises(RuntimeError, match="data points"):
        lumbre.fft.fft(lumbre.ones(4), n=0)
    with pytest.raises(RuntimeError, match="unique"):
        lumbre.fft.fftn(lumbre.ones(4, 4), dim=(0, 0))
    with pytest.raises(RuntimeError, match="normalization"):
        lumbre.fft.fft(lumbre.ones(4), norm="half")


def test_frequencies_and_shifts():
    for n in (1, 4, 5):
        np.testing.assert_allclose(lumbre.fft.fftfreq(n, 0.5, dtype=lumbre.float64).numpy(), np.fft.fftfreq(n, 0.5))
        np.testing.assert_allclose(lumbre.fft.rfftfreq(n, 0.5, dtype=lumbre.float64).numpy(), np.fft.rfftfreq(n, 0.5))
    x = random.standard_normal((4, 5))
    for dim in (None, 1, (0, 1)):
        a = lumbre.from_numpy(x)
        np.testing.assert_array_equal(lumbre.fft.fftshift(a, dim).numpy(), np.fft.fftshift(x, dim))
        np.testing.assert_array_equal(lumbre.fft.ifftshift(lumbre.fft.fftshift(a, dim), dim).numpy(), x)


@pytest.mark.parametrize("center", [True, False])
@pytest.mark.parametrize("hop", [2, 3, 4])
def test_istft_gives_the_signal_back(center, hop):
    x = lumbre.from_numpy(random.standard_normal((2, 60))).requires_grad_()
    window = lumbre.hamming_window(12, dtype=lumbre.float64)
    z = lumbre.stft(x, 12, hop, window=window, center=center, return_complex=True)
    frame = 1 if center else 3
    pieces = np.pad(x.detach().numpy(), ((0, 0), (6, 6)), mode="reflect") if center else x.detach().numpy()
    np.testing.assert_allclose(z[:, :, frame].detach().numpy(), np.fft.rfft(pieces[:, frame * hop : frame * hop + 12] * window.numpy()), atol=1e-9)
    y = lumbre.istft(z, 12, hop, window=window, center=center, length=60 if center else None)
    np.testing.assert_allclose(y.detach().numpy(), x.detach().numpy()[:, : y.shape[1]], atol=1e-9)
    y.sum().backward()
    np.testing.assert_allclose(x.grad.numpy()[:, : y.shape[1]], np.ones((2, y.shape[1])), atol=1e-9)


def test_stft_asks_for_return_complex():
    with pytest.raises(RuntimeError, match="return_complex"):
        lumbre.stft(lumbre.ones(30), 8)
    z = lumbre.stft(lumbre.ones(30), 8, return_complex=False)
    assert z.shape == (5, 16, 2)


def test_windows_agree_with_scipy():
    windows = pytest.importorskip("scipy.signal.windows")
    ours = lumbre.signal.windows
    for name, args, kwargs in [
        ("bartlett", (), {}), ("blackman", (), {}), ("cosine", (), {}), ("hamming", (), {}), ("hann", (), {}), ("nuttall", (), {}),
        ("kaiser", (8.0,), {"beta": 8.0}), ("gaussian", (2.0,), {"std": 2.0}), ("general_cosine", ([0.5, 0.3, 0.2],), {"a": [0.5, 0.3, 0.2]}),
        ("general_hamming", (0.6,), {"alpha": 0.6}),
    ]:
        for n in (1, 2, 7, 8):
            for sym in (True, False):
                got = getattr(ours, name)(n, sym=sym, dtype=lumbre.float64, **kwargs).numpy()
                np.testing.assert_allclose(got, getattr(windows, name)(n, *args, sym=sym), atol=1e-12)
    np.testing.assert_allclose(ours.exponential(7, tau=2.0, dtype=lumbre.float64).numpy(), windows.exponential(7, tau=2.0), atol=1e-12)
    np.testing.assert_allclose(lumbre.hann_window(9, dtype=lumbre.float64).numpy(), windows.hann(9, sym=False), atol=1e-12)
