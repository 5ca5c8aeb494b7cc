"""Audio files: WAV by ourselves, FLAC, OGG, MP3 and others by the package soundfile where it is installed."""

import importlib.util
import io
import os
from dataclasses import dataclass

import numpy as np

import lumbre

from . import _wav


@dataclass
class AudioMetaData:
    """What `info` tells: samples a second, samples, channels, bits (0 for compressed formats) and encoding ("PCM_S", "FLAC", ...)."""

    sample_rate: int
    num_frames: int
    num_channels: int
    bits_per_sample: int
    encoding: str


def _bytes(uri):
    if hasattr(uri, "read"):
        return uri.read()
    with open(os.fspath(uri), "rb") as file:
        return file.read()


def _soundfile(what):
    try:
        import soundfile
    except ImportError:
        raise RuntimeError(f"{what}: only WAV files without the package soundfile (pip install soundfile)") from None
    return soundfile


def load(
    uri,
    frame_offset=0,
    num_frames=-1,
    normalize=True,
    channels_first=True,
    format=None,
    buffer_size=4096,
    backend=None,
):
    """Read an audio file (a path or a file object): the tensor (channel, time) and the sample rate in Hz.

    The values are float32 in [-1, 1]; with ``normalize=False`` a WAV file's integers stay (uint8, int16, int32; 24 bits in the high
    bits of int32). ``num_frames`` samples from ``frame_offset`` on, -1 for all. ``channels_first=False`` gives (time, channel).
    ``buffer_size`` and ``backend`` have no effect.
    """
    if frame_offset < 0:
        raise RuntimeError(f"Invalid argument: frame_offset must be non-negative, got {frame_offset}")
    if num_frames == 0 or num_frames < -1:
        raise RuntimeError(f"Invalid argument: num_frames must be -1 or greater than 0, got {num_frames}")
    data = _bytes(uri)
    if _wav.is_wav(data[:12]):
        form = _wav.layout(data)
        values, rate = _wav.samples(data, form, frame_offset, num_frames), form.rate
        if normalize or values.dtype.kind == "f":
            values = _wav.to_float(values)
    else:
        with _soundfile("load").SoundFile(io.BytesIO(data)) as file:
            file.seek(min(frame_offset, file.frames))
            values, rate = file.read(num_frames, dtype="float32", always_2d=True), file.samplerate
    values = values.T if channels_first else values
    return lumbre.from_numpy(np.array(values, order="C")), rate


def info(uri, format=None, buffer_size=4096, backend=None):
    """The `AudioMetaData` of a file, without its samples."""
    data = _bytes(uri)
    if _wav.is_wav(data[:12]):
        form = _wav.layout(data)
        return AudioMetaData(form.rate, form.frames, form.channels, form.bits, form.encoding)
    with _soundfile("info").SoundFile(io.BytesIO(data)) as file:
        bits = {"PCM_S8": 8, "PCM_16": 16, "PCM_24": 24, "PCM_32": 32, "FLOAT": 32, "DOUBLE": 64}.get(file.subtype, 0)
        encoding = {"OGG": "VORBIS", "MPEG": "MP3"}.get(file.format, file.format)
        return AudioMetaData(file.samplerate, file.frames, file.channels, bits, encoding)


def _wav_kind(dtype, encoding, bits):
    """Encoding and bits of the WAV file, from what is asked for or else the tensor's dtype."""
    if encoding is None:
        if bits is None:
            kinds = {"uint8": ("PCM_U", 8), "int16": ("PCM_S", 16), "int32": ("PCM_S", 32), "float32": ("PCM_F", 32), "float64": ("PCM_F", 64)}
            if dtype.name not in kinds:
                raise ValueError(f"Unsupported dtype for wav: {dtype.name}")
            return kinds[dtype.name]
        encoding = "PCM_U" if bits == 8 else "PCM_S"
    allowed = {"PCM_S": (32, (16, 24, 32)), "PCM_U": (8, (8,)), "PCM_F": (32, (32, 64))}
    if encoding not in allowed:
        raise ValueError(f"wav does not support {encoding}.")
    default, widths = allowed[encoding]
    bits = default if bits is None else bits
    if bits not in widths:
        raise ValueError(f"wav does not support {bits}-bit {encoding} encoding.")
    return encoding, bits


def save(
    uri,
    src,
    sample_rate,
    channels_first=True,
    format=None,
    encoding=None,
    bits_per_sample=None,
    buffer_size=4096,
    backend=None,
    compression=None,
):
    """Write ``src``, (channel, time) or (time), to a file; its kind is ``format`` or the name's ending (a file object needs ``format``).

    WAV: float32 in [-1, 1] is written as such unless ``encoding`` ("PCM_S", "PCM_U", "PCM_F") or ``bits_per_sample`` say otherwise;
    integers by their width. ``compression``, ``buffer_size`` and ``backend`` have no effect.
    """
    if src.ndim not in (1, 2):
        raise ValueError(f"Expected 1D or 2D Tensor, got {src.ndim}D.")
    values = src.detach().cpu().numpy()
    values = values[:, None] if values.ndim == 1 else values.T if channels_first else values
    is_file = hasattr(uri, "write")
    kind = format or ("" if is_file else os.path.splitext(os.fspath(uri))[1].lstrip("."))
    if not kind:
        raise RuntimeError("`format` is required when saving to file-like object." if is_file else "save: the name has no ending")
    if kind.lower() in ("wav", "wave"):
        data = _wav.encode(values, int(sample_rate), *_wav_kind(values.dtype, encoding, bits_per_sample))
    else:
        held = io.BytesIO()
        subtype = f"PCM_{bits_per_sample}" if bits_per_sample and kind.lower() == "flac" else None
        _soundfile("save").write(held, values, int(sample_rate), format=kind.upper(), subtype=subtype)
        data = held.getvalue()
    if is_file:
        uri.write(data)
        return
    with open(os.fspath(uri), "wb") as file:
        file.write(data)


def list_audio_backends():
    """What files are read with: "soundfile" where it is installed (WAV always works)."""
    return ["soundfile"] if importlib.util.find_spec("soundfile") else []


def get_audio_backend():
    """The first of `list_audio_backends`, or None."""
    return next(iter(list_audio_backends()), None)


def set_audio_backend(backend):
    """Does nothing: there is one way of reading files. Kept for programs that call it."""
