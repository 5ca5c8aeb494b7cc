"""Recursive filters: the general one, and the second-order sections of audio equalisers.

Coefficients follow R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients", and SoX where it differs.
Every function takes (..., time), filters along time, clamps to [-1, 1] and lets gradients through to the waveform and to the
frequencies, gains and Q, which may be tensors.
"""

import math

import lumbre
from lumbre.nn import functional as nnf

from ._iir import AllPole


def lfilter(waveform, a_coeffs, b_coeffs, clamp=True, batching=True):
    """``a[0] y[n] = sum(b[k] x[n - k]) - sum(a[k] y[n - k], k > 0)`` along the last dimension, from rest.

    ``a_coeffs`` and ``b_coeffs`` are (order + 1) or (filters, order + 1). With several filters, ``batching`` gives each its own
    channel of (..., filters, time); without, each filters the whole waveform and the result is (..., filters, time). ``clamp``
    limits the result to [-1, 1].
    """
    if a_coeffs.size() != b_coeffs.size():
        raise ValueError(
            f"Expected coeffs to be the same size. Found: a_coeffs size: {a_coeffs.size()}, b_coeffs size: {b_coeffs.size()}"
        )
    if a_coeffs.ndim > 2:
        raise ValueError(f"Expected coeffs to have 1 or 2 dimensions. Found: {a_coeffs.ndim}")
    if a_coeffs.ndim == 1:
        a_coeffs, b_coeffs = a_coeffs.unsqueeze(0), b_coeffs.unsqueeze(0)
    elif not batching:
        waveform = lumbre.stack([waveform] * a_coeffs.shape[0], -2)
    elif waveform.ndim < 2 or waveform.shape[-2] != a_coeffs.shape[0]:
        raise ValueError(
            "Expected number of batches in waveform and coeffs to be the same. "
            f"Found: coeffs batches: {a_coeffs.shape[0]}, waveform: {tuple(waveform.shape)}"
        )
    shape = waveform.shape
    filters, taps = a_coeffs.shape
    x = waveform.reshape(-1, filters, shape[-1])
    b = (b_coeffs / a_coeffs[:, :1]).flip(1).unsqueeze(1)
    y = nnf.conv1d(nnf.pad(x, (taps - 1, 0)), b, groups=filters)
    y = AllPole.apply(y, a_coeffs / a_coeffs[:, :1])
    if clamp:
        y = lumbre.clamp(y, min=-1.0, max=1.0)
    return y.reshape(shape)


def filtfilt(waveform, a_coeffs, b_coeffs, clamp=True):
    """`lfilter` forwards and then backwards in time, which leaves phases as they were. Clamped, if at all, after the second pass."""
    forward = lfilter(waveform, a_coeffs, b_coeffs, clamp=False, batching=True)
    return lfilter(forward.flip(-1), a_coeffs, b_coeffs, clamp=clamp, batching=True).flip(-1)


def biquad(waveform, b0, b1, b2, a0, a1, a2):
    """The second-order section ``(b0 + b1 z^-1 + b2 z^-2) / (a0 + a1 z^-1 + a2 z^-2)``; numbers or tensors of one element."""

    def row(*values):
        return lumbre.cat([lumbre.as_tensor(v, dtype=waveform.dtype, device=waveform.device).view(1) for v in values])

    return lfilter(waveform, row(a0, a1, a2), row(b0, b1, b2))


def _angles(waveform, sample_rate, freq, Q):
    """Cosine and sine of the frequency's angle in one sample, and alpha = sin / (2 Q)."""
    freq = lumbre.as_tensor(freq, dtype=waveform.dtype, device=waveform.device)
    Q = lumbre.as_tensor(Q, dtype=waveform.dtype, device=waveform.device)
    w0 = 2 * math.pi * freq / sample_rate
    return lumbre.cos(w0), lumbre.sin(w0), lumbre.sin(w0) / 2 / Q


def _amplitude(waveform, gain):
    gain = lumbre.as_tensor(gain, dtype=waveform.dtype, device=waveform.device)
    return lumbre.exp(gain / 40 * math.log(10))


def lowpass_biquad(waveform, sample_rate, cutoff_freq, Q=0.707):
    """Second-order low-pass at ``cutoff_freq`` Hz."""
    c, _, alpha = _angles(waveform, sample_rate, cutoff_freq, Q)
    return biquad(waveform, (1 - c) / 2, 1 - c, (1 - c) / 2, 1 + alpha, -2 * c, 1 - alpha)


def highpass_biquad(waveform, sample_rate, cutoff_freq, Q=0.707):
    """Second-order high-pass at ``cutoff_freq`` Hz."""
    c, _, alpha = _angles(waveform, sample_rate, cutoff_freq, Q)
    return biquad(waveform, (1 + c) / 2, -1 - c, (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha)


def allpass_biquad(waveform, sample_rate, central_freq, Q=0.707):
    """Second-order all-pass: the phase turns around ``central_freq`` Hz, magnitudes stay."""
    c, _, alpha = _angles(waveform, sample_rate, central_freq, Q)
    return biquad(waveform, 1 - alpha, -2 * c, 1 + alpha, 1 + alpha, -2 * c, 1 - alpha)


def bandpass_biquad(waveform, sample_rate, central_freq, Q=0.707, const_skirt_gain=False):
    """Second-order band-pass of 0 dB at ``central_freq`` Hz; with ``const_skirt_gain`` the peak is Q instead."""
    c, s, alpha = _angles(waveform, sample_rate, central_freq, Q)
    peak = s / 2 if const_skirt_gain else alpha
    return biquad(waveform, peak, 0.0, -peak, 1 + alpha, -2 * c, 1 - alpha)


def bandreject_biquad(waveform, sample_rate, central_freq, Q=0.707):
    """Second-order notch at ``central_freq`` Hz."""
    c, _, alpha = _angles(waveform, sample_rate, central_freq, Q)
    return biquad(waveform, 1.0, -2 * c, 1.0, 1 + alpha, -2 * c, 1 - alpha)


def equalizer_biquad(waveform, sample_rate, center_freq, gain, Q=0.707):
    """Peak (or dip) of ``gain`` dB at ``center_freq`` Hz."""
    c, _, alpha = _angles(waveform, sample_rate, center_freq, Q)
    A = _amplitude(waveform, gain)
    return biquad(waveform, 1 + alpha * A, -2 * c, 1 - alpha * A, 1 + alpha / A, -2 * c, 1 - alpha / A)


def band_biquad(waveform, sample_rate, central_freq, Q=0.707, noise=False):
    """Two-pole resonance at ``central_freq`` Hz of width ``central_freq / Q``, as SoX's ``band``; ``noise`` keeps the power of noise."""
    freq = lumbre.as_tensor(central_freq, dtype=waveform.dtype, device=waveform.device)
    c, _, _ = _angles(waveform, sample_rate, freq, Q)
    a2 = lumbre.exp(-2 * math.pi * (freq / Q) / sample_rate)
    a1 = -4 * a2 / (1 + a2) * c
    b0 = lumbre.sqrt(1 - a1 * a1 / (4 * a2)) * (1 - a2)
    if noise:
        b0 = lumbre.sqrt(((1 + a2) * (1 + a2) - a1 * a1) * (1 - a2) / (1 + a2))
    return biquad(waveform, b0, 0.0, 0.0, 1.0, a1, a2)


def _shelf(waveform, A, c, width, low):
    """A shelf below (``low``) or above the corner; ``width`` is ``2 sqrt(A) alpha``. The high shelf mirrors the signs of the cosines."""
    sign = 1 if low else -1
    less, more = sign * (A - 1) * c, sign * (A + 1) * c
    b = A * (A + 1 - less + width), sign * 2 * A * (A - 1 - more), A * (A + 1 - less - width)
    a = A + 1 + less + width, -sign * 2 * (A - 1 + more), A + 1 + less - width
    return biquad(waveform, *(v / a[0] for v in (*b, *a)))


def bass_biquad(waveform, sample_rate, gain, central_freq=100, Q=0.707):
    """Low shelf: ``gain`` dB below ``central_freq`` Hz."""
    c, _, alpha = _angles(waveform, sample_rate, central_freq, Q)
    A = _amplitude(waveform, gain)
    return _shelf(waveform, A, c, 2 * lumbre.sqrt(A) * alpha, True)


def treble_biquad(waveform, sample_rate, gain, central_freq=3000, Q=0.707):
    """High shelf: ``gain`` dB above ``central_freq`` Hz."""
    c, _, alpha = _angles(waveform, sample_rate, central_freq, Q)
    A = _amplitude(waveform, gain)
    return _shelf(waveform, A, c, 2 * lumbre.sqrt(A) * alpha, False)


# Sample rate: central frequency in Hz, slope, gain in dB (SoX's fit to the ISO 908 curve).
_DEEMPHASIS = {44100: (5283, 0.4845, -9.477), 48000: (5356, 0.479, -9.62)}


def deemph_biquad(waveform, sample_rate):
    """The de-emphasis of compact discs (ISO 908), at 44100 or 48000 Hz."""
    if sample_rate not in _DEEMPHASIS:
        raise ValueError("Sample rate must be 44100 (audio-CD) or 48000 (DAT)")
    freq, slope, gain = _DEEMPHASIS[sample_rate]
    w0 = 2 * math.pi * freq / sample_rate
    A = math.exp(gain / 40.0 * math.log(10))
    alpha = math.sin(w0) / 2 * math.sqrt((A + 1 / A) * (1 / slope - 1) + 2)
    return _shelf(waveform, A, math.cos(w0), 2 * math.sqrt(A) * alpha, False)


# Sample rate: zeros and poles of the phono curve.
_RIAA = {
    44100: ((-0.2014898, 0.9233820), (0.7083149, 0.9924091)),
    48000: ((-0.1766069, 0.9321590), (0.7396325, 0.9931330)),
    88200: ((-0.1168735, 0.9648312), (0.8590646, 0.9964002)),
    96000: ((-0.1141486, 0.9676817), (0.8699137, 0.9966946)),
}


def riaa_biquad(waveform, sample_rate):
    """The playback curve of vinyl records, 0 dB at 1 kHz, at 44.1, 48, 88.2 or 96 kHz."""
    if sample_rate not in _RIAA:
        raise ValueError("Sample rate must be 44.1k, 48k, 88.2k, or 96k")
    zeros, poles = _RIAA[sample_rate]
    b = (1.0, -(zeros[0] + zeros[1]), zeros[0] * zeros[1])
    a = (1.0, -(poles[0] + poles[1]), poles[0] * poles[1])
    turn = complex(math.cos(2 * math.pi * 1000 / sample_rate), -math.sin(2 * math.pi * 1000 / sample_rate))

    def at_1k(c):
        return abs(c[0] + c[1] * turn + c[2] * turn * turn)

    scale = at_1k(a) / at_1k(b)
    return biquad(waveform, *(v * scale for v in b), *a)


def preemphasis(waveform, coeff=0.97):
    """``y[n] = x[n] - coeff * x[n - 1]``, the first sample as it is."""
    out = waveform.clone()
    out[..., 1:].sub_(waveform[..., :-1], alpha=coeff)
    return out


def deemphasis(waveform, coeff=0.97):
    """``y[n] = x[n] + coeff * y[n - 1]``, clamped to [-1, 1]: the inverse of `preemphasis`."""
    row = dict(dtype=waveform.dtype, device=waveform.device)
    return lfilter(waveform, lumbre.tensor([1.0, -coeff], **row), lumbre.tensor([1.0, 0.0], **row))
