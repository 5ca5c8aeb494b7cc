"""Conv-TasNet: speakers pulled apart by masks over a learned filter bank. Luo and Mesgarani, "Conv-TasNet", 2019."""

from lumbre import nn
from lumbre.nn import functional as nnf


def _norm(channels):
    return nn.GroupNorm(1, channels, eps=1e-8)


class ConvBlock(nn.Module):
    """A dilated depthwise convolution between two pointwise ones; gives what is added to the features (None at the end) and to the mask."""

    def __init__(self, io_channels, hidden_channels, kernel_size, padding, dilation=1, no_residual=False):
        super().__init__()
        self.conv_layers = nn.Sequential(
            nn.Conv1d(io_channels, hidden_channels, 1),
            nn.PReLU(),
            _norm(hidden_channels),
            nn.Conv1d(hidden_channels, hidden_channels, kernel_size, padding=padding, dilation=dilation, groups=hidden_channels),
            nn.PReLU(),
            _norm(hidden_channels),
        )
        self.res_out = None if no_residual else nn.Conv1d(hidden_channels, io_channels, 1)
        self.skip_out = nn.Conv1d(hidden_channels, io_channels, 1)

    def forward(self, input):
        x = self.conv_layers(input)
        return None if self.res_out is None else self.res_out(x), self.skip_out(x)


class MaskGenerator(nn.Module):
    """Stacks of `ConvBlock` whose dilation doubles from layer to layer: (batch, feature, frame) to a mask for each source."""

    def __init__(self, input_dim, num_sources, kernel_size, num_feats, num_hidden, num_layers, num_stacks, msk_activate):
        super().__init__()
        if msk_activate not in ("sigmoid", "relu"):
            raise ValueError(f"Unsupported activation {msk_activate}")
        self.input_dim, self.num_sources = input_dim, num_sources
        self.input_norm = _norm(input_dim)
        self.input_conv = nn.Conv1d(input_dim, num_feats, 1)
        dilations = [2**layer for _ in range(num_stacks) for layer in range(num_layers)]
        self.receptive_field = kernel_size + (kernel_size - 1) * sum(dilations[1:])
        self.conv_layers = nn.ModuleList(
            ConvBlock(num_feats, num_hidden, kernel_size, dilation, dilation, no_residual=i == len(dilations) - 1)
            for i, dilation in enumerate(dilations)
        )
        self.output_prelu = nn.PReLU()
        self.output_conv = nn.Conv1d(num_feats, input_dim * num_sources, 1)
        self.mask_activate = nn.Sigmoid() if msk_activate == "sigmoid" else nn.ReLU()

    def forward(self, input):
        x, total = self.input_conv(self.input_norm(input)), 0.0
        for layer in self.conv_layers:
            residual, skip = layer(x)
            total = total + skip
            x = x if residual is None else x + residual
        masks = self.mask_activate(self.output_conv(self.output_prelu(total)))
        return masks.view(input.shape[0], self.num_sources, self.input_dim, -1)


class ConvTasNet(nn.Module):
    """Mixtures (batch, 1, time) to sources (batch, num_sources, time), the non-causal network of the paper.

    ``enc_*`` are the sizes of the filter bank, ``msk_*`` those of the mask generator; ``msk_activate`` is "sigmoid" or "relu".
    Raises ValueError for input that is not (batch, 1, time).
    """

    def __init__(
        self,
        num_sources=2,
        enc_kernel_size=16,
        enc_num_feats=512,
        msk_kernel_size=3,
        msk_num_feats=128,
        msk_num_hidden_feats=512,
        msk_num_layers=8,
        msk_num_stacks=3,
        msk_activate="sigmoid",
    ):
        super().__init__()
        self.num_sources, self.enc_num_feats, self.enc_kernel_size = num_sources, enc_num_feats, enc_kernel_size
        self.enc_stride = enc_kernel_size // 2
        window = {"stride": self.enc_stride, "padding": self.enc_stride, "bias": False}
        self.encoder = nn.Conv1d(1, enc_num_feats, enc_kernel_size, **window)
        self.mask_generator = MaskGenerator(
            enc_num_feats,
            num_sources,
            msk_kernel_size,
            msk_num_feats,
            msk_num_hidden_feats,
            msk_num_layers,
            msk_num_stacks,
            msk_activate,
        )
        self.decoder = nn.ConvTranspose1d(enc_num_feats, 1, enc_kernel_size, **window)

    def forward(self, input):
        if input.ndim != 3 or input.shape[1] != 1:
            raise ValueError(f"Expected 3D tensor (batch, channel==1, frames). Found: {input.shape}")
        batch, _, length = input.shape
        # Whole strides only (and one sample more for an odd kernel), or the decoder would give back fewer samples.
        padded = nnf.pad(input, (0, -(length - self.enc_kernel_size % 2) % self.enc_stride))
        features = self.encoder(padded)
        sources = self.mask_generator(features) * features.unsqueeze(1)
        waveforms = self.decoder(sources.view(batch * self.num_sources, self.enc_num_feats, -1))
        return waveforms.view(batch, self.num_sources, padded.shape[2])[..., :length]


def conv_tasnet_base(num_sources=2):
    """The `ConvTasNet` of the paper's best row, with ReLU masks."""
    return ConvTasNet(num_sources, msk_activate="relu")
