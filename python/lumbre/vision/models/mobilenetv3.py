"""MobileNet V3. Howard et al., "Searching for MobileNetV3", 2019."""

from functools import partial

from lumbre import nn

from ..ops.misc import Conv2dNormActivation, SqueezeExcitation
from ._api import builder
from ._utils import _make_divisible, flat_head, initialize, normal

_SQUEEZE = partial(SqueezeExcitation, scale_activation=nn.Hardsigmoid)


class InvertedResidualConfig:
    """The figures of one block; `use_se` adds squeeze and excitation, `activation` is "RE" or "HS"."""

    def __init__(self, input_channels, kernel, expanded_channels, out_channels, use_se, activation, stride, dilation, width_mult):
        scale = partial(self.adjust_channels, width_mult=width_mult)
        self.input_channels, self.expanded_channels, self.out_channels = map(scale, (input_channels, expanded_channels, out_channels))
        self.kernel, self.use_se, self.use_hs, self.stride, self.dilation = kernel, use_se, activation == "HS", stride, dilation

    @staticmethod
    def adjust_channels(channels, width_mult):
        """The scaled number of channels, a multiple of 8."""
        return _make_divisible(channels * width_mult, 8)


class InvertedResidual(nn.Module):
    """Widen, filter each channel, weigh the channels, narrow; with a shortcut where the shape stays."""

    def __init__(self, cnf, norm_layer, se_layer=_SQUEEZE):
        super().__init__()
        if not 1 <= cnf.stride <= 2:
            raise ValueError("illegal stride value")
        self.use_res_connect = cnf.stride == 1 and cnf.input_channels == cnf.out_channels
        wide = cnf.expanded_channels
        unit = partial(Conv2dNormActivation, norm_layer=norm_layer, activation_layer=nn.Hardswish if cnf.use_hs else nn.ReLU)
        layers = []
        if wide != cnf.input_channels:
            layers.append(unit(cnf.input_channels, wide, kernel_size=1))
        stride = 1 if cnf.dilation > 1 else cnf.stride
        layers.append(unit(wide, wide, kernel_size=cnf.kernel, stride=stride, dilation=cnf.dilation, groups=wide))
        if cnf.use_se:
            layers.append(se_layer(wide, _make_divisible(wide // 4, 8)))
        layers.append(Conv2dNormActivation(wide, cnf.out_channels, kernel_size=1, norm_layer=norm_layer, activation_layer=None))
        self.block = nn.Sequential(*layers)
        self.out_channels = cnf.out_channels
        self._is_cn = cnf.stride > 1

    def forward(self, input):
        result = self.block(input)
        if self.use_res_connect:
            result += input
        return result


class MobileNetV3(nn.Module):
    """MobileNet V3: (batch, 3, height, width) -> (batch, classes)."""

    def __init__(self, inverted_residual_setting, last_channel, num_classes=1000, block=None, norm_layer=None, dropout=0.2, **kwargs):
        super().__init__()
        setting = inverted_residual_setting
        if not setting:
            raise ValueError("The inverted_residual_setting should not be empty")
        if not all(isinstance(s, InvertedResidualConfig) for s in setting):
            raise TypeError("The inverted_residual_setting should be List[InvertedResidualConfig]")
        block, norm_layer = block or InvertedResidual, norm_layer or partial(nn.BatchNorm2d, eps=0.001, momentum=0.01)
        unit = partial(Conv2dNormActivation, norm_layer=norm_layer, activation_layer=nn.Hardswish)
        first, last = setting[0].input_channels, setting[-1].out_channels
        layers = [unit(3, first, kernel_size=3, stride=2), *(block(cnf, norm_layer) for cnf in setting), unit(last, 6 * last, kernel_size=1)]
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(
            nn.Linear(6 * last, last_channel), nn.Hardswish(inplace=True), nn.Dropout(p=dropout, inplace=True), nn.Linear(last_channel, num_classes)
        )
        initialize(self, lambda m: nn.init.kaiming_normal_(m.weight, mode="fan_out"), normal(0.01))

    forward = flat_head


def _setting(large, width_mult=1.0, reduced_tail=False, dilated=False):
    """(blocks, last channels). Rows: input, kernel, expanded, output, squeeze, activation, stride."""
    r, d = 2 if reduced_tail else 1, 2 if dilated else 1
    if large:
        rows = (
            (16, 3, 16, 16, False, "RE", 1), (16, 3, 64, 24, False, "RE", 2), (24, 3, 72, 24, False, "RE", 1), (24, 5, 72, 40, True, "RE", 2),
            (40, 5, 120, 40, True, "RE", 1), (40, 5, 120, 40, True, "RE", 1), (40, 3, 240, 80, False, "HS", 2), (80, 3, 200, 80, False, "HS", 1),
            (80, 3, 184, 80, False, "HS", 1), (80, 3, 184, 80, False, "HS", 1), (80, 3, 480, 112, True, "HS", 1), (112, 3, 672, 112, True, "HS", 1),
            (112, 5, 672, 160 // r, True, "HS", 2), (160 // r, 5, 960 // r, 160 // r, True, "HS", 1), (160 // r, 5, 960 // r, 160 // r, True, "HS", 1),
        )  # fmt: skip
    else:
        rows = (
            (16, 3, 16, 16, True, "RE", 2), (16, 3, 72, 24, False, "RE", 2), (24, 3, 88, 24, False, "RE", 1), (24, 5, 96, 40, True, "HS", 2),
            (40, 5, 240, 40, True, "HS", 1), (40, 5, 240, 40, True, "HS", 1), (40, 5, 120, 48, True, "HS", 1), (48, 5, 144, 48, True, "HS", 1),
            (48, 5, 288, 96 // r, True, "HS", 2), (96 // r, 5, 576 // r, 96 // r, True, "HS", 1), (96 // r, 5, 576 // r, 96 // r, True, "HS", 1),
        )  # fmt: skip
    blocks = [InvertedResidualConfig(*row, d if i >= len(rows) - 3 else 1, width_mult) for i, row in enumerate(rows)]
    return blocks, InvertedResidualConfig.adjust_channels((1280 if large else 1024) // r, width_mult)


def _mobilenet_v3(large, width_mult=1.0, reduced_tail=False, dilated=False, **kwargs):
    """MobileNet V3 in its large or small form."""
    return MobileNetV3(*_setting(large, width_mult, reduced_tail, dilated), **kwargs)


mobilenet_v3_large = builder("mobilenet_v3_large", "MobileNet_V3_Large_Weights", _mobilenet_v3, True)
mobilenet_v3_small = builder("mobilenet_v3_small", "MobileNet_V3_Small_Weights", _mobilenet_v3, False)
