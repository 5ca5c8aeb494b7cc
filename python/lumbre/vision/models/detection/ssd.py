"""SSD. Liu et al., "SSD: single shot multibox detector", 2016."""

import warnings
from collections import OrderedDict

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf

from ...ops import boxes as box_ops
from ..vgg import vgg16
from . import _utils as det_utils
from .anchor_utils import DefaultBoxGenerator
from .backbone_utils import _validate_trainable_layers, freeze
from .faster_rcnn import detector
from .generalized_rcnn import OneStage
from .retinanet import matched_anchors
from .rpn import rows
from .transform import MEAN, STD, GeneralizedRCNNTransform


def _xavier_init(layers):
    for layer in layers.modules():
        if isinstance(layer, nn.Conv2d):
            nn.init.xavier_uniform_(layer.weight)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)


class SSDScoringHead(nn.Module):
    """One layer for each level: (batch, boxes, num_columns)."""

    def __init__(self, module_list, num_columns):
        super().__init__()
        self.module_list, self.num_columns = module_list, num_columns

    def forward(self, x):
        return lumbre.cat([rows(layer(features), self.num_columns) for layer, features in zip(self.module_list, x)], 1)


def _layers(in_channels, num_anchors, columns):
    layers = nn.ModuleList(nn.Conv2d(c, columns * n, 3, padding=1) for c, n in zip(in_channels, num_anchors))
    _xavier_init(layers)
    return layers


class SSDClassificationHead(SSDScoringHead):
    """The classes of each box."""

    def __init__(self, in_channels, num_anchors, num_classes):
        super().__init__(_layers(in_channels, num_anchors, num_classes), num_classes)


class SSDRegressionHead(SSDScoringHead):
    """Each box, as numbers."""

    def __init__(self, in_channels, num_anchors):
        super().__init__(_layers(in_channels, num_anchors, 4), 4)


class SSDHead(nn.Module):
    """Classes and boxes."""

    def __init__(self, in_channels, num_anchors, num_classes):
        super().__init__()
        self.classification_head = SSDClassificationHead(in_channels, num_anchors, num_classes)
        self.regression_head = SSDRegressionHead(in_channels, num_anchors)

    def forward(self, x):
        return {"bbox_regression": self.regression_head(x), "cls_logits": self.classification_head(x)}


class SSD(OneStage):
    """SSD for pictures of one ``size`` (width, height), over a backbone that gives features by name.

    See `GeneralizedRCNN` for what a call takes and gives.
    """

    def __init__(
        self, backbone, anchor_generator, size, num_classes, image_mean=None, image_std=None, head=None, score_thresh=0.01, nms_thresh=0.45,
        detections_per_img=200, iou_thresh=0.5, topk_candidates=400, positive_fraction=0.25, **kwargs,
    ):  # fmt: skip
        super().__init__()
        self.backbone, self.anchor_generator = backbone, anchor_generator
        self.box_coder = det_utils.BoxCoder(weights=(10.0, 10.0, 5.0, 5.0))
        if head is None:
            channels = backbone.out_channels if hasattr(backbone, "out_channels") else det_utils.retrieve_out_channels(backbone, size)
            check_levels(channels, anchor_generator)
            head = SSDHead(channels, anchor_generator.num_anchors_per_location(), num_classes)
        self.head = head
        self.proposal_matcher = det_utils.SSDMatcher(iou_thresh)
        self.transform = GeneralizedRCNNTransform(
            min(size), max(size), image_mean or MEAN, image_std or STD, size_divisible=1, fixed_size=size, **kwargs
        )
        self.score_thresh, self.nms_thresh = score_thresh, nms_thresh
        self.detections_per_img, self.topk_candidates = detections_per_img, topk_candidates
        self.neg_to_pos_ratio = (1.0 - positive_fraction) / positive_fraction

    def compute_loss(self, targets, head_outputs, anchors, matched_idxs):
        """The losses by name: of the boxes that show something, and of as many of the worst others as ``neg_to_pos_ratio`` says."""
        logits, where, labels, count = head_outputs["cls_logits"], [], [], 0
        for target, numbers, own, matched in zip(targets, head_outputs["bbox_regression"], anchors, matched_idxs):
            shown = lumbre.where(matched >= 0)[0]
            count += shown.numel()
            wanted = self.box_coder.encode_single(target["boxes"][matched[shown]], own[shown])
            where.append(nnf.smooth_l1_loss(numbers[shown], wanted, reduction="sum"))
            own_labels = target["labels"].new_zeros(len(matched))
            own_labels[shown] = target["labels"][matched[shown]]
            labels.append(own_labels)
        labels = lumbre.stack(labels)
        loss = nnf.cross_entropy(logits.flatten(0, 1), labels.flatten(), reduction="none").view_as(labels)
        positive = labels > 0
        # The place of each loss among those of boxes without anything, the largest first.
        rank = loss.masked_fill(positive, -float("inf")).sort(1, descending=True)[1].sort(1)[1]
        negative = rank < self.neg_to_pos_ratio * positive.sum(1, keepdim=True)
        count = max(1, count)
        return {
            "bbox_regression": lumbre.stack(where).sum() / count,
            "classification": (loss[positive].sum() + loss[negative].sum()) / count,
        }

    def _losses(self, targets, outputs, anchors, features):
        return self.compute_loss(targets, outputs, anchors, matched_anchors(anchors, targets, self.proposal_matcher))

    def postprocess_detections(self, head_outputs, image_anchors, image_shapes):
        """The detections of each picture, the best first."""
        found = []
        scores = head_outputs["cls_logits"].softmax(-1)
        for numbers, score, own, shape in zip(head_outputs["bbox_regression"], scores, image_anchors, image_shapes):
            boxes = box_ops.clip_boxes_to_image(self.box_coder.decode_single(numbers, own), shape)
            made = []
            # The first class is nothing.
            for label in range(1, score.shape[1]):
                kept = lumbre.where(score[:, label] > self.score_thresh)[0]
                best, order = score[kept, label].topk(min(self.topk_candidates, kept.numel()))
                made.append((boxes[kept[order]], best, lumbre.full_like(order, label)))
            found.append(det_utils.best(*map(lumbre.cat, zip(*made)), self.detections_per_img, self.nms_thresh))
        return found

    def _detect(self, outputs, anchors, features, shapes):
        return self.postprocess_detections(outputs, anchors, shapes)


def check_levels(channels, generator):
    """Refuses a backbone with another number of levels than the boxes have."""
    if len(channels) != len(generator.aspect_ratios):
        raise ValueError(
            f"The length of the output channels from the backbone ({len(channels)}) do not match the length of the anchor generator aspect "
            f"ratios ({len(generator.aspect_ratios)})"
        )


def _more(*sizes):
    """Convolutions (in, out, kernel, options) with ReLU behind each."""
    layers = ((nn.Conv2d(i, o, k, **options), nn.ReLU(inplace=True)) for i, o, k, options in sizes)
    return nn.Sequential(*(layer for pair in layers for layer in pair))


class SSDFeatureExtractorVGG(nn.Module):
    """The layers of VGG and smaller and smaller ones behind them: features by name."""

    def __init__(self, backbone, highres):
        super().__init__()
        pools = [i for i, layer in enumerate(backbone) if isinstance(layer, nn.MaxPool2d)]
        backbone[pools[2]].ceil_mode = True
        self.scale_weight = nn.Parameter(lumbre.ones(512) * 20)
        self.features = nn.Sequential(*backbone[: pools[3]])
        half, plain = {"padding": 1, "stride": 2}, {}
        extra = [
            _more((1024, 256, 1, plain), (256, 512, 3, half)),
            _more((512, 128, 1, plain), (128, 256, 3, half)),
            _more((256, 128, 1, plain), (128, 256, 3, plain)),
            _more((256, 128, 1, plain), (128, 256, 3, plain)),
            *([_more((256, 128, 1, plain), (128, 256, 4, plain))] if highres else []),
        ]
        for layers in extra:
            _xavier_init(layers)
        far = _more((512, 1024, 3, {"padding": 6, "dilation": 6}), (1024, 1024, 1, plain))
        fc = nn.Sequential(nn.MaxPool2d(3, stride=1, padding=1), *far)
        _xavier_init(fc)
        self.extra = nn.ModuleList([nn.Sequential(*backbone[pools[3] : -1], fc), *extra])

    def forward(self, x):
        x = self.features(x)
        out = [self.scale_weight.view(1, -1, 1, 1) * nnf.normalize(x)]
        for block in self.extra:
            x = block(x)
            out.append(x)
        return OrderedDict((str(i), v) for i, v in enumerate(out))


def _over_vgg(num_classes, weights_backbone, progress, trained=False, trainable_backbone_layers=None, **kwargs):
    """SSD over VGG-16, for pictures of 300 pixels."""
    if "size" in kwargs:
        warnings.warn("The size of the model is already fixed; ignoring the parameter.", stacklevel=3)
        kwargs.pop("size")
    layers = _validate_trainable_layers(trained or weights_backbone is not None, trainable_backbone_layers, 5, 4)
    features = vgg16(weights=weights_backbone, progress=progress).features
    places = [0, *(i for i, layer in enumerate(features) if isinstance(layer, nn.MaxPool2d))][:-1]
    freeze(places, layers, features)
    generator = DefaultBoxGenerator(
        [[2], [2, 3], [2, 3], [2, 3], [2], [2]], scales=[0.07, 0.15, 0.33, 0.51, 0.69, 0.87, 1.05], steps=[8, 16, 32, 64, 100, 300]
    )
    # The weights are Caffe's: means taken away, values up to 255.
    defaults = {"image_mean": [0.48235, 0.45882, 0.40784], "image_std": [1.0 / 255.0] * 3}
    return SSD(SSDFeatureExtractorVGG(features, False), generator, (300, 300), num_classes, **{**defaults, **kwargs})


ssd300_vgg16 = detector("ssd300_vgg16", "SSD300_VGG16_Weights", ("VGG16_Weights", "IMAGENET1K_FEATURES"), _over_vgg)
