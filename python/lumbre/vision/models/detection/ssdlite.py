"""SSDlite over MobileNetV3. Howard et al., "Searching for MobileNetV3", 2019; Sandler et al., "MobileNetV2", 2018."""

import warnings
from collections import OrderedDict
from functools import partial

from lumbre import nn

from ...ops import Conv2dNormActivation
from ..mobilenetv3 import mobilenet_v3_large
from ..segmentation._utils import stages
from . import _utils as det_utils
from .anchor_utils import DefaultBoxGenerator
from .backbone_utils import _validate_trainable_layers, freeze
from .faster_rcnn import _MOBILENET, detector
from .rpn import draw_normal
from .ssd import SSD, SSDScoringHead, check_levels


def _layers(in_channels, num_anchors, columns, norm_layer):
    layers = nn.ModuleList(
        nn.Sequential(
            Conv2dNormActivation(c, c, kernel_size=3, groups=c, norm_layer=norm_layer, activation_layer=nn.ReLU6), nn.Conv2d(c, columns * n, 1)
        )
        for c, n in zip(in_channels, num_anchors)
    )
    draw_normal(layers, 0.03)
    return layers


class SSDLiteClassificationHead(SSDScoringHead):
    """The classes of each box."""

    def __init__(self, in_channels, num_anchors, num_classes, norm_layer):
        super().__init__(_layers(in_channels, num_anchors, num_classes, norm_layer), num_classes)


class SSDLiteRegressionHead(SSDScoringHead):
    """Each box, as numbers."""

    def __init__(self, in_channels, num_anchors, norm_layer):
        super().__init__(_layers(in_channels, num_anchors, 4, norm_layer), 4)


class SSDLiteHead(nn.Module):
    """Classes and boxes."""

    def __init__(self, in_channels, num_anchors, num_classes, norm_layer):
        super().__init__()
        self.classification_head = SSDLiteClassificationHead(in_channels, num_anchors, num_classes, norm_layer)
        self.regression_head = SSDLiteRegressionHead(in_channels, num_anchors, norm_layer)

    def forward(self, x):
        return {"bbox_regression": self.regression_head(x), "cls_logits": self.classification_head(x)}


def _smaller(in_channels, out_channels, norm_layer):
    """Half the size, by few parameters."""
    unit, inner = partial(Conv2dNormActivation, norm_layer=norm_layer, activation_layer=nn.ReLU6), out_channels // 2
    return nn.Sequential(
        unit(in_channels, inner, kernel_size=1),
        unit(inner, inner, kernel_size=3, stride=2, groups=inner),
        unit(inner, out_channels, kernel_size=1),
    )


class SSDLiteFeatureExtractorMobileNet(nn.Module):
    """The layers of MobileNet and smaller and smaller ones behind them: features by name."""

    def __init__(self, backbone, c4_pos, norm_layer, width_mult=1.0, min_depth=16):
        super().__init__()
        middle = backbone[c4_pos]
        if middle.use_res_connect:
            raise ValueError("backbone[c4_pos].use_res_connect should be False")
        # The first features are those that the layer in the middle widens.
        self.features = nn.Sequential(
            nn.Sequential(*backbone[:c4_pos], middle.block[0]), nn.Sequential(middle.block[1:], *backbone[c4_pos + 1 :])
        )
        widths = [backbone[-1].out_channels, *(max(min_depth, int(d * width_mult)) for d in (512, 256, 256, 128))]
        self.extra = nn.ModuleList(_smaller(i, o, norm_layer) for i, o in zip(widths, widths[1:]))
        draw_normal(self.extra, 0.03)

    def forward(self, x):
        out = []
        for block in (*self.features, *self.extra):
            x = block(x)
            out.append(x)
        return OrderedDict((str(i), v) for i, v in enumerate(out))


def _over_mobilenet(
    num_classes, weights_backbone, progress, trained=False, trainable_backbone_layers=None, norm_layer=None, **kwargs
):
    """SSDlite over MobileNetV3, for pictures of 320 pixels."""
    if "size" in kwargs:
        warnings.warn("The size of the model is already fixed; ignoring the parameter.", stacklevel=3)
        kwargs.pop("size")
    layers = _validate_trainable_layers(trained or weights_backbone is not None, trainable_backbone_layers, 6, 6)
    norm_layer = norm_layer or partial(nn.BatchNorm2d, eps=0.001, momentum=0.03)
    # A classifier's weights have the whole tail.
    reduced = weights_backbone is None
    network = mobilenet_v3_large(weights=weights_backbone, progress=progress, norm_layer=norm_layer, reduced_tail=reduced, **kwargs)
    if reduced:
        draw_normal(network, 0.03)
    features = network.features
    places = stages(features)
    freeze(places, layers, features)
    backbone = SSDLiteFeatureExtractorMobileNet(features, places[-2], norm_layer)
    size, generator = (320, 320), DefaultBoxGenerator([[2, 3] for _ in range(6)], min_ratio=0.2, max_ratio=0.95)
    channels = det_utils.retrieve_out_channels(backbone, size)
    check_levels(channels, generator)
    head = SSDLiteHead(channels, generator.num_anchors_per_location(), num_classes, norm_layer)
    defaults = {
        "score_thresh": 0.001, "nms_thresh": 0.55, "detections_per_img": 300, "topk_candidates": 300, "image_mean": [0.5] * 3, "image_std": [0.5] * 3,
    }  # fmt: skip
    return SSD(backbone, generator, size, num_classes, head=head, **{**defaults, **kwargs})


ssdlite320_mobilenet_v3_large = detector(
    "ssdlite320_mobilenet_v3_large", "SSDLite320_MobileNet_V3_Large_Weights", _MOBILENET, _over_mobilenet
)
