"""Segmentation by MobileNetV3. Howard et al., "Searching for MobileNetV3", 2019, section 6.4."""

from collections import OrderedDict

from lumbre import nn
from lumbre.nn import functional as nnf

from .._api import task_builder
from .._utils import IntermediateLayerGetter
from ..mobilenetv3 import mobilenet_v3_large
from ._utils import stages


class LRASPPHead(nn.Module):
    """Late features weighed by their mean, and early ones, to one logit a class."""

    def __init__(self, low_channels, high_channels, num_classes, inter_channels):
        super().__init__()
        self.cbr = nn.Sequential(
            nn.Conv2d(high_channels, inter_channels, 1, bias=False), nn.BatchNorm2d(inter_channels), nn.ReLU(inplace=True)
        )
        self.scale = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(high_channels, inter_channels, 1, bias=False), nn.Sigmoid())
        self.low_classifier = nn.Conv2d(low_channels, num_classes, 1)
        self.high_classifier = nn.Conv2d(inter_channels, num_classes, 1)

    def forward(self, input):
        low, high = input["low"], input["high"]
        x = nnf.interpolate(self.cbr(high) * self.scale(high), size=low.shape[-2:], mode="bilinear", align_corners=False)
        return self.low_classifier(low) + self.high_classifier(x)


class LRASPP(nn.Module):
    """(batch, 3, height, width) -> {"out": (batch, classes, height, width)}."""

    def __init__(self, backbone, low_channels, high_channels, num_classes, inter_channels=128):
        super().__init__()
        self.backbone = backbone
        self.classifier = LRASPPHead(low_channels, high_channels, num_classes, inter_channels)

    def forward(self, input):
        out = self.classifier(self.backbone(input))
        return OrderedDict(out=nnf.interpolate(out, size=input.shape[-2:], mode="bilinear", align_corners=False))


def _lraspp(num_classes, weights_backbone, progress, trained=False, **kwargs):
    """`LRASPP` over MobileNetV3."""
    if kwargs.pop("aux_loss", False):
        raise NotImplementedError("This model does not use auxiliary loss")
    features = mobilenet_v3_large(weights=weights_backbone, progress=progress, dilated=True).features
    places = stages(features)
    low, high = places[-4], places[-1]
    backbone = IntermediateLayerGetter(features, return_layers={str(low): "low", str(high): "high"})
    return LRASPP(backbone, features[low].out_channels, features[high].out_channels, num_classes, **kwargs)


lraspp_mobilenet_v3_large = task_builder(
    "lraspp_mobilenet_v3_large", "LRASPP_MobileNet_V3_Large_Weights", ("MobileNet_V3_Large_Weights", "IMAGENET1K_V1"), _lraspp, classes=21
)
