"""HuBERT's training without transcripts: some frames are hidden, and the network names their clusters. Hsu et al., "HuBERT", 2021."""

import math

import lumbre
from lumbre import nn
from lumbre.autograd import Function

from .components import ConvLayerBlock, ConvolutionalPositionalEmbedding, SelfAttention, Transformer, frame_padding
from .model import wav2vec2_model


class GradMultiply(Function):
    """The identity, whose gradient is multiplied by ``scale``."""

    @staticmethod
    def forward(ctx, x, scale):
        ctx.scale = scale
        return x.clone()

    @staticmethod
    def backward(ctx, grad):
        return grad * ctx.scale, None


def _span_lengths(count, kind, length, other):
    if kind == "static":
        return lumbre.full((count,), length)
    if kind == "uniform":
        return lumbre.randint(int(other), length * 2 + 1, (count,))
    if kind == "normal":
        return lumbre.normal(float(length), other, (count,)).round().clamp(min=1).int()
    if kind == "poisson":
        return lumbre.poisson(lumbre.full((count,), float(length))).int()
    raise ValueError(f"unknown mask selection: {kind}")


def _apart(lengths, size, space):
    """Places of spans that keep ``space`` frames between them, the longest placed first; as many as fit."""
    places, parts, shortest = [], [(0, size)], min(lengths)
    for length in sorted(lengths, reverse=True):
        room = lumbre.tensor([end - start if end - start >= length + space else 0 for start, end in parts], dtype=lumbre.int32)
        if not room.any():
            break
        start, end = parts.pop(int(lumbre.distributions.Categorical(room / room.sum()).sample()))
        at = int(lumbre.randint(start, end - length, (1,)))
        places.extend(range(at, at + length))
        if at - start - space >= shortest:
            parts.append((start, at - space + 1))
        if end - at - shortest - space > shortest:
            parts.append((at + length + space, end))
    return lumbre.tensor(places, dtype=lumbre.int64)


def _anywhere(lengths, size):
    shortest, count = min(lengths), len(lengths)
    shortest = size - count - 1 if size - shortest <= count else shortest
    starts = lumbre.randperm(size - shortest)[:count].tolist()
    return lumbre.tensor([start + i for start, length in zip(starts, lengths) for i in range(length)], dtype=lumbre.int64)


def compute_mask_indices(shape, padding, prob, length, kind="static", other=0.0, min_masks=0, no_overlap=False, min_space=0):
    """True for what is hidden, (batch, frame): spans of about ``length`` frames over about ``prob`` of them, as many in every sequence."""
    batch, frames = shape

    def spans(size):
        return max(min_masks, int(prob * size / float(length) + lumbre.rand(1)))

    count, chosen = spans(frames), []
    for i in range(batch):
        size = frames if padding is None else frames - int(padding[i].sum())
        lengths = _span_lengths(count if padding is None else spans(size), kind, length, other).tolist()
        if sum(lengths) == 0:
            lengths[0] = min(length, size - 1)
        places = _apart(lengths, size, min_space) if no_overlap else _anywhere(lengths, size)
        chosen.append(places[places < size].unique())
    fewest = min(len(places) for places in chosen)
    mask = lumbre.zeros(batch, frames, dtype=lumbre.bool)
    for row, places in zip(mask, chosen):
        row[places[lumbre.randperm(len(places))[:fewest]] if len(places) > fewest else places] = True
    return mask


class MaskGenerator(nn.Module):
    """Hides spans of frames behind a learned embedding, and spans of channels behind zeros; gives (features, what frames are hidden)."""

    def __init__(
        self,
        encoder_embed_dim,
        mask_prob,
        mask_selection,
        mask_other,
        mask_length,
        no_mask_overlap,
        mask_min_space,
        mask_channel_prob,
        mask_channel_selection,
        mask_channel_other,
        mask_channel_length,
        no_mask_channel_overlap,
        mask_channel_min_space,
    ):
        super().__init__()
        self.mask_prob, self.mask_selection, self.mask_other, self.mask_length = mask_prob, mask_selection, mask_other, mask_length
        self.no_mask_overlap, self.mask_min_space = no_mask_overlap, mask_min_space
        self.mask_channel_prob, self.mask_channel_selection = mask_channel_prob, mask_channel_selection
        self.mask_channel_other, self.mask_channel_length = mask_channel_other, mask_channel_length
        self.no_mask_channel_overlap, self.mask_channel_min_space = no_mask_channel_overlap, mask_channel_min_space
        self.mask_embedding = nn.Parameter(nn.init.uniform_(lumbre.empty(encoder_embed_dim)))

    def forward(self, x, padding_mask):
        batch, frames, channels = x.shape
        hidden = None
        if self.mask_prob > 0:
            settings = (self.mask_prob, self.mask_length, self.mask_selection, self.mask_other, 2)
            spans = compute_mask_indices((batch, frames), padding_mask, *settings, self.no_mask_overlap, self.mask_min_space)
            hidden = spans.to(x.device)
            x = lumbre.where(hidden.unsqueeze(-1), self.mask_embedding.to(x.dtype), x)
        if self.mask_channel_prob > 0:
            settings = (self.mask_channel_prob, self.mask_channel_length, self.mask_channel_selection, self.mask_channel_other, 0)
            spans = compute_mask_indices((batch, channels), None, *settings, self.no_mask_channel_overlap, self.mask_channel_min_space)
            x = x.masked_fill(spans.to(x.device).unsqueeze(1), 0.0)
        return x, hidden


def _logits(x, labels, embeddings):
    """Cosines with the right label's embedding, then with all; the right one among these counts for nothing."""
    right = embeddings[labels.long()]
    targets = lumbre.cat([right.unsqueeze(0), embeddings.unsqueeze(1).expand(-1, len(x), -1)])
    logits = lumbre.cosine_similarity(x.float(), targets.float(), dim=-1).to(x.dtype) / 0.1
    same = (targets[1:] == right).all(-1)
    return lumbre.cat([logits[:1], logits[1:].masked_fill(same, -math.inf)]).t()


class LogitGenerator(nn.Module):
    """The logits (frame, 1 + num_classes) of the hidden frames and of the others, the right class first; None for what is skipped."""

    def __init__(self, encoder_embed_dim, num_classes, final_dim, skip_masked, skip_nomask):
        super().__init__()
        self.label_embeddings = nn.Parameter(nn.init.uniform_(lumbre.empty(num_classes, final_dim)))
        self.final_proj = nn.Linear(encoder_embed_dim, final_dim)
        self.skip_masked, self.skip_nomask = skip_masked, skip_nomask

    def forward(self, x, label, mask_m, mask_u):
        x = self.final_proj(x)
        pairs = ((self.skip_masked, mask_m), (self.skip_nomask, mask_u))
        return tuple(None if skip else _logits(x[mask], label[mask], self.label_embeddings) for skip, mask in pairs)


class HuBERTPretrainModel(nn.Module):
    """Waveforms (batch, time), labels (batch, frame) and lengths to logits of the hidden frames, of the others, and the features' power.

    ``feature_grad_mult`` between 0 and 1 slows the convolutions down. Built by `hubert_pretrain_base` and so on.
    """

    def __init__(self, wav2vec2, mask_generator, logit_generator, feature_grad_mult):
        super().__init__()
        if feature_grad_mult is not None and not 0.0 < feature_grad_mult < 1.0:
            raise ValueError(f"The value of `feature_grad_mult` must be ``None``or between (0, 1). Found {feature_grad_mult}")
        self.wav2vec2, self.mask_generator, self.logit_generator = wav2vec2, mask_generator, logit_generator
        self.feature_grad_mult = feature_grad_mult

    def forward(self, waveforms, labels, audio_lengths=None):
        x, lengths = self.wav2vec2.feature_extractor(waveforms, audio_lengths)
        if self.feature_grad_mult is not None:
            x = GradMultiply.apply(x, self.feature_grad_mult)
        power = x.float().pow(2).mean()
        padding = None if lengths is None else frame_padding(x, lengths)
        encoder = self.wav2vec2.encoder
        x, attention_mask = encoder._preprocess(x, lengths)
        x, hidden = self.mask_generator(x, padding)
        x = encoder.transformer(x, attention_mask=attention_mask)
        if x.shape[1] != labels.shape[1]:
            raise ValueError("The length of label must match that of HuBERT model output")
        hidden = lumbre.zeros(x.shape[:2], dtype=lumbre.bool, device=x.device) if hidden is None else hidden
        shown = ~hidden
        if padding is not None:
            hidden, shown = hidden & ~padding, shown & ~padding
        return (*self.logit_generator(x, labels, hidden, shown), power)


def _init_linear(module):
    if isinstance(module, (nn.Linear, nn.Embedding)):
        module.weight.data.normal_(0.0, 0.02)
    if isinstance(module, nn.Linear) and module.bias is not None:
        module.bias.data.zero_()


def _init(module):
    if isinstance(module, ConvLayerBlock):
        nn.init.kaiming_normal_(module.conv.weight)
    elif isinstance(module, ConvolutionalPositionalEmbedding):
        # As in torchaudio, the product of norm and direction is drawn, not these; only the bias stays.
        nn.init.normal_(module.conv.weight.detach(), 0.0, math.sqrt(4.0 / (module.embed_dim * module.kernel_size)))
        nn.init.constant_(module.conv.bias, 0.0)
    elif isinstance(module, SelfAttention):
        for layer in (module.k_proj, module.v_proj, module.q_proj):
            nn.init.xavier_uniform_(layer.weight, gain=1 / math.sqrt(2))
        nn.init.xavier_uniform_(module.out_proj.weight)
        nn.init.constant_(module.out_proj.bias, 0.0)
    elif isinstance(module, Transformer):
        module.apply(_init_linear)


def hubert_pretrain_model(
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
    mask_prob,
    mask_selection,
    mask_other,
    mask_length,
    no_mask_overlap,
    mask_min_space,
    mask_channel_prob,
    mask_channel_selection,
    mask_channel_other,
    mask_channel_length,
    no_mask_channel_overlap,
    mask_channel_min_space,
    skip_masked,
    skip_nomask,
    num_classes,
    final_dim,
    feature_grad_mult,
):
    """A `HuBERTPretrainModel` of these sizes; the first fifteen arguments are those of `wav2vec2_model`.

    ``mask_prob`` of the frames are hidden in spans of ``mask_length``: of that length ("static"), or "uniform", "normal" or "poisson"
    with ``mask_other``; ``mask_channel_*`` do the same for channels. ``num_classes`` labels are embedded in ``final_dim`` dimensions.
    """
    wav2vec2 = wav2vec2_model(
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
        None,
    )
    frames = (mask_prob, mask_selection, mask_other, mask_length, no_mask_overlap, mask_min_space)
    channels = (mask_channel_prob, mask_channel_selection, mask_channel_other, mask_channel_length)
    masks = MaskGenerator(encoder_embed_dim, *frames, *channels, no_mask_channel_overlap, mask_channel_min_space)
    logits = LogitGenerator(encoder_embed_dim, num_classes, final_dim, skip_masked, skip_nomask)
    return HuBERTPretrainModel(wav2vec2, masks, logits, feature_grad_mult).apply(_init)


def _pretrain(extractor_mode, sizes, drops, norm_first, masks, num_classes, final_dim, feature_grad_mult):
    width, layers, heads, inner = sizes
    projection, attention, interm, dropout, layer_drop = drops
    mask_prob, mask_channel_prob, mask_channel_length = masks
    return hubert_pretrain_model(
        extractor_mode,
        None,
        False,
        width,
        projection,
        128,
        16,
        layers,
        heads,
        attention,
        inner,
        interm,
        dropout,
        norm_first,
        layer_drop,
        mask_prob,
        "static",
        0.0,
        10,
        False,
        1,
        mask_channel_prob,
        "static",
        0.0,
        mask_channel_length,
        False,
        1,
        False,
        False,
        num_classes,
        final_dim,
        feature_grad_mult,
    )


def hubert_pretrain_base(
    encoder_projection_dropout=0.1,
    encoder_attention_dropout=0.1,
    encoder_ff_interm_dropout=0.0,
    encoder_dropout=0.1,
    encoder_layer_drop=0.05,
    mask_prob=0.8,
    mask_channel_prob=0.0,
    mask_channel_length=10,
    feature_grad_mult=0.1,
    num_classes=100,
):
    """The published `HuBERTPretrainModel` of the base size: 100 classes in its first round of training, 500 in its second."""
    drops = (encoder_projection_dropout, encoder_attention_dropout, encoder_ff_interm_dropout, encoder_dropout, encoder_layer_drop)
    masks = (mask_prob, mask_channel_prob, mask_channel_length)
    return _pretrain("group_norm", (768, 12, 12, 3072), drops, False, masks, num_classes, 256, feature_grad_mult)


def hubert_pretrain_large(
    encoder_projection_dropout=0.0,
    encoder_attention_dropout=0.0,
    encoder_ff_interm_dropout=0.0,
    encoder_dropout=0.0,
    encoder_layer_drop=0.0,
    mask_prob=0.8,
    mask_channel_prob=0.0,
    mask_channel_length=10,
    feature_grad_mult=None,
):
    """The published `HuBERTPretrainModel` of the large size, with 500 classes."""
    drops = (encoder_projection_dropout, encoder_attention_dropout, encoder_ff_interm_dropout, encoder_dropout, encoder_layer_drop)
    masks = (mask_prob, mask_channel_prob, mask_channel_length)
    return _pretrain("layer_norm", (1024, 24, 16, 4096), drops, True, masks, 500, 768, feature_grad_mult)


def hubert_pretrain_xlarge(
    encoder_projection_dropout=0.0,
    encoder_attention_dropout=0.0,
    encoder_ff_interm_dropout=0.0,
    encoder_dropout=0.0,
    encoder_layer_drop=0.0,
    mask_prob=0.8,
    mask_channel_prob=0.0,
    mask_channel_length=10,
    feature_grad_mult=None,
):
    """The published `HuBERTPretrainModel` of the extra large size, with 500 classes."""
    drops = (encoder_projection_dropout, encoder_attention_dropout, encoder_ff_interm_dropout, encoder_dropout, encoder_layer_drop)
    masks = (mask_prob, mask_channel_prob, mask_channel_length)
    return _pretrain("layer_norm", (1280, 48, 16, 5120), drops, True, masks, 500, 1024, feature_grad_mult)
