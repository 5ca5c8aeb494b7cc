"""RetinaNet. Lin et al., "Focal loss for dense object detection", 2017."""

import math
from functools import partial

import lumbre
from lumbre import nn

from ...ops import Conv2dNormActivation, boxes as box_ops, sigmoid_focal_loss
from . import _utils as det_utils
from .anchor_utils import AnchorGenerator
from .faster_rcnn import _RESNET, check_backbone, check_kind, detector, first_weights_eps, pyramid, pyramid_v2
from .generalized_rcnn import OneStage
from .rpn import draw_normal, rename, rows
from .transform import MEAN, STD, GeneralizedRCNNTransform


def anchors():
    """Three sizes and three ratios for each of five levels."""
    sizes = tuple((x, int(x * 2 ** (1.0 / 3)), int(x * 2 ** (2.0 / 3))) for x in (32, 64, 128, 256, 512))
    return AnchorGenerator(sizes, ((0.5, 1.0, 2.0),) * 5)


def draw_rare(layer, prior):
    """Weights of a layer that says at first that a class is there with probability ``prior``."""
    nn.init.normal_(layer.weight, std=0.01)
    nn.init.constant_(layer.bias, -math.log((1 - prior) / prior))


class _Head(nn.Module):
    """Four convolutions and a last one, over all levels alike."""

    _version = 2

    def __init__(self, in_channels, norm_layer):
        super().__init__()
        self.conv = nn.Sequential(*(Conv2dNormActivation(in_channels, in_channels, norm_layer=norm_layer) for _ in range(4)))

    def _load_from_state_dict(self, state_dict, prefix, local_metadata, *rest):
        if (local_metadata.get("version") or 1) < 2:
            rename(state_dict, prefix, [(f"conv.{2 * i}", f"conv.{i}.0") for i in range(4)])
        super()._load_from_state_dict(state_dict, prefix, local_metadata, *rest)


class RetinaNetClassificationHead(_Head):
    """The classes of each anchor, (batch, anchors, classes)."""

    def __init__(self, in_channels, num_anchors, num_classes, prior_probability=0.01, norm_layer=None):
        super().__init__(in_channels, norm_layer)
        draw_normal(self.conv)
        self.cls_logits = nn.Conv2d(in_channels, num_anchors * num_classes, 3, stride=1, padding=1)
        draw_rare(self.cls_logits, prior_probability)
        self.num_classes, self.num_anchors = num_classes, num_anchors
        self.BETWEEN_THRESHOLDS = det_utils.Matcher.BETWEEN_THRESHOLDS

    def compute_loss(self, targets, head_outputs, matched_idxs):
        """The focal loss of the classes, a mean over the pictures."""
        losses = []
        for target, logits, matched in zip(targets, head_outputs["cls_logits"], matched_idxs):
            shown, judged = matched >= 0, matched != self.BETWEEN_THRESHOLDS
            wanted = lumbre.zeros_like(logits)
            wanted[shown, target["labels"][matched[shown]]] = 1.0
            losses.append(sigmoid_focal_loss(logits[judged], wanted[judged], reduction="sum") / max(1, int(shown.sum())))
        return sum(losses) / len(targets)

    def forward(self, x):
        return lumbre.cat([rows(self.cls_logits(self.conv(features)), self.num_classes) for features in x], 1)


class RetinaNetRegressionHead(_Head):
    """The box of each anchor, as numbers (batch, anchors, 4)."""

    def __init__(self, in_channels, num_anchors, norm_layer=None):
        super().__init__(in_channels, norm_layer)
        self.bbox_reg = nn.Conv2d(in_channels, num_anchors * 4, 3, stride=1, padding=1)
        draw_normal(self.bbox_reg)
        draw_normal(self.conv)
        self.box_coder = det_utils.BoxCoder(weights=(1.0, 1.0, 1.0, 1.0))
        self._loss_type = "l1"

    def compute_loss(self, targets, head_outputs, anchors, matched_idxs):
        """The loss of the boxes of anchors that show something, a mean over the pictures."""
        losses = []
        for target, numbers, own, matched in zip(targets, head_outputs["bbox_regression"], anchors, matched_idxs):
            shown = lumbre.where(matched >= 0)[0]
            true = target["boxes"][matched[shown]]
            losses.append(det_utils._box_loss(self._loss_type, self.box_coder, own[shown], true, numbers[shown]) / max(1, shown.numel()))
        return sum(losses) / max(1, len(targets))

    def forward(self, x):
        return lumbre.cat([rows(self.bbox_reg(self.conv(features)), 4) for features in x], 1)


class RetinaNetHead(nn.Module):
    """Classes and boxes of all anchors."""

    def __init__(self, in_channels, num_anchors, num_classes, norm_layer=None):
        super().__init__()
        self.classification_head = RetinaNetClassificationHead(in_channels, num_anchors, num_classes, norm_layer=norm_layer)
        self.regression_head = RetinaNetRegressionHead(in_channels, num_anchors, norm_layer=norm_layer)

    def compute_loss(self, targets, head_outputs, anchors, matched_idxs):
        """Both losses by name."""
        return {
            "classification": self.classification_head.compute_loss(targets, head_outputs, matched_idxs),
            "bbox_regression": self.regression_head.compute_loss(targets, head_outputs, anchors, matched_idxs),
        }

    def forward(self, x):
        return {"cls_logits": self.classification_head(x), "bbox_regression": self.regression_head(x)}


def matched_anchors(anchors, targets, matcher):
    """For each picture, the number of each anchor's true box, negative where it has none."""
    return [
        matcher(box_ops.box_iou(target["boxes"], own))
        if target["boxes"].numel()
        else lumbre.full((len(own),), -1, dtype=lumbre.int64, device=own.device)
        for own, target in zip(anchors, targets)
    ]


class Dense(OneStage):
    """A detector that takes the best anchors of each level. A class has ``_scores`` and ``_boxes`` of a level's outputs."""

    def _settle(self, backbone, num_classes, image_mean, image_std, sizes, limits, kwargs):
        self.transform = GeneralizedRCNNTransform(*sizes, image_mean or MEAN, image_std or STD, **kwargs)
        self.score_thresh, self.nms_thresh, self.detections_per_img, self.topk_candidates = limits

    def _level(self, outputs, anchors, shape):
        scores = self._scores(outputs)
        classes, scores = scores.shape[-1], scores.flatten()
        kept = lumbre.where(scores > self.score_thresh)[0]
        scores, order = scores[kept].topk(min(self.topk_candidates, kept.numel()))
        kept = kept[order]
        at = kept.div(classes, rounding_mode="floor")
        boxes = box_ops.clip_boxes_to_image(self._boxes(outputs["bbox_regression"][at], anchors[at]), shape)
        return boxes, scores, kept % classes

    def _detect(self, outputs, anchors, features, shapes):
        places = [f.shape[2] * f.shape[3] for f in features]
        boxes_at = outputs["cls_logits"].shape[1] // sum(places)
        counts = [n * boxes_at for n in places]
        levels = {name: x.split(counts, 1) for name, x in outputs.items()}
        found = []
        for i, shape in enumerate(shapes):
            made = [
                self._level({name: x[k][i] for name, x in levels.items()}, own, shape) for k, own in enumerate(anchors[i].split(counts))
            ]
            found.append(det_utils.best(*map(lumbre.cat, zip(*made)), self.detections_per_img, self.nms_thresh))
        return found


class RetinaNet(Dense):
    """RetinaNet over a backbone that gives features by name, of ``backbone.out_channels``.

    See `GeneralizedRCNN` for what a call takes and gives.
    """

    def __init__(
        self, backbone, num_classes, min_size=800, max_size=1333, image_mean=None, image_std=None, anchor_generator=None, head=None,
        proposal_matcher=None, score_thresh=0.05, nms_thresh=0.5, detections_per_img=300, fg_iou_thresh=0.5, bg_iou_thresh=0.4,
        topk_candidates=1000, **kwargs,
    ):  # fmt: skip
        super().__init__()
        check_backbone(backbone)
        check_kind(anchor_generator, AnchorGenerator, "anchor_generator")
        self.backbone = backbone
        self.anchor_generator = anchor_generator or anchors()
        self.head = head or RetinaNetHead(backbone.out_channels, self.anchor_generator.num_anchors_per_location()[0], num_classes)
        self.proposal_matcher = proposal_matcher or det_utils.Matcher(fg_iou_thresh, bg_iou_thresh, allow_low_quality_matches=True)
        self.box_coder = det_utils.BoxCoder(weights=(1.0, 1.0, 1.0, 1.0))
        limits = (score_thresh, nms_thresh, detections_per_img, topk_candidates)
        self._settle(backbone, num_classes, image_mean, image_std, (min_size, max_size), limits, kwargs)

    def compute_loss(self, targets, head_outputs, anchors):
        """The losses by name."""
        return self.head.compute_loss(targets, head_outputs, anchors, matched_anchors(anchors, targets, self.proposal_matcher))

    def _losses(self, targets, outputs, anchors, features):
        return self.compute_loss(targets, outputs, anchors)

    def _scores(self, outputs):
        return outputs["cls_logits"].sigmoid()

    def _boxes(self, numbers, anchors):
        return self.box_coder.decode_single(numbers, anchors)


def _over_resnet(num_classes, weights_backbone, progress, trained=False, trainable_backbone_layers=None, **kwargs):
    """RetinaNet over ResNet-50."""
    backbone = pyramid(weights_backbone, progress, trained, trainable_backbone_layers, [2, 3, 4], 256)
    return RetinaNet(backbone, num_classes, **kwargs)


_over_resnet.after_weights = first_weights_eps


def _over_resnet_v2(num_classes, weights_backbone, progress, trained=False, trainable_backbone_layers=None, **kwargs):
    """RetinaNet over ResNet-50, with group norms and a loss of overlaps. Zhang et al., "ATSS", 2020."""
    backbone = pyramid_v2(weights_backbone, progress, trained, trainable_backbone_layers, [2, 3, 4], 2048)
    generator = anchors()
    boxes = generator.num_anchors_per_location()[0]
    head = RetinaNetHead(backbone.out_channels, boxes, num_classes, norm_layer=partial(nn.GroupNorm, 32))
    head.regression_head._loss_type = "giou"
    return RetinaNet(backbone, num_classes, **{"anchor_generator": generator, "head": head, **kwargs})


retinanet_resnet50_fpn = detector("retinanet_resnet50_fpn", "RetinaNet_ResNet50_FPN_Weights", _RESNET, _over_resnet)
retinanet_resnet50_fpn_v2 = detector(
    "retinanet_resnet50_fpn_v2", "RetinaNet_ResNet50_FPN_V2_Weights", ("ResNet50_Weights", None), _over_resnet_v2
)
