"""Spectrogram, filter bank and cepstrum of a waveform as Kaldi computes them, (frames, features).

``waveform`` is (channel, time), in Kaldi's habit 16-bit values as float; ``channel`` -1 is the first. Lengths are in ms, frequencies
in Hz (``high_freq`` and ``vtln_high`` below zero count from the Nyquist frequency). ``snip_edges`` keeps whole frames only, otherwise
the ends are mirrored. Each frame: noise of ``dither``, less its mean (``remove_dc_offset``), ``x[n] - preemphasis_coefficient x[n-1]``,
window, zeros up to a power of two. Energies are the natural logarithm, at least ``log(energy_floor)``, taken before the pre-emphasis if
``raw_energy``. ``subtract_mean`` takes the mean over time off. Povey et al., "The Kaldi speech recognition toolkit", 2011.
"""

import math

import lumbre
from lumbre.nn import functional as nnf

from ..functional import create_dct

__all__ = [
    "get_mel_banks", "inverse_mel_scale", "inverse_mel_scale_scalar", "mel_scale", "mel_scale_scalar", "spectrogram", "fbank",
    "mfcc", "vtln_warp_freq", "vtln_warp_mel_freq",
]  # fmt: skip

_EPSILON = 1.1920928955078125e-07
HAMMING, HANNING, POVEY, RECTANGULAR, BLACKMAN = "hamming", "hanning", "povey", "rectangular", "blackman"
WINDOWS = [HAMMING, HANNING, POVEY, RECTANGULAR, BLACKMAN]


def _frames(x, size, shift, snip_edges):
    """(time) cut into (frames, size)."""
    if snip_edges:
        return x.unfold(0, size, shift) if len(x) >= size else x.new_zeros(0, 0)
    count = (len(x) + shift // 2) // shift
    pad = size // 2 - shift // 2
    mirrored = x.flip(0)
    x = lumbre.cat((mirrored[-pad:], x, mirrored)) if pad > 0 else lumbre.cat((x[-pad:], mirrored))
    return x.unfold(0, size, shift)[:count]


def _window(kind, size, blackman_coeff, like):
    options = dict(device=like.device, dtype=like.dtype)
    if kind == HANNING:
        return lumbre.hann_window(size, periodic=False, **options)
    if kind == HAMMING:
        return lumbre.hamming_window(size, periodic=False, alpha=0.54, beta=0.46, **options)
    if kind == POVEY:
        return lumbre.hann_window(size, periodic=False, **options).pow(0.85)
    if kind == RECTANGULAR:
        return lumbre.ones(size, **options)
    if kind == BLACKMAN:
        turn = 2 * math.pi / (size - 1) * lumbre.arange(size, **options)
        return blackman_coeff - 0.5 * lumbre.cos(turn) + (0.5 - blackman_coeff) * lumbre.cos(2 * turn)
    raise Exception("Invalid window type " + kind)


def _log_energy(frames, energy_floor):
    energy = frames.pow(2).sum(1).clamp(min=_EPSILON).log()
    return energy if energy_floor == 0.0 else energy.clamp(min=math.log(energy_floor))


def _prepare(waveform, o):
    """The windowed, padded frames and their log energies; None for a waveform shorter than ``min_duration``. ``o`` are the options."""
    channel = max(o["channel"], 0)
    assert channel < waveform.size(0), f"Invalid channel {channel} for size {waveform.size(0)}"
    x = waveform[channel]
    rate = o["sample_frequency"]
    shift, size = int(rate * o["frame_shift"] * 0.001), int(rate * o["frame_length"] * 0.001)
    padded = 1 << (size - 1).bit_length() if o["round_to_power_of_two"] and size else size
    assert 2 <= size <= len(x), f"choose a window size {size} that is [2, {len(x)}]"
    assert 0 < shift, "`window_shift` must be greater than 0"
    assert padded % 2 == 0, "the padded `window_size` must be divisible by two. use `round_to_power_of_two` or change `frame_length`"
    coeff = o["preemphasis_coefficient"]
    assert 0.0 <= coeff <= 1.0, "`preemphasis_coefficient` must be between [0,1]"
    assert rate > 0, "`sample_frequency` must be greater than zero"
    if len(x) < o["min_duration"] * rate:
        return None
    frames = _frames(x, size, shift, o["snip_edges"])
    if o["dither"] != 0.0:
        frames = frames + lumbre.randn(frames.shape, device=x.device, dtype=x.dtype) * o["dither"]
    if o["remove_dc_offset"]:
        frames = frames - frames.mean(1, keepdim=True)
    energy = _log_energy(frames, o["energy_floor"]) if o["raw_energy"] else None
    if coeff != 0.0:
        frames = frames - coeff * lumbre.cat((frames[:, :1], frames[:, :-1]), 1)
    frames = frames * _window(o["window_type"], size, o["blackman_coeff"], x)
    frames = nnf.pad(frames, (0, padded - size))
    return frames, _log_energy(frames, o["energy_floor"]) if energy is None else energy


def _without_mean(x, subtract_mean):
    return x - x.mean(0, keepdim=True) if subtract_mean else x


def spectrogram(
    waveform,
    blackman_coeff=0.42,
    channel=-1,
    dither=0.0,
    energy_floor=1.0,
    frame_length=25.0,
    frame_shift=10.0,
    min_duration=0.0,
    preemphasis_coefficient=0.97,
    raw_energy=True,
    remove_dc_offset=True,
    round_to_power_of_two=True,
    sample_frequency=16000.0,
    snip_edges=True,
    subtract_mean=False,
    window_type=POVEY,
):
    """Log power spectrum (frames, padded_window // 2 + 1); the first column is the frame's log energy."""
    prepared = _prepare(waveform, locals())
    if prepared is None:
        return lumbre.empty(0)
    frames, energy = prepared
    power = lumbre.fft.rfft(frames).abs().pow(2.0).clamp(min=_EPSILON).log()
    return _without_mean(lumbre.cat((energy.unsqueeze(1), power[:, 1:]), 1), subtract_mean)


def inverse_mel_scale_scalar(mel_freq):
    """Hz from mel, ``700 (exp(m / 1127) - 1)``."""
    return 700.0 * (math.exp(mel_freq / 1127.0) - 1.0)


def inverse_mel_scale(mel_freq):
    """Hz from mel, for a tensor."""
    return 700.0 * ((mel_freq / 1127.0).exp() - 1.0)


def mel_scale_scalar(freq):
    """Mel from Hz, ``1127 log(1 + f / 700)``."""
    return 1127.0 * math.log(1.0 + freq / 700.0)


def mel_scale(freq):
    """Mel from Hz, for a tensor."""
    return 1127.0 * (1.0 + freq / 700.0).log()


def vtln_warp_freq(vtln_low_cutoff, vtln_high_cutoff, low_freq, high_freq, vtln_warp_factor, freq):
    """Frequencies warped for the length of the vocal tract: ``f / factor`` between the cutoffs, straight lines on to the unmoved ends."""
    assert vtln_low_cutoff > low_freq, "be sure to set the vtln_low option higher than low_freq"
    assert vtln_high_cutoff < high_freq, "be sure to set the vtln_high option lower than high_freq [or negative]"
    left = vtln_low_cutoff * max(1.0, vtln_warp_factor)
    right = vtln_high_cutoff * min(1.0, vtln_warp_factor)
    assert left > low_freq and right < high_freq
    scale = 1.0 / vtln_warp_factor
    below = low_freq + (scale * left - low_freq) / (left - low_freq) * (freq - low_freq)
    above = high_freq + (high_freq - scale * right) / (high_freq - right) * (freq - high_freq)
    warped = lumbre.where(freq < left, below, lumbre.where(freq < right, scale * freq, above))
    return lumbre.where((freq < low_freq) | (freq > high_freq), freq, warped)


def vtln_warp_mel_freq(vtln_low_cutoff, vtln_high_cutoff, low_freq, high_freq, vtln_warp_factor, mel_freq):
    """`vtln_warp_freq` on the mel scale."""
    hz = inverse_mel_scale(mel_freq)
    return mel_scale(vtln_warp_freq(vtln_low_cutoff, vtln_high_cutoff, low_freq, high_freq, vtln_warp_factor, hz))


def get_mel_banks(num_bins, window_length_padded, sample_freq, low_freq, high_freq, vtln_low, vtln_high, vtln_warp_factor):
    """Triangles on the mel scale (num_bins, window_length_padded // 2) and their centres in Hz (num_bins, 1)."""
    assert num_bins > 3, "Must have at least 3 mel bins"
    assert window_length_padded % 2 == 0
    nyquist = 0.5 * sample_freq
    if high_freq <= 0.0:
        high_freq += nyquist
    assert 0.0 <= low_freq < nyquist and 0.0 < high_freq <= nyquist and low_freq < high_freq, (
        f"Bad values in options: low-freq {low_freq} and high-freq {high_freq} vs. nyquist {nyquist}"
    )
    if vtln_high < 0.0:
        vtln_high += nyquist
    warped = vtln_warp_factor != 1.0
    assert not warped or (low_freq < vtln_low < high_freq and 0.0 < vtln_high < high_freq and vtln_low < vtln_high), (
        f"Bad values in options: vtln-low {vtln_low} and vtln-high {vtln_high}, versus low-freq {low_freq} and high-freq {high_freq}"
    )
    least = mel_scale_scalar(low_freq)
    step = (mel_scale_scalar(high_freq) - least) / (num_bins + 1)
    corners = [least + (lumbre.arange(num_bins).unsqueeze(1) + k) * step for k in (0.0, 1.0, 2.0)]
    if warped:
        corners = [vtln_warp_mel_freq(vtln_low, vtln_high, low_freq, high_freq, vtln_warp_factor, c) for c in corners]
    left, center, right = corners
    mel = mel_scale(sample_freq / window_length_padded * lumbre.arange(window_length_padded // 2)).unsqueeze(0)
    rising, falling = (mel - left) / (center - left), (right - mel) / (right - center)
    return lumbre.min(rising, falling).clamp(min=0.0), inverse_mel_scale(center)


def fbank(
    waveform,
    blackman_coeff=0.42,
    channel=-1,
    dither=0.0,
    energy_floor=1.0,
    frame_length=25.0,
    frame_shift=10.0,
    high_freq=0.0,
    htk_compat=False,
    low_freq=20.0,
    min_duration=0.0,
    num_mel_bins=23,
    preemphasis_coefficient=0.97,
    raw_energy=True,
    remove_dc_offset=True,
    round_to_power_of_two=True,
    sample_frequency=16000.0,
    snip_edges=True,
    subtract_mean=False,
    use_energy=False,
    use_log_fbank=True,
    use_power=True,
    vtln_high=-500.0,
    vtln_low=100.0,
    vtln_warp=1.0,
    window_type=POVEY,
):
    """Log mel energies (frames, num_mel_bins), of power or magnitude.

    ``use_energy`` adds the frame's log energy as the first column, or the last if ``htk_compat``.
    """
    prepared = _prepare(waveform, locals())
    if prepared is None:
        return lumbre.empty(0, device=waveform.device, dtype=waveform.dtype)
    frames, energy = prepared
    spectrum = lumbre.fft.rfft(frames).abs()
    if use_power:
        spectrum = spectrum.pow(2.0)
    banks, _ = get_mel_banks(
        num_mel_bins, frames.shape[1], sample_frequency, low_freq, high_freq, vtln_low, vtln_high, vtln_warp
    )
    bands = spectrum[:, :-1] @ banks.to(device=waveform.device, dtype=waveform.dtype).T
    if use_log_fbank:
        bands = bands.clamp(min=_EPSILON).log()
    if use_energy:
        energy = energy.unsqueeze(1)
        bands = lumbre.cat((bands, energy) if htk_compat else (energy, bands), 1)
    return _without_mean(bands, subtract_mean)


def mfcc(
    waveform,
    blackman_coeff=0.42,
    cepstral_lifter=22.0,
    channel=-1,
    dither=0.0,
    energy_floor=1.0,
    frame_length=25.0,
    frame_shift=10.0,
    high_freq=0.0,
    htk_compat=False,
    low_freq=20.0,
    num_ceps=13,
    min_duration=0.0,
    num_mel_bins=23,
    preemphasis_coefficient=0.97,
    raw_energy=True,
    remove_dc_offset=True,
    round_to_power_of_two=True,
    sample_frequency=16000.0,
    snip_edges=True,
    subtract_mean=False,
    use_energy=False,
    vtln_high=-500.0,
    vtln_low=100.0,
    vtln_warp=1.0,
    window_type=POVEY,
):
    """Cepstrum (frames, num_ceps) of `fbank`, liftered by ``1 + L / 2 sin(pi i / L)`` with ``L = cepstral_lifter``.

    ``use_energy`` puts the log energy in the place of the first; ``htk_compat`` moves the first to the end, times sqrt 2 if it is C0.
    """
    assert num_ceps <= num_mel_bins, f"num_ceps cannot be larger than num_mel_bins: {num_ceps} vs {num_mel_bins}"
    options = {k: v for k, v in locals().items() if k not in ("waveform", "cepstral_lifter", "num_ceps", "subtract_mean")}
    bands = fbank(waveform, subtract_mean=False, use_log_fbank=True, use_power=True, **options)
    if bands.dim() < 2:
        return bands
    energy = None
    if use_energy:
        energy = bands[:, num_mel_bins if htk_compat else 0]
        bands = bands[:, :-1] if htk_compat else bands[:, 1:]
    row = dict(dtype=waveform.dtype, device=waveform.device)
    dct = create_dct(num_mel_bins, num_mel_bins, "ortho")
    dct[:, 0] = math.sqrt(1 / num_mel_bins)
    out = bands @ dct[:, :num_ceps].to(**row)
    if cepstral_lifter != 0.0:
        lift = 1.0 + 0.5 * cepstral_lifter * lumbre.sin(math.pi * lumbre.arange(num_ceps) / cepstral_lifter)
        out = out * lift.to(**row)
    first, rest = out[:, :1] if energy is None else energy.unsqueeze(1), out[:, 1:]
    if htk_compat:
        out = lumbre.cat((rest, first if use_energy else first * math.sqrt(2)), 1)
    elif use_energy:
        out = lumbre.cat((first, rest), 1)
    return _without_mean(out, subtract_mean)
