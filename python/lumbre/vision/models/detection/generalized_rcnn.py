"""What all detectors do with pictures, targets and detections."""

from collections import OrderedDict

import lumbre
from lumbre import nn


class _Detector(nn.Module):
    """Pictures and targets through the transform and the backbone; losses in training, detections otherwise."""

    def eager_outputs(self, losses, detections):
        """What a call gives: the losses in training, otherwise the detections."""
        return losses if self.training else detections

    def _prepare(self, images, targets):
        """(batch, targets, the pictures' sizes, features by name)"""
        if self.training:
            if targets is None:
                raise AssertionError("targets should not be none when in training mode")
            for boxes in (t["boxes"] for t in targets):
                if not isinstance(boxes, lumbre.Tensor):
                    raise AssertionError(f"Expected target boxes to be of type Tensor, got {type(boxes)}.")
                if boxes.ndim != 2 or boxes.shape[-1] != 4:
                    raise AssertionError(f"Expected target boxes to be a tensor of shape [N, 4], got {boxes.shape}.")
        sizes = [tuple(image.shape[-2:]) for image in images]
        batch, targets = self.transform(images, targets)
        for i, target in enumerate(targets or ()):
            flat = (target["boxes"][:, 2:] <= target["boxes"][:, :2]).any(1)
            if flat.any():
                first = target["boxes"][flat][0].tolist()
                raise AssertionError(f"All bounding boxes should have positive height and width. Found invalid box {first} for target at index {i}.")
        features = self.backbone(batch.tensors)
        return batch, targets, sizes, OrderedDict([("0", features)]) if isinstance(features, lumbre.Tensor) else features


class GeneralizedRCNN(_Detector):
    """A detector in two stages: ``rpn`` proposes regions, ``roi_heads`` judges them.

    In training, a list of pictures (3, height, width) and of targets {"boxes": (n, 4), "labels": (n,), ...} to the losses by name;
    otherwise pictures to a list of {"boxes", "labels", "scores", ...}.
    """

    def __init__(self, backbone, rpn, roi_heads, transform):
        super().__init__()
        self.transform, self.backbone, self.rpn, self.roi_heads = transform, backbone, rpn, roi_heads

    def forward(self, images, targets=None):
        batch, targets, sizes, features = self._prepare(images, targets)
        proposals, losses = self.rpn(batch, features, targets)
        detections, more = self.roi_heads(features, proposals, batch.image_sizes, targets)
        detections = self.transform.postprocess(detections, batch.image_sizes, sizes)
        return self.eager_outputs({**more, **losses}, detections)


class OneStage(_Detector):
    """A detector in one stage: a head judges the anchors of all places. A class has ``_losses`` and ``_detect``."""

    def forward(self, images, targets=None):
        batch, targets, sizes, features = self._prepare(images, targets)
        features = list(features.values())
        outputs, anchors = self.head(features), self.anchor_generator(batch, features)
        if self.training:
            return self.eager_outputs(self._losses(targets, outputs, anchors, features), [])
        detections = self._detect(outputs, anchors, features, batch.image_sizes)
        return self.eager_outputs({}, self.transform.postprocess(detections, batch.image_sizes, sizes))
