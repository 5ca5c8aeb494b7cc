"""Functions of images: PIL images, or tensors (..., channel, height, width), float in [0, 1] or integers of full range.

The names, arguments and values are those of `torchvision.transforms.functional`.
"""

import math
import numbers

import numpy as np

import lumbre
from lumbre import Tensor

from .._pil import is_pil, pillow
from . import _image, _pictures, _warp
from ._modes import InterpolationMode, as_mode, pil_modes_mapping

_is_pil_image = is_pil


def _of(img):
    """The functions for this kind of image."""
    if isinstance(img, Tensor):
        return _image
    if is_pil(img):
        return _pictures
    raise TypeError(f"img should be PIL Image or Tensor. Got {type(img)}")


def get_dimensions(img):
    """[channels, height, width] of an image."""
    return _of(img).dimensions(img)


def get_image_size(img):
    """[width, height] of an image."""
    return get_dimensions(img)[:0:-1]


def get_image_num_channels(img):
    """The number of channels of an image."""
    return get_dimensions(img)[0]


def _is_numpy(img):
    return isinstance(img, np.ndarray)


def _is_numpy_image(img):
    return img.ndim in (2, 3)


def _pixels(pic):
    """A picture's numbers as (height, width, channel)."""
    known = {"I": np.int32, "F": np.float32}
    data = np.array(pic, dtype=known.get(pic.mode))
    if pic.mode == "I;16":
        data = data.astype(np.int16)
    return data[:, :, None] if data.ndim == 2 else data


def to_tensor(pic):
    """A PIL image or array (height, width, channel) as tensor (channel, height, width); bytes become floats in [0, 1]."""
    if not (is_pil(pic) or _is_numpy(pic)):
        raise TypeError(f"pic should be PIL Image or ndarray. Got {type(pic)}")
    if _is_numpy(pic) and not _is_numpy_image(pic):
        raise ValueError(f"pic should be 2/3 dimensional. Got {pic.ndim} dimensions.")
    data = (pic[:, :, None] if pic.ndim == 2 else pic) if _is_numpy(pic) else _pixels(pic)
    if data.dtype == np.bool_ and not _is_numpy(pic):
        data = 255 * data.astype(np.uint8)
    img = lumbre.from_numpy(np.ascontiguousarray(data.transpose(2, 0, 1)))
    return img.to(lumbre.get_default_dtype()).div_(255) if img.dtype == lumbre.uint8 else img


def pil_to_tensor(pic):
    """A PIL image as tensor (channel, height, width) of its own type, without scaling."""
    if not is_pil(pic):
        raise TypeError(f"pic should be PIL Image. Got {type(pic)}")
    data = np.array(pic, copy=True)
    return lumbre.as_tensor(data[:, :, None] if data.ndim == 2 else data).permute(2, 0, 1)


def convert_image_dtype(image, dtype=lumbre.float):
    """The image in another type, its values scaled to that type's range."""
    if not isinstance(image, Tensor):
        raise TypeError("Input img should be Tensor Image")
    return _image.convert_image_dtype(image, dtype)


# The modes that a picture of so many channels may get; the first is taken unless one is named.
_MODES = {2: ("LA",), 3: ("RGB", "YCbCr", "HSV"), 4: ("RGBA", "CMYK", "RGBX")}
_SINGLE = {"uint8": "L", "int16": "I;16", "int32": "I", "float32": "F"}


def to_pil_image(pic, mode=None):
    """A tensor (channel, height, width) or array (height, width, channel) as PIL image. Floats are taken as in [0, 1]."""
    if not (isinstance(pic, Tensor) or _is_numpy(pic)):
        raise TypeError(f"pic should be Tensor or ndarray. Got {type(pic)}.")
    if pic.ndim not in (2, 3):
        raise ValueError(f"pic should be 2/3 dimensional. Got {pic.ndim} dimensions.")
    if isinstance(pic, Tensor):
        pic = pic.unsqueeze(0) if pic.ndim == 2 else pic
        if pic.is_floating_point() and mode != "F":
            pic = pic.mul(255).to(lumbre.uint8)
        data = pic.detach().cpu().permute(1, 2, 0).numpy()
    else:
        data = pic[:, :, None] if pic.ndim == 2 else pic
    channels = data.shape[2]
    if channels > 4:
        raise ValueError(f"pic should not have > 4 channels. Got {channels} channels.")
    if channels == 1:
        expected = _SINGLE.get(str(data.dtype))
        if mode is not None and mode != expected:
            raise ValueError(f"Incorrect mode ({mode}) supplied for input type {data.dtype}. Should be {expected}")
        if expected is None:
            raise TypeError(f"Input type {data.dtype} is not supported")
        data, mode = np.ascontiguousarray(data[:, :, 0]), expected
    else:
        permitted = _MODES[channels]
        if mode is not None and mode not in permitted:
            raise ValueError(f"Only modes {permitted} are supported for {channels}D inputs")
        if mode is None and data.dtype != np.uint8:
            raise TypeError(f"Input type {data.dtype} is not supported")
        data, mode = np.ascontiguousarray(data), mode or permitted[0]
    image = pillow().Image
    if mode in ("YCbCr", "HSV", "CMYK", "RGBX"):
        # Bytes alone do not say which of these they are.
        return image.frombytes(mode, data.shape[1::-1], data.tobytes())
    return image.fromarray(data)


def normalize(tensor, mean, std, inplace=False):
    """`(tensor - mean) / std` by channel, for float tensors."""
    if not isinstance(tensor, Tensor):
        raise TypeError(f"img should be Tensor Image. Got {type(tensor)}")
    return _image.normalize(tensor, mean, std, inplace)


def _compute_resized_output_size(image_size, size, max_size=None, allow_size_none=False):
    """[height, width] after resizing: `size` is both, or the shorter side; `max_size` bounds the longer."""
    h, w = image_size
    short, long = (w, h) if w <= h else (h, w)
    if size is None:
        if not allow_size_none or max_size is None:
            raise ValueError("This should never happen!!")
        new_short, new_long = int(max_size * short / long), max_size
    elif len(size) == 2:
        return list(size)
    else:
        new_short, new_long = size[0], int(size[0] * long / short)
        if max_size is not None:
            if max_size <= size[0]:
                raise ValueError(
                    f"max_size = {max_size} must be strictly greater than the requested size for the smaller edge size = {size[0]}"
                )
            if new_long > max_size:
                new_short, new_long = int(max_size * new_short / new_long), max_size
    return [new_long, new_short] if w <= h else [new_short, new_long]


def resize(img, size, interpolation=InterpolationMode.BILINEAR, max_size=None, antialias=True):
    """Resizes to [height, width], or so that the shorter side is `size` (and the longer at most `max_size`)."""
    mode = as_mode(interpolation)
    size = [size] if isinstance(size, int) else size
    if len(size) not in (1, 2):
        raise ValueError(f"Size must be an int or a 1 or 2 element tuple/list, not a {len(size)} element tuple/list")
    if max_size is not None and len(size) != 1:
        raise ValueError("max_size should only be passed if size specifies the length of the smaller edge, i.e. size should be an int or a sequence of length 1 in torchscript mode.")
    _, h, w = get_dimensions(img)
    size = _compute_resized_output_size((h, w), size, max_size)
    if size == [h, w]:
        return img
    if not isinstance(img, Tensor):
        return _pictures.resize(img, size, pil_modes_mapping[mode])
    return _image.resize(img, size, mode.value, antialias)


def pad(img, padding, fill=0, padding_mode="constant"):
    """Adds a border: one number, (left and right, top and bottom), or (left, top, right, bottom). Modes: constant, edge, reflect, symmetric."""
    return _of(img).pad(img, padding, fill, padding_mode)


def crop(img, top, left, height, width):
    """The rectangle whose upper left corner is (top, left); what lies outside of the image is 0."""
    return _of(img).crop(img, top, left, height, width)


def center_crop(img, output_size):
    """The rectangle [height, width] in the middle, of an image padded with 0 where it is smaller."""
    th, tw = (output_size, output_size) if isinstance(output_size, numbers.Number) else (output_size[0], output_size[-1])
    th, tw = int(th), int(tw)
    _, h, w = get_dimensions(img)
    if tw > w or th > h:
        more_w, more_h = max(tw - w, 0), max(th - h, 0)
        img = pad(img, [more_w // 2, more_h // 2, (more_w + 1) // 2, (more_h + 1) // 2], fill=0)
        _, h, w = get_dimensions(img)
        if (th, tw) == (h, w):
            return img
    return crop(img, int(round((h - th) / 2.0)), int(round((w - tw) / 2.0)), th, tw)


def resized_crop(img, top, left, height, width, size, interpolation=InterpolationMode.BILINEAR, antialias=True):
    """A rectangle of the image, resized."""
    return resize(crop(img, top, left, height, width), size, interpolation, antialias=antialias)


def hflip(img):
    """Left and right exchanged."""
    return _of(img).hflip(img)


def vflip(img):
    """Top and bottom exchanged."""
    return _of(img).vflip(img)


def five_crop(img, size):
    """The four corners (upper left, upper right, lower left, lower right) and the centre."""
    h, w = (int(size), int(size)) if isinstance(size, numbers.Number) else (size[0], size[-1])
    _, height, width = get_dimensions(img)
    if w > width or h > height:
        raise ValueError(f"Requested crop size {size} is bigger than input size {(height, width)}")
    corners = [crop(img, top, left, h, w) for top in (0, height - h) for left in (0, width - w)]
    return (*corners, center_crop(img, [h, w]))


def ten_crop(img, size, vertical_flip=False):
    """Five crops of the image, and of the flipped image."""
    return five_crop(img, size) + five_crop(vflip(img) if vertical_flip else hflip(img), size)


def _centre(img, center):
    """The middle of a map relative to the image's, as grids of tensors count."""
    _, h, w = get_dimensions(img)
    return [0.0, 0.0] if center is None else [1.0 * (c - s * 0.5) for c, s in zip(center, (w, h))]


def rotate(img, angle, interpolation=InterpolationMode.NEAREST, expand=False, center=None, fill=None):
    """Turns by `angle` degrees, counter-clockwise. `expand` makes the image large enough to hold everything; `center`: (x, y)."""
    if not isinstance(angle, numbers.Number):
        raise TypeError("Argument angle should be int or float")
    if center is not None and not isinstance(center, (list, tuple)):
        raise TypeError("Argument center should be a sequence")
    mode = as_mode(interpolation)
    if not isinstance(img, Tensor):
        _of(img)
        return _pictures.rotate(img, angle, pil_modes_mapping[mode], expand, center, fill)
    matrix = _warp.affine_matrix(_centre(img, center), -angle, [0.0, 0.0], 1.0, [0.0, 0.0])
    return _warp.rotate(img, matrix, mode.value, expand, fill)


def _shear(shear):
    if not isinstance(shear, (numbers.Number, list, tuple)):
        raise TypeError("Shear should be either a single value or a sequence of two values")
    shear = [shear, 0.0] if isinstance(shear, numbers.Number) else list(shear)
    if len(shear) not in (1, 2):
        raise ValueError(f"Shear should be a sequence containing two values. Got {shear}")
    return shear if len(shear) == 2 else shear * 2


def affine(img, angle, translate, scale, shear, interpolation=InterpolationMode.NEAREST, fill=None, center=None):
    """Turns (degrees, clockwise), shears (degrees in x and y), scales, then shifts by `translate` = (x, y) pixels."""
    if not isinstance(angle, (int, float)):
        raise TypeError("Argument angle should be int or float")
    if not isinstance(translate, (list, tuple)):
        raise TypeError("Argument translate should be a sequence")
    if len(translate) != 2:
        raise ValueError("Argument translate should be a sequence of length 2")
    if scale <= 0.0:
        raise ValueError("Argument scale should be positive")
    mode, shear = as_mode(interpolation), _shear(shear)
    if not isinstance(img, Tensor):
        _, h, w = get_dimensions(img)
        matrix = _warp.affine_matrix([w * 0.5, h * 0.5] if center is None else center, angle, translate, scale, shear)
        return _pictures.affine(img, matrix, pil_modes_mapping[mode], fill)
    matrix = _warp.affine_matrix(_centre(img, center), angle, [1.0 * t for t in translate], scale, shear)
    return _warp.affine(img, matrix, mode.value, fill)


def perspective(img, startpoints, endpoints, interpolation=InterpolationMode.BILINEAR, fill=None):
    """The projective map that takes four corners (x, y) of the input to four points of the output."""
    coefficients, mode = _warp.perspective_coefficients(startpoints, endpoints), as_mode(interpolation)
    if not isinstance(img, Tensor):
        _of(img)
        return _pictures.perspective(img, coefficients, pil_modes_mapping[mode], fill)
    return _warp.perspective(img, coefficients, mode.value, fill)


_get_perspective_coeffs, _get_inverse_affine_matrix = _warp.perspective_coefficients, _warp.affine_matrix


def _by_tensor(img, function):
    """A tensor's function of a PIL image too."""
    if isinstance(img, Tensor):
        return function(img)
    _of(img)
    return to_pil_image(function(pil_to_tensor(img)), mode=img.mode)


def elastic_transform(img, displacement, interpolation=InterpolationMode.BILINEAR, fill=None):
    """Moves each pixel by `displacement` (1, height, width, 2), in units of half the image."""
    if not isinstance(displacement, Tensor):
        raise TypeError("Argument displacement should be a Tensor")
    mode = as_mode(interpolation)
    _, h, w = get_dimensions(img)
    if displacement.shape != (1, h, w, 2):
        raise ValueError(f"Argument displacement shape should be {(1, h, w, 2)}, but given {tuple(displacement.shape)}")
    return _by_tensor(img, lambda x: _warp.elastic(x, displacement, mode.value, fill))


def adjust_brightness(img, brightness_factor):
    """0 gives black, 1 the image, 2 twice its brightness."""
    return _of(img).adjust_brightness(img, brightness_factor)


def adjust_contrast(img, contrast_factor):
    """0 gives the mean grey, 1 the image."""
    return _of(img).adjust_contrast(img, contrast_factor)


def adjust_saturation(img, saturation_factor):
    """0 gives grey, 1 the image."""
    return _of(img).adjust_saturation(img, saturation_factor)


def adjust_hue(img, hue_factor):
    """Turns the circle of colours; `hue_factor` in [-0.5, 0.5], a whole turn being 1."""
    if not -0.5 <= hue_factor <= 0.5:
        raise ValueError(f"hue_factor ({hue_factor}) is not in [-0.5, 0.5].")
    return _of(img).adjust_hue(img, hue_factor)


def adjust_gamma(img, gamma, gain=1):
    """`gain * img ** gamma`, for values in [0, 1]."""
    return _of(img).adjust_gamma(img, gamma, gain)


def adjust_sharpness(img, sharpness_factor):
    """0 gives a blurred image, 1 the image, 2 a sharper one."""
    return _of(img).adjust_sharpness(img, sharpness_factor)


def rgb_to_grayscale(img, num_output_channels=1):
    """Brightness, `0.2989 r + 0.587 g + 0.114 b`, in one channel or three equal ones."""
    return _of(img).grayscale(img, num_output_channels)


def to_grayscale(img, num_output_channels=1):
    """`rgb_to_grayscale` of a PIL image."""
    if is_pil(img):
        return _pictures.grayscale(img, num_output_channels)
    raise TypeError("Input should be PIL Image")


def erase(img, i, j, h, w, v, inplace=False):
    """Writes `v` into the rectangle of height `h` and width `w` whose corner is (i, j)."""
    if not isinstance(img, Tensor):
        raise TypeError(f"img should be Tensor Image. Got {type(img)}")
    return _image.erase(img, i, j, h, w, v, inplace=inplace)


def gaussian_blur(img, kernel_size, sigma=None):
    """Blurs by a bell; `kernel_size` (x, y) is odd, `sigma` in pixels is `0.15 size + 0.35` unless given."""
    sizes = [kernel_size] * 2 if isinstance(kernel_size, int) else list(kernel_size)
    if len(sizes) != 2:
        raise ValueError(f"If kernel_size is a sequence its length should be 2. Got {len(sizes)}")
    if any(k % 2 == 0 or k < 0 for k in sizes):
        raise ValueError(f"kernel_size should have odd and positive integers. Got {sizes}")
    sigma = [k * 0.15 + 0.35 for k in sizes] if sigma is None else [float(sigma)] * 2 if isinstance(sigma, numbers.Number) else list(sigma)
    sigma = sigma * 2 if len(sigma) == 1 else sigma
    if len(sigma) != 2:
        raise ValueError(f"If sigma is a sequence, its length should be 2. Got {len(sigma)}")
    if any(s <= 0.0 or math.isnan(s) for s in sigma):
        raise ValueError(f"sigma should have positive values. Got {sigma}")
    return _by_tensor(img, lambda x: _image.gaussian_blur(x, sizes, sigma))


def invert(img):
    """The negative."""
    return _of(img).invert(img)


def posterize(img, bits):
    """Keeps the upper `bits` of each byte."""
    if not 0 <= bits <= 8:
        raise ValueError(f"The number if bits should be between 0 and 8. Got {bits}")
    return _of(img).posterize(img, bits)


def solarize(img, threshold):
    """The negative of all values from `threshold` on."""
    return _of(img).solarize(img, threshold)


def autocontrast(img):
    """Stretches each channel to the full range."""
    return _of(img).autocontrast(img)


def equalize(img):
    """Makes each channel's histogram level."""
    return _of(img).equalize(img)
