"""Networks for video: `r3d_18(weights="DEFAULT")`."""

from . import mvit, resnet, s3d as _s3d, swin_transformer
from .._api import publish

__all__ = publish(globals(), (mvit, resnet, _s3d, swin_transformer), {"MViT", "VideoResNet", "S3D", "SwinTransformer3d"})
