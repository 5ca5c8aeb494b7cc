"""Changes of the sample rate, and convolutions and mixtures of waveforms."""

import math
import warnings

import lumbre
from lumbre.nn import functional as nnf

_OLD_METHODS = {"sinc_interpolation": "sinc_interp_hann", "kaiser_window": "sinc_interp_kaiser"}
_KAISER_BETA = 14.769656459379492


def _get_sinc_resample_kernel(
    orig_freq,
    new_freq,
    gcd,
    lowpass_filter_width=6,
    rolloff=0.99,
    resampling_method="sinc_interp_hann",
    beta=None,
    device="cpu",
    dtype=None,
):
    """One windowed sinc for each phase of the output, (new_freq / gcd, 1, taps), and the taps on either side."""
    if not (int(orig_freq) == orig_freq and int(new_freq) == new_freq):
        raise Exception(
            "Frequencies must be of integer type to ensure quality resampling computation; "
            f"scale {orig_freq} and {new_freq} to integers of the same ratio."
        )
    if resampling_method in _OLD_METHODS:
        new = _OLD_METHODS[resampling_method]
        warnings.warn(f'"{resampling_method}" resampling method name is deprecated, use "{new}".', stacklevel=3)
        resampling_method = new
    elif resampling_method not in ("sinc_interp_hann", "sinc_interp_kaiser"):
        raise ValueError(f"Invalid resampling method: {resampling_method}")
    if lowpass_filter_width <= 0:
        raise ValueError("Low pass filter width should be positive.")
    orig, new = int(orig_freq) // gcd, int(new_freq) // gcd
    base = min(orig, new) * rolloff
    width = math.ceil(lowpass_filter_width * orig / base)
    taps = lumbre.arange(-width, width + orig, dtype=dtype or lumbre.float64, device=device)[None, None] / orig
    phase = lumbre.arange(0, -new, -1, dtype=dtype or lumbre.float64, device=device)[:, None, None] / new
    t = ((phase + taps) * base).clamp(-lowpass_filter_width, lowpass_filter_width)
    if resampling_method == "sinc_interp_hann":
        window = lumbre.cos(t * math.pi / lowpass_filter_width / 2) ** 2
    else:
        beta = lumbre.tensor(float(_KAISER_BETA if beta is None else beta), device=device)
        window = lumbre.i0(beta * lumbre.sqrt(1 - (t / lowpass_filter_width) ** 2)) / lumbre.i0(beta)
    t = t * math.pi
    kernel = lumbre.where(t == 0, lumbre.ones_like(t), t.sin() / t) * (window * (base / orig))
    return (kernel.to(lumbre.float32) if dtype is None else kernel), width


# Up to so many phases each is a convolution of its own.
_FEW_PHASES = 4


def _filtered(rows, kernel, orig, width):
    """All phases of (n, time) filtered at steps of `orig`, (n, frames * phases).

    A phase's taps are zero but for `width` on either side of its place, so phases are taken in groups, each with the taps that it needs.
    """
    new, _, taps = kernel.shape
    if lumbre.is_grad_enabled() and (rows.requires_grad or kernel.requires_grad):
        return nnf.conv1d(rows[:, None], kernel, stride=orig).transpose(1, 2).reshape(rows.shape[0], -1)
    if new <= _FEW_PHASES:
        phases = [nnf.conv1d(rows[:, None], kernel[p : p + 1], stride=orig)[:, 0] for p in range(new)]
        return lumbre.stack(phases, -1).reshape(rows.shape[0], -1)
    frames, parts = rows.unfold(-1, taps, orig), []
    group = 16 if orig > 2 * new else 48
    for first in range(0, new, group):
        last = min(new, first + group)
        low, high = orig * first // new, min(taps, -(-orig * (last - 1) // new) + 2 * width + 1)
        parts.append(frames[..., low:high] @ kernel[first:last, 0, low:high].T)
    return (lumbre.cat(parts, -1) if len(parts) > 1 else parts[0]).reshape(rows.shape[0], -1)


def _apply_sinc_resample_kernel(waveform, orig_freq, new_freq, gcd, kernel, width):
    if not waveform.is_floating_point():
        raise TypeError(f"Expected floating point type for waveform tensor, but received {waveform.dtype}.")
    orig, new = int(orig_freq) // gcd, int(new_freq) // gcd
    shape = waveform.shape
    rows = waveform.reshape(-1, shape[-1])
    rows = nnf.pad(rows, (width, width + orig))
    out = _filtered(rows, kernel, orig, width)
    out = out[..., : math.ceil(new * shape[-1] / orig)]
    return out.reshape(shape[:-1] + out.shape[-1:])


def resample(
    waveform,
    orig_freq,
    new_freq,
    lowpass_filter_width=6,
    rolloff=0.99,
    resampling_method="sinc_interp_hann",
    beta=None,
):
    """Resample (..., time) from ``orig_freq`` to ``new_freq`` Hz: ``ceil(time * new / orig)`` samples.

    Each output sample is a sinc, cut off at ``rolloff`` of the lower Nyquist frequency and windowed (Hann or Kaiser with ``beta``) to
    ``lowpass_filter_width`` zero crossings on either side. J. O. Smith, "Digital Audio Resampling Home Page".
    """
    if orig_freq <= 0.0 or new_freq <= 0.0:
        raise ValueError("Original frequency and desired frequecy should be positive")
    if orig_freq == new_freq:
        return waveform
    gcd = math.gcd(int(orig_freq), int(new_freq))
    kernel, width = _get_sinc_resample_kernel(
        orig_freq, new_freq, gcd, lowpass_filter_width, rolloff, resampling_method, beta, waveform.device, waveform.dtype
    )
    return _apply_sinc_resample_kernel(waveform, orig_freq, new_freq, gcd, kernel, width)


def _speed_ratio(orig_freq, factor):
    source, target = int(factor * orig_freq), int(orig_freq)
    gcd = math.gcd(source, target)
    return source // gcd, target // gcd


def _new_lengths(lengths, source, target):
    return None if lengths is None else lumbre.ceil(lengths * target / source).to(lengths.dtype)


def speed(waveform, orig_freq, factor, lengths=None):
    """Play (..., time) ``factor`` times as fast, pitch included; gives the waveform and the new ``lengths`` (None where none are given)."""
    source, target = _speed_ratio(orig_freq, factor)
    return resample(waveform, source, target), _new_lengths(lengths, source, target)


_MODES = ("full", "valid", "same")


def _check_convolve_mode(mode):
    if mode not in _MODES:
        raise ValueError(f"Unrecognized mode value '{mode}'. Please specify one of {list(_MODES)}.")


def _check_leading(x, y):
    if x.ndim != y.ndim:
        raise ValueError(f"The operands must be the same dimension (got {x.ndim} and {y.ndim}).")
    for a, b in zip(x.shape[:-1], y.shape[:-1]):
        if a != b and a != 1 and b != 1:
            raise ValueError(f"Leading dimensions of x and y are not broadcastable (got {x.shape} and {y.shape}).")


def _cut(full, x_length, y_length, mode):
    if mode == "full":
        return full
    length = x_length if mode == "same" else abs(x_length - y_length) + 1
    start = (full.shape[-1] - length) // 2
    return full[..., start : start + length]


def fftconvolve(x, y, mode="full"):
    """Convolution along the last dimension through the Fourier transform; ``mode`` "full", "valid" or "same" (as long as ``x``).

    The other dimensions broadcast. Same values as `convolve`, faster where both are long.
    """
    _check_leading(x, y)
    _check_convolve_mode(mode)
    n = x.size(-1) + y.size(-1) - 1
    full = lumbre.fft.irfft(lumbre.fft.rfft(x, n=n) * lumbre.fft.rfft(y, n=n), n=n)
    return _cut(full, x.size(-1), y.size(-1), mode)


def convolve(x, y, mode="full"):
    """Convolution along the last dimension by its definition, ``out[t] = sum(x[s] * y[t - s])``; arguments as in `fftconvolve`."""
    _check_leading(x, y)
    _check_convolve_mode(mode)
    x_length, y_length = x.size(-1), y.size(-1)
    if x_length < y_length:
        x, y = y, x
    lead = lumbre.broadcast_shapes(x.shape[:-1], y.shape[:-1])
    rows = x.expand(*lead, x.shape[-1]).reshape(-1, x.shape[-1])
    taps = y.expand(*lead, y.shape[-1]).reshape(-1, y.shape[-1])
    out = nnf.conv1d(rows.unsqueeze(0), taps.flip(-1).unsqueeze(1), groups=rows.size(0), padding=taps.size(-1) - 1)
    return _cut(out.reshape(*lead, -1), x_length, y_length, mode)


def add_noise(waveform, noise, snr, lengths=None):
    """Add ``noise`` (..., time) scaled to a signal-to-noise ratio of ``snr`` dB (...); ``lengths`` (...) are the samples that count.

    ``waveform + noise * 10 ** ((10 log10(E_x / E_n) - snr) / 20)``.
    """
    if not (waveform.ndim - 1 == noise.ndim - 1 == snr.ndim and (lengths is None or lengths.ndim == snr.ndim)):
        raise ValueError("Input leading dimensions don't match.")
    length = waveform.size(-1)
    if length != noise.size(-1):
        raise ValueError(f"Length dimensions of waveform and noise don't match (got {length} and {noise.size(-1)}).")
    signal, masked = waveform, noise
    if lengths is not None:
        mask = lumbre.arange(length, device=lengths.device).expand(waveform.shape) < lengths.unsqueeze(-1)
        signal, masked = waveform * mask, noise * mask
    energy_signal = lumbre.linalg.vector_norm(signal, dim=-1) ** 2
    energy_noise = lumbre.linalg.vector_norm(masked, dim=-1) ** 2
    ratio = 10 * (lumbre.log10(energy_signal) - lumbre.log10(energy_noise))
    return waveform + (10 ** ((ratio - snr) / 20.0)).unsqueeze(-1) * noise
