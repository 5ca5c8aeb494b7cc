"""Short-time Fourier transforms of waveforms, and signals made from them again."""

import math
import warnings

import lumbre
from lumbre.nn import functional as nnf

_COMPLEX = {lumbre.float64: lumbre.complex128, lumbre.float32: lumbre.complex64}


def _norms(normalized):
    """Which of the two scalings is wanted: by the frame length, by the window's energy."""
    if isinstance(normalized, str):
        if normalized not in ("frame_length", "window"):
            raise ValueError(f"Invalid normalized parameter: {normalized}")
        return normalized == "frame_length", normalized == "window"
    if isinstance(normalized, bool):
        return False, normalized
    raise TypeError("Input type not supported")


def spectrogram(
    waveform,
    pad,
    window,
    n_fft,
    hop_length,
    win_length,
    power,
    normalized,
    center=True,
    pad_mode="reflect",
    onesided=True,
    return_complex=None,
):
    """Magnitudes of the short-time Fourier transform, ``|STFT(x)| ** power``; the complex transform where ``power`` is None.

    ``waveform`` is (..., time), the result (..., freq, frames) with ``freq = n_fft // 2 + 1`` if onesided. ``pad`` zeros go on
    both ends first. ``normalized``: "frame_length" divides by ``sqrt(n_fft)``, "window" or True by ``sqrt(sum(window ** 2))``.
    """
    if return_complex is not None:
        warnings.warn("spectrogram: `return_complex` has no effect; `power=None` gives a complex spectrogram", stacklevel=2)
    by_length, by_window = _norms(normalized)
    if pad > 0:
        waveform = nnf.pad(waveform, (pad, pad))
    shape = waveform.shape
    spec = lumbre.stft(
        waveform.reshape(-1, shape[-1]),
        n_fft,
        hop_length=hop_length,
        win_length=win_length,
        window=window,
        center=center,
        pad_mode=pad_mode,
        normalized=by_length,
        onesided=onesided,
        return_complex=True,
    )
    spec = spec.reshape(shape[:-1] + spec.shape[-2:])
    if by_window:
        spec = spec / window.pow(2.0).sum().sqrt()
    if power is None:
        return spec
    return spec.abs() if power == 1.0 else spec.abs().pow(power)


def inverse_spectrogram(
    spectrogram,
    length,
    pad,
    window,
    n_fft,
    hop_length,
    win_length,
    normalized,
    center=True,
    pad_mode="reflect",
    onesided=True,
):
    """The waveform (..., time) whose complex spectrogram is ``spectrogram`` (..., freq, frames), by least squares (`lumbre.istft`).

    ``length`` is the number of samples to give, ``pad`` what `spectrogram` had added on both ends.
    """
    by_length, by_window = _norms(normalized)
    if not spectrogram.is_complex():
        raise ValueError("Expected `spectrogram` to be complex dtype.")
    if by_window:
        spectrogram = spectrogram * window.pow(2.0).sum().sqrt()
    shape = spectrogram.shape
    waveform = lumbre.istft(
        spectrogram.reshape(-1, *shape[-2:]),
        n_fft,
        hop_length=hop_length,
        win_length=win_length,
        window=window,
        center=center,
        normalized=by_length,
        onesided=onesided,
        length=None if length is None else length + 2 * pad,
    )
    if length is not None and pad > 0:
        waveform = waveform[:, pad:-pad]
    return waveform.reshape(shape[:-2] + waveform.shape[-1:])


def griffinlim(specgram, window, n_fft, hop_length, win_length, power, n_iter, momentum, length, rand_init):
    """A waveform (..., time) for a spectrogram (..., freq, frames) without phases.

    The fast algorithm of Griffin and Lim: transform back and forth ``n_iter`` times, keep the phases, move them past the new ones by
    ``momentum``. The first phases are random if ``rand_init``, else zero. Perraudin et al., "A fast Griffin-Lim algorithm", 2013.
    """
    if not 0 <= momentum < 1:
        raise ValueError(f"momentum must be in range [0, 1). Found: {momentum}")
    if specgram.dtype not in _COMPLEX:
        raise ValueError(f"Unexpected dtype {specgram.dtype}")
    dtype = _COMPLEX[specgram.dtype]
    pull = momentum / (1 + momentum)
    shape = specgram.shape
    magnitude = specgram.reshape(-1, *shape[-2:]).pow(1 / power)
    frames = dict(n_fft=n_fft, hop_length=hop_length, win_length=win_length, window=window)
    if rand_init:
        phases = lumbre.rand(magnitude.shape, dtype=dtype, device=specgram.device)
    else:
        phases = lumbre.ones(magnitude.shape, dtype=dtype, device=specgram.device)
    before = None
    for _ in range(n_iter):
        signal = lumbre.istft(magnitude * phases, length=length, **frames)
        rebuilt = lumbre.stft(signal, center=True, pad_mode="reflect", return_complex=True, **frames)
        phases = rebuilt if before is None or not pull else rebuilt - pull * before
        phases = phases / (phases.abs() + 1e-16)
        before = rebuilt
    waveform = lumbre.istft(magnitude * phases, length=length, **frames)
    return waveform.reshape(shape[:-2] + waveform.shape[-1:])


def spectral_centroid(waveform, sample_rate, pad, window, n_fft, hop_length, win_length):
    """Mean frequency of each frame in Hz, weighted with the magnitudes: (..., time) to (..., frames)."""
    spec = spectrogram(waveform, pad, window, n_fft, hop_length, win_length, 1.0, False)
    freqs = lumbre.linspace(0, sample_rate // 2, 1 + n_fft // 2, device=spec.device).reshape(-1, 1)
    return (freqs * spec).sum(-2) / spec.sum(-2)


def phase_vocoder(complex_specgrams, rate, phase_advance):
    """Speed a complex spectrogram (..., freq, frames) up by ``rate`` without changing its pitch: ``ceil(frames / rate)`` frames.

    Magnitudes are interpolated linearly in time; phases advance by the difference of neighbouring frames, unwrapped around
    ``phase_advance`` (freq, 1), the advance in one hop at each bin's frequency, in radians.
    """
    if rate == 1.0:
        return complex_specgrams
    shape = complex_specgrams.shape
    spec = complex_specgrams.reshape(-1, *shape[-2:])
    steps = lumbre.arange(0, spec.size(-1), rate, device=spec.device, dtype=lumbre.real(spec).dtype)
    first_phase = spec[..., :1].angle()
    spec = nnf.pad(spec, [0, 2])
    now = spec.index_select(-1, steps.long())
    after = spec.index_select(-1, (steps + 1).long())
    advance = after.angle() - now.angle() - phase_advance
    advance = advance - 2 * math.pi * lumbre.round(advance / (2 * math.pi)) + phase_advance
    phase = lumbre.cat([first_phase, advance[..., :-1]], dim=-1).cumsum(-1)
    part = steps % 1.0
    stretched = lumbre.polar(part * after.abs() + (1 - part) * now.abs(), phase)
    return stretched.reshape(shape[:-2] + stretched.shape[1:])


def _stretch_waveform(waveform, n_steps, bins_per_octave=12, n_fft=512, win_length=None, hop_length=None, window=None):
    """Make a waveform ``2 ** (n_steps / bins_per_octave)`` times as long at the same pitch."""
    if hop_length is None:
        hop_length = n_fft // 4
    if win_length is None:
        win_length = n_fft
    if window is None:
        window = lumbre.hann_window(win_length, device=waveform.device)
    shape = waveform.shape
    rate = 2.0 ** (-float(n_steps) / bins_per_octave)
    frames = dict(n_fft=n_fft, hop_length=hop_length, win_length=win_length, window=window)
    spec = lumbre.stft(waveform.reshape(-1, shape[-1]), center=True, pad_mode="reflect", return_complex=True, **frames)
    advance = lumbre.linspace(0, math.pi * hop_length, spec.shape[-2], device=spec.device)[..., None]
    return lumbre.istft(phase_vocoder(spec, rate, advance), length=int(round(shape[-1] / rate)), **frames)


def _fix_waveform_shape(shifted, shape):
    """Cut or zero-pad (n, time) to the original length, and give the original dimensions back."""
    extra = shape[-1] - shifted.shape[-1]
    shifted = shifted[..., : shape[-1]] if extra < 0 else nnf.pad(shifted, [0, extra])
    return shifted.reshape(shape[:-1] + shifted.shape[-1:])


def pitch_shift(waveform, sample_rate, n_steps, bins_per_octave=12, n_fft=512, win_length=None, hop_length=None, window=None):
    """Shift the pitch of (..., time) by ``n_steps`` of ``1 / bins_per_octave`` octaves: stretch in time, then resample."""
    from .resampling import resample

    stretched = _stretch_waveform(waveform, n_steps, bins_per_octave, n_fft, win_length, hop_length, window)
    rate = 2.0 ** (-float(n_steps) / bins_per_octave)
    return _fix_waveform_shape(resample(stretched, int(sample_rate / rate), sample_rate), waveform.shape)
