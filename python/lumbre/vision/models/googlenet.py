"""GoogLeNet. Szegedy et al., "Going deeper with convolutions", 2014."""

import warnings
from typing import NamedTuple, Optional

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf

from ._api import builder


class GoogLeNetOutputs(NamedTuple):
    """The logits while training, with those of the two auxiliary classifiers."""

    logits: lumbre.Tensor
    aux_logits2: Optional[lumbre.Tensor]
    aux_logits1: Optional[lumbre.Tensor]


_GoogLeNetOutputs = GoogLeNetOutputs


class BasicConv2d(nn.Module):
    """Convolution, batch norm, relu."""

    def __init__(self, in_channels, out_channels, **kwargs):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, bias=False, **kwargs)
        self.bn = nn.BatchNorm2d(out_channels, eps=0.001)

    def forward(self, x):
        return nnf.relu(self.bn(self.conv(x)), inplace=True)


class Inception(nn.Module):
    """Four branches side by side."""

    def __init__(self, in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj):
        super().__init__()
        self.branch1 = BasicConv2d(in_channels, ch1x1, kernel_size=1)
        self.branch2 = nn.Sequential(BasicConv2d(in_channels, ch3x3red, kernel_size=1), BasicConv2d(ch3x3red, ch3x3, kernel_size=3, padding=1))
        # The published weights have 3x3 here, where the paper has 5x5.
        self.branch3 = nn.Sequential(BasicConv2d(in_channels, ch5x5red, kernel_size=1), BasicConv2d(ch5x5red, ch5x5, kernel_size=3, padding=1))
        pool = nn.MaxPool2d(kernel_size=3, stride=1, padding=1, ceil_mode=True)
        self.branch4 = nn.Sequential(pool, BasicConv2d(in_channels, pool_proj, kernel_size=1))

    def forward(self, x):
        return lumbre.cat([self.branch1(x), self.branch2(x), self.branch3(x), self.branch4(x)], 1)


class InceptionAux(nn.Module):
    """A classifier on inner features."""

    def __init__(self, in_channels, num_classes, dropout=0.7):
        super().__init__()
        self.conv = BasicConv2d(in_channels, 128, kernel_size=1)
        self.fc1 = nn.Linear(2048, 1024)
        self.fc2 = nn.Linear(1024, num_classes)
        self.dropout = nn.Dropout(p=dropout)

    def forward(self, x):
        x = self.conv(nnf.adaptive_avg_pool2d(x, (4, 4))).flatten(1)
        return self.fc2(self.dropout(nnf.relu(self.fc1(x), inplace=True)))


def imagenet_to_unit(x):
    """An image normalised by ImageNet's statistics, as one normalised by 0.5 and 0.5."""
    parts = [x[:, i : i + 1] * (std / 0.5) + (mean - 0.5) / 0.5 for i, (mean, std) in enumerate(((0.485, 0.229), (0.456, 0.224), (0.406, 0.225)))]
    return lumbre.cat(parts, 1)


# The parts behind the second pooling: name, input channels, widths of the branches.
_PARTS = (
    ("inception3a", 192, 64, 96, 128, 16, 32, 32), ("inception3b", 256, 128, 128, 192, 32, 96, 64), ("maxpool3", 3),
    ("inception4a", 480, 192, 96, 208, 16, 48, 64), ("inception4b", 512, 160, 112, 224, 24, 64, 64), ("inception4c", 512, 128, 128, 256, 24, 64, 64),
    ("inception4d", 512, 112, 144, 288, 32, 64, 64), ("inception4e", 528, 256, 160, 320, 32, 128, 128), ("maxpool4", 2),
    ("inception5a", 832, 256, 160, 320, 32, 128, 128), ("inception5b", 832, 384, 192, 384, 48, 128, 128),
)  # fmt: skip


class GoogLeNet(nn.Module):
    """GoogLeNet: (batch, 3, height, width) -> (batch, classes); `GoogLeNetOutputs` while training with `aux_logits`."""

    __constants__ = ["aux_logits", "transform_input"]

    def __init__(
        self, num_classes=1000, aux_logits=True, transform_input=False, init_weights=None, blocks=None, dropout=0.2, dropout_aux=0.7
    ):
        super().__init__()
        conv, inception, aux = blocks or (BasicConv2d, Inception, InceptionAux)
        if init_weights is None:
            warnings.warn("GoogLeNet draws its weights from truncated normals, which takes a while: init_weights=False leaves them.", FutureWarning, stacklevel=2)
            init_weights = True
        self.aux_logits, self.transform_input = aux_logits, transform_input
        self.conv1 = conv(3, 64, kernel_size=7, stride=2, padding=3)
        self.maxpool1 = nn.MaxPool2d(3, stride=2, ceil_mode=True)
        self.conv2 = conv(64, 64, kernel_size=1)
        self.conv3 = conv(64, 192, kernel_size=3, padding=1)
        self.maxpool2 = nn.MaxPool2d(3, stride=2, ceil_mode=True)
        for name, *sizes in _PARTS:
            setattr(self, name, inception(*sizes) if len(sizes) > 1 else nn.MaxPool2d(sizes[0], stride=2, ceil_mode=True))
        self.aux1 = aux(512, num_classes, dropout=dropout_aux) if aux_logits else None
        self.aux2 = aux(528, num_classes, dropout=dropout_aux) if aux_logits else None
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.dropout = nn.Dropout(p=dropout)
        self.fc = nn.Linear(1024, num_classes)
        if init_weights:
            for m in self.modules():
                if isinstance(m, (nn.Conv2d, nn.Linear)):
                    nn.init.trunc_normal_(m.weight, mean=0.0, std=0.01, a=-2, b=2)

    def forward(self, x):
        x = imagenet_to_unit(x) if self.transform_input else x
        x = self.maxpool2(self.conv3(self.conv2(self.maxpool1(self.conv1(x)))))
        inner = {}
        for name, *_ in _PARTS:
            x = inner[name] = getattr(self, name)(x)
        logits = self.fc(self.dropout(self.avgpool(x).flatten(1)))
        if not (self.training and self.aux_logits):
            return logits
        aux1, aux2 = self.aux1(inner["inception4a"]), self.aux2(inner["inception4d"])
        return GoogLeNetOutputs(logits, aux2, aux1)


def _for_weights(kwargs):
    """The published weights have auxiliary classifiers, and expect the other normalisation."""
    return {"transform_input": True, **kwargs, "aux_logits": True, "init_weights": False}


def _after_weights(model, asked):
    if not asked.get("aux_logits", False):
        model.aux_logits, model.aux1, model.aux2 = False, None, None
    else:
        warnings.warn("auxiliary heads in the pretrained googlenet model are NOT pretrained, so make sure to train them", stacklevel=3)
    return model


GoogLeNet.around_weights = (_for_weights, _after_weights)
googlenet = builder("googlenet", "GoogLeNet_Weights", GoogLeNet)
