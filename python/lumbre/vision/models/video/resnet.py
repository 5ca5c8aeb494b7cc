"""Residual networks over video. Tran et al., "A closer look at spatiotemporal convolutions for action recognition", 2018."""

from lumbre import nn

from .._api import builder
from .._utils import fan_out


class Conv3DSimple(nn.Conv3d):
    """A 3x3x3 convolution."""

    def __init__(self, in_planes, out_planes, midplanes=None, stride=1, padding=1):
        super().__init__(in_planes, out_planes, (3, 3, 3), stride=stride, padding=padding, bias=False)

    @staticmethod
    def get_downsample_stride(stride):
        """The strides of the shortcut."""
        return stride, stride, stride


class Conv2Plus1D(nn.Sequential):
    """A convolution over each picture, then one over time."""

    def __init__(self, in_planes, out_planes, midplanes, stride=1, padding=1):
        super().__init__(
            nn.Conv3d(in_planes, midplanes, (1, 3, 3), stride=(1, stride, stride), padding=(0, padding, padding), bias=False),
            nn.BatchNorm3d(midplanes),
            nn.ReLU(inplace=True),
            nn.Conv3d(midplanes, out_planes, (3, 1, 1), stride=(stride, 1, 1), padding=(padding, 0, 0), bias=False),
        )

    @staticmethod
    def get_downsample_stride(stride):
        """The strides of the shortcut."""
        return stride, stride, stride


class Conv3DNoTemporal(nn.Conv3d):
    """A convolution over each picture alone."""

    def __init__(self, in_planes, out_planes, midplanes=None, stride=1, padding=1):
        super().__init__(in_planes, out_planes, (1, 3, 3), stride=(1, stride, stride), padding=(0, padding, padding), bias=False)

    @staticmethod
    def get_downsample_stride(stride):
        """The strides of the shortcut."""
        return 1, stride, stride


def _middle(inplanes, planes):
    """As many channels between the two convolutions as give the parameters of a whole one."""
    return (inplanes * planes * 27) // (inplanes * 9 + 3 * planes)


class BasicBlock(nn.Module):
    """Two convolutions beside a shortcut."""

    expansion = 1

    def __init__(self, inplanes, planes, conv_builder, stride=1, downsample=None):
        super().__init__()
        middle = _middle(inplanes, planes)
        first = conv_builder(inplanes, planes, middle, stride)
        self.conv1 = nn.Sequential(first, nn.BatchNorm3d(planes), nn.ReLU(inplace=True))
        self.conv2 = nn.Sequential(conv_builder(planes, planes, middle), nn.BatchNorm3d(planes))
        self.relu = nn.ReLU(inplace=True)
        self.downsample, self.stride = downsample, stride

    def forward(self, x):
        return self.relu(self.conv2(self.conv1(x)) + (x if self.downsample is None else self.downsample(x)))


class Bottleneck(nn.Module):
    """A convolution between two of single places, beside a shortcut."""

    expansion = 4

    def __init__(self, inplanes, planes, conv_builder, stride=1, downsample=None):
        super().__init__()
        wide = planes * self.expansion
        self.conv1 = nn.Sequential(nn.Conv3d(inplanes, planes, 1, bias=False), nn.BatchNorm3d(planes), nn.ReLU(inplace=True))
        middle = conv_builder(planes, planes, _middle(inplanes, planes), stride)
        self.conv2 = nn.Sequential(middle, nn.BatchNorm3d(planes), nn.ReLU(inplace=True))
        self.conv3 = nn.Sequential(nn.Conv3d(planes, wide, 1, bias=False), nn.BatchNorm3d(wide))
        self.relu = nn.ReLU(inplace=True)
        self.downsample, self.stride = downsample, stride

    def forward(self, x):
        return self.relu(self.conv3(self.conv2(self.conv1(x))) + (x if self.downsample is None else self.downsample(x)))


def _stem(in_planes, out_planes, size, stride, padding):
    convolution = nn.Conv3d(in_planes, out_planes, size, stride=stride, padding=padding, bias=False)
    return convolution, nn.BatchNorm3d(out_planes), nn.ReLU(inplace=True)


class BasicStem(nn.Sequential):
    """The first convolution."""

    def __init__(self):
        super().__init__(*_stem(3, 64, (3, 7, 7), (1, 2, 2), (1, 3, 3)))


class R2Plus1dStem(nn.Sequential):
    """The first convolutions: over pictures, over time."""

    def __init__(self):
        super().__init__(*_stem(3, 45, (1, 7, 7), (1, 2, 2), (0, 3, 3)), *_stem(45, 64, (3, 1, 1), (1, 1, 1), (1, 0, 0)))


class VideoResNet(nn.Module):
    """Residual network over video: (batch, 3, time, height, width) -> (batch, classes)."""

    def __init__(self, block, conv_makers, layers, stem, num_classes=400, zero_init_residual=False):
        super().__init__()
        self.inplanes = 64
        self.stem = stem()
        for i, (maker, planes, count) in enumerate(zip(conv_makers, (64, 128, 256, 512), layers), 1):
            setattr(self, f"layer{i}", self._make_layer(block, maker, planes, count, 1 if i == 1 else 2))
        self.avgpool = nn.AdaptiveAvgPool3d((1, 1, 1))
        self.fc = nn.Linear(512 * block.expansion, num_classes)
        for m in self.modules():
            if isinstance(m, nn.Conv3d):
                fan_out(m)
            elif isinstance(m, nn.Linear):
                nn.init.normal_(m.weight, 0, 0.01)
                nn.init.zeros_(m.bias)
        if zero_init_residual:
            for m in self.modules():
                if isinstance(m, Bottleneck):
                    nn.init.zeros_(m.conv3[1].weight)

    def _make_layer(self, block, conv_builder, planes, blocks, stride=1):
        downsample, wide = None, planes * block.expansion
        if stride != 1 or self.inplanes != wide:
            shortcut = nn.Conv3d(self.inplanes, wide, 1, stride=conv_builder.get_downsample_stride(stride), bias=False)
            downsample = nn.Sequential(shortcut, nn.BatchNorm3d(wide))
        layers = [block(self.inplanes, planes, conv_builder, stride, downsample)]
        self.inplanes = wide
        return nn.Sequential(*layers, *(block(wide, planes, conv_builder) for _ in range(1, blocks)))

    def forward(self, x):
        x = self.layer4(self.layer3(self.layer2(self.layer1(self.stem(x)))))
        return self.fc(self.avgpool(x).flatten(1))


_LAYERS = [2, 2, 2, 2]
r3d_18 = builder("r3d_18", "R3D_18_Weights", VideoResNet, BasicBlock, [Conv3DSimple] * 4, _LAYERS, BasicStem)
mc3_18 = builder("mc3_18", "MC3_18_Weights", VideoResNet, BasicBlock, [Conv3DSimple] + [Conv3DNoTemporal] * 3, _LAYERS, BasicStem)
r2plus1d_18 = builder("r2plus1d_18", "R2Plus1D_18_Weights", VideoResNet, BasicBlock, [Conv2Plus1D] * 4, _LAYERS, R2Plus1dStem)
