"""The layers of wav2vec 2.0, HuBERT and WavLM."""

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf


class LayerNorm(nn.LayerNorm):
    """Layer norm over the channels of (batch, channel, time)."""

    def forward(self, input):
        return super().forward(input.transpose(-2, -1)).transpose(-2, -1)


class ConvLayerBlock(nn.Module):
    """Convolution, norm, GELU; keeps count of the valid lengths."""

    def __init__(self, in_channels, out_channels, kernel_size, stride, bias, layer_norm):
        super().__init__()
        self.kernel_size, self.stride, self.layer_norm = kernel_size, stride, layer_norm
        self.conv = nn.Conv1d(in_channels, out_channels, kernel_size, stride=stride, bias=bias)

    def forward(self, x, length):
        x = self.conv(x)
        if self.layer_norm is not None:
            x = self.layer_norm(x)
        if length is not None:
            length = (lumbre.div(length - self.kernel_size, self.stride, rounding_mode="floor") + 1).clamp(min=0)
        return nnf.gelu(x), length


class FeatureExtractor(nn.Module):
    """Waveforms (batch, time) to features (batch, frames, channel)."""

    def __init__(self, conv_layers):
        super().__init__()
        self.conv_layers = conv_layers

    def forward(self, x, length):
        if x.ndim != 2:
            raise ValueError(f"Expected the input Tensor to be 2D (batch, time). Found: {list(x.shape)}")
        x = x.unsqueeze(1)
        for layer in self.conv_layers:
            x, length = layer(x, length)
        return x.transpose(1, 2), length


class FeatureProjection(nn.Module):
    """Norm, linear layer to the transformer's width, dropout."""

    def __init__(self, in_features, out_features, dropout):
        super().__init__()
        self.layer_norm = nn.LayerNorm(in_features)
        self.projection = nn.Linear(in_features, out_features)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.projection(self.layer_norm(x)))


class ConvolutionalPositionalEmbedding(nn.Module):
    """Positions by a grouped, weight-normed convolution over time."""

    def __init__(self, embed_dim, kernel_size, groups):
        super().__init__()
        self.embed_dim, self.kernel_size = embed_dim, kernel_size
        conv = nn.Conv1d(embed_dim, embed_dim, kernel_size, padding=kernel_size // 2, groups=groups)
        self.conv = nn.utils.parametrizations.weight_norm(conv, name="weight", dim=2)

    def forward(self, x):
        y = self.conv(x.transpose(-2, -1))
        if self.kernel_size % 2 == 0:
            y = y[..., :-1]
        return nnf.gelu(y).transpose(-2, -1)


class SelfAttention(nn.Module):
    """Attention of several heads over (batch, time, embed_dim); the mask is added to the scores."""

    def __init__(self, embed_dim, num_heads, dropout=0.0):
        super().__init__()
        if embed_dim % num_heads:
            raise ValueError(f"`embed_dim ({embed_dim})` is not divisible by `num_heads ({num_heads})`")
        self.embed_dim, self.num_heads, self.dropout, self.head_dim = embed_dim, num_heads, dropout, embed_dim // num_heads
        for name in ("k_proj", "v_proj", "q_proj", "out_proj"):
            setattr(self, name, nn.Linear(embed_dim, embed_dim))

    def forward(self, x, attention_mask=None, position_bias=None, key_padding_mask=None):
        if x.ndim != 3 or x.shape[2] != self.embed_dim:
            raise ValueError(f"The expected input shape is (batch, sequence, embed_dim=={self.embed_dim}). Found {x.shape}.")
        batch, length, _ = x.shape
        expected = (batch, 1, length, length)
        if attention_mask is not None and tuple(attention_mask.shape) != expected:
            raise ValueError(f"The expected attention mask shape is {expected}. Found {attention_mask.shape}.")
        q, k, v = (p(x).view(batch, length, self.num_heads, self.head_dim).transpose(2, 1) for p in (self.q_proj, self.k_proj, self.v_proj))
        drop = self.dropout if self.training else 0.0
        y = nnf.scaled_dot_product_attention(q, k, v, attn_mask=attention_mask, dropout_p=drop)
        return self.out_proj(y.transpose(1, 2).reshape(batch, length, self.embed_dim)), None


class FeedForward(nn.Module):
    """Two linear layers with a GELU between."""

    def __init__(self, io_features, intermediate_features, intermediate_dropout, output_dropout):
        super().__init__()
        self.intermediate_dense = nn.Linear(io_features, intermediate_features)
        self.intermediate_dropout = nn.Dropout(intermediate_dropout)
        self.output_dense = nn.Linear(intermediate_features, io_features)
        self.output_dropout = nn.Dropout(output_dropout)

    def forward(self, x):
        return self.output_dropout(self.output_dense(self.intermediate_dropout(nnf.gelu(self.intermediate_dense(x)))))


class EncoderLayer(nn.Module):
    """A transformer layer, norms before the blocks (``layer_norm_first``) or after."""

    def __init__(self, attention, dropout, layer_norm_first, feed_forward):
        super().__init__()
        self.attention, self.dropout = attention, nn.Dropout(dropout)
        self.layer_norm = nn.LayerNorm(attention.embed_dim)
        self.layer_norm_first, self.feed_forward = layer_norm_first, feed_forward
        self.final_layer_norm = nn.LayerNorm(attention.embed_dim)

    def forward(self, x, attention_mask=None, position_bias=None, key_padding_mask=None):
        h = self.layer_norm(x) if self.layer_norm_first else x
        masks = {"attention_mask": attention_mask, "key_padding_mask": key_padding_mask}
        h, position_bias = self.attention(h, position_bias=position_bias, **masks)
        x = x + self.dropout(h)
        if self.layer_norm_first:
            return x + self.feed_forward(self.final_layer_norm(x)), position_bias
        x = self.layer_norm(x)
        return self.final_layer_norm(x + self.feed_forward(x)), position_bias


class Transformer(nn.Module):
    """Positions, then the layers; while training each is left out with probability ``layer_drop``."""

    def __init__(self, pos_conv_embed, dropout, layers, layer_norm_first, layer_drop):
        super().__init__()
        self.pos_conv_embed = pos_conv_embed
        self.layer_norm = nn.LayerNorm(pos_conv_embed.embed_dim)
        self.layer_norm_first, self.layer_drop = layer_norm_first, layer_drop
        self.dropout, self.layers = nn.Dropout(dropout), layers

    def _preprocess(self, x):
        x = x + self.pos_conv_embed(x)
        return self.dropout(self.layer_norm(x) if self.layer_norm_first else x)

    def forward(self, x, attention_mask=None, position_bias=None):
        x = self._preprocess(x)
        for layer in self.layers:
            if not (self.training and lumbre.rand(1).item() <= self.layer_drop):
                x, position_bias = layer(x, attention_mask, position_bias)
        return x if self.layer_norm_first else self.layer_norm(x)

    def get_intermediate_outputs(self, x, attention_mask=None, num_layers=None):
        """The output of each of the first ``num_layers`` layers (all)."""
        if num_layers is not None and not 0 < num_layers <= len(self.layers):
            raise ValueError(f"`num_layers` must be between [1, {len(self.layers)}]")
        x, outputs, bias = self._preprocess(x), [], None
        for layer in list(self.layers)[:num_layers]:
            x, bias = layer(x, attention_mask, bias)
            outputs.append(x)
        return outputs


def frame_padding(x, lengths):
    """True where a frame of (batch, frame, feature) lies past its sequence's end."""
    return lumbre.arange(x.shape[1], device=lengths.device) >= lengths[:, None]


class Encoder(nn.Module):
    """Projection and transformer; frames past a sequence's length are zeroed and masked."""

    def __init__(self, feature_projection, transformer):
        super().__init__()
        self.feature_projection, self.transformer = feature_projection, transformer

    def _preprocess(self, features, lengths=None):
        x = self.feature_projection(features)
        if lengths is None:
            return x, None
        batch, longest, _ = x.shape
        padding = frame_padding(x, lengths)
        mask = -10000.0 * padding[:, None, None, :].to(features.dtype)
        return x.masked_fill(padding.unsqueeze(-1), 0.0), mask.expand(batch, 1, longest, longest)

    def forward(self, features, lengths=None):
        x, mask = self._preprocess(features, lengths)
        return self.transformer(x, attention_mask=mask)

    def extract_features(self, features, lengths=None, num_layers=None):
        """The outputs of the transformer's layers."""
        x, mask = self._preprocess(features, lengths)
        return self.transformer.get_intermediate_outputs(x, mask, num_layers)
