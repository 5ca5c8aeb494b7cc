"""Transforms of whole samples: images and videos together with their masks, boxes and points (`tv_tensors`).

For images alone they take the place of `lumbre.vision.transforms`. Rotated boxes raise NotImplementedError.
"""

from . import functional
from .._modes import InterpolationMode
from ..autoaugment import AutoAugmentPolicy
from . import _augment, _color, _geometry, _misc
from ._base import Transform, check_type, get_bounding_boxes, get_keypoints, has_all, has_any, query_chw, query_size

__all__ = [
    "functional", "InterpolationMode", "AutoAugmentPolicy", "Transform", "check_type", "get_bounding_boxes", "get_keypoints", "has_all", "has_any",
    "query_chw", "query_size",
]  # fmt: skip
for _module in (_augment, _color, _geometry, _misc):
    for _name, _value in vars(_module).items():
        if isinstance(_value, type) and issubclass(_value, Transform) and _value.__module__ == _module.__name__ and _name[0] != "_" and "Pictures" not in _name:
            globals()[_name] = _value
            __all__.append(_name)
