"""The short-time Fourier transform and its inverse against frames that numpy cuts, and their derivatives."""

import lumbre
import numpy as np
import pytest

random = np.random.RandomState(7)
PADS = {"reflect": "reflect", "constant": "constant", "replicate": "edge", "circular": "wrap"}


def frames_of(x, n_fft, hop, window, center, pad_mode):
    """(batch, frames, n_fft): the frames of `x`, times the window."""
    if center:
        x = np.pad(x, ((0, 0), (n_fft // 2, n_fft // 2)), mode=PADS[pad_mode])
    left = (n_fft - len(window)) // 2
    window = np.pad(window, (left, n_fft - len(window) - left))
    starts = range(0, x.shape[1] - n_fft + 1, hop)
    return np.stack([x[:, s : s + n_fft] for s in starts], 1) * window


@pytest.mark.parametrize("onesided", [True, False])
@pytest.mark.parametrize("center, pad_mode", [(False, "reflect"), *((True, mode) for mode in PADS)])
@pytest.mark.parametrize("n_fft, hop, win", [(8, 2, 8), (7, 3, 7), (12, 5, 9), (6, 9, 3), (64, 16, 64), (50, 7, 31), (1, 1, 1), (2, 1, 2)])
def test_stft_is_the_transform_of_frames(n_fft, hop, win, center, pad_mode, onesided):
    for dtype, tol in ((np.float64, 1e-10), (np.float32, 2e-5)):
        x, w = random.standard_normal((3, 70)).astype(dtype), random.rand(win).astype(dtype)
        options = dict(center=center, pad_mode=pad_mode, onesided=onesided, return_complex=True)
        frames = frames_of(x, n_fft, hop, w, center, pad_mode)
        wanted = (np.fft.rfft if onesided else np.fft.fft)(frames).transpose(0, 2, 1)
        a, window = lumbre.from_numpy(x), lumbre.from_numpy(w)
        got = lumbre.stft(a, n_fft, hop, win, window, **options)
        assert got.dtype is (lumbre.complex128 if dtype is np.float64 else lumbre.complex64)
        np.testing.assert_allclose(got.numpy(), wanted, atol=tol)
        np.testing.assert_allclose(lumbre.stft(a[1], n_fft, hop, win, window, normalized=True, **options).numpy(), wanted[1] / n_fft**0.5, atol=tol)
        spread = lumbre.from_numpy(np.repeat(x.T, 2, 0))[::2].t()
        np.testing.assert_array_equal(lumbre.stft(spread, n_fft, hop, win, window, **options).numpy(), got.numpy())


@pytest.mark.parametrize("onesided", [True, False])
@pytest.mark.parametrize("center, pad_mode", [(False, "reflect"), *((True, mode) for mode in PADS)])
@pytest.mark.parametrize("n_fft, hop", [(8, 3), (7, 2), (5, 6)])
def test_derivatives_of_stft(n_fft, hop, center, pad_mode, onesided):
    x = lumbre.from_numpy(random.standard_normal((2, 19))).requires_grad_()
    w = lumbre.from_numpy(random.rand(n_fft)).requires_grad_()

    def parts(x, w):
        return lumbre.view_as_real(lumbre.stft(x, n_fft, hop, window=w, center=center, pad_mode=pad_mode, onesided=onesided, return_complex=True))

    assert lumbre.autograd.gradcheck(lambda x: parts(x, w.detach()), (x,))
    assert lumbre.autograd.gradcheck(parts, (x, w))
    assert lumbre.autograd.gradgradcheck(lambda x: parts(x, w.detach()).square(), (x,))


@pytest.mark.parametrize("onesided", [True, False])
@pytest.mark.parametrize("n_fft, hop, length", [(8, 2, 61), (7, 3, None), (64, 16, 500), (9, 2, 40)])
def test_istft_adds_frames(n_fft, hop, length, onesided):
    count = 30
    wide = n_fft // 2 + 1 if onesided else n_fft
    z = random.standard_normal((2, wide, count)) + 1j * random.standard_normal((2, wide, count))
    w = random.rand(n_fft) + 0.5
    half = z.transpose(0, 2, 1)[:, :, : n_fft // 2 + 1]
    frames = np.fft.irfft(half, n=n_fft) * w
    total = np.zeros((2, n_fft + hop * (count - 1)))
    below = np.zeros(total.shape[1])
    for t in range(count):
        total[:, t * hop : t * hop + n_fft] += frames[:, t]
        below[t * hop : t * hop + n_fft] += w**2
    end = n_fft // 2 + length if length else total.shape[1] - n_fft // 2
    wanted = (total / below)[:, n_fft // 2 : end]
    a, window = lumbre.from_numpy(z), lumbre.from_numpy(w)
    got = lumbre.istft(a, n_fft, hop, window=window, onesided=onesided, length=length)
    np.testing.assert_allclose(got.numpy()[:, : wanted.shape[1]], wanted, atol=1e-10)
    np.testing.assert_allclose(got.numpy()[:, wanted.shape[1] :], 0)
    frames_first = lumbre.from_numpy(np.ascontiguousarray(z.transpose(0, 2, 1))).transpose(1, 2)
    np.testing.assert_allclose(lumbre.istft(frames_first, n_fft, hop, window=window, onesided=onesided, length=length).numpy(), got.numpy())
    scaled = lumbre.istft(a, n_fft, hop, window=window, onesided=onesided, length=length, normalized=True)
    np.testing.assert_allclose(scaled.numpy(), got.numpy() * n_fft**0.5, atol=1e-9)


@pytest.mark.parametrize("n_fft", [6, 7])
def test_derivatives_of_istft(n_fft):
    z = lumbre.from_numpy(random.standard_normal((1, n_fft // 2 + 1, 5, 2))).requires_grad_()
    w = lumbre.from_numpy(random.rand(n_fft) + 0.5).requires_grad_()

    def signal(z, w):
        return lumbre.istft(lumbre.view_as_complex(z), n_fft, 2, window=w)

    assert lumbre.autograd.gradcheck(lambda z: signal(z, w.detach()), (z,))
    assert lumbre.autograd.gradcheck(signal, (z, w))
    assert lumbre.autograd.gradgradcheck(lambda z: signal(z, w.detach()).square(), (z,))


def test_stft_of_long_signals_and_their_gradient():
    x = lumbre.from_numpy(random.standard_normal((2, 40_000)).astype(np.float32)).requires_grad_()
    w = lumbre.hann_window(400)
    z = lumbre.stft(x, 400, 160, window=w, return_complex=True)
    wanted = np.fft.rfft(frames_of(x.detach().numpy().astype(float), 400, 160, w.numpy(), True, "reflect")).transpose(0, 2, 1)
    np.testing.assert_allclose(z.detach().numpy(), wanted, atol=1e-4)
    # The transform is linear: <stft(x), g> = <x, its gradient for g>.
    g = lumbre.randn_like(z)
    z.backward(g)
    left = (wanted.real * g.real.numpy() + wanted.imag * g.imag.numpy()).sum()
    right = (x.detach().numpy().astype(float) * x.grad.numpy()).sum()
    assert abs(left - right) < 1e-3 * abs(wanted).sum() ** 0.5


def test_wrong_short_time_arguments():
    x = lumbre.ones(2, 10)
    with pytest.raises(RuntimeError):
        lumbre.stft(x, 24, return_complex=True)
    with pytest.raises(RuntimeError):
        lumbre.stft(x, 12, center=False, return_complex=True)
    with pytest.raises(RuntimeError):
        lumbre.stft(x, 4, 0, return_complex=True)
    with pytest.raises(RuntimeError, match="window"):
        lumbre.istft(lumbre.ones(3, 4, dtype=lumbre.complex64), 4, 2, window=lumbre.zeros(4))
    assert lumbre.stft(lumbre.ones(0, 10), 4, center=False, return_complex=True).shape == (0, 3, 7)


@pytest.mark.parametrize("n", [1, 2, 3, 4, 6, 15, 16, 17, 18, 34, 62, 64, 66, 128, 400, 401])
def test_whole_transforms_of_real_lines(n):
    for dtype, tol in ((np.float64, 1e-9), (np.float32, 1e-4)):
        x = random.standard_normal((20, n, 3)).astype(dtype)
        a = lumbre.from_numpy(x)
        for dim in (1, 0, 2):
            np.testing.assert_allclose(lumbre.fft.fft(a, dim=dim).numpy(), np.fft.fft(x, axis=dim), atol=tol)
            np.testing.assert_allclose(lumbre.fft.rfft(a, dim=dim).numpy(), np.fft.rfft(x, axis=dim), atol=tol)
            z = np.fft.rfft(x, axis=dim)
            np.testing.assert_allclose(lumbre.fft.irfft(lumbre.from_numpy(z), n=x.shape[dim], dim=dim).numpy(), x, atol=tol)
        np.testing.assert_allclose(lumbre.fft.fftn(a).numpy(), np.fft.fftn(x), atol=tol * 10)


@pytest.mark.parametrize("shape", [(3,), (4,), (2, 5), (3, 4)])
def test_derivatives_of_real_transforms(shape):
    x = lumbre.from_numpy(random.standard_normal(shape)).requires_grad_()
    for f in (lumbre.fft.fftn, lumbre.fft.rfftn, lumbre.fft.fft, lumbre.fft.rfft):
        assert lumbre.autograd.gradcheck(lambda x, f=f: lumbre.view_as_real(f(x)), (x,))
        assert lumbre.autograd.gradgradcheck(lambda x, f=f: lumbre.view_as_real(f(x)).square(), (x,))
