"""Functions of images (PIL, tensors, `tv_tensors.Image`), videos, masks, boxes and points."""

import io as _io

import lumbre

from ...._pil import is_pil, pillow
from ....tv_tensors import BoundingBoxes, Image, KeyPoints, Video, wrap
from ... import _image
from ... import functional as _v1
from ..._modes import InterpolationMode  # noqa: F401
from ._geometry import (
    affine, center_crop, crop, elastic, five_crop, horizontal_flip, pad, perspective, resize, resized_crop, rotate, ten_crop, vertical_flip,
)  # fmt: skip
from ._kinds import canvas_of, clamp, convert_bounding_box_format, corners, is_image, is_pure_tensor, of_image, plain

hflip, vflip, elastic_transform = horizontal_flip, vertical_flip, elastic
pil_to_tensor, to_pil_image, to_tensor, get_image_size = _v1.pil_to_tensor, _v1.to_pil_image, _v1.to_tensor, _v1.get_image_size


def get_dimensions(inpt):
    """[channels, height, width] of an image or video."""
    return _v1.get_dimensions(plain(inpt))


def get_num_channels(inpt):
    """The number of channels."""
    return get_dimensions(inpt)[0]


get_image_num_channels = get_num_channels


def get_size(inpt):
    """[height, width] of an image, video or mask, or of the canvas of boxes and points."""
    return list(canvas_of(inpt))


def get_num_frames(inpt):
    """The number of frames of a video (..., time, channel, height, width)."""
    return inpt.shape[-4]


def to_image(inpt):
    """A PIL image, array (height, width, channel) or tensor as `tv_tensors.Image`."""
    if isinstance(inpt, lumbre.Tensor):
        return Image(plain(inpt))
    if is_pil(inpt):
        return Image(pil_to_tensor(inpt))
    if _v1._is_numpy(inpt):
        return Image(lumbre.from_numpy(inpt[:, :, None] if inpt.ndim == 2 else inpt).permute(2, 0, 1))
    raise TypeError(f"Input can either be a pure Tensor, a numpy array, or a PIL image, but got {type(inpt)} instead.")


def to_dtype(inpt, dtype=lumbre.float, scale=False):
    """In another type; `scale` moves an image's values to the range of that type."""
    if scale and is_image(inpt):
        return of_image(inpt, _image.convert_image_dtype, dtype)
    out = plain(inpt).to(dtype)
    return out if is_pure_tensor(inpt) else wrap(out, like=inpt)


def convert_image_dtype(image, dtype=lumbre.float):
    """`to_dtype(image, dtype, scale=True)`"""
    return to_dtype(image, dtype=dtype, scale=True)


def _colour(name):
    known = getattr(_v1, name)

    def function(inpt, *args, **kwargs):
        return of_image(inpt, known, *args, **kwargs)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = known.__doc__
    return function


(
    adjust_brightness, adjust_contrast, adjust_saturation, adjust_hue, adjust_gamma, adjust_sharpness, rgb_to_grayscale, invert, posterize, solarize,
    autocontrast, equalize, gaussian_blur,
) = map(_colour, (
    "adjust_brightness", "adjust_contrast", "adjust_saturation", "adjust_hue", "adjust_gamma", "adjust_sharpness", "rgb_to_grayscale", "invert",
    "posterize", "solarize", "autocontrast", "equalize", "gaussian_blur",
))  # fmt: skip
to_grayscale = rgb_to_grayscale


def grayscale_to_rgb(inpt):
    """Three equal channels of one; three stay."""
    if is_pil(inpt):
        return inpt.convert("RGB")
    return of_image(inpt, lambda x: x.expand(*x.shape[:-3], 3, *x.shape[-2:]) if x.shape[-3] == 1 else x)


def permute_channels(inpt, permutation):
    """The channels in another order."""
    order = [int(p) for p in permutation]
    if is_pil(inpt):
        return to_pil_image(pil_to_tensor(inpt)[order])
    if len(order) != inpt.shape[-3]:
        raise ValueError(f"Length of permutation does not match number of channels: {len(order)} != {inpt.shape[-3]}")
    return of_image(inpt, lambda x: x[..., order, :, :])


def normalize(inpt, mean, std, inplace=False):
    """`(x - mean) / std` by channel, of float images."""
    if not isinstance(inpt, lumbre.Tensor):
        raise TypeError(f"img should be Tensor Image. Got {type(inpt)}")
    return of_image(inpt, _image.normalize, mean, std, inplace)


def gaussian_noise(inpt, mean=0.0, sigma=0.1, clip=True):
    """Adds normal noise to a float image in [0, 1], or to bytes (in units of 255)."""
    if sigma < 0:
        raise ValueError(f"sigma shouldn't be negative. Got {sigma}")

    def noisy(x):
        if not isinstance(x, lumbre.Tensor):
            raise ValueError("Gaussian Noise is not implemented for PIL images.")
        if x.dtype == lumbre.uint8:
            noise = mean * 255 + lumbre.randn_like(x, dtype=lumbre.float32) * sigma * 255
            out = x.to(lumbre.int16) + noise.to(lumbre.int16)
            return (out.clamp(0, 255) if clip else out).to(lumbre.uint8)
        if not x.is_floating_point():
            raise ValueError(f"Input tensor is expected to be in uint8 or float dtype, got dtype={x.dtype}")
        out = x + mean + lumbre.randn_like(x) * sigma
        return out.clamp(0, 1) if clip else out

    return of_image(inpt, noisy)


def erase(inpt, i, j, h, w, v, inplace=False):
    """Writes `v` into a rectangle of an image; boxes, masks and points stay."""
    if is_pil(inpt):
        return to_pil_image(_image.erase(pil_to_tensor(inpt), i, j, h, w, v))
    return of_image(inpt, _image.erase, i, j, h, w, v, inplace) if is_image(inpt) else inpt


def jpeg(inpt, quality):
    """The image after JPEG's compression (uint8 or PIL)."""

    def compressed(x):
        picture = x if is_pil(x) else to_pil_image(x)
        out = _io.BytesIO()
        picture.save(out, format="JPEG", quality=quality)
        again = pillow().Image.open(out)
        again.load()
        return again if is_pil(x) else pil_to_tensor(again)

    return of_image(inpt, compressed)


def clamp_bounding_boxes(inpt, format=None, canvas_size=None, clamping_mode="auto"):
    """Boxes cut at the borders of their canvas; plain tensors need `format` and `canvas_size`."""
    if is_pure_tensor(inpt):
        if format is None or canvas_size is None:
            raise ValueError("For pure tensor inputs, `format` and `canvas_size` have to be passed.")
        inpt = BoundingBoxes(inpt, format=format, canvas_size=canvas_size)
        return plain(clamp_bounding_boxes(inpt))
    out = clamp(corners(plain(inpt), inpt.format), inpt.canvas_size)
    return wrap(convert_bounding_box_format(out, "XYXY", inpt.format).to(inpt.dtype), like=inpt)


def clamp_keypoints(inpt, canvas_size=None):
    """Points moved onto their canvas."""
    height, width = canvas_size or inpt.canvas_size
    x, y = plain(inpt)[..., 0].clamp(0, width - 1), plain(inpt)[..., 1].clamp(0, height - 1)
    out = lumbre.stack([x, y], -1)
    return wrap(out, like=inpt) if isinstance(inpt, KeyPoints) else out


def sanitize_bounding_boxes(bounding_boxes, format=None, canvas_size=None, min_size=1.0, min_area=1.0):
    """(the boxes that are large enough and on the canvas, a mask of which those are)"""
    boxes = bounding_boxes
    if is_pure_tensor(boxes):
        if format is None or canvas_size is None:
            raise ValueError("format and canvas_size cannot be None if bounding_boxes is a pure tensor.")
        boxes = BoundingBoxes(boxes, format=format, canvas_size=canvas_size)
    x1, y1, x2, y2 = corners(plain(boxes), boxes.format).unbind(-1)
    height, width = boxes.canvas_size
    w, h = x2 - x1, y2 - y1
    valid = (w >= min_size) & (h >= min_size) & (w * h >= min_area) & (x1 >= 0) & (y1 >= 0) & (x2 <= width) & (y2 <= height)
    kept = plain(boxes)[valid]
    return (wrap(kept, like=boxes) if isinstance(bounding_boxes, BoundingBoxes) else kept), valid


def uniform_temporal_subsample(inpt, num_samples):
    """`num_samples` frames at equal distances."""
    frames = lumbre.linspace(0, inpt.shape[-4] - 1, num_samples).clamp(0, inpt.shape[-4] - 1).long()
    out = plain(inpt).index_select(-4, frames)
    return wrap(out, like=inpt) if isinstance(inpt, Video) else out


