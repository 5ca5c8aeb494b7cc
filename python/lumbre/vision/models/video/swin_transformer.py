"""Swin transformer over video. Liu et al., "Video Swin transformer", 2022."""

from functools import partial

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf

from .._api import builder
from ..swin_transformer import PatchMerging, SwinTransformerBlock


def _filled(x, size):
    """(batch, time, height, width, channel) with zeros behind, so that the windows fit."""
    missing = [-n % s for n, s in zip(x.shape[1:4], size)]
    return nnf.pad(x, (0, 0, 0, missing[2], 0, missing[1], 0, missing[0]))


def _split(x, window):
    """(batch, time, height, width, channel) -> (batch * windows, places, channel)."""
    for dim, size in zip((1, 3, 5), window):
        x = x.unflatten(dim, (-1, size))
    return x.permute(0, 1, 3, 5, 2, 4, 6, 7).flatten(4, 6).flatten(0, 3)


def _join(x, window, shape):
    batch, *sizes, channels = shape
    counts = [n // s for n, s in zip(sizes, window)]
    return x.view(batch, *counts, *window, channels).permute(0, 1, 4, 2, 5, 3, 6, 7).reshape(shape)


def _shift_mask(sizes, window, shift, like):
    """-100 between places of a window that lie apart in the video, because it was rolled; (windows, places, places)."""
    region = like.new_zeros((1, *sizes, 1))
    for axis, (size, s) in enumerate(zip(window, shift), 1):
        length = region.shape[axis]
        label = like.new_zeros(length)
        label[length - size : length - s] = 1
        # Without a shift the whole last window is one region.
        label[length - s if s else length :] = 2
        region = region * 3 + label.view([-1 if i == axis else 1 for i in range(5)])
    region = _split(region, window).squeeze(-1)
    return (region[:, None] != region[:, :, None]).to(like.dtype) * -100.0


class ShiftedWindowAttention3d(nn.Module):
    """Attention within windows of (batch, time, height, width, channel), which may be shifted; places enter by a table of biases."""

    def __init__(self, dim, window_size, shift_size, num_heads, qkv_bias=True, proj_bias=True, attention_dropout=0.0, dropout=0.0):
        super().__init__()
        if len(window_size) != 3 or len(shift_size) != 3:
            raise ValueError("window_size and shift_size must be of length 3")
        self.window_size, self.shift_size, self.num_heads = window_size, shift_size, num_heads
        self.attention_dropout, self.dropout = attention_dropout, dropout
        self.qkv = nn.Linear(dim, dim * 3, bias=qkv_bias)
        self.proj = nn.Linear(dim, dim, bias=proj_bias)
        count, index = 1, 0
        places = lumbre.stack(lumbre.meshgrid(*(lumbre.arange(w) for w in window_size), indexing="ij")).flatten(1)
        for axis, w in zip(places, window_size):
            index = index * (2 * w - 1) + axis[:, None] - axis + w - 1
            count *= 2 * w - 1
        self.relative_position_bias_table = nn.Parameter(lumbre.zeros(count, num_heads))
        nn.init.trunc_normal_(self.relative_position_bias_table, std=0.02)
        self.register_buffer("relative_position_index", index)

    def get_relative_position_bias(self, window_size):
        """(1, head, places, places) for a window of this size."""
        places = window_size[0] * window_size[1] * window_size[2]
        index = self.relative_position_index[:places, :places]
        return self.relative_position_bias_table[index].permute(2, 0, 1).unsqueeze(0)

    def forward(self, x):
        sizes = x.shape[1:4]
        # A window is no larger than the video, and then nothing is shifted along that axis.
        window = [min(n, w) for n, w in zip(sizes, self.window_size)]
        shift = [0 if n <= w else s for n, w, s in zip(sizes, self.window_size, self.shift_size)]
        padded = _filled(x, window)
        shape, axes = padded.shape, (1, 2, 3)
        rolled = padded.roll([-s for s in shift], axes) if sum(shift) else padded
        y = _split(rolled, window)
        q, k, v = self.qkv(y).unflatten(2, (3, self.num_heads, -1)).permute(2, 0, 3, 1, 4)
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-2, -1) + self.get_relative_position_bias(window)
        if sum(shift):
            mask = _shift_mask(shape[1:4], window, shift, scores)
            scores = (scores.unflatten(0, (-1, len(mask))) + mask.unsqueeze(1)).flatten(0, 1)
        weights = nnf.dropout(scores.softmax(-1), self.attention_dropout, self.training)
        y = nnf.dropout(self.proj((weights @ v).transpose(1, 2).flatten(2)), self.dropout, self.training)
        y = _join(y, window, shape)
        y = y.roll(shift, axes) if sum(shift) else y
        return y[:, : sizes[0], : sizes[1], : sizes[2]].contiguous()


class PatchEmbed3d(nn.Module):
    """A convolution that makes places of blocks of pixels: (batch, 3, time, height, width) -> (batch, time, height, width, channel)."""

    def __init__(self, patch_size, in_channels=3, embed_dim=96, norm_layer=None):
        super().__init__()
        self.tuple_patch_size = tuple(patch_size)
        self.proj = nn.Conv3d(in_channels, embed_dim, self.tuple_patch_size, stride=self.tuple_patch_size)
        self.norm = nn.Identity() if norm_layer is None else norm_layer(embed_dim)

    def forward(self, x):
        x = _filled(x.permute(0, 2, 3, 4, 1), self.tuple_patch_size).permute(0, 4, 1, 2, 3)
        return self.norm(self.proj(x).permute(0, 2, 3, 4, 1))


class SwinTransformer3d(nn.Module):
    """Swin transformer over video: (batch, 3, time, height, width) -> (batch, classes)."""

    def __init__(
        self, patch_size, embed_dim, depths, num_heads, window_size, mlp_ratio=4.0, dropout=0.0, attention_dropout=0.0,
        stochastic_depth_prob=0.1, num_classes=400, norm_layer=None, block=None, downsample_layer=PatchMerging, patch_embed=None,
    ):  # fmt: skip
        super().__init__()
        self.num_classes = num_classes
        block = block or partial(SwinTransformerBlock, attn_layer=ShiftedWindowAttention3d)
        norm_layer = norm_layer or partial(nn.LayerNorm, eps=1e-5)
        self.patch_embed = (patch_embed or PatchEmbed3d)(patch_size=patch_size, embed_dim=embed_dim, norm_layer=norm_layer)
        self.pos_drop = nn.Dropout(p=dropout)
        layers, total, done = [], sum(depths), 0
        for i, (depth, heads) in enumerate(zip(depths, num_heads)):
            dim, stage = embed_dim * 2**i, []
            for j in range(depth):
                shift = [w // 2 if j % 2 else 0 for w in window_size]
                drop = stochastic_depth_prob * float(done) / (total - 1)
                stage.append(
                    block(
                        dim, heads, window_size=window_size, shift_size=shift, mlp_ratio=mlp_ratio, dropout=dropout,
                        attention_dropout=attention_dropout, stochastic_depth_prob=drop, norm_layer=norm_layer,
                        attn_layer=ShiftedWindowAttention3d,
                    )
                )  # fmt: skip
                done += 1
            layers.append(nn.Sequential(*stage))
            if i < len(depths) - 1:
                layers.append(downsample_layer(dim, norm_layer))
        self.features = nn.Sequential(*layers)
        self.num_features = dim
        self.norm = norm_layer(dim)
        self.avgpool = nn.AdaptiveAvgPool3d(1)
        self.head = nn.Linear(dim, num_classes)
        for m in self.modules():
            if isinstance(m, nn.Linear):
                nn.init.trunc_normal_(m.weight, std=0.02)
                if m.bias is not None:
                    nn.init.zeros_(m.bias)

    def forward(self, x):
        x = self.norm(self.features(self.pos_drop(self.patch_embed(x))))
        return self.head(self.avgpool(x.permute(0, 4, 1, 2, 3)).flatten(1))


_SIZES = {"t": (96, 6), "s": (96, 18), "b": (128, 18)}
for _name, (_width, _depth) in _SIZES.items():
    globals()[f"swin3d_{_name}"] = builder(
        f"swin3d_{_name}", f"Swin3D_{_name.upper()}_Weights", SwinTransformer3d, patch_size=[2, 4, 4], embed_dim=_width,
        depths=[2, 2, _depth, 2], num_heads=[_width // 32 * 2**i for i in range(4)], window_size=[8, 7, 7], stochastic_depth_prob=0.1,
    )  # fmt: skip
