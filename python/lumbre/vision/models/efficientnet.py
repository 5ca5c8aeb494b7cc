"""EfficientNet and its second version. Tan and Le, 2019 and 2021."""

import math
from functools import partial

from lumbre import nn

from ..ops.misc import Conv2dNormActivation, SqueezeExcitation
from ..ops.stochastic_depth import StochasticDepth
from ._api import builder
from ._utils import _make_divisible, flat_head, initialize


class _Config:
    """The figures of one stage."""

    def __init__(self, expand_ratio, kernel, stride, input_channels, out_channels, num_layers, block):
        self.expand_ratio, self.kernel, self.stride = expand_ratio, kernel, stride
        self.input_channels, self.out_channels, self.num_layers, self.block = input_channels, out_channels, num_layers, block

    @staticmethod
    def adjust_channels(channels, width_mult, min_value=None):
        """The scaled number of channels, a multiple of 8."""
        return _make_divisible(channels * width_mult, 8, min_value)


class MBConvConfig(_Config):
    """A stage of `MBConv` blocks, scaled in width and depth."""

    def __init__(self, expand_ratio, kernel, stride, input_channels, out_channels, num_layers, width_mult=1.0, depth_mult=1.0, block=None):
        channels = [self.adjust_channels(c, width_mult) for c in (input_channels, out_channels)]
        super().__init__(expand_ratio, kernel, stride, *channels, self.adjust_depth(num_layers, depth_mult), block or MBConv)

    @staticmethod
    def adjust_depth(num_layers, depth_mult):
        """The scaled number of blocks."""
        return int(math.ceil(num_layers * depth_mult))


class FusedMBConvConfig(_Config):
    """A stage of `FusedMBConv` blocks."""

    def __init__(self, expand_ratio, kernel, stride, input_channels, out_channels, num_layers, block=None):
        super().__init__(expand_ratio, kernel, stride, input_channels, out_channels, num_layers, block or FusedMBConv)


class _Block(nn.Module):
    """Layers with a shortcut, left out at random, where the shape stays."""

    def __init__(self, cnf, stochastic_depth_prob, norm_layer, **kwargs):
        super().__init__()
        if not 1 <= cnf.stride <= 2:
            raise ValueError("illegal stride value")
        self.use_res_connect = cnf.stride == 1 and cnf.input_channels == cnf.out_channels
        wide = cnf.adjust_channels(cnf.input_channels, cnf.expand_ratio)
        unit = partial(Conv2dNormActivation, norm_layer=norm_layer, activation_layer=nn.SiLU)
        narrow = partial(Conv2dNormActivation, wide, cnf.out_channels, kernel_size=1, norm_layer=norm_layer, activation_layer=None)
        self.block = nn.Sequential(*self._layers(cnf, wide, unit, narrow, **kwargs))
        self.stochastic_depth = StochasticDepth(stochastic_depth_prob, "row")
        self.out_channels = cnf.out_channels

    def forward(self, input):
        result = self.block(input)
        if self.use_res_connect:
            result = self.stochastic_depth(result)
            result += input
        return result


class MBConv(_Block):
    """Widen, filter each channel, weigh the channels, narrow."""

    def _layers(self, cnf, wide, unit, narrow, se_layer=SqueezeExcitation):
        if wide != cnf.input_channels:
            yield unit(cnf.input_channels, wide, kernel_size=1)
        yield unit(wide, wide, kernel_size=cnf.kernel, stride=cnf.stride, groups=wide)
        yield se_layer(wide, max(1, cnf.input_channels // 4), activation=partial(nn.SiLU, inplace=True))
        yield narrow()


class FusedMBConv(_Block):
    """Widen with an ordinary convolution, narrow; only that convolution where nothing is widened."""

    def _layers(self, cnf, wide, unit, narrow):
        if wide == cnf.input_channels:
            yield unit(wide, cnf.out_channels, kernel_size=cnf.kernel, stride=cnf.stride)
            return
        yield unit(cnf.input_channels, wide, kernel_size=cnf.kernel, stride=cnf.stride)
        yield narrow()


class EfficientNet(nn.Module):
    """EfficientNet: (batch, 3, height, width) -> (batch, classes)."""

    def __init__(
        self, inverted_residual_setting, dropout, stochastic_depth_prob=0.2, num_classes=1000, norm_layer=None, last_channel=None
    ):
        super().__init__()
        setting, norm_layer = inverted_residual_setting, norm_layer or nn.BatchNorm2d
        if not setting:
            raise ValueError("The inverted_residual_setting should not be empty")
        if not all(isinstance(s, _Config) for s in setting):
            raise TypeError("The inverted_residual_setting should be List[MBConvConfig]")
        unit = partial(Conv2dNormActivation, norm_layer=norm_layer, activation_layer=nn.SiLU)
        layers = [unit(3, setting[0].input_channels, kernel_size=3, stride=2)]
        total, done = sum(cnf.num_layers for cnf in setting), 0
        for cnf in setting:
            stage = []
            for i in range(cnf.num_layers):
                # Only a stage's first block changes the shape.
                one = cnf if i == 0 else _Config(cnf.expand_ratio, cnf.kernel, 1, cnf.out_channels, cnf.out_channels, 1, cnf.block)
                stage.append(cnf.block(one, stochastic_depth_prob * float(done) / total, norm_layer))
                done += 1
            layers.append(nn.Sequential(*stage))
        last = setting[-1].out_channels
        out = last_channel if last_channel is not None else 4 * last
        self.features = nn.Sequential(*layers, unit(last, out, kernel_size=1))
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(nn.Dropout(p=dropout, inplace=True), nn.Linear(out, num_classes))
        uniform = lambda m: nn.init.uniform_(m.weight, -(m.out_features**-0.5), m.out_features**-0.5)  # noqa: E731
        initialize(self, lambda m: nn.init.kaiming_normal_(m.weight, mode="fan_out"), uniform)

    forward = flat_head


# Expansion, kernel, stride, input and output channels, depth; the fused stages come first.
_V1 = ((1, 3, 1, 32, 16, 1), (6, 3, 2, 16, 24, 2), (6, 5, 2, 24, 40, 2), (6, 3, 2, 40, 80, 3), (6, 5, 1, 80, 112, 3), (6, 5, 2, 112, 192, 4), (6, 3, 1, 192, 320, 1))
_V2 = {
    "s": (
        ((1, 3, 1, 24, 24, 2), (4, 3, 2, 24, 48, 4), (4, 3, 2, 48, 64, 4)),
        ((4, 3, 2, 64, 128, 6), (6, 3, 1, 128, 160, 9), (6, 3, 2, 160, 256, 15)),
    ),
    "m": (
        ((1, 3, 1, 24, 24, 3), (4, 3, 2, 24, 48, 5), (4, 3, 2, 48, 80, 5)),
        ((4, 3, 2, 80, 160, 7), (6, 3, 1, 160, 176, 14), (6, 3, 2, 176, 304, 18), (6, 3, 1, 304, 512, 5)),
    ),
    "l": (
        ((1, 3, 1, 32, 32, 4), (4, 3, 2, 32, 64, 7), (4, 3, 2, 64, 96, 7)),
        ((4, 3, 2, 96, 192, 10), (6, 3, 1, 192, 224, 19), (6, 3, 2, 224, 384, 25), (6, 3, 1, 384, 640, 7)),
    ),
}
# Width, depth and dropout of b0 to b7, and of the second version's sizes.
_SIZES = ((1.0, 1.0, 0.2), (1.0, 1.1, 0.2), (1.1, 1.2, 0.3), (1.2, 1.4, 0.3), (1.4, 1.8, 0.4), (1.6, 2.2, 0.4), (1.8, 2.6, 0.5), (2.0, 3.1, 0.5))
_DROPOUT = {"s": 0.2, "m": 0.3, "l": 0.4}


def _efficientnet(size, dropout=None, **kwargs):
    """EfficientNet by its size: "b0" to "b7", or "s", "m", "l" of the second version."""
    if size in _V2:
        fused, plain = _V2[size]
        setting = [*(FusedMBConvConfig(*row) for row in fused), *(MBConvConfig(*row) for row in plain)]
        kwargs.setdefault("norm_layer", partial(nn.BatchNorm2d, eps=1e-3))
        return EfficientNet(setting, _DROPOUT[size] if dropout is None else dropout, last_channel=1280, **kwargs)
    width, depth, usual = _SIZES[int(size[1])]
    if size in ("b5", "b6", "b7"):
        kwargs.setdefault("norm_layer", partial(nn.BatchNorm2d, eps=0.001, momentum=0.01))
    return EfficientNet([MBConvConfig(*row, width, depth) for row in _V1], usual if dropout is None else dropout, **kwargs)


for _size in [*(f"b{i}" for i in range(8)), *_V2]:
    _name = f"efficientnet_{'v2_' * (_size in _V2)}{_size}"
    globals()[_name] = builder(_name, f"EfficientNet_{'V2_' * (_size in _V2)}{_size.upper()}_Weights", _efficientnet, _size)
