"""MNASNet. Tan et al., "MnasNet: platform-aware neural architecture search for mobile", 2018."""

from lumbre import nn

from ._api import builder
from ._utils import _make_divisible, fan_out, initialize

# The average of batch statistics moves slowly.
_MOMENTUM = 1 - 0.9997


def _norm(channels):
    return nn.BatchNorm2d(channels, momentum=_MOMENTUM)


class _InvertedResidual(nn.Module):
    """Widen, filter each channel, narrow; with a shortcut where the shape stays."""

    def __init__(self, in_ch, out_ch, kernel_size, stride, expansion_factor):
        super().__init__()
        if stride not in (1, 2):
            raise ValueError(f"stride should be 1 or 2 instead of {stride}")
        if kernel_size not in (3, 5):
            raise ValueError(f"kernel_size should be 3 or 5 instead of {kernel_size}")
        wide = in_ch * expansion_factor
        self.apply_residual = in_ch == out_ch and stride == 1
        self.layers = nn.Sequential(
            nn.Conv2d(in_ch, wide, 1, bias=False), _norm(wide), nn.ReLU(inplace=True),
            nn.Conv2d(wide, wide, kernel_size, padding=kernel_size // 2, stride=stride, groups=wide, bias=False), _norm(wide), nn.ReLU(inplace=True),
            nn.Conv2d(wide, out_ch, 1, bias=False), _norm(out_ch),
        )  # fmt: skip

    def forward(self, input):
        return self.layers(input) + input if self.apply_residual else self.layers(input)


class MNASNet(nn.Module):
    """MNASNet: (batch, 3, height, width) -> (batch, classes). `alpha` scales the channels."""

    _version = 2

    def __init__(self, alpha, num_classes=1000, dropout=0.2):
        super().__init__()
        if alpha <= 0.0:
            raise ValueError(f"alpha should be greater than 0.0 instead of {alpha}")
        self.alpha, self.num_classes = alpha, num_classes
        d = [_make_divisible(c * alpha, 8) for c in (32, 16, 24, 40, 80, 96, 192, 320)]
        layers = [
            nn.Conv2d(3, d[0], 3, padding=1, stride=2, bias=False), _norm(d[0]), nn.ReLU(inplace=True),
            nn.Conv2d(d[0], d[0], 3, padding=1, stride=1, groups=d[0], bias=False), _norm(d[0]), nn.ReLU(inplace=True),
            nn.Conv2d(d[0], d[1], 1, padding=0, stride=1, bias=False), _norm(d[1]),
        ]  # fmt: skip
        for i, (kernel, stride, factor, repeats) in enumerate(((3, 2, 3, 3), (5, 2, 3, 3), (5, 2, 6, 3), (3, 1, 6, 2), (5, 2, 6, 4), (3, 1, 6, 1)), 1):
            first = _InvertedResidual(d[i], d[i + 1], kernel, stride, factor)
            layers.append(nn.Sequential(first, *(_InvertedResidual(d[i + 1], d[i + 1], kernel, 1, factor) for _ in range(repeats - 1))))
        layers += [nn.Conv2d(d[7], 1280, 1, padding=0, stride=1, bias=False), _norm(1280), nn.ReLU(inplace=True)]
        self.layers = nn.Sequential(*layers)
        self.classifier = nn.Sequential(nn.Dropout(p=dropout, inplace=True), nn.Linear(1280, num_classes))
        initialize(self, fan_out, lambda m: nn.init.kaiming_uniform_(m.weight, mode="fan_out", nonlinearity="sigmoid"))

    def forward(self, x):
        return self.classifier(self.layers(x).mean([2, 3]))


mnasnet0_5 = builder("mnasnet0_5", "MNASNet0_5_Weights", MNASNet, 0.5)
mnasnet0_75 = builder("mnasnet0_75", "MNASNet0_75_Weights", MNASNet, 0.75)
mnasnet1_0 = builder("mnasnet1_0", "MNASNet1_0_Weights", MNASNet, 1.0)
mnasnet1_3 = builder("mnasnet1_3", "MNASNet1_3_Weights", MNASNet, 1.3)
