"""FCOS: boxes without anchors, by the distances of their sides. Tian et al., "FCOS", 2019."""

from functools import partial

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf

from ...ops import generalized_box_iou_loss, sigmoid_focal_loss
from . import _utils as det_utils
from .anchor_utils import AnchorGenerator
from .faster_rcnn import _RESNET, check_backbone, check_kind, detector, pyramid
from .retinanet import Dense, draw_rare
from .rpn import draw_normal, rows


def _convolutions(channels, count, norm_layer):
    norm_layer = norm_layer or partial(nn.GroupNorm, 32)
    blocks = ((nn.Conv2d(channels, channels, 3, stride=1, padding=1), norm_layer(channels), nn.ReLU()) for _ in range(count))
    return nn.Sequential(*(layer for block in blocks for layer in block))


class FCOSClassificationHead(nn.Module):
    """The classes of each place, (batch, places, classes)."""

    def __init__(self, in_channels, num_anchors, num_classes, num_convs=4, prior_probability=0.01, norm_layer=None):
        super().__init__()
        self.num_classes, self.num_anchors = num_classes, num_anchors
        self.conv = _convolutions(in_channels, num_convs, norm_layer)
        draw_normal(self.conv)
        self.cls_logits = nn.Conv2d(in_channels, num_anchors * num_classes, 3, stride=1, padding=1)
        draw_rare(self.cls_logits, prior_probability)

    def forward(self, x):
        return lumbre.cat([rows(self.cls_logits(self.conv(features)), self.num_classes) for features in x], 1)


class FCOSRegressionHead(nn.Module):
    """The sides' distances (batch, places, 4), and how central a place is (batch, places, 1)."""

    def __init__(self, in_channels, num_anchors, num_convs=4, norm_layer=None):
        super().__init__()
        self.conv = _convolutions(in_channels, num_convs, norm_layer)
        self.bbox_reg = nn.Conv2d(in_channels, num_anchors * 4, 3, stride=1, padding=1)
        self.bbox_ctrness = nn.Conv2d(in_channels, num_anchors, 3, stride=1, padding=1)
        for layer in (self.bbox_reg, self.bbox_ctrness, self.conv):
            draw_normal(layer)

    def forward(self, x):
        seen = [self.conv(features) for features in x]
        boxes = lumbre.cat([rows(nnf.relu(self.bbox_reg(t)), 4) for t in seen], 1)
        return boxes, lumbre.cat([rows(self.bbox_ctrness(t), 1) for t in seen], 1)


class FCOSHead(nn.Module):
    """Classes, boxes and how central a place is."""

    def __init__(self, in_channels, num_anchors, num_classes, num_convs=4):
        super().__init__()
        self.box_coder = det_utils.BoxLinearCoder(normalize_by_size=True)
        self.classification_head = FCOSClassificationHead(in_channels, num_anchors, num_classes, num_convs)
        self.regression_head = FCOSRegressionHead(in_channels, num_anchors, num_convs)

    def compute_loss(self, targets, head_outputs, anchors, matched_idxs):
        """The losses by name."""
        logits, numbers, central = (head_outputs[key] for key in ("cls_logits", "bbox_regression", "bbox_ctrness"))
        labels, boxes = [], []
        for target, matched in zip(targets, matched_idxs):
            if len(target["labels"]):
                index = matched.clamp(min=0)
                labels.append(target["labels"][index].masked_fill(matched < 0, -1))
                boxes.append(target["boxes"][index])
            else:
                labels.append(target["labels"].new_full((len(matched),), -1))
                boxes.append(target["boxes"].new_zeros(len(matched), 4))
        labels, boxes, anchors = lumbre.stack(labels), lumbre.stack(boxes), lumbre.stack(anchors)
        shown = labels >= 0
        count = max(1, int(shown.sum()))
        wanted = lumbre.zeros_like(logits)
        wanted[shown, labels[shown]] = 1.0
        found = self.box_coder.decode(numbers, anchors)
        # Least where a side is near, most in the middle.
        sides = self.box_coder.encode(anchors, boxes)[shown]
        across, along = sides[:, [0, 2]], sides[:, [1, 3]]
        middle = (across.amin(1) / across.amax(1) * (along.amin(1) / along.amax(1))).sqrt()
        return {
            "classification": sigmoid_focal_loss(logits, wanted, reduction="sum") / count,
            "bbox_regression": generalized_box_iou_loss(found[shown], boxes[shown], reduction="sum") / count,
            "bbox_ctrness": nnf.binary_cross_entropy_with_logits(central.squeeze(2)[shown], middle, reduction="sum") / count,
        }

    def forward(self, x):
        boxes, central = self.regression_head(x)
        return {"cls_logits": self.classification_head(x), "bbox_regression": boxes, "bbox_ctrness": central}


class FCOS(Dense):
    """FCOS over a backbone that gives features by name, of ``backbone.out_channels``.

    See `GeneralizedRCNN` for what a call takes and gives.
    """

    def __init__(
        self, backbone, num_classes, min_size=800, max_size=1333, image_mean=None, image_std=None, anchor_generator=None, head=None,
        center_sampling_radius=1.5, score_thresh=0.2, nms_thresh=0.6, detections_per_img=100, topk_candidates=1000, **kwargs,
    ):  # fmt: skip
        super().__init__()
        check_backbone(backbone)
        check_kind(anchor_generator, AnchorGenerator, "anchor_generator")
        self.backbone = backbone
        # A place of a level is as wide as its stride.
        self.anchor_generator = anchor_generator or AnchorGenerator(((8,), (16,), (32,), (64,), (128,)), ((1.0,),) * 5)
        count = self.anchor_generator.num_anchors_per_location()[0]
        if count != 1:
            raise ValueError(f"anchor_generator.num_anchors_per_location()[0] should be 1 instead of {count}")
        self.head = head or FCOSHead(backbone.out_channels, count, num_classes)
        self.box_coder = det_utils.BoxLinearCoder(normalize_by_size=True)
        self.center_sampling_radius = center_sampling_radius
        limits = (score_thresh, nms_thresh, detections_per_img, topk_candidates)
        self._settle(backbone, num_classes, image_mean, image_std, (min_size, max_size), limits, kwargs)

    def _matches(self, anchors, boxes, num_anchors_per_level):
        """The number of each place's true box: the smallest around whose middle it lies and whose size fits its level; -1 for none."""
        if not boxes.numel():
            return lumbre.full((len(anchors),), -1, dtype=lumbre.int64, device=anchors.device)
        low, high = boxes[:, :2], boxes[:, 2:]
        places, size = (anchors[:, :2] + anchors[:, 2:]) / 2, anchors[:, 2] - anchors[:, 0]
        off = (places[:, None] - (low + high) / 2).abs().amax(2)
        sides = lumbre.cat([places[:, None] - low, high - places[:, None]], 2)
        least, most = size * 4, size * 8
        least[: num_anchors_per_level[0]] = 0
        most[-num_anchors_per_level[-1] :] = float("inf")
        far = sides.amax(2)
        fits = (off < self.center_sampling_radius * size[:, None]) & (sides.amin(2) > 0) & (far > least[:, None]) & (far < most[:, None])
        area = (high - low).prod(1)
        best, which = (fits.float() * (1e8 - area)).max(1)
        return which.masked_fill(best < 1e-5, -1)

    def compute_loss(self, targets, head_outputs, anchors, num_anchors_per_level):
        """The losses by name."""
        matched = [self._matches(own, target["boxes"], num_anchors_per_level) for own, target in zip(anchors, targets)]
        return self.head.compute_loss(targets, head_outputs, anchors, matched)

    def _losses(self, targets, outputs, anchors, features):
        return self.compute_loss(targets, outputs, anchors, [f.shape[2] * f.shape[3] for f in features])

    def _scores(self, outputs):
        return (outputs["cls_logits"].sigmoid() * outputs["bbox_ctrness"].sigmoid()).sqrt()

    def _boxes(self, numbers, anchors):
        return self.box_coder.decode(numbers, anchors)


def _over_resnet(num_classes, weights_backbone, progress, trained=False, trainable_backbone_layers=None, **kwargs):
    """FCOS over ResNet-50."""
    backbone = pyramid(weights_backbone, progress, trained, trainable_backbone_layers, [2, 3, 4], 256)
    return FCOS(backbone, num_classes, **kwargs)


fcos_resnet50_fpn = detector("fcos_resnet50_fpn", "FCOS_ResNet50_FPN_Weights", _RESNET, _over_resnet)
