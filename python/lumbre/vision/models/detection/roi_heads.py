"""What regions show: classes and boxes, masks, key points. He et al., "Mask R-CNN", 2017."""

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf

from ...ops import boxes as box_ops, roi_align
from . import _utils as det_utils


def fastrcnn_loss(class_logits, box_regression, labels, regression_targets):
    """The losses of the regions' classes and of the boxes of those that show something."""
    labels, targets = lumbre.cat(labels), lumbre.cat(regression_targets)
    shown = lumbre.where(labels > 0)[0]
    boxes = box_regression.reshape(len(class_logits), -1, 4)[shown, labels[shown]]
    where = nnf.smooth_l1_loss(boxes, targets[shown], beta=1 / 9, reduction="sum") / labels.numel()
    return nnf.cross_entropy(class_logits, labels), where


def maskrcnn_inference(x, labels):
    """Of the logits (n, classes, m, m), the probabilities of each one's class, (n, 1, m, m), by picture."""
    counts, labels = [len(label) for label in labels], lumbre.cat(labels)
    probabilities = x.sigmoid()[lumbre.arange(len(x), device=labels.device), labels]
    return probabilities[:, None].split(counts, 0)


def project_masks_on_boxes(gt_masks, boxes, matched_idxs, M):
    """The true masks within the boxes, at M x M places."""
    rois = lumbre.cat([matched_idxs.to(boxes)[:, None], boxes], 1)
    return roi_align(gt_masks[:, None].to(rois), rois, (M, M), 1.0)[:, 0]


def maskrcnn_loss(mask_logits, proposals, gt_masks, gt_labels, mask_matched_idxs):
    """The loss of the masks of the right classes."""
    labels = lumbre.cat([label[index] for label, index in zip(gt_labels, mask_matched_idxs)])
    size = mask_logits.shape[-1]
    targets = lumbre.cat([project_masks_on_boxes(m, p, i, size) for m, p, i in zip(gt_masks, proposals, mask_matched_idxs)])
    if not targets.numel():
        return mask_logits.sum() * 0
    return nnf.binary_cross_entropy_with_logits(mask_logits[lumbre.arange(len(labels), device=labels.device), labels], targets)


def keypoints_to_heatmap(keypoints, rois, heatmap_size):
    """The place of each point in its region's map, as one number, and whether it lies in it and can be seen."""
    low, high = rois[:, None, :2], rois[:, None, 2:]
    places = keypoints[..., :2]
    cell = ((places - low) * (heatmap_size / (high - low))).floor().long()
    # A point on the far side lies in the last cell.
    cell = cell.masked_fill(places == high, heatmap_size - 1)
    valid = ((cell >= 0) & (cell < heatmap_size)).all(-1) & (keypoints[..., 2] > 0)
    return (cell[..., 1] * heatmap_size + cell[..., 0]) * valid, valid.long()


def heatmaps_to_keypoints(maps, rois):
    """The highest places of maps (n, points, m, m), as (n, points, 3) in pixels, and their scores (n, points)."""
    found, scores = maps.new_zeros(len(rois), maps.shape[1], 3), maps.new_zeros(len(rois), maps.shape[1])
    for i, (heat, (x1, y1, x2, y2)) in enumerate(zip(maps, rois)):
        width, height = (x2 - x1).clamp(min=1), (y2 - y1).clamp(min=1)
        columns, lines = int(width.ceil()), int(height.ceil())
        heat = nnf.interpolate(heat[:, None], size=(lines, columns), mode="bicubic", align_corners=False).flatten(1)
        best = heat.argmax(1)
        x, y = best % columns, best.div(columns, rounding_mode="floor")
        xs, ys = (x.float() + 0.5) * (width / columns) + x1, (y.float() + 0.5) * (height / lines) + y1
        found[i] = lumbre.stack([xs, ys, lumbre.ones_like(xs)], 1)
        scores[i] = heat.gather(1, best[:, None])[:, 0]
    return found, scores


def keypointrcnn_loss(keypoint_logits, proposals, gt_keypoints, keypoint_matched_idxs):
    """The loss of the places of the points that can be seen."""
    count, points, height, width = keypoint_logits.shape
    if height != width:
        raise ValueError(f"keypoint_logits height and width should be equal. Instead got H = {height} and W = {width}")
    pairs = [
        keypoints_to_heatmap(true[index], boxes, height) for boxes, true, index in zip(proposals, gt_keypoints, keypoint_matched_idxs)
    ]
    targets, valid = (lumbre.cat([pair[i].reshape(-1) for pair in pairs]) for i in (0, 1))
    valid = lumbre.where(valid)[0]
    if not targets.numel() or not len(valid):
        return keypoint_logits.sum() * 0
    return nnf.cross_entropy(keypoint_logits.view(count * points, height * width)[valid], targets[valid])


def keypointrcnn_inference(x, boxes):
    """The points of each picture, and their scores: lists."""
    made = [heatmaps_to_keypoints(maps, own) for maps, own in zip(x.split([len(b) for b in boxes], 0), boxes)]
    return [points for points, _ in made], [scores for _, scores in made]


def _pasted(mask, box, height, width):
    """A mask (m, m) stretched over a box of whole pixels, in a picture."""
    x1, y1, x2, y2 = box
    size = max(y2 - y1 + 1, 1), max(x2 - x1 + 1, 1)
    mask = nnf.interpolate(mask[None, None], size=size, mode="bilinear", align_corners=False)[0, 0]
    out = mask.new_zeros(height, width)
    left, top, right, bottom = max(x1, 0), max(y1, 0), min(x2 + 1, width), min(y2 + 1, height)
    out[top:bottom, left:right] = mask[top - y1 : bottom - y1, left - x1 : right - x1]
    return out


def paste_masks_in_image(masks, boxes, img_shape, padding=1):
    """Masks (n, 1, m, m) of boxes (n, 4) as masks of the whole picture, (n, 1, height, width)."""
    height, width = img_shape
    if not len(masks):
        return masks.new_empty(0, 1, height, width)
    size = masks.shape[-1]
    masks = nnf.pad(masks, (padding,) * 4)
    low, high = boxes[:, :2], boxes[:, 2:]
    centre, half = (high + low) * 0.5, (high - low) * 0.5 * (float(size + 2 * padding) / size)
    whole = lumbre.cat([centre - half, centre + half], 1).to(lumbre.int64).tolist()
    return lumbre.stack([_pasted(mask[0], box, height, width) for mask, box in zip(masks, whole)])[:, None]


class RoIHeads(nn.Module):
    """Judges the proposals of each picture: detections, and in training the losses."""

    def __init__(
        self, box_roi_pool, box_head, box_predictor, fg_iou_thresh, bg_iou_thresh, batch_size_per_image, positive_fraction,
        bbox_reg_weights, score_thresh, nms_thresh, detections_per_img, mask_roi_pool=None, mask_head=None, mask_predictor=None,
        keypoint_roi_pool=None, keypoint_head=None, keypoint_predictor=None,
    ):  # fmt: skip
        super().__init__()
        self.box_similarity = box_ops.box_iou
        self.proposal_matcher = det_utils.Matcher(fg_iou_thresh, bg_iou_thresh, allow_low_quality_matches=False)
        self.fg_bg_sampler = det_utils.BalancedPositiveNegativeSampler(batch_size_per_image, positive_fraction)
        self.box_coder = det_utils.BoxCoder(bbox_reg_weights or (10.0, 10.0, 5.0, 5.0))
        self.box_roi_pool, self.box_head, self.box_predictor = box_roi_pool, box_head, box_predictor
        self.score_thresh, self.nms_thresh, self.detections_per_img = score_thresh, nms_thresh, detections_per_img
        self.mask_roi_pool, self.mask_head, self.mask_predictor = mask_roi_pool, mask_head, mask_predictor
        self.keypoint_roi_pool, self.keypoint_head, self.keypoint_predictor = keypoint_roi_pool, keypoint_head, keypoint_predictor

    def has_mask(self):
        """Whether masks are made."""
        return None not in (self.mask_roi_pool, self.mask_head, self.mask_predictor)

    def has_keypoint(self):
        """Whether key points are found."""
        return None not in (self.keypoint_roi_pool, self.keypoint_head, self.keypoint_predictor)

    def assign_targets_to_proposals(self, proposals, gt_boxes, gt_labels):
        """For each picture, the number of each proposal's true box and its label (0 nothing, -1 left out)."""
        numbers, labels = [], []
        for own, boxes, classes in zip(proposals, gt_boxes, gt_labels):
            if not boxes.numel():
                numbers.append(lumbre.zeros(len(own), dtype=lumbre.int64, device=own.device))
                labels.append(lumbre.zeros_like(numbers[-1]))
                continue
            matched = self.proposal_matcher(self.box_similarity(boxes, own))
            numbers.append(matched.clamp(min=0))
            found = classes[numbers[-1]].to(lumbre.int64).masked_fill(matched == self.proposal_matcher.BELOW_LOW_THRESHOLD, 0)
            labels.append(found.masked_fill(matched == self.proposal_matcher.BETWEEN_THRESHOLDS, -1))
        return numbers, labels

    def check_targets(self, targets):
        """Refuses targets that lack something."""
        if targets is None:
            raise ValueError("targets should not be None")
        for key in ("boxes", "labels", *(("masks",) if self.has_mask() else ())):
            if not all(key in t for t in targets):
                raise ValueError(f"Every element of targets should have a {key} key")

    def select_training_samples(self, proposals, targets):
        """Proposals drawn to learn from, with the numbers of their true boxes, their labels and what to predict of their boxes."""
        self.check_targets(targets)
        gt_boxes = [t["boxes"].to(proposals[0].dtype) for t in targets]
        proposals = [lumbre.cat(pair) for pair in zip(proposals, gt_boxes)]
        numbers, labels = self.assign_targets_to_proposals(proposals, gt_boxes, [t["labels"] for t in targets])
        chosen = [lumbre.where(positive | negative)[0] for positive, negative in zip(*self.fg_bg_sampler(labels))]
        proposals, numbers, labels = ([x[i] for x, i in zip(xs, chosen)] for xs in (proposals, numbers, labels))
        known = [boxes if boxes.numel() else boxes.new_zeros(1, 4) for boxes in gt_boxes]
        targets = self.box_coder.encode([boxes[number] for boxes, number in zip(known, numbers)], proposals)
        return proposals, numbers, labels, targets

    def postprocess_detections(self, class_logits, box_regression, proposals, image_shapes):
        """Lists of boxes, scores and labels, the best first."""
        counts = [len(p) for p in proposals]
        boxes, scores = self.box_coder.decode(box_regression, proposals), class_logits.softmax(-1)
        labels = lumbre.arange(class_logits.shape[-1], device=class_logits.device)
        made = []
        for own, score, shape in zip(boxes.split(counts, 0), scores.split(counts, 0), image_shapes):
            # The first class is nothing.
            own = box_ops.clip_boxes_to_image(own, shape)[:, 1:].reshape(-1, 4)
            label, score = labels.expand_as(score)[:, 1:].reshape(-1), score[:, 1:].reshape(-1)
            keep = lumbre.where(score > self.score_thresh)[0]
            keep = keep[box_ops.remove_small_boxes(own[keep], min_size=1e-2)]
            made.append(det_utils.best(own[keep], score[keep], label[keep], self.detections_per_img, self.nms_thresh))
        return tuple([found[key] for found in made] for key in ("boxes", "scores", "labels"))

    def _check_types(self, targets):
        for t in targets or ():
            if not t["boxes"].is_floating_point():
                raise TypeError(f"target boxes must of float type, instead got {t['boxes'].dtype}")
            if t["labels"].dtype != lumbre.int64:
                raise TypeError(f"target labels must of int64 type, instead got {t['labels'].dtype}")
            if self.has_keypoint() and t["keypoints"].dtype != lumbre.float32:
                raise TypeError(f"target keypoints must of float type, instead got {t['keypoints'].dtype}")

    def forward(self, features, proposals, image_shapes, targets=None):
        self._check_types(targets)
        if self.training:
            proposals, numbers, labels, regression = self.select_training_samples(proposals, targets)
        logits, boxes = self.box_predictor(self.box_head(self.box_roi_pool(features, proposals, image_shapes)))
        result, losses = [], {}
        if self.training:
            losses["loss_classifier"], losses["loss_box_reg"] = fastrcnn_loss(logits, boxes, labels, regression)
            shown = [lumbre.where(label > 0)[0] for label in labels]
            inner, matched = ([x[i] for x, i in zip(xs, shown)] for xs in (proposals, numbers))
        else:
            found = self.postprocess_detections(logits, boxes, proposals, image_shapes)
            result = [{"boxes": b, "labels": label, "scores": s} for b, s, label in zip(*found)]
            inner = [r["boxes"] for r in result]
        if self.has_mask():
            masks = self.mask_predictor(self.mask_head(self.mask_roi_pool(features, inner, image_shapes)))
            if self.training:
                true = [t["masks"] for t in targets], [t["labels"] for t in targets]
                losses["loss_mask"] = maskrcnn_loss(masks, inner, *true, matched)
            else:
                for r, mask in zip(result, maskrcnn_inference(masks, [r["labels"] for r in result])):
                    r["masks"] = mask
        if self.has_keypoint():
            points = self.keypoint_predictor(self.keypoint_head(self.keypoint_roi_pool(features, inner, image_shapes)))
            if self.training:
                losses["loss_keypoint"] = keypointrcnn_loss(points, inner, [t["keypoints"] for t in targets], matched)
            else:
                for r, place, score in zip(result, *keypointrcnn_inference(points, inner)):
                    r["keypoints"], r["keypoints_scores"] = place, score
        return result, losses
