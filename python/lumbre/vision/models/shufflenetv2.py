"""ShuffleNet V2. Ma et al., "ShuffleNet V2: practical guidelines for efficient CNN architecture design", 2018."""

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf

from ._api import builder


def _conv_norm(i, o, kernel, stride, relu=True, groups=1):
    layers = [nn.Conv2d(i, o, kernel, stride, kernel // 2, bias=False, groups=groups), nn.BatchNorm2d(o)]
    return [*layers, nn.ReLU(inplace=True)] if relu else layers


class InvertedResidual(nn.Module):
    """Half of the channels pass (or are filtered with the stride), half are computed; then they are mixed."""

    def __init__(self, inp, oup, stride):
        super().__init__()
        if not 1 <= stride <= 3:
            raise ValueError("illegal stride value")
        half = oup // 2
        if stride == 1 and inp != half * 2:
            raise ValueError(f"Invalid combination of stride {stride}, inp {inp} and oup {oup} values: with stride 1, inp is oup // 2 * 2")
        self.stride = stride
        pass_by = [*_conv_norm(inp, inp, 3, stride, relu=False, groups=inp), *_conv_norm(inp, half, 1, 1)] if stride > 1 else []
        self.branch1 = nn.Sequential(*pass_by)
        self.branch2 = nn.Sequential(
            *_conv_norm(inp if stride > 1 else half, half, 1, 1),
            *_conv_norm(half, half, 3, stride, relu=False, groups=half),
            *_conv_norm(half, half, 1, 1),
        )

    def forward(self, x):
        a, b = x.chunk(2, dim=1) if self.stride == 1 else (self.branch1(x), x)
        return nnf.channel_shuffle(lumbre.cat((a, self.branch2(b)), dim=1), 2)


class ShuffleNetV2(nn.Module):
    """ShuffleNet V2: (batch, 3, height, width) -> (batch, classes)."""

    def __init__(self, stages_repeats, stages_out_channels, num_classes=1000, inverted_residual=InvertedResidual):
        super().__init__()
        if len(stages_repeats) != 3:
            raise ValueError("expected stages_repeats as list of 3 positive ints")
        if len(stages_out_channels) != 5:
            raise ValueError("expected stages_out_channels as list of 5 positive ints")
        self._stage_out_channels = stages_out_channels
        first, *stages, last = stages_out_channels
        self.conv1 = nn.Sequential(*_conv_norm(3, first, 3, 2))
        self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
        before = first
        for i, (repeats, out) in enumerate(zip(stages_repeats, stages), 2):
            blocks = [inverted_residual(before, out, 2), *(inverted_residual(out, out, 1) for _ in range(repeats - 1))]
            setattr(self, f"stage{i}", nn.Sequential(*blocks))
            before = out
        self.conv5 = nn.Sequential(*_conv_norm(before, last, 1, 1))
        self.fc = nn.Linear(last, num_classes)

    def forward(self, x):
        x = self.stage4(self.stage3(self.stage2(self.maxpool(self.conv1(x)))))
        return self.fc(self.conv5(x).mean([2, 3]))


for _size, _widths in (("0_5", (48, 96, 192, 1024)), ("1_0", (116, 232, 464, 1024)), ("1_5", (176, 352, 704, 1024)), ("2_0", (244, 488, 976, 2048))):
    _name = f"shufflenet_v2_x{_size}"
    globals()[_name] = builder(_name, f"ShuffleNet_V2_X{_size}_Weights", ShuffleNetV2, [4, 8, 4], [24, *_widths])
