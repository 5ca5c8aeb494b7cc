"""Swin transformer in both versions. Liu et al., 2021 and 2022."""

import math
from functools import partial

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf

from ..ops.misc import MLP, Permute
from ..ops.stochastic_depth import StochasticDepth
from ._api import builder


def _quarters(x):
    """(…, height, width, channel) -> (…, height / 2, width / 2, 4 channels)."""
    x = nnf.pad(x, (0, 0, 0, x.shape[-2] % 2, 0, x.shape[-3] % 2))
    return lumbre.cat([x[..., i::2, j::2, :] for j in (0, 1) for i in (0, 1)], -1)


class PatchMerging(nn.Module):
    """Half the size and twice the channels; a norm comes first."""

    def __init__(self, dim, norm_layer=nn.LayerNorm):
        super().__init__()
        self.dim = dim
        self.reduction = nn.Linear(4 * dim, 2 * dim, bias=False)
        self.norm = norm_layer(4 * dim)

    def forward(self, x):
        return self.reduction(self.norm(_quarters(x)))


class PatchMergingV2(PatchMerging):
    """Half the size and twice the channels; a norm comes last."""

    def __init__(self, dim, norm_layer=nn.LayerNorm):
        nn.Module.__init__(self)
        self.dim = dim
        self.reduction = nn.Linear(4 * dim, 2 * dim, bias=False)
        self.norm = norm_layer(2 * dim)

    def forward(self, x):
        return self.norm(self.reduction(_quarters(x)))


def _split(x, window):
    """(batch, height, width, channel) -> (batch * windows, places, channel)."""
    b, h, w, c = x.shape
    x = x.view(b, h // window[0], window[0], w // window[1], window[1], c)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(-1, window[0] * window[1], c)


def _join(x, window, b, h, w):
    x = x.view(b, h // window[0], w // window[1], window[0], window[1], -1)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(b, h, w, -1)


def _shift_mask(h, w, window, shift, like):
    """-100 between places of a window that lie apart in the image, because the image was rolled; (windows, places, places)."""
    region = like.new_zeros((1, h, w, 1))
    for axis, (size, s) in enumerate(zip(window, shift), 1):
        length = region.shape[axis]
        label = lumbre.zeros(length, dtype=like.dtype, device=like.device)
        label[length - size : length - s] = 1
        label[length - s :] = 2
        region = region * 3 + label.view([-1 if i == axis else 1 for i in range(4)])
    region = _split(region, window).squeeze(-1)
    return (region[:, None] != region[:, :, None]).to(like.dtype) * -100.0


class ShiftedWindowAttention(nn.Module):
    """Attention within windows of (batch, height, width, channel), which may be shifted; places enter by a table of biases."""

    def __init__(self, dim, window_size, shift_size, num_heads, qkv_bias=True, proj_bias=True, attention_dropout=0.0, dropout=0.0):
        super().__init__()
        if len(window_size) != 2 or len(shift_size) != 2:
            raise ValueError("window_size and shift_size must be of length 2")
        self.window_size, self.shift_size, self.num_heads = window_size, shift_size, num_heads
        self.attention_dropout, self.dropout = attention_dropout, dropout
        self.qkv = nn.Linear(dim, dim * 3, bias=qkv_bias)
        self.proj = nn.Linear(dim, dim, bias=proj_bias)
        self._define_table()
        y, x = (t.flatten() for t in lumbre.meshgrid(*(lumbre.arange(w) for w in window_size), indexing="ij"))
        down, across = y[:, None] - y + window_size[0] - 1, x[:, None] - x + window_size[1] - 1
        self.register_buffer("relative_position_index", (down * (2 * window_size[1] - 1) + across).flatten())

    def _define_table(self):
        h, w = self.window_size
        self.relative_position_bias_table = nn.Parameter(lumbre.zeros((2 * h - 1) * (2 * w - 1), self.num_heads))
        nn.init.trunc_normal_(self.relative_position_bias_table, std=0.02)

    def _biases(self, table):
        n = self.window_size[0] * self.window_size[1]
        return table[self.relative_position_index].view(n, n, -1).permute(2, 0, 1).contiguous().unsqueeze(0)

    def get_relative_position_bias(self):
        """The bias of each head for each pair of places: (1, heads, places, places)."""
        return self._biases(self.relative_position_bias_table)

    def _scores(self, qkv):
        q, k, _ = qkv
        return (q * q.shape[-1] ** -0.5) @ k.transpose(-2, -1)

    def _project(self, x):
        return self.qkv(x)

    def forward(self, x):
        b, h, w, c = x.shape
        window = self.window_size
        x = nnf.pad(x, (0, 0, 0, -w % window[1], 0, -h % window[0]))
        full_h, full_w = x.shape[1:3]
        # A window as large as the image cannot be shifted.
        shift = [0 if size >= full else s for s, size, full in zip(self.shift_size, window, (full_h, full_w))]
        if sum(shift) > 0:
            x = lumbre.roll(x, shifts=(-shift[0], -shift[1]), dims=(1, 2))
        x = _split(x, window)
        places = x.shape[1]
        qkv = self._project(x).reshape(-1, places, 3, self.num_heads, c // self.num_heads).permute(2, 0, 3, 1, 4)
        scores = self._scores(qkv) + self.get_relative_position_bias()
        if sum(shift) > 0:
            mask = _shift_mask(full_h, full_w, window, shift, x)
            scores = scores.view(b, -1, self.num_heads, places, places) + mask[:, None]
            scores = scores.view(-1, self.num_heads, places, places)
        weights = nnf.dropout(nnf.softmax(scores, dim=-1), p=self.attention_dropout, training=self.training)
        x = nnf.dropout(self.proj((weights @ qkv[2]).transpose(1, 2).reshape(-1, places, c)), p=self.dropout, training=self.training)
        x = _join(x, window, b, full_h, full_w)
        if sum(shift) > 0:
            x = lumbre.roll(x, shifts=tuple(shift), dims=(1, 2))
        return x[:, :h, :w, :].contiguous()


class ShiftedWindowAttentionV2(ShiftedWindowAttention):
    """Attention by scaled cosines, with biases that a small network computes of the distance."""

    def __init__(self, dim, window_size, shift_size, num_heads, qkv_bias=True, proj_bias=True, attention_dropout=0.0, dropout=0.0):
        super().__init__(dim, window_size, shift_size, num_heads, qkv_bias, proj_bias, attention_dropout, dropout)
        self.logit_scale = nn.Parameter(lumbre.log(10 * lumbre.ones((num_heads, 1, 1))))
        self.cpb_mlp = nn.Sequential(nn.Linear(2, 512), nn.ReLU(inplace=True), nn.Linear(512, num_heads, bias=False))
        if qkv_bias:
            # Keys have no bias.
            with lumbre.no_grad():
                self.qkv.bias[dim : 2 * dim].zero_()

    def _define_table(self):
        distance = lumbre.meshgrid(*(lumbre.arange(-(w - 1), w, dtype=lumbre.float32) / (w - 1) for w in self.window_size), indexing="ij")
        table = lumbre.stack(distance, -1).unsqueeze(0) * 8
        self.register_buffer("relative_coords_table", lumbre.sign(table) * lumbre.log2(table.abs() + 1.0) / 3.0)

    def get_relative_position_bias(self):
        return 16 * lumbre.sigmoid(self._biases(self.cpb_mlp(self.relative_coords_table).view(-1, self.num_heads)))

    def _scores(self, qkv):
        q, k, _ = qkv
        cosines = nnf.normalize(q, dim=-1) @ nnf.normalize(k, dim=-1).transpose(-2, -1)
        return cosines * self.logit_scale.clamp(max=math.log(100.0)).exp()

    def _project(self, x):
        bias = self.qkv.bias
        if bias is None:
            return self.qkv(x)
        n = bias.numel() // 3
        return nnf.linear(x, self.qkv.weight, lumbre.cat([bias[:n], lumbre.zeros_like(bias[:n]), bias[2 * n :]]))


class SwinTransformerBlock(nn.Module):
    """Attention and two linear layers, each behind a norm and beside a shortcut."""

    def __init__(
        self, dim, num_heads, window_size, shift_size, mlp_ratio=4.0, dropout=0.0, attention_dropout=0.0, stochastic_depth_prob=0.0,
        norm_layer=nn.LayerNorm, attn_layer=ShiftedWindowAttention,
    ):  # fmt: skip
        super().__init__()
        self.norm1 = norm_layer(dim)
        self.attn = attn_layer(dim, window_size, shift_size, num_heads, attention_dropout=attention_dropout, dropout=dropout)
        self.stochastic_depth = StochasticDepth(stochastic_depth_prob, "row")
        self.norm2 = norm_layer(dim)
        self.mlp = MLP(dim, [int(dim * mlp_ratio), dim], activation_layer=nn.GELU, inplace=None, dropout=dropout)
        for m in self.mlp.modules():
            if isinstance(m, nn.Linear):
                nn.init.xavier_uniform_(m.weight)
                if m.bias is not None:
                    nn.init.normal_(m.bias, std=1e-6)

    def forward(self, x):
        x = x + self.stochastic_depth(self.attn(self.norm1(x)))
        return x + self.stochastic_depth(self.mlp(self.norm2(x)))


class SwinTransformerBlockV2(SwinTransformerBlock):
    """The block of the second version: the norms come last."""

    def __init__(self, *args, attn_layer=ShiftedWindowAttentionV2, **kwargs):
        super().__init__(*args, attn_layer=attn_layer, **kwargs)

    def forward(self, x):
        x = x + self.stochastic_depth(self.norm1(self.attn(x)))
        return x + self.stochastic_depth(self.norm2(self.mlp(x)))


class SwinTransformer(nn.Module):
    """Swin transformer: (batch, 3, height, width) -> (batch, classes)."""

    def __init__(
        self, patch_size, embed_dim, depths, num_heads, window_size, mlp_ratio=4.0, dropout=0.0, attention_dropout=0.0,
        stochastic_depth_prob=0.1, num_classes=1000, norm_layer=None, block=None, downsample_layer=PatchMerging,
    ):  # fmt: skip
        super().__init__()
        self.num_classes = num_classes
        block, norm_layer = block or SwinTransformerBlock, norm_layer or partial(nn.LayerNorm, eps=1e-5)
        patches = nn.Conv2d(3, embed_dim, kernel_size=tuple(patch_size), stride=tuple(patch_size))
        layers = [nn.Sequential(patches, Permute([0, 2, 3, 1]), norm_layer(embed_dim))]
        total, done = sum(depths), 0
        for i, (depth, heads) in enumerate(zip(depths, num_heads)):
            dim, stage = embed_dim * 2**i, []
            for j in range(depth):
                shift = [w // 2 if j % 2 else 0 for w in window_size]
                drop = stochastic_depth_prob * float(done) / (total - 1)
                stage.append(block(dim, heads, window_size, shift, mlp_ratio, dropout, attention_dropout, drop, norm_layer))
                done += 1
            layers.append(nn.Sequential(*stage))
            if i < len(depths) - 1:
                layers.append(downsample_layer(dim, norm_layer))
        self.features = nn.Sequential(*layers)
        self.norm = norm_layer(dim)
        self.permute = Permute([0, 3, 1, 2])
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.flatten = nn.Flatten(1)
        self.head = nn.Linear(dim, num_classes)
        for m in self.modules():
            if isinstance(m, nn.Linear):
                nn.init.trunc_normal_(m.weight, std=0.02)
                if m.bias is not None:
                    nn.init.zeros_(m.bias)

    def forward(self, x):
        return self.head(self.flatten(self.avgpool(self.permute(self.norm(self.features(x))))))


_HEADS = {96: [3, 6, 12, 24], 128: [4, 8, 16, 32]}
for _size, _width, _depth, _drop in (("t", 96, 6, 0.2), ("s", 96, 18, 0.3), ("b", 128, 18, 0.5)):
    _config = dict(patch_size=[4, 4], embed_dim=_width, depths=[2, 2, _depth, 2], num_heads=_HEADS[_width], stochastic_depth_prob=_drop)
    globals()[f"swin_{_size}"] = builder(f"swin_{_size}", f"Swin_{_size.upper()}_Weights", SwinTransformer, window_size=[7, 7], **_config)
    _config.update(window_size=[8, 8], block=SwinTransformerBlockV2, downsample_layer=PatchMergingV2)
    globals()[f"swin_v2_{_size}"] = builder(f"swin_v2_{_size}", f"Swin_V2_{_size.upper()}_Weights", SwinTransformer, **_config)
