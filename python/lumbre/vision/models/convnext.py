"""ConvNeXt. Liu et al., "A ConvNet for the 2020s", 2022."""

from functools import partial

import lumbre
from lumbre import nn

from ..ops.misc import Conv2dNormActivation, Permute
from ..ops.stochastic_depth import StochasticDepth
from ._api import builder


class LayerNorm2d(nn.LayerNorm):
    """Layer norm over the channels of (batch, channel, height, width)."""

    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class CNBlock(nn.Module):
    """A wide filter of each channel, then two linear layers over the channels, beside a shortcut."""

    def __init__(self, dim, layer_scale, stochastic_depth_prob, norm_layer=None):
        super().__init__()
        norm_layer = norm_layer or partial(nn.LayerNorm, eps=1e-6)
        self.block = nn.Sequential(
            nn.Conv2d(dim, dim, kernel_size=7, padding=3, groups=dim), Permute([0, 2, 3, 1]), norm_layer(dim),
            nn.Linear(dim, 4 * dim), nn.GELU(), nn.Linear(4 * dim, dim), Permute([0, 3, 1, 2]),
        )  # fmt: skip
        self.layer_scale = nn.Parameter(lumbre.ones(dim, 1, 1) * layer_scale)
        self.stochastic_depth = StochasticDepth(stochastic_depth_prob, "row")

    def forward(self, input):
        result = self.stochastic_depth(self.layer_scale * self.block(input))
        result += input
        return result


class CNBlockConfig:
    """A stage: its channels, those of the next stage (None behind the last), its depth."""

    def __init__(self, input_channels, out_channels, num_layers):
        self.input_channels, self.out_channels, self.num_layers = input_channels, out_channels, num_layers

    def __repr__(self):
        return f"{type(self).__name__}(input_channels={self.input_channels}, out_channels={self.out_channels}, num_layers={self.num_layers})"


class ConvNeXt(nn.Module):
    """ConvNeXt: (batch, 3, height, width) -> (batch, classes)."""

    def __init__(self, block_setting, stochastic_depth_prob=0.0, layer_scale=1e-6, num_classes=1000, block=None, norm_layer=None, **kwargs):
        super().__init__()
        if not block_setting:
            raise ValueError("The block_setting should not be empty")
        if not all(isinstance(s, CNBlockConfig) for s in block_setting):
            raise TypeError("The block_setting should be List[CNBlockConfig]")
        block, norm_layer = block or CNBlock, norm_layer or partial(LayerNorm2d, eps=1e-6)
        first = block_setting[0].input_channels
        layers = [Conv2dNormActivation(3, first, kernel_size=4, stride=4, padding=0, norm_layer=norm_layer, activation_layer=None, bias=True)]
        total, done = sum(cnf.num_layers for cnf in block_setting), 0
        for cnf in block_setting:
            probabilities = [stochastic_depth_prob * (done + i) / (total - 1.0) for i in range(cnf.num_layers)]
            layers.append(nn.Sequential(*(block(cnf.input_channels, layer_scale, p) for p in probabilities)))
            done += cnf.num_layers
            if cnf.out_channels is not None:
                layers.append(nn.Sequential(norm_layer(cnf.input_channels), nn.Conv2d(cnf.input_channels, cnf.out_channels, 2, stride=2)))
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        out = block_setting[-1].out_channels or block_setting[-1].input_channels
        self.classifier = nn.Sequential(norm_layer(out), nn.Flatten(1), nn.Linear(out, num_classes))
        for m in self.modules():
            if isinstance(m, (nn.Conv2d, nn.Linear)):
                nn.init.trunc_normal_(m.weight, std=0.02)
                if m.bias is not None:
                    nn.init.zeros_(m.bias)

    def forward(self, x):
        return self.classifier(self.avgpool(self.features(x)))


def _convnext(widths, depths, **kwargs):
    """ConvNeXt with the given channels and depths of its stages."""
    return ConvNeXt([CNBlockConfig(*row) for row in zip(widths, (*widths[1:], None), depths)], **kwargs)


for _size, _first, _depth, _drop in (("Tiny", 96, 9, 0.1), ("Small", 96, 27, 0.4), ("Base", 128, 27, 0.5), ("Large", 192, 27, 0.5)):
    _config = [_first * 2**i for i in range(4)], (3, 3, _depth, 3)
    _name = f"convnext_{_size.lower()}"
    globals()[_name] = builder(_name, f"ConvNeXt_{_size}_Weights", _convnext, *_config, stochastic_depth_prob=_drop)
