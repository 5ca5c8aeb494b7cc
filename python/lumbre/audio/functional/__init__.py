"""Functions of signals and spectrograms, with the names and values of ``torchaudio.functional``."""

from . import filtering
from .alignment import TokenSpan, edit_distance, forced_align, merge_tokens, rnnt_loss
from .beamforming import apply_beamforming, mvdr_weights_rtf, mvdr_weights_souden, psd, rtf_evd, rtf_power
from .effects import contrast, dcshift, dither, flanger, gain, overdrive, phaser
from .features import (
    DB_to_amplitude,
    amplitude_to_DB,
    compute_deltas,
    create_dct,
    detect_pitch_frequency,
    frechet_distance,
    linear_fbanks,
    loudness,
    melscale_fbanks,
    mu_law_decoding,
    mu_law_encoding,
    sliding_window_cmn,
)
from .filtering import (
    allpass_biquad,
    band_biquad,
    bandpass_biquad,
    bandreject_biquad,
    bass_biquad,
    biquad,
    deemph_biquad,
    deemphasis,
    equalizer_biquad,
    filtfilt,
    highpass_biquad,
    lfilter,
    lowpass_biquad,
    preemphasis,
    riaa_biquad,
    treble_biquad,
)
from .masking import mask_along_axis, mask_along_axis_iid
from .resampling import add_noise, convolve, fftconvolve, resample, speed
from .spectral import griffinlim, inverse_spectrogram, phase_vocoder, pitch_shift, spectral_centroid, spectrogram
from .voice import vad

__all__ = [
    "amplitude_to_DB", "compute_deltas", "create_dct", "melscale_fbanks", "linear_fbanks", "DB_to_amplitude", "loudness",
    "detect_pitch_frequency", "griffinlim", "mask_along_axis", "mask_along_axis_iid", "mu_law_encoding", "mu_law_decoding",
    "phase_vocoder", "sliding_window_cmn", "spectrogram", "inverse_spectrogram", "spectral_centroid", "allpass_biquad", "band_biquad",
    "bandpass_biquad", "bandreject_biquad", "bass_biquad", "biquad", "contrast", "dither", "dcshift", "deemph_biquad",
    "equalizer_biquad", "filtfilt", "flanger", "forced_align", "merge_tokens", "TokenSpan", "gain", "highpass_biquad", "lfilter",
    "lowpass_biquad", "overdrive", "phaser", "riaa_biquad", "treble_biquad", "vad", "resample", "edit_distance", "pitch_shift",
    "rnnt_loss", "psd", "mvdr_weights_souden", "mvdr_weights_rtf", "rtf_evd", "rtf_power", "apply_beamforming", "fftconvolve",
    "convolve", "add_noise", "speed", "preemphasis", "deemphasis", "frechet_distance",
]  # fmt: skip

from . import functional  # noqa: E402  (programs write torchaudio.functional.functional)
