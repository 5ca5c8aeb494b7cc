"""Quantized classifiers: their names; this build computes with no quantized tensors."""

from ...._absent import function, kind

_NETWORKS = ("QuantizableGoogLeNet", "QuantizableInception3", "QuantizableMobileNetV2", "QuantizableMobileNetV3", "QuantizableResNet", "QuantizableShuffleNetV2")
_WEIGHTS = (
    "GoogLeNet_QuantizedWeights", "Inception_V3_QuantizedWeights", "MobileNet_V2_QuantizedWeights", "MobileNet_V3_Large_QuantizedWeights",
    "ResNet18_QuantizedWeights", "ResNet50_QuantizedWeights", "ResNeXt101_32X8D_QuantizedWeights", "ResNeXt101_64X4D_QuantizedWeights",
    "ShuffleNet_V2_X0_5_QuantizedWeights", "ShuffleNet_V2_X1_0_QuantizedWeights", "ShuffleNet_V2_X1_5_QuantizedWeights",
    "ShuffleNet_V2_X2_0_QuantizedWeights",
)  # fmt: skip
_BUILDERS = (
    "googlenet", "inception_v3", "mobilenet_v2", "mobilenet_v3_large", "resnet18", "resnet50", "resnext101_32x8d", "resnext101_64x4d",
    "shufflenet_v2_x0_5", "shufflenet_v2_x1_0", "shufflenet_v2_x1_5", "shufflenet_v2_x2_0",
)  # fmt: skip
globals().update({name: kind(f"vision.models.quantization.{name}") for name in (*_NETWORKS, *_WEIGHTS)})
globals().update({name: function(f"vision.models.quantization.{name}") for name in _BUILDERS})
__all__ = [*_NETWORKS, *_WEIGHTS, *_BUILDERS]
