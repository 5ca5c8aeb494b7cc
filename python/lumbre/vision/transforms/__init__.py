"""Transforms of images: PIL images and tensors (..., channel, height, width). `v2` also moves boxes, masks and videos along."""

from . import functional
from ._modes import InterpolationMode
from .autoaugment import AugMix, AutoAugment, AutoAugmentPolicy, RandAugment, TrivialAugmentWide
from .transforms import *  # noqa: F403
from .transforms import __all__ as _names
from . import autoaugment, transforms  # noqa: E402  isort: skip

__all__ = ["functional", "transforms", "autoaugment", "InterpolationMode", "AutoAugmentPolicy", "AutoAugment", "RandAugment", "TrivialAugmentWide", "AugMix", *_names]
