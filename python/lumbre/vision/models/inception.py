"""Inception V3. Szegedy et al., "Rethinking the inception architecture for computer vision", 2015."""

import warnings
from functools import partial
from typing import NamedTuple, Optional

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf

from ._api import builder
from .googlenet import BasicConv2d, _for_weights, imagenet_to_unit


class InceptionOutputs(NamedTuple):
    """The logits while training, with those of the auxiliary classifier."""

    logits: lumbre.Tensor
    aux_logits: Optional[lumbre.Tensor]


_InceptionOutputs = InceptionOutputs


def _unit(conv, i, o, kernel, stride=1):
    """A convolution that keeps the size (but for the stride); with a stride it has no padding."""
    kernel = (kernel, kernel) if isinstance(kernel, int) else kernel
    padding = 0 if stride > 1 else tuple(k // 2 for k in kernel)
    return conv(i, o, kernel_size=kernel, stride=stride, padding=padding)


class _Mixed(nn.Module):
    """Branches side by side. `branches`: for each, its layers as (name, output channels, kernel, stride)."""

    def __init__(self, in_channels, branches, conv_block=None):
        super().__init__()
        self._branches = []
        for branch in branches:
            channels = in_channels
            for name, out, kernel, *stride in branch:
                setattr(self, name, _unit(conv_block or BasicConv2d, channels, out, kernel, *stride))
                channels = out
            self._branches.append([name for name, *_ in branch])

    def _run(self, x, names):
        for name in names:
            x = getattr(self, name)(x)
        return x


class InceptionA(_Mixed):
    """1x1, 5x5, double 3x3, pooling."""

    def __init__(self, in_channels, pool_features, conv_block=None):
        super().__init__(in_channels, (
            [("branch1x1", 64, 1)], [("branch5x5_1", 48, 1), ("branch5x5_2", 64, 5)],
            [("branch3x3dbl_1", 64, 1), ("branch3x3dbl_2", 96, 3), ("branch3x3dbl_3", 96, 3)], [("branch_pool", pool_features, 1)],
        ), conv_block)  # fmt: skip

    def forward(self, x):
        *plain, last = self._branches
        pooled = nnf.avg_pool2d(x, kernel_size=3, stride=1, padding=1)
        return lumbre.cat([*(self._run(x, names) for names in plain), self._run(pooled, last)], 1)


class InceptionB(_Mixed):
    """Half the size: 3x3, double 3x3, pooling."""

    def __init__(self, in_channels, conv_block=None):
        super().__init__(in_channels, (
            [("branch3x3", 384, 3, 2)], [("branch3x3dbl_1", 64, 1), ("branch3x3dbl_2", 96, 3), ("branch3x3dbl_3", 96, 3, 2)],
        ), conv_block)  # fmt: skip

    def forward(self, x):
        pooled = nnf.max_pool2d(x, kernel_size=3, stride=2)
        return lumbre.cat([*(self._run(x, names) for names in self._branches), pooled], 1)


class InceptionC(InceptionA):
    """1x1, 7x7 in two steps, twice that, pooling."""

    def __init__(self, in_channels, channels_7x7, conv_block=None):
        c, across, down = channels_7x7, (1, 7), (7, 1)
        _Mixed.__init__(self, in_channels, (
            [("branch1x1", 192, 1)], [("branch7x7_1", c, 1), ("branch7x7_2", c, across), ("branch7x7_3", 192, down)],
            [("branch7x7dbl_1", c, 1), ("branch7x7dbl_2", c, down), ("branch7x7dbl_3", c, across), ("branch7x7dbl_4", c, down), ("branch7x7dbl_5", 192, across)],
            [("branch_pool", 192, 1)],
        ), conv_block)  # fmt: skip


class InceptionD(InceptionB):
    """Half the size: 3x3, 7x7 and 3x3, pooling."""

    def __init__(self, in_channels, conv_block=None):
        _Mixed.__init__(self, in_channels, (
            [("branch3x3_1", 192, 1), ("branch3x3_2", 320, 3, 2)],
            [("branch7x7x3_1", 192, 1), ("branch7x7x3_2", 192, (1, 7)), ("branch7x7x3_3", 192, (7, 1)), ("branch7x7x3_4", 192, 3, 2)],
        ), conv_block)  # fmt: skip


class InceptionE(nn.Module):
    """1x1, a fork into 1x3 and 3x1, a deeper such fork, pooling."""

    def __init__(self, in_channels, conv_block=None):
        super().__init__()
        unit = partial(_unit, conv_block or BasicConv2d)
        self.branch1x1 = unit(in_channels, 320, 1)
        self.branch3x3_1 = unit(in_channels, 384, 1)
        self.branch3x3_2a = unit(384, 384, (1, 3))
        self.branch3x3_2b = unit(384, 384, (3, 1))
        self.branch3x3dbl_1 = unit(in_channels, 448, 1)
        self.branch3x3dbl_2 = unit(448, 384, 3)
        self.branch3x3dbl_3a = unit(384, 384, (1, 3))
        self.branch3x3dbl_3b = unit(384, 384, (3, 1))
        self.branch_pool = unit(in_channels, 192, 1)

    def forward(self, x):
        fork, deep = self.branch3x3_1(x), self.branch3x3dbl_2(self.branch3x3dbl_1(x))
        pooled = self.branch_pool(nnf.avg_pool2d(x, kernel_size=3, stride=1, padding=1))
        forks = [self.branch3x3_2a(fork), self.branch3x3_2b(fork), self.branch3x3dbl_3a(deep), self.branch3x3dbl_3b(deep)]
        return lumbre.cat([self.branch1x1(x), *forks, pooled], 1)


class InceptionAux(nn.Module):
    """A classifier on inner features."""

    def __init__(self, in_channels, num_classes, conv_block=None):
        super().__init__()
        conv = conv_block or BasicConv2d
        self.conv0 = conv(in_channels, 128, kernel_size=1)
        self.conv1 = conv(128, 768, kernel_size=5)
        self.conv1.stddev = 0.01
        self.fc = nn.Linear(768, num_classes)
        self.fc.stddev = 0.001

    def forward(self, x):
        x = self.conv1(self.conv0(nnf.avg_pool2d(x, kernel_size=5, stride=3)))
        return self.fc(nnf.adaptive_avg_pool2d(x, (1, 1)).flatten(1))


class Inception3(nn.Module):
    """Inception V3 for images of at least 75 pixels a side: (batch, 3, height, width) -> (batch, classes).

    Gives `InceptionOutputs` while training with `aux_logits`.
    """

    def __init__(self, num_classes=1000, aux_logits=True, transform_input=False, inception_blocks=None, init_weights=None, dropout=0.5):
        super().__init__()
        conv, a, b, c, d, e, aux = inception_blocks or (BasicConv2d, InceptionA, InceptionB, InceptionC, InceptionD, InceptionE, InceptionAux)
        if init_weights is None:
            warnings.warn("Inception draws its weights from truncated normals, which takes a while: init_weights=False leaves them.", FutureWarning, stacklevel=2)
            init_weights = True
        self.aux_logits, self.transform_input = aux_logits, transform_input
        self.Conv2d_1a_3x3 = conv(3, 32, kernel_size=3, stride=2)
        self.Conv2d_2a_3x3 = conv(32, 32, kernel_size=3)
        self.Conv2d_2b_3x3 = conv(32, 64, kernel_size=3, padding=1)
        self.maxpool1 = nn.MaxPool2d(kernel_size=3, stride=2)
        self.Conv2d_3b_1x1 = conv(64, 80, kernel_size=1)
        self.Conv2d_4a_3x3 = conv(80, 192, kernel_size=3)
        self.maxpool2 = nn.MaxPool2d(kernel_size=3, stride=2)
        self.Mixed_5b, self.Mixed_5c, self.Mixed_5d = a(192, pool_features=32), a(256, pool_features=64), a(288, pool_features=64)
        self.Mixed_6a = b(288)
        self.Mixed_6b, self.Mixed_6c, self.Mixed_6d, self.Mixed_6e = (c(768, channels_7x7=n) for n in (128, 160, 160, 192))
        self.AuxLogits = aux(768, num_classes) if aux_logits else None
        self.Mixed_7a = d(768)
        self.Mixed_7b, self.Mixed_7c = e(1280), e(2048)
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.dropout = nn.Dropout(p=dropout)
        self.fc = nn.Linear(2048, num_classes)
        if init_weights:
            for m in self.modules():
                if isinstance(m, (nn.Conv2d, nn.Linear)):
                    nn.init.trunc_normal_(m.weight, mean=0.0, std=float(getattr(m, "stddev", 0.1)), a=-2, b=2)

    def forward(self, x):
        x = imagenet_to_unit(x) if self.transform_input else x
        x = self.maxpool1(self.Conv2d_2b_3x3(self.Conv2d_2a_3x3(self.Conv2d_1a_3x3(x))))
        x = self.maxpool2(self.Conv2d_4a_3x3(self.Conv2d_3b_1x1(x)))
        x = self.Mixed_6a(self.Mixed_5d(self.Mixed_5c(self.Mixed_5b(x))))
        inner = self.Mixed_6e(self.Mixed_6d(self.Mixed_6c(self.Mixed_6b(x))))
        x = self.Mixed_7c(self.Mixed_7b(self.Mixed_7a(inner)))
        logits = self.fc(self.dropout(self.avgpool(x)).flatten(1))
        return InceptionOutputs(logits, self.AuxLogits(inner)) if self.training and self.aux_logits else logits


def _after_weights(model, asked):
    if not asked.get("aux_logits", True):
        model.aux_logits, model.AuxLogits = False, None
    return model


Inception3.around_weights = (_for_weights, _after_weights)
inception_v3 = builder("inception_v3", "Inception_V3_Weights", Inception3)
