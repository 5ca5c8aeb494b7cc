"""Key points of people. He et al., "Mask R-CNN", 2017, section 5."""

from functools import partial

from lumbre import nn
from lumbre.nn import functional as nnf

from ...ops import MultiScaleRoIAlign
from .._api import Fixed, task_builder
from .._utils import fan_out
from .faster_rcnn import _RESNET, FasterRCNN, check_kind, draw_fan_out, first_weights_eps, pyramid


class KeypointRCNNHeads(nn.Sequential):
    """Convolutions over a region's features."""

    def __init__(self, in_channels, layers):
        blocks = []
        for channels in layers:
            blocks += [nn.Conv2d(in_channels, channels, 3, stride=1, padding=1), nn.ReLU(inplace=True)]
            in_channels = channels
        super().__init__(*blocks)
        draw_fan_out(self)


class KeypointRCNNPredictor(nn.Module):
    """A map for each point, at four times the size."""

    def __init__(self, in_channels, num_keypoints):
        super().__init__()
        self.kps_score_lowres = nn.ConvTranspose2d(in_channels, num_keypoints, 4, stride=2, padding=1)
        fan_out(self.kps_score_lowres)
        nn.init.zeros_(self.kps_score_lowres.bias)
        self.up_scale, self.out_channels = 2, num_keypoints

    def forward(self, x):
        options = {"mode": "bilinear", "align_corners": False, "recompute_scale_factor": False}
        return nnf.interpolate(self.kps_score_lowres(x), scale_factor=float(self.up_scale), **options)


class KeypointRCNN(FasterRCNN):
    """Faster R-CNN with key points for each detection: targets have "keypoints" (n, points, 3), detections too, and "keypoints_scores".

    A point is x, y and whether it can be seen. The other arguments are those of `FasterRCNN`.
    """

    def __init__(
        self, backbone, num_classes=None, min_size=None, *args, keypoint_roi_pool=None, keypoint_head=None, keypoint_predictor=None,
        num_keypoints=None, **kwargs,
    ):  # fmt: skip
        check_kind(keypoint_roi_pool, MultiScaleRoIAlign, "keypoint_roi_pool")
        if num_keypoints is not None and keypoint_predictor is not None:
            raise ValueError("num_keypoints should be None when keypoint_predictor is specified")
        keypoint_roi_pool = keypoint_roi_pool or MultiScaleRoIAlign(["0", "1", "2", "3"], 14, 2)
        if keypoint_head is None:
            keypoint_head = KeypointRCNNHeads(backbone.out_channels, (512,) * 8)
        if keypoint_predictor is None:
            keypoint_predictor = KeypointRCNNPredictor(512, 17 if num_keypoints is None else num_keypoints)
        super().__init__(backbone, num_classes, (640, 672, 704, 736, 768, 800) if min_size is None else min_size, *args, **kwargs)
        heads = self.roi_heads
        heads.keypoint_roi_pool, heads.keypoint_head, heads.keypoint_predictor = keypoint_roi_pool, keypoint_head, keypoint_predictor


def _over_resnet(num_classes, weights_backbone, progress, trained=False, trainable_backbone_layers=None, num_keypoints=17, **kwargs):
    """Key points over ResNet-50."""
    backbone = pyramid(weights_backbone, progress, trained, trainable_backbone_layers)
    return KeypointRCNN(backbone, num_classes, num_keypoints=num_keypoints, **kwargs)


_over_resnet.after_weights = first_weights_eps
_POINTS = Fixed("num_keypoints", lambda weights: len(weights.meta["keypoint_names"]))
_builder = partial(task_builder, classes=2, options=(("num_keypoints", None), ("trainable_backbone_layers", None)), fixed=(_POINTS,))
keypointrcnn_resnet50_fpn = _builder("keypointrcnn_resnet50_fpn", "KeypointRCNN_ResNet50_FPN_Weights", _RESNET, _over_resnet)
