"""Affine, perspective and elastic maps of images that are tensors."""

import math

import lumbre
from lumbre.nn import functional as nnf

from ._image import as_float, check, dimensions, restore


def affine_matrix(center, angle, translate, scale, shear, inverted=True):
    """The six numbers of the map `translate . center . rotate . shear . scale . -center`, or of its inverse. Angles in degrees."""
    rot, sx, sy = math.radians(angle), math.radians(shear[0]), math.radians(shear[1])
    (cx, cy), (tx, ty) = center, translate
    a = math.cos(rot - sy) / math.cos(sy)
    b = -math.cos(rot - sy) * math.tan(sx) / math.cos(sy) - math.sin(rot)
    c = math.sin(rot - sy) / math.cos(sy)
    d = -math.sin(rot - sy) * math.tan(sx) / math.cos(sy) + math.cos(rot)
    if inverted:
        m = [x / scale for x in (d, -b, 0.0, -c, a, 0.0)]
        x, y, out_x, out_y = -cx - tx, -cy - ty, cx, cy
    else:
        m = [x * scale for x in (a, b, 0.0, c, d, 0.0)]
        x, y, out_x, out_y = -cx, -cy, cx + tx, cy + ty
    m[2] += m[0] * x + m[1] * y + out_x
    m[5] += m[3] * x + m[4] * y + out_y
    return m


def perspective_coefficients(startpoints, endpoints):
    """The eight numbers of the projective map that takes the four end points to the start points (output to input)."""
    if len(startpoints) != 4 or len(endpoints) != 4:
        raise ValueError(f"Please provide exactly four corners, got {len(startpoints)} startpoints and {len(endpoints)} endpoints.")
    rows = []
    for (x, y), (u, v) in zip(endpoints, startpoints):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    right = lumbre.tensor(startpoints, dtype=lumbre.float64).view(8, 1)
    return lumbre.linalg.lstsq(lumbre.tensor(rows, dtype=lumbre.float64), right).solution.to(lumbre.float32).view(8).tolist()


def _check(img, interpolation, fill, modes=("nearest", "bilinear")):
    check(img)
    if isinstance(fill, (tuple, list)) and len(fill) > 1 and len(fill) != dimensions(img)[0]:
        raise ValueError(
            "The number of elements in 'fill' cannot broadcast to match the number of channels of the image "
            f"({len(fill)} != {dimensions(img)[0]})"
        )
    if interpolation not in modes:
        raise ValueError(f"Interpolation mode '{interpolation}' is unsupported with Tensor input")


# Whole numbers of more bits are not all numbers of single precision.
_EXACT = (lumbre.uint8, lumbre.int8, lumbre.int16)


def sample(img, grid, mode, fill):
    """The image at the places of a grid (1, height, width, 2) in [-1, 1]; `fill` where a place lies outside."""
    nearest = mode == "nearest"
    if nearest and not img.is_floating_point() and img.dtype not in _EXACT:
        return _nearest(img, grid[0], fill)
    batch = as_float(img, grid.dtype).to(grid.dtype).reshape(-1, *dimensions(img))
    grid = grid.expand(batch.shape[0], -1, -1, -1)
    colours = None if fill is None else list(fill) if isinstance(fill, (tuple, list)) else [float(fill)]
    # Outside is 0 anyway, but where it meets the image that is not yet weighed.
    plain = colours is None or nearest and not any(colours)
    if not plain:
        # A plane of ones shows what share of a place lies inside.
        batch = lumbre.cat((batch, lumbre.ones_like(batch[:, :1])), dim=1)
    out = nnf.grid_sample(batch, grid, mode=mode, padding_mode="zeros", align_corners=False)
    if not plain:
        inside, out = out[:, -1:], out[:, :-1]
        colour = lumbre.tensor(colours, dtype=out.dtype, device=out.device).view(1, -1, 1, 1)
        if nearest:
            out = lumbre.where(inside > 0.5, out, colour)
        else:
            out = out * inside + (1.0 - inside) * colour if any(colours) else out * inside
    return restore(out.reshape(*img.shape[:-2], *out.shape[-2:]), img.dtype)


def _nearest(img, grid, fill):
    """The pixels nearest to the places of a grid (height, width, 2): numbers are moved, not computed with."""
    h, w = img.shape[-2:]
    # Halves go to the even pixel, as in `grid_sample`.
    x, y = (((grid[..., i] + 1) * n - 1).div_(2).round_() for i, n in ((0, w), (1, h)))
    inside = (x >= 0) & (x < w) & (y >= 0) & (y < h)
    at = y.clamp_(0, h - 1).to(lumbre.int64) * w + x.clamp_(0, w - 1).to(lumbre.int64)
    planes = img.flatten(-2)
    out = planes.gather(-1, at.view(-1).expand(*planes.shape[:-1], -1)).reshape(*img.shape[:-2], *at.shape)
    colours = list(fill) if isinstance(fill, (tuple, list)) else [0.0 if fill is None else float(fill)]
    colour = restore(lumbre.tensor(colours, dtype=lumbre.float32, device=img.device), img.dtype).view(-1, 1, 1)
    return lumbre.where(inside, out, colour)


def _lines(width, height, dtype, device, x0, y0):
    """x of each column and y of each row."""
    x = lumbre.linspace(x0, x0 + width - 1, steps=width, dtype=dtype, device=device)
    return x, lumbre.linspace(y0, y0 + height - 1, steps=height, dtype=dtype, device=device)[:, None]


def _grid(lines, rows, size, below=None):
    """(1, height, width, 2): for each of two rows (a, b, c), `(a x + b y + c) / (size / 2)`, over `below` less 1 where that is given."""
    x, y = lines
    out = lumbre.empty(y.shape[0], x.shape[0], 2, dtype=x.dtype, device=x.device)
    for i, (row, n) in enumerate(zip(rows, size)):
        # Rounded to the grid's own precision first.
        a, b, c = (lumbre.tensor(row, dtype=x.dtype) / (0.5 * n)).tolist()
        plane = x * a + (y * b + c)
        out[..., i] = plane if below is None else plane.div_(below).sub_(1.0)
    return out[None]


def affine(img, matrix, interpolation="nearest", fill=None, size=None):
    """`matrix` takes places of the output, counted from its centre, to those of the input; `size`: (width, height) of the output."""
    _check(img, interpolation, fill)
    dtype = img.dtype if img.is_floating_point() else lumbre.float32
    h, w = img.shape[-2:]
    out_w, out_h = size or (w, h)
    lines = _lines(out_w, out_h, dtype, img.device, 0.5 - out_w * 0.5, 0.5 - out_h * 0.5)
    return sample(img, _grid(lines, (matrix[:3], matrix[3:]), (w, h)), interpolation, fill)


def rotated_size(matrix, width, height):
    """(width, height) of the rectangle around a rotated one."""
    corners = lumbre.tensor([[x * width, y * height, 1.0] for x, y in ((-0.5, -0.5), (-0.5, 0.5), (0.5, 0.5), (0.5, -0.5))])
    moved = corners @ lumbre.tensor(matrix).view(2, 3).T
    half = lumbre.tensor((width * 0.5, height * 0.5))
    # Rounding must not make a whole number the next one.
    low, high = (((moved.amin(0) + half) / 1e-4).trunc() * 1e-4).floor(), (((moved.amax(0) + half) / 1e-4).trunc() * 1e-4).ceil()
    return tuple(int(v) for v in high - low)


def rotate(img, matrix, interpolation="nearest", expand=False, fill=None):
    size = rotated_size(matrix, img.shape[-1], img.shape[-2]) if expand else None
    return affine(img, matrix, interpolation, fill, size)


def perspective(img, coefficients, interpolation="bilinear", fill=None):
    _check(img, interpolation, fill)
    dtype = img.dtype if img.is_floating_point() else lumbre.float32
    h, w = img.shape[-2:]
    a, b, c, d, e, f, g, k = coefficients
    lines = _lines(w, h, dtype, img.device, 0.5, 0.5)
    below = lines[0] * g + (lines[1] * k + 1.0)
    return sample(img, _grid(lines, ((a, b, c), (d, e, f)), (w, h), below), interpolation, fill)


def identity_grid(height, width):
    """(1, height, width, 2): each pixel's own place in [-1, 1]."""
    y, x = (lumbre.linspace((1 - n) / n, (n - 1) / n, n) for n in (height, width))
    y, x = lumbre.meshgrid(y, x, indexing="ij")
    return lumbre.stack([x, y], -1).unsqueeze(0)


def elastic(img, displacement, interpolation="bilinear", fill=None):
    _check(img, interpolation, fill, ("nearest", "bilinear", "bicubic"))
    grid = identity_grid(*img.shape[-2:]).to(img.device) + displacement.to(img.device)
    return sample(img, grid.to(img.dtype if img.is_floating_point() else lumbre.float32), interpolation, fill)
