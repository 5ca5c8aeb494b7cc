"""Audio: files, functions, transforms, datasets and models with the names and values of torchaudio.

    waveform, sample_rate = lumbre.audio.load("speech.wav")          # (channel, time), Hz
    mel = lumbre.audio.transforms.MelSpectrogram(sample_rate)(waveform)
"""

from . import compliance, datasets, functional, io, models, pipelines, sox_effects, transforms, utils
from ._files import AudioMetaData, get_audio_backend, info, list_audio_backends, load, save, set_audio_backend

__version__ = "2.11.0+lumbre"
__all__ = [
    "AudioMetaData", "load", "info", "save", "list_audio_backends", "get_audio_backend", "set_audio_backend", "compliance", "datasets",
    "functional", "models", "pipelines", "utils", "transforms", "io", "sox_effects", "load_with_torchcodec", "save_with_torchcodec",
]  # fmt: skip

load_with_torchcodec, save_with_torchcodec = load, save
