"""VGG. Simonyan and Zisserman, "Very deep convolutional networks for large-scale image recognition", 2014."""

from lumbre import nn

from ._api import builder
from ._utils import fan_out, flat_head, initialize, normal

# Convolutions in each of the five stages, by the number of layers.
DEPTHS = {11: (1, 1, 2, 2, 2), 13: (2, 2, 2, 2, 2), 16: (2, 2, 3, 3, 3), 19: (2, 2, 4, 4, 4)}


class VGG(nn.Module):
    """VGG: (batch, 3, height, width) -> (batch, classes). `features` are the convolutions."""

    def __init__(self, features, num_classes=1000, init_weights=True, dropout=0.5):
        super().__init__()
        self.features = features
        self.avgpool = nn.AdaptiveAvgPool2d((7, 7))
        self.classifier = nn.Sequential(
            nn.Linear(512 * 7 * 7, 4096), nn.ReLU(True), nn.Dropout(p=dropout),
            nn.Linear(4096, 4096), nn.ReLU(True), nn.Dropout(p=dropout), nn.Linear(4096, num_classes),
        )  # fmt: skip
        if init_weights:
            initialize(self, fan_out, normal(0.01), nn.BatchNorm2d)

    forward = flat_head


def make_layers(depths, batch_norm=False):
    """The convolutions, with a pooling behind each stage."""
    layers, channels = [], 3
    for width, depth in zip((64, 128, 256, 512, 512), depths):
        for _ in range(depth):
            norm = [nn.BatchNorm2d(width)] if batch_norm else []
            layers += [nn.Conv2d(channels, width, kernel_size=3, padding=1), *norm, nn.ReLU(inplace=True)]
            channels = width
        layers.append(nn.MaxPool2d(kernel_size=2, stride=2))
    return nn.Sequential(*layers)


def _vgg(depth, batch_norm, **kwargs):
    """VGG with the given number of layers."""
    return VGG(make_layers(DEPTHS[depth], batch_norm), **kwargs)


# Drawing weights that are replaced would take longer than anything else.
_vgg.around_weights = (lambda kwargs: {**kwargs, "init_weights": False}, lambda model, asked: model)

for _depth in DEPTHS:
    for _norm in (False, True):
        _name = f"vgg{_depth}{'_bn' * _norm}"
        globals()[_name] = builder(_name, f"VGG{_depth}{'_BN' * _norm}_Weights", _vgg, _depth, _norm)
