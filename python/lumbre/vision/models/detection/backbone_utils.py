"""Classifiers as givers of features."""

import warnings

from lumbre import nn

from ...ops import FrozenBatchNorm2d
from ...ops.feature_pyramid_network import FeaturePyramidNetwork, LastLevelMaxPool
from .. import mobilenet, resnet
from .._utils import IntermediateLayerGetter
from ..segmentation._utils import stages


class BackboneWithFPN(nn.Module):
    """Layers of a classifier and a feature pyramid over them: a picture to features by name, each of ``out_channels``."""

    def __init__(self, backbone, return_layers, in_channels_list, out_channels, extra_blocks=None, norm_layer=None):
        super().__init__()
        self.body = IntermediateLayerGetter(backbone, return_layers=return_layers)
        self.fpn = FeaturePyramidNetwork(in_channels_list, out_channels, extra_blocks or LastLevelMaxPool(), norm_layer)
        self.out_channels = out_channels

    def forward(self, x):
        return self.fpn(self.body(x))


def freeze(layers, trainable, features):
    """No gradients for the layers before the last ``trainable`` of the stages ``layers``."""
    before = len(features) if trainable == 0 else layers[len(layers) - trainable]
    for layer in features[:before]:
        for parameter in layer.parameters():
            parameter.requires_grad_(False)


def _check_layers(trainable, most):
    if not 0 <= trainable <= most:
        raise ValueError(f"Trainable layers should be in the range [0,{most}], got {trainable}")


def _resnet_fpn_extractor(backbone, trainable_layers, returned_layers=None, extra_blocks=None, norm_layer=None):
    _check_layers(trainable_layers, 5)
    learned = ["layer4", "layer3", "layer2", "layer1", "conv1", "bn1"][: 6 if trainable_layers == 5 else trainable_layers]
    for name, parameter in backbone.named_parameters():
        if not name.startswith(tuple(learned)):
            parameter.requires_grad_(False)
    returned = returned_layers or [1, 2, 3, 4]
    if min(returned) <= 0 or max(returned) >= 5:
        raise ValueError(f"Each returned layer should be in the range [1,4]. Got {returned}")
    first = backbone.inplanes // 8
    layers = {f"layer{k}": str(i) for i, k in enumerate(returned)}
    return BackboneWithFPN(backbone, layers, [first * 2 ** (i - 1) for i in returned], 256, extra_blocks, norm_layer)


def resnet_fpn_backbone(
    *, backbone_name, weights, norm_layer=FrozenBatchNorm2d, trainable_layers=3, returned_layers=None, extra_blocks=None
):
    """A residual network by its name with a feature pyramid; the last ``trainable_layers`` of its five stages learn."""
    backbone = getattr(resnet, backbone_name)(weights=weights, norm_layer=norm_layer)
    return _resnet_fpn_extractor(backbone, trainable_layers, returned_layers, extra_blocks)


def _mobilenet_extractor(backbone, fpn, trainable_layers, returned_layers=None, extra_blocks=None, norm_layer=None):
    features = backbone.features
    places = stages(features)
    count = len(places)
    _check_layers(trainable_layers, count)
    freeze(places, trainable_layers, features)
    if not fpn:
        made = nn.Sequential(features, nn.Conv2d(features[-1].out_channels, 256, 1))
        made.out_channels = 256
        return made
    returned = returned_layers or [count - 2, count - 1]
    if min(returned) < 0 or max(returned) >= count:
        raise ValueError(f"Each returned layer should be in the range [0,{count - 1}], got {returned} ")
    layers = {f"{places[k]}": str(i) for i, k in enumerate(returned)}
    widths = [features[places[i]].out_channels for i in returned]
    return BackboneWithFPN(features, layers, widths, 256, extra_blocks, norm_layer)


def mobilenet_backbone(
    *, backbone_name, weights, fpn, norm_layer=FrozenBatchNorm2d, trainable_layers=2, returned_layers=None, extra_blocks=None
):
    """A MobileNet by its name, with a feature pyramid or without; the last ``trainable_layers`` of its six stages learn."""
    backbone = getattr(mobilenet, backbone_name)(weights=weights, norm_layer=norm_layer)
    return _mobilenet_extractor(backbone, fpn, trainable_layers, returned_layers, extra_blocks)


def _validate_trainable_layers(is_trained, trainable_backbone_layers, max_value, default_value):
    """How many stages learn: all of them where the weights are drawn at random."""
    if not is_trained:
        if trainable_backbone_layers is not None:
            warnings.warn(
                "Changing trainable_backbone_layers has no effect if neither pretrained nor pretrained_backbone have been set to True, falling "
                f"back to trainable_backbone_layers={max_value} so that all layers are trainable",
                stacklevel=3,
            )
        return max_value
    layers = default_value if trainable_backbone_layers is None else trainable_backbone_layers
    _check_layers(layers, max_value)
    return layers
