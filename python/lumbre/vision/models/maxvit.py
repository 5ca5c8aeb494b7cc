"""MaxViT: convolution, then attention within windows and across a grid. Tu et al., "MaxViT", 2022."""

import math
from collections import OrderedDict
from functools import partial

import numpy as np

import lumbre
from lumbre import nn

from ..ops.misc import Conv2dNormActivation, SqueezeExcitation
from ..ops.stochastic_depth import StochasticDepth
from ._api import NUM_CLASSES, Fixed, builder


def _halved(size):
    """The size after a 3x3 convolution of stride 2."""
    return tuple((n - 1) // 2 + 1 for n in size)


class MBConv(nn.Module):
    """Widen, filter each channel, weigh the channels, narrow; beside a shortcut."""

    def __init__(
        self, in_channels, out_channels, expansion_ratio, squeeze_ratio, stride, activation_layer, norm_layer, p_stochastic_dropout=0.0
    ):
        super().__init__()
        self.proj = nn.Identity()
        if stride != 1 or in_channels != out_channels:
            pool = [nn.AvgPool2d(3, stride=stride, padding=1)] if stride == 2 else []
            self.proj = nn.Sequential(*pool, nn.Conv2d(in_channels, out_channels, 1))
        wide, narrow = int(out_channels * expansion_ratio), int(out_channels * squeeze_ratio)
        self.stochastic_depth = StochasticDepth(p_stochastic_dropout, mode="row") if p_stochastic_dropout else nn.Identity()
        unit = partial(Conv2dNormActivation, activation_layer=activation_layer, norm_layer=norm_layer, inplace=None)
        self.layers = nn.Sequential(
            OrderedDict(
                pre_norm=norm_layer(in_channels),
                conv_a=unit(in_channels, wide, kernel_size=1, stride=1, padding=0),
                conv_b=unit(wide, wide, kernel_size=3, stride=stride, padding=1, groups=wide),
                squeeze_excitation=SqueezeExcitation(wide, narrow, activation=nn.SiLU),
                conv_c=nn.Conv2d(wide, out_channels, 1),
            )
        )

    def forward(self, x):
        return self.proj(x) + self.stochastic_depth(self.layers(x))


class RelativePositionalMultiHeadAttention(nn.Module):
    """Attention among the places of each group of (batch, group, place, channel); distances enter by a table."""

    def __init__(self, feat_dim, head_dim, max_seq_len):
        super().__init__()
        if feat_dim % head_dim:
            raise ValueError(f"feat_dim: {feat_dim} must be divisible by head_dim: {head_dim}")
        self.n_heads, self.head_dim = feat_dim // head_dim, head_dim
        self.size, self.max_seq_len = int(math.sqrt(max_seq_len)), max_seq_len
        self.to_qkv = nn.Linear(feat_dim, self.n_heads * head_dim * 3)
        self.scale_factor = feat_dim**-0.5
        self.merge = nn.Linear(head_dim * self.n_heads, feat_dim)
        side = 2 * self.size - 1
        self.relative_position_bias_table = nn.Parameter(lumbre.empty(side * side, self.n_heads))
        axis = lumbre.arange(self.size)
        y, x = axis.repeat_interleave(self.size), axis.repeat(self.size)
        index = (y[:, None] - y + self.size - 1) * side + x[:, None] - x + self.size - 1
        self.register_buffer("relative_position_index", index)
        nn.init.trunc_normal_(self.relative_position_bias_table, std=0.02)

    def get_relative_positional_bias(self):
        """(1, head, places, places)"""
        return self.relative_position_bias_table[self.relative_position_index].permute(2, 0, 1).unsqueeze(0)

    def forward(self, x):
        q, k, v = self.to_qkv(x).unflatten(3, (3, self.n_heads, self.head_dim)).permute(3, 0, 1, 4, 2, 5)
        scores = q @ (k * self.scale_factor).transpose(-2, -1) + self.get_relative_positional_bias()
        return self.merge((scores.softmax(-1) @ v).transpose(2, 3).flatten(3))


class PartitionAttentionLayer(nn.Module):
    """Attention and two linear layers among the places of windows, or among places that lie a window apart ("grid")."""

    def __init__(
        self, in_channels, head_dim, partition_size, partition_type, grid_size, mlp_ratio, activation_layer, norm_layer, attention_dropout,
        mlp_dropout, p_stochastic_dropout,
    ):  # fmt: skip
        super().__init__()
        if partition_type not in ("grid", "window"):
            raise ValueError("partition_type must be either 'grid' or 'window'")
        self.n_heads, self.head_dim = in_channels // head_dim, head_dim
        self.n_partitions, self.partition_type, self.grid_size = grid_size[0] // partition_size, partition_type, grid_size
        sizes = partition_size, self.n_partitions
        self.p, self.g = sizes if partition_type == "window" else sizes[::-1]
        self.attn_layer = nn.Sequential(
            norm_layer(in_channels), RelativePositionalMultiHeadAttention(in_channels, head_dim, partition_size**2), nn.Dropout(attention_dropout)
        )
        self.mlp_layer = nn.Sequential(
            nn.LayerNorm(in_channels),
            nn.Linear(in_channels, in_channels * mlp_ratio),
            activation_layer(),
            nn.Linear(in_channels * mlp_ratio, in_channels),
            nn.Dropout(mlp_dropout),
        )
        self.stochastic_dropout = StochasticDepth(p_stochastic_dropout, mode="row")

    def forward(self, x):
        p = self.p
        if self.grid_size[0] % p or self.grid_size[1] % p:
            raise AssertionError(f"Grid size must be divisible by partition size. Got grid size of {self.grid_size} and partition size of {p}")
        rows, columns = self.grid_size[0] // p, self.grid_size[1] // p
        x = x.unflatten(3, (columns, p)).unflatten(2, (rows, p)).permute(0, 2, 4, 3, 5, 1)
        x = x.flatten(3, 4).flatten(1, 2)
        x = x.transpose(1, 2) if self.partition_type == "grid" else x
        x = x + self.stochastic_dropout(self.attn_layer(x))
        x = x + self.stochastic_dropout(self.mlp_layer(x))
        x = x.transpose(1, 2) if self.partition_type == "grid" else x
        x = x.unflatten(2, (p, p)).unflatten(1, (rows, columns))
        return x.permute(0, 5, 1, 3, 2, 4).flatten(4, 5).flatten(2, 3)


class MaxVitLayer(nn.Module):
    """Convolution, attention within windows, attention across the grid."""

    def __init__(
        self, in_channels, out_channels, squeeze_ratio, expansion_ratio, stride, norm_layer, activation_layer, head_dim, mlp_ratio,
        mlp_dropout, attention_dropout, p_stochastic_dropout, partition_size, grid_size,
    ):  # fmt: skip
        super().__init__()
        convolution = MBConv(
            in_channels, out_channels, expansion_ratio, squeeze_ratio, stride, activation_layer, norm_layer, p_stochastic_dropout
        )
        window, grid = (
            PartitionAttentionLayer(
                out_channels, head_dim, partition_size, kind, grid_size, mlp_ratio, activation_layer, nn.LayerNorm, attention_dropout,
                mlp_dropout, p_stochastic_dropout,
            )
            for kind in ("window", "grid")
        )  # fmt: skip
        self.layers = nn.Sequential(OrderedDict(MBconv=convolution, window_attention=window, grid_attention=grid))

    def forward(self, x):
        return self.layers(x)


class MaxVitBlock(nn.Module):
    """Layers at one size, the first of which halves it."""

    def __init__(
        self, in_channels, out_channels, squeeze_ratio, expansion_ratio, norm_layer, activation_layer, head_dim, mlp_ratio, mlp_dropout,
        attention_dropout, partition_size, input_grid_size, n_layers, p_stochastic,
    ):  # fmt: skip
        super().__init__()
        if len(p_stochastic) != n_layers:
            raise ValueError(f"p_stochastic must have length n_layers={n_layers}, got p_stochastic={p_stochastic}.")
        self.layers = nn.ModuleList()
        self.grid_size = _halved(input_grid_size)
        for i, p in enumerate(p_stochastic):
            self.layers.append(
                MaxVitLayer(
                    out_channels if i else in_channels, out_channels, squeeze_ratio, expansion_ratio, 1 if i else 2, norm_layer,
                    activation_layer, head_dim, mlp_ratio, mlp_dropout, attention_dropout, p, partition_size, self.grid_size,
                )
            )  # fmt: skip

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


class MaxVit(nn.Module):
    """MaxViT: (batch, 3, height, width) -> (batch, classes), at the size it was made for."""

    def __init__(
        self, input_size, stem_channels, partition_size, block_channels, block_layers, head_dim, stochastic_depth_prob, norm_layer=None,
        activation_layer=nn.GELU, squeeze_ratio=0.25, expansion_ratio=4, mlp_ratio=4, mlp_dropout=0.0, attention_dropout=0.0,
        num_classes=1000,
    ):  # fmt: skip
        super().__init__()
        norm_layer = norm_layer or partial(nn.BatchNorm2d, eps=1e-3, momentum=0.01)
        size = _halved(input_size)
        sizes = [size]
        for _ in block_channels:
            sizes.append(_halved(sizes[-1]))
        for i, (h, w) in enumerate(sizes[1:]):
            if h % partition_size or w % partition_size:
                raise ValueError(
                    f"Input size {(h, w)} of block {i} is not divisible by partition size {partition_size}. Consider changing the partition "
                    f"size or the input size.\nCurrent configuration yields the following block input sizes: {sizes[1:]}."
                )
        self.stem = nn.Sequential(
            Conv2dNormActivation(
                3, stem_channels, 3, stride=2, norm_layer=norm_layer, activation_layer=activation_layer, bias=False, inplace=None
            ),
            Conv2dNormActivation(stem_channels, stem_channels, 3, stride=1, norm_layer=None, activation_layer=None, bias=True),
        )
        self.partition_size = partition_size
        self.blocks = nn.ModuleList()
        drops = iter(np.linspace(0, stochastic_depth_prob, sum(block_layers)).tolist())
        for inner, outer, count, size in zip([stem_channels, *block_channels], block_channels, block_layers, sizes):
            self.blocks.append(
                MaxVitBlock(
                    inner, outer, squeeze_ratio, expansion_ratio, norm_layer, activation_layer, head_dim, mlp_ratio, mlp_dropout,
                    attention_dropout, partition_size, size, count, [next(drops) for _ in range(count)],
                )
            )  # fmt: skip
        last = block_channels[-1]
        self.classifier = nn.Sequential(
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.LayerNorm(last), nn.Linear(last, last), nn.Tanh(), nn.Linear(last, num_classes, bias=False)
        )
        for m in self.modules():
            if isinstance(m, (nn.Conv2d, nn.Linear)):
                nn.init.normal_(m.weight, std=0.02)
                if m.bias is not None:
                    nn.init.zeros_(m.bias)

    def forward(self, x):
        x = self.stem(x)
        for block in self.blocks:
            x = block(x)
        return self.classifier(x)


def _maxvit(input_size=(224, 224), **kwargs):
    """MaxViT of the size t."""
    return MaxVit(input_size=input_size, **kwargs)


maxvit_t = builder(
    "maxvit_t", "MaxVit_T_Weights", _maxvit, fixed=(NUM_CLASSES, Fixed("input_size", lambda w: w.meta["min_size"])), stem_channels=64,
    block_channels=[64, 128, 256, 512], block_layers=[2, 2, 5, 2], head_dim=32, stochastic_depth_prob=0.2, partition_size=7,
)  # fmt: skip
