"""Types, numbers, boxes and containers."""

import warnings
from collections.abc import Sequence

import lumbre
from lumbre import nn
from lumbre.utils._pytree import tree_flatten, tree_unflatten

from ..._pil import is_pil
from ...tv_tensors import BoundingBoxes, BoundingBoxFormat, Image, KeyPoints, Mask, TVTensor, Video, wrap
from .. import _draw
from .. import functional as v1_functional
from .. import transforms as v1
from . import functional as F
from ._base import Transform, get_bounding_boxes, get_keypoints, has_any, labels_of
from ._color import Pictures
from .functional import is_pure_tensor
from .functional._kinds import plain


class Compose(Transform):
    """One transform after another."""

    def __init__(self, transforms):
        super().__init__()
        if not isinstance(transforms, Sequence):
            raise TypeError("Argument transforms should be a sequence of callables")
        if not transforms:
            raise ValueError("Pass at least one transform")
        self.transforms = transforms

    def _run(self, inputs, transforms):
        several = len(inputs) > 1
        for t in transforms:
            out = t(*inputs)
            inputs = out if several else (out,)
        return inputs if several else inputs[0]

    def forward(self, *inputs):
        return self._run(inputs, self.transforms)

    def extra_repr(self):
        return "\n".join(f"    {t}" for t in self.transforms)


class RandomApply(Compose):
    """All of the transforms, with probability `p`."""

    def __init__(self, transforms, p=0.5):
        super().__init__(list(transforms) if isinstance(transforms, nn.ModuleList) else transforms)
        if not 0.0 <= p <= 1.0:
            raise ValueError("`p` should be a floating point value in the interval [0.0, 1.0].")
        self.p = p

    def forward(self, *inputs):
        return self._run(inputs, self.transforms if _draw.chance(self.p) else ())


class RandomChoice(Compose):
    """One of the transforms, with weights `p`."""

    def __init__(self, transforms, p=None):
        super().__init__(transforms)
        if p is not None and len(p) != len(transforms):
            raise ValueError(f"Length of p doesn't match the number of transforms: {len(p)} != {len(transforms)}")
        p = p or [1] * len(transforms)
        self.p = [w / sum(p) for w in p]

    def forward(self, *inputs):
        return self.transforms[int(lumbre.multinomial(lumbre.tensor(self.p), 1))](*inputs)


class RandomOrder(Compose):
    """All of the transforms, in random order."""

    def forward(self, *inputs):
        return self._run(inputs, [self.transforms[i] for i in lumbre.randperm(len(self.transforms)).tolist()])


class Identity(Transform):
    """Changes nothing."""

    def transform(self, inpt, params):
        return inpt


class Lambda(Transform):
    """A function of one's own, of all parts of the given types."""

    _kinds = (object,)

    def __init__(self, lambd, *types):
        super().__init__()
        self.lambd, self.types = lambd, types or (object,)

    def transform(self, inpt, params):
        return self.lambd(inpt) if isinstance(inpt, self.types) else inpt


class _OfTensors(Pictures):
    def check_inputs(self, flat_inputs):
        if has_any(flat_inputs, is_pil):
            raise TypeError(f"{type(self).__name__}() does not support PIL images.")


class LinearTransformation(_OfTensors):
    """`(flat - mean_vector) @ transformation_matrix` of the flattened image."""

    def __init__(self, transformation_matrix, mean_vector):
        super().__init__()
        self._known = v1.LinearTransformation(transformation_matrix, mean_vector)
        self.transformation_matrix, self.mean_vector = transformation_matrix, mean_vector

    def transform(self, inpt, params):
        out = self._known(plain(inpt))
        return wrap(out, like=inpt) if isinstance(inpt, TVTensor) else out


class Normalize(_OfTensors):
    """`(x - mean) / std` by channel, of float images and videos."""

    def __init__(self, mean, std, inplace=False):
        super().__init__()
        self.mean, self.std, self.inplace = list(mean), list(std), inplace

    def transform(self, inpt, params):
        return F.normalize(inpt, self.mean, self.std, self.inplace)


class GaussianBlur(Pictures):
    """Blurs by a bell of random deviation."""

    get_params = staticmethod(v1.GaussianBlur.get_params)

    def __init__(self, kernel_size, sigma=(0.1, 2.0)):
        super().__init__()
        self.kernel_size, self.sigma = _draw.blur_arguments(kernel_size, sigma)

    def make_params(self, flat_inputs):
        return {"sigma": [_draw.uniform(*self.sigma)] * 2}

    def transform(self, inpt, params):
        return F.gaussian_blur(inpt, self.kernel_size, **params)


class GaussianNoise(Pictures):
    """Adds normal noise."""

    def __init__(self, mean=0.0, sigma=0.1, clip=True):
        super().__init__()
        self.mean, self.sigma, self.clip = mean, sigma, clip

    def transform(self, inpt, params):
        return F.gaussian_noise(inpt, self.mean, self.sigma, self.clip)


class ToDtype(Transform):
    """Another type, for images and videos, or by a table {type: dtype, "others": dtype}; `scale` moves images to its range."""

    _kinds = (lumbre.Tensor,)

    def __init__(self, dtype, scale=False):
        super().__init__()
        if not isinstance(dtype, (dict, lumbre.dtype)):
            raise ValueError(f"dtype must be a dict or a torch.dtype, got {type(dtype)} instead")
        self.dtype, self.scale = dtype, scale

    def transform(self, inpt, params):
        if not isinstance(self.dtype, dict):
            picture = is_pure_tensor(inpt) or isinstance(inpt, (Image, Video))
            return F.to_dtype(inpt, self.dtype, self.scale) if picture else inpt
        if type(inpt) not in self.dtype and "others" not in self.dtype:
            raise ValueError(f"No dtype was specified for type {type(inpt)}. A dtype for all others can be given under the key 'others'.")
        dtype = self.dtype.get(type(inpt), self.dtype.get("others"))
        return inpt if dtype is None else F.to_dtype(inpt, dtype, self.scale)


class ConvertImageDtype(Pictures):
    """Images in another type, scaled to its range."""

    def __init__(self, dtype=lumbre.float32):
        super().__init__()
        self.dtype = dtype

    def transform(self, inpt, params):
        return F.to_dtype(inpt, self.dtype, scale=True)


class PILToTensor(Transform):
    """A PIL image as uint8 tensor."""

    _kinds = (is_pil,)

    def transform(self, inpt, params):
        return F.pil_to_tensor(inpt)


class ToImage(Transform):
    """A tensor, array or PIL image as `tv_tensors.Image`."""

    _kinds = (is_pure_tensor, is_pil, v1_functional._is_numpy)

    def transform(self, inpt, params):
        return F.to_image(inpt)


class ToPILImage(Transform):
    """A tensor or array as PIL image."""

    _kinds = (is_pure_tensor, Image, v1_functional._is_numpy)

    def __init__(self, mode=None):
        super().__init__()
        self.mode = mode

    def transform(self, inpt, params):
        return F.to_pil_image(plain(inpt), mode=self.mode)


class ToPureTensor(Transform):
    """Plain tensors of everything that says what it is."""

    _kinds = (TVTensor,)

    def transform(self, inpt, params):
        return plain(inpt)


class ToTensor(Transform):
    """Old form of `ToImage` and `ToDtype(float32, scale=True)`."""

    _kinds = (is_pil, v1_functional._is_numpy)

    def __init__(self):
        warnings.warn("The transform `ToTensor()` is deprecated. Use `v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True)])`.", stacklevel=2)
        super().__init__()

    def transform(self, inpt, params):
        return F.to_tensor(inpt)


class ConvertBoundingBoxFormat(Transform):
    """Boxes in another format."""

    _kinds = (BoundingBoxes,)

    def __init__(self, format):
        super().__init__()
        self.format = BoundingBoxFormat[format.upper()] if isinstance(format, str) else format

    def transform(self, inpt, params):
        return F.convert_bounding_box_format(inpt, new_format=self.format)


class ClampBoundingBoxes(Transform):
    """Boxes cut at the borders of their canvas."""

    _kinds = (BoundingBoxes,)

    def __init__(self, clamping_mode="auto"):
        super().__init__()
        self.clamping_mode = clamping_mode

    def transform(self, inpt, params):
        return F.clamp_bounding_boxes(inpt)


class SetClampingMode(Transform):
    """Whether later transforms cut boxes at the canvas: "soft", "hard" or None."""

    _kinds = (BoundingBoxes,)

    def __init__(self, clamping_mode):
        super().__init__()
        self.clamping_mode = clamping_mode

    def transform(self, inpt, params):
        out = inpt.clone()
        out.clamping_mode = self.clamping_mode
        return out


class ClampKeyPoints(Transform):
    """Points moved onto their canvas."""

    _kinds = (KeyPoints,)

    def transform(self, inpt, params):
        return F.clamp_keypoints(inpt)


class _Sanitize(Transform):
    """Takes away what is invalid, with its labels."""

    def _also(self, x):
        return False

    def forward(self, *inputs):
        sample = inputs if len(inputs) > 1 else inputs[0]
        labels = self._labels_getter(sample)
        labels = () if labels is None else (labels,) if isinstance(labels, lumbre.Tensor) else tuple(labels)
        if not all(isinstance(x, lumbre.Tensor) for x in labels):
            raise ValueError("The labels in the input to forward() must be a tensor, a tuple of tensors or None.")
        flat, spec = tree_flatten(sample)
        things, valid = self._find(flat)
        if any(len(x) != len(things) for x in labels):
            raise ValueError(f"Number of boxes or keypoints (shape={things.shape}) and labels must match.")

        def kept(x):
            is_label = any(x is label for label in labels)
            if not is_label and x is not things and not (self._also(x) and x.shape[:1] == valid.shape):
                return x
            out = plain(x)[valid]
            return wrap(out, like=x) if isinstance(x, TVTensor) else out

        return tree_unflatten([kept(x) for x in flat], spec)


class SanitizeBoundingBoxes(_Sanitize):
    """Takes away boxes smaller than `min_size` or `min_area` or off the canvas, with their masks and labels."""

    def __init__(self, min_size=1.0, min_area=1.0, labels_getter="default"):
        super().__init__()
        for name, v in (("min_size", min_size), ("min_area", min_area)):
            if v < 1:
                raise ValueError(f"{name} must be >= 1, got {v}.")
        self.min_size, self.min_area, self.labels_getter, self._labels_getter = min_size, min_area, labels_getter, labels_of(labels_getter)

    def _also(self, x):
        return isinstance(x, Mask)

    def _find(self, flat):
        boxes = get_bounding_boxes(flat)
        return boxes, F.sanitize_bounding_boxes(boxes, min_size=self.min_size, min_area=self.min_area)[1]


class SanitizeKeyPoints(_Sanitize):
    """Takes away points off the canvas, with their labels."""

    def __init__(self, labels_getter=None):
        super().__init__()
        self.labels_getter, self._labels_getter = labels_getter, labels_of(labels_getter)

    def _find(self, flat):
        points = get_keypoints(flat)
        h, w = points.canvas_size
        x, y = plain(points)[..., 0], plain(points)[..., 1]
        valid = (x >= 0) & (y >= 0) & (x < w) & (y < h)
        return points, valid.flatten(1).all(1) if valid.ndim > 1 else valid


class UniformTemporalSubsample(Transform):
    """`num_samples` frames of a video at equal distances."""

    _kinds = (is_pure_tensor, Video)

    def __init__(self, num_samples):
        super().__init__()
        self.num_samples = num_samples

    def transform(self, inpt, params):
        return F.uniform_temporal_subsample(inpt, self.num_samples)
