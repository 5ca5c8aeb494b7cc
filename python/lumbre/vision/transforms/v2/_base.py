"""What all transforms of a whole sample share."""

import enum

import lumbre
from lumbre import nn
from lumbre.utils._pytree import tree_flatten, tree_unflatten

from ..._pil import is_pil
from ...tv_tensors import BoundingBoxes, Image, KeyPoints, Mask, Video
from .. import _draw
from . import functional as F
from .functional import is_pure_tensor
from .functional._kernels import knows


class Transform(nn.Module):
    """A transform of a sample: any nesting of images, videos, masks, boxes, points and other things, which stay as they are.

    A subclass draws in `make_params(flat_inputs)` and changes one thing in `transform(inpt, params)`. A plain tensor is taken for an image
    only if it is the first and the sample has no image that says so.
    """

    _kinds = (lumbre.Tensor, is_pil)

    def check_inputs(self, flat_inputs):
        """Raises for samples that the transform cannot take."""

    def make_params(self, flat_inputs):
        """What one call draws, the same for all parts of the sample."""
        return {}

    def transform(self, inpt, params):
        """One part of the sample, changed."""
        raise NotImplementedError

    def _skip(self):
        return False

    def forward(self, *inputs):
        sample = inputs if len(inputs) > 1 else inputs[0]
        flat, spec = tree_flatten(sample)
        self.check_inputs(flat)
        if self._skip():
            return sample
        wanted = self._needs_transform_list(flat)
        params = self.make_params([x for x, want in zip(flat, wanted) if want])
        return tree_unflatten([self.transform(x, params) if want else x for x, want in zip(flat, wanted)], spec)

    def _needs_transform_list(self, flat):
        plain_is_image = not has_any(flat, Image, Video, is_pil)
        wanted = []
        for x in flat:
            want = check_type(x, self._kinds) and knows(x)
            if want and is_pure_tensor(x):
                want, plain_is_image = plain_is_image, False
            wanted.append(want)
        return wanted

    def extra_repr(self):
        shown = (bool, int, float, str, tuple, list, enum.Enum)
        return ", ".join(f"{k}={v}" for k, v in self.__dict__.items() if k[0] != "_" and k != "training" and isinstance(v, shown))


class WithChance(Transform):
    """A transform that acts with probability `p`."""

    def __init__(self, p=0.5):
        if not 0.0 <= p <= 1.0:
            raise ValueError("`p` should be a floating point value in the interval [0.0, 1.0].")
        super().__init__()
        self.p = p

    def _skip(self):
        return not _draw.chance(self.p)


def check_type(obj, types_or_checks):
    """Whether an object is of one of the types, or passes one of the functions."""
    return any(isinstance(obj, t) if isinstance(t, type) else t(obj) for t in types_or_checks)


def has_any(flat_inputs, *types_or_checks):
    """Whether anything in the list is of one of the types."""
    return any(check_type(x, types_or_checks) for x in flat_inputs)


def has_all(flat_inputs, *types_or_checks):
    """Whether each of the types is in the list."""
    return all(has_any(flat_inputs, t) for t in types_or_checks)


def get_bounding_boxes(flat_inputs):
    """The boxes of a sample. Raises ValueError where there are none."""
    for x in flat_inputs:
        if isinstance(x, BoundingBoxes):
            return x
    raise ValueError("No bounding boxes were found in the sample")


def get_keypoints(flat_inputs):
    """The points of a sample. Raises ValueError where there are none."""
    for x in flat_inputs:
        if isinstance(x, KeyPoints):
            return x
    raise ValueError("No keypoints were found in the sample")


def _one(found, what):
    if not found:
        raise TypeError(f"No {what} was found in the sample")
    if len(found) > 1:
        raise ValueError(f"Found multiple {'HxW' if len(next(iter(found))) == 2 else 'CxHxW'} dimensions in the sample: {sorted(found)}")
    return next(iter(found))


def query_chw(flat_inputs):
    """(channels, height, width) that all images of a sample share."""
    kinds = is_pure_tensor, Image, is_pil, Video
    return _one({tuple(F.get_dimensions(x)) for x in flat_inputs if check_type(x, kinds)}, "image or video")


def query_size(flat_inputs):
    """(height, width) that all parts of a sample share."""
    kinds = is_pure_tensor, Image, is_pil, Video, Mask, BoundingBoxes, KeyPoints
    return _one({tuple(F.get_size(x)) for x in flat_inputs if check_type(x, kinds)}, "image, video, mask, bounding box of keypoint")


def fills(fill):
    """{type: colour}, from one colour or such a table; "others" stands for all other types."""

    def one(f):
        if f is not None and not isinstance(f, (int, float, tuple, list)):
            raise TypeError("Got inappropriate fill arg, only Numbers, tuples, lists and dicts are allowed.")
        return f if f is None or isinstance(f, (int, float)) else [float(v) for v in f]

    return {k: one(f) for k, f in fill.items()} if isinstance(fill, dict) else {"others": one(fill)}


def fill_for(table, inpt):
    """The colour for a thing of this type."""
    return table.get(type(inpt), table.get("others"))


def labels_of(getter):
    """The function that finds the labels in a sample: one's own, none, or by the word "label" in the keys."""
    if getter is None:
        return lambda sample: None
    if callable(getter):
        return getter
    if getter != "default":
        raise ValueError(f"labels_getter should either be 'default', a callable, or None, but got {getter}.")

    def find(sample):
        sample = sample[1] if isinstance(sample, (tuple, list)) else sample
        if is_pure_tensor(sample):
            return sample
        if not hasattr(sample, "keys"):
            raise ValueError(
                "When using the default labels_getter, the input passed to forward must be a dictionary or a two-tuple whose second item "
                f"is a dictionary or a tensor, but got {sample} instead."
            )
        for matches in (lambda k: k.lower() == "labels", lambda k: "label" in k.lower()):
            for key in sample:
                if matches(key):
                    return sample[key]
        raise ValueError("Could not infer where the labels are in the sample. Try passing a callable as the labels_getter parameter.")

    return find
