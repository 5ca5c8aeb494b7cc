"""Functions of images (PIL, tensors, `tv_tensors.Image`), videos, masks, boxes and points."""

import inspect
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
from . import _kernels
from ._kinds import canvas_of, clamp, convert_bounding_box_format, corners, is_image, is_pure_tensor, of_image, plain

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
    if is_pil(inpt):
        raise TypeError(f"Functional F.to_dtype supports tensors, but got {type(inpt)} instead.")
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
    _, *rest = inspect.signature(known).parameters.values()
    function.__signature__ = inspect.Signature([inspect.Parameter("inpt", inspect.Parameter.POSITIONAL_OR_KEYWORD), *rest])
    return function


(
    adjust_brightness, adjust_contrast, adjust_saturation, adjust_hue, adjust_gamma, adjust_sharpness, invert, solarize, gaussian_blur,
) = map(_colour, (
    "adjust_brightness", "adjust_contrast", "adjust_saturation", "adjust_hue", "adjust_gamma", "adjust_sharpness", "invert", "solarize",
    "gaussian_blur",
))  # fmt: skip


def rgb_to_grayscale(inpt, num_output_channels=1):
    """Brightness, `0.2989 r + 0.587 g + 0.114 b`, in one channel or three equal ones."""

    def gray(x):
        out = _v1.rgb_to_grayscale(x, num_output_channels)
        return out if is_pil(x) else out.expand(*out.shape[:-3], num_output_channels, *out.shape[-2:])

    return of_image(inpt, gray)


def autocontrast(inpt):
    """Each channel stretched to the whole range."""

    def stretched(x):
        if is_pil(x):
            return _v1.autocontrast(x)
        _image.check(x, [1, 3])
        bound = _image.largest(x.dtype)
        bright = _image.as_float(x)
        low, high = (f(dim=(-2, -1), keepdim=True) for f in (bright.amin, bright.amax))
        flat = high == low
        # Rounded otherwise than the first version's.
        step = ((high - low) * (1.0 / bound)).masked_fill(flat, 1.0)
        return ((bright - low.masked_fill(flat, 0.0)) / step).clamp(0, bound).to(x.dtype)

    return of_image(inpt, stretched)


def posterize(inpt, bits):
    """The `bits` most significant bits of each value, or as many levels of floats in [0, 1]."""
    if not isinstance(bits, int) or not 0 <= bits <= 8:
        raise TypeError(f"bits must be a positive integer in the range [0, 8], got {bits} instead.")

    def fewer(x):
        if is_pil(x):
            return _v1.posterize(x, bits)
        if x.is_floating_point():
            return (x * 2**bits).floor().clamp(0, 2**bits - 1) / 2**bits
        known = _image.largest(x.dtype).bit_length()
        return x if bits >= known else x & ((2**bits - 1) << (known - bits))

    return of_image(inpt, fewer)


def equalize(inpt):
    """Every brightness about as often as any other; tensors that hold no bytes go by way of them."""

    def level(x):
        if is_pil(x):
            return _v1.equalize(x)
        if not x.numel():
            return x
        planes = _image.convert_image_dtype(x, lumbre.uint8)
        out = lumbre.stack([_image._equalized(plane) for plane in planes.reshape(-1, *x.shape[-2:])]).reshape(x.shape)
        return _image.convert_image_dtype(out, x.dtype)

    return of_image(inpt, level)


def grayscale_to_rgb(inpt):
    """Three equal channels of one; three stay."""
    if is_pil(inpt):
        return inpt.convert("RGB")
    return of_image(inpt, lambda x: x.expand(*x.shape[:-3], 3, *x.shape[-2:]) if x.shape[-3] == 1 else x)


def permute_channels(inpt, permutation):
    """The channels in another order."""
    order = [int(p) for p in permutation]
    channels = get_num_channels(inpt)
    if len(order) != channels:
        raise ValueError(f"Length of permutation does not match number of channels: {len(order)} != {channels}")
    if is_pil(inpt):
        return to_pil_image(pil_to_tensor(inpt)[order])
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
        return to_pil_image(_image.erase(pil_to_tensor(inpt), i, j, h, w, v), mode=inpt.mode)
    return of_image(inpt, _image.erase, i, j, h, w, v, inplace) if is_image(inpt) else inpt


def jpeg(image, quality):
    """The image after JPEG's compression (uint8 or PIL)."""

    def compressed(x):
        if not is_pil(x) and x.dtype is not lumbre.uint8:
            raise RuntimeError(f"jpeg: the image's dtype has to be uint8, got {x.dtype}")
        if not is_pil(x) and x.ndim > 3:
            return lumbre.stack([compressed(one) for one in x.flatten(0, -4)]).reshape(x.shape)
        picture = x if is_pil(x) else to_pil_image(x)
        out = _io.BytesIO()
        picture.save(out, format="JPEG", quality=quality)
        again = pillow().Image.open(out)
        again.load()
        return again if is_pil(x) else pil_to_tensor(again)

    return of_image(image, compressed)


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
    if is_pil(inpt):
        raise TypeError(f"Functional F.uniform_temporal_subsample supports videos, but got {type(inpt)} instead.")
    frames = lumbre.linspace(0, inpt.shape[-4] - 1, num_samples).clamp(0, inpt.shape[-4] - 1).long()
    out = plain(inpt).index_select(-4, frames)
    return wrap(out, like=inpt) if isinstance(inpt, Video) else out


def sanitize_keypoints(key_points, canvas_size=None):
    """(the points that lie on the canvas, a mask of which those are)"""
    canvas = canvas_size or getattr(key_points, "canvas_size", None)
    if canvas is None:
        raise ValueError("canvas_size cannot be None if key_points is a pure tensor.")
    x, y = plain(key_points).unbind(-1)
    valid = (x >= 0) & (x < canvas[1]) & (y >= 0) & (y < canvas[0])
    valid = valid.flatten(1).all(1) if valid.ndim > 1 else valid
    kept = plain(key_points)[valid]
    return (wrap(kept, like=key_points) if isinstance(key_points, KeyPoints) else kept), valid


for _name in (*_kernels.GENERAL, "convert_image_dtype", "clamp_bounding_boxes", "clamp_keypoints"):
    globals()[_name] = _kernels.open_to_new_kinds(globals()[_name])
hflip, vflip, elastic_transform, to_grayscale = horizontal_flip, vertical_flip, elastic, rgb_to_grayscale
get_size_bounding_boxes = get_size_keypoints = get_size
globals().update(_kernels.kernels(globals()))
register_kernel = _kernels.registrar(globals())
