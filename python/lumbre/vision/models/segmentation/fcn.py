"""Fully convolutional networks. Long et al., "Fully convolutional networks for semantic segmentation", 2015."""

from lumbre import nn

from .. import resnet
from .._api import Fixed, task_builder
from .._utils import IntermediateLayerGetter
from ._utils import _SimpleSegmentationModel


class FCN(_SimpleSegmentationModel):
    """(batch, 3, height, width) -> {"out": (batch, classes, height, width)}, with an "aux" of the same shape where it has such a head."""


class FCNHead(nn.Sequential):
    """A 3x3 convolution, then one logit a class."""

    def __init__(self, in_channels, channels):
        inner = in_channels // 4
        convolution = nn.Conv2d(in_channels, inner, 3, padding=1, bias=False)
        super().__init__(convolution, nn.BatchNorm2d(inner), nn.ReLU(), nn.Dropout(0.1), nn.Conv2d(inner, channels, 1))


AUX = Fixed("aux_loss", lambda weights: True)


def over_resnet(network, head, classifier):
    """A function that makes a segmentation network over a dilated residual network."""

    def make(num_classes, weights_backbone, progress, trained=False, aux_loss=None, **kwargs):
        backbone = network(weights=weights_backbone, progress=progress, replace_stride_with_dilation=[False, True, True])
        layers = {"layer4": "out", **({"layer3": "aux"} if aux_loss else {})}
        backbone = IntermediateLayerGetter(backbone, return_layers=layers)
        aux = FCNHead(1024, num_classes) if aux_loss else None
        return head(backbone, classifier(2048, num_classes), aux)

    make.__doc__, make.__module__ = head.__doc__, head.__module__
    return make


_SEGMENT = {"classes": 21, "options": (("aux_loss", None),), "fixed": (AUX,)}
fcn_resnet50 = task_builder(
    "fcn_resnet50", "FCN_ResNet50_Weights", ("ResNet50_Weights", "IMAGENET1K_V1"), over_resnet(resnet.resnet50, FCN, FCNHead), **_SEGMENT
)
fcn_resnet101 = task_builder(
    "fcn_resnet101", "FCN_ResNet101_Weights", ("ResNet101_Weights", "IMAGENET1K_V1"), over_resnet(resnet.resnet101, FCN, FCNHead), **_SEGMENT
)
