"""Boxes as (x1, y1, x2, y2) in pixels: areas, overlaps, losses of them, and the choice of the best."""

import math

import lumbre

__all__ = [
    "nms", "batched_nms", "remove_small_boxes", "clip_boxes_to_image", "box_convert", "box_area", "box_iou", "generalized_box_iou",
    "distance_box_iou", "complete_box_iou", "masks_to_boxes", "generalized_box_iou_loss", "distance_box_iou_loss", "complete_box_iou_loss",
    "sigmoid_focal_loss",
]  # fmt: skip

# More boxes than this are sorted out class by class.
_MANY = 4000


def nms(boxes, scores, iou_threshold):
    """Indices of the boxes to keep, best first: a box goes whose overlap (IoU) with a better one is above the threshold."""
    return lumbre.ops.torchvision.nms(boxes, scores, iou_threshold)


def batched_nms(boxes, scores, idxs, iou_threshold):
    """`nms` within each class; `idxs` (n,) are the classes."""
    if boxes.numel() == 0:
        return lumbre.empty((0,), dtype=lumbre.int64, device=boxes.device)
    if boxes.numel() <= _MANY:
        # Boxes of different classes are moved apart.
        return nms(boxes + (idxs.to(boxes) * (boxes.max() + 1))[:, None], scores, iou_threshold)
    kept = []
    for c in lumbre.unique(idxs):
        mine = lumbre.where(idxs == c)[0]
        kept.append(mine[nms(boxes[mine], scores[mine], iou_threshold)])
    kept = lumbre.cat(kept).sort()[0]
    return kept[scores[kept].sort(descending=True)[1]]


def remove_small_boxes(boxes, min_size):
    """Indices of the boxes with both sides at least `min_size`."""
    sides = boxes[..., 2:] - boxes[..., :2]
    return lumbre.where((sides >= min_size).all(-1))[0]


def clip_boxes_to_image(boxes, size):
    """The boxes (..., 4) cut at the borders of an image of `size` (height, width)."""
    height, width = size
    x, y = boxes[..., 0::2].clamp(min=0, max=width), boxes[..., 1::2].clamp(min=0, max=height)
    return lumbre.stack((x, y), dim=-1).reshape(boxes.shape)


def _corners(boxes, fmt):
    """Boxes in a format, as corners."""
    if fmt == "xyxy":
        return boxes
    a, b = boxes[..., :2], boxes[..., 2:]
    if fmt == "xywh":
        return lumbre.cat((a, a + b), -1)
    return lumbre.cat((a - 0.5 * b, a + 0.5 * b), -1)


def box_convert(boxes, in_fmt, out_fmt):
    """From one format to another: "xyxy" (corners), "xywh" (corner and size), "cxcywh" (centre and size)."""
    known, rotated = ("xyxy", "xywh", "cxcywh"), ("xywhr", "cxcywhr", "xyxyxyxy")
    if not {in_fmt, out_fmt} <= {*known, *rotated}:
        raise ValueError(f"Unsupported Bounding Box Conversions for given in_fmt {in_fmt} and out_fmt {out_fmt}")
    if in_fmt == out_fmt:
        return boxes.clone()
    if in_fmt in rotated or out_fmt in rotated:
        raise NotImplementedError(f"box_convert: rotated boxes ({in_fmt} to {out_fmt})")
    low, high = _corners(boxes, in_fmt).split(2, dim=-1)
    if out_fmt == "xyxy":
        return lumbre.cat((low, high), -1)
    return lumbre.cat((low if out_fmt == "xywh" else (low + high) / 2, high - low), -1)


def _wide(t):
    """In a type that holds products of coordinates."""
    if t.is_floating_point():
        return t if t.dtype in (lumbre.float32, lumbre.float64) else t.float()
    return t if t.dtype in (lumbre.int32, lumbre.int64) else t.int()


def _axis_aligned(fmt):
    if fmt in ("cxcywhr", "xywhr", "xyxyxyxy"):
        raise NotImplementedError(f"rotated boxes ({fmt})")
    if fmt not in ("xyxy", "xywh", "cxcywh"):
        raise ValueError(f"Unsupported format '{fmt}'. Supported axis-aligned formats: ('xyxy', 'xywh', 'cxcywh').")


def box_area(boxes, fmt="xyxy"):
    """Areas of boxes (..., 4)."""
    _axis_aligned(fmt)
    boxes = _wide(boxes)
    w, h = (boxes[..., 2:] if fmt != "xyxy" else boxes[..., 2:] - boxes[..., :2]).unbind(-1)
    return w * h


def _pairs(boxes1, boxes2):
    """The four corners' numbers of all pairs, (..., n, 1) and (..., 1, m): one array a number, so that rows of pairs are vectors."""
    return boxes1.unsqueeze(-2).unbind(-1), boxes2.mT.contiguous().unsqueeze(-2).unbind(-3)


def _sides(low, high):
    return _wide(high - low).clamp(min=0)


def _overlaps(boxes1, boxes2):
    """Areas of intersection and union of each pair, (..., n, m)."""
    a, b = _pairs(boxes1, boxes2)
    w, h = (_sides(lumbre.max(a[d], b[d]), lumbre.min(a[d + 2], b[d + 2])) for d in (0, 1))
    inter = w * h
    return inter, box_area(boxes1)[..., None] + box_area(boxes2)[..., None, :] - inter


def box_iou(boxes1, boxes2, fmt="xyxy"):
    """Intersection over union of each pair: (n, 4), (m, 4) -> (n, m)."""
    _axis_aligned(fmt)
    inter, union = _overlaps(_corners(boxes1, fmt), _corners(boxes2, fmt))
    return inter / union


def _hull(boxes1, boxes2):
    """Width and height of the smallest box around each pair, (..., n, m) each."""
    a, b = _pairs(boxes1, boxes2)
    return tuple(_sides(lumbre.min(a[d], b[d]), lumbre.max(a[d + 2], b[d + 2])) for d in (0, 1))


def generalized_box_iou(boxes1, boxes2):
    """IoU less the share of the hull that neither box covers. Rezatofighi et al., 2019."""
    inter, union = _overlaps(boxes1, boxes2)
    width, height = _hull(boxes1, boxes2)
    hull = width * height
    return inter / union - (hull - union) / hull


def distance_box_iou(boxes1, boxes2, eps=1e-7):
    """IoU less the squared distance of the centres over the squared diagonal of the hull. Zheng et al., 2020."""
    boxes1, boxes2 = _wide(boxes1), _wide(boxes2)
    width, height = _hull(boxes1, boxes2)
    diagonal = width**2 + height**2 + eps
    a, b = _pairs(boxes1, boxes2)
    x, y = ((a[d] + a[d + 2]) / 2 - (b[d] + b[d + 2]) / 2 for d in (0, 1))
    apart = x**2 + y**2
    return box_iou(boxes1, boxes2) - apart / diagonal


def _ratio_term(boxes1, boxes2, iou, eps):
    """The penalty of different ratios of width to height."""
    angles = [lumbre.atan((b[..., 2] - b[..., 0]) / (b[..., 3] - b[..., 1])) for b in (boxes1, boxes2)]
    v = (4 / math.pi**2) * (angles[0] - angles[1]) ** 2
    with lumbre.no_grad():
        alpha = v / (1 - iou + v + eps)
    return alpha * v


def complete_box_iou(boxes1, boxes2, eps=1e-7):
    """`distance_box_iou` less a penalty of different ratios of the sides. Zheng et al., 2020."""
    boxes1, boxes2 = _wide(boxes1), _wide(boxes2)
    term = _ratio_term(boxes1[..., None, :], boxes2[..., None, :, :], box_iou(boxes1, boxes2), eps)
    return distance_box_iou(boxes1, boxes2, eps) - term


def masks_to_boxes(masks):
    """The boxes around masks (n, height, width), as float (n, 4); zeros for an empty mask."""
    if masks.numel() == 0:
        return lumbre.zeros((0, 4), device=masks.device, dtype=lumbre.float)
    rows, columns = masks.bool().any(dim=2).float(), masks.bool().any(dim=1).float()
    first = [line.argmax(dim=1) for line in (columns, rows)]
    last = [line.shape[1] - 1 - line.flip(dims=[1]).argmax(dim=1) for line in (columns, rows)]
    boxes = lumbre.stack([*first, *last], dim=1).float()
    return boxes * (rows.sum(1) > 0)[:, None]


def _reduced(loss, reduction):
    if reduction == "mean":
        return loss.mean() if loss.numel() > 0 else 0.0 * loss.sum()
    if reduction == "sum":
        return loss.sum()
    if reduction != "none":
        raise ValueError(f"Invalid Value for arg 'reduction': '{reduction}. Supported reduction modes: 'none', 'mean', 'sum'")
    return loss


def _paired(boxes1, boxes2, eps):
    """(boxes, boxes, IoU, union, low and high corners of the hull) of pairs in order."""
    boxes1, boxes2 = (b if b.dtype in (lumbre.float32, lumbre.float64) else b.float() for b in (boxes1, boxes2))
    low, high = lumbre.max(boxes1[..., :2], boxes2[..., :2]), lumbre.min(boxes1[..., 2:], boxes2[..., 2:])
    inter = lumbre.where((high > low).all(-1), (high - low).prod(-1), 0.0)
    union = box_area(boxes1) + box_area(boxes2) - inter
    hull = lumbre.min(boxes1[..., :2], boxes2[..., :2]), lumbre.max(boxes1[..., 2:], boxes2[..., 2:])
    return boxes1, boxes2, inter / (union + eps), union, hull


def generalized_box_iou_loss(boxes1, boxes2, reduction="none", eps=1e-7):
    """1 - generalised IoU of boxes in pairs."""
    _, _, iou, union, (low, high) = _paired(boxes1, boxes2, eps)
    area = (high - low).prod(-1)
    return _reduced(1 - (iou - (area - union) / (area + eps)), reduction)


def _distance_loss(boxes1, boxes2, eps):
    boxes1, boxes2, iou, _, (low, high) = _paired(boxes1, boxes2, eps)
    diagonal = ((high - low) ** 2).sum(-1) + eps
    apart = (((boxes1[..., :2] + boxes1[..., 2:]) / 2 - (boxes2[..., :2] + boxes2[..., 2:]) / 2) ** 2).sum(-1)
    return boxes1, boxes2, 1 - iou + apart / diagonal, iou


def distance_box_iou_loss(boxes1, boxes2, reduction="none", eps=1e-7):
    """1 - IoU, with the distance of the centres, of boxes in pairs."""
    return _reduced(_distance_loss(boxes1, boxes2, eps)[2], reduction)


def complete_box_iou_loss(boxes1, boxes2, reduction="none", eps=1e-7):
    """1 - IoU, with the distance of the centres and the ratios of the sides, of boxes in pairs."""
    boxes1, boxes2, loss, iou = _distance_loss(boxes1, boxes2, 1e-7)
    return _reduced(loss + _ratio_term(boxes2, boxes1, iou, eps), reduction)


def sigmoid_focal_loss(inputs, targets, alpha=0.25, gamma=2, reduction="none"):
    """Binary cross entropy of logits, less for those that are right already. Lin et al., "Focal loss", 2017.

    `alpha` weighs the positive against the negative class; -1 weighs none.
    """
    if not 0 <= alpha <= 1 and alpha != -1:
        raise ValueError(f"Invalid alpha value: {alpha}. alpha must be in the range [0,1] or -1 for ignore.")
    p = inputs.sigmoid()
    loss = lumbre.nn.functional.binary_cross_entropy_with_logits(inputs, targets, reduction="none")
    loss = loss * (1 - (p * targets + (1 - p) * (1 - targets))) ** gamma
    if alpha >= 0:
        loss = (alpha * targets + (1 - alpha) * (1 - targets)) * loss
    if reduction == "mean":
        return loss.mean()
    return _reduced(loss, reduction)
