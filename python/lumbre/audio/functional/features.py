"""Filter banks, decibels, companding, deltas and other features of spectrograms and waveforms."""

import math
import warnings

import lumbre
from lumbre.nn import functional as nnf


def amplitude_to_DB(x, multiplier, amin, db_multiplier, top_db=None):
    """Decibels, ``multiplier * (log10(max(x, amin)) - db_multiplier)``, not more than ``top_db`` below the loudest.

    ``multiplier`` is 10 for power, 20 for amplitude. With ``top_db`` each of a batch (..., channel, freq, time) has its own maximum.
    """
    x_db = multiplier * lumbre.log10(lumbre.clamp(x, min=amin)) - multiplier * db_multiplier
    if top_db is None:
        return x_db
    shape = x_db.shape
    packed = shape[-3] if x_db.dim() > 2 else 1
    x_db = x_db.reshape(-1, packed, shape[-2], shape[-1])
    floor = (x_db.amax(dim=(-3, -2, -1)) - top_db).view(-1, 1, 1, 1)
    return lumbre.max(x_db, floor).reshape(shape)


def DB_to_amplitude(x, ref, power):
    """Power or amplitude from decibels, ``ref * (10 ** (0.1 * x)) ** power`` (``power`` 1 or 0.5)."""
    return ref * lumbre.pow(lumbre.pow(10.0, 0.1 * x), power)


# Slaney's scale is linear up to 1000 Hz and logarithmic above.
_SLANEY_HZ_PER_MEL = 200.0 / 3
_SLANEY_BREAK = 1000.0
_SLANEY_LOGSTEP = math.log(6.4) / 27.0


def _check_scale(mel_scale):
    if mel_scale not in ("slaney", "htk"):
        raise ValueError('mel_scale should be one of "htk" or "slaney".')


def _hz_to_mel(freq, mel_scale="htk"):
    """Hz to mel: ``2595 log10(1 + f / 700)`` (htk), or Slaney's scale."""
    _check_scale(mel_scale)
    if mel_scale == "htk":
        return 2595.0 * math.log10(1.0 + freq / 700.0)
    if freq < _SLANEY_BREAK:
        return freq / _SLANEY_HZ_PER_MEL
    return _SLANEY_BREAK / _SLANEY_HZ_PER_MEL + math.log(freq / _SLANEY_BREAK) / _SLANEY_LOGSTEP


def _mel_to_hz(mels, mel_scale="htk"):
    """The inverse of `_hz_to_mel`, for a tensor."""
    _check_scale(mel_scale)
    if mel_scale == "htk":
        return 700.0 * (10.0 ** (mels / 2595.0) - 1.0)
    mel_break = _SLANEY_BREAK / _SLANEY_HZ_PER_MEL
    above = _SLANEY_BREAK * lumbre.exp(_SLANEY_LOGSTEP * (mels - mel_break))
    return lumbre.where(mels >= mel_break, above, _SLANEY_HZ_PER_MEL * mels)


def _triangles(all_freqs, f_pts):
    """Triangular filters (freq, filter); filter i rises from point i to i + 1 and falls to i + 2."""
    width = f_pts[1:] - f_pts[:-1]
    slopes = f_pts.unsqueeze(0) - all_freqs.unsqueeze(1)
    falling = -slopes[:, :-2] / width[:-1]
    rising = slopes[:, 2:] / width[1:]
    return lumbre.clamp(lumbre.min(falling, rising), min=0.0)


def melscale_fbanks(n_freqs, f_min, f_max, n_mels, sample_rate, norm=None, mel_scale="htk"):
    """Triangular filters spaced evenly on the mel scale: (n_freqs, n_mels), to be multiplied from the right of (..., n_freqs).

    ``f_min`` and ``f_max`` in Hz. ``norm="slaney"`` gives every triangle the same area, ``mel_scale`` is "htk" or "slaney".
    """
    if norm is not None and norm != "slaney":
        raise ValueError('norm must be one of None or "slaney"')
    all_freqs = lumbre.linspace(0, sample_rate // 2, n_freqs)
    points = lumbre.linspace(_hz_to_mel(f_min, mel_scale), _hz_to_mel(f_max, mel_scale), n_mels + 2)
    f_pts = _mel_to_hz(points, mel_scale)
    fb = _triangles(all_freqs, f_pts)
    if norm == "slaney":
        fb = fb * (2.0 / (f_pts[2:] - f_pts[:-2])).unsqueeze(0)
    if (fb.max(dim=0).values == 0.0).any():
        warnings.warn(
            "At least one mel filterbank has all zero values. "
            f"The value for `n_mels` ({n_mels}) may be set too high. Or, the value for `n_freqs` ({n_freqs}) may be set too low.",
            stacklevel=2,
        )
    return fb


def linear_fbanks(n_freqs, f_min, f_max, n_filter, sample_rate):
    """Triangular filters spaced evenly in Hz from ``f_min`` to ``f_max``: (n_freqs, n_filter)."""
    return _triangles(lumbre.linspace(0, sample_rate // 2, n_freqs), lumbre.linspace(f_min, f_max, n_filter + 2))


def create_dct(n_mfcc, n_mels, norm):
    """The cosine transform of type II as a matrix (n_mels, n_mfcc), to be multiplied from the right; ``norm`` is None or "ortho"."""
    if norm is not None and norm != "ortho":
        raise ValueError('norm must be either "ortho" or None')
    n = lumbre.arange(float(n_mels))
    k = lumbre.arange(float(n_mfcc)).unsqueeze(1)
    dct = lumbre.cos(math.pi / float(n_mels) * (n + 0.5) * k)
    if norm is None:
        return (dct * 2.0).t()
    dct[0] *= 1.0 / math.sqrt(2.0)
    return (dct * math.sqrt(2.0 / float(n_mels))).t()


def mu_law_encoding(x, quantization_channels):
    """Quantise samples in [-1, 1] by mu-law: ``sign(x) log(1 + mu |x|) / log(1 + mu)`` mapped to int64 in [0, mu].

    ``mu = quantization_channels - 1``. ITU-T G.711.
    """
    if not x.is_floating_point():
        warnings.warn("The input Tensor must be of floating type.", stacklevel=2)
        x = x.to(lumbre.float)
    mu = lumbre.tensor(quantization_channels - 1.0, dtype=x.dtype, device=x.device)
    companded = lumbre.sign(x) * lumbre.log1p(mu * lumbre.abs(x)) / lumbre.log1p(mu)
    return ((companded + 1) / 2 * mu + 0.5).to(lumbre.int64)


def mu_law_decoding(x_mu, quantization_channels):
    """Samples in [-1, 1] from mu-law codes in [0, quantization_channels - 1], the inverse of `mu_law_encoding`."""
    if not x_mu.is_floating_point():
        x_mu = x_mu.to(lumbre.float)
    mu = lumbre.tensor(quantization_channels - 1.0, dtype=x_mu.dtype, device=x_mu.device)
    x = x_mu / mu * 2 - 1.0
    return lumbre.sign(x) * (lumbre.exp(lumbre.abs(x) * lumbre.log1p(mu)) - 1.0) / mu


def compute_deltas(specgram, win_length=5, mode="replicate"):
    """Local slope along time of (..., freq, time): ``sum(n (c[t+n] - c[t-n])) / (2 sum(n ** 2))`` with ``n`` up to ``(win_length - 1) // 2``.

    ``mode`` is how the ends are padded.
    """
    if win_length < 3:
        raise ValueError(f"Window length should be greater than or equal to 3. Found win_length {win_length}")
    shape = specgram.shape
    n = (win_length - 1) // 2
    rows = nnf.pad(specgram.reshape(1, -1, shape[-1]), (n, n), mode=mode)
    kernel = lumbre.arange(-n, n + 1, device=specgram.device, dtype=specgram.dtype).view(1, 1, -1)
    slope = nnf.conv1d(rows.transpose(0, 1), kernel) / (n * (n + 1) * (2 * n + 1) / 3)
    return slope.reshape(shape)


def sliding_window_cmn(specgram, cmn_window=600, min_cmn_window=100, center=False, norm_vars=False):
    """Subtract a running mean of ``cmn_window`` frames from features (..., frames, freq), as Kaldi's ``apply-cmvn-sliding``.

    The window ends at the frame, or lies around it if ``center``; near the start it has at least ``min_cmn_window`` frames.
    ``norm_vars`` divides by the window's standard deviation too.
    """
    frames = specgram.shape[-2]
    starts, ends = [], []
    for t in range(frames):
        start, end = (t - cmn_window // 2, t - cmn_window // 2 + cmn_window) if center else (t - cmn_window, t + 1)
        if start < 0:
            start, end = 0, end - start
        if not center:
            end = max(t + 1, min_cmn_window)
        if end > frames:
            start, end = max(start - (end - frames), 0), frames
        starts.append(start)
        ends.append(end)
    lo = lumbre.tensor(starts, device=specgram.device)
    hi = lumbre.tensor(ends, device=specgram.device)
    count = (hi - lo).to(specgram.dtype).unsqueeze(-1)

    def windowed(x):
        # Running sums lose digits over long recordings, so they are kept in double precision.
        total = nnf.pad(x.to(lumbre.float64).cumsum(-2), (0, 0, 1, 0))
        return (total.index_select(-2, hi) - total.index_select(-2, lo)) / count

    mean = windowed(specgram)
    out = specgram - mean.to(specgram.dtype)
    if norm_vars:
        variance = windowed(specgram.to(lumbre.float64) ** 2) - mean**2
        out = lumbre.where(count == 1, lumbre.zeros_like(out), out * variance.pow(-0.5).to(out.dtype))
    return out


def _correlation(waveform, sample_rate, frame_time, freq_low):
    """Normalised cross-correlation of every frame with itself later: (n, frames, lags)."""
    tiny = 1e-9
    lags = math.ceil(sample_rate / freq_low)
    size = math.ceil(sample_rate * frame_time)
    length = waveform.shape[-1]
    frames = math.ceil(length / size)
    padded = nnf.pad(waveform, (0, lags + frames * size - length))
    here = padded[..., : frames * size].unfold(-1, size, size)
    here_norm = (tiny + lumbre.linalg.vector_norm(here, dim=-1)).pow(2)
    rows = []
    for lag in range(1, lags + 1):
        later = padded[..., lag : lag + frames * size].unfold(-1, size, size)
        norm = (tiny + lumbre.linalg.vector_norm(later, dim=-1)).pow(2)
        rows.append((here * later).sum(-1) / here_norm / norm)
    return lumbre.stack(rows, -1)


def detect_pitch_frequency(waveform, sample_rate, frame_time=10 ** (-2), win_length=30, freq_low=85, freq_high=3400):
    """Pitch in Hz of each frame of ``frame_time`` seconds: the lag of the largest autocorrelation, smoothed by a median of ``win_length`` frames.

    (..., time) to (..., frames). A lag in the shorter half wins when it is nearly as good, which keeps octave errors away.
    """
    shape = waveform.shape
    corr = _correlation(waveform.reshape(-1, shape[-1]), sample_rate, frame_time, freq_low)
    lag_min = math.ceil(sample_rate / freq_high)
    best, best_at = lumbre.max(corr[..., lag_min:], -1)
    half, half_at = lumbre.max(corr[..., lag_min : corr.shape[-1] // 2], -1)
    lag = lumbre.where(half > 0.99 * best, half_at, best_at) + lag_min + 1
    before = (win_length - 1) // 2
    lag = lumbre.cat([lag[..., :1].expand(*lag.shape[:-1], before), lag], -1)
    lag = lag.unfold(-1, win_length, 1).median(-1).values
    freq = sample_rate / (1e-9 + lag.to(lumbre.float))
    return freq.reshape(shape[:-1] + freq.shape[-1:])


def loudness(waveform, sample_rate):
    """Loudness in LKFS of (..., channel, time), up to five channels, as ITU-R BS.1770-4: K-weighting, 0.4 s blocks, two gates."""
    from .filtering import highpass_biquad, treble_biquad

    if waveform.size(-2) > 5:
        raise ValueError("Only up to 5 channels are supported.")
    block = int(round(0.4 * sample_rate))
    step = int(round(block * 0.25))
    bias = -0.691
    waveform = treble_biquad(waveform, sample_rate, 4.0, 1500.0, 1 / math.sqrt(2))
    waveform = highpass_biquad(waveform, sample_rate, 38.0, 0.5)
    energy = lumbre.square(waveform).unfold(-1, block, step).mean(-1)
    weight = lumbre.tensor([1.0, 1.0, 1.0, 1.41, 1.41], dtype=waveform.dtype, device=waveform.device)[: energy.size(-2)]

    def level(e, dim):
        return bias + 10 * lumbre.log10(e.sum(dim))

    def gated_level(gate):
        mean = (gate.unsqueeze(-2) * energy).sum(-1) / lumbre.count_nonzero(gate, dim=-1).unsqueeze(-1)
        return level(weight * mean, -1)

    blocks = level(weight.unsqueeze(-1) * energy, -2)
    gate = blocks > -70.0
    relative = gated_level(gate) - 10
    return gated_level(lumbre.logical_and(gate, blocks > relative.unsqueeze(-1)))


def frechet_distance(mu_x, sigma_x, mu_y, sigma_y):
    """Distance of two normal distributions, ``|mu_x - mu_y|^2 + tr(S_x + S_y - 2 sqrt(S_x S_y))``. Dowson and Landau, 1982."""
    if mu_x.dim() != 1:
        raise ValueError(f"Input mu_x must be one-dimensional; got dimension {mu_x.dim()}.")
    if sigma_x.dim() != 2:
        raise ValueError(f"Input sigma_x must be two-dimensional; got dimension {sigma_x.dim()}.")
    if not sigma_x.size(0) == sigma_x.size(1) == mu_x.size(0):
        raise ValueError("Each of sigma_x's dimensions must match mu_x's size.")
    if mu_x.shape != mu_y.shape:
        raise ValueError(f"Inputs mu_x and mu_y must have the same shape; got {mu_x.shape} and {mu_y.shape}.")
    if sigma_x.shape != sigma_y.shape:
        raise ValueError(f"Inputs sigma_x and sigma_y must have the same shape; got {sigma_x.shape} and {sigma_y.shape}.")
    cross = lumbre.linalg.eigvals(sigma_x @ sigma_y).sqrt().real.sum()
    return (mu_x - mu_y).square().sum() + sigma_x.trace() + sigma_y.trace() - 2 * cross
