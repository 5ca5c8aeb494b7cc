"""RegNet. Radosavovic et al., "Designing network design spaces", 2020."""

import math
from collections import OrderedDict
from functools import partial
from itertools import groupby

import lumbre
from lumbre import nn

from ..ops.misc import Conv2dNormActivation, SqueezeExcitation
from ._api import builder
from ._utils import _make_divisible, initialize, normal


class ResBottleneckBlock(nn.Module):
    """1x1, grouped 3x3 (with the stride), squeeze and excitation where wanted, 1x1, beside a shortcut."""

    def __init__(self, width_in, width_out, stride, norm_layer, activation_layer, group_width=1, bottleneck_multiplier=1.0, se_ratio=None):
        super().__init__()
        unit = partial(Conv2dNormActivation, norm_layer=norm_layer, activation_layer=activation_layer)
        linear = partial(Conv2dNormActivation, kernel_size=1, norm_layer=norm_layer, activation_layer=None)
        self.proj = linear(width_in, width_out, stride=stride) if width_in != width_out or stride != 1 else None
        inner = int(round(width_out * bottleneck_multiplier))
        layers = OrderedDict(a=unit(width_in, inner, kernel_size=1))
        layers["b"] = unit(inner, inner, kernel_size=3, stride=stride, groups=inner // group_width)
        if se_ratio:
            layers["se"] = SqueezeExcitation(inner, int(round(se_ratio * width_in)), activation=activation_layer)
        layers["c"] = linear(inner, width_out)
        self.f = nn.Sequential(layers)
        self.activation = activation_layer(inplace=True)

    def forward(self, x):
        return self.activation((x if self.proj is None else self.proj(x)) + self.f(x))


class BlockParams:
    """Depths, widths, group widths and strides of the stages."""

    def __init__(self, depths, widths, group_widths, bottleneck_multipliers, strides, se_ratio=None):
        self.depths, self.widths, self.group_widths = depths, widths, group_widths
        self.bottleneck_multipliers, self.strides, self.se_ratio = bottleneck_multipliers, strides, se_ratio

    @classmethod
    def from_init_params(cls, depth, w_0, w_a, w_m, group_width, bottleneck_multiplier=1.0, se_ratio=None, **kwargs):
        """From the design space: widths on the line `w_0 + w_a * i`, moved to powers of `w_m` and multiples of 8."""
        if w_a < 0 or w_0 <= 0 or w_m <= 1 or w_0 % 8 != 0:
            raise ValueError("Invalid RegNet settings")
        # Numbers, also where the model itself is made without memory.
        line = lumbre.arange(depth, device="cpu") * w_a + w_0
        powers = lumbre.round(lumbre.log(line / w_0) / math.log(w_m))
        widths = (lumbre.round(w_0 * lumbre.pow(w_m, powers) / 8) * 8).int().tolist()
        stages = [(w, len(list(same))) for w, same in groupby(widths)]
        inner = [int(w * bottleneck_multiplier) for w, _ in stages]
        groups = [min(group_width, w) for w in inner]
        fitted = [int(_make_divisible(w, g) / bottleneck_multiplier) for w, g in zip(inner, groups)]
        return cls([n for _, n in stages], fitted, groups, [bottleneck_multiplier] * len(stages), [2] * len(stages), se_ratio)


class RegNet(nn.Module):
    """RegNet: (batch, 3, height, width) -> (batch, classes)."""

    def __init__(self, block_params, num_classes=1000, stem_width=32, stem_type=None, block_type=None, norm_layer=None, activation=None):
        super().__init__()
        norm_layer, activation = norm_layer or nn.BatchNorm2d, activation or nn.ReLU
        stem, block = stem_type or partial(Conv2dNormActivation, kernel_size=3, stride=2), block_type or ResBottleneckBlock
        self.stem = stem(3, stem_width, norm_layer=norm_layer, activation_layer=activation)
        p, width = block_params, stem_width
        stages = OrderedDict()
        for i, (out, stride, depth, group, factor) in enumerate(zip(p.widths, p.strides, p.depths, p.group_widths, p.bottleneck_multipliers), 1):
            stage = OrderedDict()
            for j in range(depth):
                stage[f"block{i}-{j}"] = block(width, out, 1 if j else stride, norm_layer, activation, group, factor, p.se_ratio)
                width = out
            stages[f"block{i}"] = nn.Sequential(stage)
        self.trunk_output = nn.Sequential(stages)
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(width, num_classes)
        he = lambda m: nn.init.normal_(m.weight, 0.0, math.sqrt(2.0 / (m.kernel_size[0] * m.kernel_size[1] * m.out_channels)))  # noqa: E731
        for m in self.modules():
            # The biases of squeeze and excitation keep their first values.
            if isinstance(m, nn.Conv2d):
                he(m)
        initialize(self, None, normal(0.01), nn.BatchNorm2d)

    def forward(self, x):
        return self.fc(self.avgpool(self.trunk_output(self.stem(x))).flatten(1))


def _regnet(settings, **kwargs):
    """RegNet from (depth, w_0, w_a, w_m, group width, ratio of squeeze and excitation)."""
    depth, w_0, w_a, w_m, group, se = settings
    return RegNet(BlockParams.from_init_params(depth, w_0, w_a, w_m, group, se_ratio=se), **kwargs)


_SETTINGS = {
    "y_400mf": (16, 48, 27.89, 2.09, 8, 0.25), "y_800mf": (14, 56, 38.84, 2.4, 16, 0.25), "y_1_6gf": (27, 48, 20.71, 2.65, 24, 0.25),
    "y_3_2gf": (21, 80, 42.63, 2.66, 24, 0.25), "y_8gf": (17, 192, 76.82, 2.19, 56, 0.25), "y_16gf": (18, 200, 106.23, 2.48, 112, 0.25),
    "y_32gf": (20, 232, 115.89, 2.53, 232, 0.25), "y_128gf": (27, 456, 160.83, 2.52, 264, 0.25), "x_400mf": (22, 24, 24.48, 2.54, 16, None),
    "x_800mf": (16, 56, 35.73, 2.28, 16, None), "x_1_6gf": (18, 80, 34.01, 2.25, 24, None), "x_3_2gf": (25, 88, 26.31, 2.25, 48, None),
    "x_8gf": (23, 80, 49.56, 2.88, 120, None), "x_16gf": (22, 216, 55.59, 2.1, 128, None), "x_32gf": (23, 320, 69.86, 2.0, 168, None),
}  # fmt: skip
for _size, _settings in _SETTINGS.items():
    _name = f"regnet_{_size}"
    globals()[_name] = builder(_name, f"RegNet_{_size.upper()}_Weights", _regnet, _settings)
