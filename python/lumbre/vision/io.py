"""Picture files as uint8 tensors (channel, height, width), and back, by Pillow."""

import io as _io
import os
from enum import Enum

import numpy as np

import lumbre

from ._pil import pillow

__all__ = [
    "ImageReadMode", "read_file", "write_file", "read_image", "decode_image", "decode_jpeg", "decode_png", "decode_gif", "decode_webp", "decode_avif",
    "encode_jpeg", "encode_png", "write_jpeg", "write_png",
]  # fmt: skip


class ImageReadMode(Enum):
    """What channels to give: those of the file, grey, grey and alpha, colours, colours and alpha."""

    UNCHANGED = 0
    GRAY = 1
    GRAY_ALPHA = 2
    RGB = 3
    RGB_ALPHA = 4
    RGBA = RGB_ALPHA


_MODES = {ImageReadMode.GRAY: "L", ImageReadMode.GRAY_ALPHA: "LA", ImageReadMode.RGB: "RGB", ImageReadMode.RGB_ALPHA: "RGBA"}


def read_file(path):
    """A file's bytes as uint8 tensor."""
    return lumbre.frombuffer(bytearray(_bytes(path)), dtype=lumbre.uint8) if os.path.getsize(path) else lumbre.empty(0, dtype=lumbre.uint8)


def _bytes(path):
    with open(path, "rb") as file:
        return file.read()


def write_file(filename, data):
    """Writes a uint8 tensor of one dimension as a file."""
    with open(filename, "wb") as file:
        file.write(data.numpy().tobytes())


def _mode(mode):
    return ImageReadMode[mode.upper()] if isinstance(mode, str) else mode


def _decode(input, mode, formats=None, apply_exif_orientation=False):
    mode = _mode(mode)
    data = bytes(input.contiguous().numpy().data) if isinstance(input, lumbre.Tensor) else input
    picture = pillow().Image.open(_io.BytesIO(data), formats=formats)
    if apply_exif_orientation:
        picture = pillow().ImageOps.exif_transpose(picture)
    if mode is ImageReadMode.UNCHANGED:
        wanted = {"1": "L", "P": "RGBA" if "transparency" in picture.info else "RGB", "CMYK": "RGB", "PA": "RGBA"}.get(picture.mode, picture.mode)
    else:
        wanted = _MODES[mode]
    data = np.array(picture if picture.mode == wanted else picture.convert(wanted))
    if wanted.startswith("I"):
        data = data.astype(np.uint16)
    return lumbre.from_numpy(np.ascontiguousarray(data[None] if data.ndim == 2 else data.transpose(2, 0, 1)))


def decode_image(input, mode=ImageReadMode.UNCHANGED, apply_exif_orientation=False):
    """The picture in the bytes of a file (uint8 tensor), or in a file by its name: uint8 (channel, height, width)."""
    if isinstance(input, (str, os.PathLike)):
        input = _bytes(input)
    return _decode(input, mode, None, apply_exif_orientation)


def read_image(path, mode=ImageReadMode.UNCHANGED, apply_exif_orientation=False):
    """The picture in a file: uint8 (channel, height, width)."""
    return decode_image(_bytes(path), mode, apply_exif_orientation)


def decode_jpeg(input, mode=ImageReadMode.UNCHANGED, device="cpu", apply_exif_orientation=False):
    """JPEG's bytes, or a list of them, as picture."""
    if isinstance(input, (list, tuple)):
        return [decode_jpeg(i, mode, device, apply_exif_orientation) for i in input]
    return _decode(input, mode, ["JPEG"], apply_exif_orientation).to(device)


def decode_png(input, mode=ImageReadMode.UNCHANGED, apply_exif_orientation=False):
    """PNG's bytes as picture."""
    return _decode(input, mode, ["PNG"], apply_exif_orientation)


def decode_webp(input, mode=ImageReadMode.UNCHANGED):
    """WebP's bytes as picture."""
    return _decode(input, mode, ["WEBP"])


def decode_avif(input, mode=ImageReadMode.UNCHANGED):
    """AVIF's bytes as picture."""
    return _decode(input, mode, ["AVIF"])


def decode_gif(input):
    """GIF's bytes: (3, height, width), or (frames, 3, height, width) of several."""
    from PIL import ImageSequence

    picture = pillow().Image.open(_io.BytesIO(bytes(input.numpy().data)), formats=["GIF"])
    frames = [np.array(f.convert("RGB")).transpose(2, 0, 1) for f in ImageSequence.Iterator(picture)]
    return lumbre.from_numpy(np.ascontiguousarray(frames[0] if len(frames) == 1 else np.stack(frames)))


def _encode(input, channels, format, **options):
    if input.dtype != lumbre.uint8:
        raise RuntimeError(f"Input tensor dtype should be uint8, got {input.dtype}")
    if input.ndim != 3 or input.size(0) not in channels:
        raise ValueError(f"The input should be (channels, height, width) with {channels} channels, got {list(input.shape)}")
    data = input.permute(1, 2, 0).cpu().numpy()
    out = _io.BytesIO()
    pillow().Image.fromarray(np.ascontiguousarray(data[:, :, 0] if data.shape[2] == 1 else data)).save(out, format=format, **options)
    return lumbre.frombuffer(bytearray(out.getbuffer()), dtype=lumbre.uint8)


def encode_jpeg(input, quality=75):
    """A uint8 picture with 1 or 3 channels, or a list of them, as JPEG's bytes; `quality` from 1 to 100."""
    if not 1 <= quality <= 100:
        raise ValueError("Image quality should be a positive number between 1 and 100")
    if isinstance(input, (list, tuple)):
        if not input:
            raise ValueError("encode_jpeg requires at least one input tensor when a list is passed")
        return [encode_jpeg(i, quality) for i in input]
    return _encode(input, (1, 3), "JPEG", quality=quality)


def encode_png(input, compression_level=6):
    """A uint8 picture with 1 or 3 channels as PNG's bytes; `compression_level` from 0 to 9."""
    return _encode(input, (1, 3), "PNG", compress_level=compression_level)


def write_jpeg(input, filename, quality=75):
    """Writes a uint8 picture as JPEG file."""
    write_file(filename, encode_jpeg(input, quality))


def write_png(input, filename, compression_level=6):
    """Writes a uint8 picture as PNG file."""
    write_file(filename, encode_png(input, compression_level))
