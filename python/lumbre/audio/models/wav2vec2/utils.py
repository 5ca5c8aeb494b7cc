"""Models of other libraries as `Wav2Vec2Model`."""

import re

import lumbre

from . import model as models

_SHARED = {
    "encoder_embed_dim": "hidden_size",
    "encoder_projection_dropout": "feat_proj_dropout",
    "encoder_pos_conv_kernel": "num_conv_pos_embeddings",
    "encoder_pos_conv_groups": "num_conv_pos_embedding_groups",
    "encoder_num_layers": "num_hidden_layers",
    "encoder_num_heads": "num_attention_heads",
    "encoder_attention_dropout": "attention_dropout",
    "encoder_ff_interm_features": "intermediate_size",
    "encoder_ff_interm_dropout": "activation_dropout",
    "encoder_dropout": "hidden_dropout",
    "encoder_layer_norm_first": "do_stable_layer_norm",
    "encoder_layer_drop": "layerdrop",
    "extractor_conv_bias": "conv_bias",
}
_WAVLM = {"encoder_num_buckets": "num_buckets", "encoder_max_distance": "max_bucket_distance"}


def _joined_projections(state, layers):
    """The three projections of each layer as the one of `nn.MultiheadAttention`."""
    state = dict(state)
    for i in range(layers):
        at = f"layers.{i}.attention."
        for kind in ("weight", "bias"):
            state[f"{at}attention.in_proj_{kind}"] = lumbre.cat([state.pop(f"{at}{name}_proj.{kind}") for name in "qkv"])
            state[f"{at}attention.out_proj.{kind}"] = state.pop(f"{at}out_proj.{kind}")
    return state


def import_huggingface_model(original):
    """The `Wav2Vec2Model` with the weights of transformers' ``Wav2Vec2Model``, ``WavLMModel``, or either ``ForCTC``."""
    config, name = original.config, type(original).__name__
    is_wavlm, for_ctc = name in ("WavLMModel", "WavLMForCTC"), name in ("Wav2Vec2ForCTC", "WavLMForCTC")
    names = {**_SHARED, **(_WAVLM if is_wavlm else {})}
    sizes = {ours: getattr(config, theirs) for ours, theirs in names.items()}
    made = (models.wavlm_model if is_wavlm else models.wav2vec2_model)(
        extractor_mode=f"{config.feat_extract_norm}_norm",
        extractor_conv_layer_config=list(zip(config.conv_dim, config.conv_kernel, config.conv_stride)),
        aux_num_out=config.vocab_size if for_ctc else None,
        **sizes,
    )
    source = getattr(original, original.base_model_prefix) if for_ctc else original
    state = source.encoder.state_dict()
    made.feature_extractor.load_state_dict(source.feature_extractor.state_dict())
    made.encoder.feature_projection.load_state_dict(source.feature_projection.state_dict())
    made.encoder.transformer.load_state_dict(_joined_projections(state, config.num_hidden_layers) if is_wavlm else state)
    if for_ctc:
        made.aux.load_state_dict(original.lm_head.state_dict())
    return made


# fairseq's names to torchaudio's; what matches none of them is an error.
_FAIRSEQ = (
    (r"feature_extractor\.conv_layers\.0\.2\.(weight|bias)", r"feature_extractor.conv_layers.0.layer_norm.\1"),
    (r"feature_extractor\.conv_layers\.(\d+)\.0\.(weight|bias)", r"feature_extractor.conv_layers.\1.conv.\2"),
    (r"feature_extractor\.conv_layers\.(\d+)\.2\.1\.(weight|bias)", r"feature_extractor.conv_layers.\1.layer_norm.\2"),
    (r"post_extract_proj\.(weight|bias)", r"encoder.feature_projection.projection.\1"),
    (r"layer_norm\.(weight|bias)", r"encoder.feature_projection.layer_norm.\1"),
    (r"encoder\.pos_conv\.0\.(bias|weight_g|weight_v)", r"encoder.transformer.pos_conv_embed.conv.\1"),
    (r"encoder\.layer_norm\.(weight|bias)", r"encoder.transformer.layer_norm.\1"),
    (r"encoder\.layers\.(\d+)\.self_attn\.([kvq]_proj|out_proj)\.(weight|bias)", r"encoder.transformer.layers.\1.attention.\2.\3"),
    (r"encoder\.layers\.(\d+)\.self_attn_layer_norm\.(weight|bias)", r"encoder.transformer.layers.\1.layer_norm.\2"),
    (r"encoder\.layers\.(\d+)\.fc1\.(weight|bias)", r"encoder.transformer.layers.\1.feed_forward.intermediate_dense.\2"),
    (r"encoder\.layers\.(\d+)\.fc2\.(weight|bias)", r"encoder.transformer.layers.\1.feed_forward.output_dense.\2"),
    (r"encoder\.layers\.(\d+)\.final_layer_norm\.(weight|bias)", r"encoder.transformer.layers.\1.final_layer_norm.\2"),
    (r"proj\.(weight|bias)", r"aux.\1"),
    (r"(label_embs_concat)", r"\1"),
)


def _renamed(key):
    short = key.removeprefix("w2v_model.")
    if re.match(r"mask_emb|quantizer|project_q|final_proj", short):
        return None
    for pattern, name in _FAIRSEQ:
        match = re.fullmatch(pattern, short)
        if match:
            return match.expand(name)
    raise ValueError(f"Unexpected key: {key}")


def import_fairseq_model(original):
    """The `Wav2Vec2Model` with the weights of fairseq's ``Wav2Vec2Model``, ``Wav2VecEncoder``, ``HubertModel`` or ``HubertEncoder``."""
    name = type(original).__name__
    if name not in ("Wav2Vec2Model", "Wav2VecEncoder", "HubertModel", "HubertEncoder"):
        raise ValueError(f"Expected an instance of `Wav2Vec2Model` or `Wav2VecEncoder`. Found: {name}")
    tuned = name.endswith("Encoder")
    source = original.w2v_model if tuned else original
    convs, encoder = [layer[0] for layer in source.feature_extractor.conv_layers], source.encoder
    if len({conv.bias is None for conv in convs}) > 1:
        raise ValueError("Either all the convolutions layers have bias term or none of them should.")
    first, positions = encoder.layers[0], encoder.pos_conv[0]
    normed = type(source.feature_extractor.conv_layers[0][2]).__name__
    made = models.wav2vec2_model(
        "group_norm" if "GroupNorm" in normed else "layer_norm",
        [(conv.out_channels, conv.kernel_size[0], conv.stride[0]) for conv in convs],
        convs[0].bias is not None,
        source.post_extract_proj.out_features,
        source.dropout_input.p,
        positions.kernel_size[0],
        positions.groups,
        len(encoder.layers),
        first.self_attn.num_heads,
        first.self_attn.dropout_module.p,
        first.fc1.out_features,
        first.dropout2.p,
        first.dropout3.p,
        encoder.layer_norm_first,
        encoder.layerdrop,
        original.proj.out_features if tuned else None,
    )
    state = {_renamed(key): value for key, value in original.state_dict().items()}
    state.pop(None, None)
    # Only speech recognisers of wav2vec have nothing beside the network.
    made.load_state_dict(state, strict=name == "Wav2VecEncoder")
    return made
