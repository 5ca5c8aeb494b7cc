"""Networks that name the class of every pixel: `fcn_resnet50(weights="DEFAULT")`."""

from . import deeplabv3, fcn, lraspp
from .._api import publish

__all__ = publish(globals(), (deeplabv3, fcn, lraspp), {"DeepLabV3", "FCN", "LRASPP"})
