"""The same functions for images of Pillow."""

import numpy as np

from .._pil import pillow
from ._image import sides


def dimensions(img):
    return [len(img.getbands()), img.height, img.width]


def hflip(img):
    return img.transpose(pillow().Image.FLIP_LEFT_RIGHT)


def vflip(img):
    return img.transpose(pillow().Image.FLIP_TOP_BOTTOM)


def _enhanced(kind):
    def adjust(img, factor):
        return getattr(pillow().ImageEnhance, kind)(img).enhance(factor)

    return adjust


adjust_brightness, adjust_contrast, adjust_saturation, adjust_sharpness = map(_enhanced, ("Brightness", "Contrast", "Color", "Sharpness"))


def adjust_hue(img, factor):
    if img.mode in ("L", "1", "I", "F"):
        return img
    h, s, v = img.convert("HSV").split()
    # Hues are a circle of 256.
    turned = np.array(h, dtype=np.uint8) + np.uint8(int(factor * 255) % 256)
    image = pillow().Image
    return image.merge("HSV", (image.fromarray(turned), s, v)).convert(img.mode)


def adjust_gamma(img, gamma, gain=1):
    if gamma < 0:
        raise ValueError("Gamma should be a non-negative real number")
    table = [int((256 - 1e-3) * gain * (v / 255.0) ** gamma) for v in range(256)] * 3
    return img.convert("RGB").point(table).convert(img.mode)


def colour(fill, img):
    """The fill colour as Pillow wants it for this image."""
    n = len(img.getbands())
    fill = 0 if fill is None else fill
    whole = (lambda v: v) if img.mode == "F" else int
    if isinstance(fill, (list, tuple)):
        if len(fill) not in (1, n):
            raise ValueError(f"The number of elements in 'fill' does not match the number of channels of the image ({len(fill)} != {n})")
        fill = tuple(whole(v) for v in (fill if len(fill) == n else list(fill) * n))
        return fill if n > 1 else fill[0]
    return (whole(fill),) * n if n > 1 else whole(fill)


def pad(img, padding, fill=0, padding_mode="constant"):
    if padding_mode not in ("constant", "edge", "reflect", "symmetric"):
        raise ValueError("Padding mode should be either constant, edge, reflect or symmetric")
    image = pillow().Image
    left, top, right, bottom = sides(padding)
    palette = img.getpalette() if img.mode == "P" else None
    if padding_mode == "constant":
        out = pillow().ImageOps.expand(img, border=(left, top, right, bottom), fill=colour(fill, img))
    else:
        img = img.crop((max(-left, 0), max(-top, 0), img.width - max(-right, 0), img.height - max(-bottom, 0)))
        data = np.asarray(img)
        border = [(max(top, 0), max(bottom, 0)), (max(left, 0), max(right, 0)), (0, 0)][: data.ndim]
        out = image.fromarray(np.pad(data, border, padding_mode))
    if palette is not None:
        out.putpalette(palette)
    return out


def crop(img, top, left, height, width):
    return img.crop((left, top, left + width, top + height))


def resize(img, size, interpolation=2):
    return img.resize(tuple(size[::-1]), interpolation)


def affine(img, matrix, interpolation=0, fill=None):
    return img.transform(img.size, pillow().Image.AFFINE, matrix, interpolation, fillcolor=colour(fill, img))


def rotate(img, angle, interpolation=0, expand=False, center=None, fill=None):
    return img.rotate(angle, interpolation, expand, center, fillcolor=colour(fill, img))


def perspective(img, coefficients, interpolation=3, fill=None):
    return img.transform(img.size, pillow().Image.PERSPECTIVE, coefficients, interpolation, fillcolor=colour(fill, img))


def grayscale(img, num_output_channels=1):
    if num_output_channels not in (1, 3):
        raise ValueError("num_output_channels should be either 1 or 3")
    gray = img.convert("L")
    return gray if num_output_channels == 1 else pillow().Image.merge("RGB", (gray, gray, gray))


def invert(img):
    return pillow().ImageOps.invert(img)


def posterize(img, bits):
    return pillow().ImageOps.posterize(img, bits)


def solarize(img, threshold):
    return pillow().ImageOps.solarize(img, threshold)


def autocontrast(img):
    return pillow().ImageOps.autocontrast(img)


def equalize(img):
    return pillow().ImageOps.equalize(img)
