"""wav2vec 2.0, HuBERT and WavLM: a transformer over convolutional features of raw speech, with torchaudio's parameter names.

Baevski et al., "wav2vec 2.0", 2020; Hsu et al., "HuBERT", 2021; Chen et al., "WavLM", 2022.
"""

from lumbre import nn

from .components import (
    ConvLayerBlock,
    ConvolutionalPositionalEmbedding,
    Encoder,
    EncoderLayer,
    FeatureExtractor,
    FeatureProjection,
    FeedForward,
    LayerNorm,
    SelfAttention,
    Transformer,
)
from .wavlm_attention import WavLMSelfAttention


class Wav2Vec2Model(nn.Module):
    """Waveforms (batch, time) and their lengths to (batch, frames, label) and the frames that are valid (None without lengths).

    Built by `wav2vec2_model`, `wav2vec2_base`, `hubert_base` and so on.
    """

    def __init__(self, feature_extractor, encoder, aux=None):
        super().__init__()
        self.feature_extractor, self.encoder, self.aux = feature_extractor, encoder, aux

    def extract_features(self, waveforms, lengths=None, num_layers=None):
        """The outputs of the first ``num_layers`` layers of the transformer, a list of (batch, frames, feature), and the valid frames."""
        x, lengths = self.feature_extractor(waveforms, lengths)
        return self.encoder.extract_features(x, lengths, num_layers), lengths

    def forward(self, waveforms, lengths=None):
        x, lengths = self.feature_extractor(waveforms, lengths)
        x = self.encoder(x, lengths)
        return x if self.aux is None else self.aux(x), lengths


_CONV_LAYERS = [(512, 10, 5)] + [(512, 3, 2)] * 4 + [(512, 2, 2)] * 2


def _feature_extractor(norm_mode, shapes, bias):
    if norm_mode not in ("group_norm", "layer_norm"):
        raise ValueError("Invalid norm mode")
    blocks, inner = nn.ModuleList(), 1
    for i, (outer, kernel, stride) in enumerate(shapes):
        norm = LayerNorm(outer) if norm_mode == "layer_norm" else nn.GroupNorm(outer, outer) if i == 0 else None
        blocks.append(ConvLayerBlock(inner, outer, kernel, stride, bias, norm))
        inner = outer
    return FeatureExtractor(blocks)


def _assemble(extractor, sizes, drops, norm_first, attention, aux_num_out):
    """The parts in the order in which torchaudio draws their weights; ``attention`` makes that of a layer by its number."""
    embed_dim, num_layers, inner, kernel, groups = sizes
    projection_dropout, inner_dropout, dropout, layer_drop = drops
    features = _feature_extractor(*extractor)
    projection = FeatureProjection(extractor[1][-1][0], embed_dim, projection_dropout)
    positions = ConvolutionalPositionalEmbedding(embed_dim, kernel, groups)
    layers = nn.ModuleList(
        EncoderLayer(attention(i), dropout, norm_first, FeedForward(embed_dim, inner, inner_dropout, dropout)) for i in range(num_layers)
    )
    # Norms before the blocks leave the one of the whole stack for its end, and the other way round.
    stack = Transformer(positions, dropout, layers, not norm_first, layer_drop)
    aux = None if aux_num_out is None else nn.Linear(embed_dim, aux_num_out)
    return Wav2Vec2Model(features, Encoder(projection, stack), aux)


def wav2vec2_model(
    extractor_mode,
    extractor_conv_layer_config,
    extractor_conv_bias,
    encoder_embed_dim,
    encoder_projection_dropout,
    encoder_pos_conv_kernel,
    encoder_pos_conv_groups,
    encoder_num_layers,
    encoder_num_heads,
    encoder_attention_dropout,
    encoder_ff_interm_features,
    encoder_ff_interm_dropout,
    encoder_dropout,
    encoder_layer_norm_first,
    encoder_layer_drop,
    aux_num_out,
):
    """A `Wav2Vec2Model` of these sizes.

    ``extractor_mode`` is "group_norm" (after the first convolution) or "layer_norm" (after each); the configuration is a list of
    (channels, kernel, stride), None for the usual seven layers (20 ms a frame at 16 kHz). ``aux_num_out`` adds a linear layer.
    """
    shapes = _CONV_LAYERS if extractor_conv_layer_config is None else extractor_conv_layer_config

    def attention(layer):
        return SelfAttention(encoder_embed_dim, encoder_num_heads, encoder_attention_dropout)

    return _assemble(
        (extractor_mode, shapes, extractor_conv_bias),
        (encoder_embed_dim, encoder_num_layers, encoder_ff_interm_features, encoder_pos_conv_kernel, encoder_pos_conv_groups),
        (encoder_projection_dropout, encoder_ff_interm_dropout, encoder_dropout, encoder_layer_drop),
        encoder_layer_norm_first,
        attention,
        aux_num_out,
    )


def wavlm_model(
    extractor_mode,
    extractor_conv_layer_config,
    extractor_conv_bias,
    encoder_embed_dim,
    encoder_projection_dropout,
    encoder_pos_conv_kernel,
    encoder_pos_conv_groups,
    encoder_num_layers,
    encoder_num_heads,
    encoder_num_buckets,
    encoder_max_distance,
    encoder_attention_dropout,
    encoder_ff_interm_features,
    encoder_ff_interm_dropout,
    encoder_dropout,
    encoder_layer_norm_first,
    encoder_layer_drop,
    aux_num_out,
):
    """A `Wav2Vec2Model` whose attention knows distances: in ``encoder_num_buckets`` classes, exact when small, up to ``encoder_max_distance``.

    Chen et al., "WavLM", 2022. The other arguments are those of `wav2vec2_model`.
    """
    shapes = _CONV_LAYERS if extractor_conv_layer_config is None else extractor_conv_layer_config

    def attention(layer):
        return WavLMSelfAttention(
            encoder_embed_dim,
            encoder_num_heads,
            dropout=encoder_attention_dropout,
            has_relative_attention_bias=layer == 0,
            num_buckets=encoder_num_buckets,
            max_distance=encoder_max_distance,
        )

    return _assemble(
        (extractor_mode, shapes, extractor_conv_bias),
        (encoder_embed_dim, encoder_num_layers, encoder_ff_interm_features, encoder_pos_conv_kernel, encoder_pos_conv_groups),
        (encoder_projection_dropout, encoder_ff_interm_dropout, encoder_dropout, encoder_layer_drop),
        encoder_layer_norm_first,
        attention,
        aux_num_out,
    )


def _factory(name, size, drops, convs=("group_norm", False), first=False, positions=()):
    """A function that builds one published size: width, layers, heads, inner width (and WavLM's buckets and distance)."""
    width, layers, heads, inner = size
    projection, attention, interm, dropout, layer_drop = drops

    def build(
        encoder_projection_dropout=projection,
        encoder_attention_dropout=attention,
        encoder_ff_interm_dropout=interm,
        encoder_dropout=dropout,
        encoder_layer_drop=layer_drop,
        aux_num_out=None,
    ):
        return (wavlm_model if positions else wav2vec2_model)(
            convs[0],
            None,
            convs[1],
            width,
            encoder_projection_dropout,
            128,
            16,
            layers,
            heads,
            *positions,
            encoder_attention_dropout,
            inner,
            encoder_ff_interm_dropout,
            encoder_dropout,
            first,
            encoder_layer_drop,
            aux_num_out,
        )

    build.__name__ = build.__qualname__ = name
    build.__doc__ = f"The published `Wav2Vec2Model` {name}: width {width}, {layers} layers, {heads} heads, inner width {inner}."
    return build


_BASE, _LARGE, _XL = (768, 12, 12, 3072), (1024, 24, 16, 4096), (1280, 48, 16, 5120)
_LAYER, _NONE = ("layer_norm", True), (0.0,) * 5
wav2vec2_base = _factory("wav2vec2_base", _BASE, (0.1,) * 5)
wav2vec2_large = _factory("wav2vec2_large", _LARGE, (0.1,) * 5)
wav2vec2_large_lv60k = _factory("wav2vec2_large_lv60k", _LARGE, (0.1, 0.0, 0.1, 0.0, 0.1), _LAYER, True)
hubert_base = _factory("hubert_base", _BASE, (0.1, 0.1, 0.0, 0.1, 0.05))
hubert_large = _factory("hubert_large", _LARGE, _NONE, ("layer_norm", False), True)
hubert_xlarge = _factory("hubert_xlarge", _XL, _NONE, ("layer_norm", False), True)
wav2vec2_xlsr_300m = _factory("wav2vec2_xlsr_300m", _LARGE, _NONE, _LAYER, True)
wav2vec2_xlsr_1b = _factory("wav2vec2_xlsr_1b", _XL, (0.1, 0.0, 0.0, 0.0, 0.0), _LAYER, True)
wav2vec2_xlsr_2b = _factory("wav2vec2_xlsr_2b", (1920, 48, 16, 7680), (0.1, 0.0, 0.0, 0.0, 0.0), _LAYER, True)
wavlm_base = _factory("wavlm_base", _BASE, (0.1,) * 5, positions=(320, 800))
wavlm_large = _factory("wavlm_large", _LARGE, (0.1, 0.1, 0.0, 0.1, 0.1), ("layer_norm", False), True, (320, 800))
