"""The attention of WavLM: relative positions by learned, gated biases. Chen et al., "WavLM", 2022, section 3.1."""

import math

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf


class WavLMSelfAttention(nn.Module):
    """Attention of several heads over (batch, time, embed_dim), with a bias for the distance of query and key.

    The first layer has the table of biases (``has_relative_attention_bias``) and hands what it looked up to the others; each layer
    gates it by the query (``gru_rel_pos``). `forward` gives the output and the bias (batch, head, time, time).
    """

    def __init__(
        self,
        embed_dim,
        num_heads,
        dropout=0.0,
        bias=True,
        has_relative_attention_bias=False,
        num_buckets=32,
        max_distance=128,
        gru_rel_pos=True,
    ):
        super().__init__()
        if embed_dim % num_heads:
            raise ValueError(f"embed_dim ({embed_dim}) must be divisible by num_heads ({num_heads})")
        self.embed_dim, self.num_heads, self.head_dim = embed_dim, num_heads, embed_dim // num_heads
        self.has_relative_attention_bias, self.num_buckets, self.max_distance = has_relative_attention_bias, num_buckets, max_distance
        self.rel_attn_embed = nn.Embedding(num_buckets, num_heads) if has_relative_attention_bias else None
        self.dropout = dropout
        # Holds the projections, under torchaudio's names.
        self.attention = nn.MultiheadAttention(embed_dim, num_heads, dropout=dropout, bias=bias, batch_first=True)
        self.gru_rel_pos = gru_rel_pos
        if gru_rel_pos:
            self.gru_rel_pos_linear = nn.Linear(self.head_dim, 8)
            self.gru_rel_pos_const = nn.Parameter(lumbre.ones(1, num_heads, 1, 1))
        self.has_position_bias = True

    def _buckets(self, offsets):
        """The class of each offset: half of them for keys that come later; near ones by themselves, far ones by their logarithm."""
        half = self.num_buckets // 2
        near = half // 2
        far = offsets.abs()
        growth = (far.float() / near).log() / math.log(self.max_distance / near) * (half - near)
        # Distance 0 has no logarithm, and is near.
        large = (near + growth.clamp(min=0).to(lumbre.int64)).clamp(max=half - 1)
        return (offsets > 0) * half + lumbre.where(far < near, far, large)

    def compute_bias(self, query_length, key_length):
        """The biases (head, query, key) of the table."""
        device = self.rel_attn_embed.weight.device
        offsets = lumbre.arange(key_length, device=device) - lumbre.arange(query_length, device=device)[:, None]
        return self.rel_attn_embed(self._buckets(offsets)).permute(2, 0, 1)

    def _gates(self, heads):
        """How far each query minds the distance, from (batch, head, time, head_dim)."""
        a, b = self.gru_rel_pos_linear(heads).unflatten(3, (2, 4)).sum(-1).sigmoid().chunk(2, -1)
        return a * (b * self.gru_rel_pos_const - 1.0) + 2.0

    def forward(self, query, key_padding_mask=None, attention_mask=None, position_bias=None):
        batch, length, _ = query.shape

        def split(x):
            return x.view(batch, length, self.num_heads, self.head_dim).transpose(1, 2)

        if self.rel_attn_embed is not None and position_bias is None:
            position_bias = self.compute_bias(length, length).expand(batch, -1, -1, -1)
        mask = position_bias
        if position_bias is not None and self.gru_rel_pos:
            mask = self._gates(split(query)) * position_bias
        if key_padding_mask is not None:
            padding = key_padding_mask.view(batch, 1, 1, length)
            if padding.dtype is lumbre.bool:
                padding = lumbre.zeros_like(padding, dtype=query.dtype).masked_fill(padding, -math.inf)
            mask = padding if mask is None else mask + padding
        if attention_mask is not None:
            mask = attention_mask if mask is None else mask + attention_mask
        q, k, v = map(split, nnf.linear(query, self.attention.in_proj_weight, self.attention.in_proj_bias).chunk(3, -1))
        y = nnf.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=self.dropout if self.training else 0.0)
        return self.attention.out_proj(y.transpose(1, 2).reshape(batch, length, self.embed_dim)), position_bias
