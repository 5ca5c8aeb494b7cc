"""Flips, crops, sizes and maps of whole samples."""

from collections.abc import Sequence

import lumbre

from ..._pil import is_pil
from ...ops.boxes import box_iou
from ...tv_tensors import BoundingBoxes, Image, Mask, wrap
from .. import _draw, _warp
from .. import transforms as v1
from .._image import sides
from .._modes import InterpolationMode
from . import functional as F
from ._base import Transform, WithChance, fill_for, fills, get_bounding_boxes, has_all, has_any, query_size
from .functional._kinds import corners, is_pure_tensor, plain

_BILINEAR, _NEAREST = InterpolationMode.BILINEAR, InterpolationMode.NEAREST


class RandomHorizontalFlip(WithChance):
    """Exchanges left and right with probability `p`."""

    def transform(self, inpt, params):
        return F.horizontal_flip(inpt)


class RandomVerticalFlip(WithChance):
    """Exchanges top and bottom with probability `p`."""

    def transform(self, inpt, params):
        return F.vertical_flip(inpt)


class Resize(Transform):
    """See `functional.resize`."""

    def __init__(self, size, interpolation=_BILINEAR, max_size=None, antialias=True):
        super().__init__()
        if size is None and not isinstance(max_size, int):
            raise ValueError(f"max_size must be an integer when size is None, but got {max_size} instead.")
        if size is not None and not isinstance(size, (int, Sequence)):
            raise ValueError(f"size can be an integer, a sequence of one or two integers, or None, but got {size} instead.")
        self.size = [size] if isinstance(size, int) else None if size is None else list(size)
        if isinstance(size, Sequence) and len(size) == 2 and max_size is not None:
            raise ValueError("max_size should only be passed if size specifies the length of the smaller edge.")
        self.interpolation, self.max_size, self.antialias = interpolation, max_size, antialias

    def transform(self, inpt, params):
        return F.resize(inpt, self.size, self.interpolation, self.max_size, self.antialias)


class CenterCrop(Transform):
    """See `functional.center_crop`."""

    def __init__(self, size):
        super().__init__()
        self.size = _draw.size(size)

    def transform(self, inpt, params):
        return F.center_crop(inpt, self.size)


class RandomResizedCrop(Transform):
    """A part with random area and ratio, resized to `size`."""

    get_params = staticmethod(v1.RandomResizedCrop.get_params)

    def __init__(self, size, scale=(0.08, 1.0), ratio=(3.0 / 4.0, 4.0 / 3.0), interpolation=_BILINEAR, antialias=True):
        super().__init__()
        known = v1.RandomResizedCrop(size, scale, ratio, interpolation, antialias)
        self.size, self.scale, self.ratio, self.interpolation, self.antialias = known.size, scale, ratio, interpolation, antialias

    def make_params(self, flat_inputs):
        top, left, height, width = _draw.resized_crop(*query_size(flat_inputs), self.scale, self.ratio)
        return {"top": top, "left": left, "height": height, "width": width}

    def transform(self, inpt, params):
        return F.resized_crop(inpt, **params, size=self.size, interpolation=self.interpolation, antialias=self.antialias)


class FiveCrop(Transform):
    """See `functional.five_crop`."""

    def __init__(self, size):
        super().__init__()
        self.size = _draw.size(size)

    def check_inputs(self, flat_inputs):
        if has_any(flat_inputs, BoundingBoxes, Mask):
            raise TypeError(f"BoundingBoxes'es and Mask's are not supported by {type(self).__name__}()")

    def transform(self, inpt, params):
        return F.five_crop(inpt, self.size)


class TenCrop(FiveCrop):
    """See `functional.ten_crop`."""

    def __init__(self, size, vertical_flip=False):
        super().__init__(size)
        self.vertical_flip = vertical_flip

    def transform(self, inpt, params):
        return F.ten_crop(inpt, self.size, self.vertical_flip)


class Pad(Transform):
    """See `functional.pad`."""

    def __init__(self, padding, fill=0, padding_mode="constant"):
        super().__init__()
        sides(padding)
        if padding_mode not in ("constant", "edge", "reflect", "symmetric"):
            raise ValueError("Padding mode should be either constant, edge, reflect or symmetric")
        self.padding, self.fill, self.padding_mode, self._fill = padding, fill, padding_mode, fills(fill)

    def transform(self, inpt, params):
        return F.pad(inpt, self.padding, fill_for(self._fill, inpt), self.padding_mode)


class RandomZoomOut(WithChance):
    """Puts the image somewhere on a canvas up to `side_range` times as large, with probability `p`."""

    def __init__(self, fill=0, side_range=(1.0, 4.0), p=0.5):
        super().__init__(p)
        self.fill, self._fill, self.side_range = fill, fills(fill), side_range
        if side_range[0] < 1.0 or side_range[0] > side_range[1]:
            raise ValueError(f"Invalid side range provided {side_range}.")

    def make_params(self, flat_inputs):
        h, w = query_size(flat_inputs)
        r = self.side_range[0] + lumbre.rand(1) * (self.side_range[1] - self.side_range[0])
        width, height = int(w * r), int(h * r)
        r = lumbre.rand(2)
        left, top = int((width - w) * r[0]), int((height - h) * r[1])
        return {"padding": [left, top, width - (left + w), height - (top + h)]}

    def transform(self, inpt, params):
        return F.pad(inpt, **params, fill=fill_for(self._fill, inpt))


class RandomRotation(Transform):
    """Turns by a random angle within `degrees`."""

    get_params = staticmethod(v1.RandomRotation.get_params)

    def __init__(self, degrees, interpolation=_NEAREST, expand=False, center=None, fill=0):
        super().__init__()
        self.degrees = _draw.angles(degrees, "degrees")
        if center is not None:
            _draw.sequence(center, "center", (2,))
        self.interpolation, self.expand, self.center, self.fill, self._fill = interpolation, expand, center, fill, fills(fill)

    def make_params(self, flat_inputs):
        return {"angle": _draw.uniform(*self.degrees)}

    def transform(self, inpt, params):
        return F.rotate(inpt, **params, interpolation=self.interpolation, expand=self.expand, center=self.center, fill=fill_for(self._fill, inpt))


class RandomAffine(Transform):
    """A random affine map: angles in degrees, `translate` in shares of the size, ranges of scales and shears."""

    get_params = staticmethod(v1.RandomAffine.get_params)

    def __init__(self, degrees, translate=None, scale=None, shear=None, interpolation=_NEAREST, fill=0, center=None):
        super().__init__()
        self.degrees, self.translate, self.scale, self.shear, self.center = _draw.affine_arguments(degrees, translate, scale, shear, center)
        self.interpolation, self.fill, self._fill = interpolation, fill, fills(fill)

    def make_params(self, flat_inputs):
        h, w = query_size(flat_inputs)
        drawn = _draw.affine(self.degrees, self.translate, self.scale, self.shear, w, h)
        return dict(zip(("angle", "translate", "scale", "shear"), drawn))

    def transform(self, inpt, params):
        return F.affine(inpt, **params, interpolation=self.interpolation, fill=fill_for(self._fill, inpt), center=self.center)


class RandomCrop(Transform):
    """A part of the given size, of the image padded first where asked for or too small."""

    get_params = staticmethod(v1.RandomCrop.get_params)

    def __init__(self, size, padding=None, pad_if_needed=False, fill=0, padding_mode="constant"):
        super().__init__()
        self.size = _draw.size(size)
        self.padding = None if padding is None else [sides(padding)[i] for i in (0, 2, 1, 3)]
        self.pad_if_needed, self.fill, self._fill, self.padding_mode = pad_if_needed, fill, fills(fill), padding_mode

    def make_params(self, flat_inputs):
        h, w = query_size(flat_inputs)
        left, right, top, bottom = self.padding or (0, 0, 0, 0)
        if self.pad_if_needed:
            more_h, more_w = (max(want - have, 0) for want, have in ((self.size[0], h + top + bottom), (self.size[1], w + left + right)))
            top, bottom, left, right = top + more_h, bottom + more_h, left + more_w, right + more_w
        h, w = h + top + bottom, w + left + right
        if h < self.size[0] or w < self.size[1]:
            padded = "padded " if self.padding is not None else ""
            raise ValueError(f"Required crop size {tuple(self.size)} is larger than {padded}input image size {(h, w)}.")
        starts = [_draw.integer(0, n - m + 1) if n > m else 0 for n, m in zip((h, w), self.size)]
        return {"padding": [left, top, right, bottom], "part": (*starts, *self.size), "whole": (h, w) == tuple(self.size)}

    def transform(self, inpt, params):
        if any(params["padding"]):
            inpt = F.pad(inpt, params["padding"], fill_for(self._fill, inpt), self.padding_mode)
        return inpt if params["whole"] else F.crop(inpt, *params["part"])


class RandomPerspective(WithChance):
    """Moves the corners inward by up to `distortion_scale` of half the size, with probability `p`."""

    get_params = staticmethod(v1.RandomPerspective.get_params)

    def __init__(self, distortion_scale=0.5, p=0.5, interpolation=_BILINEAR, fill=0):
        super().__init__(p)
        if not 0 <= distortion_scale <= 1:
            raise ValueError("Argument distortion_scale value should be between 0 and 1")
        self.distortion_scale, self.interpolation, self.fill, self._fill = distortion_scale, interpolation, fill, fills(fill)

    def make_params(self, flat_inputs):
        h, w = query_size(flat_inputs)
        return {"coefficients": _warp.perspective_coefficients(*_draw.corners(w, h, self.distortion_scale))}

    def transform(self, inpt, params):
        return F.perspective(inpt, None, None, **params, interpolation=self.interpolation, fill=fill_for(self._fill, inpt))


class ElasticTransform(Transform):
    """Moves the pixels by smooth noise: `alpha` is its strength, `sigma` its smoothness in pixels."""

    def __init__(self, alpha=50.0, sigma=5.0, interpolation=_BILINEAR, fill=0):
        super().__init__()
        self.alpha, self.sigma = _draw.elastic_arguments(alpha, sigma)
        self.interpolation, self.fill, self._fill = interpolation, fill, fills(fill)

    def make_params(self, flat_inputs):
        return {"displacement": _draw.displacement(*query_size(flat_inputs), self.alpha, self.sigma, F.gaussian_blur)}

    def transform(self, inpt, params):
        return F.elastic(inpt, **params, interpolation=self.interpolation, fill=fill_for(self._fill, inpt))


class RandomIoUCrop(Transform):
    """A part that overlaps some box by a random share; boxes with their centre outside become empty. Liu et al., "SSD", 2016."""

    def __init__(self, min_scale=0.3, max_scale=1.0, min_aspect_ratio=0.5, max_aspect_ratio=2.0, sampler_options=None, trials=40):
        super().__init__()
        self.min_scale, self.max_scale, self.min_aspect_ratio, self.max_aspect_ratio = min_scale, max_scale, min_aspect_ratio, max_aspect_ratio
        self.options = [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0] if sampler_options is None else sampler_options
        self.trials = trials

    def check_inputs(self, flat_inputs):
        if not (has_all(flat_inputs, BoundingBoxes) and has_any(flat_inputs, is_pil, Image, is_pure_tensor)):
            raise TypeError(f"{type(self).__name__}() requires input sample to contain tensor or PIL images and bounding boxes. Sample can also contain masks.")

    def _part(self, h, w, boxes, least):
        """One draw: the part's place and which boxes it keeps, or None."""
        r = self.min_scale + (self.max_scale - self.min_scale) * lumbre.rand(2)
        width, height = int(w * r[0]), int(h * r[1])
        if not height or not self.min_aspect_ratio <= width / height <= self.max_aspect_ratio:
            return None
        r = lumbre.rand(2)
        left, top = int((w - width) * r[0]), int((h - height) * r[1])
        if not width:
            return None
        x, y = 0.5 * (boxes[:, 0] + boxes[:, 2]), 0.5 * (boxes[:, 1] + boxes[:, 3])
        inside = (left < x) & (x < left + width) & (top < y) & (y < top + height)
        part = lumbre.tensor([[left, top, left + width, top + height]], dtype=boxes.dtype)
        if not bool(inside.any()) or float(box_iou(boxes[inside], part).max()) < least:
            return None
        return {"part": (top, left, height, width), "inside": inside}

    def make_params(self, flat_inputs):
        h, w = query_size(flat_inputs)
        known = get_bounding_boxes(flat_inputs)
        boxes = corners(plain(known), known.format)
        while True:
            least = self.options[_draw.integer(0, len(self.options))]
            if least >= 1.0:
                return {}
            for _ in range(self.trials):
                found = self._part(h, w, boxes, least)
                if found is not None:
                    return found

    def transform(self, inpt, params):
        if not params:
            return inpt
        out = F.crop(inpt, *params["part"])
        # Empty boxes are what `SanitizeBoundingBoxes` takes away.
        return wrap(plain(out) * params["inside"][:, None], like=out) if isinstance(out, BoundingBoxes) else out


class _Resized(Transform):
    def transform(self, inpt, params):
        return F.resize(inpt, **params, interpolation=self.interpolation, antialias=self.antialias)


class ScaleJitter(_Resized):
    """Resizes to a random share, within `scale_range`, of the largest size that fits `target_size`."""

    def __init__(self, target_size, scale_range=(0.1, 2.0), interpolation=_BILINEAR, antialias=True):
        super().__init__()
        self.target_size, self.scale_range, self.interpolation, self.antialias = target_size, scale_range, interpolation, antialias

    def make_params(self, flat_inputs):
        h, w = query_size(flat_inputs)
        scale = self.scale_range[0] + lumbre.rand(1) * (self.scale_range[1] - self.scale_range[0])
        r = min(self.target_size[1] / h, self.target_size[0] / w) * scale
        return {"size": (int(h * r), int(w * r))}


class RandomShortestSize(_Resized):
    """Resizes the shorter side to one of the sizes, the longer to at most `max_size`."""

    def __init__(self, min_size, max_size=None, interpolation=_BILINEAR, antialias=True):
        super().__init__()
        self.min_size = [min_size] if isinstance(min_size, int) else list(min_size)
        self.max_size, self.interpolation, self.antialias = max_size, interpolation, antialias

    def make_params(self, flat_inputs):
        h, w = query_size(flat_inputs)
        r = self.min_size[_draw.integer(0, len(self.min_size))] / min(h, w)
        r = r if self.max_size is None else min(r, self.max_size / max(h, w))
        return {"size": (int(h * r), int(w * r))}


class RandomResize(_Resized):
    """Resizes the shorter side to a random size from `min_size` to below `max_size`."""

    def __init__(self, min_size, max_size, interpolation=_BILINEAR, antialias=True):
        super().__init__()
        self.min_size, self.max_size, self.interpolation, self.antialias = min_size, max_size, interpolation, antialias

    def make_params(self, flat_inputs):
        return {"size": [_draw.integer(self.min_size, self.max_size)]}


