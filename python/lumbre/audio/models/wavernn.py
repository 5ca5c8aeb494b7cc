"""WaveRNN: waveforms from spectrograms, sample by sample.

Kalchbrenner et al., "Efficient neural audio synthesis", 2018, in the form of https://github.com/fatchord/WaveRNN.
"""

import math

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf


class _ResBlock(nn.Module):
    """Two convolutions of one frame each, around a residual."""

    def __init__(self, channels):
        super().__init__()
        self.resblock_model = nn.Sequential(
            nn.Conv1d(channels, channels, 1, bias=False),
            nn.BatchNorm1d(channels),
            nn.ReLU(inplace=True),
            nn.Conv1d(channels, channels, 1, bias=False),
            nn.BatchNorm1d(channels),
        )

    def forward(self, x):
        return self.resblock_model(x) + x


class _MelResNet(nn.Module):
    """Features of each frame and its neighbours: (batch, n_freq, frame) to (batch, n_output, frame - kernel_size + 1)."""

    def __init__(self, n_res_block, n_freq, n_hidden, n_output, kernel_size):
        super().__init__()
        # Made before the first convolution, as in torchaudio, for the same weights from the same seed.
        blocks = [_ResBlock(n_hidden) for _ in range(n_res_block)]
        first = nn.Conv1d(n_freq, n_hidden, kernel_size, bias=False)
        last = nn.Conv1d(n_hidden, n_output, 1)
        self.melresnet_model = nn.Sequential(first, nn.BatchNorm1d(n_hidden), nn.ReLU(inplace=True), *blocks, last)

    def forward(self, x):
        return self.melresnet_model(x)


class _Stretch(nn.Module):
    """Each value of the last dimension ``scale`` times."""

    def __init__(self, scale):
        super().__init__()
        self.scale = scale

    def forward(self, x):
        return x.repeat_interleave(self.scale, -1)


class _Upsample(nn.Module):
    """Frames to samples: the spectrogram, smoothed, and the features of `_MelResNet`, both (batch, channel, sample)."""

    def __init__(self, scales, n_res_block, n_freq, n_hidden, n_output, kernel_size):
        super().__init__()
        self.total_scale = math.prod(scales)
        self.indent = (kernel_size - 1) // 2 * self.total_scale
        self.resnet = _MelResNet(n_res_block, n_freq, n_hidden, n_output, kernel_size)
        self.resnet_stretch = _Stretch(self.total_scale)
        layers = []
        for scale in scales:
            mean = nn.Conv2d(1, 1, (1, 2 * scale + 1), padding=(0, scale), bias=False)
            nn.init.constant_(mean.weight, 1 / (2 * scale + 1))
            layers += [_Stretch(scale), mean]
        self.upsample_layers = nn.Sequential(*layers)

    def forward(self, specgram):
        features = self.resnet_stretch(self.resnet(specgram))
        smooth = self.upsample_layers(specgram.unsqueeze(1)).squeeze(1)
        return smooth[:, :, self.indent : self.indent + features.size(2)], features


class WaveRNN(nn.Module):
    """A vocoder: from a spectrogram and the samples so far, which of ``n_classes`` levels the next sample has.

    Parameters (torchaudio's, with its defaults): ``upsample_scales``, integers whose product is ``hop_length``, the samples in a frame;
    ``n_res_block`` residual blocks of ``n_hidden`` channels, over windows of ``kernel_size`` frames of ``n_freq`` bins, give
    ``n_output`` features (a multiple of 4) of a frame; two GRUs of ``n_rnn`` and two layers of ``n_fc`` channels read them.

    Parameters are named as torchaudio's, so its ``state_dict`` loads. Raises `ValueError` where the product is not ``hop_length``.
    Source: Kalchbrenner et al., "Efficient neural audio synthesis", 2018.
    """

    def __init__(
        self,
        upsample_scales,
        n_classes,
        hop_length,
        n_res_block=10,
        n_rnn=512,
        n_fc=512,
        kernel_size=5,
        n_freq=128,
        n_hidden=128,
        n_output=128,
    ):
        super().__init__()
        if math.prod(upsample_scales) != hop_length:
            raise ValueError(f"WaveRNN: the product of upsample_scales ({math.prod(upsample_scales)}) is not hop_length ({hop_length})")
        self.kernel_size, self.n_rnn, self.n_aux = kernel_size, n_rnn, n_output // 4
        self.hop_length, self.n_classes, self.n_bits = hop_length, n_classes, int(math.log2(n_classes))
        self.upsample = _Upsample(upsample_scales, n_res_block, n_freq, n_hidden, n_output, kernel_size)
        self.fc = nn.Linear(n_freq + self.n_aux + 1, n_rnn)
        self.rnn1 = nn.GRU(n_rnn, n_rnn, batch_first=True)
        self.rnn2 = nn.GRU(n_rnn + self.n_aux, n_rnn, batch_first=True)
        self.relu1, self.relu2 = nn.ReLU(inplace=True), nn.ReLU(inplace=True)
        self.fc1 = nn.Linear(n_rnn + self.n_aux, n_fc)
        self.fc2 = nn.Linear(n_fc + self.n_aux, n_fc)
        self.fc3 = nn.Linear(n_fc, n_classes)

    def _condition(self, specgram):
        """What every sample is given: the spectrogram and four parts of the features, all (batch, sample, channel)."""
        smooth, features = self.upsample(specgram)
        return smooth.transpose(1, 2), *features.transpose(1, 2)[:, :, : 4 * self.n_aux].split(self.n_aux, 2)

    def _run(self, samples, smooth, a1, a2, a3, a4, first=None, second=None):
        """The logits of (batch, sample) levels and the states of the two GRUs."""
        x = self.fc(lumbre.cat([samples.unsqueeze(2), smooth, a1], 2))
        out, first = self.rnn1(x, first)
        x = x + out
        out, second = self.rnn2(lumbre.cat([x, a2], 2), second)
        x = x + out
        x = self.relu1(self.fc1(lumbre.cat([x, a3], 2)))
        x = self.relu2(self.fc2(lumbre.cat([x, a4], 2)))
        return self.fc3(x), first, second

    def forward(self, waveform, specgram):
        """The logits of each sample's level given the true ``waveform``, for training.

        ``waveform`` (batch, 1, sample), in [-1, 1] and one sample late, with ``hop_length * (frame - kernel_size + 1)`` samples;
        ``specgram`` (batch, 1, n_freq, frame), both of the parameters' dtype. Gives (batch, 1, sample, n_classes).
        Raises `ValueError` for more than one channel.
        """
        for name, x in (("waveform", waveform), ("specgram", specgram)):
            if x.size(1) != 1:
                raise ValueError(f"WaveRNN: {name} must have one channel, not {x.size(1)}")
        return self._run(waveform.squeeze(1), *self._condition(specgram.squeeze(1)))[0].unsqueeze(1)

    @lumbre.no_grad()
    def infer(self, specgram, lengths=None):
        """A waveform, each sample drawn from the distribution given those before it; `lumbre.manual_seed` fixes the draws.

        ``specgram`` (batch, n_freq, frame); ``lengths`` (batch,), integers, the frames of each. Gives the waveform
        (batch, 1, hop_length * frame) in [-1, 1] and ``lengths`` in samples (None for None). Put the module in `eval` mode first.
        """
        # Frames of zeros on both sides, for as many windows as frames.
        before = (self.kernel_size - 1) // 2
        parts = self._condition(nnf.pad(specgram, (before, self.kernel_size - 1 - before)))
        sample = specgram.new_zeros(len(specgram), 1)
        states, made = (None, None), []
        for at in range(parts[0].size(1)):
            logits, *states = self._run(sample, *(part[:, at : at + 1] for part in parts), *states)
            level = lumbre.multinomial(logits.squeeze(1).softmax(1), 1).to(specgram.dtype)
            sample = 2 * level / (2**self.n_bits - 1) - 1
            made.append(sample)
        return lumbre.stack(made, 2), None if lengths is None else lengths * self.upsample.total_scale
