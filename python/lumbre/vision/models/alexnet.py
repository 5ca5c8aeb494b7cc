"""AlexNet. Krizhevsky, "One weird trick for parallelizing convolutional neural networks", 2014."""

from lumbre import nn

from ._api import builder
from ._utils import flat_head


class AlexNet(nn.Module):
    """AlexNet for images of at least 63 pixels a side: (batch, 3, height, width) -> (batch, classes)."""

    def __init__(self, num_classes=1000, dropout=0.5):
        super().__init__()
        layers = []
        for c, out, k, stride, pad, pool in (
            (3, 64, 11, 4, 2, True), (64, 192, 5, 1, 2, True), (192, 384, 3, 1, 1, False), (384, 256, 3, 1, 1, False), (256, 256, 3, 1, 1, True),
        ):  # fmt: skip
            layers += [nn.Conv2d(c, out, k, stride, pad), nn.ReLU(inplace=True)]
            layers += [nn.MaxPool2d(3, 2)] if pool else []
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d((6, 6))
        self.classifier = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(256 * 6 * 6, 4096), nn.ReLU(inplace=True),
            nn.Dropout(dropout), nn.Linear(4096, 4096), nn.ReLU(inplace=True), nn.Linear(4096, num_classes),
        )  # fmt: skip

    forward = flat_head


alexnet = builder("alexnet", "AlexNet_Weights", AlexNet)
