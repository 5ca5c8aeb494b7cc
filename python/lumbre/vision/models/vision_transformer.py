"""Vision transformer. Dosovitskiy et al., "An image is worth 16x16 words", 2020."""

import math
from collections import OrderedDict
from functools import partial
from typing import Callable, NamedTuple

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf

from ..ops.misc import MLP, Conv2dNormActivation
from ._api import NUM_CLASSES, Fixed, builder

_NORM = partial(nn.LayerNorm, eps=1e-6)


class ConvStemConfig(NamedTuple):
    """One convolution in front of the patches."""

    out_channels: int
    kernel_size: int
    stride: int
    norm_layer: Callable = nn.BatchNorm2d
    activation_layer: Callable = nn.ReLU


class MLPBlock(MLP):
    """The two linear layers of a block."""

    _version = 2

    def __init__(self, in_dim, mlp_dim, dropout):
        super().__init__(in_dim, [mlp_dim, in_dim], activation_layer=nn.GELU, inplace=None, dropout=dropout)
        for m in self.modules():
            if isinstance(m, nn.Linear):
                nn.init.xavier_uniform_(m.weight)
                nn.init.normal_(m.bias, std=1e-6)

    def _load_from_state_dict(self, state_dict, prefix, local_metadata, *rest):
        # Files of the first version call the layers `linear_1` and `linear_2`.
        for i in (0, 1):
            for kind in ("weight", "bias"):
                old = f"{prefix}linear_{i + 1}.{kind}"
                if old in state_dict:
                    state_dict[f"{prefix}{3 * i}.{kind}"] = state_dict.pop(old)
        super()._load_from_state_dict(state_dict, prefix, local_metadata, *rest)


class EncoderBlock(nn.Module):
    """Attention and two linear layers, each behind a norm and beside a shortcut."""

    def __init__(self, num_heads, hidden_dim, mlp_dim, dropout, attention_dropout, norm_layer=_NORM):
        super().__init__()
        self.num_heads = num_heads
        self.ln_1 = norm_layer(hidden_dim)
        self.self_attention = nn.MultiheadAttention(hidden_dim, num_heads, dropout=attention_dropout, batch_first=True)
        self.dropout = nn.Dropout(dropout)
        self.ln_2 = norm_layer(hidden_dim)
        self.mlp = MLPBlock(hidden_dim, mlp_dim, dropout)

    def forward(self, input):
        x = self.ln_1(input)
        x = self.dropout(self.self_attention(x, x, x, need_weights=False)[0]) + input
        return x + self.mlp(self.ln_2(x))


class Encoder(nn.Module):
    """The blocks, behind the places' embedding and in front of a norm."""

    def __init__(self, seq_length, num_layers, num_heads, hidden_dim, mlp_dim, dropout, attention_dropout, norm_layer=_NORM):
        super().__init__()
        self.pos_embedding = nn.Parameter(lumbre.empty(1, seq_length, hidden_dim).normal_(std=0.02))
        self.dropout = nn.Dropout(dropout)
        blocks = ((f"encoder_layer_{i}", EncoderBlock(num_heads, hidden_dim, mlp_dim, dropout, attention_dropout, norm_layer)) for i in range(num_layers))
        self.layers = nn.Sequential(OrderedDict(blocks))
        self.ln = norm_layer(hidden_dim)

    def forward(self, input):
        return self.ln(self.layers(self.dropout(input + self.pos_embedding)))


class VisionTransformer(nn.Module):
    """Vision transformer: (batch, 3, image_size, image_size) -> (batch, classes)."""

    def __init__(
        self, image_size, patch_size, num_layers, num_heads, hidden_dim, mlp_dim, dropout=0.0, attention_dropout=0.0, num_classes=1000,
        representation_size=None, norm_layer=_NORM, conv_stem_configs=None,
    ):  # fmt: skip
        super().__init__()
        if image_size % patch_size:
            raise AssertionError("Input shape indivisible by patch size!")
        self.image_size, self.patch_size, self.hidden_dim, self.mlp_dim = image_size, patch_size, hidden_dim, mlp_dim
        self.attention_dropout, self.dropout, self.num_classes = attention_dropout, dropout, num_classes
        self.representation_size, self.norm_layer = representation_size, norm_layer
        self.conv_proj = self._stem(conv_stem_configs)
        self.class_token = nn.Parameter(lumbre.zeros(1, 1, hidden_dim))
        self.seq_length = (image_size // patch_size) ** 2 + 1
        self.encoder = Encoder(self.seq_length, num_layers, num_heads, hidden_dim, mlp_dim, dropout, attention_dropout, norm_layer)
        heads = OrderedDict()
        if representation_size is not None:
            heads["pre_logits"], heads["act"] = nn.Linear(hidden_dim, representation_size), nn.Tanh()
        heads["head"] = nn.Linear(representation_size or hidden_dim, num_classes)
        self.heads = nn.Sequential(heads)
        self._initialize()

    def _stem(self, configs):
        if configs is None:
            return nn.Conv2d(3, self.hidden_dim, kernel_size=self.patch_size, stride=self.patch_size)
        stem, channels = OrderedDict(), 3
        for i, c in enumerate(configs):
            stem[f"conv_bn_relu_{i}"] = Conv2dNormActivation(
                channels, c.out_channels, c.kernel_size, c.stride, norm_layer=c.norm_layer, activation_layer=c.activation_layer
            )
            channels = c.out_channels
        stem["conv_last"] = nn.Conv2d(channels, self.hidden_dim, kernel_size=1)
        return nn.Sequential(stem)

    def _initialize(self):
        if isinstance(self.conv_proj, nn.Conv2d):
            last, p = self.conv_proj, self.conv_proj
            nn.init.trunc_normal_(p.weight, std=math.sqrt(1 / (p.in_channels * p.kernel_size[0] * p.kernel_size[1])))
        else:
            last = self.conv_proj.conv_last
            nn.init.normal_(last.weight, mean=0.0, std=math.sqrt(2.0 / last.out_channels))
        nn.init.zeros_(last.bias)
        if hasattr(self.heads, "pre_logits"):
            nn.init.trunc_normal_(self.heads.pre_logits.weight, std=math.sqrt(1 / self.heads.pre_logits.in_features))
            nn.init.zeros_(self.heads.pre_logits.bias)
        nn.init.zeros_(self.heads.head.weight)
        nn.init.zeros_(self.heads.head.bias)

    def forward(self, x):
        _, _, height, width = x.shape
        # As calls, so that `fx` can trace them.
        lumbre._assert(height == self.image_size, f"Wrong image height! Expected {self.image_size} but got {height}!")
        lumbre._assert(width == self.image_size, f"Wrong image width! Expected {self.image_size} but got {width}!")
        x = self.conv_proj(x).flatten(2).permute(0, 2, 1)
        x = lumbre.cat([self.class_token.expand(x.shape[0], -1, -1), x], dim=1)
        return self.heads(self.encoder(x)[:, 0])


def interpolate_embeddings(image_size, patch_size, model_state, interpolation_mode="bicubic", reset_heads=False):
    """The state of a model for images of another size: its embedding of places is resampled to the new grid.

    `reset_heads` leaves out the classifier. Raises ValueError for an embedding that is not one of a square grid.
    """
    embedding = model_state["encoder.pos_embedding"]
    n, length, width = embedding.shape
    if n != 1:
        raise ValueError(f"Unexpected position embedding shape: {embedding.shape}")
    side, new = math.isqrt(length - 1), image_size // patch_size
    if new * new + 1 == length:
        return model_state
    if side * side != length - 1:
        raise ValueError(f"seq_length is not a perfect square! Instead got seq_length_1d * seq_length_1d = {side * side} and seq_length = {length - 1}")
    grid = embedding[:, 1:].permute(0, 2, 1).reshape(1, width, side, side)
    grid = nnf.interpolate(grid, size=new, mode=interpolation_mode, align_corners=True)
    moved = lumbre.cat([embedding[:, :1], grid.flatten(2).permute(0, 2, 1)], dim=1)
    state = OrderedDict((k, v) for k, v in model_state.items() if not (reset_heads and k.startswith("heads")))
    state["encoder.pos_embedding"] = moved
    return state


def _vit(patch_size, num_layers, num_heads, hidden_dim, mlp_dim, image_size=224, **kwargs):
    """Vision transformer for images of `image_size` pixels a side."""
    return VisionTransformer(image_size, patch_size, num_layers, num_heads, hidden_dim, mlp_dim, **kwargs)


_FIXED = NUM_CLASSES, Fixed("image_size", lambda weights: weights.meta["min_size"][0])
for _kind, _patch, *_config in (
    ("b", 16, 12, 12, 768, 3072), ("b", 32, 12, 12, 768, 3072), ("l", 16, 24, 16, 1024, 4096), ("l", 32, 24, 16, 1024, 4096), ("h", 14, 32, 16, 1280, 5120),
):  # fmt: skip
    _name = f"vit_{_kind}_{_patch}"
    globals()[_name] = builder(_name, f"ViT_{_kind.upper()}_{_patch}_Weights", _vit, _patch, *_config, fixed=_FIXED)
