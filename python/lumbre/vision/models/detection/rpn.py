"""Region proposals. Ren et al., "Faster R-CNN", 2015."""

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf

from ...ops import Conv2dNormActivation, batched_nms, boxes as box_ops
from . import _utils as det_utils
from .anchor_utils import AnchorGenerator  # noqa: F401


def rename(state_dict, prefix, names):
    """The old names of parameters as the new ones: pairs of both, without "weight" and "bias"."""
    for old, new in names:
        for kind in ("weight", "bias"):
            if f"{prefix}{old}.{kind}" in state_dict:
                state_dict[f"{prefix}{new}.{kind}"] = state_dict.pop(f"{prefix}{old}.{kind}")


def draw_normal(layer, std=0.01):
    """Normal weights for the convolutions in ``layer``, and no bias."""
    for m in layer.modules():
        if isinstance(m, nn.Conv2d):
            nn.init.normal_(m.weight, std=std)
            if m.bias is not None:
                nn.init.zeros_(m.bias)


class RPNHead(nn.Module):
    """For each anchor of each level, whether there is something, and where: lists of (batch, anchors, h, w) and (batch, 4 anchors, h, w)."""

    _version = 2

    def __init__(self, in_channels, num_anchors, conv_depth=1):
        super().__init__()
        self.conv = nn.Sequential(*(Conv2dNormActivation(in_channels, in_channels, kernel_size=3, norm_layer=None) for _ in range(conv_depth)))
        self.cls_logits = nn.Conv2d(in_channels, num_anchors, 1)
        self.bbox_pred = nn.Conv2d(in_channels, num_anchors * 4, 1)
        draw_normal(self)

    def _load_from_state_dict(self, state_dict, prefix, local_metadata, *rest):
        if (local_metadata.get("version") or 1) < 2:
            rename(state_dict, prefix, [("conv", "conv.0.0")])
        super()._load_from_state_dict(state_dict, prefix, local_metadata, *rest)

    def forward(self, x):
        seen = [self.conv(feature) for feature in x]
        return [self.cls_logits(t) for t in seen], [self.bbox_pred(t) for t in seen]


def rows(x, columns):
    """(batch, anchors * columns, height, width) -> (batch, places * anchors, columns), the order of the anchors."""
    return x.unflatten(1, (-1, columns)).permute(0, 3, 4, 1, 2).flatten(1, 3)


class RegionProposalNetwork(nn.Module):
    """The regions of each picture that may show something, and in training the losses of saying so."""

    def __init__(
        self, anchor_generator, head, fg_iou_thresh, bg_iou_thresh, batch_size_per_image, positive_fraction, pre_nms_top_n, post_nms_top_n,
        nms_thresh, score_thresh=0.0,
    ):  # fmt: skip
        super().__init__()
        self.anchor_generator, self.head = anchor_generator, head
        self.box_coder = det_utils.BoxCoder(weights=(1.0, 1.0, 1.0, 1.0))
        self.box_similarity = box_ops.box_iou
        self.proposal_matcher = det_utils.Matcher(fg_iou_thresh, bg_iou_thresh, allow_low_quality_matches=True)
        self.fg_bg_sampler = det_utils.BalancedPositiveNegativeSampler(batch_size_per_image, positive_fraction)
        self._pre_nms_top_n, self._post_nms_top_n = pre_nms_top_n, post_nms_top_n
        self.nms_thresh, self.score_thresh, self.min_size = nms_thresh, score_thresh, 1e-3

    def pre_nms_top_n(self):
        """How many proposals of a level are looked at."""
        return self._pre_nms_top_n["training" if self.training else "testing"]

    def post_nms_top_n(self):
        """How many proposals of a picture are kept."""
        return self._post_nms_top_n["training" if self.training else "testing"]

    def assign_targets_to_anchors(self, anchors, targets):
        """For each picture, labels (1 something, 0 nothing, -1 neither) and the true box of each anchor."""
        labels, boxes = [], []
        for own, target in zip(anchors, targets):
            true = target["boxes"]
            if not true.numel():
                boxes.append(lumbre.zeros_like(own))
                labels.append(own.new_zeros(len(own)))
                continue
            matched = self.proposal_matcher(self.box_similarity(true, own))
            boxes.append(true[matched.clamp(min=0)])
            labels.append((matched >= 0).float().masked_fill(matched == self.proposal_matcher.BETWEEN_THRESHOLDS, -1.0))
        return labels, boxes

    def filter_proposals(self, proposals, objectness, image_shapes, num_anchors_per_level):
        """The best proposals (batch, anchors, 4) of each picture, and their scores: lists."""
        objectness = objectness.detach().reshape(len(proposals), -1)
        numbers = lumbre.arange(len(num_anchors_per_level), device=proposals.device)
        levels = numbers.repeat_interleave(lumbre.tensor(num_anchors_per_level, device=proposals.device))
        first, chosen = 0, []
        for level in objectness.split(num_anchors_per_level, 1):
            chosen.append(level.topk(min(self.pre_nms_top_n(), level.shape[1]), dim=1)[1] + first)
            first += level.shape[1]
        made = []
        for boxes, scores, index, shape in zip(proposals, objectness, lumbre.cat(chosen, 1), image_shapes):
            boxes, scores, level = box_ops.clip_boxes_to_image(boxes[index], shape), scores[index].sigmoid(), levels[index]
            keep = box_ops.remove_small_boxes(boxes, self.min_size)
            keep = keep[scores[keep] >= self.score_thresh]
            boxes, scores = boxes[keep], scores[keep]
            keep = batched_nms(boxes, scores, level[keep], self.nms_thresh)[: self.post_nms_top_n()]
            made.append((boxes[keep], scores[keep]))
        return [boxes for boxes, _ in made], [scores for _, scores in made]

    def compute_loss(self, objectness, pred_bbox_deltas, labels, regression_targets):
        """The losses of what the anchors show and of where it is."""
        positive, negative = (lumbre.where(lumbre.cat(mask))[0] for mask in self.fg_bg_sampler(labels))
        chosen = lumbre.cat([positive, negative])
        target = lumbre.cat(regression_targets)[positive]
        where = nnf.smooth_l1_loss(pred_bbox_deltas[positive], target, beta=1 / 9, reduction="sum") / chosen.numel()
        return nnf.binary_cross_entropy_with_logits(objectness.flatten()[chosen], lumbre.cat(labels)[chosen]), where

    def forward(self, images, features, targets=None):
        features = list(features.values())
        objectness, deltas = self.head(features)
        anchors = self.anchor_generator(images, features)
        counts = [o[0].numel() for o in objectness]
        objectness = lumbre.cat([rows(o, 1) for o in objectness], 1).flatten(0, 1)
        deltas = lumbre.cat([rows(d, 4) for d in deltas], 1).reshape(-1, 4)
        proposals = self.box_coder.decode(deltas.detach(), anchors).view(len(anchors), -1, 4)
        boxes, _ = self.filter_proposals(proposals, objectness, images.image_sizes, counts)
        if not self.training:
            return boxes, {}
        if targets is None:
            raise ValueError("targets should not be None")
        labels, matched = self.assign_targets_to_anchors(anchors, targets)
        what, where = self.compute_loss(objectness, deltas, labels, self.box_coder.encode(matched, anchors))
        return boxes, {"loss_objectness": what, "loss_rpn_box_reg": where}
