"""Multiscale vision transformers. Fan et al., "Multiscale vision transformers", 2021; Li et al., "MViTv2", 2022."""

import math
from dataclasses import dataclass
from functools import partial
from typing import List

import lumbre
from lumbre import fx, nn
from lumbre.nn import functional as nnf

from ...ops.misc import MLP
from ...ops.stochastic_depth import StochasticDepth
from .._api import Fixed, NUM_CLASSES, builder


@dataclass
class MSBlockConfig:
    """The figures of one block."""

    num_heads: int
    input_channels: int
    output_channels: int
    kernel_q: List[int]
    kernel_kv: List[int]
    stride_q: List[int]
    stride_kv: List[int]


class Pool(nn.Module):
    """Pools the places (time, height, width) of (batch, [head,] 1 + places, channel), where the first is the class; gives the new sizes too."""

    def __init__(self, pool, norm, activation=None, norm_before_pool=False):
        super().__init__()
        self.pool = pool
        layers = [layer for layer in (norm, activation) if layer is not None]
        self.norm_act = nn.Sequential(*layers) if layers else None
        self.norm_before_pool = norm_before_pool

    def forward(self, x, thw):
        heads = x.dim() == 4
        x = x if heads else x.unsqueeze(1)
        first, x = x[:, :, :1], x[:, :, 1:].transpose(2, 3)
        batch, count, channels = x.shape[:3]
        x = x.reshape(batch * count, channels, *thw)
        if self.norm_before_pool and self.norm_act is not None:
            x = self.norm_act(x)
        x = self.pool(x)
        thw = tuple(x.shape[2:])
        x = lumbre.cat([first, x.reshape(batch, count, channels, -1).transpose(2, 3)], 2)
        if not self.norm_before_pool and self.norm_act is not None:
            x = self.norm_act(x)
        return x if heads else x.squeeze(1), thw


def _between(table, queries, keys):
    """The rows (queries, keys, channel) of a table of distances along one axis."""
    length = 2 * max(queries, keys) - 1
    if len(table) != length:
        table = nnf.interpolate(table.t().unsqueeze(0), size=length, mode="linear").squeeze(0).t()
    for_q, for_k = max(keys / queries, 1.0), max(queries / keys, 1.0)
    distance = lumbre.arange(queries)[:, None] * for_q - (lumbre.arange(keys) + (1.0 - keys)) * for_k
    return table[distance.long()]


class MultiscaleAttention(nn.Module):
    """Attention whose queries, keys and values are pooled; gives the new sizes too."""

    def __init__(
        self, input_size, embed_dim, output_dim, num_heads, kernel_q, kernel_kv, stride_q, stride_kv, residual_pool,
        residual_with_cls_embed, rel_pos_embed, dropout=0.0, norm_layer=nn.LayerNorm,
    ):  # fmt: skip
        super().__init__()
        self.embed_dim, self.output_dim, self.num_heads = embed_dim, output_dim, num_heads
        self.head_dim = output_dim // num_heads
        self.scaler = 1.0 / math.sqrt(self.head_dim)
        self.residual_pool, self.residual_with_cls_embed = residual_pool, residual_with_cls_embed
        self.qkv = nn.Linear(embed_dim, 3 * output_dim)
        drop = [nn.Dropout(dropout, inplace=True)] if dropout > 0.0 else []
        self.project = nn.Sequential(nn.Linear(output_dim, output_dim), *drop)
        self.pool_q = self._pool(kernel_q, stride_q, norm_layer)
        self.pool_k = self._pool(kernel_kv, stride_kv, norm_layer)
        self.pool_v = self._pool(kernel_kv, stride_kv, norm_layer)
        self.rel_pos_h = self.rel_pos_w = self.rel_pos_t = None
        if rel_pos_embed:
            side = max(input_size[1:])
            sides = [side // stride[1] if len(stride) else side for stride in (stride_q, stride_kv)]
            for name, length in (("h", 2 * max(sides) - 1), ("w", 2 * max(sides) - 1), ("t", 2 * input_size[0] - 1)):
                table = nn.Parameter(lumbre.zeros(length, self.head_dim))
                setattr(self, f"rel_pos_{name}", nn.init.trunc_normal_(table, std=0.02))

    def _pool(self, kernel, stride, norm_layer):
        if math.prod(kernel) <= 1 and math.prod(stride) <= 1:
            return None
        dim = self.head_dim
        filters = nn.Conv3d(dim, dim, kernel, stride=stride, padding=[k // 2 for k in kernel], groups=dim, bias=False)
        return Pool(filters, norm_layer(dim))

    def _positions(self, q, q_thw, k_thw):
        """What distances add to the scores, (batch, head, queries, keys), the class left out."""
        batch, heads, _, dim = q.shape
        places = q[:, :, 1:].reshape(batch, heads, *q_thw, dim)
        tables = [_between(t, n, m) for t, n, m in zip((self.rel_pos_t, self.rel_pos_h, self.rel_pos_w), q_thw, k_thw)]
        t, h, w = (lumbre.einsum(f"bnthwc,{axis}kc->bnthwk", places, table) for axis, table in zip("thw", tables))
        total = h[..., None, :, None] + w[..., None, None, :] + t[..., :, None, None]
        return total.reshape(batch, heads, math.prod(q_thw), math.prod(k_thw))

    def forward(self, x, thw):
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).reshape(batch, length, 3, self.num_heads, self.head_dim).transpose(1, 3).unbind(2)
        k_thw = thw
        if self.pool_k is not None:
            k, k_thw = self.pool_k(k, thw)
        if self.pool_v is not None:
            v, _ = self.pool_v(v, thw)
        if self.pool_q is not None:
            q, thw = self.pool_q(q, thw)
        scores = (self.scaler * q) @ k.transpose(2, 3)
        if self.rel_pos_h is not None:
            scores = scores + nnf.pad(self._positions(q, thw, k_thw), (1, 0, 1, 0))
        x = scores.softmax(-1) @ v
        if self.residual_pool:
            x = x + (q if self.residual_with_cls_embed else lumbre.cat([lumbre.zeros_like(q[:, :, :1]), q[:, :, 1:]], 2))
        return self.project(x.transpose(1, 2).reshape(batch, -1, self.output_dim)), thw


class MultiscaleBlock(nn.Module):
    """Attention and two linear layers, each behind a norm and beside a shortcut."""

    def __init__(
        self, input_size, cnf, residual_pool, residual_with_cls_embed, rel_pos_embed, proj_after_attn, dropout=0.0,
        stochastic_depth_prob=0.0, norm_layer=nn.LayerNorm,
    ):  # fmt: skip
        super().__init__()
        self.proj_after_attn = proj_after_attn
        self.pool_skip = None
        if math.prod(cnf.stride_q) > 1:
            kernel = [s + 1 if s > 1 else s for s in cnf.stride_q]
            self.pool_skip = Pool(nn.MaxPool3d(kernel, stride=cnf.stride_q, padding=[k // 2 for k in kernel]), None)
        width = cnf.output_channels if proj_after_attn else cnf.input_channels
        self.norm1, self.norm2 = norm_layer(cnf.input_channels), norm_layer(width)
        self.needs_transposal = isinstance(self.norm1, nn.BatchNorm1d)
        self.attn = MultiscaleAttention(
            input_size, cnf.input_channels, width, cnf.num_heads, cnf.kernel_q, cnf.kernel_kv, cnf.stride_q, cnf.stride_kv,
            residual_pool, residual_with_cls_embed, rel_pos_embed, dropout, norm_layer,
        )  # fmt: skip
        self.mlp = MLP(width, [4 * width, cnf.output_channels], activation_layer=nn.GELU, dropout=dropout, inplace=None)
        self.stochastic_depth = StochasticDepth(stochastic_depth_prob, "row")
        same = cnf.input_channels == cnf.output_channels
        self.project = None if same else nn.Linear(cnf.input_channels, cnf.output_channels)

    def _normed(self, norm, x):
        return norm(x.transpose(1, 2)).transpose(1, 2) if self.needs_transposal else norm(x)

    def forward(self, x, thw):
        normed = self._normed(self.norm1, x)
        attended, new = self.attn(normed, thw)
        x = self.project(normed) if self.project is not None and self.proj_after_attn else x
        x = (x if self.pool_skip is None else self.pool_skip(x, thw)[0]) + self.stochastic_depth(attended)
        normed = self._normed(self.norm2, x)
        x = self.project(normed) if self.project is not None and not self.proj_after_attn else x
        return x + self.stochastic_depth(self.mlp(normed)), new


class PositionalEncoding(nn.Module):
    """The class in front, and positions added unless attention knows distances."""

    def __init__(self, embed_size, spatial_size, temporal_size, rel_pos_embed):
        super().__init__()
        self.spatial_size, self.temporal_size = spatial_size, temporal_size
        self.class_token = nn.Parameter(lumbre.zeros(embed_size))
        self.spatial_pos = self.temporal_pos = self.class_pos = None
        if not rel_pos_embed:
            self.spatial_pos = nn.Parameter(lumbre.zeros(spatial_size[0] * spatial_size[1], embed_size))
            self.temporal_pos = nn.Parameter(lumbre.zeros(temporal_size, embed_size))
            self.class_pos = nn.Parameter(lumbre.zeros(embed_size))

    def forward(self, x):
        x = lumbre.cat([self.class_token.expand(x.shape[0], 1, -1), x], 1)
        if self.spatial_pos is None:
            return x
        places = (self.temporal_pos[:, None] + self.spatial_pos).flatten(0, 1)
        return x + lumbre.cat([self.class_pos.unsqueeze(0), places])


def _as_video(x):
    """Pictures as videos of one."""
    x = x.unsqueeze(2) if x.dim() == 4 else x
    if x.dim() != 5:
        raise ValueError(f"Unsupported input dimension {x.shape}")
    return x


# One step for `fx`, which cannot follow what depends on dimensions.
fx.wrap("_as_video")


class MViT(nn.Module):
    """Multiscale transformer: (batch, 3, time, height, width) -> (batch, classes); pictures (batch, 3, height, width) are videos of one."""

    def __init__(
        self, spatial_size, temporal_size, block_setting, residual_pool, residual_with_cls_embed, rel_pos_embed, proj_after_attn,
        dropout=0.5, attention_dropout=0.0, stochastic_depth_prob=0.0, num_classes=400, block=None, norm_layer=None,
        patch_embed_kernel=(3, 7, 7), patch_embed_stride=(2, 4, 4), patch_embed_padding=(1, 3, 3),
    ):  # fmt: skip
        super().__init__()
        if not block_setting:
            raise ValueError("The configuration parameter can't be empty.")
        block, norm_layer = block or MultiscaleBlock, norm_layer or partial(nn.LayerNorm, eps=1e-6)
        width, last = block_setting[0].input_channels, block_setting[-1].output_channels
        self.conv_proj = nn.Conv3d(3, width, patch_embed_kernel, stride=patch_embed_stride, padding=patch_embed_padding)
        size = [n // s for n, s in zip((temporal_size, *spatial_size), self.conv_proj.stride)]
        self.pos_encoding = PositionalEncoding(width, (size[1], size[2]), size[0], rel_pos_embed)
        self.blocks = nn.ModuleList()
        for i, cnf in enumerate(block_setting):
            drop = stochastic_depth_prob * i / (len(block_setting) - 1.0)
            self.blocks.append(
                block(
                    input_size=size, cnf=cnf, residual_pool=residual_pool, residual_with_cls_embed=residual_with_cls_embed,
                    rel_pos_embed=rel_pos_embed, proj_after_attn=proj_after_attn, dropout=attention_dropout,
                    stochastic_depth_prob=drop, norm_layer=norm_layer,
                )
            )  # fmt: skip
            if len(cnf.stride_q):
                size = [n // s for n, s in zip(size, cnf.stride_q)]
        self.norm = norm_layer(last)
        self.head = nn.Sequential(nn.Dropout(dropout, inplace=True), nn.Linear(last, num_classes))
        for m in self.modules():
            if isinstance(m, nn.Linear):
                nn.init.trunc_normal_(m.weight, std=0.02)
                if m.bias is not None:
                    nn.init.zeros_(m.bias)
            elif isinstance(m, PositionalEncoding):
                for weights in m.parameters():
                    nn.init.trunc_normal_(weights, std=0.02)

    def forward(self, x):
        x = self.pos_encoding(self.conv_proj(_as_video(x)).flatten(2).transpose(1, 2))
        thw = (self.pos_encoding.temporal_size, *self.pos_encoding.spatial_size)
        for block in self.blocks:
            x, thw = block(x, thw)
        return self.head(self.norm(x)[:, 0])


def _mvit(setting, residual_pool=False, rel_pos_embed=False, proj_after_attn=False, **kwargs):
    """Multiscale vision transformer."""
    known = {"spatial_size": (224, 224), "temporal_size": 16, "residual_with_cls_embed": False, "stochastic_depth_prob": 0.2}
    return MViT(
        block_setting=setting, residual_pool=residual_pool, rel_pos_embed=rel_pos_embed, proj_after_attn=proj_after_attn, **{**known, **kwargs}
    )


_HEADS = [1, 2, 2] + [4] * 11 + [8, 8]
_STRIDES_KV = [[1, s, s] for s in [8, 4, 4] + [2] * 11 + [1, 1]]
_HALVES = (1, 3, 14)


def _settings(inputs, outputs, kernels, strides):
    rows = zip(_HEADS, inputs, outputs, kernels, [[3, 3, 3]] * 16, strides, _STRIDES_KV)
    return [MSBlockConfig(*row) for row in rows]


_HALF, _WHOLE, _CUBE = [1, 2, 2], [1, 1, 1], [3, 3, 3]
_V1 = _settings(
    [96, 192, 192] + [384] * 11 + [768] * 2,
    [192, 192] + [384] * 11 + [768] * 3,
    [_CUBE if i in _HALVES else [] for i in range(16)],
    [_HALF if i in _HALVES else [] for i in range(16)],
)
_V2 = _settings(
    [96, 96, 192, 192] + [384] * 11 + [768],
    [96, 192, 192] + [384] * 11 + [768] * 2,
    [_CUBE] * 16,
    [_HALF if i in _HALVES else _WHOLE for i in range(16)],
)
_FIXED = (
    NUM_CLASSES, Fixed("spatial_size", lambda w: w.meta["min_size"]), Fixed("temporal_size", lambda w: w.meta["min_temporal_size"]),
)  # fmt: skip
mvit_v1_b = builder("mvit_v1_b", "MViT_V1_B_Weights", _mvit, _V1, fixed=_FIXED)
mvit_v2_s = builder(
    "mvit_v2_s", "MViT_V2_S_Weights", _mvit, _V2, fixed=_FIXED, residual_pool=True, rel_pos_embed=True, proj_after_attn=True
)
