"""Flips, crops, colours and contrast of images that are tensors: (..., channel, height, width), float in [0, 1] or integers of full range."""

import math

import lumbre
from lumbre.nn import functional as nnf

_LARGEST = {"uint8": 255, "int8": 127, "int16": 32767, "uint16": 65535, "int32": 2**31 - 1, "int64": 2**63 - 1}


def largest(dtype):
    """The value that stands for full brightness."""
    return _LARGEST.get(str(dtype).rpartition(".")[2], 1)


def check(img, channels=None, least=2):
    """Refuses what is no image, or one without the wanted number of channels."""
    if img.ndim < least:
        raise TypeError("Tensor is not a torch image." if least == 2 else f"Input image tensor should have at least {least} dimensions, but found {img.ndim}")
    if channels is not None and dimensions(img)[0] not in channels:
        raise TypeError(f"Input image tensor permitted channel values are {channels}, but found {dimensions(img)[0]}")


def dimensions(img):
    """[channels, height, width]"""
    check(img)
    return [1 if img.ndim == 2 else img.shape[-3], *img.shape[-2:]]


def as_float(img, to=lumbre.float32):
    """The image as float numbers, unscaled."""
    return img if img.is_floating_point() else img.to(to)


def restore(img, dtype):
    """Float numbers in an image's own type, rounded where that holds integers."""
    if img.dtype == dtype:
        return img
    return (img if dtype.is_floating_point else img.round()).to(dtype)


def convert_image_dtype(image, dtype=lumbre.float):
    if image.dtype == dtype:
        return image
    if image.is_floating_point():
        if dtype.is_floating_point:
            return image.to(dtype)
        if dtype in (lumbre.int64,) + (() if image.dtype == lumbre.float64 else (lumbre.int32,)):
            raise RuntimeError(f"The cast from {image.dtype} to {dtype} cannot be performed safely.")
        # Equal shares of [0, 1] for all integers, the largest included.
        return image.mul(largest(dtype) + 1.0 - 1e-3).to(dtype)
    if dtype.is_floating_point:
        return image.to(dtype) / largest(image.dtype)
    have, want = largest(image.dtype), largest(dtype)
    if have > want:
        return image.div((have + 1) // (want + 1), rounding_mode="floor").to(dtype)
    return image.to(dtype) * ((want + 1) // (have + 1))


def hflip(img):
    check(img)
    return img.flip(-1)


def vflip(img):
    check(img)
    return img.flip(-2)


def crop(img, top, left, height, width):
    _, h, w = dimensions(img)
    bottom, right = top + height, left + width
    if left >= 0 and top >= 0 and right <= w and bottom <= h:
        return img[..., top:bottom, left:right]
    border = [max(min(0, right) - left, 0), max(min(0, bottom) - top, 0), max(right - max(w, left), 0), max(bottom - max(h, top), 0)]
    return pad(img[..., max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)], border, fill=0)


def sides(padding):
    """(left, top, right, bottom) of one, two or four numbers."""
    if isinstance(padding, int):
        return [padding] * 4
    p = list(padding)
    if len(p) not in (1, 2, 4):
        raise ValueError(f"Padding must be an int or a 1, 2, or 4 element tuple, not a {len(p)} element tuple")
    return p * (4 // len(p))


def _mirrored(img, border):
    """Padding by the image mirrored at its edge, the edge itself included."""
    left, top, right, bottom = border
    h, w = img.shape[-2:]
    img = img[..., max(-top, 0) : h - max(-bottom, 0), max(-left, 0) : w - max(-right, 0)]
    for dim, before, after in ((-2, top, bottom), (-1, left, right)):
        n = img.shape[dim]
        index = [*range(max(before, 0) - 1, -1, -1), *range(n), *range(n - 1, n - 1 - max(after, 0), -1)]
        img = img.index_select(dim, lumbre.tensor(index, device=img.device))
    return img


def pad(img, padding, fill=0, padding_mode="constant"):
    check(img)
    if padding_mode not in ("constant", "edge", "reflect", "symmetric"):
        raise ValueError("Padding mode should be either constant, edge, reflect or symmetric")
    left, top, right, bottom = border = sides(padding)
    if padding_mode == "symmetric":
        return _mirrored(img, border)
    if padding_mode == "constant":
        fill = 0 if fill is None else fill
        if isinstance(fill, (list, tuple)) and len(fill) == 1:
            fill = fill[0]
        if not isinstance(fill, (list, tuple)):
            return nnf.pad(img, [left, right, top, bottom], value=fill if not img.is_floating_point() and fill == int(fill) else float(fill))
        return lumbre.cat([nnf.pad(c, [left, right, top, bottom], value=f) for c, f in zip(img.split(1, dim=-3), fill)], dim=-3)
    if padding_mode == "reflect" and min(border) >= 0:
        return _reflected(img, border)
    batch = img.reshape(-1, 1, *img.shape[-2:])
    out = nnf.pad(as_float(batch), [left, right, top, bottom], mode="replicate" if padding_mode == "edge" else "reflect").to(img.dtype)
    return out.reshape(*img.shape[:-2], *out.shape[-2:])


def resize(img, size, interpolation="bilinear", antialias=True):
    check(img)
    smooth = interpolation in ("bilinear", "bicubic")
    batch = img.reshape(-1, *img.shape[-3:]) if img.ndim > 4 else img[(None,) * (4 - img.ndim)]
    options = {"align_corners": False, "antialias": bool(antialias)} if smooth else {}
    out = nnf.interpolate(batch if not smooth and img.dtype == lumbre.uint8 else as_float(batch), size=list(size), mode=interpolation, **options)
    if interpolation == "bicubic" and img.dtype == lumbre.uint8:
        out = out.clamp(min=0, max=255)
    return restore(out, img.dtype).reshape(*img.shape[:-2], *size)


def grayscale(img, num_output_channels=1):
    check(img, [1, 3], 3)
    if num_output_channels not in (1, 3):
        raise ValueError("num_output_channels should be either 1 or 3")
    if img.shape[-3] == 3:
        r, g, b = img.unbind(dim=-3)
        gray = (0.2989 * r + 0.587 * g + 0.114 * b).to(img.dtype).unsqueeze(-3)
    else:
        gray = img.clone()
    return gray.expand(*img.shape[:-3], 3, *img.shape[-2:]) if num_output_channels == 3 else gray


def blend(img, other, ratio):
    """`ratio * img + (1 - ratio) * other`, within the range of the image's type."""
    return (float(ratio) * img + (1.0 - ratio) * other).clamp(0, largest(img.dtype)).to(img.dtype)


def _positive(factor, name):
    if factor < 0:
        raise ValueError(f"{name} ({factor}) is not non-negative.")


def adjust_brightness(img, factor):
    _positive(factor, "brightness_factor")
    check(img, [1, 3])
    return (float(factor) * img).clamp(0, largest(img.dtype)).to(img.dtype)


def adjust_contrast(img, factor):
    _positive(factor, "contrast_factor")
    check(img, [1, 3])
    gray = grayscale(img) if dimensions(img)[0] == 3 else img
    return blend(img, as_float(gray).mean(dim=(-3, -2, -1), keepdim=True), factor)


def adjust_saturation(img, factor):
    _positive(factor, "saturation_factor")
    check(img, [1, 3])
    return img if dimensions(img)[0] == 1 else blend(img, grayscale(img), factor)


def adjust_hue(img, factor):
    check(img, [1, 3])
    if dimensions(img)[0] == 1:
        return img
    hue, saturation, value = _to_hsv(convert_image_dtype(img, lumbre.float32))
    return convert_image_dtype(_to_rgb((hue + factor) % 1.0, saturation, value), img.dtype)


def _to_hsv(img):
    r, g, b = img.unbind(dim=-3)
    top, low = img.amax(-3), img.amin(-3)
    span = top - low
    gray = span == 0
    # Grey has no hue; any divisor but zero will do for it.
    divisor = span.masked_fill(gray, 1.0)
    saturation = span / top.masked_fill(gray, 1.0)
    rc, gc, bc = (top - r) / divisor, (top - g) / divisor, (top - b) / divisor
    sixth = lumbre.where(top == r, bc - gc, lumbre.where(top == g, 2.0 + rc - bc, 4.0 + gc - rc))
    return (sixth / 6.0 + 1.0).fmod(1.0), saturation, top


def _to_rgb(hue, saturation, value):
    """Each colour is `value` less what the distance on the circle takes away."""
    sixth, share = hue * 6.0, value * saturation
    planes = []
    for start in (5.0, 3.0, 1.0):
        k = (sixth + start) % 6.0
        planes.append(value - share * lumbre.minimum(k, 4.0 - k).clamp_(0.0, 1.0))
    return lumbre.stack(planes, -3)


def adjust_gamma(img, gamma, gain=1):
    check(img, [1, 3])
    if gamma < 0:
        raise ValueError("Gamma should be a non-negative real number")
    bright = img if img.is_floating_point() else convert_image_dtype(img, lumbre.float32)
    return convert_image_dtype((gain * bright.pow(gamma)).clamp(0, 1), img.dtype)


def adjust_sharpness(img, factor):
    _positive(factor, "sharpness_factor")
    check(img, [1, 3])
    if min(img.shape[-2:]) <= 2:
        return img
    batch = as_float(img).reshape(-1, 1, *img.shape[-2:])
    kernel = lumbre.ones(1, 1, 3, 3, dtype=batch.dtype, device=img.device)
    kernel[0, 0, 1, 1] = 5.0
    soft = img.clone()
    inner = nnf.conv2d(batch, kernel / kernel.sum())
    soft[..., 1:-1, 1:-1] = restore(inner, img.dtype).reshape(*img.shape[:-2], *inner.shape[-2:])
    return blend(img, soft, factor)


def invert(img):
    check(img, [1, 3], 3)
    return largest(img.dtype) - img


def posterize(img, bits):
    check(img, None, 3)
    if img.dtype != lumbre.uint8:
        raise TypeError(f"Only torch.uint8 image tensors are supported, but found {img.dtype}")
    check(img, [1, 3])
    return img & (256 - 2 ** (8 - bits))


def solarize(img, threshold):
    check(img, [1, 3], 3)
    if threshold > largest(img.dtype):
        raise TypeError("Threshold should be less than bound of img.")
    return lumbre.where(img >= threshold, invert(img), img)


def autocontrast(img):
    check(img, [1, 3], 3)
    bound = largest(img.dtype)
    bright = as_float(img)
    low, high = (f(dim=(-2, -1), keepdim=True) for f in (bright.amin, bright.amax))
    flat = high == low
    scale = bound / (high - low).masked_fill(flat, bound)
    return ((bright - low.masked_fill(flat, 0)) * scale).clamp(0, bound).to(img.dtype)


def _equalized(plane):
    """One channel of bytes, its histogram made level."""
    places = plane.reshape(-1).to(lumbre.int64)
    counts = lumbre.bincount(places, minlength=256)
    step = int(counts[counts != 0][:-1].sum()) // 255
    if step == 0:
        return plane
    levels = (counts.cumsum(0) + step // 2).div(step, rounding_mode="floor")
    levels = nnf.pad(levels, [1, 0])[:-1].clamp(0, 255).to(lumbre.uint8)
    return levels.index_select(0, places).reshape(plane.shape)


def equalize(img):
    if not 3 <= img.ndim <= 4:
        raise TypeError(f"Input image tensor should have 3 or 4 dimensions, but found {img.ndim}")
    if img.dtype != lumbre.uint8:
        raise TypeError(f"Only torch.uint8 image tensors are supported, but found {img.dtype}")
    check(img, [1, 3])
    return lumbre.stack([_equalized(plane) for plane in img.reshape(-1, *img.shape[-2:])]).reshape(img.shape)


def normalize(tensor, mean, std, inplace=False):
    check(tensor)
    if not tensor.is_floating_point():
        raise TypeError(f"Input tensor should be a float tensor. Got {tensor.dtype}.")
    if tensor.ndim < 3:
        raise ValueError(f"Expected tensor to be a tensor image of size (..., C, H, W). Got tensor.size() = {tensor.size()}")
    mean, std = (lumbre.as_tensor(v, dtype=tensor.dtype, device=tensor.device) for v in (mean, std))
    if bool((std == 0).any()):
        raise ValueError(f"std evaluated to zero after conversion to {tensor.dtype}, leading to division by zero.")
    mean, std = (v.view(-1, 1, 1) if v.ndim == 1 else v for v in (mean, std))
    return (tensor.sub_(mean) if inplace else tensor.sub(mean)).div_(std)


def erase(img, i, j, h, w, v, inplace=False):
    check(img)
    img = img if inplace else img.clone()
    img[..., i : i + h, j : j + w] = v
    return img


def _bell(size, sigma, like):
    """The weights of a bell, which add up to 1."""
    weights = [math.exp(-0.5 * ((i - (size - 1) * 0.5) / sigma) ** 2) for i in range(size)]
    return lumbre.tensor([w / sum(weights) for w in weights], dtype=like.dtype, device=like.device)


def _reflected(x, border):
    """Mirrored at the middle of the edge's pixels; `border`: (left, top, right, bottom), each less than the size."""
    left, top, right, bottom = border
    for dim, before, after in ((-1, left, right), (-2, top, bottom)):
        n = x.shape[dim]
        if not 0 <= max(before, after) < n:
            raise RuntimeError(f"Padding size should be less than the corresponding input dimension, but got: padding ({before}, {after}) at dimension {dim} of {x.shape}")
        parts = [x.narrow(dim, 1, before).flip(dim), x, x.narrow(dim, n - 1 - after, after).flip(dim)]
        x = lumbre.cat([p for p in parts if p.shape[dim]], dim)
    return x


def gaussian_blur(img, kernel_size, sigma):
    check(img)
    (kx, ky), (sx, sy) = kernel_size, sigma
    batch = as_float(img).reshape(-1, 1, *img.shape[-2:])
    batch = _reflected(batch, (kx // 2, ky // 2, kx // 2, ky // 2))
    # A bell in two dimensions is the product of two: rows first, then columns.
    out = nnf.conv2d(batch, _bell(kx, sx, batch).view(1, 1, 1, kx))
    out = nnf.conv2d(out, _bell(ky, sy, batch).view(1, 1, ky, 1))
    return restore(out.reshape(img.shape), img.dtype)
