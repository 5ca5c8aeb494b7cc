"""DenseNet. Huang et al., "Densely connected convolutional networks", 2017."""

import re
from collections import OrderedDict

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf
from lumbre.utils.checkpoint import checkpoint

from ._api import builder
from ._utils import initialize


class _DenseLayer(nn.Module):
    """Norm, 1x1, norm, 3x3: `growth_rate` new channels from all those before."""

    def __init__(self, num_input_features, growth_rate, bn_size, drop_rate, memory_efficient=False):
        super().__init__()
        self.norm1 = nn.BatchNorm2d(num_input_features)
        self.relu1 = nn.ReLU(inplace=True)
        self.conv1 = nn.Conv2d(num_input_features, bn_size * growth_rate, kernel_size=1, stride=1, bias=False)
        self.norm2 = nn.BatchNorm2d(bn_size * growth_rate)
        self.relu2 = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(bn_size * growth_rate, growth_rate, kernel_size=3, stride=1, padding=1, bias=False)
        self.drop_rate, self.memory_efficient = float(drop_rate), memory_efficient

    def bn_function(self, inputs):
        """The narrow features of all inputs together."""
        return self.conv1(self.relu1(self.norm1(lumbre.cat(inputs, 1))))

    def forward(self, input):
        inputs = [input] if isinstance(input, lumbre.Tensor) else input
        if self.memory_efficient and any(t.requires_grad for t in inputs):
            narrow = checkpoint(lambda *xs: self.bn_function(xs), *inputs, use_reentrant=False)
        else:
            narrow = self.bn_function(inputs)
        new = self.conv2(self.relu2(self.norm2(narrow)))
        return nnf.dropout(new, p=self.drop_rate, training=self.training) if self.drop_rate > 0 else new


class _DenseBlock(nn.ModuleDict):
    """Layers that each see the outputs of all before them."""

    _version = 2

    def __init__(self, num_layers, num_input_features, bn_size, growth_rate, drop_rate, memory_efficient=False):
        super().__init__()
        for i in range(num_layers):
            layer = _DenseLayer(num_input_features + i * growth_rate, growth_rate, bn_size, drop_rate, memory_efficient)
            self.add_module(f"denselayer{i + 1}", layer)

    def forward(self, init_features):
        features = [init_features]
        for layer in self.values():
            features.append(layer(features))
        return lumbre.cat(features, 1)


class _Transition(nn.Sequential):
    """Half the size and fewer channels between two blocks."""

    def __init__(self, num_input_features, num_output_features):
        super().__init__()
        self.norm = nn.BatchNorm2d(num_input_features)
        self.relu = nn.ReLU(inplace=True)
        self.conv = nn.Conv2d(num_input_features, num_output_features, kernel_size=1, stride=1, bias=False)
        self.pool = nn.AvgPool2d(kernel_size=2, stride=2)


class DenseNet(nn.Module):
    """DenseNet: (batch, 3, height, width) -> (batch, classes). `memory_efficient` computes narrow features again in the backward pass."""

    def __init__(
        self, growth_rate=32, block_config=(6, 12, 24, 16), num_init_features=64, bn_size=4, drop_rate=0, num_classes=1000, memory_efficient=False
    ):
        super().__init__()
        width = num_init_features
        parts = OrderedDict(
            conv0=nn.Conv2d(3, width, kernel_size=7, stride=2, padding=3, bias=False),
            norm0=nn.BatchNorm2d(width),
            relu0=nn.ReLU(inplace=True),
            pool0=nn.MaxPool2d(kernel_size=3, stride=2, padding=1),
        )
        for i, depth in enumerate(block_config, 1):
            parts[f"denseblock{i}"] = _DenseBlock(depth, width, bn_size, growth_rate, drop_rate, memory_efficient)
            width += depth * growth_rate
            if i < len(block_config):
                parts[f"transition{i}"] = _Transition(width, width // 2)
                width //= 2
        parts["norm5"] = nn.BatchNorm2d(width)
        self.features = nn.Sequential(parts)
        self.classifier = nn.Linear(width, num_classes)
        initialize(self, lambda m: nn.init.kaiming_normal_(m.weight), lambda m: None)

    def _load_from_state_dict(self, state_dict, prefix, *rest):
        # The published files say `norm.1` where the layer is called `norm1`.
        for key in list(state_dict):
            new = re.sub(r"(denselayer\d+\.(?:norm|relu|conv))\.((?:[12])\.)", r"\1\2", key)
            if new != key:
                state_dict[new] = state_dict.pop(key)
        super()._load_from_state_dict(state_dict, prefix, *rest)

    def forward(self, x):
        x = nnf.relu(self.features(x), inplace=True)
        return self.classifier(nnf.adaptive_avg_pool2d(x, (1, 1)).flatten(1))


densenet121 = builder("densenet121", "DenseNet121_Weights", DenseNet, 32, (6, 12, 24, 16), 64)
densenet161 = builder("densenet161", "DenseNet161_Weights", DenseNet, 48, (6, 12, 36, 24), 96)
densenet169 = builder("densenet169", "DenseNet169_Weights", DenseNet, 32, (6, 12, 32, 32), 64)
densenet201 = builder("densenet201", "DenseNet201_Weights", DenseNet, 32, (6, 12, 48, 32), 64)
