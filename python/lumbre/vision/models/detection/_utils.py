"""Boxes as numbers to learn, and which box is whose."""

import math

import lumbre
from lumbre.nn import functional as nnf

from ...ops import FrozenBatchNorm2d, complete_box_iou_loss, distance_box_iou_loss, generalized_box_iou_loss


class BalancedPositiveNegativeSampler:
    """Draws ``batch_size_per_image`` of the boxes with a label of 0 or more, at most ``positive_fraction`` of them above 0."""

    def __init__(self, batch_size_per_image, positive_fraction):
        self.batch_size_per_image, self.positive_fraction = batch_size_per_image, positive_fraction

    def __call__(self, matched_idxs):
        """For each image's labels, two masks (uint8): the chosen ones above 0, and the chosen zeros."""
        masks = [], []
        for labels in matched_idxs:
            positive, negative = lumbre.where(labels >= 1)[0], lumbre.where(labels == 0)[0]
            wanted = min(positive.numel(), int(self.batch_size_per_image * self.positive_fraction))
            for found, count, out in ((positive, wanted, masks[0]), (negative, self.batch_size_per_image - wanted, masks[1])):
                mask = lumbre.zeros_like(labels, dtype=lumbre.uint8)
                mask[found[lumbre.randperm(found.numel(), device=found.device)[:count]]] = 1
                out.append(mask)
        return masks


def _centres(boxes):
    """Width, height and centre of (n, 4), each (n,)."""
    x1, y1, x2, y2 = boxes.unbind(1)
    width, height = x2 - x1, y2 - y1
    return width, height, x1 + 0.5 * width, y1 + 0.5 * height


class BoxCoder:
    """Boxes relative to others: how far the centre lies off, and the logarithm of how much larger it is, times ``weights``."""

    def __init__(self, weights, bbox_xform_clip=math.log(1000.0 / 16)):
        self.weights, self.bbox_xform_clip = weights, bbox_xform_clip

    def encode(self, reference_boxes, proposals):
        """`encode_single` for the boxes of each image."""
        counts = [len(b) for b in reference_boxes]
        return self.encode_single(lumbre.cat(reference_boxes), lumbre.cat(proposals)).split(counts, 0)

    def encode_single(self, reference_boxes, proposals):
        """What `decode_single` makes ``reference_boxes`` of, relative to ``proposals``, both (n, 4)."""
        width, height, x, y = _centres(proposals)
        gt_width, gt_height, gt_x, gt_y = _centres(reference_boxes)
        wx, wy, ww, wh = self.weights
        moves = [wx * (gt_x - x) / width, wy * (gt_y - y) / height]
        return lumbre.stack([*moves, ww * (gt_width / width).log(), wh * (gt_height / height).log()], 1)

    def decode(self, rel_codes, boxes):
        """Boxes (n, classes, 4) of numbers (n, 4 * classes), relative to the boxes of all images."""
        if not isinstance(boxes, (list, tuple)):
            raise AssertionError("This function expects boxes of type list or tuple.")
        total = sum(len(b) for b in boxes)
        codes = rel_codes.reshape(total, -1) if total else rel_codes
        out = self.decode_single(codes, lumbre.cat(list(boxes)))
        return out.reshape(total, -1, 4) if total else out

    def decode_single(self, rel_codes, boxes):
        """Boxes (n, 4 * classes) of numbers (n, 4 * classes), relative to boxes (n, 4)."""
        width, height, x, y = (v[:, None] for v in _centres(boxes.to(rel_codes.dtype)))
        dx, dy, dw, dh = (rel_codes[:, i::4] / w for i, w in enumerate(self.weights))
        x, y = dx * width + x, dy * height + y
        half_w, half_h = (0.5 * (d.clamp(max=self.bbox_xform_clip).exp() * size) for d, size in ((dw, width), (dh, height)))
        return lumbre.stack([x - half_w, y - half_h, x + half_w, y + half_h], 2).flatten(1)


class BoxLinearCoder:
    """Boxes by the distances of their sides from others' centres, in units of those others' sizes."""

    def __init__(self, normalize_by_size=True):
        self.normalize_by_size = normalize_by_size

    @staticmethod
    def _parts(boxes):
        low, high = boxes[..., :2], boxes[..., 2:]
        size = high - low
        return 0.5 * (low + high), lumbre.cat([size, size], -1)

    def encode(self, reference_boxes, proposals):
        """The distances (..., 4): left, top, right, bottom."""
        centre, size = self._parts(reference_boxes)
        out = lumbre.cat([centre - proposals[..., :2], proposals[..., 2:] - centre], -1)
        return out / size if self.normalize_by_size else out

    def decode(self, rel_codes, boxes):
        """The boxes (..., 4) at these distances."""
        centre, size = self._parts(boxes.to(rel_codes.dtype))
        far = rel_codes * size if self.normalize_by_size else rel_codes
        return lumbre.cat([centre - far[..., :2], centre + far[..., 2:]], -1)


class Matcher:
    """The true box that overlaps each proposal most, by a matrix (true, proposal) of overlaps.

    -1 where that is below ``low_threshold``, -2 below ``high_threshold``; with ``allow_low_quality_matches``, the proposals that overlap
    a true box most are given it all the same. Raises ValueError for an empty matrix.
    """

    BELOW_LOW_THRESHOLD, BETWEEN_THRESHOLDS = -1, -2

    def __init__(self, high_threshold, low_threshold, allow_low_quality_matches=False):
        if low_threshold > high_threshold:
            raise AssertionError("low_threshold should be <= high_threshold")
        self.high_threshold, self.low_threshold = high_threshold, low_threshold
        self.allow_low_quality_matches = allow_low_quality_matches

    def __call__(self, match_quality_matrix):
        quality = match_quality_matrix
        if quality.numel() == 0:
            kind = "proposal" if quality.shape[0] else "ground-truth"
            raise ValueError(f"No {kind} boxes available for one of the images during training")
        best, which = quality.max(0)
        matches = which.masked_fill(best < self.high_threshold, self.BETWEEN_THRESHOLDS)
        matches = matches.masked_fill(best < self.low_threshold, self.BELOW_LOW_THRESHOLD)
        if self.allow_low_quality_matches:
            kept = (quality == quality.amax(1, keepdim=True)).any(0)
            matches = lumbre.where(kept, which, matches)
        return matches


class SSDMatcher(Matcher):
    """A `Matcher` with one threshold, where every true box is given the proposal that overlaps it most."""

    def __init__(self, threshold):
        super().__init__(threshold, threshold, allow_low_quality_matches=False)

    def __call__(self, match_quality_matrix):
        matches = super().__call__(match_quality_matrix)
        own = match_quality_matrix.max(1)[1]
        matches[own] = lumbre.arange(own.shape[0], device=own.device)
        return matches


def overwrite_eps(model, eps):
    """Sets what the frozen batch norms add to the variance: the first weights were trained without."""
    for module in model.modules():
        if isinstance(module, FrozenBatchNorm2d):
            module.eps = eps


def retrieve_out_channels(model, size):
    """The channels of each of a network's features, for pictures (width, height)."""
    training = model.training
    model.eval()
    with lumbre.no_grad():
        found = model(lumbre.zeros(1, 3, size[1], size[0], device=next(model.parameters()).device))
    model.train(training)
    return [x.shape[1] for x in ([found] if isinstance(found, lumbre.Tensor) else found.values())]


def _box_loss(type, box_coder, anchors_per_image, matched_gt_boxes_per_image, bbox_regression_per_image, cnf=None):
    """The loss of predicted numbers for the boxes that anchors were given, summed."""
    cnf = cnf or {}
    if type in ("l1", "smooth_l1"):
        target = box_coder.encode_single(matched_gt_boxes_per_image, anchors_per_image)
        if type == "l1":
            return nnf.l1_loss(bbox_regression_per_image, target, reduction="sum")
        return nnf.smooth_l1_loss(bbox_regression_per_image, target, reduction="sum", beta=cnf.get("beta", 1.0))
    losses = {"ciou": complete_box_iou_loss, "diou": distance_box_iou_loss, "giou": generalized_box_iou_loss}
    if type not in losses:
        raise AssertionError(f"Unsupported loss: {type}")
    boxes = box_coder.decode_single(bbox_regression_per_image, anchors_per_image)
    return losses[type](boxes, matched_gt_boxes_per_image, reduction="sum", eps=cnf.get("eps", 1e-7))


def best(boxes, scores, labels, count, threshold):
    """The ``count`` boxes with the highest scores that overlap no better one of their label by more than ``threshold``."""
    from ...ops import batched_nms

    keep = batched_nms(boxes, scores, labels, threshold)[:count]
    return {"boxes": boxes[keep], "labels": labels[keep], "scores": scores[keep]}
