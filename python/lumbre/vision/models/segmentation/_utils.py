"""What the segmentation networks share."""

from collections import OrderedDict

from lumbre import nn
from lumbre.nn import functional as nnf


class _SimpleSegmentationModel(nn.Module):
    """Features, a classifier of each place, and the logits at the input's size: {"out": ..., "aux": ...}."""

    def __init__(self, backbone, classifier, aux_classifier=None):
        super().__init__()
        self.backbone, self.classifier, self.aux_classifier = backbone, classifier, aux_classifier

    def forward(self, x):
        features, out = self.backbone(x), OrderedDict()
        for name, head in (("out", self.classifier), ("aux", self.aux_classifier)):
            if head is not None:
                out[name] = nnf.interpolate(head(features[name]), size=x.shape[-2:], mode="bilinear", align_corners=False)
        return out


def stages(features):
    """The places of MobileNetV3's layers that halve the size, with the first and the last layer."""
    return [0, *(i for i, layer in enumerate(features) if getattr(layer, "_is_cn", False)), len(features) - 1]
