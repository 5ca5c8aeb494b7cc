"""Networks for images with torchvision's names and parameters: `resnet18()`, `get_model("vit_b_16", weights="DEFAULT")`, `list_models()`.

A builder takes `weights` (a member of the model's enumeration, its name, or None), `progress` and the arguments of the class. Trained
weights are torchvision's files: they are downloaded once, checked and kept (see `lumbre.hub`), and loaded strictly.
"""

from . import (
    alexnet as _alexnet, convnext as _convnext, densenet as _densenet, efficientnet as _efficientnet, googlenet as _googlenet, inception as _inception, maxvit,
    mnasnet as _mnasnet, mobilenet, mobilenetv2, mobilenetv3, regnet, resnet, shufflenetv2, squeezenet, swin_transformer, vgg as _vgg, vision_transformer,
)  # fmt: skip
from . import detection, feature_extraction, optical_flow, quantization, segmentation, video  # noqa: E402
from ._api import Weights, WeightsEnum, get_model, get_model_builder, get_model_weights, get_weight, list_models


def _publish():
    """The builders, network classes and weights of the modules, as names of this package."""
    modules = (
        _alexnet, _convnext, _densenet, _efficientnet, _googlenet, _inception, maxvit, _mnasnet, mobilenetv2, mobilenetv3, regnet, resnet, shufflenetv2,
        squeezenet, swin_transformer, _vgg, vision_transformer,
    )  # fmt: skip
    networks = {
        "AlexNet", "ConvNeXt", "DenseNet", "EfficientNet", "GoogLeNet", "GoogLeNetOutputs", "Inception3", "InceptionOutputs", "MaxVit", "MNASNet", "MobileNetV2",
        "MobileNetV3", "RegNet", "ResNet", "ShuffleNetV2", "SqueezeNet", "SwinTransformer", "VGG", "VisionTransformer",
    }  # fmt: skip
    names = []
    for module in modules:
        for name, value in vars(module).items():
            if name in networks or name.endswith("_Weights") or hasattr(value, "_weights") and callable(value):
                globals()[name] = value
                names.append(name)
    return sorted(set(names))


__all__ = [*_publish(), "detection", "feature_extraction", "optical_flow", "quantization", "segmentation", "video", "get_model", "get_model_builder", "get_model_weights", "get_weight", "list_models"]
