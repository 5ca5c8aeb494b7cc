"""Hybrid Demucs: instruments pulled apart by two U-nets, over the spectrogram and over time. Défossez, "Hybrid Spectrogram and
Waveform Source Separation", 2021."""

import math

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf

from ._demucs_layers import _HDecLayer, _HEncLayer, _ScaledEmbedding


def _rescale(model):
    """Brings the spread of every convolution's weights towards 0.1."""
    for layer in model.modules():
        if isinstance(layer, (nn.Conv1d, nn.ConvTranspose1d, nn.Conv2d, nn.ConvTranspose2d)):
            scale = (layer.weight.std().detach() / 0.1) ** 0.5
            layer.weight.data /= scale
            if layer.bias is not None:
                layer.bias.data /= scale


def _standardise(x, dims):
    mean, std = x.mean(dims, keepdim=True), x.std(dims, keepdim=True)
    return (x - mean) / (1e-5 + std), mean.unsqueeze(1), std.unsqueeze(1)


class HDemucs(nn.Module):
    """Mixtures (batch, audio_channels, time) to (batch, source, audio_channels, time).

    ``sources`` names what is separated, for whoever reads it; ``nfft`` and ``depth`` have to fit each other (`hdemucs_low`,
    `hdemucs_medium` and `hdemucs_high` are known to). Raises ValueError for other shapes and for sizes that do not fit.
    """

    def __init__(
        self,
        sources,
        audio_channels=2,
        channels=48,
        growth=2,
        nfft=4096,
        depth=6,
        freq_emb=0.2,
        emb_scale=10,
        emb_smooth=True,
        kernel_size=8,
        time_stride=2,
        stride=4,
        context=1,
        context_enc=0,
        norm_starts=4,
        norm_groups=4,
        dconv_depth=2,
        dconv_comp=4,
        dconv_attn=4,
        dconv_lstm=4,
        dconv_init=1e-4,
    ):
        super().__init__()
        self.depth, self.nfft, self.audio_channels, self.sources = depth, nfft, audio_channels, sources
        self.kernel_size, self.context, self.stride, self.channels = kernel_size, context, stride, channels
        self.hop_length, self.freq_emb = nfft // 4, None
        self.freq_encoder, self.freq_decoder, self.time_encoder, self.time_decoder = (nn.ModuleList() for _ in range(4))
        width_in, width, width_freq, freqs = audio_channels, channels, channels, nfft // 2
        freq_in = 2 * width_in
        for level in range(depth):
            over_freq = freqs > 1
            if not over_freq and freqs != 1:
                raise ValueError("When freq is false, freqs must be 1.")
            # At this level one convolution takes all frequencies that are left, and the two branches become one.
            merges = over_freq and freqs <= kernel_size
            shared = {
                "norm_type": "group_norm" if level >= norm_starts else "none",
                "norm_groups": norm_groups,
                "dconv_kw": {
                    "lstm": level >= dconv_lstm,
                    "attn": level >= dconv_attn,
                    "depth": dconv_depth,
                    "compress": dconv_comp,
                    "init": dconv_init,
                },
            }
            size = (kernel_size, stride) if over_freq else (2 * time_stride, time_stride)
            over = {"kernel_size": freqs if merges else size[0], "stride": size[1], "freq": over_freq, "pad": not merges, **shared}
            time_size = (4, 2) if merges and nfft == 2048 else (kernel_size, stride)
            in_time = {"kernel_size": time_size[0], "stride": time_size[1], "freq": False, "empty": merges, **shared}
            if merges:
                width = width_freq = max(width, width_freq)
            encoder = _HEncLayer(freq_in, width_freq, context=context_enc, **over)
            if over_freq:
                self.time_encoder.append(_HEncLayer(width_in, width, context=context_enc, **in_time))
            self.freq_encoder.append(encoder)
            if level == 0:
                width_in = audio_channels * len(sources)
                freq_in = 2 * width_in
            decoder = _HDecLayer(width_freq, freq_in, last=level == 0, context=context, **over)
            if over_freq:
                self.time_decoder.insert(0, _HDecLayer(width, width_in, last=level == 0, context=context, **in_time))
            self.freq_decoder.insert(0, decoder)
            width_in, freq_in = width, width_freq
            width, width_freq = int(growth * width), int(growth * width_freq)
            if over_freq:
                freqs = 1 if merges else freqs // stride
            if level == 0 and freq_emb:
                self.freq_emb = _ScaledEmbedding(freqs, freq_in, smooth=emb_smooth, scale=emb_scale)
                self.freq_emb_scale = freq_emb
        _rescale(self)

    def _window(self, like):
        return lumbre.hann_window(self.nfft).to(like)

    def _spectrogram(self, x):
        """(batch, channel, time) to complex (batch, channel, nfft / 2, frames), one frame for every hop."""
        length, hop = x.shape[-1], self.hop_length
        frames, edge = math.ceil(length / hop), hop // 2 * 3
        right = edge + frames * hop - length
        # Too short to be reflected: silence after it first.
        short = nnf.pad(x, (0, right - length + 1)) if length <= right else x
        padded = nnf.pad(short, (edge, right), "reflect")
        options = {"window": self._window(x), "win_length": self.nfft, "normalized": True, "center": True, "pad_mode": "reflect"}
        z = lumbre.stft(padded.flatten(0, 1), self.nfft, hop, return_complex=True, **options)
        if z.shape[-1] != frames + 4:
            raise ValueError("Spectrogram's last dimension must be 4 + input size divided by stride")
        return z.unflatten(0, x.shape[:2])[..., :-1, 2 : 2 + frames]

    def _waveform(self, z, length):
        """The inverse, (batch, source, channel, time)."""
        hop = self.hop_length
        edge = hop // 2 * 3
        z, total = nnf.pad(z, (2, 2, 0, 1)), hop * math.ceil(length / hop) + 2 * edge
        options = {"window": self._window(z.real), "win_length": self.nfft, "normalized": True, "center": True}
        x = lumbre.istft(z.flatten(0, 2), self.nfft, hop, length=total, **options)
        return x.unflatten(0, z.shape[:3])[..., edge : edge + length]

    def _encode(self, x, xt):
        """The deepest layer's input to the decoders: what each level leaves for its counterpart, and the lengths before it."""
        skips, skips_t, lengths, lengths_t = [], [], [], []
        for level, encode in enumerate(self.freq_encoder):
            lengths.append(x.shape[-1])
            inject = None
            if level < len(self.time_encoder):
                lengths_t.append(xt.shape[-1])
                xt = self.time_encoder[level](xt)
                if self.time_encoder[level].empty:
                    inject = xt
                else:
                    skips_t.append(xt)
            x = encode(x, inject)
            if level == 0 and self.freq_emb is not None:
                # Convolutions over frequencies do not know where they are.
                where = self.freq_emb(lumbre.arange(x.shape[-2], device=x.device)).t()[None, :, :, None]
                x = x + self.freq_emb_scale * where.expand_as(x)
            skips.append(x)
        return skips, skips_t, lengths, lengths_t

    def _decode(self, skips, skips_t, lengths, lengths_t):
        x = xt = lumbre.zeros_like(skips[-1])  # all there is comes by the skips
        apart = self.depth - len(self.time_decoder)
        for level, decode in enumerate(self.freq_decoder):
            x, before = decode(x, skips.pop(), lengths.pop())
            if level >= apart:
                decode_t = self.time_decoder[level - apart]
                if decode_t.empty:
                    if before.shape[2] != 1:
                        raise ValueError(f"If tdec empty is True, pre shape does not match {before.shape}")
                    xt, _ = decode_t(before[:, :, 0], None, lengths_t.pop())
                else:
                    xt, _ = decode_t(xt, skips_t.pop(), lengths_t.pop())
        return x, xt

    def forward(self, input):
        if input.ndim != 3:
            raise ValueError(f"Expected 3D tensor with dimensions (batch, channel, frames). Found: {input.shape}")
        if input.shape[1] != self.audio_channels:
            raise ValueError(
                f"The channel dimension of input Tensor must match `audio_channels` of HDemucs model. Found:{input.shape[1]}."
            )
        batch, _, length = input.shape
        z = self._spectrogram(input)
        parts = lumbre.view_as_real(z).permute(0, 1, 4, 2, 3).flatten(1, 2)
        freqs, frames = parts.shape[2:]
        x, mean, std = _standardise(parts, (1, 2, 3))
        xt, mean_t, std_t = _standardise(input, (1, 2))
        x, xt = self._decode(*self._encode(x, xt))
        sources = len(self.sources)
        x = x.view(batch, sources, -1, freqs, frames) * std + mean
        parts = x.unflatten(2, (-1, 2)).permute(0, 1, 2, 4, 5, 3).contiguous()
        from_freq = self._waveform(lumbre.view_as_complex(parts), length)
        return xt.view(batch, sources, -1, length) * std_t + mean_t + from_freq


def hdemucs_low(sources):
    """`HDemucs` for sample rates around 8 kHz."""
    return HDemucs(sources, nfft=1024, depth=5)


def hdemucs_medium(sources):
    """`HDemucs` for sample rates of 16 to 32 kHz."""
    return HDemucs(sources, nfft=2048, depth=6)


def hdemucs_high(sources):
    """`HDemucs` for sample rates of 44.1 and 48 kHz."""
    return HDemucs(sources, nfft=4096, depth=6)
