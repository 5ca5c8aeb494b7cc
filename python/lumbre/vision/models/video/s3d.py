"""S3D: inception over video, in space and in time apart. Xie et al., "Rethinking spatiotemporal feature learning", 2018."""

from functools import partial

import lumbre
from lumbre import nn

from ...ops.misc import Conv3dNormActivation
from .._api import builder


class TemporalSeparableConv(nn.Sequential):
    """A convolution over each picture, then one over time."""

    def __init__(self, in_planes, out_planes, kernel_size, stride, padding, norm_layer):
        k, s, p = kernel_size, stride, padding
        unit = partial(Conv3dNormActivation, bias=False, norm_layer=norm_layer)
        super().__init__(
            unit(in_planes, out_planes, kernel_size=(1, k, k), stride=(1, s, s), padding=(0, p, p)),
            unit(out_planes, out_planes, kernel_size=(k, 1, 1), stride=(s, 1, 1), padding=(p, 0, 0)),
        )


class SepInceptionBlock3D(nn.Module):
    """Four branches side by side."""

    def __init__(self, in_planes, b0_out, b1_mid, b1_out, b2_mid, b2_out, b3_out, norm_layer):
        super().__init__()
        point = partial(Conv3dNormActivation, kernel_size=1, stride=1, norm_layer=norm_layer)
        wide = partial(TemporalSeparableConv, kernel_size=3, stride=1, padding=1, norm_layer=norm_layer)
        self.branch0 = point(in_planes, b0_out)
        self.branch1 = nn.Sequential(point(in_planes, b1_mid), wide(b1_mid, b1_out))
        self.branch2 = nn.Sequential(point(in_planes, b2_mid), wide(b2_mid, b2_out))
        self.branch3 = nn.Sequential(nn.MaxPool3d(3, stride=1, padding=1), point(in_planes, b3_out))

    def forward(self, x):
        return lumbre.cat([branch(x) for branch in (self.branch0, self.branch1, self.branch2, self.branch3)], 1)


# Input, then the four branches; None halves the size.
_BLOCKS = (
    (192, 64, 96, 128, 16, 32, 32), (256, 128, 128, 192, 32, 96, 64), None, (480, 192, 96, 208, 16, 48, 64),
    (512, 160, 112, 224, 24, 64, 64), (512, 128, 128, 256, 24, 64, 64), (512, 112, 144, 288, 32, 64, 64),
    (528, 256, 160, 320, 32, 128, 128), None, (832, 256, 160, 320, 32, 128, 128), (832, 384, 192, 384, 48, 128, 128),
)  # fmt: skip


class S3D(nn.Module):
    """S3D: (batch, 3, time, height, width) -> (batch, classes); at least 14 pictures of 224 x 224 pixels."""

    def __init__(self, num_classes=400, dropout=0.2, norm_layer=None):
        super().__init__()
        norm_layer = norm_layer or partial(nn.BatchNorm3d, eps=0.001, momentum=0.001)

        def smaller():
            return nn.MaxPool3d((1, 3, 3), stride=(1, 2, 2), padding=(0, 1, 1))

        pools = iter((nn.MaxPool3d(3, stride=2, padding=1), nn.MaxPool3d(2, stride=2)))
        self.features = nn.Sequential(
            TemporalSeparableConv(3, 64, 7, 2, 3, norm_layer),
            smaller(),
            Conv3dNormActivation(64, 64, kernel_size=1, stride=1, norm_layer=norm_layer),
            TemporalSeparableConv(64, 192, 3, 1, 1, norm_layer),
            smaller(),
            *(next(pools) if sizes is None else SepInceptionBlock3D(*sizes, norm_layer) for sizes in _BLOCKS),
        )
        self.avgpool = nn.AvgPool3d((2, 7, 7), stride=1)
        self.classifier = nn.Sequential(nn.Dropout(dropout), nn.Conv3d(1024, num_classes, 1))

    def forward(self, x):
        return self.classifier(self.avgpool(self.features(x))).mean((2, 3, 4))


s3d = builder("s3d", "S3D_Weights", S3D)
