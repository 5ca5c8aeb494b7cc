"""SQUIM: how good does speech sound, judged without a reference. Kumar et al., "TorchAudio-Squim", 2023.

`SquimObjective` estimates STOI, PESQ and SI-SDR of a recording; `SquimSubjective` the opinion of listeners (MOS), given any clean recording.
"""

import math

import lumbre
from lumbre import nn
from lumbre.nn import functional as nnf


class RangeSigmoid(nn.Module):
    """A sigmoid stretched to ``val_range``."""

    def __init__(self, val_range=(0.0, 1.0)):
        super().__init__()
        self.val_range, self.sigmoid = val_range, nn.Sigmoid()

    def forward(self, x):
        low, high = self.val_range
        return self.sigmoid(x) * (high - low) + low


class Encoder(nn.Module):
    """(batch, time) to non-negative features (batch, channel, frame)."""

    def __init__(self, feat_dim=512, win_len=32):
        super().__init__()
        self.conv1d = nn.Conv1d(1, feat_dim, win_len, stride=win_len // 2, bias=False)

    def forward(self, x):
        return nnf.relu(self.conv1d(x.unsqueeze(1)))


class SingleRNN(nn.Module):
    """A recurrent layer that reads both ways, projected to the width of its input."""

    def __init__(self, rnn_type, input_size, hidden_size, dropout=0.0):
        super().__init__()
        self.rnn_type, self.input_size, self.hidden_size = rnn_type, input_size, hidden_size
        self.rnn = getattr(nn, rnn_type)(input_size, hidden_size, 1, dropout=dropout, batch_first=True, bidirectional=True)
        self.proj = nn.Linear(hidden_size * 2, input_size)

    def forward(self, x):
        return self.proj(self.rnn(x)[0])


class DPRNN(nn.Module):
    """Dual-path recurrence: within overlapping chunks, then across them. Luo et al., "Dual-path RNN", 2020.

    (batch, feature, frame) to (batch, frame, d_model); ``chunk_stride`` is half of ``chunk_size``.
    """

    def __init__(self, feat_dim=64, hidden_dim=128, num_blocks=6, rnn_type="LSTM", d_model=256, chunk_size=100, chunk_stride=50):
        super().__init__()
        self.num_blocks, self.chunk_size, self.chunk_stride = num_blocks, chunk_size, chunk_stride
        self.row_rnn, self.col_rnn, self.row_norm, self.col_norm = (nn.ModuleList() for _ in range(4))
        for _ in range(num_blocks):
            for rnns in (self.row_rnn, self.col_rnn):
                rnns.append(SingleRNN(rnn_type, feat_dim, hidden_dim))
            for norms in (self.row_norm, self.col_norm):
                norms.append(nn.GroupNorm(1, feat_dim, eps=1e-8))
        self.conv = nn.Sequential(nn.Conv2d(feat_dim, d_model, 1), nn.PReLU())

    def _chunks(self, x):
        """(batch, feature, frame) to (batch, feature, place in the chunk, chunk), and the frames of padding after the last."""
        size, hop = self.chunk_size, self.chunk_stride
        rest = size - (hop + x.shape[-1] % size) % size
        x = nnf.pad(x, (hop, rest + hop))
        halves = [part.unflatten(2, (-1, size)) for part in (x[..., :-hop], x[..., hop:])]
        return lumbre.stack(halves, 3).flatten(2, 3).transpose(2, 3), rest

    def _overlap_add(self, x, rest):
        even, odd = x.transpose(2, 3).unflatten(2, (-1, 2)).unbind(3)
        hop = self.chunk_stride
        out = even.flatten(2)[..., hop:] + odd.flatten(2)[..., :-hop]
        return out[..., :-rest] if rest > 0 else out

    @staticmethod
    def _along(x, rnn, norm):
        """The recurrence along dimension 2 of (batch, feature, step, other), its norm, and the sum with ``x``."""
        batch, _, steps, others = x.shape
        rows = rnn(x.permute(0, 3, 2, 1).reshape(batch * others, steps, -1))
        return x + norm(rows.view(batch, others, steps, -1).permute(0, 3, 2, 1))

    def forward(self, x):
        x, rest = self._chunks(x)
        for row_rnn, row_norm, col_rnn, col_norm in zip(self.row_rnn, self.row_norm, self.col_rnn, self.col_norm):
            x = self._along(x, row_rnn, row_norm)
            x = self._along(x.transpose(2, 3), col_rnn, col_norm).transpose(2, 3)
        return self._overlap_add(self.conv(x), rest).transpose(1, 2)


class AutoPool(nn.Module):
    """A mean over ``pool_dim`` weighted by the softmax of ``alpha * x``, with a learned ``alpha``."""

    def __init__(self, pool_dim=1):
        super().__init__()
        self.pool_dim, self.softmax = pool_dim, nn.Softmax(dim=pool_dim)
        self.alpha = nn.Parameter(lumbre.ones(1))

    def forward(self, x):
        return (x * self.softmax(x * self.alpha)).sum(self.pool_dim)


class SquimObjective(nn.Module):
    """Waveforms (batch, time) to a list of three scores (batch,): STOI, PESQ (wide band) and SI-SDR in dB.

    Built by `squim_objective_model` and `squim_objective_base`. Raises ValueError unless the input has two dimensions.
    """

    def __init__(self, encoder, dprnn, branches):
        super().__init__()
        self.encoder, self.dprnn, self.branches = encoder, dprnn, branches

    def forward(self, x):
        if x.ndim != 2:
            raise ValueError(f"The input must be a 2D Tensor. Found dimension {x.ndim}.")
        # Every recording at the same loudness.
        x = x / (x.square().mean(1, keepdim=True).sqrt() * 20)
        x = self.dprnn(self.encoder(x))
        return [branch(x).squeeze(1) for branch in self.branches]


# Of wide-band PESQ (ITU-T P.862.2), which maps the raw score so; its lower end is taken to be 1.
_PESQ = (1.0, 0.999 + 4.0 / (1 + math.exp(-1.3669 * 4.5 + 3.8224)))


def _branch(d_model, nhead, val_range):
    attention = nn.TransformerEncoderLayer(d_model, nhead, d_model * 4, dropout=0.0, batch_first=True)
    bounded = [] if val_range is None else [RangeSigmoid(val_range)]
    score = nn.Sequential(nn.Linear(d_model, d_model), nn.PReLU(), nn.Linear(d_model, 1), *bounded)
    return nn.Sequential(attention, AutoPool(), score)


def squim_objective_model(feat_dim, win_len, d_model, nhead, hidden_dim, num_blocks, rnn_type, chunk_size, chunk_stride=None):
    """A `SquimObjective` of these sizes; ``rnn_type`` is "RNN", "LSTM" or "GRU", ``chunk_stride`` half of ``chunk_size`` where None."""
    encoder = Encoder(feat_dim, win_len)
    stride = chunk_size // 2 if chunk_stride is None else chunk_stride
    dprnn = DPRNN(feat_dim, hidden_dim, num_blocks, rnn_type, d_model, chunk_size, stride)
    return SquimObjective(encoder, dprnn, nn.ModuleList(_branch(d_model, nhead, r) for r in ((0.0, 1.0), _PESQ, None)))


def squim_objective_base():
    """The published `SquimObjective`, for speech at 16 kHz."""
    return squim_objective_model(256, 64, 256, 4, 256, 2, "LSTM", 71)


class AttPool(nn.Module):
    """A mean over time with learned weights, then a linear layer."""

    def __init__(self, input_dim, att_dim):
        super().__init__()
        self.linear1 = nn.Linear(input_dim, 1)
        self.linear2 = nn.Linear(input_dim, att_dim)

    def forward(self, x):
        weights = self.linear1(x).transpose(2, 1).softmax(2)
        return self.linear2((weights @ x).squeeze(1))


class Predictor(nn.Module):
    """The expected score between 0 and 4, from probabilities of ``att_dim`` steps."""

    def __init__(self, input_dim, att_dim):
        super().__init__()
        self.att_pool_layer, self.att_dim = AttPool(input_dim, att_dim), att_dim

    def forward(self, x):
        steps = lumbre.linspace(0, 4, self.att_dim, device=x.device)
        return (self.att_pool_layer(x).softmax(1) * steps).sum(1)


class SquimSubjective(nn.Module):
    """Waveforms (batch, time) and clean speech of anybody (batch, time) to the mean opinion score (batch,), 1 to 5.

    Built by `squim_subjective_model` and `squim_subjective_base`.
    """

    def __init__(self, ssl_model, projector, predictor):
        super().__init__()
        self.ssl_model, self.projector, self.predictor = ssl_model, projector, predictor

    def forward(self, waveform, reference):
        length, given = waveform.shape[-1], reference.shape[-1]
        if given < length:
            reference = lumbre.cat([reference] * (length // given + 1), 1)
        judged, clean = (self.projector(self.ssl_model.extract_features(x)[0][-1]) for x in (waveform, reference[:, :length]))
        return 5 - self.predictor(lumbre.cat([clean, judged], 2))


def squim_subjective_model(ssl_type, feat_dim, proj_dim, att_dim):
    """A `SquimSubjective` over the features of ``ssl_type``: "wav2vec2_base" or "wav2vec2_large"."""
    from lumbre.audio import models

    ssl_model = getattr(models, ssl_type)()
    projector = nn.Linear(feat_dim, proj_dim)
    return SquimSubjective(ssl_model, projector, Predictor(proj_dim * 2, att_dim))


def squim_subjective_base():
    """The published `SquimSubjective`, for speech at 16 kHz."""
    return squim_subjective_model("wav2vec2_base", 768, 32, 5)
