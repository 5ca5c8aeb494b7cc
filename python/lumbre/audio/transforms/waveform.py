"""Modules over waveforms: resampling, speed and pitch, levels, companding, filters, mixing."""

import inspect
import math

import lumbre
from lumbre.nn import Module, ModuleList
from lumbre.nn.modules.lazy import LazyModuleMixin
from lumbre.nn.parameter import UninitializedParameter

from .. import functional as F
from ..functional.resampling import (
    _apply_sinc_resample_kernel,
    _check_convolve_mode,
    _get_sinc_resample_kernel,
    _new_lengths,
    _speed_ratio,
)
from ..functional.spectral import _fix_waveform_shape, _stretch_waveform
from .spectral import _window


class Resample(Module):
    """Resample (..., time) from ``orig_freq`` to ``new_freq`` Hz; the kernel is a buffer, computed once, in ``dtype`` if given.

    See `lumbre.audio.functional.resample`.
    """

    def __init__(
        self,
        orig_freq=16000,
        new_freq=16000,
        resampling_method="sinc_interp_hann",
        lowpass_filter_width=6,
        rolloff=0.99,
        beta=None,
        *,
        dtype=None,
    ):
        super().__init__()
        self.orig_freq, self.new_freq = orig_freq, new_freq
        self.gcd = math.gcd(int(orig_freq), int(new_freq))
        self.resampling_method, self.lowpass_filter_width = resampling_method, lowpass_filter_width
        self.rolloff, self.beta = rolloff, beta
        if orig_freq != new_freq:
            kernel, self.width = _get_sinc_resample_kernel(
                orig_freq, new_freq, self.gcd, lowpass_filter_width, rolloff, resampling_method, beta, dtype=dtype
            )
            self.register_buffer("kernel", kernel)

    def forward(self, waveform):
        if self.orig_freq == self.new_freq:
            return waveform
        return _apply_sinc_resample_kernel(waveform, self.orig_freq, self.new_freq, self.gcd, self.kernel, self.width)


class Speed(Module):
    """Play ``factor`` times as fast, pitch included; gives the waveform and the new lengths. See `lumbre.audio.functional.speed`."""

    def __init__(self, orig_freq, factor):
        super().__init__()
        self.orig_freq, self.factor = orig_freq, factor
        self.source_sample_rate, self.target_sample_rate = _speed_ratio(orig_freq, factor)
        self.resampler = Resample(orig_freq=self.source_sample_rate, new_freq=self.target_sample_rate)

    def forward(self, waveform, lengths=None):
        return self.resampler(waveform), _new_lengths(lengths, self.source_sample_rate, self.target_sample_rate)


class SpeedPerturbation(Module):
    """`Speed` by one of ``factors``, drawn anew at each call. Ko et al., "Audio augmentation for speech recognition", 2015."""

    def __init__(self, orig_freq, factors):
        super().__init__()
        self.speeders = ModuleList([Speed(orig_freq=orig_freq, factor=factor) for factor in factors])

    def forward(self, waveform, lengths=None):
        return self.speeders[int(lumbre.randint(len(self.speeders), ()))](waveform, lengths)


class PitchShift(LazyModuleMixin, Module):
    """Shift the pitch by ``n_steps`` of ``1 / bins_per_octave`` octaves; the resampling kernel takes the first input's dtype."""

    __constants__ = ["sample_rate", "n_steps", "bins_per_octave", "n_fft", "win_length", "hop_length"]

    def __init__(
        self,
        sample_rate,
        n_steps,
        bins_per_octave=12,
        n_fft=512,
        win_length=None,
        hop_length=None,
        window_fn=lumbre.hann_window,
        wkwargs=None,
    ):
        super().__init__()
        self.n_steps, self.bins_per_octave, self.sample_rate, self.n_fft = n_steps, bins_per_octave, sample_rate, n_fft
        self.win_length = win_length if win_length is not None else n_fft
        self.hop_length = hop_length if hop_length is not None else self.win_length // 4
        self.register_buffer("window", _window(window_fn, self.win_length, wkwargs))
        self.orig_freq = int(sample_rate / 2.0 ** (-float(n_steps) / bins_per_octave))
        self.gcd = math.gcd(self.orig_freq, int(sample_rate))
        if self.orig_freq != sample_rate:
            self.width = -1
            self.kernel = UninitializedParameter()

    def initialize_parameters(self, input):
        """Make the kernel, at the first call."""
        if self.has_uninitialized_params() and self.orig_freq != self.sample_rate:
            with lumbre.no_grad():
                kernel, self.width = _get_sinc_resample_kernel(
                    self.orig_freq, self.sample_rate, self.gcd, dtype=input.dtype, device=input.device
                )
                self.kernel.materialize(kernel.shape)
                self.kernel.copy_(kernel)

    def forward(self, waveform):
        out = _stretch_waveform(
            waveform, self.n_steps, self.bins_per_octave, self.n_fft, self.win_length, self.hop_length, self.window
        )
        if self.orig_freq != self.sample_rate:
            out = _apply_sinc_resample_kernel(out, self.orig_freq, self.sample_rate, self.gcd, self.kernel, self.width)
        return _fix_waveform_shape(out, waveform.shape)


class MuLawEncoding(Module):
    """Samples in [-1, 1] to codes; see `lumbre.audio.functional.mu_law_encoding`."""

    __constants__ = ["quantization_channels"]

    def __init__(self, quantization_channels=256):
        super().__init__()
        self.quantization_channels = quantization_channels

    def forward(self, x):
        return F.mu_law_encoding(x, self.quantization_channels)


class MuLawDecoding(Module):
    """Codes to samples in [-1, 1]; see `lumbre.audio.functional.mu_law_decoding`."""

    __constants__ = ["quantization_channels"]

    def __init__(self, quantization_channels=256):
        super().__init__()
        self.quantization_channels = quantization_channels

    def forward(self, x_mu):
        return F.mu_law_decoding(x_mu, self.quantization_channels)


_FADES = {
    "linear": lambda up: up,
    "exponential": lambda up: lumbre.pow(2, up - 1) * up,
    "logarithmic": lambda up: lumbre.log10(0.1 + up) + 1,
    "quarter_sine": lambda up: lumbre.sin(up * math.pi / 2),
    "half_sine": lambda up: lumbre.sin(up * math.pi - math.pi / 2) / 2 + 0.5,
}


class Fade(Module):
    """Fade in over the first ``fade_in_len`` samples and out over the last ``fade_out_len``.

    ``fade_shape``: "linear", "exponential", "logarithmic", "quarter_sine" or "half_sine".
    """

    def __init__(self, fade_in_len=0, fade_out_len=0, fade_shape="linear"):
        super().__init__()
        self.fade_in_len, self.fade_out_len, self.fade_shape = fade_in_len, fade_out_len, fade_shape

    def forward(self, waveform):
        time, device = waveform.shape[-1], waveform.device
        shape = _FADES.get(self.fade_shape, lambda up: up)
        rise = shape(lumbre.linspace(0, 1, self.fade_in_len, device=device))
        fall = shape(1 - lumbre.linspace(0, 1, self.fade_out_len, device=device))
        if time < max(self.fade_in_len, self.fade_out_len):
            raise RuntimeError(f"Fade: {time} samples are fewer than fade in over {self.fade_in_len} or out over {self.fade_out_len}")
        gain = lumbre.ones(time, device=device)
        gain[: self.fade_in_len] = rise.clamp(0, 1)
        gain[time - self.fade_out_len :] *= fall.clamp(0, 1)
        return gain * waveform


class Vol(Module):
    """Change the volume by an "amplitude" or "power" ratio or by "db", and clamp to [-1, 1]."""

    def __init__(self, gain, gain_type="amplitude"):
        super().__init__()
        if gain_type in ("amplitude", "power") and gain < 0:
            raise ValueError("If gain_type = amplitude or power, gain must be positive.")
        self.gain, self.gain_type = gain, gain_type

    def forward(self, waveform):
        if self.gain_type == "amplitude":
            return (waveform * self.gain).clamp_(-1, 1)
        if self.gain_type == "db":
            waveform = F.gain(waveform, self.gain)
        if self.gain_type == "power":
            waveform = F.gain(waveform, 10 * math.log10(self.gain))
        return lumbre.clamp(waveform, -1, 1)


class Loudness(Module):
    """Loudness in LKFS of (..., channel, time); see `lumbre.audio.functional.loudness`."""

    __constants__ = ["sample_rate"]

    def __init__(self, sample_rate):
        super().__init__()
        self.sample_rate = sample_rate

    def forward(self, wavefrom):
        return F.loudness(wavefrom, self.sample_rate)


class Vad(Module):
    """Cut what lies before a voice; arguments and meaning as in `lumbre.audio.functional.vad`."""

    def __init__(
        self,
        sample_rate,
        trigger_level=7.0,
        trigger_time=0.25,
        search_time=1.0,
        allowed_gap=0.25,
        pre_trigger_time=0.0,
        boot_time=0.35,
        noise_up_time=0.1,
        noise_down_time=0.01,
        noise_reduction_amount=1.35,
        measure_freq=20.0,
        measure_duration=None,
        measure_smooth_time=0.4,
        hp_filter_freq=50.0,
        lp_filter_freq=6000.0,
        hp_lifter_freq=150.0,
        lp_lifter_freq=2000.0,
    ):
        given = {k: v for k, v in locals().items() if k not in ("self", "__class__")}
        super().__init__()
        self.__dict__.update(given)

    def forward(self, waveform):
        names = list(inspect.signature(F.vad).parameters)[1:]
        return F.vad(waveform, **{name: getattr(self, name) for name in names})


class _Mode(Module):
    def __init__(self, mode="full"):
        _check_convolve_mode(mode)
        super().__init__()
        self.mode = mode


class Convolve(_Mode):
    """Convolution along time by its definition; see `lumbre.audio.functional.convolve`."""

    def forward(self, x, y):
        return F.convolve(x, y, mode=self.mode)


class FFTConvolve(_Mode):
    """Convolution along time through the Fourier transform; see `lumbre.audio.functional.fftconvolve`."""

    def forward(self, x, y):
        return F.fftconvolve(x, y, mode=self.mode)


class AddNoise(Module):
    """Mix noise in at a ratio in dB; see `lumbre.audio.functional.add_noise`."""

    def forward(self, waveform, noise, snr, lengths=None):
        return F.add_noise(waveform, noise, snr, lengths)


class Preemphasis(Module):
    """``y[n] = x[n] - coeff * x[n - 1]``."""

    def __init__(self, coeff=0.97):
        super().__init__()
        self.coeff = coeff

    def forward(self, waveform):
        return F.preemphasis(waveform, coeff=self.coeff)


class Deemphasis(Module):
    """``y[n] = x[n] + coeff * y[n - 1]``."""

    def __init__(self, coeff=0.97):
        super().__init__()
        self.coeff = coeff

    def forward(self, waveform):
        return F.deemphasis(waveform, coeff=self.coeff)


class RNNTLoss(Module):
    """The transducer loss; see `lumbre.audio.functional.rnnt_loss`."""

    def __init__(self, blank=-1, clamp=-1.0, reduction="mean", fused_log_softmax=True):
        super().__init__()
        self.blank, self.clamp, self.reduction, self.fused_log_softmax = blank, clamp, reduction, fused_log_softmax

    def forward(self, logits, targets, logit_lengths, target_lengths):
        return F.rnnt_loss(
            logits, targets, logit_lengths, target_lengths, self.blank, self.clamp, self.reduction, self.fused_log_softmax
        )
