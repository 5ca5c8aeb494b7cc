"""Flips, crops, sizes and maps of images together with their masks, boxes and points."""

import lumbre

from ... import _image, _warp
from ... import functional as F
from ..._modes import InterpolationMode, as_mode, pil_modes_mapping
from ...._pil import is_pil
from ..._image import sides
from ... import _pictures
from ._kinds import canvas_of, is_image, moved, of_image

_NEAREST, _BILINEAR = InterpolationMode.NEAREST, InterpolationMode.BILINEAR


def _flipped(width, axis):
    """Mirrors one coordinate of points between 0 and `width`."""

    def points(p):
        p = p.clone()
        p[..., axis] = width - p[..., axis]
        return p

    return points


def horizontal_flip(inpt):
    """Left and right exchanged."""
    width = canvas_of(inpt)[1]
    return moved(inpt, F.hflip, _flipped(width, 0), pixels=_flipped(width - 1, 0), held=False)


def vertical_flip(inpt):
    """Top and bottom exchanged."""
    height = canvas_of(inpt)[0]
    return moved(inpt, F.vflip, _flipped(height, 1), pixels=_flipped(height - 1, 1), held=False)


def _scaled(x, y):
    return lambda p: p * lumbre.tensor([x, y], dtype=p.dtype, device=p.device)


def _shifted(x, y):
    return lambda p: p + lumbre.tensor([x, y], dtype=p.dtype, device=p.device)


def _pixels(function):
    """The function of images of any rank: a video's frames are a batch."""
    return lambda x: function(x) if is_pil(x) or x.ndim <= 4 else function(x.flatten(0, -4)).unflatten(0, x.shape[:-3])


def _resized(img, size, interpolation, antialias):
    """Unlike the functions of version 1, bytes are summed as whole numbers."""
    mode = as_mode(interpolation).value
    if isinstance(img, lumbre.Tensor) and img.dtype == lumbre.uint8 and mode in ("bilinear", "bicubic") and size != list(img.shape[-2:]):
        return _image.resize(img, size, mode, antialias, whole=True)
    return F.resize(img, size, interpolation, antialias=antialias)


def resize(inpt, size, interpolation=_BILINEAR, max_size=None, antialias=True):
    """Resizes to [height, width], or so that the shorter side is `size` (and the longer at most `max_size`; `size` None: exactly)."""
    size = [size] if isinstance(size, int) else size
    old = canvas_of(inpt)
    new = F._compute_resized_output_size(old, size, max_size, allow_size_none=True)
    image = _pixels(lambda x: _resized(x, new, interpolation, antialias))
    mask = lambda x: F.resize(x, new, _NEAREST)  # noqa: E731
    return moved(inpt, image, _scaled(new[1] / old[1], new[0] / old[0]), new, mask, held=False)


def crop(inpt, top, left, height, width):
    """The rectangle whose upper left corner is (top, left)."""
    return moved(inpt, lambda x: F.crop(x, top, left, height, width), _shifted(-left, -top), (height, width))


def center_crop(inpt, output_size):
    """The rectangle [height, width] in the middle, padded where the image is smaller."""
    size = [output_size] * 2 if isinstance(output_size, int) else [output_size[0], output_size[-1]]
    h, w = canvas_of(inpt)
    top, left = (int(round((n - m) / 2.0)) for n, m in ((h, size[0]), (w, size[1])))
    return moved(inpt, lambda x: F.center_crop(x, size), _shifted(-left, -top), tuple(size))


def resized_crop(inpt, top, left, height, width, size, interpolation=_BILINEAR, antialias=True):
    """A rectangle, resized."""
    return resize(crop(inpt, top, left, height, width), size, interpolation, antialias=antialias)


def pad(inpt, padding, fill=None, padding_mode="constant"):
    """Adds a border: one number, (left and right, top and bottom), or (left, top, right, bottom)."""
    left, top, right, bottom = sides(padding)
    if padding_mode != "constant" and not is_image(inpt) and not hasattr(inpt, "canvas_size") and padding_mode not in ("edge", "reflect", "symmetric"):
        raise ValueError(f"Padding mode '{padding_mode}' is not supported")
    h, w = canvas_of(inpt)
    image = _pixels(lambda x: F.pad(x, padding, 0 if fill is None else fill, padding_mode))
    mask = lambda x: F.pad(x, padding, fill[0] if isinstance(fill, (list, tuple)) else fill or 0, padding_mode)  # noqa: E731
    return moved(inpt, image, _shifted(left, top), (h + top + bottom, w + left + right), mask)


def _mapped(matrix):
    """Points through an affine map of six numbers."""

    def points(p):
        m = lumbre.tensor(matrix, dtype=p.dtype, device=p.device).view(2, 3)
        return p @ m[:, :2].T + m[:, 2]

    return points


def affine(inpt, angle, translate, scale, shear, interpolation=_NEAREST, fill=None, center=None):
    """Turns, shears and scales around the centre, then shifts."""
    h, w = canvas_of(inpt)
    forward = _warp.affine_matrix([w * 0.5, h * 0.5] if center is None else center, angle, translate, scale, F._shear(shear), inverted=False)
    args = angle, list(translate), scale, shear
    image = _pixels(lambda x: F.affine(x, *args, interpolation, fill, center))
    return moved(inpt, image, _mapped(forward), mask=lambda x: F.affine(x, *args, _NEAREST, fill, center))


def rotate(inpt, angle, interpolation=_NEAREST, expand=False, center=None, fill=None):
    """Turns counter-clockwise by `angle` degrees; `expand` makes room for everything."""
    h, w = canvas = canvas_of(inpt)
    center = None if expand else center
    pivot = [w * 0.5, h * 0.5] if center is None else center
    forward, points = _warp.affine_matrix(pivot, -angle, [0.0, 0.0], 1.0, [0.0, 0.0], inverted=False), None
    points = _mapped(forward)
    if expand:
        corner = points(lumbre.tensor([[0.0, 0.0], [0.0, h], [w, h], [w, 0.0]])).amin(0)
        forward[2], forward[5] = forward[2] - float(corner[0]), forward[5] - float(corner[1])
        points = _mapped(forward)
        new = _warp.rotated_size(_warp.affine_matrix([0.0, 0.0], -angle, [0.0, 0.0], 1.0, [0.0, 0.0]), w, h)
        canvas = new[1], new[0]
    image = _pixels(lambda x: F.rotate(x, angle, interpolation, expand, center, fill))
    return moved(inpt, image, points, canvas, mask=lambda x: F.rotate(x, angle, _NEAREST, expand, center, fill))


def _projected(c):
    """Points through the inverse of a projective map of eight numbers."""
    inverse = lumbre.linalg.inv(lumbre.tensor([*c, 1.0], dtype=lumbre.float64).view(3, 3))

    def points(p):
        m = inverse.to(p.dtype).to(p.device)
        return (p @ m[:2, :2].T + m[:2, 2]) / (p @ m[2:, :2].T + m[2, 2])

    return points


def perspective(inpt, startpoints, endpoints, interpolation=_BILINEAR, fill=None, coefficients=None):
    """The projective map that takes four corners of the input to four points of the output, or the one with these coefficients."""
    if coefficients is None:
        coefficients = _warp.perspective_coefficients(startpoints, endpoints)
    elif startpoints is not None and endpoints is not None:
        raise ValueError("The startpoints/endpoints and the coefficients shouldn't be defined concurrently.")
    elif len(coefficients) != 8:
        raise ValueError("Argument coefficients should have 8 float values")

    def picture(x, mode):
        if is_pil(x):
            return _pictures.perspective(x, coefficients, pil_modes_mapping[mode], fill)
        return _warp.perspective(x, coefficients, mode.value, fill)

    image = _pixels(lambda x: picture(x, as_mode(interpolation)))
    return moved(inpt, image, _projected(coefficients), mask=lambda x: picture(x, _NEAREST))


def _displaced(displacement, canvas, whole):
    """Points moved against the displacement, which is nearly its inverse."""
    inverse = _warp.identity_grid(*canvas) - displacement.to("cpu")

    def points(p):
        index = (p.ceil() if whole else p).to(lumbre.int64)
        x, y = index[..., 0].clamp(0, canvas[1] - 1), index[..., 1].clamp(0, canvas[0] - 1)
        size = lumbre.tensor([canvas[1], canvas[0]], dtype=inverse.dtype)
        return ((inverse[0, y, x] + 1) * (0.5 * size) - 0.5).to(p.dtype)

    return points


def elastic(inpt, displacement, interpolation=_BILINEAR, fill=None):
    """Moves each pixel by `displacement` (1, height, width, 2), in units of half the image."""
    canvas = canvas_of(inpt)
    if not isinstance(displacement, lumbre.Tensor):
        raise TypeError("Argument displacement should be a Tensor")
    if tuple(displacement.shape) != (1, *canvas, 2):
        raise ValueError(f"Argument displacement shape should be {(1, *canvas, 2)}, but given {displacement.shape}")
    image = _pixels(lambda x: F.elastic_transform(x, displacement, interpolation, fill))
    mask = lambda x: F.elastic_transform(x, displacement, _NEAREST, fill)  # noqa: E731
    return moved(inpt, image, _displaced(displacement, canvas, True), mask=mask, pixels=_displaced(displacement, canvas, False))


def five_crop(inpt, size):
    """The four corners and the centre."""
    return of_image(inpt, F.five_crop, size)


def ten_crop(inpt, size, vertical_flip=False):
    """Five crops of the image and of the flipped image."""
    return of_image(inpt, F.ten_crop, size, vertical_flip)
