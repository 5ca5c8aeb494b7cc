"""Networks that find things in pictures: `fasterrcnn_resnet50_fpn(weights="DEFAULT")`.

In training they take lists of pictures and targets and give losses; otherwise they give a list of boxes, labels and scores.
"""

from . import faster_rcnn, fcos as _fcos, keypoint_rcnn, mask_rcnn, retinanet, ssd, ssdlite
from .._api import publish

__all__ = publish(
    globals(), (faster_rcnn, _fcos, keypoint_rcnn, mask_rcnn, retinanet, ssd, ssdlite), {"FasterRCNN", "FCOS", "KeypointRCNN", "MaskRCNN", "RetinaNet"}
)
