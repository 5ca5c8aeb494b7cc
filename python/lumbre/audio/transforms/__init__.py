"""Modules over waveforms and spectrograms, with the names, buffers and values of ``torchaudio.transforms``."""

from .features import (
    MVDR,
    PSD,
    RTFMVDR,
    ComputeDeltas,
    FrequencyMasking,
    SlidingWindowCmn,
    SoudenMVDR,
    SpecAugment,
    TimeMasking,
)
from .spectral import (
    LFCC,
    MFCC,
    AmplitudeToDB,
    GriffinLim,
    InverseMelScale,
    InverseSpectrogram,
    MelScale,
    MelSpectrogram,
    SpectralCentroid,
    Spectrogram,
    TimeStretch,
)
from .waveform import (
    AddNoise,
    Convolve,
    Deemphasis,
    Fade,
    FFTConvolve,
    Loudness,
    MuLawDecoding,
    MuLawEncoding,
    PitchShift,
    Preemphasis,
    Resample,
    RNNTLoss,
    Speed,
    SpeedPerturbation,
    Vad,
    Vol,
)

__all__ = [
    "AddNoise", "AmplitudeToDB", "ComputeDeltas", "Convolve", "Deemphasis", "Fade", "FFTConvolve", "FrequencyMasking", "GriffinLim",
    "InverseMelScale", "InverseSpectrogram", "LFCC", "Loudness", "MFCC", "MVDR", "MelScale", "MelSpectrogram", "MuLawDecoding",
    "MuLawEncoding", "PSD", "PitchShift", "Preemphasis", "RNNTLoss", "RTFMVDR", "Resample", "SlidingWindowCmn", "SoudenMVDR",
    "SpecAugment", "SpectralCentroid", "Spectrogram", "Speed", "SpeedPerturbation", "TimeMasking", "TimeStretch", "Vad", "Vol",
]  # fmt: skip
