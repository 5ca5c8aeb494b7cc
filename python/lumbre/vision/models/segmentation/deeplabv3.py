"""DeepLab V3. Chen et al., "Rethinking atrous convolution for semantic image segmentation", 2017."""

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf

from .. import resnet
from .._api import task_builder
from .._utils import IntermediateLayerGetter
from ..mobilenetv3 import mobilenet_v3_large
from ._utils import _SimpleSegmentationModel, stages
from .fcn import _SEGMENT, FCNHead, over_resnet


class DeepLabV3(_SimpleSegmentationModel):
    """(batch, 3, height, width) -> {"out": (batch, classes, height, width)}, with an "aux" of the same shape where it has such a head."""


def _unit(in_channels, out_channels, size=1, dilation=1):
    padding = dilation if size == 3 else 0
    return [
        nn.Conv2d(in_channels, out_channels, size, padding=padding, dilation=dilation, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    ]


class ASPPConv(nn.Sequential):
    """A dilated 3x3 convolution."""

    def __init__(self, in_channels, out_channels, dilation):
        super().__init__(*_unit(in_channels, out_channels, 3, dilation))


class ASPPPooling(nn.Sequential):
    """The mean of the whole image, at every place."""

    def __init__(self, in_channels, out_channels):
        super().__init__(nn.AdaptiveAvgPool2d(1), *_unit(in_channels, out_channels))

    def forward(self, x):
        return nnf.interpolate(super().forward(x), size=x.shape[-2:], mode="bilinear", align_corners=False)


class ASPP(nn.Module):
    """Convolutions that look differently far, side by side."""

    def __init__(self, in_channels, atrous_rates, out_channels=256):
        super().__init__()
        self.convs = nn.ModuleList([nn.Sequential(*_unit(in_channels, out_channels))])
        for rate in atrous_rates:
            self.convs.append(ASPPConv(in_channels, out_channels, rate))
        self.convs.append(ASPPPooling(in_channels, out_channels))
        self.project = nn.Sequential(*_unit(len(self.convs) * out_channels, out_channels), nn.Dropout(0.5))

    def forward(self, x):
        return self.project(lumbre.cat([conv(x) for conv in self.convs], 1))


class DeepLabHead(nn.Sequential):
    """`ASPP`, a 3x3 convolution, then one logit a class."""

    def __init__(self, in_channels, num_classes, atrous_rates=(12, 24, 36)):
        super().__init__(ASPP(in_channels, atrous_rates), *_unit(256, 256, 3), nn.Conv2d(256, num_classes, 1))


def _over_mobilenet(num_classes, weights_backbone, progress, trained=False, aux_loss=None, **kwargs):
    """`DeepLabV3` over MobileNetV3."""
    features = mobilenet_v3_large(weights=weights_backbone, progress=progress, dilated=True).features
    places = stages(features)
    last, early = places[-1], places[-4]
    layers = {str(last): "out", **({str(early): "aux"} if aux_loss else {})}
    backbone = IntermediateLayerGetter(features, return_layers=layers)
    aux = FCNHead(features[early].out_channels, num_classes) if aux_loss else None
    return DeepLabV3(backbone, DeepLabHead(features[last].out_channels, num_classes), aux)


for _depth in (50, 101):
    globals()[f"deeplabv3_resnet{_depth}"] = task_builder(
        f"deeplabv3_resnet{_depth}",
        f"DeepLabV3_ResNet{_depth}_Weights",
        (f"ResNet{_depth}_Weights", "IMAGENET1K_V1"),
        over_resnet(getattr(resnet, f"resnet{_depth}"), DeepLabV3, DeepLabHead),
        **_SEGMENT,
    )
deeplabv3_mobilenet_v3_large = task_builder(
    "deeplabv3_mobilenet_v3_large",
    "DeepLabV3_MobileNet_V3_Large_Weights",
    ("MobileNet_V3_Large_Weights", "IMAGENET1K_V1"),
    _over_mobilenet,
    **_SEGMENT,
)
