"""Arrays and figures as pictures and sounds in files' formats."""

import io
import struct
import zlib

import numpy as np

__all__ = ["figure_to_image", "make_np", "png", "to_hwc", "wav"]


def make_np(x):
    """A number, tensor or array as an array."""
    from lumbre import Tensor

    if isinstance(x, np.ndarray):
        return x
    if np.isscalar(x):
        return np.array([x])
    if isinstance(x, Tensor):
        x = x.detach().cpu()
        return (x.float() if str(x.dtype).endswith("bfloat16") else x).numpy()
    if isinstance(x, (list, tuple)):
        return np.array(x)
    raise NotImplementedError(f"Got {type(x)}, but numpy array, torch tensor, or caffe2 blob name are expected.")


def png(image):
    """An 8-bit image `(H, W, 1 | 3 | 4)` as a PNG file."""
    height, width, channels = image.shape
    color = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    rows = np.concatenate([np.zeros((height, 1), np.uint8), np.ascontiguousarray(image).reshape(height, width * channels)], 1)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, color, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows.tobytes(), 6)) + chunk(b"IEND", b"")


def wav(samples, rate):
    """Mono samples in [-1, 1] as a 16-bit WAV file."""
    import wave

    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(samples, -1, 1) * np.iinfo(np.int16).max).astype("<i2").tobytes())
    return out.getvalue()


def _grid(images, columns=8):
    """Images `(N, C, H, W)` side by side."""
    n, c, h, w = images.shape
    columns = min(n, columns)
    rows = -(-n // columns)
    grid = np.zeros((rows * columns, c, h, w), images.dtype)
    grid[:n] = images
    return grid.reshape(rows, columns, c, h, w).transpose(2, 0, 3, 1, 4).reshape(c, rows * h, columns * w)


def to_hwc(array, dataformats):
    """An array whose dimensions `dataformats` names (letters of N, C, H, W) as `(H, W, 3 or 1 or 4)`; several images as a grid."""
    letters = dataformats.upper()
    if len(set(letters)) != len(letters):
        raise AssertionError(f"You can not use the same dimension shordhand twice. input_format: {dataformats}")
    if array.ndim != len(letters):
        raise AssertionError(f"size of input tensor and input format are different. tensor shape: {array.shape}, input_format: {dataformats}")
    if letters == "HW":
        return np.stack([array] * 3, 2)
    order = [letters.index(c) for c in ("NCHW" if len(letters) == 4 else "CHW")]
    array = array.transpose(order)
    array = _grid(array) if array.ndim == 4 else array
    return (np.concatenate([array] * 3) if array.shape[0] == 1 else array).transpose(1, 2, 0)


def figure_to_image(figures, close=True):
    """matplotlib figures as `(3, H, W)` arrays, several as `(N, 3, H, W)`."""
    import matplotlib.backends.backend_agg as agg
    import matplotlib.pyplot as plt

    def render(figure):
        canvas = agg.FigureCanvasAgg(figure)
        canvas.draw()
        pixels = np.asarray(canvas.buffer_rgba())[..., :3].transpose(2, 0, 1)
        if close:
            plt.close(figure)
        return pixels

    return np.stack([render(f) for f in figures]) if isinstance(figures, list) else render(figures)
