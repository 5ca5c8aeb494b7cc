"""Modules from waveforms to spectrograms and cepstra, and back."""

import math
import warnings

import lumbre
from lumbre.nn import Module

from .. import functional as F


def _window(window_fn, length, wkwargs):
    return window_fn(length) if wkwargs is None else window_fn(length, **wkwargs)


def _check_range(f_min, f_max):
    if f_min > f_max:
        raise ValueError(f"Require f_min: {f_min} <= f_max: {f_max}")


class _Framed(Module):
    """Frame sizes and the window, which is a buffer."""

    def __init__(self, n_fft, win_length, hop_length, window_fn, wkwargs):
        super().__init__()
        self.n_fft = n_fft
        self.win_length = win_length if win_length is not None else n_fft
        self.hop_length = hop_length if hop_length is not None else self.win_length // 2
        self.register_buffer("window", _window(window_fn, self.win_length, wkwargs))


class Spectrogram(_Framed):
    """Spectrogram (..., freq, frames) of a waveform (..., time); see `lumbre.audio.functional.spectrogram`.

    ``hop_length`` is half of ``win_length`` unless given, ``win_length`` is ``n_fft``; ``window_fn(win_length, **wkwargs)`` is the window.
    """

    __constants__ = ["n_fft", "win_length", "hop_length", "pad", "power", "normalized"]

    def __init__(
        self,
        n_fft=400,
        win_length=None,
        hop_length=None,
        pad=0,
        window_fn=lumbre.hann_window,
        power=2.0,
        normalized=False,
        wkwargs=None,
        center=True,
        pad_mode="reflect",
        onesided=True,
        return_complex=None,
    ):
        super().__init__(n_fft, win_length, hop_length, window_fn, wkwargs)
        self.pad, self.power, self.normalized = pad, power, normalized
        self.center, self.pad_mode, self.onesided = center, pad_mode, onesided
        if return_complex is not None:
            warnings.warn("Spectrogram: `return_complex` has no effect; `power=None` gives a complex spectrogram", stacklevel=2)

    def forward(self, waveform):
        return F.spectrogram(
            waveform,
            self.pad,
            self.window,
            self.n_fft,
            self.hop_length,
            self.win_length,
            self.power,
            self.normalized,
            self.center,
            self.pad_mode,
            self.onesided,
        )


class InverseSpectrogram(_Framed):
    """The waveform (..., time) of a complex spectrogram (..., freq, frames); the inverse of `Spectrogram` with ``power=None``."""

    __constants__ = ["n_fft", "win_length", "hop_length", "pad", "power", "normalized"]

    def __init__(
        self,
        n_fft=400,
        win_length=None,
        hop_length=None,
        pad=0,
        window_fn=lumbre.hann_window,
        normalized=False,
        wkwargs=None,
        center=True,
        pad_mode="reflect",
        onesided=True,
    ):
        super().__init__(n_fft, win_length, hop_length, window_fn, wkwargs)
        self.pad, self.normalized = pad, normalized
        self.center, self.pad_mode, self.onesided = center, pad_mode, onesided

    def forward(self, spectrogram, length=None):
        return F.inverse_spectrogram(
            spectrogram,
            length,
            self.pad,
            self.window,
            self.n_fft,
            self.hop_length,
            self.win_length,
            self.normalized,
            self.center,
            self.pad_mode,
            self.onesided,
        )


class GriffinLim(_Framed):
    """A waveform for a spectrogram without phases; see `lumbre.audio.functional.griffinlim`."""

    __constants__ = ["n_fft", "n_iter", "win_length", "hop_length", "power", "length", "momentum", "rand_init"]

    def __init__(
        self,
        n_fft=400,
        n_iter=32,
        win_length=None,
        hop_length=None,
        window_fn=lumbre.hann_window,
        power=2.0,
        wkwargs=None,
        momentum=0.99,
        length=None,
        rand_init=True,
    ):
        if not 0 <= momentum < 1:
            raise ValueError(f"momentum must be in the range [0, 1). Found: {momentum}")
        super().__init__(n_fft, win_length, hop_length, window_fn, wkwargs)
        self.n_iter, self.length, self.power = n_iter, length, power
        self.momentum, self.rand_init = momentum, rand_init

    def forward(self, specgram):
        return F.griffinlim(
            specgram,
            self.window,
            self.n_fft,
            self.hop_length,
            self.win_length,
            self.power,
            self.n_iter,
            self.momentum,
            self.length,
            self.rand_init,
        )


class AmplitudeToDB(Module):
    """Decibels of a power ("power") or amplitude ("magnitude") spectrogram, at most ``top_db`` below the loudest."""

    __constants__ = ["multiplier", "amin", "ref_value", "db_multiplier"]

    def __init__(self, stype="power", top_db=None):
        super().__init__()
        if top_db is not None and top_db < 0:
            raise ValueError("top_db must be positive value")
        self.stype, self.top_db = stype, top_db
        self.multiplier = 10.0 if stype == "power" else 20.0
        self.amin, self.ref_value = 1e-10, 1.0
        self.db_multiplier = math.log10(max(self.amin, self.ref_value))

    def forward(self, x):
        return F.amplitude_to_DB(x, self.multiplier, self.amin, self.db_multiplier, self.top_db)


class MelScale(Module):
    """Bands of a spectrogram on the mel scale: (..., n_stft, frames) to (..., n_mels, frames) by the filter bank in buffer ``fb``."""

    __constants__ = ["n_mels", "sample_rate", "f_min", "f_max", "n_stft"]

    def __init__(self, n_mels=128, sample_rate=16000, f_min=0.0, f_max=None, n_stft=201, norm=None, mel_scale="htk"):
        super().__init__()
        self.n_mels, self.sample_rate, self.n_stft = n_mels, sample_rate, n_stft
        self.f_max = f_max if f_max is not None else float(sample_rate // 2)
        self.f_min, self.norm, self.mel_scale = f_min, norm, mel_scale
        _check_range(f_min, self.f_max)
        self.register_buffer("fb", F.melscale_fbanks(n_stft, f_min, self.f_max, n_mels, sample_rate, norm, mel_scale))

    def forward(self, specgram):
        return lumbre.matmul(specgram.transpose(-1, -2), self.fb).transpose(-1, -2)


class InverseMelScale(Module):
    """A spectrogram for a mel spectrogram, by least squares and cut off below zero; ``driver`` is `lumbre.linalg.lstsq`'s."""

    __constants__ = ["n_stft", "n_mels", "sample_rate", "f_min", "f_max"]

    def __init__(
        self, n_stft, n_mels=128, sample_rate=16000, f_min=0.0, f_max=None, norm=None, mel_scale="htk", driver="gels"
    ):
        super().__init__()
        self.n_stft, self.n_mels, self.sample_rate = n_stft, n_mels, sample_rate
        self.f_max = f_max or float(sample_rate // 2)
        self.f_min, self.norm, self.mel_scale, self.driver = f_min, norm, mel_scale, driver
        _check_range(f_min, self.f_max)
        if driver not in ("gels", "gelsy", "gelsd", "gelss"):
            raise ValueError(f'driver must be one of ["gels", "gelsy", "gelsd", "gelss"]. Found {driver}.')
        self.register_buffer("fb", F.melscale_fbanks(n_stft, f_min, self.f_max, n_mels, sample_rate, norm, mel_scale))

    def forward(self, melspec):
        shape = melspec.shape
        if self.n_mels != shape[-2]:
            raise ValueError(f"Expected an input with {self.n_mels} mel bins. Found: {shape[-2]}")
        rows = melspec.reshape(-1, *shape[-2:])
        found = lumbre.linalg.lstsq(self.fb.transpose(-1, -2)[None], rows, driver=self.driver).solution
        return lumbre.relu(found).reshape(*shape[:-2], self.fb.shape[0], shape[-1])


class MelSpectrogram(Module):
    """`Spectrogram`, then `MelScale`: (..., time) to (..., n_mels, frames)."""

    __constants__ = ["sample_rate", "n_fft", "win_length", "hop_length", "pad", "n_mels", "f_min"]

    def __init__(
        self,
        sample_rate=16000,
        n_fft=400,
        win_length=None,
        hop_length=None,
        f_min=0.0,
        f_max=None,
        pad=0,
        n_mels=128,
        window_fn=lumbre.hann_window,
        power=2.0,
        normalized=False,
        wkwargs=None,
        center=True,
        pad_mode="reflect",
        onesided=None,
        norm=None,
        mel_scale="htk",
    ):
        super().__init__()
        if onesided is not None:
            warnings.warn("MelSpectrogram: `onesided` has no influence", stacklevel=2)
        self.sample_rate, self.n_fft, self.pad, self.power, self.normalized = sample_rate, n_fft, pad, power, normalized
        self.win_length = win_length if win_length is not None else n_fft
        self.hop_length = hop_length if hop_length is not None else self.win_length // 2
        self.n_mels, self.f_max, self.f_min = n_mels, f_max, f_min
        self.spectrogram = Spectrogram(
            n_fft=n_fft,
            win_length=self.win_length,
            hop_length=self.hop_length,
            pad=pad,
            window_fn=window_fn,
            power=power,
            normalized=normalized,
            wkwargs=wkwargs,
            center=center,
            pad_mode=pad_mode,
        )
        self.mel_scale = MelScale(n_mels, sample_rate, f_min, f_max, n_fft // 2 + 1, norm, mel_scale)

    def forward(self, waveform):
        return self.mel_scale(self.spectrogram(waveform))


def _check_dct(dct_type):
    if dct_type != 2:
        raise ValueError(f"DCT type not supported: {dct_type}")


class _Cepstrum(Module):
    """Logarithm and cosine transform of a banded spectrogram (..., band, frames)."""

    def _cosines(self, bands, log):
        bands = lumbre.log(bands + 1e-6) if log else self.amplitude_to_DB(bands)
        return lumbre.matmul(bands.transpose(-1, -2), self.dct_mat).transpose(-1, -2)


class MFCC(_Cepstrum):
    """Mel cepstrum (..., n_mfcc, frames) of a waveform: `MelSpectrogram`, decibels (or natural logarithm if ``log_mels``), DCT-II."""

    __constants__ = ["sample_rate", "n_mfcc", "dct_type", "top_db", "log_mels"]

    def __init__(self, sample_rate=16000, n_mfcc=40, dct_type=2, norm="ortho", log_mels=False, melkwargs=None):
        super().__init__()
        _check_dct(dct_type)
        self.sample_rate, self.n_mfcc, self.dct_type, self.norm = sample_rate, n_mfcc, dct_type, norm
        self.top_db, self.log_mels = 80.0, log_mels
        self.amplitude_to_DB = AmplitudeToDB("power", self.top_db)
        self.MelSpectrogram = MelSpectrogram(sample_rate=sample_rate, **(melkwargs or {}))
        if n_mfcc > self.MelSpectrogram.n_mels:
            raise ValueError("Cannot select more MFCC coefficients than # mel bins")
        self.register_buffer("dct_mat", F.create_dct(n_mfcc, self.MelSpectrogram.n_mels, norm))

    def forward(self, waveform):
        return self._cosines(self.MelSpectrogram(waveform), self.log_mels)


class LFCC(_Cepstrum):
    """Cepstrum (..., n_lfcc, frames) over ``n_filter`` bands spaced evenly in Hz; otherwise as `MFCC`."""

    __constants__ = ["sample_rate", "n_filter", "n_lfcc", "dct_type", "top_db", "log_lf"]

    def __init__(
        self,
        sample_rate=16000,
        n_filter=128,
        f_min=0.0,
        f_max=None,
        n_lfcc=40,
        dct_type=2,
        norm="ortho",
        log_lf=False,
        speckwargs=None,
    ):
        super().__init__()
        _check_dct(dct_type)
        self.sample_rate, self.f_min, self.n_filter, self.n_lfcc = sample_rate, f_min, n_filter, n_lfcc
        self.f_max = f_max if f_max is not None else float(sample_rate // 2)
        self.dct_type, self.norm, self.top_db, self.log_lf = dct_type, norm, 80.0, log_lf
        self.amplitude_to_DB = AmplitudeToDB("power", self.top_db)
        self.Spectrogram = Spectrogram(**(speckwargs or {}))
        if n_lfcc > self.Spectrogram.n_fft:
            raise ValueError("Cannot select more LFCC coefficients than # fft bins")
        freqs = self.Spectrogram.n_fft // 2 + 1
        self.register_buffer("filter_mat", F.linear_fbanks(freqs, f_min, self.f_max, n_filter, sample_rate))
        self.register_buffer("dct_mat", F.create_dct(n_lfcc, n_filter, norm))

    def forward(self, waveform):
        bands = lumbre.matmul(self.Spectrogram(waveform).transpose(-1, -2), self.filter_mat).transpose(-1, -2)
        return self._cosines(bands, self.log_lf)


class SpectralCentroid(_Framed):
    """Mean frequency in Hz of each frame: (..., time) to (..., frames)."""

    __constants__ = ["sample_rate", "n_fft", "win_length", "hop_length", "pad"]

    def __init__(
        self, sample_rate, n_fft=400, win_length=None, hop_length=None, pad=0, window_fn=lumbre.hann_window, wkwargs=None
    ):
        super().__init__(n_fft, win_length, hop_length, window_fn, wkwargs)
        self.sample_rate, self.pad = sample_rate, pad

    def forward(self, waveform):
        return F.spectral_centroid(
            waveform, self.sample_rate, self.pad, self.window, self.n_fft, self.hop_length, self.win_length
        )


class TimeStretch(Module):
    """Speed a complex spectrogram (..., freq, frames) up at the same pitch, by ``fixed_rate`` or the rate given in the call."""

    __constants__ = ["fixed_rate"]

    def __init__(self, hop_length=None, n_freq=201, fixed_rate=None):
        super().__init__()
        self.fixed_rate = fixed_rate
        hop_length = hop_length if hop_length is not None else n_freq - 1
        self.register_buffer("phase_advance", lumbre.linspace(0, math.pi * hop_length, n_freq)[..., None])

    def forward(self, complex_specgrams, overriding_rate=None):
        if not complex_specgrams.is_complex():
            warnings.warn("TimeStretch: the input must be complex, others give invalid results", stacklevel=2)
        rate = self.fixed_rate if overriding_rate is None else overriding_rate
        if rate is None:
            raise ValueError("If no fixed_rate is specified, must pass a valid rate to the forward method.")
        return F.phase_vocoder(complex_specgrams, rate, self.phase_advance)
